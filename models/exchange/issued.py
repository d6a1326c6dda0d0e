"""What a workbook that came back was sent as, from what it says of itself."""

from __future__ import annotations

from pathlib import Path

from models.exchange.returned import IssuedVersion
from models.problems import RelaisError
from models.workbook.grid import read_grid
from models.workbook.guard import guarded_bytes
from models.workbook.identity import Identity, identity_of
from models.workbook.limits import USUAL_LIMITS, Limits


def issued_version(path: Path, sent: IssuedVersion, limits: Limits = USUAL_LIMITS) -> IssuedVersion:
    """Return the version a workbook was issued as; `sent` where it says nothing of it.

    A workbook for one territory holds only its rows: compared with all that the case holds, the
    others would look deleted.

    Raises:
        RelaisError: what it says was changed, or was written by a newer program, or it cannot
            be read.
    """
    grid = read_grid(guarded_bytes(path, limits), path.name, lambda _what, _percent: None, limits)
    identity = identity_of(grid)
    if identity is None:
        return sent
    _require_known(identity, path.name)
    return IssuedVersion(identity.issued_case(), identity.recipient, identity.issue)


def _require_known(identity: Identity, name: str) -> None:
    if identity.is_newer:
        raise RelaisError(
            "The workbook was issued by a newer version of Relais.",
            name,
            "Merge it with that version.",
        )
    if not identity.is_intact:
        raise RelaisError(
            "The hidden sheet _relais, which says what was sent, was changed.",
            name,
            "Delete that sheet to compare with the whole of what was sent, or ask for the file "
            "anew.",
        )
