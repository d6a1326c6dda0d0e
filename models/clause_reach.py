"""What a clause can name and be about, and what is wrong with one that is being written."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.clause import Clause
from models.editing import is_blank
from models.rules import meaning, rule_here

if TYPE_CHECKING:
    from models.case import Case
    from models.results.split import Split

_MAKE_PROGRAMMES = ("Territories", "Stages", "Flows", "Scenarios", "Adjustments")
"""The tables on which it depends which programmes there are."""


@dataclass(frozen=True)
class ClauseFault:
    """What keeps a clause from being taken.

    Attributes:
        code: missing, no_number, negative or no_year; payer, host, stage or scenario where it
            names one that is not there.
        typed: what was typed, or the name.
    """

    code: str
    typed: str = ""


def clause_faults(
    clause: Clause, typed_value: str, case: Case, typed_year: str = ""
) -> Iterator[ClauseFault]:
    """Find everything that keeps a clause from being taken.

    Args:
        clause: the clause as far as it can be read.
        typed_value: what is typed for its value.
        case: its case.
        typed_year: what is typed for its year.
    """
    if not typed_value.strip():
        yield ClauseFault("missing")
    elif math.isnan(clause.value):
        yield ClauseFault("no_number", typed_value.strip())
    elif clause.value < 0:
        yield ClauseFault("negative")
    if clause.year is None and typed_year.strip():
        yield ClauseFault("no_year", typed_year.strip())
    for code, known in (
        ("payer", payers_of(case)),
        ("host", keys_of(case, "Territories", "territory")),
        ("stage", keys_of(case, "Stages", "stage")),
        ("scenario", case.scenarios()),
    ):
        name = getattr(clause, code)
        if name and name not in known:
            yield ClauseFault(code, name)


def payers_of(case: Case) -> list[str]:
    """Return the keys of the territories that pay."""
    frame = case.table("Territories")
    rows = zip(frame["territory"], frame["pays"], strict=True)
    return [str(key) for key, pays in rows if key is not None and pays is not False]


def keys_of(case: Case, table: str, column: str) -> list[str]:
    """Return the keys of a table."""
    return [str(key) for key in case.table(table)[column] if key is not None]


def cofunded_stages(case: Case) -> list[str]:
    """Return the keys of the stages that programmes can be about."""
    frame = case.table("Stages")
    rows = zip(frame["stage"], frame["cofunded"], strict=True)
    return [str(key) for key, cofunded in rows if key is not None and cofunded is True]


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

    def misses(self, clause: Clause) -> bool:
        """Say whether a clause of the scenario is about none of its programmes."""
        return clause.applies_in(self.scenario) and not self._has(clause)

    def _has(self, clause: Clause) -> bool:
        if self.programmes is None:
            return clause.year is None or not self.years or clause.year in self.years
        return any(
            clause.stage in ("", stage)
            and clause.host in ("", host)
            and clause.year in (None, year)
            for stage, host, year in self.programmes
        )


def reach_of(case: Case, scenario: str, solved: tuple[Case, Split] | None) -> Reach:
    """Return what clauses of a scenario can be about.

    Args:
        case: the case.
        scenario: the scenario.
        solved: a split, current or not, and its case.
    """
    if solved is None or not _tells_of(*solved, case, scenario):
        return Reach(scenario, None, _years_of_rules(case, scenario))
    programmes = frozenset((line.stage, line.host, line.year) for line in solved[1].programmes)
    return Reach(scenario, programmes, tuple(sorted({year for _, _, year in programmes})))


def _tells_of(solved: Case, split: Split, case: Case, scenario: str) -> bool:
    """Say whether a split, current or not, has the programmes that the case has now."""
    same = all(solved.table(table) is case.table(table) for table in _MAKE_PROGRAMMES)
    return same and split.scenario == scenario


def _years_of_rules(case: Case, scenario: str) -> tuple[int, ...]:
    here = rule_here(case, scenario, "programme_years")
    span = meaning(here.rule, here.value)
    if span is not None:
        first, last = span
        return tuple(range(first, last + 1))
    return tuple(sorted({int(year) for year in case.table("Flows")["year"] if not is_blank(year)}))
