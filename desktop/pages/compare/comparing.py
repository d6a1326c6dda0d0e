"""Keeps the chosen splits in step with the case: computes what is missing, in the background."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from desktop.document.document import Document
from desktop.engine.question import DEBOUNCE_MILLISECONDS, AnswerState, PageQuestion, Question
from desktop.engine.tasks import BRIDGES, MEASURE, TaskRunner, problems_of
from desktop.engine.watch import Watch, Work
from desktop.look.language import say
from desktop.pages.compare.choice import FEWEST, Choice, ChosenSplits
from models.declaration.keys import KEYS
from models.declaration.tables import BASE_SCENARIO
from models.editing import is_blank
from models.problems import Severity
from models.results.comparison import Comparison
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.text import text

if TYPE_CHECKING:
    from pathlib import Path

    from models.case import Case
    from models.words.language import Language

_FIRST_CHOSEN = 3


class Comparing(PageQuestion):
    """What is chosen, what is known of it, and how that stands to the case.

    Results are kept while the case is unchanged; after an edit the old ones stay until the new
    ones are there. Nothing is computed while nobody looks.
    """

    def __init__(self, document: Document, question: Question, engine: TaskRunner) -> None:
        super().__init__(question, text("The splits could not be compared."), document)
        self.computing = ""
        self.side: SideBySide | None = None
        self.chosen = ChosenSplits()
        self._document, self._engine = document, engine
        self._base: Choice | None = None
        self._side_case: Case | None = None
        self._looked_at = False
        self.cancel = question.cancel
        question.progressed.connect(self._on_progressed)
        question.delivered.connect(self._on_delivered)
        question.finished.connect(self._on_finished)
        document.case_replaced.connect(self._on_case_replaced)
        document.table_changed.connect(self._on_table_changed)
        self._on_case_replaced()

    @property
    def base(self) -> Choice | None:
        """The split that the others are set against."""
        choices = self.chosen.choices
        return self._base if self._base in choices else next(iter(choices), None)

    @property
    def is_stale(self) -> bool:
        """Whether what is shown belongs to an earlier state of the case."""
        return self.side is not None and self._side_case is not self._document.case

    @property
    def keys_share_needs_of(self) -> str:
        """The scenario whose needs the keys share: the base, or else the first one chosen."""
        scenarios = [c.name for c in self.chosen.choices if not c.is_key]
        if self.base is not None and not self.base.is_key:
            return self.base.name
        return scenarios[0] if scenarios else BASE_SCENARIO

    def scenarios(self) -> tuple[Choice, ...]:
        """Return the scenarios that can be chosen."""
        case = self._document.case
        return tuple(Choice(name) for name in case.scenarios()) if case else ()

    def keys(self) -> tuple[Choice, ...]:
        """Return the keys that can be chosen, the case's own columns after the others."""
        case = self._document.case
        if case is None:
            return ()
        own = sorted(c for c in case.open_columns("Territories") if c.startswith("key_"))
        return tuple(Choice(name, is_key=True) for name in (*KEYS, *own))

    def why_not(self, choice: Choice) -> str:
        """Say why a key cannot be used on the case, as far as that is known; "" where it can."""
        found = self.question.kept.get(self.keys_share_needs_of)
        if not choice.is_key or found is None:
            return ""
        return say(dict(found.left_out).get(choice.name, ""))

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks at the comparison."""
        self._looked_at = now
        if now:
            self.refresh()

    def choose(self, choice: Choice, *, on: bool) -> bool:
        """Choose a split or take it out; False: there is no room for one more."""
        if on and not self.chosen.add(choice):
            return False
        if not on:
            self.chosen.remove(choice)
        self.refresh()
        return True

    def choose_base(self, choice: Choice) -> None:
        """Set the others against another split."""
        if choice != self.base:
            self._base = choice
            self.refresh()

    @Slot()
    def refresh(self, after: int = 0) -> None:
        """Show what is known of the chosen splits, and compute what is not.

        Args:
            after: the milliseconds in which something else may change.
        """
        case = self._document.case
        if case is None or not self._looked_at:
            return
        self.question.about(case)
        if len(self.chosen.choices) < FEWEST:
            self.side = None
            self.question.stand(AnswerState.EMPTY)
        elif missing := [name for name in self._wanted() if name not in self.question.kept]:
            self.computing = ""
            self.question.ask(self._work(case, missing), after=after)
        else:
            self.side, self._side_case = self._built(case), case
            self.question.stand(AnswerState.CURRENT)

    def _wanted(self) -> list[str]:
        names = [choice.name for choice in self.chosen.choices if not choice.is_key]
        with_keys = len(names) < len(self.chosen.choices)
        return list(dict.fromkeys([*names, *([self.keys_share_needs_of] if with_keys else [])]))

    def _work(self, case: Case, missing: list[str]) -> Work:
        engine = self._engine

        def check_and_measure(watch: Watch) -> AnswerState:
            problems = problems_of(case, engine, watch)
            if any(problem.severity is Severity.ERROR for problem in problems):
                return AnswerState.REFUSED
            for done, name in enumerate(missing):
                watch.progress(name, done, len(missing))
                watch.deliver((name, engine.ask(MEASURE, _quiet(watch), case, name)))
            return AnswerState.CURRENT

        return check_and_measure

    def _built(self, case: Case) -> SideBySide:
        splits = tuple(
            ComparedSplit(self.chosen.letter(choice), self._comparison(choice), _key(choice))
            for choice in self.chosen.choices
        )
        assert self.base is not None
        return SideBySide(splits, self.chosen.letter(self.base), population_of(case))

    def _comparison(self, choice: Choice) -> Comparison:
        kept: Mapping[Hashable, Comparison] = self.question.kept
        return kept[self.keys_share_needs_of if choice.is_key else choice.name]

    @Slot()
    def _on_case_replaced(self) -> None:
        self.chosen.clear()
        self._base, self.side = None, None
        for choice in self.scenarios()[:_FIRST_CHOSEN]:
            self.chosen.add(choice)
        self.question.stand(AnswerState.EMPTY)
        self.refresh()

    @Slot(object)
    def _on_table_changed(self, _change: object) -> None:
        there = {*self.scenarios(), *self.keys()}
        for choice in self.chosen.choices:
            if choice not in there:
                self.chosen.remove(choice)
        self.question.about(self._document.case)
        self.refresh(after=DEBOUNCE_MILLISECONDS)

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        self.computing = f"{stage} ({done + 1}/{of})" if of else stage
        self.changed.emit()

    @Slot(object)
    def _on_delivered(self, part: tuple[str, Comparison]) -> None:
        scenario, comparison = part
        self.question.kept[scenario] = comparison

    @Slot(object)
    def _on_finished(self, state: AnswerState) -> None:
        if state is AnswerState.CURRENT:
            self.refresh()


def _key(choice: Choice) -> str | None:
    return choice.name if choice.is_key else None


def _quiet(watch: Watch) -> Watch:
    """Return the watch with its own progress silent, since scenarios are counted here."""
    part = watch.delivering(watch.deliver)
    part.progress = lambda _stage, _done, _of: None
    return part


def population_of(case: Case) -> Mapping[str, float]:
    """Return the inhabitants of each territory where they are known."""
    frame = case.table("Territories")
    pairs = zip(frame["territory"], frame["population"], strict=True)
    return {str(key): float(size) for key, size in pairs if not is_blank(size) and size > 0}


def write_comparison(
    engine: TaskRunner,
    case: Case,
    side: SideBySide,
    name: str,
    path: Path,
    spoken: Language,
    watch: Watch,
) -> None:
    """Write a comparison with the way from its base to each other split."""
    from models.workbook import comparison  # noqa: PLC0415  # loads xlsxwriter

    ways = engine.ask(BRIDGES, watch, case, side)
    comparison.write_comparison(case, side, ways, path, case_name=name, spoken=spoken)
