"""What changes the value of one rule."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.look.language import say
from models.declaration.rules import RuleDeclaration
from models.editing import Value


def help_of(rule: RuleDeclaration) -> str:
    """Return what a rule means, in the language of the window."""
    return say(rule.help)


class RuleEditor(QWidget):
    """The control of one rule.

    Signals:
        edited: the user wants another value (None: a blank cell); carries it and the number of
            the movement it belongs to, 0: none.
    """

    edited = Signal(object, int)

    def __init__(self, rule: RuleDeclaration) -> None:
        super().__init__()
        self.rule = rule

    def focus_widget(self) -> QWidget:
        """Return what takes the focus when the label's shortcut is pressed."""
        return self

    def show_value(self, value: Value) -> None:
        """Show the value that counts, without saying that anybody edited it."""
        raise NotImplementedError  # a class of Qt cannot be an ABC: two metaclasses
