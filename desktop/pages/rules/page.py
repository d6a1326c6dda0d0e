"""The page of rules and clauses: what is agreed on, and what it comes to beside it."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.document.document import Solved
from desktop.document.edits import ClauseEdits
from desktop.document.freezing import FrozenNotice
from desktop.engine.question import AnswerState
from desktop.look.folding import FoldingSplitter
from desktop.look.language import say
from desktop.look.scenario_box import ScenarioBox
from desktop.look.theme import STEP, mark_stale
from desktop.look.widgets import in_row, label_for, splitter
from desktop.pages.context import Context
from desktop.pages.page import RULES, Page
from desktop.pages.rules.clause_list import ClauseList
from desktop.pages.rules.outcome import Outcome
from desktop.pages.rules.rule_list import RuleList
from models.words.conflicts import whose_clash
from models.words.headlines import no_split, rules_sentence

_FOLLOW_MILLISECONDS = 200
"""How long after the bars the figures beside them may come, so that these hold up no slider."""


class RulesPage(Page):
    """A sentence, the scenario, its rules, its clauses, and what follows."""

    number = RULES

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        edits = ClauseEdits(context.document)
        self._sentence_of: Solved | None = None
        self._sentence = ""
        self.scenario_box = ScenarioBox(context.document)
        self.frozen_notice = FrozenNotice(context.document, context.locale, self)
        self.rules = RuleList(context)
        self.clauses = ClauseList(context, edits)
        self.outcome = Outcome(context, edits)
        self.state_line = self.outcome.state_line
        self._follow = QTimer(self, singleShot=True, interval=_FOLLOW_MILLISECONDS)
        self._lay_out()
        self._connect()
        self.refresh()
        self.outcome.show_years()

    def first_place(self) -> QWidget:
        """Return the clauses; where there are none, what adds one."""
        clauses = self.clauses
        return clauses.list if clauses.list.count() else clauses.add_button

    def commands(self) -> list[QAction]:
        """Return what can be done here."""
        return [
            self.command(self.tr("Add clause…"), self.clauses.add),
            self.command(self.tr("Pin this split"), self.outcome.pin),
        ]

    @Slot()
    def copy(self) -> None:
        """Copy the chosen figures by year."""
        self.outcome.years.view.copy()

    def take_over(self, before: Self) -> None:
        """Compare with the same split, and let the same rules and clauses be seen."""
        self.rules.take_over(before.rules)
        self.clauses.take_over(before.clauses)
        self.outcome.take_over(before.outcome)
        self.splitter.setSizes(before.splitter.sizes())
        self.results.setSizes(before.results.sizes())

    def showEvent(self, event: QShowEvent) -> None:
        """Compare with the split as it is when the page opens."""
        super().showEvent(event)
        if not event.spontaneous():
            self.outcome.open()

    @Slot()
    def refresh(self) -> None:
        """State the result as it is now."""
        document, solving = self.context.document, self.context.solving
        conflict, solved = solving.conflict, document.solved
        if solving.state is AnswerState.CONFLICT and conflict is not None:
            text = say(whose_clash(conflict.split, conflict.case))
        elif solved is not None:
            text = self._said(solved)
        else:
            text = say(no_split(is_computing=solving.state.is_computing))
        self.sentence.setText(text)
        stale = solving.state is not AnswerState.CONFLICT and not document.split_is_current
        mark_stale(self.sentence, stale=stale)

    def _said(self, solved: Solved) -> str:
        if self._sentence_of is not solved:
            self._sentence_of = solved
            self._sentence = say(rules_sentence(solved.split, solved.names, solved.case))
        return self._sentence

    @Slot()
    def _on_clause_chosen(self) -> None:
        """Look at whose payments the chosen clause is about."""
        if (clause := self.clauses.clause) is not None:
            self.outcome.look_at(clause.payer)

    def _lay_out(self) -> None:
        self.put_beside_sentence(self.state_line)
        label = label_for(self.tr("&Scenario"), self.scenario_box)
        parts = (self.rules, self.clauses, self.outcome)
        # Narrow, what comes of it stands below the clauses.
        self.results = FoldingSplitter(self.clauses, self.outcome, handle=6 * STEP)
        self.splitter = splitter(
            Qt.Orientation.Horizontal, self.rules, self.results, handle=6 * STEP
        )
        self.body.addLayout(in_row(label, self.scenario_box, self.frozen_notice, 1))
        self.body.addWidget(self.splitter, 1)
        for part, least in zip(parts, (80, 70, 85), strict=True):
            part.setMinimumWidth(max(least * STEP, part.minimumSizeHint().width()))
        for parent, stretches in ((self.splitter, (4, 10)), (self.results, (4, 6))):
            for at, stretch in enumerate(stretches):
                parent.setStretchFactor(at, stretch)

    def _connect(self) -> None:
        self.state_line.problems_wanted.connect(self.problems_wanted)
        self.clauses.chosen.connect(self._on_clause_chosen)
        self._follow.timeout.connect(self._show_what_follows)
        for signal in (self.context.document.split_changed, self.context.solving.state_changed):
            signal.connect(self.refresh)
            signal.connect(self._follow_soon)

    @Slot()
    def _follow_soon(self) -> None:
        if not self._follow.isActive():
            self._follow.start()

    @Slot()
    def _show_what_follows(self) -> None:
        """Show what a moving slider does not wait for: where clauses stand, and the years."""
        self.clauses.show_standings()
        self.outcome.show_years()
