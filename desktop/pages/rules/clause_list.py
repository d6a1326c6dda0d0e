"""The clauses as sentences, each with its switch."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desktop.app import dialogs
from desktop.document.edits import ClauseEdits
from desktop.look.language import say
from desktop.look.theme import HEADING, STEP
from desktop.look.widgets import (
    in_column,
    in_row,
    items_of,
    keep_room,
    line_label,
    wrapped_label,
)
from desktop.pages.context import Context
from desktop.pages.rules.clause_editor import ClauseEditor
from desktop.pages.rules.clause_rows import STALE_ROLE, ClauseDelegate, Standings
from models.clause import TABLE, Clause, clauses_of
from models.editing import TableChange
from models.names import currency_of, names_of, payers_of
from models.problems import RelaisError
from models.words.clauses import clause_with_origin
from models.words.names import Terms
from models.words.text import Quoted, counted, text

_ROW = Qt.ItemDataRole.UserRole
_SWITCHED = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
_SHOWS_IN = frozenset({TABLE, "Territories", "Stages"})
"""The tables whose edits may change a sentence."""


class ClauseList(QWidget):
    """The clauses of the chosen scenario; those of other scenarios on demand.

    Signals:
        chosen: another clause was chosen.
    """

    chosen = Signal()

    def __init__(self, context: Context, edits: ClauseEdits) -> None:
        super().__init__()
        self._context, self._document, self._edits = context, context.document, edits
        self._clauses: list[Clause] = []
        self._standings = Standings(context.document)
        self._shown_standings: object = None
        self._currency = ""
        self.heading = line_label(self.tr("Clauses"), font=context.theme.font(HEADING))
        self.list = QListWidget()
        self.list.setObjectName("clauses")
        self.list.setAccessibleName(self.tr("Clauses; the switch says whether one counts"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(ClauseDelegate(self.list, context.theme))
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setSpacing(STEP // 2)
        none = self.tr(
            "No clause in this scenario yet. A clause is a position: who pays at most, or at "
            "least, what."
        )
        self.empty = wrapped_label(none, quiet=True)
        self.room = QStackedWidget()
        self.all_scenarios = QCheckBox()
        self.add_button = QPushButton(self.tr("Add clause…"))
        self.why_kept = wrapped_label(quiet=True)
        self.edit_button = QPushButton(self.tr("Edit…"))
        self.delete_button = QPushButton(self.tr("Delete"))
        self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show the clauses as they are; those of a frozen scenario as they were agreed."""
        case = self._document.case_of_split
        if case is None:
            return
        self._clauses = clauses_of(case)
        every, scenario = self.all_scenarios.isChecked(), self._document.scenario
        clauses = enumerate(self._clauses)
        wanted = [row for row, clause in clauses if every or clause.applies_in(scenario)]
        blocker = QSignalBlocker(self.list)
        if [self._row(item) for item in items_of(self.list)] != wanted:
            self._fill(wanted)
        self._currency = currency_of(case)
        terms = Terms(names_of(case), self._currency)
        for item in items_of(self.list):
            clause = self._clauses[self._row(item)]
            item.setText(say(clause_with_origin(clause, terms)))
            item.setCheckState(Qt.CheckState.Checked if clause.counts else Qt.CheckState.Unchecked)
            colours, may_change = self._context.theme, self._may_change(clause)
            item.setFlags(item.flags() | _SWITCHED if may_change else item.flags() & ~_SWITCHED)
            counts = clause.counts and clause.applies_in(scenario)
            quiet = not counts or not may_change
            item.setForeground(colours.quiet_colour() if quiet else self.palette().text())
        del blocker
        self._shown_standings = None
        self.show_standings()
        self.list.scheduleDelayedItemsLayout()
        self._offer()

    @property
    def clause(self) -> Clause | None:
        """The clause that is chosen."""
        row = self._chosen()
        return None if row is None else self._clauses[row]

    def show_standings(self) -> None:
        """Say under each clause where it stands in the split, where that is not said already."""
        state, current = self._context.solving.state, self._document.split_is_current
        clauses = [self._clauses[self._row(item)] for item in items_of(self.list)]
        standings = [self._standings.of(clause, state) for clause in clauses]
        blocker = QSignalBlocker(self.list)
        for item in items_of(self.list):
            item.setData(STALE_ROLE, not current)
        solved = self._document.solved
        shown = (clauses, standings, solved.names if solved is not None else None)
        if shown != self._shown_standings:
            self._shown_standings = shown
            for row, clause in enumerate(clauses):
                self._standings.show(self.list.item(row), clause, standings[row])
            self.list.scheduleDelayedItemsLayout()
        del blocker

    def take_over(self, before: ClauseList) -> None:
        """List the clauses that another one lists, with the same one chosen."""
        self.all_scenarios.setChecked(before.all_scenarios.isChecked())
        self.refresh()
        self.list.setCurrentRow(before.list.currentRow())

    @Slot()
    def add(self) -> None:
        """Write a new clause."""
        document = self._document
        if document.may_change(document.scenario):
            payers = payers_of(document.open_case)
            payer = payers[0] if payers else ""
            editor = self._editor(Clause("", payer=payer, scenario=document.scenario))
            editor.written.connect(self._add)

    @Slot()
    def edit(self) -> None:
        """Change the chosen clause."""
        row = self._chosen()
        if row is not None and self._changes(row):
            before = self._clauses[row]
            self._editor(before).written.connect(partial(self._rewrite, row, before.key))

    @Slot()
    def delete(self) -> None:
        """Take the chosen clause out."""
        row = self._chosen()
        if row is not None and self._changes(row):
            self._edits.delete(row)

    def _add(self, clause: Clause) -> None:
        """Put a new clause in, and let it be seen where it came to stand."""
        self._edits.add(clause)
        if not clause.applies_in(self._document.scenario):
            self.all_scenarios.setChecked(True)
        keys = [self._clauses[self._row(item)].key for item in items_of(self.list)]
        if clause.key in keys:
            self.list.setCurrentRow(keys.index(clause.key))
            self.list.scrollToItem(self.list.currentItem())
            self.list.setFocus()

    def _rewrite(self, row: int, key: str, clause: Clause) -> None:
        """Change the clause that was chosen, wherever it stands by now."""
        keys = [one.key for one in clauses_of(self._document.open_case)]
        if row < len(keys) and keys[row] == key:
            self._edits.change(row, clause)
        elif key in keys:
            self._edits.change(keys.index(key), clause)
        else:
            what = text("The clause {clause} is gone; nothing was changed.", clause=Quoted(key))
            mend = text("Write it as a new clause.")
            dialogs.tell_error(self.window(), RelaisError(what, "", mend))

    def _editor(self, clause: Clause) -> ClauseEditor:
        editor = ClauseEditor(self._context, clause, self.window())
        editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._document.case_replaced.connect(editor.reject)
        editor.open()
        return editor

    def _may_change(self, clause: Clause) -> bool:
        document = self._document
        return not {document.scenario, clause.scenario} & set(document.frozen)

    def _changes(self, row: int) -> bool:
        """Say whether a clause may be changed; tells why where it may not."""
        document = self._document
        return document.may_change(document.scenario) and document.may_change(
            self._clauses[row].scenario
        )

    def _fill(self, rows: list[int]) -> None:
        at = self.list.currentRow()
        self.list.clear()
        for row in rows:
            item = QListWidgetItem()
            item.setData(_ROW, row)
            self.list.addItem(item)
        self.list.setCurrentRow(min(max(at, 0), len(rows) - 1))

    def _offer(self) -> None:
        others = sum(not c.applies_in(self._document.scenario) for c in self._clauses)
        self.all_scenarios.setVisible(others > 0)
        self.all_scenarios.setText(
            say(
                counted(
                    "Also the clause of another scenario",
                    "Also the {count} clauses of other scenarios",
                    others,
                )
            )
        )
        self.room.setCurrentWidget(self.list if self.list.count() else self.empty)
        row = self._chosen()
        may_change = row is not None and self._may_change(self._clauses[row])
        self.edit_button.setEnabled(may_change)
        self.delete_button.setEnabled(may_change)
        kept = self._document.why_kept(self._document.scenario)
        self.add_button.setEnabled(not kept)
        self.add_button.setToolTip(kept)
        self.why_kept.setText(kept)
        self.why_kept.setVisible(bool(kept))

    @staticmethod
    def _row(item: QListWidgetItem) -> int:
        return int(item.data(_ROW))

    def _chosen(self) -> int | None:
        item = self.list.currentItem()
        return None if item is None else self._row(item)

    @Slot(QListWidgetItem)
    def _on_changed(self, item: QListWidgetItem) -> None:
        row = self._row(item)
        if self._changes(row):
            self._edits.switch(row, item.checkState() == Qt.CheckState.Checked)

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table in _SHOWS_IN or self._currency != currency_of(self._document.open_case):
            self.refresh()

    def _lay_out(self) -> None:
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        for inside in (self.empty, self.list):
            self.room.addWidget(inside)
        keep_room(self.all_scenarios)
        buttons = in_row(self.add_button, self.edit_button, self.delete_button, 1)
        below = (self.all_scenarios, buttons, self.why_kept)
        self.setLayout(in_column(self.heading, (self.room, 1), *below))

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.add)
        self.edit_button.clicked.connect(self.edit)
        self.delete_button.clicked.connect(self.delete)
        self.all_scenarios.toggled.connect(self.refresh)
        self.list.itemChanged.connect(self._on_changed)
        self.list.itemActivated.connect(self.edit)
        self.list.currentRowChanged.connect(self._offer)
        self.list.currentRowChanged.connect(self.chosen)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self.delete)
        self._document.table_changed.connect(self._on_table_changed)
        for signal in (
            self._document.case_replaced,
            self._document.scenario_changed,
            self._document.frozen_changed,
            self._document.refused,
            self._context.theme.changed,
        ):
            signal.connect(self.refresh)
