"""The project file of the open case: who has it open, and how the background writes it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile

from models.problems import RelaisError
from models.words.text import Text, text

if TYPE_CHECKING:
    from models.project.project import Project

Signature = tuple[int, int] | None


class LockState(Enum):
    """What came of trying to take a lock."""

    OURS = "ours"
    TAKEN = "taken"
    READ_ONLY = "read only"


class CaseLock:
    """The lock of one file; it goes when it is let go or collected, or when the program dies.

    Its owner is known by process and computer. A lock whose process no longer runs on this
    computer is taken over; that of another computer never is, since nothing says what runs there.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.with_name(f".{path.name}.lock")
        self._lock = QLockFile(str(self.path))
        self._lock.setStaleLockTime(0)

    def take(self) -> LockState:
        """Try to take the lock."""
        if self._lock.tryLock(0):
            return LockState.OURS
        taken = self._lock.error() == QLockFile.LockError.LockFailedError
        return LockState.TAKEN if taken else LockState.READ_ONLY

    def release(self) -> None:
        """Let the file go."""
        self._lock.unlock()

    def owner(self) -> Text:
        """Say who has the file, as far as it is known."""
        process, computer, _program = self._lock.getLockInfo()
        said = text("process {process} on {computer}")
        user = ""
        with suppress(OSError, KeyError, NotImplementedError):
            user = self.path.owner()
        if user:
            said = text("{user}, process {process} on {computer}", user=user)
        return said.filled(process=process, computer=computer)

    def taken_error(self, path: Path) -> RelaisError:
        """Return the error that says who has the file."""
        return RelaisError(
            text("The project is open in another window ({owner}).", owner=self.owner()),
            path.name,
            text(
                "Close it there or choose another name. If nobody has it open any more, delete "
                "{note}.",
                note=self.path.name,
            ),
        )


@dataclass(eq=False)
class ProjectFile:
    """A project file that this window holds and brings up to date after each edit.

    The file as it was when it was opened is kept beside it as its backup.
    """

    path: Path
    lock: CaseLock
    _seen: Signature = field(init=False)
    _has_backup: bool = False

    def __post_init__(self) -> None:
        self._seen = _signature(self.path)

    def write(self, image: bytes) -> None:
        """Put an image of the project in its place.

        Raises:
            RelaisError: it cannot be written, or another program wrote it meanwhile.
        """
        from models.project.files import keep_backup, write_image  # noqa: PLC0415  # loads pandas

        found = _signature(self.path)
        if found is not None and found != self._seen:
            raise RelaisError(
                text("Another program changed the file since it was opened."),
                self.path.name,
                text("Save the case under another name; nothing was changed."),
            )
        if not self._has_backup:
            keep_backup(self.path)
            self._has_backup = True
        write_image(image, self.path)
        self._seen = _signature(self.path)


def write_new(project: Project, path: Path, hold: bool) -> tuple[CaseLock | None, str]:
    """Write a project file for the first time.

    Returns:
        its lock, where that is to be held on and can be, and the stamp it was written with.

    Raises:
        RelaisError: it cannot be written, or is open in another window.
    """
    from models.project.files import write_project  # noqa: PLC0415  # loads pandas

    lock = CaseLock(path)
    state = lock.take()
    if state is LockState.TAKEN:
        raise lock.taken_error(path)
    held = None
    try:
        stamp = write_project(project, path)
        held = lock if hold and state is LockState.OURS else None
    finally:
        if held is None:
            lock.release()
    return held, stamp


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
