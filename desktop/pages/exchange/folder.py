"""Where the workbooks that went out and came back are kept."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

SUFFIX = ".exchange"
_PROGRAM = Path(__file__).resolve().parents[3]


def exchange_folder(case: Path, own: Path) -> Path:
    """Return the folder for a case: beside its file, so that both travel together.

    Beside a case that is part of the program, or where nothing may be written, there is no
    place for it; it is then in the program's own folder.

    Args:
        case: the file of the case.
        own: the folder of the program's own data.
    """
    beside = case.absolute().parent
    is_ours = _PROGRAM in (beside.resolve(), *beside.resolve().parents)
    if not is_ours and os.access(beside, os.W_OK):
        return beside / f"{case.stem}{SUFFIX}"
    told_apart = hashlib.sha256(os.fsencode(case.absolute())).hexdigest()[:8]
    return own / "exchange" / f"{case.stem}-{told_apart}{SUFFIX}"
