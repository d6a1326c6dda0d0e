"""Which programmes a clause can be about: what the editor offers, and what it warns of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.document import Document, Solved
from desktop.rules.clause_words import programmes_in_words
from desktop.rules.rule_values import meaning, rule_here
from models.clause import AT_MOST, Clause
from models.editing import is_blank
from models.names import Names

if TYPE_CHECKING:
    from models.case import Case

_MAKE_PROGRAMMES = ("Territories", "Stages", "Flows", "Scenarios", "Adjustments")
"""The tables on which it depends which programmes there are."""


@dataclass(frozen=True)
class Reach:
    """The programmes of one scenario, as far as they are known.

    Attributes:
        scenario: which scenario.
        programmes: stage, host and year of each; None where no split says so.
        years: the years that have programmes.
    """

    scenario: str
    programmes: frozenset[tuple[str, str, int]] | None
    years: tuple[int, ...]

    def notice(self, clause: Clause, names: Names) -> str:
        """Say that a clause is about no programme of the scenario; "" where it may be."""
        translate = QCoreApplication.translate
        if not clause.applies_in(self.scenario) or self._has(clause):
            return ""
        nothing = translate(
            "Clauses", "“{scenario}” has no programme{what}: this clause binds nothing there."
        )
        never = translate(
            "Clauses", "“{scenario}” has no programme{what}: this clause cannot hold there."
        )
        # Payments for no programme add up to nothing, and so does the need of none.
        is_asked = clause.sense != AT_MOST and clause.measure != "share_of_need"
        text = never if is_asked and clause.value > 0 else nothing
        return text.format(scenario=self.scenario, what=programmes_in_words(clause, names))

    def _has(self, clause: Clause) -> bool:
        if self.programmes is None:
            return clause.year is None or not self.years or clause.year in self.years
        return any(
            clause.stage in ("", stage)
            and clause.host in ("", host)
            and clause.year in (None, year)
            for stage, host, year in self.programmes
        )


def reach_of(document: Document) -> Reach:
    """Return what clauses of the chosen scenario can be about."""
    case, scenario, solved = document.open_case, document.scenario, document.solved
    if solved is None or not _tells_of(solved, case, scenario):
        return Reach(scenario, None, _years_of_rules(case, scenario))
    programmes = frozenset((line.stage, line.host, line.year) for line in solved.split.programmes)
    return Reach(scenario, programmes, tuple(sorted({year for _, _, year in programmes})))


def cofunded_stages(case: Case) -> list[str]:
    """Return the keys of the stages that programmes can be about."""
    frame = case.table("Stages")
    rows = zip(frame["stage"], frame["cofunded"], strict=True)
    return [str(key) for key, cofunded in rows if key is not None and cofunded is True]


def _tells_of(solved: Solved, case: Case, scenario: str) -> bool:
    """Say whether a split, current or not, has the programmes that the case has now."""
    same = all(solved.case.table(table) is case.table(table) for table in _MAKE_PROGRAMMES)
    return same and solved.split.scenario == scenario


def _years_of_rules(case: Case, scenario: str) -> tuple[int, ...]:
    here = rule_here(case, scenario, "programme_years")
    span = meaning(here.rule, here.value)
    if span is not None:
        first, last = span
        return tuple(range(first, last + 1))
    return tuple(sorted({int(year) for year in case.table("Flows")["year"] if not is_blank(year)}))
