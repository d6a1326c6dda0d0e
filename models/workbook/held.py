"""Which scenario a result workbook holds, so that solving it again solves that one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.case import BASE_SCENARIO, Case
from models.problems import Problem, Severity
from models.workbook.grid import Grid
from models.workbook.outline import LONGEST_PROPERTY, RESULT
from models.workbook.result_names import ADJUSTED

HELD = "held-scenario"
"""The code of the warning that says which scenario a workbook holds."""


@dataclass(frozen=True)
class Held:
    """The scenario whose result a workbook is.

    Attributes:
        scenario: its name.
        is_adjusted: whether the data already have its adjustments, so that they are the data of
            no other scenario.
    """

    scenario: str
    is_adjusted: bool

    def others(self, case: Case) -> frozenset[str]:
        """Return the scenarios that cannot be computed from these data."""
        return frozenset(case.scenarios()) - {self.scenario} if self.is_adjusted else frozenset()

    def problems(self) -> Iterable[Problem]:
        """Say what the workbook holds, unless it is what any case would be solved as."""
        if self.scenario == BASE_SCENARIO and not self.is_adjusted:
            return
        found = f'The workbook is the result of the scenario "{self.scenario}"'
        mend = "It is the one that is taken where no other is named."
        if self.is_adjusted:
            found += ", whose adjustments its data already have"
            mend = "Take other scenarios from the case, not from this file."
        yield Problem(Severity.WARNING, HELD, f"{found}.", mend)


def held_by(grid: Grid, case: Case) -> Held | None:
    """Return what a workbook holds; None where it is no result, or its scenario is gone."""
    if grid.mark != RESULT or not grid.result_of:
        return None
    known = (name for name in case.scenarios() if name[:LONGEST_PROPERTY] == grid.result_of)
    scenario = next(known, None)
    if scenario is None:
        return None
    is_adjusted = grid.is_adjusted or any(sheet.name == ADJUSTED for sheet in grid.sheets)
    return Held(scenario, is_adjusted)
