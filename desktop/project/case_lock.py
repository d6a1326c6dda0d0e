"""Who has a project file open: one note beside it, which a killed program leaves without force."""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QLockFile

from models.problems import RelaisError
from models.words.text import Text, text


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
        try:
            user = self.path.owner()
        except (OSError, KeyError, NotImplementedError):
            user = ""
        if not user:
            return text("process {process} on {computer}", process=process, computer=computer)
        return text(
            "{user}, process {process} on {computer}",
            user=user,
            process=process,
            computer=computer,
        )

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
