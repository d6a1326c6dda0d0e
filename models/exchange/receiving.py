"""Several workbooks that came back: each is read on its own, a bad one does not stop the rest."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from models.case import Case
from models.exchange.issued import IssuedFor
from models.exchange.returned import Returned, read_returned
from models.problems import RelaisError
from models.readable import whole
from models.words.text import text
from models.workbook.reading import Progress
from models.xlsx.limits import USUAL_LIMITS, Limits


@dataclass(frozen=True)
class Refused:
    """A file that was left out, and why: a CaseRefusedError lists its problems."""

    file: str
    error: RelaisError


@dataclass(frozen=True)
class Repeated:
    """A file that holds the very same bytes as an earlier one; it is read once."""

    file: str
    first: str


@dataclass(frozen=True)
class Received:
    """What came of several files."""

    returned: tuple[Returned, ...]
    refused: tuple[Refused, ...]
    repeated: tuple[Repeated, ...]


def receive(
    paths: Sequence[Path],
    issued_for: IssuedFor,
    mine: Case,
    progress: Progress | None = None,
    limits: Limits = USUAL_LIMITS,
    *,
    take_other_case: bool = False,
) -> Received:
    """Read workbooks that came back, in the order given; the rest is as in `read_returned`."""
    names = names_of(paths)
    returned: list[Returned] = []
    refused: list[Refused] = []
    repeated: list[Repeated] = []
    first: dict[str, str] = {}
    for path, name in zip(paths, names, strict=True):
        try:
            digest = hash_of(path)
            if digest in first:
                repeated.append(Repeated(name, first[digest]))
                continue
            first[digest] = name
            back = read_returned(
                path,
                issued_for,
                mine,
                name,
                progress,
                limits,
                take_other_case=take_other_case,
            )
            returned.append(back)
        except RelaisError as error:
            refused.append(Refused(name, error))
    return Received(tuple(returned), tuple(refused), tuple(repeated))


def names_of(paths: Sequence[Path]) -> list[str]:
    """Return what to call the files: by their names, or in full where two have the same."""
    counts = Counter(path.name for path in paths)
    return [whole(path.name if counts[path.name] == 1 else str(path)) for path in paths]


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal.

    Raises:
        RelaisError: the file cannot be read.
    """
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise not_readable(path, error) from error


def not_readable(path: Path, error: OSError) -> RelaisError:
    """Return the error that a file that came back cannot be read."""
    what = text("The file cannot be read ({reason}).", reason=error.strerror or str(error))
    return RelaisError(what, path.name, text("Check the name, or copy the file anew."))
