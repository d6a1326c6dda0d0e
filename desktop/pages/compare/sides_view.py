"""The splits side by side: one figure of each payer under each split."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from desktop.look import formats
from desktop.look.choice_row import row_of, spoken_box
from desktop.look.formats import MoneyUnit
from desktop.look.language import say
from desktop.look.theme import BODY, STEP, Theme
from desktop.pages.compare.table import BarDelegate, CompareTable, rows_of
from desktop.tables.grid_view import GridView
from models.names import Names
from models.results.side_by_side import FIGURES, Figure, SideBySide
from models.words.text import Quoted, Text, text

_LEAST_COLUMN, _MOST_NAME, _MOST_COLUMN = 96, 180, 320
"""How narrow and wide a split may be, and how much of its name has to fit."""


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
        self.note = QLabel()
        self._fill_box()
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

    def name_payments(self, side: SideBySide | None) -> None:
        """Name what all payments are set against: what burdens are measured by."""
        basis = side.base_split.comparison.burden_basis if side is not None else "benefit"
        names = {
            "benefit": self.tr("All payments over later benefit"),
            "fiscal_capacity": self.tr("All payments over fiscal capacity"),
            "population": self.tr("All payments for each inhabitant, discounted"),
        }
        self.figure_box.setItemText(FIGURES.index("payments"), names[basis])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the columns to the width that the table has now."""
        if watched is self.view.viewport() and event.type() == QEvent.Type.Resize:
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _fill_box(self) -> None:
        texts: dict[Figure, str] = {
            "money": self.tr("Money"),
            "per_head": self.tr("Per head"),
            "share_of_need": self.tr("Share of the need"),
            "burden": self.tr("Burden"),
            "payments": self.tr("All payments over later benefit"),
            "change": self.tr("Change against the base"),
        }
        for figure in FIGURES:
            self.figure_box.addItem(texts[figure], figure)

    def _dress_view(self) -> None:
        self.view.setObjectName("matrix")
        self.view.setAccessibleName(self.tr("Splits side by side"))
        self.view.setModel(self.table)
        self.view.viewport().installEventFilter(self)
        self.view.setItemDelegate(BarDelegate(self.view, self._theme))
        self.view.setCornerButtonEnabled(False)
        self.view.setTabKeyNavigation(False)
        self.view.verticalHeader().setFont(self._theme.font(BODY))
        self.view.verticalHeader().setDefaultSectionSize(self._theme.row_height() + STEP)
        self.view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight)

    def _lay_out(self) -> None:
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2 * STEP, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addLayout(row_of((self.tr("&Show"), self.figure_box), self.differs_box))
        layout.addWidget(self.view, 1)
        layout.addWidget(self.note)

    @Slot()
    def _show_table(self) -> None:
        if self._side is None:
            return
        figure: Figure = self.figure_box.currentData()
        rows = rows_of(self._side, figure, self._names, self.differs_box.isChecked())
        self.table.show_side(self._side, rows, figure, self._unit)
        self._fit_columns()
        self.note.setText(self._note(self._side, figure))

    def _fit_columns(self) -> None:
        """Make all columns equally wide, so that bars share one scale and names can be read."""
        header = self.view.horizontalHeader()
        columns = range(self.table.columnCount())
        wanted = max((self.view.sizeHintForColumn(column) for column in columns), default=0)
        named = max((header.sectionSizeHint(column) for column in columns), default=0)
        width = max(wanted + 3 * STEP, _LEAST_COLUMN, min(named, _MOST_NAME))
        each = self.view.viewport().width() // max(len(columns), 1)
        width = max(width, min(each, _MOST_COLUMN))
        for column in columns:
            self.view.setColumnWidth(column, width)
        header.setFixedHeight(2 * header.fontMetrics().lineSpacing() + 4 * STEP)

    def _note(self, side: SideBySide, figure: Figure) -> str:
        """Return what the figure is, and what else has to be known of the table."""
        parts = [self._definition(side, figure)]
        if any(split.key is not None for split in side.splits):
            parts.append(
                say(text("Keys share the needs of {scenario}.", scenario=Quoted(self._keys_of)))
            )
        if self.differs_box.isChecked() and not self.table.rowCount():
            parts.append(self.tr("Nothing differs."))
        if len({split.currency for split in side.splits}) > 1:
            parts.append(self.tr("Amounts in other currencies are not set against the base."))
        return " ".join(parts)

    def _definition(self, side: SideBySide, figure: Figure) -> str:
        comparison = side.base_split.comparison
        basis = {
            "benefit": text("its later benefit"),
            "fiscal_capacity": text("its fiscal capacity"),
            "population": text("its inhabitants"),
        }[comparison.burden_basis]
        definitions: dict[Figure, Text] = {
            "money": text(
                "What each payer pays in all, what is left with it as host included; {unit}."
            ),
            "per_head": text("What each payer pays for each inhabitant; {currency}."),
            "share_of_need": text("What each payer pays, over the sum of all needs."),
            "burden": text(
                "What a payer contributes, without what is left with it as host, discounted, over "
                "{basis}."
            ),
            "payments": text(
                "All that a payer pays, what is left with it as host included, discounted, over "
                "{basis}."
            ),
            "change": text(
                "What each payer pays more (+) or less (−) than under the base; {unit}."
            ),
        }
        said = definitions[figure].filled(
            unit=unit_of(side, self._unit), currency=comparison.split.currency, basis=basis
        )
        return say(said)


def unit_of(side: SideBySide, unit: MoneyUnit) -> str:
    """Return the unit of the amounts of a comparison with its currency."""
    return formats.unit_label(unit, side.base_split.currency)
