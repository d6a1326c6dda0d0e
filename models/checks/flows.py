"""Rules of the flows: their ends, their direction, and what leaves a cohort (2-method 2.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from models.checks.checked import CheckedCase
from models.checks.row_rules import are_years
from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import Mask
from models.problems import Problem
from models.words.figures import rounded
from models.words.text import Argument, Exactly, Persons, Quoted, listed, text

_TOLERANCE = 1e-9
_ENDS = ("from_stage", "from_territory", "to_stage", "to_territory")
_GROUPS = ("group", "to_group")


class Cohort(NamedTuple):
    """A stage, a territory, the year of entry, and the group; None where there are no groups."""

    stage: str
    territory: str
    year: int
    group: str | None


class Flow(NamedTuple):
    """One sound row of Flows; a blank end has stage and territory None.

    The group they belong to from then on is `group` where it stays the same.
    """

    row: int
    year: int
    from_stage: str | None
    from_territory: str | None
    to_stage: str | None
    to_territory: str | None
    persons: float
    group: str | None
    to_group: str | None

    def left(self, durations: Mapping[str, int]) -> Cohort | None:
        """Return the cohort that they leave, None for an arrival; `durations` of the stages."""
        if self.from_stage is None or self.from_territory is None:
            return None
        is_move = self.from_stage == self.to_stage
        year = self.year if is_move else self.year - durations.get(self.from_stage, 1)
        return Cohort(self.from_stage, self.from_territory, year, self.group)


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
        return stage in self.order and self._last > self.order[stage]

    @cached_property
    def _last(self) -> float:
        return max(self.order.values())


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
        is_sound = _are_sound(checked, stages, territories)
        columns = [checked.cells("Flows", key) for key in ("year", *_ENDS, "persons", *_GROUPS)]
        rows = enumerate(zip(is_sound, *columns, strict=True))
        sound = [_flow(row, cells) for row, (is_good, *cells) in rows if is_good]
        doubtful: set[tuple[str | None, str | None]] = set()
        for row in np.flatnonzero(~is_sound):
            cells = [column[row] for column in columns]
            for stage, territory in (cells[1:3], cells[3:5]):
                known = (stage in stages and stage, territory in territories and territory)
                if stage is not None or territory is not None:
                    doubtful.add((known[0] or None, known[1] or None))
        return cls(sound, frozenset(doubtful))

    def are_doubtful(self, stage: str, territory: str) -> bool:
        """Say whether a row with an error may concern a stage in a territory."""
        ends = ((stage, territory), (stage, None), (None, territory), (None, None))
        return any(end in self.doubtful for end in ends)


def _flow(row: int, cells: Sequence[Any]) -> Flow:
    year, start, origin, end, place, persons, group, to_group = cells
    then = group if to_group is None else to_group
    return Flow(row, int(year), start, origin, end, place, persons, group, then)


def _are_sound(checked: CheckedCase, stages: set[str | None], territories: set[str | None]) -> Mask:
    """Return for each row of Flows whether its year, persons and both its ends are sound."""
    frame = checked.case.table("Flows")
    persons = frame["persons"].to_numpy(dtype=float)
    sound = are_years(frame["year"].to_numpy(dtype=float)) & np.isfinite(persons) & (persons >= 0)
    for stage, territory in (_ENDS[:2], _ENDS[2:]):
        sound &= checked.blank("Flows", stage) == checked.blank("Flows", territory)
        for key, known in ((stage, stages), (territory, territories)):
            sound &= np.array([cell in known for cell in checked.cells("Flows", key)], dtype=bool)
    return np.asarray(sound & _have_sound_groups(checked), dtype=bool)


def _have_sound_groups(checked: CheckedCase) -> Mask:
    """Return for each row of Flows whether its group is known, and there where it must be."""
    groups = set(checked.cells("Groups", "group"))
    rows = checked.rows("Flows", _GROUPS)
    of_any = groups if groups else {None}
    return np.array([own in of_any and to in {None, *groups} for own, to in rows], dtype=bool)


def whole_ends(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow with half an end, or with both ends blank."""
    columns = [checked.cells("Flows", key) for key in _ENDS]
    blank = np.array([checked.blank("Flows", key) for key in _ENDS])
    half = (blank[0] != blank[1]) | (blank[2] != blank[3])
    for row in np.flatnonzero(half | blank.all(axis=0)).tolist():
        ends = tuple(column[row] for column in columns)
        if all(end is None for end in ends):
            yield checked.error(
                "flow-without-ends",
                "Flows",
                row,
                "from_stage",
                text("The flow comes from nowhere and goes nowhere."),
                text("Fill in where the persons come from, where they go, or both."),
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
    found = text(
        "{filled} is filled in but {blank} is blank.",
        filled=Quoted(TABLE_BY_KEY["Flows"].column(filled).labels),
        blank=Quoted(TABLE_BY_KEY["Flows"].column(blank).labels),
    )
    mend = text("Fill in both, or clear both.")
    yield checked.error("half-an-end", "Flows", row, blank, found, mend)


def directions(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow that goes to no later stage and is no move."""
    order = checked.once(StageOrder.of).order
    stages = checked.rows("Flows", ("from_stage", "to_stage"))
    backward = {pair for pair in set(stages) if not _is_forward(pair[0], pair[1], order)}
    territories = checked.rows("Flows", ("from_territory", "to_territory"))
    groups = checked.rows("Flows", _GROUPS)
    for row, (pair, places) in enumerate(zip(stages, territories, strict=True)):
        if pair not in backward:
            continue
        (from_stage, to_stage), (from_territory, to_territory) = pair, places
        if from_stage == to_stage:
            stays = from_territory == to_territory and from_territory is not None
            if stays and groups[row][1] in (None, groups[row][0]):
                yield _no_move(checked, row, to_stage, to_territory, groups[row][0])
        else:
            yield _not_later(checked, row, from_stage, to_stage, order)


def _is_forward(start: str | None, end: str | None, order: Mapping[str, float]) -> bool:
    """Say whether a flow goes to a later stage; arrivals, exits and unknown stages may."""
    if start is None or end is None:
        return True
    if start == end:
        return False
    return start not in order or end not in order or order[end] > order[start]


def _no_move(
    checked: CheckedCase, row: int, stage: str, territory: str, group: str | None
) -> Problem:
    found = text("The flow stays in stage {stage} and in territory {territory}.")
    if group is not None:
        found = text(
            "The flow stays in stage {stage}, in territory {territory} and in group {group}."
        )
    found = found.filled(
        stage=Quoted(stage), territory=Quoted(territory), group=Quoted(group or "")
    )
    mend = text("Change one of its ends, or remove the row.")
    return checked.error("flow-to-itself", "Flows", row, "to_territory", found, mend)


def _not_later(
    checked: CheckedCase, row: int, start: str, end: str, order: Mapping[str, float]
) -> Problem:
    found = (
        text("The flow goes to stage {end}, which is earlier than {start} ({places}).")
        if order[end] < order[start]
        else text("The flow goes to stage {end}, which is no later than {start} ({places}).")
    )
    places = text(
        "T+{later} after T+{earlier}", later=Exactly(order[end]), earlier=Exactly(order[start])
    )
    found = found.filled(end=Quoted(end), start=Quoted(start), places=places)
    mend = text(
        "Change the stages of the flow, or their order in {sheet}.",
        sheet=TABLE_BY_KEY["Stages"].labels,
    )
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
        stays = checked.once(StageOrder.of).duration
        entered: dict[Cohort, float] = defaultdict(float)
        left: dict[Cohort, float] = defaultdict(float)
        first_entry: dict[Cohort, int] = {}
        first_exit: dict[Cohort, int] = {}
        onward: set[int] = set()
        for flow in checked.once(Flows.of).sound:
            if flow.to_stage is not None and flow.to_territory is not None:
                into = Cohort(flow.to_stage, flow.to_territory, flow.year, flow.to_group)
                entered[into] += flow.persons
                first_entry.setdefault(into, flow.row)
            out_of = flow.left(stays)
            if out_of is not None:
                left[out_of] += flow.persons
                first_exit.setdefault(out_of, flow.row)
                if flow.from_stage != flow.to_stage:
                    onward.add(flow.year)
        return cls(entered, left, first_entry, first_exit, max(onward, default=None))


def more_leave_than_enter(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every cohort that more persons leave than entered it."""
    cohorts = checked.once(Cohorts.of)
    for cohort, left in cohorts.left.items():
        entered = cohorts.entered.get(cohort, 0.0)
        if checked.once(Flows.of).are_doubtful(*cohort[:2]):
            continue
        if left > entered * (1 + _TOLERANCE) + _TOLERANCE:
            found = text(
                "More persons leave the cohort {cohort} than entered it: {left} against {entered}.",
                cohort=cohort_name(cohort),
                left=Exactly(rounded(left, 6)),
                entered=Exactly(rounded(entered, 6)),
            )
            mend = text("Check the persons who enter and leave it, and the duration of the stage.")
            row = cohorts.first_exit[cohort]
            yield checked.warning("more-leave-than-enter", "Flows", row, "persons", found, mend)


def no_onward_flow(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every cohort that nobody leaves though its years are over."""
    cohorts, stages = checked.once(Cohorts.of), checked.once(StageOrder.of)
    last = cohorts.last_onward_year
    for cohort, entered in cohorts.entered.items():
        stage, _, year, _ = cohort
        is_over = last is not None and year + stages.duration.get(stage, 1) <= last
        is_silent = entered > 0 and cohort not in cohorts.left
        if checked.once(Flows.of).are_doubtful(*cohort[:2]):
            continue
        if is_silent and is_over and stages.has_later(stage):
            found = text(
                "Nobody leaves the cohort {cohort} of {persons}.",
                cohort=cohort_name(cohort),
                persons=Persons(entered),
            )
            mend = text("Add the flows to later stages, and the exits, if there were any.")
            row = cohorts.first_entry[cohort]
            yield checked.warning("no-onward-flow", "Flows", row, "persons", found, mend)


def cohort_name(cohort: Cohort) -> Argument:
    """Name a cohort: stage, territory, group where there are groups, year."""
    parts = (cohort.stage, cohort.territory, cohort.group, cohort.year)
    return listed([part for part in parts if part is not None], last="")
