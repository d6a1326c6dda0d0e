"""Keeps the work safe: each finished edit goes into the working copy, then into the file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, QThreadPool, QTimer, Signal, Slot

from desktop.document.document import Document
from desktop.project.opened import OpenedCase
from desktop.project.project_file import CaseLock, ProjectFile
from desktop.project.recovery import WorkingSession
from models.problems import RelaisError

if TYPE_CHECKING:
    from models.case import Case
    from models.editing import TableChange
    from models.project.project import Project
    from models.project.working_copy import FinishedEdit

WAITED_FOR_MILLISECONDS = 40
"""An edit that is kept within this time is on the disk before anything else happens."""
LARGE_EDIT_ROWS = 2_000  # D84
LOOK_MILLISECONDS = 10
PAUSE_MILLISECONDS = 1_000
"""The least time between two writings of the project file, so that a slow disk is not flooded."""


@dataclass(frozen=True, eq=False)
class _Done:
    """What came of a piece of work for one session."""

    session: WorkingSession
    number: int
    error: BaseException | None


class Keeper(QObject):
    """Writes what happens to a document, in the background and in order.

    Signals:
        kept: a finished edit is safe from now on, with all before it; carries its number.
        in_file: the project file has every edit up to one; carries its number.
        failed: something could not be written; carries the RelaisError.
    """

    kept = Signal(int)
    in_file = Signal(int)
    failed = Signal(object)

    _kept_there = Signal(object)
    _saved_there = Signal(object, object)

    def __init__(self, document: Document, recovery: Path) -> None:
        super().__init__(document)
        self.recovery = recovery
        self.file: ProjectFile | None = None
        self.number = 0
        self._document = document
        self._session: WorkingSession | None = None
        self._steps: list[tuple[TableChange, Case]] = []
        self._settings: set[str] = set()
        self._frozen: set[str] = set()
        self._history: tuple[object, ...] = ()
        self._copying, self._filing = _one_thread(self), _one_thread(self)
        self._file_is_behind = self._is_filing = self._failed = False
        self.answered = 0
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MILLISECONDS)
        self._pause.timeout.connect(self._file_if_behind)
        self._kept_there.connect(self._on_kept)
        self._saved_there.connect(self._on_saved)
        document.case_replaced.connect(self.end)
        document.table_changed.connect(self._on_table_changed)
        document.undo_stack.indexChanged.connect(self._on_edit_finished)
        document.setting_changed.connect(self._on_setting_changed)
        document.frozen_changed.connect(self._on_frozen_changed)

    def begin(self, opened: OpenedCase) -> None:
        """Keep the case that has just been opened; what was kept of the one before goes."""
        path, lock, lost = opened.path, opened.lock, opened.lost
        stamp = opened.project.stamp if opened.project and lock else ""
        self._session = WorkingSession(self.recovery, path, opened.is_new, stamp, lost)
        self.file = ProjectFile(path, lock) if lock is not None else None
        self.number = self.answered = 0
        self._history = self._document.undo_stack.lines()
        self._frozen = set(self._document.frozen)
        if lost is not None:
            self._finish()

    def move(self, path: Path, lock: CaseLock | None, stamp: str, number: int) -> None:
        """Go on with another file of the case, which has the edits up to one."""
        session = self._session
        assert session is not None
        self._release()
        self.file = ProjectFile(path, lock) if lock is not None else None
        self._copying.start(lambda: session.move(path, number, stamp))
        self._file_is_behind = self.file is not None and number < self.number
        self._file_if_behind()

    @Slot()
    def end(self) -> None:
        """Close the case: the working copy goes, and others may open the file."""
        session, self._session = self._session, None
        self._pause.stop()
        self._steps, self._file_is_behind = [], False
        if session is not None:
            self._copying.start(session.end)
        self._copying.waitForDone()
        self._filing.waitForDone()
        self._release()

    def write_file(self) -> None:
        """Bring the project file up to date now, even where it is."""
        self._file_is_behind = self.file is not None
        self._file_if_behind()

    def wait_for_file(self) -> None:
        """Return when the project file has everything, or could not be written."""
        self._failed = False
        while self._is_busy():
            waiting = QEventLoop()
            QTimer.singleShot(LOOK_MILLISECONDS, waiting.quit)
            waiting.exec()
            self._file_if_behind()

    def _is_busy(self) -> bool:
        behind = self._file_is_behind or self.answered < self.number
        return self._is_filing or (behind and not self._failed)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        self._steps.append((change, self._document.open_case))

    @Slot(int)
    def _on_edit_finished(self, _index: int) -> None:
        if self._steps:
            self._finish()

    @Slot(str)
    def _on_setting_changed(self, name: str) -> None:
        self._settings.add(name)
        if self.file is not None or self.number:
            self._finish()

    @Slot()
    def _on_frozen_changed(self) -> None:
        if set(self._document.frozen) - self._frozen and self._session is not None:
            self._finish()

    def _finish(self) -> None:
        """Hand what happened since the last time to the background, as one edit."""
        session = self._session
        if session is None:
            return
        self.number += 1
        project, edit = self.project(), self._edit()

        def keep() -> None:
            _, error = _tried(lambda: session.keep(project, edit))
            self._kept_there.emit(_Done(session, edit.number, error))

        self._copying.start(keep)
        if sum(len(change.rows) for change, _ in edit.steps) <= LARGE_EDIT_ROWS:
            self._copying.waitForDone(WAITED_FOR_MILLISECONDS)

    def project(self) -> Project:
        """Return all there is to keep, as it is now."""
        from models.project.project import Project  # noqa: PLC0415  # loads pandas

        document = self._document
        return Project(
            document.open_case,
            document.scenario,
            document.undo_stack.lines(),
            dict(document.settings),
            tuple(document.frozen.values()),
        )

    def _edit(self) -> FinishedEdit:
        from models.project.working_copy import FinishedEdit  # noqa: PLC0415  # loads pandas

        document, lines = self._document, self._document.undo_stack.lines()
        pairs = zip(lines, self._history, strict=False)
        same = next((at for at, (new, old) in enumerate(pairs) if new != old), None)
        start = min(len(lines), len(self._history)) if same is None else same
        settings = {name: document.settings.get(name) for name in self._settings}
        frozen = [one for name, one in document.frozen.items() if name not in self._frozen]
        edit = FinishedEdit(
            self.number, self._steps, start, lines[start:], document.scenario, settings, frozen
        )
        self._steps, self._settings = [], set()
        self._history, self._frozen = lines, set(document.frozen)
        return edit

    @Slot(object)
    def _on_kept(self, done: _Done) -> None:
        if done.session is not self._session:
            return
        self.answered = done.number
        if done.error is not None:
            self._tell(done.error)
        else:
            self.kept.emit(done.number)
        self._file_is_behind = self.file is not None
        if not self._pause.isActive():
            self._file_if_behind()

    @Slot()
    def _file_if_behind(self) -> None:
        """Bring the project file up to date, unless that is under way."""
        session, file = self._session, self.file
        if not self._file_is_behind or self._is_filing or file is None or session is None:
            return
        self._file_is_behind, self._is_filing = False, True
        case, number, project = self._document.open_case, self.number, self.project()

        def make() -> None:
            image, error = _tried(lambda: session.image(project, number))
            if error is not None:
                self._saved_there.emit(_Done(session, number, error), case)
            else:
                self._filing.start(lambda: write(image or b""))

        def write(image: bytes) -> None:
            _, error = _tried(lambda: file.write(image))
            self._saved_there.emit(_Done(session, number, error), case)

        self._copying.start(make)

    @Slot(object, object)
    def _on_saved(self, done: _Done, case: Case) -> None:
        self._is_filing = False
        session = done.session
        if session is not self._session:
            return
        self._pause.start()
        if done.error is not None:
            self._tell(done.error)
            return
        self._copying.start(lambda: session.note_in_file(done.number))
        self._document.note_saved(case, with_frozen=done.number == self.number)
        self.in_file.emit(done.number)

    def _tell(self, error: BaseException) -> None:
        self._failed = True
        if not isinstance(error, RelaisError):
            raise error
        self.failed.emit(error)

    def _release(self) -> None:
        if self.file is not None:
            self.file.lock.release()
        self.file = None


def _one_thread(parent: QObject) -> QThreadPool:
    """Return a pool that does its work in order."""
    pool = QThreadPool(parent)
    pool.setMaxThreadCount(1)
    return pool


def _tried(work: Callable[[], bytes | None]) -> tuple[bytes | None, BaseException | None]:
    """Do a piece of work in the background; what goes wrong is told where the window is."""
    try:
        return work(), None
    except BaseException as error:
        return None, error
