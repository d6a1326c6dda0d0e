"""The exchange page: workbooks out and in, what changed, what is taken over, the trail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QTabWidget,
    QWidget,
)

from desktop.app import dialogs
from desktop.app.dialogs import ask_for_workbook
from desktop.look.counted_tabs import CountedTabBar
from desktop.look.language import say
from desktop.look.state_bar import StateBar
from desktop.look.theme import STEP
from desktop.look.widgets import Piece, in_column, in_row, wrapped_label
from desktop.pages.context import Context
from desktop.pages.exchange.review import Review
from desktop.pages.exchange.sending_bar import SendingBar
from desktop.pages.exchange.tables import (
    COMMENT,
    FROM,
    ROW,
    STATE,
    ChangeTable,
    all_sides,
    problem_rows,
    problem_table,
    trail_table,
    trail_texts,
)
from desktop.pages.page import EXCHANGE, Page
from desktop.tables.grid_view import GridView, list_view
from desktop.tables.problems_dialog import ProblemsDialog
from models.editing import TableChange
from models.exchange.answers import (
    FileProblem,
    Offered,
    TakenIn,
)
from models.problems import CaseRefusedError, RelaisError
from models.words.text import Argument, Quoted, counted, joined, listed, text

_STATE_WIDTH, _LEAST_ROW = 45, 200
_TRAIL = 2
"""The tab of what was sent and came back."""


class ExchangePage(Page):
    """Writes workbooks to send, takes in what comes back and lets each change be decided."""

    number = EXCHANGE

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._document = context.document
        self.review = context.keep(
            Review,
            lambda: Review(
                context.document,
                context.new_kept_question(text("Exchanging")),
                context.new_kept_question(text("Setting side by side")),
                context.engine,
                context.files.keeper.recovery.parent,
            ),
        )
        self.sending_bar = SendingBar(context.document, context.locale)
        self.state = StateBar()
        self.changes = ChangeTable(self.review, context.theme, self)
        self.problems, self.trail = problem_table(self), trail_table(self)
        theme = context.theme
        self.changes_view = list_view(self.changes, theme, self.tr("What changed"))
        self.problems_view = list_view(self.problems, theme, self.tr("About the files"))
        self.trail_view = list_view(self.trail, theme, self.tr("Trail"))
        self.take_in_button = QPushButton(self.tr("Take in a&nswers…"))
        self.accept_button = QPushButton(self.tr("&Accept"))
        self.refuse_button = QPushButton(self.tr("&Refuse"))
        self.accept_all_button = QPushButton(self.tr("Accept a&ll changes"))
        self.refuse_all_button = QPushButton(self.tr("Ref&use all"))
        self.take_over_button = QPushButton(self.tr("Take &over"))
        self.put_away_button = QPushButton(self.tr("&Put away"))
        self.detail, self.progress = wrapped_label(quiet=True), wrapped_label(quiet=True)
        self.tabs, self.counted = QTabWidget(), CountedTabBar()
        self._lay_out()
        self._connect()
        self.refresh()

    def first_place(self) -> QWidget:
        """Return the list that is shown, else whom to send a workbook to."""
        view = self.tabs.currentWidget().findChild(GridView)
        is_shown = view is not None and self.tabs.isVisibleTo(self)
        return view if view is not None and is_shown else self.sending_bar.recipient_box

    def copy(self) -> None:
        """Copy the selected cells."""
        view = self.tabs.currentWidget().findChild(GridView)
        if view is not None:
            view.copy()

    def commands(self) -> Sequence[QAction]:
        """Return what can be done here."""
        return (
            self.command(self.tr("Write a workbook to send…"), self.choose_and_write),
            self.command(self.tr("Take in answers…"), self.choose_and_take_in),
        )

    def take_over(self, before: Self) -> None:
        """Show the same list for the same recipient."""
        recipient = before.sending_bar.recipient_box.currentIndex()
        self.sending_bar.recipient_box.setCurrentIndex(recipient)
        self.tabs.setCurrentIndex(before.tabs.currentIndex())

    def look(self, *, now: bool) -> None:
        """Set side by side while somebody looks."""
        self.review.look(now=now)

    def _lay_out(self) -> None:
        for view in (self.changes_view, self.problems_view, self.trail_view):
            view.setTabKeyNavigation(False)
        self.changes_view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.changes_view.viewport().installEventFilter(self)
        self.tabs.setTabBar(self.counted)
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(self._changes_tab(), self.tr("What changed"))
        self.tabs.addTab(self._tab(self.problems_view), self.tr("About the files"))
        self.tabs.addTab(self._tab(self.trail_view), self.tr("Trail"))
        first = in_row((self.sending_bar, 1), self.take_in_button)
        first.setAlignment(self.take_in_button, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(first)
        self.put_beside_sentence(self.state)
        self.body.addWidget(self.tabs, 1)
        self.body.addStretch(0)

    def _changes_tab(self) -> QWidget:
        each = in_row(self.accept_button, self.refuse_button)
        every = in_row(self.accept_all_button, self.refuse_all_button)
        rest = in_row((self.progress, 1), self.put_away_button, self.take_over_button)
        row = in_row(each, every, (rest, 1), spacing=6 * STEP)
        return self._tab(self.changes_view, self.detail, row)

    def _tab(self, view: GridView, *below: Piece) -> QWidget:
        tab = QWidget()
        tab.setLayout(in_column((view, 1), *below, margins=(0, 2 * STEP, 0, 0)))
        return tab

    def _connect(self) -> None:
        review = self.review
        review.changed.connect(self.refresh)
        review.failed.connect(self._on_failed)
        review.written.connect(self._on_written)
        review.taken_in.connect(self._on_taken_in)
        self.sending_bar.wanted.connect(self.choose_and_write)
        self.take_in_button.clicked.connect(self.choose_and_take_in)
        self.accept_button.clicked.connect(lambda: review.decide(self._chosen(), accept=True))
        self.refuse_button.clicked.connect(lambda: review.decide(self._chosen(), accept=False))
        self.accept_all_button.clicked.connect(review.accept_changes)
        self.refuse_all_button.clicked.connect(review.refuse_all)
        self.take_over_button.clicked.connect(review.take_over)
        self.put_away_button.clicked.connect(review.put_away)
        self.changes_view.selectionModel().selectionChanged.connect(self._on_selected)
        self.changes.modelReset.connect(self._on_selected)
        self._document.case_replaced.connect(self.sending_bar.refresh)
        self._document.table_changed.connect(self._on_table_changed)

    @Slot()
    def refresh(self) -> None:
        """Show what is under review, and what can be done about it."""
        review = self.review
        self.sentence.setText(say(review.sentence))
        filled = self.changes.rowCount(), self.problems.rowCount(), self.trail.rowCount()
        self.changes.refresh()
        listed_problems = problem_rows(review.problems, review.remarks)
        self.problems.put(listed_problems)
        self.trail.put(trail_texts(review.seen.trail if review.seen else (), self.context.locale))
        has_comments = any(row.comment for row in review.offered)
        self.changes_view.setColumnHidden(COMMENT, not has_comments)
        views = (self.changes_view, self.problems_view, self.trail_view)
        for view, before in zip(views, filled, strict=True):
            if view.model().rowCount() != before:
                view.fit_columns()
        if self.changes.rowCount() != filled[0]:
            self._fit_changes()
        came_back = self.changes.rowCount() or self.problems.rowCount()
        if self.trail.rowCount() != filled[2] and not came_back:
            self.tabs.setCurrentIndex(_TRAIL)
        self.counted.show_count(1, text("About the files"), len(listed_problems))
        self.tabs.setVisible(any(view.model().rowCount() for view in views))
        self._say_state()
        self._enable()

    def _fit_changes(self) -> None:
        """Give what is left of the width to the names of the rows, which are the longest."""
        view = self.changes_view
        view.setColumnWidth(STATE, _STATE_WIDTH * STEP)
        has_comments = not view.isColumnHidden(COMMENT)
        last, width = COMMENT if has_comments else FROM, view.viewport().width()
        others = sum(view.columnWidth(column) for column in range(last) if column != ROW)
        row, hint = (view.sizeHintForColumn(column) + 3 * STEP for column in (ROW, last))
        spare = width - others - (min(hint, width // 4) if has_comments else hint)
        view.setColumnWidth(ROW, max(_LEAST_ROW, min(row, spare)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Share out the new width."""
        if watched is self.changes_view.viewport() and isinstance(event, QResizeEvent):
            self._fit_changes()
        return super().eventFilter(watched, event)

    def _say_state(self) -> None:
        review = self.review
        self.progress.setText(say(review.how_far_decided) if review.offered else "")
        said: Argument = ""
        conflicts = review.open_conflicts()
        if review.answers and not review.is_current:
            said = text("The case was edited; what came back is set against it anew.")
        elif conflicts and review.decisions:
            said = counted(
                "1 conflict is to be decided before anything is taken over.",
                "{count} conflicts are to be decided before anything is taken over.",
                conflicts,
            )
        elif not review.answers:
            said = text(
                "Write a workbook for everyone or for one territory, send it, and take in "
                "what comes back: each change is then listed here beside what was sent."
            )
        self.state.say(say(said))

    def _enable(self) -> None:
        review, busy = self.review, self.review.working.busy
        is_open = self._document.case is not None
        self.sending_bar.button.setEnabled(is_open and not busy)
        self.take_in_button.setEnabled(is_open and not busy)
        self.take_over_button.setEnabled(review.may_take_over())
        self.put_away_button.setEnabled(bool(review.answers or review.problems) and not busy)
        for button in (self.accept_all_button, self.refuse_all_button):
            button.setEnabled(bool(review.offered))
        self._on_selected()

    def _chosen(self) -> list[Offered]:
        rows = {index.row() for index in self.changes_view.selectionModel().selectedIndexes()}
        return [self.changes.offered(row) for row in sorted(rows)]

    @Slot()
    def _on_selected(self) -> None:
        chosen = self._chosen()
        for button in (self.accept_button, self.refuse_button):
            button.setEnabled(bool(chosen))
        self.detail.setText(say(all_sides(chosen[0])) if len(chosen) == 1 else "")

    @Slot()
    def choose_and_write(self) -> None:
        """Ask for a place and write the workbook to send there."""
        path = self._document.path
        if path is None or self.review.working.busy:
            return
        if self._document.has_errors:
            what = text("A draft is not sent: its data have errors.")
            mend = text("Mend them on the page Data first.")
            dialogs.tell_error(self, RelaisError(what, path.name, mend))
            return
        recipient = self.sending_bar.recipient_box.currentText()
        proposal = path.with_name(f"{path.stem} – {recipient}.xlsx")
        chosen = ask_for_workbook(self, self.tr("Write the workbook to send"), proposal)
        if chosen is not None:
            self.write(chosen)

    def write(self, path: Path) -> None:
        """Write the workbook to send; the case's own file stays what it is."""
        own = self._document.path
        if own is not None and own.absolute() == path.absolute():
            what = text("That is the file of the case itself.")
            dialogs.tell_error(self, RelaisError(what, str(path), text("Choose another name.")))
            return
        self.review.issue(self.sending_bar.sending(), path)

    @Slot()
    def choose_and_take_in(self) -> None:
        """Ask for workbooks that came back and read them."""
        path = self._document.path
        if path is None or self.review.working.busy:
            return
        names, _ = QFileDialog.getOpenFileNames(
            self,
            self.tr("Take in answers"),
            str(path.parent),
            self.tr("Excel workbooks (*.xlsx);;All files (*)"),
        )
        if names:
            self.review.take_in([Path(name) for name in names])

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.context.say(say(text("Written to {path} and noted.", path=str(path))))

    @Slot(object)
    def _on_taken_in(self, taken: TakenIn) -> None:
        self.tabs.setCurrentIndex(0 if taken.answers or not taken.refused else 1)
        refused, repeated = listed(taken.refused, last=""), listed(taken.repeated, last="")
        left_out = text(
            "Left out, see {tab}: {files}.", tab=Quoted(text("About the files")), files=refused
        )
        same = text("The same as a file that is here already: {files}.", files=repeated)
        if taken.refused or taken.repeated:
            parts = (left_out if taken.refused else None, same if taken.repeated else None)
            self.context.say(say(joined(*parts)))
        self._ask_about(taken.others)

    def _ask_about(self, others: Sequence[tuple[Path, FileProblem]]) -> None:
        """Ask about each file of another case whether it is taken all the same."""
        agreed: list[Path] = []
        for path, left_out in others:
            if dialogs.is_agreed(
                self,
                text("{place}: {said}", place=left_out.file, said=left_out.problem.found),
                left_out.problem.mend,
                yes=text("Take it all the same"),
                no=text("Leave it out"),
            ):
                agreed.append(path)
            else:
                self.review.leave_out(left_out)
        if agreed:
            self.review.take_in(agreed, take_others=True)

    @Slot(object)
    def _on_failed(self, error: RelaisError) -> None:
        if not isinstance(error, CaseRefusedError):
            dialogs.tell_error(self, error)
            return
        title, said = self.tr("Nothing was taken over"), say(error.sentence)
        ProblemsDialog(title, said, error.problems, self.context.theme, self).open()

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table == "Territories":
            self.sending_bar.refresh()
