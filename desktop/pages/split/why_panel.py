"""The panel beside the matrix that says why: sentences that can be selected and copied."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QShowEvent
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
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Topic,
)
from desktop.look.language import say, shown_language
from desktop.look.state_bar import state_action, state_sentence
from desktop.look.theme import HEADING, STEP, Theme, mark_stale
from desktop.look.widgets import in_column, in_row, link_button, wrapped_label
from models.case import Case
from models.clause import clauses_of
from models.results.explanation import LimitName
from models.results.folding import TreeNode
from models.results.split import Split
from models.words.explanation import (
    Addition,
    DataRow,
    ExplanationText,
    Paragraph,
    row_of_limit,
)
from models.words.names import CellOf


class ExplanationHtml:
    """An explanation as rich text, with links to cells of the matrix and rows of the case.

    Args:
        said: the explanation.
        case: the case that it is about.
        rows_wanted: whether somebody can show rows of the case, so that links to them make sense.

    Attributes:
        title: its title as plain text.
        parts: headings and sentences, a paragraph each.
        targets: what the links go to; a link names its place here.
    """

    def __init__(self, said: ExplanationText, case: Case, *, rows_wanted: bool = False) -> None:
        self._case, self._rows_wanted = case, rows_wanted
        self.title = say(said.title)
        self.targets: list[DataRow | CellOf] = []
        self.parts = [self._part(one) for one in said.paragraphs]

    def _part(self, one: Paragraph | Addition) -> str:
        return _table(one) if isinstance(one, Addition) else self._paragraph(one)

    def _paragraph(self, one: Paragraph) -> str:
        if one.is_heading:
            return f'<p class="heading">{escape(say(one.said))}</p>'
        return f"<p>{shown_language().say_rich(one.said, self._link)}</p>"

    def _link(self, said: str, target: DataRow | CellOf | LimitName) -> str:
        """Return a link, or the bare text where nobody can go to what it is about."""
        if isinstance(target, LimitName):
            row = row_of_limit(self._case, target) if self._rows_wanted else None
            return said if row is None else self._link(said, row)
        self.targets.append(target)
        return f'<a href="{len(self.targets) - 1}">{said}</a>'


def _table(addition: Addition) -> str:
    """Return figures under each other, the sum under a line."""
    *rows, in_all = ((escape(say(label)), escape(say(figure))) for label, figure in addition.rows)
    cells = "<tr{}><td class='label'>{}</td> <td align='right'>{}</td></tr>\n"
    lines = [*(cells.format("", *row) for row in rows), cells.format(" class='sum'", *in_all)]
    return f"<table cellspacing='0'>{''.join(lines)}</table>"


def explanation_of(question: Topic, found: Found | None, solved: Solved) -> ExplanationText:
    """Return what the split says of a question and, where it is known, why.

    Args:
        question: what somebody wants to know.
        found: what the engine found out; None: not yet.
        solved: the split that the question is about.
    """
    basis, clauses = solved.rules.burden_basis, clauses_of(solved.case)
    explained = ExplanationText(solved.split, solved.names, basis, clauses)
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
            explained.about_programme(programme, reasons)
        case AboutProgrammes(programmes, label):
            explained.about_programmes(programmes, label)
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
        row_wanted: a link to a row of the case was followed; carries its table and its place.

    Attributes:
        rows_wanted: whether somebody takes `row_wanted`; links to rows are offered only then.
    """

    cell_wanted = Signal(object)
    row_wanted = Signal(str, int)

    def __init__(self, explaining: Explaining, document: Document, theme: Theme) -> None:
        super().__init__()
        self._explaining, self._document = explaining, document
        self._theme = theme
        self.rows_wanted = False
        self._shown: ExplanationHtml | None = None
        self._shown_question: Topic | None = None
        self.title = wrapped_label(font=theme.font(HEADING))
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole_button = link_button(self.tr("The whole split"))
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
        said = explanation_of(question, self._explaining.found, solved)
        self._shown = ExplanationHtml(said, solved.case, rows_wanted=self.rows_wanted)
        self.title.setText(self._shown.title)
        self._show_text()
        if anew:
            self.text.verticalScrollBar().setValue(0)

    def _lay_out(self) -> None:
        self.standing.setLayout(in_row((self.sentence, 1), self.action))
        parts = in_column(self.title, (self.text, 1), self.standing, margins=(4 * STEP, 0, 0, 0))
        parts.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(parts)

    def _connect(self) -> None:
        self._explaining.changed.connect(self.refresh)
        self._theme.changed.connect(self._show_text)
        self.text.anchorClicked.connect(self._on_link)
        self.action.clicked.connect(self._explaining.act)
        self.whole_button.clicked.connect(self._on_whole_wanted)
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
        # Elsewhere than in pre-wrap, Qt makes a plain space, at which lines break, of the narrow
        # no-break space inside figures.
        self.text.document().setDefaultStyleSheet(
            f"p {{ margin: 0 0 {2 * STEP}px 0; color: {ink}; line-height: 125%;"
            " white-space: pre-wrap; }"
            f"p.heading {{ color: {colours.quiet_text}; margin-top: {2 * STEP}px; }}"
            f"td {{ color: {ink}; white-space: pre; padding: 1px 0 1px {8 * STEP}px; }}"
            "td.label { padding-left: 0; }"
            f".sum td {{ font-weight: 600; border-top: 1px solid {ink}; }}"
            f"a {{ color: {colours.accent}; text-decoration: underline; }}"
        )
        at = self.text.verticalScrollBar().value()
        self.text.setHtml("".join(self._shown.parts if self._shown else ()))
        self.text.verticalScrollBar().setValue(at)

    @Slot()
    def _on_whole_wanted(self) -> None:
        self.cell_wanted.emit(CellOf())

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        assert self._shown is not None
        target = self._shown.targets[int(url.toString())]
        if isinstance(target, DataRow):
            self.row_wanted.emit(target.table, target.row)
        else:
            self.cell_wanted.emit(target)
