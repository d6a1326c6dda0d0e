"""Who answers for which part of a programme, and standard costs (2-method 2.1, 2.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.case import row_key_of
from models.checks.checked import CheckedCase
from models.checks.flows import Cohorts
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem
from models.words.figures import rounded
from models.words.text import Argument, Exactly, Quoted, text

_TOLERANCE = 1e-9
_COSTS = TABLE_BY_KEY["Costs"]


class CostPart(NamedTuple):
    """A row of Costs: who answers for a part of the persons, None for the territory itself."""

    row: int
    responsible: str | None
    share: float


class CostSelection(NamedTuple):
    """What rows of Costs share that hold for the same programmes; None where it is every one."""

    stage: str
    territory: str | None
    group: str | None
    year: float | None


def parts_of(checked: CheckedCase) -> dict[CostSelection, list[CostPart]]:
    """Return the rows of Costs that hold together, those of one government for itself too."""
    found: dict[CostSelection, list[CostPart]] = defaultdict(list)
    cells = checked.rows("Costs", (*CostSelection._fields, "responsible", "share"))
    for row, (stage, territory, group, year, responsible, share) in enumerate(cells):
        if stage is not None:
            together = CostSelection(stage, territory, group, year)
            found[together].append(CostPart(row, responsible, 1.0 if share is None else share))
    return found


def shares_above_one(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error where the shares of those who answer for one programme add to more than 1."""
    for together, parts in checked.once(parts_of).items():
        if len({part.responsible for part in parts}) < len(parts):
            continue  # a row that is there twice has a problem of its own
        total = sum(part.share for part in parts)
        if len(parts) > 1 and total > 1 + _TOLERANCE:
            found = text(
                "The shares of {count} governments that answer for {programme} add to {total}, "
                "more than all of the persons.",
                count=len(parts),
                programme=_named(together),
                total=Exactly(rounded(total, 6)),
            )
            mend = text(
                "Give each its part of the persons under {column}, or remove a row.",
                column=Quoted(_COSTS.column("share").labels),
            )
            column = "responsible" if checked.blank("Costs", "share").all() else "share"
            yield checked.error("shares-above-one", "Costs", parts[-1].row, column, found, mend)


def government_twice(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error where a government answers twice for one programme: by name, and as host."""
    every = checked.once(parts_of)
    own = {(together.stage, together.territory) for together in every}
    entered = {(cohort.stage, cohort.territory) for cohort in checked.once(Cohorts.of).entered}
    for together, parts in every.items():
        if all(part.responsible is not None for part in parts):
            continue
        for part in parts:
            name, stage = part.responsible, together.stage
            if name is None:
                continue
            is_host = together.territory == name
            if together.territory is None:
                is_host = (stage, name) in entered and (stage, name) not in own
            if is_host:
                yield _twice(checked, part, together)


def _twice(checked: CheckedCase, part: CostPart, together: CostSelection) -> Problem:
    found = text(
        "{name} answers twice for {programme}: by name, and as the territory itself where the "
        "cell is blank.",
        name=Quoted(part.responsible or ""),
        programme=_named(together._replace(territory=part.responsible)),
    )
    mend = text("Put the two rows together, or name another government.")
    return checked.error("government-twice", "Costs", part.row, "responsible", found, mend)


def unused_standard_costs(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every standard cost of a stage that is not co-funded."""
    for row, (cofunded, standard) in enumerate(
        checked.rows("Stages", ("cofunded", "standard_cost"))
    ):
        if cofunded is False and standard is not None:
            found = text("The stage is not co-funded, so that its standard cost is not used.")
            mend = text("Clear the standard cost, or let the stage be co-funded.")
            yield checked.warning(
                "standard-cost-unused", "Stages", row, "standard_cost", found, mend
            )


def _named(together: Sequence[object]) -> Argument:
    return Quoted(row_key_of(together))
