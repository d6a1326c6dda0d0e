"""Opening, saving and exporting, in the background; a refused file changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Signal, Slot

from desktop.background import Lane, Watch
from desktop.document import Document
from desktop.services import OpenedCase, Services
from models.problems import CaseRefusedError, RelaisError

if TYPE_CHECKING:
    from models.case import Case


class Files(QObject):
    """Reads and writes for one document.

    Signals:
        opened: the document now holds the case of the path.
        saved: the case was written to the path.
        exported: the result was written to the path.
        refused: a workbook has errors; carries the path and the CaseRefusedError.
        failed: a file could not be read or written; carries the RelaisError.
        edited_meanwhile: the open case was edited while the new one was read; carries the
            OpenedCase, which waits for `take_over`.
        opening_ended: reading ended, whatever came of it.
    """

    opened = Signal(object)
    saved = Signal(object)
    exported = Signal(object)
    refused = Signal(object, object)
    failed = Signal(object)
    opening_ended = Signal()
    edited_meanwhile = Signal(object)

    def __init__(
        self, document: Document, reading: Lane, writing: Lane, services: Services
    ) -> None:
        super().__init__(document)
        self.reading, self.writing = reading, writing
        self._document, self._services = document, services
        self._path = Path()
        self._case_then: Case | None = None
        reading.finished.connect(self._on_read)
        reading.failed.connect(self._on_read_failed)
        reading.ended.connect(self.opening_ended)
        writing.finished.connect(self._on_written)
        writing.failed.connect(self._on_write_failed)

    def open(self, path: Path) -> None:
        """Read a workbook and put its case in place of the open one."""
        self._path, self._case_then = path, self._document.case

        def read(watch: Watch) -> OpenedCase:
            return self._services.read(path, watch)

        self.reading.request(read)

    def save_as(self, path: Path) -> None:
        """Write the case to a workbook and go on with that file."""
        case = self._document.open_case

        def write(_watch: Watch) -> object:
            return _written(
                lambda: self._services.write_case(case, path),
                path,
                lambda: self._on_saved(path, case),
            )

        self.writing.request(write)

    def export_result(self, path: Path) -> None:
        """Write the split with the data it came from to a workbook."""
        solved = self._document.solved
        assert solved is not None

        def write(_watch: Watch) -> object:
            return _written(
                lambda: self._services.write_result(solved.case, solved.split, path),
                path,
                lambda: self.exported.emit(path),
            )

        self.writing.request(write)

    def wait_for_writing(self) -> None:
        """Return when nothing is being written any more; the window goes on meanwhile."""
        if self.writing.busy:
            waiting = QEventLoop(self)
            self.writing.ended.connect(waiting.quit)
            waiting.exec()

    def _on_saved(self, path: Path, case: Case) -> None:
        self._document.saved_as(path, case)
        self.saved.emit(path)

    @Slot(object)
    def _on_read(self, opened: OpenedCase) -> None:
        if self._document.case is self._case_then:
            self.take_over(opened)
        else:
            self.edited_meanwhile.emit(opened)

    def take_over(self, opened: OpenedCase) -> None:
        """Put a case that was read in place of the open one."""
        self._document.replace_case(opened.case, self._path, opened.problems)
        self.opened.emit(self._path)

    @Slot(object)
    def _on_read_failed(self, error: object) -> None:
        if isinstance(error, CaseRefusedError):
            self.refused.emit(self._path, error)
        elif isinstance(error, RelaisError):
            self.failed.emit(error)

    @Slot(object)
    def _on_written(self, then: Callable[[], None]) -> None:
        then()

    @Slot(object)
    def _on_write_failed(self, error: object) -> None:
        if isinstance(error, RelaisError):
            self.failed.emit(error)


def _written(write: Callable[[], None], path: Path, then: Callable[[], None]) -> Callable[[], None]:
    """Write; a disk that refuses is for the user to read about, not a bug."""
    try:
        write()
    except OSError as error:
        raise RelaisError(
            QCoreApplication.translate("Files", "The file could not be written: {why}.").format(
                why=error.strerror or error
            ),
            str(path),
            QCoreApplication.translate(
                "Files", "Close it in other programs or choose another place."
            ),
        ) from error
    return then
