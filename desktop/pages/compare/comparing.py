"""Keeps the chosen splits in step with the case: computes what is missing, in the background."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.document.document import Document
from desktop.document.solving import DEBOUNCE_MILLISECONDS
from desktop.engine.background import Lane, told
from desktop.engine.services import Services
from desktop.engine.watch import Watch, Work
from desktop.look.language import say
from desktop.pages.compare.choice import FEWEST, Choice, ChosenSplits
from desktop.pages.compare.services import ComparingServices
from models.declaration.keys import KEYS
from models.declaration.tables import BASE_SCENARIO
from models.editing import is_blank
from models.problems import RelaisError, Severity
from models.results.comparison import Comparison
from models.results.side_by_side import ComparedSplit, SideBySide

if TYPE_CHECKING:
    from models.case import Case

_FIRST_CHOSEN = 3


class CompareState(Enum):
    """How the comparison stands; each is shown with a sentence and an action."""

    EMPTY = "empty"
    """Fewer than two splits are chosen."""
    COMPUTING = "computing"
    CANCELLING = "cancelling"
    CURRENT = "current"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    """The data have errors, so that nothing was solved."""
    FAILED = "failed"


@dataclass(frozen=True, eq=False)
class _Measured:
    case: Case
    scenario: str
    comparison: Comparison


class Comparing(QObject):
    """What is chosen, what is known of it, and how that stands to the case.

    Results are kept while the case is unchanged; after an edit the old ones stay until the new
    ones are there. Nothing is computed while nobody looks.

    Signals:
        changed: there is something else to show, or another state.
    """

    changed = Signal()

    def __init__(
        self, document: Document, lane: Lane, services: Services, comparing: ComparingServices
    ) -> None:
        super().__init__(document)
        self.state = CompareState.EMPTY
        self.error: RelaisError | None = None
        self.computing = ""
        self.side: SideBySide | None = None
        self.chosen = ChosenSplits()
        self._document, self._lane = document, lane
        self._services, self._comparing = services, comparing
        self._base: Choice | None = None
        self._known: dict[str, Comparison] = {}
        self._known_case: Case | None = None
        self._side_case: Case | None = None
        self._looked_at = False
        self._debounce = QTimer(self)
        self._debounce.setSingleShot(True)
        self._debounce.setInterval(DEBOUNCE_MILLISECONDS)
        self._debounce.timeout.connect(self.refresh)
        self._connect()
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
        found = self._known.get(self.keys_share_needs_of)
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
    def cancel(self) -> None:
        """Ask to stop; what is shown stays."""
        if self._debounce.isActive():
            self._debounce.stop()
            self._set_state(CompareState.CANCELLED)
        self._lane.cancel()

    @Slot()
    def refresh(self) -> None:
        """Show what is known of the chosen splits, and compute what is not."""
        self._debounce.stop()
        case = self._document.case
        if case is None or not self._looked_at:
            return
        if case is not self._known_case:
            self._known, self._known_case = {}, case
        if len(self.chosen.choices) < FEWEST:
            self.side = None
            self._lane.cancel()
            self._set_state(CompareState.EMPTY)
        elif missing := [name for name in self._wanted() if name not in self._known]:
            self._set_state(CompareState.COMPUTING)
            self._lane.request(self._work(case, missing))
        else:
            self._lane.cancel()
            self.side, self._side_case = self._built(case), case
            self._set_state(CompareState.CURRENT)

    def _connect(self) -> None:
        self._document.case_replaced.connect(self._on_case_replaced)
        self._document.table_changed.connect(self._on_table_changed)
        self._lane.progressed.connect(self._on_progressed)
        self._lane.delivered.connect(self._on_delivered)
        self._lane.finished.connect(self._on_finished)
        self._lane.failed.connect(self._on_failed)
        self._lane.cancelling.connect(self._on_cancelling)
        self._lane.cancelled.connect(self._on_cancelled)

    def _wanted(self) -> list[str]:
        names = [choice.name for choice in self.chosen.choices if not choice.is_key]
        with_keys = len(names) < len(self.chosen.choices)
        return list(dict.fromkeys([*names, *([self.keys_share_needs_of] if with_keys else [])]))

    def _work(self, case: Case, missing: list[str]) -> Work:
        services, measure = self._services, self._comparing.measure

        def check_and_measure(watch: Watch) -> bool:
            if any(problem.severity is Severity.ERROR for problem in services.check(case)):
                return False
            for done, name in enumerate(missing):
                watch.progress(name, done, len(missing))
                watch.deliver(_Measured(case, name, measure(case, name, _quiet(watch))))
            return True

        return check_and_measure

    def _built(self, case: Case) -> SideBySide:
        splits = tuple(
            ComparedSplit(self.chosen.letter(choice), self._comparison(choice), _key(choice))
            for choice in self.chosen.choices
        )
        assert self.base is not None
        return SideBySide(splits, self.chosen.letter(self.base), population_of(case))

    def _comparison(self, choice: Choice) -> Comparison:
        return self._known[self.keys_share_needs_of if choice.is_key else choice.name]

    @Slot()
    def _on_case_replaced(self) -> None:
        self.chosen.clear()
        self._base, self.side = None, None
        for choice in self.scenarios()[:_FIRST_CHOSEN]:
            self.chosen.add(choice)
        self._set_state(CompareState.EMPTY)
        self.refresh()

    @Slot(object)
    def _on_table_changed(self, _change: object) -> None:
        there = {*self.scenarios(), *self.keys()}
        for choice in self.chosen.choices:
            if choice not in there:
                self.chosen.remove(choice)
        if self._looked_at:
            self._set_state(CompareState.COMPUTING)
            self._debounce.start()

    @Slot(str, int, int)
    def _on_progressed(self, stage: str, done: int, of: int) -> None:
        self.computing = f"{stage} ({done + 1}/{of})" if of else stage
        self.changed.emit()

    @Slot(object)
    def _on_delivered(self, part: object) -> None:
        if isinstance(part, _Measured) and part.case is self._known_case:
            self._known[part.scenario] = part.comparison

    @Slot(object)
    def _on_finished(self, done: object) -> None:
        if self._debounce.isActive():
            return
        if done:
            self.refresh()
        else:
            self._set_state(CompareState.REFUSED)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if not self._debounce.isActive():
            self.error = told(error, self.tr("The splits could not be compared."))
            self._set_state(CompareState.FAILED)

    @Slot()
    def _on_cancelling(self) -> None:
        if self.state is CompareState.COMPUTING:
            self._set_state(CompareState.CANCELLING)

    @Slot()
    def _on_cancelled(self) -> None:
        if self.state is CompareState.CANCELLING:
            self._set_state(CompareState.CANCELLED)

    def _set_state(self, state: CompareState) -> None:
        self.state, self.computing = state, ""
        self.changed.emit()


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
