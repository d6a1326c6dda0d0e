"""The groups of flows, and what persons would do without a programme (2-method 2.1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from models.checks.checked import CheckedCase
from models.checks.flows import Cohort, Cohorts, Flows, StageOrder, cohort_name
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem
from models.words.figures import rounded
from models.words.text import Exactly, Quoted, text

_TOLERANCE = 1e-9
_FLOWS, _GROUPS = TABLE_BY_KEY["Flows"], TABLE_BY_KEY["Groups"]


def flows_without_group(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow without a group where there are groups.

    Where no flow names one, it is one error.
    """
    if not checked.cells("Groups", "group"):
        return
    blank = checked.blank("Flows", "group")
    mend = text("Type the group of its persons, or remove the rows of {sheet}.")
    mend = mend.filled(sheet=_GROUPS.labels)
    if blank.all() and len(blank):
        found = text("There are groups, but no flow says of which group its persons are.")
        yield checked.error("flow-without-group", "Flows", None, "group", found, mend)
        return
    for row in blank.nonzero()[0].tolist():
        found = text("The flow has no group; where there are groups, each flow is of one.")
        yield checked.error("flow-without-group", "Flows", row, "group", found, mend)


def groups_of_exits(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every flow out of the trajectory that names a group to belong to."""
    for row, (stage, group) in enumerate(checked.rows("Flows", ("to_stage", "to_group"))):
        if group is not None and stage is None:
            found = text(
                "The flow leaves the trajectory, but {column} is {group}.",
                column=Quoted(_FLOWS.column("to_group").labels),
                group=Quoted(group),
            )
            mend = text("Clear the group, or fill in the stage and territory they enter.")
            yield checked.error("group-of-exit", "Flows", row, "to_group", found, mend)


def ignored_without(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every number of persons without that is ignored.

    It is looked at only where the flow goes from a co-funded stage to a later one.
    """
    if checked.blank("Flows", "persons_without").all():
        return
    cofunded = _cofunded(checked)
    rows = checked.rows("Flows", ("persons_without", "from_stage", "to_stage"))
    for row, (without, start, end) in enumerate(rows):
        if without is None or (start in cofunded and end not in (None, start)):
            continue
        found = text(
            "{column} is ignored: the flow does not go from a co-funded stage to a later one.",
            column=Quoted(_FLOWS.column("persons_without").labels),
        )
        mend = text("Clear the cell, or correct the stages of the flow.")
        yield checked.warning("without-ignored", "Flows", row, "persons_without", found, mend)


def more_without_than_enter(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every cohort of which more would go on without than entered it."""
    if checked.blank("Flows", "persons_without").all():
        return
    cofunded, entered = _cofunded(checked), checked.once(Cohorts.of).entered
    first: dict[Cohort, int] = {}
    going: dict[Cohort, float] = defaultdict(float)
    stays, without = checked.once(StageOrder.of).duration, checked.cells("Flows", "persons_without")
    for flow in checked.once(Flows.of).sound:
        cohort = flow.left(stays)
        if cohort is None or flow.to_stage in (None, flow.from_stage) or not without[flow.row]:
            continue
        if cohort.stage in cofunded:
            going[cohort] += without[flow.row]
            first.setdefault(cohort, flow.row)
    for cohort, persons in going.items():
        most = entered.get(cohort, 0.0)
        if persons > most * (1 + _TOLERANCE) + _TOLERANCE:
            found = text(
                "More persons of the cohort {cohort} would go on without the programme than "
                "entered it: {going} against {entered}; they are scaled to those who entered.",
                cohort=cohort_name(cohort),
                going=Exactly(rounded(persons, 6)),
                entered=Exactly(rounded(most, 6)),
            )
            mend = text("Check the persons without of the flows that leave it.")
            row = first[cohort]
            yield checked.warning(
                "more-without-than-enter", "Flows", row, "persons_without", found, mend
            )


def _cofunded(checked: CheckedCase) -> set[str | None]:
    rows = checked.rows("Stages", ("stage", "cofunded"))
    return {stage for stage, is_cofunded in rows if is_cofunded is True}
