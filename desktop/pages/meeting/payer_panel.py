"""Why a payer pays what it pays, to a room: a few lines and its payments by year."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetrics, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from desktop.document.document import Solved
from desktop.document.pinned import PinnedSplit
from desktop.engine.explaining import WHY_ACTIONS, WHY_SENTENCES, Explaining
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import AboutPayer
from desktop.look.language import say
from desktop.look.state_bar import state_action, state_sentence
from desktop.look.theme import HUGE, LARGE, STEP, TITLE, mark_stale
from desktop.look.widgets import in_column, in_row, wrapped_label
from desktop.pages.context import Context
from desktop.pages.meeting.year_strip import YearStrip
from models.clause import clauses_of
from models.results.matrix import paid_by_year
from models.words.headlines import least_change
from models.words.reasons_in_brief import ReasonsInBrief
from models.words.text import Argument, text

_LINES, _ROWS = 4, 2
"""Lines under the title, and the rows that are kept for one that is still to be found."""


class PayerExplaining(Explaining):
    """Asks why the payer pays that a meeting looks at; the Split page asks for itself."""


class PayerPanel(QFrame):
    """Shows the reasons of one payer as large as they fit, and follows the split.

    Signals:
        closed: it was clicked: nobody wants to look at the payer any more.

    Attributes:
        payer: whom it is about; None: nobody.
        largest: the size of type that nothing passes, that of what stands above it.
        lines: the sentences under the title, which the meeting says.
    """

    closed = Signal()

    def __init__(self, context: Context, pinned: PinnedSplit) -> None:
        super().__init__()
        self._context, self._document, self._pinned = context, context.document, pinned
        self._is_pressed = False
        self.payer: str | None = None
        self.largest = LARGE
        self.explaining = context.keep(
            PayerExplaining,
            lambda: PayerExplaining(
                context.document,
                context.new_kept_question(text("Working out why")),
                context.engine,
            ),
        )
        self.years = YearStrip(context.locale)
        self.lines = tuple(wrapped_label() for _ in range(_LINES))
        self.standing = QWidget()
        self.sentence = wrapped_label(quiet=True)
        self.action = QPushButton()
        self.standing.setLayout(in_row((self.sentence, 1), self.action))
        self.setLayout(in_column(self.years, *self.lines, self.standing, 1, spacing=3 * STEP))
        # The screen says how large this is: the type follows.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.explaining.changed.connect(self.refresh)
        context.theme.changed.connect(self.refresh)
        self.action.clicked.connect(self.explaining.act)
        self._fit()
        self.hide()

    def look_at(self, payer: str | None) -> None:
        """Be about another payer, or about nobody."""
        self.payer = payer
        if payer is not None:
            self.explaining.ask(AboutPayer((payer,)))
        self.explaining.set_active(payer is not None)

    def title(self, solved: Solved) -> Argument:
        """Say what the payer pays, above all else."""
        pinned = self._pinned.beside(solved)
        return self._reasons(solved).title(pinned.split if pinned else None, self._pinned.by)

    @Slot()
    def refresh(self) -> None:
        """Say what is known now of the payer, in the split that is shown."""
        solved = self._document.solved
        if self.payer is None or solved is None:
            return
        said, found = self._reasons(solved), self.explaining.found
        known = [*said.known()]
        if found is not None and found.binding is not None:
            known += said.found(found.binding, found.ranges)
        self._show_years(solved, self.payer)
        self._show_standing()
        self._show_lines([say(one) for one in known])

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """Begin a click; the second press of a double click, which opened it, is none."""
        self._is_pressed = True

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Stay."""
        self._is_pressed = False

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Close where one clicks."""
        if self._is_pressed:
            self._is_pressed = False
            self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say everything as large as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _reasons(self, solved: Solved) -> ReasonsInBrief:
        assert self.payer is not None
        clauses = clauses_of(solved.case)
        return ReasonsInBrief(solved.split, solved.names, self.payer, clauses)

    def _show_years(self, solved: Solved, payer: str) -> None:
        pinned, split = self._pinned.beside(solved), solved.split
        then = None if pinned is None else paid_by_year(pinned.split, (payer,))
        least = 0.0 if pinned is None else least_change(split, pinned.split)
        self.years.show_years(paid_by_year(split, (payer,)), then, least, split.currency)

    def _show_standing(self) -> None:
        state, error = self.explaining.state, self.explaining.error
        self.sentence.setText(state_sentence(state, error, WHY_SENTENCES))
        self.action.setText(state_action(state, WHY_ACTIONS))
        self.action.setVisible(bool(self.action.text()))
        self.standing.setVisible(bool(self.sentence.text()))

    def _show_lines(self, said: Sequence[str]) -> None:
        stale = not self._document.split_is_current
        for at, label in enumerate(self.lines):
            label.setText(said[at] if at < len(said) else "")
            label.setVisible(at < len(said))
            mark_stale(label, stale=stale)
        self._fit()

    def _fit(self) -> None:
        """Use the largest type in which all of it has room."""
        sizes = [size for size in (HUGE, LARGE, TITLE) if size <= self.largest]
        fonts = [self._context.theme.font(size) for size in sizes]
        # The lines first; their years are as large, or larger where that leaves them room.
        pairs = [(lines, years) for at, lines in enumerate(fonts) for years in fonts[: at + 1]]
        fitting = (pair for pair in pairs if self._height_in(*pair) <= self.height())
        font, of_years = next(fitting, pairs[-1])
        for label in (*self.lines, self.sentence):
            label.setFont(font)
        stale = self.explaining.state is AnswerState.WAITING
        self.years.lay_out(of_years, self.width(), self._context.theme.colours, stale=stale)

    def _height_in(self, font: QFont, of_years: QFont) -> int:
        room, metrics = QRect(0, 0, self.width(), 10_000), QFontMetrics(font)
        said = [label.text() for label in self.lines if label.text()]
        wrap = Qt.TextFlag.TextWordWrap
        heights = [metrics.boundingRect(room, wrap, line).height() for line in said]
        heights += [_ROWS * metrics.lineSpacing()] * (_LINES - len(said))
        return self.years.height_in(of_years, self.width()) + sum(heights) + 3 * STEP * _LINES
