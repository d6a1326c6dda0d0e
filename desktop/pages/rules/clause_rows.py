"""How a clause is shown in the list: what it says, and under it where it stands in the split."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListView,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop.document.document import Document, Solved
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.look.theme import CAPTION, STEP, Theme
from models.clause import Clause, clauses_of
from models.results.clause_standing import ClauseStanding, clause_standings
from models.words.clauses import standing_said
from models.words.names import terms_of

_Index = QModelIndex | QPersistentModelIndex
_PADDING = 2 * STEP
"""As the style sheet has it at the sides of such a row."""
STANDING_ROLE = Qt.ItemDataRole.UserRole + 2
"""Where the clause stands; "" keeps the room for it while that is not known, None needs none."""
STALE_ROLE = STANDING_ROLE + 1
"""Whether that is of a split that is not current."""
_WRAPPED = int(Qt.TextFlag.TextWordWrap)


class ClauseDelegate(QStyledItemDelegate):
    """Paints what a clause says and where it stands, and measures both with the switch."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view, self._theme = view, theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """Let what the clause says begin at the top."""
        super().initStyleOption(option, index)
        option.displayAlignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row, and under what the clause says where it stands."""
        super().paint(painter, option, index)
        standing = index.data(STANDING_ROLE)
        if not standing:
            return
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        part = QStyle.SubElement.SE_ItemViewItemText
        room = self._view.style().subElementRect(part, whole, self._view)
        room.adjust(self._margin(), 0, -self._margin(), 0)
        said = _height(whole.fontMetrics, room.width(), whole.text)
        colours = self._theme.colours
        painter.save()
        painter.setFont(self._theme.font(CAPTION))
        painter.setPen(QColor(colours.quiet_text if index.data(STALE_ROLE) else colours.text))
        painter.drawText(room.adjusted(0, said + STEP // 2, 0, 0), _WRAPPED, standing)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the width of the list and the height of the wrapped texts.

        Qt forgets the switch and the padding where lines wrap.
        """
        style = self._view.style()
        switch = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self._view)
        whole = self._view.viewport().width() - 2 * self._view.spacing()
        room = whole - 2 * _PADDING - switch - 4 * self._margin() - STEP
        height = _height(option.fontMetrics, room, str(index.data() or ""))
        standing = index.data(STANDING_ROLE)
        if standing is not None:
            caption = QFontMetrics(self._theme.font(CAPTION))
            height += STEP // 2 + max(_height(caption, room, standing), caption.lineSpacing())
        return QSize(whole, height + 3 * STEP)

    def _margin(self) -> int:
        """Return what the style leaves free at both sides of a text."""
        metric = QStyle.PixelMetric.PM_FocusFrameHMargin
        return self._view.style().pixelMetric(metric, None, self._view) + 1


def _height(metrics: QFontMetrics, width: int, text: str) -> int:
    return metrics.boundingRect(QRect(0, 0, max(width, 1), 10_000), _WRAPPED, text).height()


class Standings:
    """Where clauses stand in the split that is shown, as far as that is true of them now."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._of: Solved | None = None
        self._known: dict[Clause, ClauseStanding] = {}

    def of(self, clause: Clause, state: AnswerState) -> ClauseStanding | None:
        """Return where a clause stands; None: nowhere that is known.

        While another split is on its way the last one stays, unless the clause itself is another
        by now; where none is on its way nothing is said.
        """
        if not (self._document.split_is_current or state.is_computing):
            return None
        return self._standings().get(clause)

    def show(self, item: QListWidgetItem, clause: Clause, standing: ClauseStanding | None) -> None:
        """Say in a row of the list where its clause stands."""
        in_force = clause.counts and clause.applies_in(self._document.scenario)
        short = exact = "" if in_force else None
        if standing is not None and self._of is not None:
            terms = terms_of(self._of.split, self._of.names)
            short = say(standing_said(standing, terms, terms.brief))
            exact = say(standing_said(standing, terms, terms.money))
        item.setData(STANDING_ROLE, short)
        item.setToolTip(exact or "")
        said = " ".join(filter(None, (item.text(), short)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    def _standings(self) -> dict[Clause, ClauseStanding]:
        solved = self._document.solved
        if solved is None or solved.split.scenario != self._document.scenario:
            return {}
        if self._of is not solved:
            self._of = solved
            found = clause_standings(clauses_of(solved.case), solved.split)
            self._known = {standing.clause: standing for standing in found}
        return self._known
