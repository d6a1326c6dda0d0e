"""A conflict in words, with what would settle it: one click each."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop.document.clause_edits import ClauseEdits
from desktop.document.solving import SplitState
from desktop.look.language import say
from desktop.look.theme import BODY, HEADING, STEP
from desktop.pages.context import Context
from models.words.conflicts import Conflict, ConflictPart, Role


class ConflictPanel(QScrollArea):
    """Which clauses clash, the cheapest way out, and what each could do alone."""

    def __init__(self, context: Context, edits: ClauseEdits) -> None:
        super().__init__()
        self._context, self._edits = context, edits
        self.buttons: list[QPushButton] = []
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        context.solving.state_changed.connect(self.refresh)
        context.solving.conflict_settled.connect(self.refresh)

    def text(self) -> str:
        """Return everything that is said, from the top."""
        inside = self.widget()
        labels = inside.findChildren(QLabel) if inside is not None else []
        return "\n".join(label.text() for label in labels)

    @Slot()
    def refresh(self) -> None:
        """Say what clashes now."""
        solving = self._context.solving
        if solving.state is not SplitState.CONFLICT or solving.conflict is None:
            return
        self.buttons = []
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 3 * STEP, 0)
        self._column.setSpacing(2 * STEP)
        conflict = Conflict(solving.conflict.split, solving.conflict.case)
        for part in conflict.parts(
            solving.report, solving.conflict_lines, looking=solving.settling
        ):
            self._show(part)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _show(self, part: ConflictPart) -> None:
        words = say(part.listed)
        match part.role:
            case Role.TITLE:
                self._say(words, size=HEADING)
            case Role.HEADING:
                self._say(words, heavy=True)
            case Role.CLAUSE:
                self._say(f"• {words}")
            case Role.AND_ALSO:
                self._say(words)
            case Role.REMARK:
                self._say(words, quiet=True)
            case Role.WAY:
                self._offer(part, words)

    def _offer(self, part: ConflictPart, words: str) -> None:
        if part.dropped:
            action, act = self.tr("Do without"), partial(self._edits.drop, part.dropped)
        else:
            action = self.tr("Take it") if part.is_best else self.tr("Change it")
            act = partial(self._edits.move, part.values)
        button = QPushButton(action)
        button.setAccessibleName(f"{action}: {words}")
        button.clicked.connect(lambda _checked: act())
        self.buttons.append(button)
        label = QLabel(words)
        label.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(3 * STEP)
        line.addWidget(label, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    def _say(
        self, text: str, *, size: int = BODY, heavy: bool = False, quiet: bool = False
    ) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setFont(self._context.theme.font(size, heavy=heavy))
        if quiet:
            label.setObjectName("quiet")
        if heavy:
            label.setContentsMargins(0, 2 * STEP, 0, 0)
        self._column.addWidget(label)
