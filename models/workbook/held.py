"""Which scenario a result workbook holds, so that solving it again solves that one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from models.case import Case
from models.declaration.tables import BASE_SCENARIO, SCENARIOS, TABLE_BY_KEY, TABLES
from models.problems import Problem, RelaisError, Severity
from models.words.language import in_every_language
from models.words.text import Argument, Quoted, text
from models.workbook.labels import ADJUSTED
from models.xlsx.grid import Grid, Sheet
from models.xlsx.outline import RESULT, scenario_mark

HELD = "held-scenario"
"""The code of the warning that says which scenario a workbook holds."""
_NAMED_IN = frozenset({"scenario", *TABLE_BY_KEY["Adjustments"].column("scenario").labels.all()})
"""What the column of the adjustments already made that names the scenario may be called."""
_TABLES = frozenset(name for table in TABLES for name in (table.key, *table.labels.all()))
"""The usual names of sheets: most of them name scenarios too."""


@dataclass(frozen=True)
class HeldScenario:
    """The scenario whose result a workbook is.

    Attributes:
        scenario: its name.
        is_adjusted: whether the data already have its adjustments, so that they are the data of
            no other scenario.
        is_gone: whether the workbook has no such scenario any more.
    """

    scenario: str
    is_adjusted: bool
    is_gone: bool = False

    def others(self, case: Case) -> frozenset[str]:
        """Return the scenarios that cannot be computed from these data."""
        return frozenset(case.scenarios()) - {self.scenario} if self.is_adjusted else frozenset()

    def problems(self) -> Iterable[Problem]:
        """Say what the workbook holds, unless it is what any case would be solved as."""
        if self.is_gone:
            found = text(
                "The workbook is the result of the scenario {scenario} and has its data, but it "
                "has no such scenario.",
                scenario=Quoted(self.scenario),
            )
            mend = text(
                "Give the scenario its name again in {sheet}, or take the case.",
                sheet=SCENARIOS.labels,
            )
            yield Problem(Severity.ERROR, HELD, found, mend)
            return
        if self.scenario == BASE_SCENARIO and not self.is_adjusted:
            return
        if self.is_adjusted:
            found = text(
                "The workbook is the result of the scenario {scenario}, whose adjustments its "
                "data already have."
            )
            mend = text("Take other scenarios from the case, not from this file.")
        else:
            found = text("The workbook is the result of the scenario {scenario}.")
            mend = text("It is the one that is taken where no other is named.")
        yield Problem(Severity.WARNING, HELD, found.filled(scenario=Quoted(self.scenario)), mend)

    @property
    def double(self) -> Argument:
        """Why the workbook cannot stand for the case, a whole sentence; "" where it can."""
        if not self.is_adjusted:
            return ""
        return text(
            "The workbook is the result of the scenario {scenario}, whose adjustments its data "
            "already have: as data of the case they would be adjusted twice.",
            scenario=Quoted(self.scenario),
        )


def refuse_adjusted(held: HeldScenario | None, name: str) -> None:
    """Refuse a result whose data already have adjustments where data of the case are wanted.

    Raises:
        RelaisError: it is one.
    """
    if held is not None and held.double:
        mend = text("Take the case that it was solved from instead.")
        raise RelaisError(held.double, name, mend)


def held_by(grid: Grid, case: Case) -> HeldScenario | None:
    """Return what a workbook holds; None where it is no result, or says nothing that matters.

    Without its scenario a result is a plain case, unless its data were adjusted for that one.
    """
    made_for = adjusted_for(grid)
    marked = grid.marks.result_of if grid.marks.kind == RESULT else ""
    result_of = marked or scenario_mark(made_for)
    if not result_of:
        return None
    is_adjusted = bool(made_for) or (grid.marks.is_adjusted and bool(marked))
    scenario = next((n for n in case.scenarios() if scenario_mark(n) == result_of), None)
    if scenario is None:
        return HeldScenario(result_of, is_adjusted, is_gone=True) if is_adjusted else None
    return HeldScenario(scenario, is_adjusted)


def adjusted_for(grid: Grid) -> str:
    """Return the scenario that the sheet of adjustments already made names; "" where none is.

    Other programs may lose the mark of a result, but they keep its sheets.
    """
    sheet = adjustments_made(grid)
    if sheet is None:
        return ""
    at = _named_at(sheet)
    named = (row.value(at) for row in sheet.rows[1:])
    return next((str(scenario) for scenario in named if scenario is not None), "")


def adjustments_made(grid: Grid) -> Sheet | None:
    """Return the sheet of adjustments already made, in whatever language; None where none is."""
    likely = [sheet for sheet in grid.sheets if _named_at(sheet) >= 0]
    likely = [sheet for sheet in likely if sheet.name not in _TABLES]
    names = in_every_language(ADJUSTED) if likely else ()
    return next((sheet for sheet in likely if sheet.name in names), None)


def _named_at(sheet: Sheet) -> int:
    """Return the column whose header says that it names scenarios; -1 where there is none."""
    header = sheet.rows[0].values if sheet.rows else ()
    return next((at for at, name in enumerate(header) if name in _NAMED_IN), -1)
