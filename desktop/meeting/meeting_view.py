"""The meeting view: large type, the split as bars, a few sliders, and nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSettings, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.charts.motion import MovingBarsView
from desktop.context import Context
from desktop.document import Solved
from desktop.meeting.chosen_rules import CANDIDATES, chosen_rules, keep_rules, may_change
from desktop.rules.last_change import LastChange
from desktop.rules.outcome_chart import outcome_bars
from desktop.rules.outcome_words import change_sentence, conflict_sentence
from desktop.rules.percent_editor import PercentEditor
from desktop.rules.quiet_wheel import QuietWheel
from desktop.rules.rule_editing import RuleEditing
from desktop.rules.rule_values import rule_here
from desktop.rules.rule_words import rule_label
from desktop.sentences import split_sentence
from desktop.solving import SplitState
from desktop.theme import CAPTION, HUGE, LARGE, STEP, TITLE
from models.declaration.rules import RULE_BY_KEY

_BOX_WIDTH = 40 * STEP
_WIDE = 1800


class MeetingView(QWidget):
    """A window of its own that fills the screen; Escape or F11 leaves it.

    Every bar shows the change against the pinned split, the one there was when the meeting
    began or when somebody pressed P.

    Signals:
        left: the meeting is over.
    """

    left = Signal()

    def __init__(self, context: Context, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context, self._settings = context, settings
        self.setWindowTitle(self.tr("Meeting – Relais"))
        self.pinned: Solved | None = context.document.solved
        self._wheel = QuietWheel(self)
        self.sentence = QLabel()
        self.sentence.setFont(context.theme.font(LARGE, heavy=True))
        self.sentence.setWordWrap(True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.chart = MovingBarsView(context.theme)
        self._last_change = LastChange(context.document, self)
        self.editors: dict[str, PercentEditor] = {}
        self._sliders = QGridLayout()
        self.pin_button = QPushButton(self.tr("&Pin this split"))
        self.rules_button = QPushButton(self.tr("&Sliders"))
        self.leave_button = QPushButton(self.tr("&Leave"))
        self._lay_out()
        self._show_sliders(chosen_rules(settings))
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the newest split against the pinned one, or say that there is none."""
        solved, solving = self._context.document.solved, self._context.solving
        conflict = solving.conflict
        if solving.state is SplitState.CONFLICT and conflict is not None:
            self.sentence.setText(conflict_sentence(conflict, self._context.locale))
        elif solved is not None:
            self.sentence.setText(self._said(solved))
        else:
            self.sentence.setText(self.tr("There is no split yet."))
        current = self._context.document.split_is_current
        self.sentence.setProperty("stale", not current and solving.state is not SplitState.CONFLICT)
        self.sentence.style().polish(self.sentence)
        self.pin_button.setEnabled(current and solved is not self.pinned)
        if solved is not None:
            started = self._last_change.start(solved)
            bars = outcome_bars(
                solved, self.pinned, "", self._context.locale, started=started, size=LARGE
            )
            self.chart.show_chart(bars)
        self._show_values()

    @Slot()
    def pin(self) -> None:
        """Compare from now on with the split as it is."""
        if self._context.document.split_is_current:
            self.pinned = self._context.document.solved
            self.refresh()

    def choose(self, key: str) -> None:
        """Take the slider of a rule in, or leave it out."""
        keys = tuple(self.editors)
        if may_change(keys, key):
            wanted = {*keys, key} if key not in keys else {*keys} - {key}
            chosen = tuple(k for k in CANDIDATES if k in wanted)
            keep_rules(self._settings, chosen)
            self._show_sliders(chosen)
            self._show_values()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape and F11, pin on P."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif event.key() == Qt.Key.Key_P:
            self.pin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say the result as large as the screen allows."""
        size = HUGE if self.width() >= _WIDE else LARGE
        self.sentence.setFont(self._context.theme.font(size, heavy=True))
        super().resizeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the meeting is over."""
        super().closeEvent(event)
        self.left.emit()

    def _said(self, solved: Solved) -> str:
        pinned, locale = self.pinned, self._context.locale
        if pinned is None or pinned is solved:
            return split_sentence(solved, locale)
        return change_sentence(solved, pinned, locale)

    def _lay_out(self) -> None:
        self._sliders.setHorizontalSpacing(12 * STEP)
        self._sliders.setVerticalSpacing(STEP)
        foot = QHBoxLayout()
        foot.setSpacing(2 * STEP)
        foot.addStretch(1)
        for button in (self.pin_button, self.rules_button, self.leave_button):
            button.setFont(self._context.theme.font(CAPTION))
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12 * STEP, 8 * STEP, 12 * STEP, 4 * STEP)
        layout.setSpacing(6 * STEP)
        layout.addWidget(self.sentence)
        layout.addWidget(self.chart, 1)
        layout.addLayout(self._sliders)
        layout.addLayout(foot)

    def _connect(self) -> None:
        document, solving = self._context.document, self._context.solving
        document.split_changed.connect(self.refresh)
        document.table_changed.connect(self.refresh)
        document.case_replaced.connect(self._on_case_replaced)
        solving.state_changed.connect(self.refresh)
        self.pin_button.clicked.connect(self.pin)
        self.rules_button.clicked.connect(self._offer_rules)
        self.leave_button.clicked.connect(self.close)

    def _show_sliders(self, keys: tuple[str, ...]) -> None:
        while (item := self._sliders.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.editors = {}
        theme = self._context.theme
        for column, key in enumerate(keys):
            rule = RULE_BY_KEY[key]
            label = QLabel(rule_label(rule))
            label.setFont(theme.font(TITLE))
            editor = PercentEditor(rule, self._context.locale, self._wheel)
            editor.box.setFont(theme.font(TITLE))
            editor.box.setFixedWidth(_BOX_WIDTH)
            editor.no_cap.setFont(theme.font(TITLE))
            editor.edited.connect(RuleEditing(self._context.document, rule, self._context.locale))
            self._sliders.addWidget(label, 0, column)
            self._sliders.addWidget(editor, 1, column)
            self.editors[key] = editor

    def _show_values(self) -> None:
        document = self._context.document
        if document.case is None:
            return
        for key, editor in self.editors.items():
            editor.show_value(rule_here(document.case, document.scenario, key).value)

    @Slot()
    def _offer_rules(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = tuple(self.editors)
        for key in CANDIDATES:
            action = QAction(rule_label(RULE_BY_KEY[key]), menu)
            action.setCheckable(True)
            action.setChecked(key in keys)
            action.setEnabled(may_change(keys, key))
            action.triggered.connect(partial(self._on_rule_chosen, key))
            menu.addAction(action)
        menu.popup(self.rules_button.mapToGlobal(self.rules_button.rect().topLeft()))

    def _on_rule_chosen(self, key: str, _checked: bool) -> None:
        self.choose(key)

    @Slot()
    def _on_case_replaced(self) -> None:
        self.pinned = None
        self.refresh()
