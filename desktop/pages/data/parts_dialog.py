"""Tables and columns that a case can have besides: ticked, they are shown from then on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_column, wrapped_label
from desktop.tables.parts_in_use import PartsInUse, later_columns, later_tables
from models.declaration.kinds import Column, Table
from models.words.text import Argument, Quoted, text

_WIDTH = 130 * STEP


@dataclass(frozen=True)
class CasePart:
    """A table, or one of its columns, that a case can do without."""

    table: Table
    column: Column | None = None

    @property
    def key(self) -> str:
        """What names it among those that are offered with it."""
        return self.table.key if self.column is None else self.column.key

    @property
    def named(self) -> Table | Column:
        """What has its name and its help."""
        return self.table if self.column is None else self.column


@dataclass(frozen=True)
class PartsOffered:
    """Some parts to choose from, under a title."""

    title: Argument
    parts: Sequence[CasePart]


def more_columns(table: Table) -> PartsOffered:
    """PartsOffered the columns that a table can have besides."""
    title = text("More columns of {sheet}", sheet=Quoted(table.labels))
    return PartsOffered(title, [CasePart(table, column) for column in later_columns(table)])


def more_sheets() -> PartsOffered:
    """PartsOffered the tables that a case can have besides."""
    return PartsOffered(text("More sheets"), [CasePart(table) for table in later_tables()])


class PartsDialog(QDialog):
    """Offers parts, each with what it is for; what the case itself uses stays ticked."""

    def __init__(
        self,
        in_use: PartsInUse,
        offer: PartsOffered,
        go_to: Callable[[str], object],
        parent: QWidget,
    ) -> None:
        """Show what is in use now.

        Args:
            in_use: what is shown now, and takes what is chosen.
            offer: what can be chosen.
            go_to: is told the first part that is new.
            parent: over what the dialog stands.
        """
        super().__init__(parent)
        self._in_use, self._go_to = in_use, go_to
        self.setWindowTitle(say(offer.title))
        self.setMinimumWidth(_WIDTH)
        self.boxes = [(part, self._box(part)) for part in offer.parts]
        self.buttons = QDialogButtonBox()
        ok = self.buttons.addButton(self.tr("Show them"), QDialogButtonBox.ButtonRole.AcceptRole)
        ok.setDefault(True)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.setLayout(self._laid_out())

    @Slot()
    def accept(self) -> None:
        """Show what is ticked, and no longer what is not."""
        new = [part for part, box in self.boxes if box.isChecked() and not self._is_shown(part)]
        for part, box in self.boxes:
            if not box.isChecked():
                self._in_use.leave(part.table, part.column)
        for part in new:
            self._in_use.begin(part.table.key, () if part.column is None else (part.column.key,))
        super().accept()
        if new:
            self._go_to(new[0].key)

    def _box(self, part: CasePart) -> QCheckBox:
        box = QCheckBox(say(part.named.labels).replace("&", "&&"))
        box.setAccessibleDescription(say(part.named.help))
        box.setChecked(self._is_shown(part))
        if self._in_use.is_filled(part.table, part.column):
            box.setEnabled(False)
            box.setToolTip(self.tr("The case uses it."))
        return box

    def _is_shown(self, part: CasePart) -> bool:
        return self._in_use.shows(part.table, part.column)

    def _laid_out(self) -> QVBoxLayout:
        intro = self.tr("A case shows only what it uses. Tick what you want to begin with.")
        rows = [in_column(box, _help_under(part.named), spacing=STEP) for part, box in self.boxes]
        return in_column(
            wrapped_label(intro),
            *rows,
            1,
            self.buttons,
            spacing=3 * STEP,
            margins=(6 * STEP, 5 * STEP, 6 * STEP, 5 * STEP),
        )


def _help_under(named: Table | Column) -> QWidget:
    """Return the help of a part, indented as the words of a box are."""
    label = wrapped_label(say(named.help), quiet=True)
    label.setIndent(6 * STEP)
    return label
