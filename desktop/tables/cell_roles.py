"""What a cell says besides its text: where it stands, on which ground, how it is read aloud."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor

from desktop.look.language import say
from desktop.look.theme import Theme
from desktop.tables.cell_problems import CellProblems, advice, worst
from desktop.tables.table_cells import TableCells
from models.editing import row_number
from models.words.text import text

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def alignment(cells: TableCells, at: int) -> Qt.AlignmentFlag:
    """Return where the text of a column stands."""
    return RIGHT if cells.is_figure(at) else LEFT


def ink(cells: TableCells, at: int, theme: Theme) -> QColor | None:
    """Return the colour of the text of a column; None: the usual one."""
    return None if cells.columns[at] else theme.quiet_colour()


def ground(
    cells: TableCells, problems: CellProblems, row: int, at: int, theme: Theme
) -> QColor | None:
    """Return the ground of a cell with problems; None: it has none."""
    found = problems.at(row, cells.keys[at], is_first=at == 0)
    return theme.problem_colour(worst(found)) if found else None


def all_advice(cells: TableCells, problems: CellProblems, row: int, at: int) -> str | None:
    """Return what is wrong with a cell; None: nothing."""
    found = problems.at(row, cells.keys[at], is_first=at == 0)
    return "\n".join(map(advice, found)) or None


def spoken(cells: TableCells, problems: CellProblems, row: int, at: int, label: str) -> str:
    """Return a cell in words for a screen reader."""
    blank = QCoreApplication.translate("CaseTable", "blank")
    words = say(
        text(
            "{column}, row {row}: {value}",
            column=label,
            row=row_number(row),
            value=cells.shown(row, at) or blank,
        )
    )
    found = problems.at(row, cells.keys[at], is_first=at == 0)
    return ". ".join([words, *map(advice, found)])
