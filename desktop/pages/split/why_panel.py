"""The panel beside the matrix that says why, and leads on to where the figures come from."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from itertools import groupby

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from desktop.document.document import Document, Solved
from desktop.engine.explaining import WHY_ACTIONS, WHY_SENTENCES, Explaining
from desktop.engine.question import AnswerState
from desktop.engine.why_questions import (
    AboutCohort,
    AboutEntry,
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Topic,
)
from desktop.look.language import say, shown_language
from desktop.look.state_bar import state_action, state_sentence
from desktop.look.theme import BODY, CAPTION, HEADING, STEP, Theme, mark_stale
from desktop.look.widgets import in_column, in_row, link_button, wrapped_label
from models.case import Case
from models.clause import clauses_of
from models.results.explanation import LimitName
from models.results.folding import TreeNode
from models.results.split import Split
from models.words.explanation import ExplanationText, row_of_basis, row_of_limit
from models.words.names import BasisOf, CellOf, CohortOf, EntryOf
from models.words.paragraph import CaseRows, Paragraph, WholeList
from models.words.text import Argument, text

Target = CaseRows | CellOf | EntryOf | CohortOf | WholeList
"""What a link of an explanation leads to."""


_OTHER_ROWS = text(
    "The open data are no longer those of this split: it was frozen, or they have changed since."
)


class ExplanationHtml:
    """An explanation as rich text, with links to where its figures come from.

    Args:
        said: the explanation.
        case: the case that it is about.
        rows_wanted: whether somebody can show rows of the case, so that links to them make sense.

    Attributes:
        title: its title as plain text.
        parts: headings, sentences and lines of figures, one each.
        targets: what the links go to; a link names its place here.
        figures: the figure of each part as plain text, "" where it has none.
    """

    def __init__(self, said: ExplanationText, case: Case, *, rows_wanted: bool = False) -> None:
        self._case, self._rows_wanted = case, rows_wanted
        self.title = say(said.title)
        self.targets: list[Target] = []
        self.parts = [self._paragraph(one) for one in said.paragraphs]
        self.figures = [say(one.figure) for one in said.paragraphs]

    def html(self, width_of: Callable[[str], int]) -> str:
        """Return all parts together; lines of figures that follow each other are one table.

        Args:
            width_of: returns what a figure needs; the labels have the rest of the width.
        """
        runs = groupby(zip(self.parts, self.figures, strict=True), _is_line)
        return "".join(
            _table(list(run), width_of) if are_lines else "".join(part for part, _ in run)
            for are_lines, run in runs
        )

    def _paragraph(self, one: Paragraph) -> str:
        if one.kind == "heading":
            return f'<p class="heading">{escape(say(one.said))}</p>'
        said = self._rich(one.said)
        if one.kind == "remark":
            return f'<tr><td colspan="2" class="remark">{said}</td></tr>'
        if not one.is_listed:
            return f"<p>{said}</p>"
        under = f'<br><span class="under">{self._rich(one.under)}</span>' if one.under else ""
        figure = f'<td align="right" class="figure {one.kind}">{self._rich(one.figure)}</td>'
        return f'<tr><td class="{one.kind}">{said}{under}</td> {figure}</tr>'

    def _rich(self, said: Argument) -> str:
        return shown_language().say_rich(said, self._link)

    def _link(self, said: str, target: Target | LimitName | BasisOf) -> str:
        """Return a link, or the bare text where nobody can go to what it is about."""
        if isinstance(target, LimitName | BasisOf):
            row = self._row_of(target) if self._rows_wanted else None
            return said if row is None else self._link(said, row)
        if isinstance(target, CaseRows) and not self._rows_wanted:
            return said
        self.targets.append(target)
        return f'<a href="{len(self.targets) - 1}">{said}</a>'

    def _row_of(self, target: LimitName | BasisOf) -> CaseRows | None:
        if isinstance(target, BasisOf):
            return row_of_basis(self._case, target)
        return row_of_limit(self._case, target)


def _is_line(part: tuple[str, str]) -> bool:
    return part[0].startswith("<tr>")


def _table(lines: list[tuple[str, str]], width_of: Callable[[str], int]) -> str:
    """Set lines under each other: figures in a column of their width, the labels before them."""
    width = max(width_of(figure) for _, figure in lines) + 3 * STEP
    rows = "".join(row for row, _ in lines)
    sized = rows.replace('<td align="right"', f'<td width="{width}" align="right"')
    return f'<table width="100%" cellspacing="0" cellpadding="0">{sized}</table>'


def explanation_of(
    question: Topic, found: Found | None, solved: Solved, *, whole: bool = False
) -> ExplanationText:
    """Return what the split says of a question and, where it is known, why.

    Args:
        question: what somebody wants to know.
        found: what the engine found out; None: not yet.
        solved: the split that the question is about.
        whole: whether lists are said to their end.
    """
    basis, clauses = solved.rules.burden_basis, clauses_of(solved.case)
    explained = ExplanationText(solved.split, solved.names, basis, clauses, whole=whole)
    reasons = found.payments if found is not None else ()
    binding = found.binding if found is not None else None
    match question:
        case AboutPayment((payer,), (programme,)):
            explained.about_payment(payer, programme, reasons)
        case AboutPayment(payers, programmes, label):
            explained.about_payments(payers, programmes, label)
        case AboutPayer((payer,)):
            explained.about_payer(payer, binding, found.ranges if found is not None else ())
        case AboutPayer(payers):
            explained.about_payers(payers)
        case AboutProgrammes((programme,)):
            explained.about_programme(programme, reasons, found.need if found else None)
        case AboutProgrammes(programmes, label):
            explained.about_programmes(programmes, label)
        case AboutEntry(payer, programme, place):
            explained.about_entry(payer, programme, place, found.entry if found else None)
        case AboutCohort(programme, place):
            explained.about_cohort(programme, place, found.cohort if found else None)
        case _:
            explained.about_split(binding)
    return explained


def question_about(
    split: Split | None, payers: tuple[str, ...], node: TreeNode | None, name: str
) -> Topic:
    """Return what is asked by choosing a cell, a row or a column; of neither: the whole.

    Args:
        split: the split that is shown; None: none.
        payers: the payers of the column.
        node: the programmes of the row; None: of no row.
        name: what the row is about.
    """
    if split is None or (node is None and not payers):
        return AboutSplit()
    if node is None:
        return AboutPayer(payers)
    programmes = tuple(split.programmes[at].programme for at in node.leaves)
    if payers:
        return AboutPayment(payers, programmes, name)
    return AboutProgrammes(programmes, name)


class WhyPanel(QFrame):
    """Shows what is said about what is chosen, and how the answer stands.

    Signals:
        cell_wanted: a link to another cell was followed; carries a CellOf.
        topic_wanted: a link to where a figure comes from was followed; carries a Topic.
        rows_wanted: a link to rows of the case was followed; carries CaseRows.
        refused: a link leads to rows that are others now; carries the sentence that says so.
        back_wanted: somebody wants to see what was shown before the last link.

    Attributes:
        offers_rows: whether somebody takes `rows_wanted`; links to rows are offered only then.
    """

    cell_wanted = Signal(object)
    topic_wanted = Signal(object)
    rows_wanted = Signal(object)
    refused = Signal(str)
    back_wanted = Signal()

    def __init__(self, explaining: Explaining, document: Document, theme: Theme) -> None:
        super().__init__()
        self._explaining, self._document = explaining, document
        self._theme = theme
        self.offers_rows = False
        self._opened: Topic | None = None
        self._shown: ExplanationHtml | None = None
        self._shown_question: Topic | None = None
        self.title = wrapped_label(font=theme.font(HEADING))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole_button = link_button(self.tr("The whole split"))
        self.back_button = link_button(self.tr("Back"))
        self.back_button.setToolTip(self.tr("To what was shown before (Alt+Left)"))
        self.back_button.hide()
        self.text = QTextBrowser()
        self.text.setObjectName("why")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(0)
        self.text.setViewportMargins(0, 0, 2 * STEP, 0)
        self.text.setAccessibleName(self.tr("Why"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.standing = QWidget()
        self.sentence = wrapped_label(quiet=True)
        self.action = QPushButton()
        self._lay_out()
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell what came meanwhile."""
        super().showEvent(event)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Tell what is known now; while nobody looks it waits, since splits follow a slider."""
        if not self.isVisible():
            return
        solved = self._document.solved
        self._show_standing()
        self.whole_button.setVisible(self._explaining.topic != AboutSplit())
        if solved is None:
            self._shown = None
            self.title.setText("")
            self.text.clear()
            return
        question = self._explaining.topic
        anew, self._shown_question = self._shown_question != question, question
        is_whole = self._opened == question
        said = explanation_of(question, self._explaining.found, solved, whole=is_whole)
        self._shown = ExplanationHtml(said, solved.case, rows_wanted=self.offers_rows)
        self.title.setText(self._shown.title)
        self._show_text()
        if anew:
            self.text.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        self.standing.setLayout(in_row((self.sentence, 1), self.action))
        parts = in_column(self.title, (self.text, 1), self.standing, margins=(4 * STEP, 0, 0, 0))
        ways = in_row(self.back_button, self.whole_button)
        ways.addStretch(1)
        parts.addLayout(ways)
        self.setLayout(parts)

    def _connect(self) -> None:
        self._explaining.changed.connect(self.refresh)
        self._theme.changed.connect(self._show_text)
        self.text.anchorClicked.connect(self._on_link)
        self.action.clicked.connect(self._explaining.act)
        self.whole_button.clicked.connect(self._on_whole_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.refresh()

    def _show_standing(self) -> None:
        state = self._explaining.state
        self.sentence.setText(state_sentence(state, self._explaining.error, WHY_SENTENCES))
        self.action.setText(state_action(state, WHY_ACTIONS))
        self.action.setVisible(bool(self.action.text()))
        self.standing.setVisible(bool(self.sentence.text()))
        for label in (self.title, self.text):
            mark_stale(label, stale=state is AnswerState.WAITING)

    @Slot()
    def _show_text(self) -> None:
        colours, quiet = self._theme.colours, self._explaining.state is AnswerState.WAITING
        ink = colours.quiet_text if quiet else colours.text
        small = self._theme.font(CAPTION).pixelSize()
        # Elsewhere than in pre-wrap, Qt makes a plain space, at which lines break, of the narrow
        # no-break space inside figures.
        self.text.document().setDefaultStyleSheet(
            f"p {{ margin: 0 0 {2 * STEP}px 0; color: {ink}; line-height: 125%;"
            " white-space: pre-wrap; }"
            f"p.heading {{ color: {colours.quiet_text}; margin-top: {2 * STEP}px; }}"
            f"td {{ color: {ink}; padding: 2px 0 2px 0; white-space: pre-wrap; }}"
            f"td.figure {{ padding-left: {2 * STEP}px; white-space: nowrap; }}"
            f"td.detail {{ padding-left: {3 * STEP}px; }}"
            f"td.total {{ border-top: 1px solid {ink}; font-weight: 600; }}"
            f"td.remark {{ color: {colours.quiet_text}; font-size: {small}px;"
            f" padding-left: {3 * STEP}px; }}"
            f"span.under {{ color: {colours.quiet_text}; font-size: {small}px; }}"
            f"table {{ margin: 0 0 {2 * STEP}px 0; }}"
            f"a {{ color: {colours.accent}; text-decoration: underline; }}"
        )
        at = self.text.verticalScrollBar().value()
        # Of the heavier font, in which totals are set.
        width_of = QFontMetrics(self._theme.font(BODY, heavy=True)).horizontalAdvance
        self.text.setHtml(self._shown.html(width_of) if self._shown else "")
        self.text.verticalScrollBar().setValue(at)

    def _show_rows(self, rows: CaseRows) -> None:
        """Ask for rows of the case, where the open one has them as they were in the split."""
        solved = self._document.solved
        assert solved is not None
        now, then = (one.table(rows.table) for one in (self._document.open_case, solved.case))
        if now is then or now.equals(then):
            self.rows_wanted.emit(rows)
        else:
            self.refused.emit(say(_OTHER_ROWS))

    @Slot()
    def _on_whole_wanted(self) -> None:
        self.cell_wanted.emit(CellOf())

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        assert self._shown is not None
        match self._shown.targets[int(url.toString())]:
            case CaseRows() as rows:
                self._show_rows(rows)
            case EntryOf(payer, programme, place):
                self.topic_wanted.emit(AboutEntry(payer, programme, place))
            case CohortOf(programme, place):
                self.topic_wanted.emit(AboutCohort(programme, place))
            case WholeList():
                self._opened = self._explaining.topic
                self.refresh()
            case CellOf() as cell:
                self.cell_wanted.emit(cell)
