"""The splits side by side: one figure of each payer under each split, with bars on one scale."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QCheckBox, QStyleOptionViewItem, QWidget

from desktop.look import formats
from desktop.look.folding import WrappingRow
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import CAPTION, DARK, STEP, Theme
from desktop.look.widgets import in_column, named, spoken_box, wrapped_label
from desktop.pages.compare.comparing import colour_of
from desktop.tables.copying import EXACT_ROLE
from desktop.tables.grid_view import GridView, RowDelegate
from desktop.tables.row_table import FigureTable, TableIndex
from models.names import Names
from models.results.side_by_side import FIGURES, Figure, SideBySide
from models.words.comparison import split_name
from models.words.names import scenario_name
from models.words.side_by_side import (
    CompareRow,
    compare_rows,
    figure_definition,
    figure_name,
    is_share,
)
from models.words.text import Percent, Quoted, text

_LEAST_COLUMN, _MOST_WORD, _MOST_COLUMN = 96, 180, 320
"""How narrow and wide a split may be, and how much of a word of its name has to fit."""
_HEADER_LINES = 3
"""The letter of a split, and two lines for its name."""
_WRAPPED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag(Qt.TextFlag.TextWordWrap.value)
_BAR_ROLE = EXACT_ROLE + 1
"""Where the bar of a cell begins and ends, as parts of its width, and its colour."""


class CompareTable(FigureTable[CompareRow]):
    """One figure of each payer under each split, with its bar."""

    def __init__(self, theme: Theme, locale: QLocale, parent: QObject | None = None) -> None:
        super().__init__(theme, locale, parent)
        self._side: SideBySide | None = None
        self._figure: Figure = "money"
        self._answers |= {
            Qt.ItemDataRole.DisplayRole: self._shown,
            EXACT_ROLE: self._copied,
            Qt.ItemDataRole.ToolTipRole: self._explained,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            _BAR_ROLE: self._bar,
        }

    def show_side(
        self, side: SideBySide | None, rows: list[CompareRow], figure: Figure, unit: MoneyUnit
    ) -> None:
        """Show other figures."""
        self.beginResetModel()
        self._side, self._rows, self._figure, self._unit = side, rows, figure, unit
        self.endResetModel()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return the letter and name of a split, or what a row is about."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.FontRole:
            return self._theme.font(CAPTION, heavy=True)
        return super().headerData(section, orientation, role)

    def _column_count(self) -> int:
        return len(self._side.splits) if self._side is not None else 0

    def column_label(self, column: int) -> str:
        """Return the letter and the name of a split."""
        assert self._side is not None
        split = self._side.splits[column]
        first = split.letters
        if split.letters == self._side.base:
            first = say(text("{letter} (base)", letter=split.letters))
        return f"{first}\n{say(split_name(split))}"

    def _shown(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        if value is None:
            return ""
        if self._is_share():
            written = formats.share(value, self._locale)
        elif self._figure in ("money", "change"):
            written = formats.money(value, self._locale, self._unit)
        else:
            written = formats.figure(value, self._locale, 2)
        return formats.with_plus(written, value) if self._figure == "change" else written

    def _is_share(self) -> bool:
        return self._side is not None and is_share(self._figure, self._side)

    def _copied(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        return "" if value is None else formats.plain(value, self._locale)

    def _explained(self, row: CompareRow, column: int) -> str:
        value = row.values[column]
        if value is None:
            return self._why_blank(column)
        if self._is_share():
            return say(Percent(value))
        return formats.exact(value, self._locale)

    def _why_blank(self, column: int) -> str:
        assert self._side is not None
        split = self._side.splits[column]
        if split.measured is None:
            return self.tr("There is no such split.")
        if self._figure == "per_head":
            return self.tr("The population is not known.")
        if self._figure == "change":
            return self.tr("There is nothing to set it against.")
        return self.tr("What it is measured against is zero or not known.")

    def _spoken(self, row: CompareRow, column: int) -> str:
        return say(
            text(
                "{row}, {column}: {figure}",
                column=self.column_label(column).replace("\n", " "),
                row=row.label,
                figure=self._explained(row, column),
            )
        )

    def _bar(self, row: CompareRow, column: int) -> tuple[float, float, QColor] | None:
        value = row.values[column]
        if row.heavy or value is None or self._side is None:
            return None
        if self._shown(row, column) == formats.ZERO:
            return None
        known = [v for one in self._rows if not one.heavy for v in one.values if v is not None]
        least, most = min([0.0, *known]), max([0.0, *known])
        reach = (most - least) or 1.0
        low, high = sorted((-least / reach, (value - least) / reach))
        colour = colour_of(self._side.splits[column].letters)[self._theme.colours is DARK]
        return low, high, colour


class BarDelegate(RowDelegate):
    """Paints a thin bar under each figure; all bars of the table share one scale and one zero."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: TableIndex) -> None:
        """Paint a cell."""
        super().paint(painter, option, index)
        bar = index.data(_BAR_ROLE)
        if bar is not None:
            low, high, colour = bar
            room = QRectF(option.rect).adjusted(6, 0, -6, 0)
            left = room.left() + low * room.width()
            width = max((high - low) * room.width(), 1.0)
            painter.fillRect(QRectF(left, room.bottom() - 4, width, 3), colour)


class SidesView(QWidget):
    """Offers the figures, and shows the chosen one as a table with a sentence that defines it."""

    def __init__(self, theme: Theme, locale: QLocale) -> None:
        super().__init__()
        self._theme = theme
        self._side: SideBySide | None = None
        self._names, self._unit = Names(), formats.ONE
        self._keys_of = ""
        self.figure_box = spoken_box(self.tr("Figure"))
        self.differs_box = QCheckBox(self.tr("Only what &differs"))
        self.table = CompareTable(theme, locale, self)
        self.view = GridView(theme)
        self.note = wrapped_label(quiet=True)
        for figure in FIGURES:
            self.figure_box.addItem(say(figure_name(figure)), figure)
        self._dress_view()
        self._lay_out()
        self.figure_box.activated.connect(self._show_table)
        self.differs_box.toggled.connect(self._show_table)

    def show_side(self, side: SideBySide, names: Names, unit: MoneyUnit, keys_of: str) -> None:
        """Show a comparison.

        Args:
            side: the splits.
            names: what territories and stages are called.
            unit: of the amounts.
            keys_of: the scenario whose needs the keys share.
        """
        self._side, self._names, self._unit, self._keys_of = side, names, unit, keys_of
        self._show_table()

    def take_over(self, before: SidesView) -> None:
        """Show the same figure of the same rows."""
        self.figure_box.setCurrentIndex(before.figure_box.currentIndex())
        self.differs_box.setChecked(before.differs_box.isChecked())

    def offer(self, *, now: bool) -> None:
        """Offer the choices, where there are figures to choose from."""
        for box in (self.figure_box, self.differs_box):
            box.setEnabled(now)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns to the width that the table has now."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _dress_view(self) -> None:
        self.view.dress_as_matrix(self.tr("Splits side by side"))
        self.view.setModel(self.table)
        self.view.viewport().installEventFilter(self)
        self.view.setItemDelegate(BarDelegate(self.view, self._theme))
        self.view.verticalHeader().setDefaultSectionSize(self._theme.row_height() + STEP)
        self.view.horizontalHeader().setDefaultAlignment(_WRAPPED)

    def _lay_out(self) -> None:
        shown = named(self.tr("&Show"), self.figure_box)
        choices = WrappingRow(shown, self.differs_box, spacing=6 * STEP)
        pieces = (choices, (self.view, 1), self.note)
        self.setLayout(in_column(*pieces, margins=(0, 2 * STEP, 0, 0)))

    @Slot()
    def _show_table(self) -> None:
        if self._side is None:
            return
        figure: Figure = self.figure_box.currentData()
        rows = compare_rows(self._side, figure, self._names, self.differs_box.isChecked())
        self.table.show_side(self._side, rows, figure, self._unit)
        self._fit_columns()
        self.note.setText(self._note(self._side, figure))

    def _fit_columns(self) -> None:
        """Make all columns equally wide, so that bars share one scale and names can be read."""
        header = self.view.horizontalHeader()
        columns = range(self.table.columnCount())
        wanted = max((self.view.sizeHintForColumn(column) for column in columns), default=0)
        metrics = QFontMetrics(self._theme.font(CAPTION, heavy=True))
        words = (word for column in columns for word in self.table.column_label(column).split())
        word = max(map(metrics.horizontalAdvance, words), default=0) + 5 * STEP
        width = max(wanted + 3 * STEP, _LEAST_COLUMN, min(word, _MOST_WORD))
        each = self.view.viewport().width() // max(len(columns), 1)
        width = max(width, min(each, _MOST_COLUMN))
        for column in columns:
            self.view.setColumnWidth(column, width)
        header.setFixedHeight(_HEADER_LINES * header.fontMetrics().lineSpacing() + 4 * STEP)

    def _note(self, side: SideBySide, figure: Figure) -> str:
        """Return what the figure is, and what else has to be known of the table."""
        parts = [say(figure_definition(side, figure, unit_of(side, self._unit)))]
        if any(split.key is not None for split in side.splits):
            name = Quoted(scenario_name(self._keys_of, self._names.scenarios))
            parts.append(say(text("Keys share the needs of {scenario}.", scenario=name)))
        if self.differs_box.isChecked() and not self.table.rowCount():
            parts.append(self.tr("Nothing differs."))
        if len({split.currency for split in side.splits}) > 1:
            parts.append(self.tr("Amounts in other currencies are not set against the base."))
        return " ".join(parts)


def unit_of(side: SideBySide, unit: MoneyUnit) -> str:
    """Return the unit of the amounts of a comparison with its currency."""
    return formats.unit_label(unit, side.base_split.currency)
