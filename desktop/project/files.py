"""Opening, saving and exporting, in the background; a refused file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QObject, Signal, Slot

from desktop.document.document import Document
from desktop.engine.question import Question
from desktop.engine.tasks import WITH_LIMITS, TaskRunner
from desktop.engine.watch import Watch
from desktop.project.keeper import Keeper
from desktop.project.opened import OpenedCase, open_any, open_blank, open_lost
from desktop.project.project_file import CaseLock, write_new
from desktop.project.recovery import LostEdits
from models.problems import CaseRefusedError, RelaisError, UnsealedError
from models.project import SUFFIX
from models.words.language import Language
from models.words.text import text

if TYPE_CHECKING:
    from models.case import Case
    from models.project.project import Project


class Files(QObject):
    """Reads and writes for one document.

    Signals:
        recovering: edits that a case lost come with it; carries them, before its own copy is kept.
        opened: the document holds another case; carries the OpenedCase.
        saved: the case was written to the path.
        copied: a copy of the case was written to the path.
        exported: the result was written to the path.
        refused: a workbook is no case; carries the path and the CaseRefusedError.
        failed: a file could not be read or written; carries the RelaisError.
        unsealed: a project has no seal and waits for a yes; carries its path.
        edited_meanwhile: the open case was edited while the new one was read; carries the
            OpenedCase, which waits for `take_over`.
        opening_ended: reading ended, whatever came of it.
    """

    recovering = Signal(object)
    opened = Signal(object)
    saved = Signal(object)
    copied = Signal(object)
    exported = Signal(object)
    refused = Signal(object, object)
    failed = Signal(object)
    unsealed = Signal(object)
    opening_ended = Signal()
    edited_meanwhile = Signal(object)

    def __init__(
        self,
        document: Document,
        reading: Question,
        writing: Question,
        engine: TaskRunner,
        keeper: Keeper,
    ) -> None:
        super().__init__(document)
        self.keeper = keeper
        self.own_workbook: Path | None = None
        self.reading, self.writing = reading, writing
        self._document, self._engine = document, engine
        self._path = Path()
        self._case_then: Case | None = None
        reading.finished.connect(self._on_read)
        reading.failed.connect(self._on_read_failed)
        reading.ended.connect(self.opening_ended)
        writing.finished.connect(lambda then: then())
        writing.failed.connect(self._on_write_failed)

    def open(self, path: Path, *, unsealed: bool = False) -> None:
        """Read a workbook or a project and put its case in place of the open one."""
        recovery = self.keeper.recovery
        self._read(path, lambda watch: open_any(path, recovery, watch, unsealed))

    def open_lost(self, lost: LostEdits) -> None:
        """Put a case with edits that no file has in place of the open one."""
        self._read(lost.path, lambda _watch: open_lost(lost))

    def open_blank(self, path: Path) -> None:
        """Put a case without any rows but the rules in place of the open one."""
        self._read(path, lambda _watch: open_blank(path))

    def _read(self, path: Path, read: Callable[[Watch], OpenedCase]) -> None:
        self._path, self._case_then = path, self._document.case
        self.reading.ask(read)

    def save_as(self, path: Path) -> None:
        """Write the case to a project file or a workbook and go on with that file."""
        file = self.keeper.file
        if file is not None and _same(file.path, path):
            self.save()
        else:
            self._go_on_in(path)

    def save(self) -> bool:
        """Write the case to its file; False: it has none that may be written."""
        path, file = self._document.path, self.keeper.file
        if file is not None:
            self.keeper.write_file()
        elif path is not None and path == self.own_workbook:
            self._go_on_in(path)
        else:
            return False
        return True

    def save_copy(self, path: Path) -> None:
        """Write the case to another file and go on with the one it has."""
        project = self.keeper.project()

        def put(_watch: Watch) -> Callable[[], None]:
            _put(project, path)
            return lambda: self.copied.emit(path)

        self._write(path, put)

    def _go_on_in(self, path: Path) -> None:
        project, number = self.keeper.project(), self.keeper.number

        def put(_watch: Watch) -> Callable[[], None]:
            lock, stamp = _put(project, path, hold=True)
            return lambda: self._go_on(path, project.case, number, lock, stamp)

        self._write(path, put)

    def _go_on(
        self, path: Path, case: Case, number: int, lock: CaseLock | None, stamp: str
    ) -> None:
        self.keeper.move(path, lock, stamp, number)
        self._document.saved_as(path, case)
        if _is_project(path):
            self._document.note_saved(case, with_frozen=number == self.keeper.number)
        else:
            self.own_workbook = path
        self.saved.emit(path)

    def export_result(self, path: Path, spoken: Language) -> None:
        """Write the split with the data it came from to a workbook in a language."""
        solved, engine = self._document.solved, self._engine
        assert solved is not None
        case, scenario = solved.case, solved.split.scenario
        name = self._document.path.stem if self._document.path else ""

        def put(watch: Watch) -> Callable[[], None]:
            from models.flows.adjustments import adjusted  # noqa: PLC0415  # not for the first split
            from models.workbook.result import write_result  # noqa: PLC0415

            split = engine.ask(WITH_LIMITS, watch, case, scenario)
            used, _ = adjusted(case, scenario)
            write_result(used, split, path, case_name=name, spoken=spoken)
            return lambda: self.exported.emit(path)

        self._write(path, put)

    def _write(self, path: Path, put: Callable[[Watch], Callable[[], None]]) -> None:
        """Write in a thread, then do what `put` returns in that of the window.

        A disk that refuses is for the user to read about, not a bug.
        """

        def write(watch: Watch) -> Callable[[], None]:
            try:
                return put(watch)
            except OSError as error:
                raise RelaisError(
                    text("The file could not be written: {why}.", why=error.strerror or str(error)),
                    str(path),
                    text("Close it in other programs or choose another place."),
                ) from error

        self.writing.ask(write)

    def wait_for_writing(self) -> None:
        """Return when nothing is being written any more; the window goes on meanwhile."""
        if self.writing.busy:
            waiting = QEventLoop(self)
            self.writing.ended.connect(waiting.quit)
            waiting.exec()

    @Slot(object)
    def _on_read(self, opened: OpenedCase) -> None:
        if self._document.case is self._case_then:
            self.take_over(opened)
        else:
            self.edited_meanwhile.emit(opened)

    def take_over(self, opened: OpenedCase) -> None:
        """Put a case that was read in place of the open one."""
        self.own_workbook = None
        self._document.replace_case(
            opened.case,
            opened.path,
            opened.problems,
            opened.project,
            unsaved=opened.lost is not None,
            scenario=opened.scenario,
            settings=opened.settings,
        )
        if opened.lost is not None:
            self.recovering.emit(opened.lost)
        self.keeper.begin(opened)
        self.opened.emit(opened)

    @Slot(object)
    def _on_read_failed(self, error: object) -> None:
        if isinstance(error, CaseRefusedError):
            self.refused.emit(self._path, error)
        elif isinstance(error, UnsealedError):
            self.unsealed.emit(self._path)
        elif isinstance(error, RelaisError):
            self.failed.emit(error)

    @Slot(object)
    def _on_write_failed(self, error: object) -> None:
        if isinstance(error, RelaisError):
            self.failed.emit(error)


def _put(project: Project, path: Path, hold: bool = False) -> tuple[CaseLock | None, str]:
    """Write a case, as `write_new` where the file is a project, else as a workbook."""
    if _is_project(path):
        return write_new(project, path, hold)
    from models.workbook.plain import write_case  # noqa: PLC0415  # not for the first split

    write_case(project.case, path)
    return None, ""


def _is_project(path: Path) -> bool:
    return path.suffix.casefold() == SUFFIX


def _same(one: Path, other: Path) -> bool:
    try:
        return one.absolute() == other.absolute() or one.samefile(other)
    except OSError:  # not there, or out of reach: writing it says why
        return False
