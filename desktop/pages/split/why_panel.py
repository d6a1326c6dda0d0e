"""The panel beside the matrix that says why: sentences that can be selected and copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from desktop.document.document import Document
from desktop.engine.explaining import Explaining, WhyState
from desktop.engine.why_questions import AboutSplit, Question
from desktop.look.theme import HEADING, STEP, Theme
from desktop.pages.split.explanation_paragraphs import DataRow, Telling
from desktop.pages.split.explanation_text import told
from models.words.names import CellOf


class WhyPanel(QFrame):
    """Shows what is told about what is chosen, and how the answer stands.

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
        self._telling: Telling | None = None
        self._told_of: Question | None = None
        self.title = QLabel()
        self.title.setFont(theme.font(HEADING))
        self.title.setWordWrap(True)
        self.title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.whole_button = QPushButton(self.tr("The whole split"))
        self.whole_button.setObjectName("link")
        self.whole_button.setCursor(Qt.CursorShape.PointingHandCursor)
        self.text = QTextBrowser()
        self.text.setObjectName("why")
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.document().setDocumentMargin(0)
        self.text.setAccessibleName(self.tr("Why"))
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.standing = QWidget()
        self.sentence = QLabel()
        self.sentence.setObjectName("quiet")
        self.sentence.setWordWrap(True)
        self.action = QPushButton()
        self._lay_out()
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """Tell what is known now."""
        solved = self._document.solved
        self._show_standing()
        self.whole_button.setVisible(self._explaining.question != AboutSplit())
        if solved is None:
            self._telling = None
            self.title.setText("")
            self.text.clear()
            return
        anew = self._told_of != self._explaining.question
        self._told_of = self._explaining.question
        self._telling = told(
            self._explaining.question,
            self._explaining.found,
            solved,
            rows_wanted=self.rows_wanted,
        )
        self.title.setText(self._telling.title)
        self._show_text()
        if anew:
            self.text.verticalScrollBar().setValue(0)

    def told_text(self) -> str:
        """Return all sentences as plain text."""
        return self.text.toPlainText()

    def _lay_out(self) -> None:
        under = QHBoxLayout(self.standing)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(2 * STEP)
        under.addWidget(self.sentence, 1)
        under.addWidget(self.action)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addWidget(self.title)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.standing)
        layout.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignLeft)

    def _connect(self) -> None:
        self._explaining.changed.connect(self.refresh)
        self._theme.changed.connect(self._show_text)
        self.text.anchorClicked.connect(self._on_link)
        self.action.clicked.connect(self._act)
        self.whole_button.clicked.connect(self._on_whole_wanted)
        self.refresh()

    def _show_standing(self) -> None:
        state = self._explaining.state
        self.sentence.setText(self._sentence(state))
        self.action.setText(self._action(state))
        self.action.setVisible(bool(self.action.text()))
        self.standing.setVisible(bool(self.sentence.text()))
        for label in (self.title, self.text):
            label.setProperty("stale", state is WhyState.WAITING)
            label.style().polish(label)

    def _sentence(self, state: WhyState) -> str:
        if state is WhyState.FAILED:
            return str(self._explaining.error)
        return {
            WhyState.WAITING: self.tr("The reasons follow when the split is current."),
            WhyState.UNASKED: self.tr("In a case of this size the reasons take a while."),
            WhyState.LOADING: self.tr("Working out why…"),
            WhyState.CANCELLED: self.tr("Working out why was cancelled."),
        }.get(state, "")

    def _action(self, state: WhyState) -> str:
        return {
            WhyState.UNASKED: self.tr("Work out why"),
            WhyState.LOADING: self.tr("Cancel"),
            WhyState.CANCELLED: self.tr("Work out why"),
            WhyState.FAILED: self.tr("Retry"),
        }.get(state, "")

    @Slot()
    def _show_text(self) -> None:
        colours, quiet = self._theme.colours, self._explaining.state is WhyState.WAITING
        ink = colours.quiet_text if quiet else colours.text
        # Elsewhere than in pre-wrap, Qt makes a plain space, at which lines break, of the narrow
        # no-break space inside figures.
        self.text.document().setDefaultStyleSheet(
            f"p {{ margin: 0 0 {2 * STEP}px 0; color: {ink}; line-height: 125%;"
            " white-space: pre-wrap; }"
            f"p.heading {{ color: {colours.quiet_text}; margin-top: {2 * STEP}px; }}"
            f"a {{ color: {colours.accent}; text-decoration: underline; }}"
        )
        at = self.text.verticalScrollBar().value()
        self.text.setHtml("".join(self._telling.parts if self._telling else ()))
        self.text.verticalScrollBar().setValue(at)

    @Slot()
    def _act(self) -> None:
        if self._explaining.state is WhyState.LOADING:
            self._explaining.lane.cancel()
        else:
            self._explaining.ask_anyway()

    @Slot()
    def _on_whole_wanted(self) -> None:
        self.cell_wanted.emit(CellOf())

    @Slot(QUrl)
    def _on_link(self, url: QUrl) -> None:
        assert self._telling is not None
        target = self._telling.targets[int(url.toString())]
        if isinstance(target, DataRow):
            self.row_wanted.emit(target.table, target.row)
        else:
            self.cell_wanted.emit(target)
