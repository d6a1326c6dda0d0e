"""The working copy of one open case, as the background writes it; one thread at a time."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.project.case_lock import CaseLock
from desktop.project.recovery import LostEdits, lock_of, new_folder, remove_folder, write_origin
from models.problems import RelaisError
from models.words.text import text

if TYPE_CHECKING:
    from models.project.project import Project
    from models.project.working_copy import FinishedEdit, WorkingCopy


class Sitting:
    """One case from its opening to its closing.

    Nothing is written before the first edit. A copy that could not be written is made anew with
    the next edit, in another folder; what it holds stays until then.

    Attributes:
        path: the file of the case, or the one it would have.
        lost: the edits that were recovered with the case; they go once the copy has them.
        in_file: the number of the last edit that the file has.
    """

    def __init__(
        self, recovery: Path, path: Path, is_new: bool, stamp: str, lost: LostEdits | None
    ) -> None:
        self.path, self.is_new, self.lost = path, is_new, lost
        self.in_file = 0
        self._recovery, self._stamp = recovery, stamp
        self._folder: Path | None = None
        self._lock: CaseLock | None = None
        self._copy: WorkingCopy | None = None
        self._outdated: list[tuple[Path, CaseLock | None]] = []

    def keep(self, project: Project, edit: FinishedEdit) -> None:
        """Take a finished edit; `project` is all there is after it.

        Raises:
            RelaisError: it could not be written.
        """
        with self._giving_up():
            if self._copy is None:
                self._make(project, edit.number)
            else:
                self._copy.take(edit)

    def image(self, project: Project, number: int) -> bytes:
        """Return the project file as it is now, under a new stamp.

        Raises:
            RelaisError: it could not be made.
        """
        with self._giving_up():
            copy = self._copy or self._make(project, number)
            return copy.image()

    def note_in_file(self, number: int) -> None:
        """Note that the file of the case has all edits up to one."""
        self.in_file = max(self.in_file, number)
        self._quietly(lambda copy: copy.note_in_file(self.in_file))

    def move(self, path: Path, number: int, stamp: str) -> None:
        """Note that the case has another file now, and which edits that has."""
        self.path, self.is_new, self.in_file, self._stamp = path, False, number, stamp
        self._quietly(lambda copy: copy.note_in_file(number, stamp))
        folder = self._folder
        if folder is not None:
            self._quietly(lambda _copy: write_origin(folder, path, False))

    def end(self) -> None:
        """Remove the copy: the case is closed, and its edits are in a file or not wanted."""
        self._leave()
        self._remove_outdated()

    def _make(self, project: Project, number: int) -> WorkingCopy:
        from models.project.working_copy import WorkingCopy  # noqa: PLC0415  # loads pandas

        self._folder = new_folder(self._recovery)
        self._folder.mkdir(parents=True)
        self._lock = lock_of(self._folder)
        self._lock.take()
        copy = WorkingCopy.made(self._folder, project, number, self.in_file, self._stamp)
        self._copy = copy
        write_origin(self._folder, self.path, self.is_new)
        self._remove_outdated()
        return copy

    def _quietly(self, note: Callable[[WorkingCopy], None]) -> None:
        """Note something that only spares a question later on."""
        if self._copy is not None:
            with contextlib.suppress(OSError, sqlite3.Error):
                note(self._copy)

    @contextmanager
    def _giving_up(self) -> Iterator[None]:
        """Let go of the copy if it could not be written: it has not all edits any more."""
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            self._leave()
            raise _not_kept(error) from error
        except BaseException:
            self._leave()
            raise

    def _leave(self) -> None:
        if self._copy is not None:
            self._copy.close()
        if self._folder is not None:
            self._outdated.append((self._folder, self._lock))
        self._copy = self._lock = self._folder = None

    def _remove_outdated(self) -> None:
        for folder, lock in self._outdated:
            remove_folder(folder, lock)
        self._outdated = []
        if self.lost is not None:
            self.lost.forget()
            self.lost = None


def _not_kept(error: Exception) -> RelaisError:
    return RelaisError(
        text(
            "Your last edits could not be kept safe in case the program ends ({why}).",
            why=str(error),
        ),
        "",
        text("Save the case now, and make room on the disk of your user folder."),
    )
