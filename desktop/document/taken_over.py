"""Which other scenarios a changed rule of base moves too, said once the change has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from desktop.document.document import Document
from desktop.look.language import say
from models.editing import TableChange
from models.scenarios import TABLE, moved_with_base
from models.words.edits import taken_over

if TYPE_CHECKING:
    from models.case import Case

CALM_MILLISECONDS = 1000
"""How long no rule may change until a change has ended: as long as steps of a key are one."""


class TakenOver(QObject):
    """Watches the rules of base; a change, its undoing too, is silent in the scenarios it moves.

    The whole way of a slider is one change, which ends once the hand has let go of it.

    Signals:
        said: a change has ended that moves other scenarios; carries the sentence that names them.
    """

    said = Signal(str)

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._document = document
        self._before: Case | None = document.case
        self._calm = QTimer(self, singleShot=True, interval=CALM_MILLISECONDS)
        self._calm.timeout.connect(self._on_calm)
        document.table_changed.connect(self._on_table_changed)
        document.case_replaced.connect(self._on_case_replaced)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table == TABLE:
            self._calm.start()

    @Slot()
    def _on_calm(self) -> None:
        """Name the scenarios that go along, those that are frozen never, unless a hand moves on."""
        if is_hand_down():
            self._calm.start()
            return
        before, now = self._before, self._document.open_case
        self._before = now
        assert before is not None  # only what is open is edited
        moved = moved_with_base(before, now)
        scenarios = [name for name in moved if name not in self._document.frozen]
        if scenarios:
            self.said.emit(say(taken_over(scenarios, now)))

    @Slot()
    def _on_case_replaced(self) -> None:
        self._calm.stop()
        self._before = self._document.case


def is_hand_down() -> bool:
    """Say whether a button of the mouse is held, as while a slider is dragged."""
    return QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton
