"""From which additionality on all is paid back, by hand and at its edges."""

from __future__ import annotations

from math import sqrt

import pytest

from models.case import Case
from models.results.switching import SwitchingValue
from solver.engine.cancelling import SolveCancelledError
from solver.explain.switching import switching_value
from solver.solve import prepare, solve_case
from tests.cases import worked
from tests.desktop.changed_cases import with_clause
from tests.solver.explain.builders import with_rule

FINE = 2e-6


def switched(case: Case) -> SwitchingValue:
    return switching_value(prepare(case, "base").setup.traced)


def test_the_worked_example_is_paid_back_from_a_good_half_of_its_effects_on() -> None:
    """880,000 are needed. Of 1,150,000 later benefit A is due to the training; of the rest, to
    the welcome before it, A again: 1,150,000 · (2A - A²)."""
    found = switched(worked())
    assert found.additionality == pytest.approx(1 - sqrt(1 - 880 / 1150), abs=FINE)
    assert found.part_of_benefit == pytest.approx(880 / 1150, abs=FINE)


def test_what_is_left_is_measured_against_what_the_scenario_counts_itself() -> None:
    found = switched(with_rule(worked(), "additionality", 0.9))
    assert found.additionality == pytest.approx(1 - sqrt(1 - 880 / 1150), abs=FINE)
    assert found.part_of_benefit == pytest.approx(880 / 1150 / 0.99, abs=FINE)
    assert switched(with_rule(worked(), "additionality", 0)).part_of_benefit is None


def test_it_is_the_smallest_with_which_nothing_stays_open() -> None:
    value = switched(worked()).additionality
    assert value is not None
    for additionality, is_open in ((value, False), (value - 1e-5, True)):
        split = solve_case(with_rule(worked(), "additionality", additionality))
        left = split.unfunded + sum(line.host_residual for line in split.programmes)
        assert (left > 0.5) is is_open


def test_there_is_none_where_even_all_of_the_effects_do_not_do() -> None:
    case = with_rule(worked(), "benefit_cap", 0.5)
    assert switched(case) == SwitchingValue(None, None)


def test_limits_that_clash_leave_none() -> None:
    clash = with_clause(
        worked(), clause="all", payer="federation", measure="amount", sense="at least", value=9e9
    )
    assert solve_case(clash).status == "conflict"
    assert switched(clash) == SwitchingValue(None, None)


def test_clauses_and_budgets_are_limits_too() -> None:
    """The federation pays 600,000 at most, so that City and Port pay 280,000, 30,000 more than B.

    At 800,000 it is the two who must gain 80,000 of 250,000.
    """
    most = {"payer": "federation", "measure": "amount", "sense": "at most"}
    none = switched(with_clause(worked(), clause="most", value=600_000, **most))
    assert none == SwitchingValue(None, None)
    found = switched(with_clause(worked(), clause="most", value=800_000, **most))
    assert found.additionality == pytest.approx(1 - sqrt(1 - 880 / 1150), abs=FINE)


def test_nothing_to_pay_back_is_paid_back_without_any_effect() -> None:
    costs = worked().table("Costs")
    case = worked().with_table("Costs", costs.assign(cost_per_person=0.0))
    assert switched(case) == SwitchingValue(0.0, 0.0)


def test_without_a_cap_any_effect_will_do() -> None:
    found = switched(with_rule(worked(), "benefit_cap", "none"))
    assert found.additionality == pytest.approx(0, abs=1e-6)
    assert found.additionality


def test_the_search_can_be_stopped() -> None:
    with pytest.raises(SolveCancelledError):
        switching_value(prepare(worked(), "base").setup.traced, cancelled=lambda: True)
