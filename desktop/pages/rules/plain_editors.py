"""Rules that are chosen from a list, and rules that are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop.look import formats
from desktop.look.editor import RuleEditor, help_of
from desktop.look.language import say
from desktop.look.quiet_wheel import QuietWheel
from desktop.look.theme import STEP
from desktop.look.undo_of_case import UndoOfCase
from desktop.tables.typed_values import typed_number
from models.declaration.rules import RuleDeclaration, RuleKind
from models.editing import Value
from models.problems import RelaisError
from models.rules import meaning, parse_rule
from models.words.rules import blank_value, rule_value


class ChoiceEditor(RuleEditor):
    """A rule with a few possible values."""

    def __init__(self, rule: RuleDeclaration, wheel: QuietWheel) -> None:
        super().__init__(rule)
        self.box = QComboBox()
        self.box.setAccessibleName(say(rule.labels))
        self.box.setAccessibleDescription(help_of(rule))
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        wheel.watch(self.box)
        self.box.activated.connect(self._on_activated)
        _lay_out(self, self.box)

    def focus_widget(self) -> QWidget:
        """Return the box."""
        return self.box

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer these values (as written, in words)."""
        shown = [(self.box.itemData(i), self.box.itemText(i)) for i in range(self.box.count())]
        if shown != list(choices):
            self.box.clear()
            for value, words in choices:
                self.box.addItem(words, value)

    def show_value(self, value: Value) -> None:
        """Show a value; one that is not offered leaves the box empty."""
        self.box.setCurrentIndex(self.box.findData(meaning(self.rule, value)))

    @Slot(int)
    def _on_activated(self, at: int) -> None:
        self.edited.emit(self.box.itemData(at), 0)


class TypedEditor(RuleEditor):
    """A rule whose value is typed; one that it does not take is said in words below."""

    def __init__(self, rule: RuleDeclaration, locale: QLocale) -> None:
        super().__init__(rule)
        self._locale = locale
        self.line = QLineEdit()
        self.line.setAccessibleName(say(rule.labels))
        self.line.setAccessibleDescription(help_of(rule))
        self.line.setPlaceholderText(say(blank_value(rule)))
        self.line.setMaximumWidth(60 * STEP)
        UndoOfCase(self.line, self.line)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.line.editingFinished.connect(self._on_finished)
        self._shown = ""
        _lay_out(self, self.line, self.problem)

    def focus_widget(self) -> QWidget:
        """Return the line."""
        return self.line

    def show_value(self, value: Value) -> None:
        """Show a value; none: what that stands for, in grey."""
        self._shown = "" if value is None else self._written(value)
        self.line.setText(self._shown)
        self.problem.hide()

    def _written(self, value: Value) -> str:
        """Return a value as it can be typed, figures as `typed_number` reads them."""
        amount = meaning(self.rule, value) if self.rule.kind is RuleKind.AMOUNT else None
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
        number = None if self.rule.kind is RuleKind.TEXT else typed_number(typed, self._locale)
        return typed.replace("–", "-") if number is None else number


def _lay_out(editor: RuleEditor, *widgets: QWidget) -> None:
    layout = QVBoxLayout(editor)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(STEP)
    for widget in widgets:
        layout.addWidget(widget)
