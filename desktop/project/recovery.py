"""The working copy of the open case, and how one that a killed program left is found again."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.project.project_file import CaseLock, LockState
from models.problems import RelaisError
from models.words.text import text

if TYPE_CHECKING:
    from models.project.project import Project
    from models.project.working_copy import CopyState, FinishedEdit, WorkingCopy

_ORIGIN = "origin.json"
_COPY = "case.sqlite"
_OFFER = "offer"


@dataclass(eq=False)
class LostEdits:
    """A working copy that nobody has open and that holds edits its file does not have.

    Attributes:
        folder: where it stands.
        path: the file of the case, or the one it would have had.
        moment: when the last edit was made (UTC).
        is_new: whether the case never had a file.
    """

    folder: Path
    path: Path
    moment: datetime
    is_new: bool = False
    _lock: CaseLock | None = field(default=None, repr=False)
    _offer: CaseLock | None = field(default=None, repr=False)

    def offer(self) -> bool:
        """Let no other window offer them until this one ends; False: another one offers them.

        Whoever opens the file of their case still gets them, by `take`.
        """
        offer = CaseLock(self.folder / _OFFER)
        if self.folder.is_dir() and offer.take() is LockState.OURS:
            self._offer = offer
        return self._offer is not None

    def offer_no_more(self) -> None:
        """Let another window offer them."""
        if self._offer is not None:
            self._offer.release()
            self._offer = None

    def take(self) -> None:
        """Make sure that no other window opens them.

        Raises:
            RelaisError: one has, or they are gone.
        """
        if self._lock is not None:
            return
        lock = CaseLock(self.folder / _COPY)
        if not self.folder.is_dir() or lock.take() is not LockState.OURS:
            what = text("Another window has opened these edits.")
            raise RelaisError(what, self.path.name)
        self._lock = lock

    def read(self) -> Project:
        """Return the case with all finished edits.

        Raises:
            RelaisError: it cannot be read.
        """
        from models.project.working_copy import read_working_copy  # noqa: PLC0415  # loads pandas

        return read_working_copy(self.folder)[0]

    def follows(self, stamp: str) -> bool:
        """Say whether they go on from a version of the file of their case."""
        return bool(stamp) and stamp in _state(self.folder).stamps

    def forget(self) -> None:
        """Remove them for good."""
        with contextlib.suppress(RelaisError):
            self.take()
            self.offer_no_more()
            _remove_folder(self.folder, self._lock)
            self._lock = None


class WorkingSession:
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
            return (self._copy or self._make(project, number)).image()

    def note_in_file(self, number: int) -> None:
        """Note that the file of the case has all edits up to one."""
        self.in_file = max(self.in_file, number)
        self._quietly(lambda copy: copy.note_in_file(self.in_file))

    def move(self, path: Path, number: int, stamp: str) -> None:
        """Note that the case has another file now, and which edits that has."""
        self.path, self.is_new, self.in_file, self._stamp = path, False, number, stamp
        self._quietly(lambda copy: copy.note_in_file(number, stamp))
        if folder := self._folder:
            self._quietly(lambda _copy: _write_origin(folder, path, False))

    def end(self) -> None:
        """Remove the copy: the case is closed, and its edits are in a file or not wanted."""
        self._leave()
        self._remove_outdated()

    def _make(self, project: Project, number: int) -> WorkingCopy:
        from models.project.working_copy import WorkingCopy  # noqa: PLC0415  # loads pandas

        self._folder = self._recovery / os.urandom(6).hex()
        self._folder.mkdir(parents=True)
        self._lock = CaseLock(self._folder / _COPY)
        self._lock.take()
        copy = WorkingCopy.made(self._folder, project, number, self.in_file, self._stamp)
        self._copy = copy
        _write_origin(self._folder, self.path, self.is_new)
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
            what = text(
                "Your last edits could not be kept safe in case the program ends ({why}).",
                why=str(error),
            )
            mend = text("Save the case now, and make room on the disk of your user folder.")
            raise RelaisError(what, "", mend) from error
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
            _remove_folder(folder, lock)
        self._outdated = []
        if self.lost is not None:
            self.lost.forget()
            self.lost = None


def _write_origin(folder: Path, path: Path, is_new: bool) -> None:
    """Note to which file a working copy belongs.

    Raises:
        OSError: it cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    origin = json.dumps({"path": str(path.absolute()), "new": is_new})
    draft = folder / f"{_ORIGIN}.new"
    draft.write_text(origin, encoding="utf-8")
    draft.replace(folder / _ORIGIN)


def _remove_folder(folder: Path, lock: CaseLock | None) -> None:
    """Remove a working copy and let it go."""
    if lock is not None:
        for path in set(folder.iterdir()) - {lock.path}:
            with contextlib.suppress(OSError):
                path.unlink()
        lock.release()
    shutil.rmtree(folder, ignore_errors=True)


def all_lost_edits(recovery: Path) -> list[LostEdits]:
    """Return all edits that no file has and no window holds, the newest first.

    What a file has too is removed on the way.
    """
    folders: list[Path] = []
    with contextlib.suppress(OSError):
        folders = sorted(folder for folder in recovery.iterdir() if folder.is_dir())
    found = map(_lost, folders)
    return sorted((lost for lost in found if lost), key=lambda lost: lost.moment, reverse=True)


def lost_edits_to_offer(recovery: Path) -> list[LostEdits]:
    """Return those lost edits that no other window offers, the newest first; none will."""
    return [lost for lost in all_lost_edits(recovery) if lost.offer()]


def lost_edits_of(recovery: Path, path: Path, stamp: str) -> LostEdits | None:
    """Return the edits that were made after this version of a file, taken; None: there are none."""
    for lost in all_lost_edits(recovery):
        if lost.path == path.absolute() and lost.follows(stamp):
            with contextlib.suppress(RelaisError):
                lost.take()
                return lost
    return None


def _lost(folder: Path) -> LostEdits | None:
    lock = CaseLock(folder / _COPY)
    if lock.take() is not LockState.OURS:
        return None
    try:
        origin = json.loads((folder / _ORIGIN).read_text(encoding="utf-8"))
        state = _state(folder)
        newest = max(path.stat().st_mtime for path in folder.glob(f"{_COPY}*"))
        moment = datetime.fromtimestamp(newest, UTC)
        if state.number > state.in_file:
            return LostEdits(folder, Path(origin["path"]), moment, bool(origin["new"]))
        _remove_folder(folder, None)
    except FileNotFoundError:  # killed before its first edit was written
        _remove_folder(folder, None)
    except (OSError, ValueError, KeyError, TypeError, RelaisError):
        return None  # damaged: left for whoever can help
    finally:
        lock.release()
    return None


def _state(folder: Path) -> CopyState:
    from models.project.working_copy import state_of_copy  # noqa: PLC0415  # loads pandas

    return state_of_copy(folder)
