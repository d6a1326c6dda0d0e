"""The rule of the same key: on what the shares of a payer may depend."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox

from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.rule_editor import QuietWheel, RuleEditor
from desktop.look.theme import STEP
from desktop.look.widgets import fill_box, in_column
from models.declaration.rules import KEY_PARTS, ONE_KEY, RuleDeclaration, meaning
from models.editing import Value
from models.words.rules import key_part_name, no_key, one_key
from models.words.text import text

_NONE, _ONE, _PARTS = "none", ONE_KEY, "parts"
_USUAL = ("host", "stage")
"""On what shares depend first when somebody wants a key: the shares of every year are alike."""


class KeyEditor(RuleEditor):
    """No same key, one for everything, or one for each host, stage, group or year."""

    def __init__(self, rule: RuleDeclaration, wheel: QuietWheel) -> None:
        super().__init__(rule)
        self.box = QComboBox()
        self._speak_by(self.box)
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(16)
        wheel.watch(self.box)
        self.parts = {part: QCheckBox(say(key_part_name(part))) for part in KEY_PARTS}
        self._shown: tuple[str, ...] | None = None
        row = WrappingRow(*self.parts.values(), spacing=3 * STEP)
        self.setLayout(in_column(self.box, row, spacing=STEP))
        self.offer(with_none=True, parts=KEY_PARTS)
        self.box.activated.connect(self._on_chosen)
        for part in self.parts.values():
            part.clicked.connect(self._on_ticked)

    def offer(self, *, with_none: bool, parts: Collection[str]) -> None:
        """Offer no key, where a blank cell is none, and only these parts and those that count."""
        items = [(say(one_key()), _ONE), (say(text("a key for each …")), _PARTS)]
        if with_none:
            items.insert(0, (say(no_key()), _NONE))
        fill_box(self.box, items, self._choice())
        for part, box in self.parts.items():
            box.setVisible(self._choice() == _PARTS and (part in parts or part in self._of_key()))

    def show_value(self, value: Value) -> None:
        """Show on what shares depend."""
        self._shown = meaning(self.rule, value)
        self.box.setCurrentIndex(self.box.findData(self._choice()))
        for part, box in self.parts.items():
            with QSignalBlocker(box):
                box.setChecked(part in self._of_key())

    def _of_key(self) -> tuple[str, ...]:
        return self._shown or ()

    def _choice(self) -> str:
        if self._shown is None:
            return _NONE
        return _PARTS if self._shown else _ONE

    @Slot(int)
    def _on_chosen(self, at: int) -> None:
        chosen = self.box.itemData(at)
        if chosen == _PARTS:
            self._say(self._shown or _USUAL)
        else:
            self.edited.emit(None if chosen == _NONE else ONE_KEY, 0)

    @Slot()
    def _on_ticked(self) -> None:
        self._say(tuple(part for part, box in self.parts.items() if box.isChecked()))

    def _say(self, parts: tuple[str, ...]) -> None:
        self.edited.emit(", ".join(parts) or ONE_KEY, 0)
