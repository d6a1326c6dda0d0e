"""Files kept as they came, read-only, each under the hash of its bytes."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from models.problems import RelaisError
from models.words.text import text
from models.workbook.safely import replace_safely

_READ_ONLY = 0o444
_SUFFIX = ".xlsx"


class KeptFiles:
    """A folder of files that never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Return where the file of a hash stands."""
        return self._folder / f"{digest}{_SUFFIX}"

    def keep(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256; what is kept already is left alone.

        Raises:
            RelaisError: they cannot be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if self._holds(path, digest):
            return digest
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            what = text(
                "The folder of kept files cannot be made ({reason}).",
                reason=error.strerror or str(error),
            )
            raise RelaisError(what, str(self._folder), text("Choose another place.")) from error
        with contextlib.suppress(OSError):  # a damaged copy is written anew
            path.chmod(0o644)
        replace_safely(path, content, lambda written: _check(written, digest))
        with contextlib.suppress(OSError):  # some network drives know no such mark
            path.chmod(_READ_ONLY)
        return digest

    def content(self, digest: str) -> bytes:
        """Return a file as it came.

        Raises:
            RelaisError: it is gone, or no longer what it was.
        """
        path = self.path(digest)
        if not self._holds(path, digest):
            what = text("The kept file is gone or was changed.")
            raise RelaisError(what, str(path), text("Ask for it again and receive it anew."))
        return path.read_bytes()

    def _holds(self, path: Path, digest: str) -> bool:
        try:
            return hashlib.sha256(path.read_bytes()).hexdigest() == digest
        except OSError:
            return False


def _check(written: Path, digest: str) -> None:
    if hashlib.sha256(written.read_bytes()).hexdigest() != digest:
        what = text("The file was not written as it is.")
        raise RelaisError(what, written.name, text("Try again."))
