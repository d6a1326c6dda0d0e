"""The project file of the open case, as the background writes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.project.case_lock import CaseLock, LockState
from models.problems import RelaisError
from models.words.text import text

if TYPE_CHECKING:
    from models.project.project import Project

if TYPE_CHECKING:
    from models.project.project import Project

Signature = tuple[int, int] | None


@dataclass(eq=False)
class ProjectFile:
    """A project file that this window holds and brings up to date after each edit.

    The file as it was when the sitting began is kept beside it as its backup.
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


class CopyOfProject:
    """A project file that is written for the first time.

    Attributes:
        lock: the lock of the file, where it is held on.
        stamp: the stamp it was written with.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.lock: CaseLock | None = None
        self.stamp = ""

    def write(self, project: Project, hold: bool = False) -> None:
        """Write it whole, and hold its lock on where that is wanted.

        Raises:
            RelaisError: it cannot be written, or is open in another window.
        """
        from models.project.files import write_project  # noqa: PLC0415  # loads pandas

        lock = CaseLock(self._path)
        state = lock.take()
        if state is LockState.TAKEN:
            raise lock.taken_error(self._path)
        try:
            self.stamp = write_project(project, self._path)
        except BaseException:
            lock.release()
            raise
        if hold and state is LockState.OURS:
            self.lock = lock
        else:
            lock.release()


def _signature(path: Path) -> Signature:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size
