"""Rules that are chosen from a list or typed, and the goals in their order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QLocale, QObject, QSignalBlocker, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
)

from desktop.look import formats
from desktop.look.formats import typed_amount, typed_number
from desktop.look.language import say
from desktop.look.rule_editor import QuietWheel, RuleEditor, UndoOfCase
from desktop.look.theme import STEP, Theme
from desktop.look.widgets import fill_box, in_column, in_row, items_of, wrapped_label
from models.declaration.rules import GOALS, RuleDeclaration, RuleKind, meaning, parse_rule
from models.editing import Value
from models.problems import RelaisError
from models.words.goals import goal_name
from models.words.rules import blank_value, rule_value
from models.words.text import text

LAST = "proportional"
"""The goal that always stands last (2-method 2.4)."""
_GOAL = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_AMOUNTS = frozenset({RuleKind.AMOUNT, RuleKind.MONEY})
_MOVES = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class ChoiceEditor(RuleEditor):
    """A rule with a few possible values."""

    def __init__(
        self, rule: RuleDeclaration, wheel: QuietWheel, choices: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(rule)
        self.box = QComboBox()
        self._shown: object = None
        self._speak_by(self.box)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        self.offer(choices)
        wheel.watch(self.box)
        self.box.activated.connect(self._on_activated)
        self.setLayout(in_column(self.box))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these values (as written, in words); the one that is shown stays."""
        fill_box(self.box, [(words, value) for value, words in choices], self._shown)
        self._show()

    def show_value(self, value: Value) -> None:
        """Show a value; one that is not offered leaves the box empty."""
        self._shown = meaning(self.rule, value)
        self._show()

    def _show(self) -> None:
        self.box.setCurrentIndex(self.box.findData(self._shown))

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.edited.emit(self.box.itemData(at), 0)


class TypedEditor(RuleEditor):
    """A rule whose value is typed; one that it does not take is said in words below."""

    def __init__(self, rule: RuleDeclaration, locale: QLocale, currency: Callable[[], str]) -> None:
        super().__init__(rule)
        self._locale, self._currency = locale, currency
        self.line = QLineEdit()
        self._speak_by(self.line)
        self.line.setPlaceholderText(say(blank_value(rule)))
        self.line.setMaximumWidth(60 * STEP)
        UndoOfCase(self.line, self.line)
        self.problem = wrapped_label()
        self.problem.hide()
        self.line.editingFinished.connect(self._on_finished)
        self._shown = ""
        self.setLayout(in_column(self.line, self.problem, spacing=STEP))

    def show_value(self, value: Value) -> None:
        """Show a value; none: what that stands for, in grey."""
        self._shown = "" if value is None else self._written(value)
        self.line.setText(self._shown)
        self.problem.hide()

    def _written(self, value: Value) -> str:
        """Return a value as it can be typed, figures as `typed_number` reads them."""
        amount = meaning(self.rule, value) if self.rule.kind in _AMOUNTS else None
        if amount is None:
            return say(rule_value(self.rule, value))
        return formats.trimmed(amount, self._locale, 6)

    @Slot()
    def _on_finished(self) -> None:
        typed = self.line.text().strip()
        if typed == self._shown:
            self.problem.hide()
            return
        value = self._value(typed)
        try:
            parse_rule(self.rule, value)
        except RelaisError as error:
            self.problem.setText(say(error.sentence))
            self.problem.show()
            return
        self.problem.hide()
        self._shown = typed
        self.edited.emit(value, 0)

    def _value(self, typed: str) -> Value:
        if not typed:
            return None
        number = self._number(typed)
        return typed.replace("–", "-") if number is None else number

    def _number(self, typed: str) -> float | None:
        if self.rule.kind is RuleKind.TEXT:
            return None
        if self.rule.kind in _AMOUNTS:
            return typed_amount(typed, self._locale, self._currency())
        return typed_number(typed, self._locale)


class GoalEditor(RuleEditor):
    """The goals that may be moved, and the one that always comes last."""

    def __init__(self, rule: RuleDeclaration, theme: Theme) -> None:
        super().__init__(rule)
        self.list = QListWidget()
        self.list.setObjectName("goals")
        self._speak_by(self.list)
        self.list.setAccessibleName(self.tr("Goals, the first one first"))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight((len(GOALS) - 1) * theme.row_height() + 2)
        self._row_height = theme.row_height()
        self.up = QPushButton(self.tr("Move up"))
        self.down = QPushButton(self.tr("Move down"))
        self.up.setToolTip(self.tr("Ctrl+Up"))
        self.down.setToolTip(self.tr("Ctrl+Down"))
        last = say(text("Always last: {goal}", goal=goal_name(LAST)))
        self.last = wrapped_label(last, quiet=True)
        self._shown: tuple[str, ...] = ()
        buttons = in_row(self.up, self.down, 1)
        self.setLayout(in_column(self.list, self.last, buttons, spacing=STEP))
        self._connect()

    def show_value(self, value: Value) -> None:
        """Show the goals in their order, and after them those that are not pursued."""
        goals = tuple(goal for goal in meaning(self.rule, value) or () if goal != LAST)
        if goals == self._shown and self._on() == goals and self._in_order():
            return
        chosen = self._chosen()
        self._shown = goals
        rest = [goal for goal in GOALS if goal not in (*goals, LAST)]
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for goal in (*goals, *rest):
            self.list.addItem(self._item(goal, goal in goals))
            if goal == chosen:
                self.list.setCurrentRow(self.list.count() - 1)
        del blocker
        self._offer_moves()

    def move_goal(self, by: int) -> None:
        """Move the chosen goal up (-1) or down (1) among those that are pursued."""
        goals, chosen = list(self._on()), self._chosen()
        if chosen not in goals:
            return
        at = goals.index(chosen)
        to = at + by
        if 0 <= to < len(goals):
            goals[at], goals[to] = goals[to], goals[at]
            self._say(tuple(goals))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move goals by Ctrl and the arrows."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and event.key() in _MOVES
        ):
            self.move_goal(_MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)

    def _item(self, goal: str, on: bool) -> QListWidgetItem:
        item = QListWidgetItem(say(goal_name(goal)))
        item.setToolTip(item.text())  # a long name ends in dots where the page is narrow
        item.setData(_GOAL, goal)
        item.setCheckState(_ON if on else _OFF)
        flags = item.flags() & ~Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags if on else flags & ~Qt.ItemFlag.ItemIsDragEnabled)
        size = item.sizeHint()
        size.setHeight(self._row_height)
        item.setSizeHint(size)
        return item

    def _on(self) -> tuple[str, ...]:
        return tuple(item.data(_GOAL) for item in items_of(self.list) if item.checkState() == _ON)

    def _in_order(self) -> bool:
        states = [item.checkState() == _ON for item in items_of(self.list)]
        return states == sorted(states, reverse=True)

    def _chosen(self) -> str | None:
        item = self.list.currentItem()
        return None if item is None else str(item.data(_GOAL))

    def _say(self, goals: tuple[str, ...]) -> None:
        self.edited.emit(", ".join((*goals, LAST)), 0)

    @Slot()
    def _on_changed(self) -> None:
        if self.list.count() == len(GOALS) - 1 and self._on() != self._shown:
            self._say(self._on())

    @Slot()
    def _offer_moves(self) -> None:
        goals, chosen = self._on(), self._chosen()
        self.up.setEnabled(chosen in goals[1:])
        self.down.setEnabled(chosen in goals[:-1])

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self.move_goal(-1))
        self.down.clicked.connect(lambda: self.move_goal(1))
        self.list.installEventFilter(self)
        self.list.currentRowChanged.connect(self._offer_moves)
        self.list.itemChanged.connect(self._on_changed)
        # The model has both rows for a moment while one is dropped.
        self.list.model().rowsMoved.connect(self._on_changed)
        self.list.model().rowsRemoved.connect(self._on_changed, Qt.ConnectionType.QueuedConnection)
