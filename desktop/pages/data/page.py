"""The data page: one grid for each table of the case, and the list of its problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Self

from PySide6.QtCore import QModelIndex, QPoint, Qt, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QWidget,
)

from desktop.look.context_menu import pop_up
from desktop.look.counted_tabs import CountedTabBar
from desktop.look.language import say
from desktop.look.theme import BODY, STEP
from desktop.look.widgets import in_column, in_row, link_button
from desktop.pages.context import Context
from desktop.pages.data.case_grid import CaseGrid
from desktop.pages.data.filter_bar import FilterBar
from desktop.pages.data.find_bar import FindBar
from desktop.pages.data.parts_dialog import PartsDialog, more_columns, more_sheets
from desktop.pages.page import DATA, Page
from desktop.tables.background_job import AT_ONCE_ROWS, TableJob
from desktop.tables.parts_in_use import PartsInUse, later_columns
from desktop.tables.problems_dialog import ProblemTable, problem_view
from models.declaration.kinds import Table
from models.declaration.tables import TABLE_BY_KEY
from models.editing import ChangeKind, TableChange
from models.problem_listing import CellProblems, ProblemListing, listing_of
from models.problems import Problem
from models.words.headlines import TABLES_OF_SENTENCE, case_sentence
from models.words.paragraph import CaseRows


class DataPage(Page):
    """The tables of the case to read and to edit."""

    number = DATA

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, locale, new_question = context.theme, context.locale, context.new_question
        self._document = context.document
        self.tabs = CountedTabBar()
        self.tabs.setAccessibleName(self.tr("Tables of the case"))
        self._parts = context.keep(PartsInUse, lambda: PartsInUse(context.document))
        self._tables: list[Table] = []
        self._made: dict[str, CaseGrid] = {}
        self._listed: Mapping[str, CellProblems] = {}
        self._counts: Mapping[str, int] = {}
        self._listing = TableJob(self.tr("Listing problems"), new_question, self)
        self.stack = QStackedWidget()
        self.help = QLabel()
        self.help.setObjectName("quiet")
        self.filter_bar = FilterBar(locale)
        self.find_bar = FindBar(new_question)
        self.back_button = link_button(self.tr("Back"))
        self.back_button.setToolTip(self.tr("To where the link to these rows was (Alt+Left)"))
        self.back_button.hide()
        self.add_button = QPushButton(self.tr("Add row"))
        self.delete_button = QPushButton(self.tr("Delete rows"))
        self.problem_table = ProblemTable(self, in_case=True)
        self.problem_view = problem_view(self.problem_table, theme, self.tr("Problems of the case"))
        self.problem_sentence = QLabel()
        self.problem_sentence.setFont(theme.font(BODY, heavy=True))
        self.settle_button = QPushButton(self.tr("It is right now"))
        self.settle_button.setToolTip(
            self.tr("Said of a whole sheet or column of the workbook: no cell can show that it is.")
        )
        self._on_rows, self._of_order = self._row_commands(), self._order_commands()
        self._of_cells, self._searching = self._cell_commands(), self._search_commands()
        self._of_parts = self._parts_commands()
        self._lay_out()
        self._connect()

    @property
    def grid(self) -> CaseGrid:
        """The grid of the table that is shown."""
        return self._grid_of(self._tables[self.tabs.currentIndex()])

    @property
    def grids(self) -> list[CaseGrid]:
        """The grids of all tables that are shown, as their tabs stand."""
        return [self._grid_of(table) for table in self._tables]

    def first_place(self) -> QWidget:
        """Return the grid of the table that is shown."""
        return self.grid

    def take_over(self, before: Self) -> None:
        """Show the same table, arranged and chosen as there."""
        for key, grid in before._made.items():
            self._grid_of(TABLE_BY_KEY[key]).take_over(grid)
        self.tabs.setCurrentIndex(before.tabs.currentIndex())
        self._on_table_chosen(self.tabs.currentIndex())

    def show_cell(self, table: str, row: int, column: str | None) -> None:
        """Show a table and go to one of its cells, in a column that is not shown yet too."""
        self._choose_table(table)
        if column in self._parts.hidden(TABLE_BY_KEY[table]):
            self._parts.begin(table, (str(column),))
        cells = self.grid.table
        if cells.rows.place_of(row) is None:
            self.filter_bar.show_all()
        index = cells.index(cells.rows.place_of(row) or 0, cells.column_at(column))
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rows(self, wanted: CaseRows) -> None:
        """Show a table and choose some of its rows, whole."""
        self.show_cell(wanted.table, wanted.rows[0], None)
        shown = self.grid.table.rows
        if any(shown.place_of(row) is None for row in wanted.rows):
            self.filter_bar.show_all()
        self.grid.choose_rows(wanted.rows)

    def _lay_out(self) -> None:
        self._show_tabs()
        self.problem_panel = QWidget()
        head = in_row((self.problem_sentence, 1), self.settle_button)
        panel = in_column(head, self.problem_view, margins=(0, 2 * STEP, 0, 0))
        self.problem_panel.setLayout(panel)
        splitter = QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        splitter.addWidget(self.stack)
        splitter.addWidget(self.problem_panel)
        splitter.setStretchFactor(0, 2)
        splitter.setStretchFactor(1, 1)
        self.body.addWidget(self.tabs)
        buttons = (self.back_button, self.add_button, self.delete_button)
        self.body.addLayout(in_row((self.help, 1), *buttons))
        self.body.addWidget(self.filter_bar)
        self.body.addWidget(self.find_bar)
        self.body.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.find_bar.closed.connect(self._on_find_closed)
        self._parts.begun.connect(self._show_tabs)
        self.tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tabs.customContextMenuRequested.connect(self._show_sheets_menu)
        self.tabs.currentChanged.connect(self._on_table_chosen)
        add, delete = self._on_rows
        self.back_button.clicked.connect(self.back_wanted)
        self.add_button.clicked.connect(add.trigger)
        self.delete_button.clicked.connect(delete.trigger)
        self.problem_view.clicked.connect(self._on_problem_chosen)
        self.problem_view.activated.connect(self._on_problem_chosen)
        self.problem_view.selectionModel().currentRowChanged.connect(self._offer_to_settle)
        self.settle_button.clicked.connect(self._settle)
        self._document.case_replaced.connect(self._on_case_changed)
        self._document.path_changed.connect(self._on_case_changed)
        self._document.table_changed.connect(self._on_table_changed)
        self._document.problems_changed.connect(self._on_problems_changed)
        self._on_table_chosen(0)
        self._on_case_changed()
        self._on_problems_changed()

    @Slot()
    def _show_tabs(self) -> None:
        """Show a tab for each table that is in use; the table that is chosen stays so."""
        wanted = self._parts.tables()
        for at in reversed(range(len(self._tables))):
            if self._tables[at] not in wanted:
                del self._tables[at]
                self.tabs.removeTab(at)
        for at, table in enumerate(wanted):
            if at >= len(self._tables) or self._tables[at] is not table:
                self._tables.insert(at, table)
                self.tabs.insertTab(at, "")
                self.tabs.show_count(at, table.labels, self._counts.get(table.key, 0))

    def _choose_table(self, key: str) -> None:
        """Show a table; one that the case does not use is shown from now on."""
        self._parts.begin(key)
        self.tabs.setCurrentIndex(self._tables.index(TABLE_BY_KEY[key]))

    def _grid_of(self, table: Table) -> CaseGrid:
        """Return the grid of a table, made when it is first needed."""
        if table.key not in self._made:
            context = self.context
            grid = CaseGrid(
                context.document,
                table,
                context.theme,
                context.locale,
                context.new_question,
                self._parts,
            )
            grid.remember_widths(context.settings)
            grid.table.refused.connect(self.refused)
            grid.replace_wanted.connect(partial(self.find_bar.open, replacing=True))
            grid.menu_wanted.connect(self._show_menu)
            grid.order_menu_wanted.connect(self._show_order_menu)
            self.stack.addWidget(grid)
            self._made[table.key] = grid
            self._mark_problems(grid)
        return self._made[table.key]

    def _mark_problems(self, grid: CaseGrid) -> None:
        grid.table.take_problems(self._listed.get(grid.table.table.key, CellProblems()))

    def commands(self) -> Sequence[QAction]:
        """Return what can be done with the cells of the table that is shown."""
        groups = (
            self._of_cells, self._on_rows, self._searching, self._of_order, self._of_parts
        )  # fmt: skip
        lines = [QAction(self) for _ in groups]
        for line in lines:
            line.setSeparator(True)
        return [one for group, line in zip(groups, lines, strict=True) for one in (*group, line)][
            :-1
        ]

    def _cell_commands(self) -> tuple[QAction, ...]:
        chosen = CaseGrid.has_chosen
        return (
            self._command(self.tr("Cut"), "Ctrl+X", CaseGrid.cut, chosen),
            self._command(self.tr("Paste"), "Ctrl+V", CaseGrid.paste, _can_paste),
            self._clear_command(),
            self._command(self.tr("Fill down"), "Ctrl+D", CaseGrid.fill_down, chosen),
        )

    def _clear_command(self) -> QAction:
        """Return what blanks cells; the grid alone takes its key, which other lists have too."""
        action = self._command(self.tr("Clear cells"), "Del", CaseGrid.clear, CaseGrid.has_chosen)
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _row_commands(self) -> tuple[QAction, ...]:
        add, delete = CaseGrid.add_row, CaseGrid.delete_rows
        return (
            self._command(self.tr("&Add row"), "Ctrl++", add, CaseGrid.has_columns),
            self._command(self.tr("&Delete rows"), "Ctrl+-", delete, CaseGrid.has_chosen),
        )

    def _search_commands(self) -> tuple[QAction, ...]:
        find = self.find_bar.open
        same, every = self.tr("Only rows with this value"), self.tr("Show all rows")
        return (
            self._command(self.tr("Find…"), "Ctrl+F", lambda _grid: find(replacing=False)),
            self._command(self.tr("Find and replace…"), "", lambda _grid: find(replacing=True)),
            self._command(self.tr("Only rows that hold…"), "Ctrl+Shift+L", self._narrow),
            self._command(same, "", CaseGrid.show_same, CaseGrid.is_on_row),
            self._command(every, "", lambda _grid: self.filter_bar.show_all(), _leaves_out),
        )

    def _order_commands(self) -> tuple[QAction, ...]:
        up, down = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
        return (
            self._command(
                self.tr("Sort from low to high"), "", lambda g: g.sort_by_current(up), _has_column
            ),
            self._command(
                self.tr("Sort from high to low"), "", lambda g: g.sort_by_current(down), _has_column
            ),
            self._command(
                self.tr("Order of the case"), "", CaseGrid.show_order_of_case, _is_sorted
            ),
        )

    def _parts_commands(self) -> tuple[QAction, ...]:
        return (
            self._command(self.tr("More columns…"), "", self._offer_columns, _has_more_columns),
            self._command(self.tr("More sheets…"), "", lambda _grid: self._offer_sheets()),
        )

    def _offer_columns(self, grid: CaseGrid) -> None:
        """Offer the columns that the table could have besides."""
        table, at = grid.table.table, grid.currentIndex()
        row = max(at.row(), 0)

        def go_to(column: str) -> None:
            self._choose_table(table.key)
            grid.setCurrentIndex(grid.table.index(row, grid.table.column_at(column)))
            grid.scrollTo(grid.currentIndex())
            grid.setFocus(Qt.FocusReason.OtherFocusReason)

        PartsDialog(self._parts, more_columns(table), go_to, self).open()

    def _offer_sheets(self) -> None:
        """Offer the tables that the case could have besides."""
        PartsDialog(self._parts, more_sheets(), self._go_to_table, self).open()

    def _go_to_table(self, key: str) -> None:
        self._choose_table(key)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _command(
        self,
        text: str,
        keys: str,
        act: Callable[[CaseGrid], object],
        possible: Callable[[CaseGrid], bool] | None = None,
    ) -> QAction:
        if possible is None:
            return self.command(text, lambda: act(self.grid), keys)
        return self.command(text, lambda: act(self.grid), keys, lambda: possible(self.grid))

    def can_copy(self) -> bool:
        """Say whether cells of the case are selected."""
        return self.grid.has_chosen()

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen cells and their rows."""
        cut, *others = self._of_cells
        copy = () if self.copy_action is None else (self.copy_action,)
        groups = ((cut, *copy, *others), self._on_rows, self._searching, self._of_order)
        pop_up(self.grid, groups, at, self.is_possible)

    @Slot(QPoint)
    def _show_order_menu(self, at: QPoint) -> None:
        pop_up(self.grid, [self._of_order, self._of_parts[:1]], at, self.is_possible)

    @Slot(QPoint)
    def _show_sheets_menu(self, at: QPoint) -> None:
        pop_up(self.tabs, [self._of_parts[1:]], self.tabs.mapToGlobal(at), self.is_possible)

    @Slot()
    def copy(self) -> None:
        """Copy the selected cells."""
        self.grid.copy()

    def _narrow(self, _grid: CaseGrid) -> None:
        self.filter_bar.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _on_find_closed(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_table_chosen(self, at: int) -> None:
        self.stack.setCurrentWidget(self._grid_of(self._tables[at]))
        self.help.setText(say(self.grid.table.table.help))
        self.filter_bar.follow(self.grid.table)
        self.find_bar.follow(self.grid)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        self._show_tabs()
        if change.table in TABLES_OF_SENTENCE:
            self._on_case_changed()
        elsewhere = self.grid.table.table.key != change.table
        moved = change.kind in (ChangeKind.CELLS, ChangeKind.INSERTED)
        # An edit on another page must not take the focus from there.
        if self.isVisible() and elsewhere and moved:
            self.show_cell(change.table, change.rows[0], None)

    @Slot()
    def _on_case_changed(self) -> None:
        self._show_tabs()
        case, path = self._document.case, self._document.path
        if case is not None and path is not None:
            self.sentence.setText(say(case_sentence(case, path.name)))

    @Slot(QModelIndex)
    def _on_problem_chosen(self, index: QModelIndex) -> None:
        problem = self.problem_table.problem(index.row())
        if problem.row is not None:
            self.show_cell(problem.table, problem.row, problem.column)
        elif problem.table:
            self._choose_table(problem.table)

    def _unsettled_problem(self) -> Problem | None:
        """Return the problem that is chosen, where only a person can say that it is settled."""
        row = self.problem_view.currentIndex().row()
        problem = self.problem_table.problem(row) if row >= 0 else None
        return problem if problem in self._document.unsettled else None

    @Slot()
    def _offer_to_settle(self) -> None:
        self.settle_button.setEnabled(self._unsettled_problem() is not None)

    @Slot()
    def _settle(self) -> None:
        problem = self._unsettled_problem()
        if problem is not None:
            self._document.settle(problem)

    @Slot()
    def _on_problems_changed(self) -> None:
        problems = self._document.problems
        self._listing.ask(
            lambda _cancelled: listing_of(problems),
            self._show_problems,
            at_once=len(problems) <= AT_ONCE_ROWS,
        )

    def _show_problems(self, listing: ProblemListing) -> None:
        self.problem_table.show_problems(listing.errors_first)
        self.problem_panel.setVisible(bool(listing.errors_first))
        self.problem_sentence.setText(say(listing.sentence))
        self.settle_button.setVisible(bool(self._document.unsettled))
        self._offer_to_settle()
        self._listed, self._counts = listing.by_table, listing.counts
        for grid in self._made.values():
            self._mark_problems(grid)
        for at, table in enumerate(self._tables):
            self.tabs.show_count(at, table.labels, listing.counts.get(table.key, 0))


def _has_more_columns(grid: CaseGrid) -> bool:
    return bool(later_columns(grid.table.table))


def _can_paste(grid: CaseGrid) -> bool:
    return grid.has_columns() and bool(QApplication.clipboard().text())


def _has_column(grid: CaseGrid) -> bool:
    return grid.currentIndex().isValid()


def _is_sorted(grid: CaseGrid) -> bool:
    return grid.table.row_filter.sorted_by is not None


def _leaves_out(grid: CaseGrid) -> bool:
    return grid.table.row_filter.leaves_out
