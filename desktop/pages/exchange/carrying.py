"""The exchange of a case that was saved under another name goes along with it."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

from models.problems import RelaisError
from models.words.text import text


def carry_along(before: Path, folder: Path) -> None:
    """Copy what was kept beside the file before; an exchange that is there already stays.

    The copy gets its name when it is whole, so that whoever is killed leaves no half of one.

    Raises:
        RelaisError: it cannot be copied; the old one stays as it is.
    """
    if folder.exists() or not before.exists():
        return
    draft = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(before, draft)
        os.rename(draft, folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        what = text(
            "The trail could not be copied beside the new file ({reason}).",
            reason=error.strerror or str(error),
        )
        mend = text("Copy the folder by hand; it is still where it was.")
        raise RelaisError(what, str(before), mend) from error
