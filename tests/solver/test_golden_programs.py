"""The text of the program for each rule and each goal, on one tiny case.

Set WRITE_GOLDEN=1 to write the texts anew; then read what changed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pulp
import pytest
from scipy import sparse

from models.case import Case
from models.flows.traced import TracedCase, trace
from models.programme import Programme
from models.scenarios import rules_of
from solver.inputs.setup import Reference, Setup, setup_of
from solver.program.costs import by_figures, by_keys
from solver.program.rules import (
    GOAL_EXPRESSIONS,
    LinearProgram,
    add_clause,
    benefit_total,
    budget,
    burdens,
    columns_of,
    funding,
    linear_program,
    own_share,
    same_key,
    standard_cost,
    totals,
)
from tests.cases import case, with_rows, with_rules
from tests.solver.pulp_arrays import tie_break

GOLDEN = Path(__file__).parent / "golden"
Rule = Callable[[LinearProgram], None]

TWO_TOWNS = case(
    Territories=[
        ("east", None, None, None, 100, 1000),
        ("west", None, None, None, 300, 2000),
    ],
    Stages=[("course", None, 0, None, 1, True), ("work", None, 1, None, 1, False)],
    Flows=[
        (2026, None, None, "course", "east", 10),
        (2027, "course", "east", "work", "east", 4),
        (2027, "course", "east", "work", "west", 4),
        (2027, None, None, "course", "east", 5),
    ],
    Costs=[(None, "course", None, None, 1000)],
    Benefits=[(None, "work", None, None, 2000)],
)


Traced = Callable[[TracedCase], TracedCase]


def _as_it_is(traced: TracedCase) -> TracedCase:
    return traced


def _paying_already(traced: TracedCase) -> TracedCase:
    """West pays 1,500 already of the first course, and more than it gains of the second."""
    paid = np.zeros(traced.later_benefit.shape)
    paid[:2, 1] = 1500, 9000
    counted = sparse.csr_array(paid)
    return replace(traced, existing=replace(traced.existing, counted=counted))


def _with_a_standard(traced: TracedCase) -> TracedCase:
    """The course is dearer than its standard cost in the first year, others pay 6,000 of it."""
    most = np.array([6000, np.inf])
    return replace(traced, programmes=replace(traced.programmes, most_of_others=most))


def _setup(small: Case, reference: Reference | None = None, traced: Traced = _as_it_is) -> Setup:
    return setup_of(traced(trace(small, rules_of(small, "base"))), reference)


def _text(problem: pulp.LpProblem, folder: Path) -> str:
    path = folder / "program.lp"
    problem.writeLP(str(path))
    return path.read_text(encoding="utf-8")


def _only(rule: Rule, small: Case, traced: Traced = _as_it_is) -> LinearProgram:
    setup = _setup(small, traced=traced)
    program = columns_of(setup)
    rule(program)
    return program


def _budgets(program: LinearProgram) -> None:
    for term in program.setup.budgets:
        budget(program, term)


def _clauses(program: LinearProgram) -> None:
    for position, clause in enumerate(program.setup.clauses):
        add_clause(program, position, clause)


CLAUSES = [
    ("a", None, "west", None, None, None, "amount", "at most", 3000),
    ("b", None, "east", None, None, 2026, "share_of_need", "at least", 0.1),
    ("c", None, "west", None, "course", 2027, "share_of_benefit", "exactly", 0.05),
    ("d", None, None, "east", None, None, "amount", "at most", 14000),
    ("e", None, "west", None, None, None, "amount", "at most", 1, None, None, "rejected"),
    ("f", None, "west", None, None, None, "amount", "at most", 2, "other"),
]

UNION = with_rows(
    TWO_TOWNS,
    "Territories",
    [
        ("east", None, "union", None, 100, 1000),
        ("union", None, None, None, None, None, False),
        ("west", None, None, None, 300, 2000),
    ],
)
"""The two towns; east is part of a union that does not pay."""
CLAUSES_OF_PARTS = [
    {
        "clause": "a", "host": "union", "year": "2026-2027", "each": "year", "payer": "west",
        "measure": "amount", "sense": "at most", "value": 3000,
    },
    {
        "clause": "b", "each": "stage, host", "measure": "share_of_need", "sense": "exactly",
        "value": 0.5,
    },
    {
        "clause": "c", "each": "year", "year": "2028-2029", "measure": "amount",
        "sense": "at least", "value": 7,
    },
    {"clause": "d", "measure": "amount", "sense": "at most", "value": 1, "status": "withdrawn"},
]  # fmt: skip


def _existing_payments(program: LinearProgram) -> None:
    totals(program)
    benefit_total(program)
    burdens(program)


RULES: dict[str, tuple[Rule, Case]] = {
    "funding": (funding, TWO_TOWNS),
    "totals_discounted": (totals, with_rules(TWO_TOWNS, discount_rate=0.25)),
    "benefit_half": (funding, with_rules(TWO_TOWNS, benefit_cap=0.5)),
    "benefit_none": (funding, with_rules(TWO_TOWNS, benefit_cap="none")),
    "benefit_total": (lambda p: (totals(p), benefit_total(p))[0], TWO_TOWNS),
    "own_share": (own_share, with_rules(TWO_TOWNS, own_share_min=0.25)),
    "budget": (
        _budgets,
        with_rows(TWO_TOWNS, "Budgets", [(2026, "east", 2500), (None, "west", 4000)]),
    ),
    "clauses": (_clauses, with_rows(TWO_TOWNS, "Clauses", CLAUSES)),
    "burdens_by_population": (burdens, with_rules(TWO_TOWNS, burden_basis="population")),
    "de_minimis": (funding, with_rules(TWO_TOWNS, de_minimis=0.6)),
    "least_transfer": (funding, with_rules(TWO_TOWNS, least_transfer=5000)),
    "clauses_one_by_one": (_clauses, with_rows(UNION, "Clauses", CLAUSES_OF_PARTS)),
    "same_key_of_all": (same_key, with_rules(TWO_TOWNS, same_key_by="all")),
    "same_key_by_year": (
        same_key,
        with_rules(TWO_TOWNS, same_key_by="year, stage", benefit_cap=0.5),
    ),
}
TRACED: dict[str, tuple[Rule, Case, Traced]] = {
    "existing_payments": (
        _existing_payments,
        with_rules(TWO_TOWNS, discount_rate=0.25),
        _paying_already,
    ),
    "existing_payments_same_key": (
        same_key,
        with_rules(TWO_TOWNS, same_key_by="all"),
        _paying_already,
    ),
    "standard_cost": (standard_cost, TWO_TOWNS, _with_a_standard),
}
"""What the program is given by the traced case."""


@pytest.mark.parametrize("name", RULES)
def test_the_text_of_each_rule_is_as_written_down(name: str, tmp_path: Path) -> None:
    rule, small = RULES[name]
    _compare(name, _text(_only(rule, small).problem, tmp_path))


@pytest.mark.parametrize("name", TRACED)
def test_the_text_of_what_is_traced_is_as_written_down(name: str, tmp_path: Path) -> None:
    _compare(name, _text(_only(*TRACED[name]).problem, tmp_path))


def test_the_text_of_proportional_with_a_same_key_is_as_written_down(tmp_path: Path) -> None:
    program = linear_program(_setup(with_rules(TWO_TOWNS, same_key_by="all")))
    terms = GOAL_EXPRESSIONS["proportional"](program)
    program.problem.setObjective(pulp.LpAffineExpression(terms))
    _compare("goal_proportional_same_key", _text(program.problem, tmp_path))


@pytest.mark.parametrize("goal", [*GOAL_EXPRESSIONS, "tie_break_by_figures", "tie_break_by_keys"])
def test_the_text_of_each_goal_is_as_written_down(goal: str, tmp_path: Path) -> None:
    reference = (
        {("west", Programme("east", "course", 2026)): 1500.0} if goal == "least_change" else None
    )
    program = linear_program(_setup(with_rules(TWO_TOWNS, discount_rate=0.25), reference))
    if goal.startswith("tie_break"):
        weights = by_keys if goal == "tie_break_by_keys" else by_figures
        terms = tie_break(program, weights(program.setup))
    else:
        terms = GOAL_EXPRESSIONS[goal](program)
    program.problem.setObjective(pulp.LpAffineExpression(terms))
    _compare(f"goal_{goal}", _text(program.problem, tmp_path))


def _compare(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.lp"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
