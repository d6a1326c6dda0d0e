"""Rules of the flows: their ends, their direction, and what leaves a cohort (2-method 2.1)."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from models.checks.checked import CheckedCase, shown
from models.checks.row_rules import is_year
from models.problems import Problem

Cohort = tuple[str, str, int]
"""A stage, a territory and the year of entry."""

_TOLERANCE = 1e-9
_ENDS = ("from_stage", "from_territory", "to_stage", "to_territory")


class Flow(NamedTuple):
    """One sound row of Flows; a blank end has stage and territory None."""

    row: int
    year: int
    from_stage: str | None
    from_territory: str | None
    to_stage: str | None
    to_territory: str | None
    persons: float


@dataclass(frozen=True)
class StageOrder:
    """The order and the duration of each stage that has both."""

    order: Mapping[str, float]
    duration: Mapping[str, int]

    @classmethod
    def of(cls, checked: CheckedCase) -> StageOrder:
        """Read the stages of a case; a blank duration is 1 year."""
        rows = checked.rows("Stages", ("stage", "order", "duration"))
        known = [row for row in rows if row[0] is not None and row[1] is not None]
        durations = {s: _years(d) for s, _, d in known}
        return cls({s: order for s, order, _ in known}, durations)

    def has_later(self, stage: str) -> bool:
        """Say whether any stage is later than this one."""
        return stage in self.order and max(self.order.values()) > self.order[stage]


def _years(duration: float | None) -> int:
    return 1 if duration is None or not 0 <= duration < 1000 else int(duration)


@dataclass(frozen=True)
class Flows:
    """The flows that are sound, and what the others may touch.

    `doubtful` holds the stage and territory of each end of a row that has an error; None where
    the stage or the territory is not known, so that it may be any.
    """

    sound: Sequence[Flow]
    doubtful: frozenset[tuple[str | None, str | None]]

    @classmethod
    def of(cls, checked: CheckedCase) -> Flows:
        """Read the rows of Flows."""
        stages = {None, *checked.cells("Stages", "stage")}
        territories = {None, *checked.cells("Territories", "territory")}
        sound: list[Flow] = []
        doubtful: set[tuple[str | None, str | None]] = set()
        for row, cells in enumerate(checked.rows("Flows", ("year", *_ENDS, "persons"))):
            flow = _flow(row, cells, stages, territories)
            if flow is not None:
                sound.append(flow)
                continue
            for stage, territory in (cells[1:3], cells[3:5]):
                known = (stage in stages and stage, territory in territories and territory)
                if stage is not None or territory is not None:
                    doubtful.add((known[0] or None, known[1] or None))
        return cls(sound, frozenset(doubtful))

    def are_doubtful(self, stage: str, territory: str) -> bool:
        """Say whether a row with an error may concern a stage in a territory."""
        ends = ((stage, territory), (stage, None), (None, territory), (None, None))
        return any(end in self.doubtful for end in ends)


def _flow(
    row: int, cells: tuple[Any, ...], stages: set[str | None], territories: set[str | None]
) -> Flow | None:
    year, from_stage, from_territory, to_stage, to_territory, persons = cells
    is_sound = (
        is_year(year)
        and persons is not None
        and 0 <= persons < math.inf
        and (from_stage is None) == (from_territory is None)
        and (to_stage is None) == (to_territory is None)
        and from_stage in stages
        and to_stage in stages
        and from_territory in territories
        and to_territory in territories
    )
    return Flow(row, int(year), *cells[1:]) if is_sound else None


def whole_ends(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow with half an end, or with both ends blank."""
    for row, ends in enumerate(checked.rows("Flows", _ENDS)):
        if all(end is None for end in ends):
            yield checked.error(
                "flow-without-ends",
                "Flows",
                row,
                "from_stage",
                "The flow comes from nowhere and goes nowhere.",
                "Fill in where the persons come from, where they go, or both.",
            )
        for stage, territory in (_ENDS[:2], _ENDS[2:]):
            yield from _half_end(checked, row, stage, territory, ends)


def _half_end(
    checked: CheckedCase, row: int, stage: str, territory: str, ends: tuple[str | None, ...]
) -> Iterator[Problem]:
    named = dict(zip(_ENDS, ends, strict=True))
    if (named[stage] is None) == (named[territory] is None):
        return
    blank, filled = (stage, territory) if named[stage] is None else (territory, stage)
    found = f'"{filled}" is filled in but "{blank}" is blank.'
    mend = "Fill in both, or clear both."
    yield checked.error("half-an-end", "Flows", row, blank, found, mend)


def directions(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow that goes to no later stage and is no move."""
    order = checked.once(StageOrder.of).order
    for row, ends in enumerate(checked.rows("Flows", _ENDS)):
        from_stage, from_territory, to_stage, to_territory = ends
        if from_stage is None or to_stage is None:
            continue
        if from_stage == to_stage:
            if from_territory == to_territory and from_territory is not None:
                yield _no_move(checked, row, to_stage, to_territory)
        elif from_stage in order and to_stage in order and order[to_stage] <= order[from_stage]:
            yield _not_later(checked, row, from_stage, to_stage, order)


def _no_move(checked: CheckedCase, row: int, stage: str, territory: str) -> Problem:
    found = f'The flow stays in stage "{stage}" and in territory "{territory}".'
    mend = "Change one of its ends, or remove the row."
    return checked.error("flow-to-itself", "Flows", row, "to_territory", found, mend)


def _not_later(
    checked: CheckedCase, row: int, start: str, end: str, order: Mapping[str, float]
) -> Problem:
    relation = "earlier than" if order[end] < order[start] else "no later than"
    places = f"T+{shown(order[end])} after T+{shown(order[start])}"
    found = f'The flow goes to stage "{end}", which is {relation} "{start}" ({places}).'
    mend = "Change the stages of the flow, or their order in Stages."
    return checked.error("earlier-stage", "Flows", row, "to_stage", found, mend)


@dataclass(frozen=True)
class Cohorts:
    """The persons who enter and leave each cohort, and the first row where they do.

    `last_onward_year` is Y of 2-method 2.2: the last year with a flow that leaves a stage.
    """

    entered: Mapping[Cohort, float]
    left: Mapping[Cohort, float]
    first_entry: Mapping[Cohort, int]
    first_exit: Mapping[Cohort, int]
    last_onward_year: int | None

    @classmethod
    def of(cls, checked: CheckedCase) -> Cohorts:
        """Sum the sound flows of a case by cohort."""
        stages = checked.once(StageOrder.of)
        entered: dict[Cohort, float] = defaultdict(float)
        left: dict[Cohort, float] = defaultdict(float)
        first_entry: dict[Cohort, int] = {}
        first_exit: dict[Cohort, int] = {}
        onward: list[int] = []
        for flow in checked.once(Flows.of).sound:
            if flow.to_stage is not None and flow.to_territory is not None:
                into = (flow.to_stage, flow.to_territory, flow.year)
                entered[into] += flow.persons
                first_entry.setdefault(into, flow.row)
            if flow.from_stage is not None and flow.from_territory is not None:
                is_move = flow.from_stage == flow.to_stage
                stay = 0 if is_move else stages.duration.get(flow.from_stage, 1)
                out_of = (flow.from_stage, flow.from_territory, flow.year - stay)
                left[out_of] += flow.persons
                first_exit.setdefault(out_of, flow.row)
                if not is_move:
                    onward.append(flow.year)
        return cls(entered, left, first_entry, first_exit, max(onward, default=None))


def more_leave_than_enter(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every cohort that more persons leave than entered it."""
    cohorts = checked.once(Cohorts.of)
    for cohort, left in cohorts.left.items():
        entered = cohorts.entered.get(cohort, 0.0)
        if checked.once(Flows.of).are_doubtful(*cohort[:2]):
            continue
        if left > entered * (1 + _TOLERANCE) + _TOLERANCE:
            found = (
                f"{shown(round(left, 6))} persons leave the cohort {_name(cohort)}, "
                f"but {shown(round(entered, 6))} entered it."
            )
            mend = "Check the persons who enter and leave it, and the duration of the stage."
            row = cohorts.first_exit[cohort]
            yield checked.warning("more-leave-than-enter", "Flows", row, "persons", found, mend)


def no_onward_flow(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every cohort that nobody leaves though its years are over."""
    cohorts, stages = checked.once(Cohorts.of), checked.once(StageOrder.of)
    last = cohorts.last_onward_year
    for cohort, entered in cohorts.entered.items():
        stage, _, year = cohort
        is_over = last is not None and year + stages.duration.get(stage, 1) <= last
        is_silent = entered > 0 and cohort not in cohorts.left
        if checked.once(Flows.of).are_doubtful(*cohort[:2]):
            continue
        if is_silent and is_over and stages.has_later(stage):
            found = (
                f"Nobody leaves the cohort {_name(cohort)} of {shown(round(entered, 6))} persons."
            )
            mend = "Add the flows to later stages, and the exits, if there were any."
            row = cohorts.first_entry[cohort]
            yield checked.warning("no-onward-flow", "Flows", row, "persons", found, mend)


def _name(cohort: Cohort) -> str:
    return ", ".join(map(str, cohort))
