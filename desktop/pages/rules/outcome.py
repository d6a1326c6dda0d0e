"""What the rules come to, beside them: the bars, or the conflict; its place never moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QWidget,
)

from desktop.charts.bars_view import MovingBarsView
from desktop.charts.chart_origin import ChartOrigin
from desktop.charts.outcome_chart import outcome_bars, outcome_unit
from desktop.document.document import Solved
from desktop.document.edits import ClauseEdits
from desktop.document.last_change import LastChange
from desktop.document.pinned import PinnedSplit
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.look.state_bar import SplitStateBar
from desktop.look.theme import BODY, CAPTION, HEADING, STEP
from desktop.look.widgets import in_column, in_row, line_label, scroll_area, wrapped_label
from desktop.pages.context import Context
from desktop.pages.rules.paid_by_year import PaidByYear
from models.results.matrix import paid_by_year
from models.words.clauses import payer_of
from models.words.conflicts import Conflict, ConflictPart, Role
from models.words.headlines import PinnedBy, no_split, outcome_title


class ConflictPanel(QScrollArea):
    """Which clauses clash, the cheapest way out, and what each could do alone."""

    def __init__(self, context: Context, edits: ClauseEdits) -> None:
        super().__init__()
        self._context, self._edits = context, edits
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        context.solving.state_changed.connect(self.refresh)
        context.solving.conflict_settled.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Say what clashes now."""
        solving = self._context.solving
        if solving.state is not AnswerState.CONFLICT or solving.conflict is None:
            return
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = in_column(margins=(0, 0, 3 * STEP, 0))
        inside.setLayout(self._column)
        conflict = Conflict(solving.conflict.split, solving.conflict.case)
        for part in conflict.parts(
            solving.report, solving.conflict_lines, looking=solving.settling
        ):
            self._show(part)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _show(self, part: ConflictPart) -> None:
        words, role, theme = say(part.listed), part.role, self._context.theme
        if role is Role.WAY:
            self._offer(part, words)
            return
        is_heading = role is Role.HEADING
        label = wrapped_label(
            f"• {words}" if role is Role.CLAUSE else words,
            quiet=role is Role.REMARK,
            font=theme.font(HEADING if role is Role.TITLE else BODY, heavy=is_heading),
        )
        if is_heading:
            label.setContentsMargins(0, 2 * STEP, 0, 0)
        self._column.addWidget(label)

    def _offer(self, part: ConflictPart, words: str) -> None:
        action = say(part.action)
        button = QPushButton(action)
        button.setAccessibleName(f"{action}: {words}")
        button.clicked.connect(lambda _checked: self._edits.take(part))
        line = in_row((wrapped_label(words), 1), spacing=3 * STEP)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)


class QuietState(SplitStateBar):
    """The state of the split, but for a conflict, which has its own place here."""

    @Slot()
    def refresh(self) -> None:
        """Say how things stand now."""
        super().refresh()
        if self._solving.state is AnswerState.CONFLICT:
            self.hide()


class Outcome(QWidget):
    """The chart against the pinned split, or the conflict; below, whether it is current.

    Attributes:
        state_line: how the split stands, for the page to put in its place.
    """

    def __init__(self, context: Context, edits: ClauseEdits) -> None:
        super().__init__()
        self._context, self._document = context, context.document
        self.pinned = context.keep(PinnedSplit, lambda: PinnedSplit(context.document))
        self._shown: tuple[Solved, Solved | None, PinnedBy, str] | None = None
        ChartOrigin(self, context)
        self.chart = MovingBarsView(context.theme)
        self.years = PaidByYear(context.theme, context.locale)
        self._payer: str | None = None
        self._last_change = LastChange(context.document, self)
        self.conflict = ConflictPanel(context, edits)
        self.waiting = wrapped_label(quiet=True)
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.stack = QStackedWidget()
        self.pin_button = QPushButton(self.tr("Pin this split"))
        self.pin_button.setToolTip(self.tr("Compare from now on with the split as it is now"))
        self.not_current = line_label(quiet=True, font=context.theme.font(CAPTION))
        self.state_line = QuietState(context.document, context.solving)
        self._lay_out()
        self._connect()
        self.refresh()

    def open(self) -> None:
        """Compare with the split as it is now, unless another was pinned by hand.

        While there is none, such as in a conflict, the one from before stays, so that whatever
        settles it is seen as the change it makes.
        """
        renewed = self._document.split_is_current and not self.pinned.is_chosen
        conflict = self._context.solving.state is AnswerState.CONFLICT
        if renewed or (conflict and self.pinned.solved is None):
            self.pinned.pin(PinnedBy.RULES)
        self.refresh()

    def take_over(self, before: Outcome) -> None:
        """Show the years of the same payer."""
        self.look_at(before._payer)

    @Slot(object)
    def look_at(self, key: object) -> None:
        """Show what a payer pays by year; "" all of them, and a bar of no payer nothing new."""
        if isinstance(key, str):
            self._payer = key
            self.show_years()

    @Slot()
    def pin(self) -> None:
        """Compare with the split as it is now."""
        self.pinned.pin()
        self.refresh()
        self.show_years()

    @Slot()
    def refresh(self) -> None:
        """Show the newest split, or the conflict."""
        solved, solving = self._document.solved, self._context.solving
        current = self._document.split_is_current
        self.pin_button.setEnabled(current and solved is not self.pinned.solved)
        conflict = solving.state is AnswerState.CONFLICT
        stale = solved is not None and not current and not conflict
        self.not_current.setText(self.tr("Not current") if stale else "")
        if conflict:
            self.stack.setCurrentWidget(self.conflict)
        elif solved is None:
            self.waiting.setText(say(no_split(is_computing=solving.state.is_computing)))
            self.stack.setCurrentWidget(self.waiting)
        else:
            self._show(solved, current)

    def _show(self, solved: Solved, current: bool) -> None:
        self.pinned.pin_first()
        pinned = self.pinned.beside(solved)
        self.stack.setCurrentWidget(self.figures)
        started = self._last_change.start(solved)
        # Bars are marked as not current where no new ones are on the way.
        is_due = current or self._context.solving.state.is_computing
        stale = "" if is_due else self.tr("Not current.")
        by = self.pinned.by
        if self._shown == (solved, pinned, by, stale):
            return
        self._shown = (solved, pinned, by, stale)
        split, locale = solved.split, self._context.locale
        title = say(outcome_title(split, pinned.split if pinned else None, solved.names, by))
        self.chart.show_chart(
            outcome_bars(solved, pinned, title, locale, started=started, stale=stale, by=by)
        )
        self.chart.setMinimumHeight(self.chart.sizeHint().height())

    def show_years(self) -> None:
        """Show the years of the payer that is looked at, at first of the one that pays most."""
        solved = self._document.solved
        if solved is None:
            return
        split = solved.split
        payer = self._payer
        if payer is None or payer not in ("", *split.totals):
            payer = max(split.totals, key=split.totals.__getitem__, default="")
        keys = (payer,) if payer else tuple(split.totals)
        unit = outcome_unit(solved, self.pinned.beside(solved))
        paid = paid_by_year(split, keys)
        self.years.show_payer(payer_of(payer, solved.names), paid, unit, split.currency)
        self.years.mark_stale(not self._document.split_is_current)

    def _lay_out(self) -> None:
        self.chart_room = scroll_area(self.chart)
        self.chart_room.setObjectName("plain")
        self.figures = QWidget()
        self.figures.setLayout(in_column((self.chart_room, 1), self.years))
        for widget in (self.figures, self.conflict, self.waiting):
            self.stack.addWidget(widget)
        foot = in_row(self.pin_button, 1, self.not_current)
        self.setLayout(in_column((self.stack, 1), foot))

    def _connect(self) -> None:
        self.pin_button.clicked.connect(self.pin)
        self.chart.chosen.connect(self.look_at)
        self._document.case_replaced.connect(self.refresh)
        self._document.split_changed.connect(self.refresh)
        self._context.solving.state_changed.connect(self.refresh)
        self._context.solving.question.started.connect(self.chart.end_motion)  # D211
