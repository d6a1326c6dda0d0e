"""Clauses that mean no programme, and so bind nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from models.case import Case
from models.checks.checked import CheckedCase
from models.checks.flows import Flows
from models.checks.programmes import cofunded_programmes
from models.problems import Problem, RelaisError
from models.rules import rules_of
from models.words.text import Argument, text

Selection = tuple[str | None, str | None, int | None]
"""What a clause names: stage, host and year, None where it means all of them."""


@dataclass(frozen=True)
class _Fundable:
    """The programmes that a scenario funds.

    Attributes:
        known: those of the flows, in the programme years.
        pairs: every stage and host that has a programme in any year.
        to_come: the years that are projected, of whose programmes the flows say nothing yet.
    """

    known: frozenset[tuple[str, str, int]]
    pairs: frozenset[tuple[str, str]]
    to_come: range

    def has(self, stage: str | None, host: str | None, year: int | None) -> bool:
        """Say whether a selection names one of them."""
        still = year in self.to_come if year is not None else len(self.to_come) > 0
        if still and (stage, host) in self._named_pairs:
            return True
        return (stage, host, year) in self._named

    @cached_property
    def _named_pairs(self) -> frozenset[tuple[str | None, str | None]]:
        """Every stage and host that names one of the pairs, None where it means all of them."""
        return frozenset(pair for s, h in self.pairs for pair in product((s, None), (h, None)))

    @cached_property
    def _named(self) -> frozenset[Selection]:
        """Every selection that names one of the known programmes."""
        return frozenset(
            named for s, h, y in self.known for named in product((s, None), (h, None), (y, None))
        )


def clauses_of_nothing(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every clause in force that names no programme of its scenarios.

    Years that are projected may hold programmes of which the flows say nothing yet.
    """
    programmes = checked.once(cofunded_programmes)
    is_doubtful = bool(checked.once(Flows.of).doubtful)
    if not programmes or is_doubtful or None in checked.cells("Stages", "cofunded"):
        return
    rows = checked.rows("Clauses", ("stage", "host", "year", "status", "scenario"))
    asks = checked.rows("Clauses", ("measure", "sense", "value"))
    fundable = _of_scenarios(checked.case, programmes) if rows else {}
    told: dict[tuple[Selection, str | None], bool] = {}
    for row, (stage, host, year, status, scenario) in enumerate(rows):
        if status == "rejected" or (scenario is not None and scenario not in fundable):
            continue
        asked = ((stage, host, year), scenario)
        if asked not in told:
            scenarios = fundable.values() if scenario is None else [fundable[scenario]]
            told[asked] = any(funds is None or funds.has(*asked[0]) for funds in scenarios)
        if not told[asked]:
            yield checked.warning(
                "clause-of-nothing",
                "Clauses",
                row,
                "clause",
                _found(*asks[row]),
                text("Check its host, stage and year."),
            )


def _found(measure: str | None, sense: str | None, value: float | None) -> Argument:
    """Say what becomes of a clause on no payments: they add up to nothing, and so does a need."""
    if sense != "at most" and measure != "share_of_need" and bool(value):
        return text(
            "The clause names no programme, no co-funded stage that persons enter in the "
            "programme years; it cannot hold."
        )
    return text(
        "The clause names no programme, no co-funded stage that persons enter in the "
        "programme years; it binds nothing."
    )


def _of_scenarios(case: Case, programmes: set[tuple[str, str, int]]) -> dict[str, _Fundable | None]:
    """Return what each scenario funds, None where its rules cannot be read."""
    return {name: _of_scenario(case, name, programmes) for name in case.scenarios()}


def _of_scenario(
    case: Case, scenario: str, programmes: set[tuple[str, str, int]]
) -> _Fundable | None:
    try:
        rules = rules_of(case, scenario)
    except RelaisError:
        return None
    last = max(year for _, _, year in programmes)
    to_come = _within(rules.programme_years, last + 1, rules.project_until or last)
    return _Fundable(
        frozenset(p for p in programmes if rules.has_programmes_in(p[2])),
        frozenset((stage, host) for stage, host, _ in programmes),
        to_come,
    )


def _within(span: Sequence[int] | None, first: int, last: int) -> range:
    least, most = span or (first, last)
    return range(max(first, least), min(last, most) + 1)
