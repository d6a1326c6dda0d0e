"""Which splits are compared, and what is known of them and of the way between two of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtGui import QColor

from desktop.document.document import Document
from desktop.engine.question import DEBOUNCE_MILLISECONDS, AnswerState, PageQuestion, Question
from desktop.engine.tasks import BRIDGE, MEASURE, TaskRunner, problems_of
from desktop.engine.watch import Watch, Work
from desktop.look.language import say
from models.declaration.keys import KEYS
from models.declaration.tables import BASE_SCENARIO
from models.names import population_of, scenario_labels
from models.problems import have_errors
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison
from models.results.side_by_side import LETTERS, ComparedSplit, SideBySide
from models.words.comparison import key_name
from models.words.names import scenario_name, scenario_with_key
from models.words.text import text

if TYPE_CHECKING:
    from models.case import Case

MOST = 6
"""So many splits are set side by side at most."""
FEWEST = 2
_ON_LIGHT = ("#1c5d99", "#b45309", "#0f766e", "#a21caf", "#5b6b00", "#6b7280")
_ON_DARK = ("#82b4ec", "#f2a65a", "#4fd1c0", "#e58bf0", "#c9d94c", "#a9b0ba")


@dataclass(frozen=True)
class Choice:
    """A split that can be compared: of a scenario, or of a key."""

    name: str
    is_key: bool = False


class ChosenSplits:
    """The splits that are chosen; each keeps its letter until it is taken out."""

    def __init__(self) -> None:
        self._letters: dict[Choice, str] = {}

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The chosen splits in the order of their letters."""
        return tuple(sorted(self._letters, key=self._letters.__getitem__))

    def letter(self, choice: Choice) -> str:
        """Return the letter of a split; "" where it is not chosen."""
        return self._letters.get(choice, "")

    def add(self, choice: Choice) -> bool:
        """Choose a split; False: there is no room for it."""
        free = [letter for letter in LETTERS[:MOST] if letter not in self._letters.values()]
        if free:
            self._letters.setdefault(choice, free[0])
        return choice in self._letters

    def remove(self, choice: Choice) -> None:
        """Take a split out; the others keep their letters."""
        self._letters.pop(choice, None)

    def clear(self) -> None:
        """Take all out."""
        self._letters.clear()


def colour_of(letter: str) -> tuple[QColor, QColor]:
    """Return the colour of a letter, on light and on dark ground."""
    place = LETTERS.index(letter[0]) % MOST
    return QColor(_ON_LIGHT[place]), QColor(_ON_DARK[place])


def choice_name(choice: Choice, labels: Mapping[str, str]) -> str:
    """Return what a split is called to choose it: a key by its short name."""
    if choice.is_key:
        return say(key_name(choice.name))
    return say(scenario_with_key(choice.name, labels))


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

    @property
    def labels(self) -> Mapping[str, str]:
        """What people call the scenarios that have a label."""
        return scenario_labels(self._document.case) if self._document.case else {}

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
            if have_errors(problems):
                return AnswerState.REFUSED
            for done, name in enumerate(missing):
                watch.progress(name, done, len(missing))
                watch.deliver((name, engine.ask(MEASURE, _quiet(watch), case, name)))
            return AnswerState.CURRENT

        return check_and_measure

    def _built(self, case: Case) -> SideBySide:
        labels = scenario_labels(case)
        splits = tuple(self._split(choice, labels) for choice in self.chosen.choices)
        assert self.base is not None
        return SideBySide(splits, self.chosen.letter(self.base), population_of(case))

    def _split(self, choice: Choice, labels: Mapping[str, str]) -> ComparedSplit:
        found = self._comparison(choice)
        called = scenario_name(found.scenario, labels)
        key = choice.name if choice.is_key else None
        return ComparedSplit(self.chosen.letter(choice), found, key, called)

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


def _quiet(watch: Watch) -> Watch:
    """Return the watch with its own progress silent, since scenarios are counted here."""
    part = watch.delivering(watch.deliver)
    part.progress = lambda _stage, _done, _of: None
    return part


class Bridging(PageQuestion):
    """Walks from one split to another; ways that were walked are kept.

    Attributes:
        solved: how many of the steps are solved, of how many.
    """

    def __init__(self, document: Document, question: Question, engine: TaskRunner) -> None:
        super().__init__(
            question, text("The way between the two splits could not be walked."), document
        )
        self.solved = 0, 0
        self._document, self._engine = document, engine
        self._wanted: tuple[BridgeEnd, BridgeEnd] | None = None
        question.progressed.connect(self._on_progressed)
        self.cancel, self.retry = question.cancel, question.retry

    @property
    def bridge(self) -> Bridge | None:
        """The bridge, where it is walked."""
        return self.question.kept.get(self._wanted)

    def want(self, start: BridgeEnd, end: BridgeEnd) -> None:
        """Show the way between two splits of the case as it is; walk it where it is not known."""
        case, engine, wanted = self._document.open_case, self._engine, (start, end)
        self.question.about(case)
        if wanted == self._wanted and self.state is AnswerState.COMPUTING:
            return
        self._wanted, self.solved = wanted, (0, 0)
        self.question.ask(lambda watch: engine.ask(BRIDGE, watch, case, start, end), wanted)

    def forget(self) -> None:
        """Show no bridge."""
        self._wanted = None
        self.question.stand(AnswerState.EMPTY)

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        if stage == "bridge":
            self.solved = done, of
            self.changed.emit()
