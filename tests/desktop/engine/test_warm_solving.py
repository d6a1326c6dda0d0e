"""A kept scenario gives the very split that a solve from nothing gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.engine.warm_solving import WarmSolving
from desktop.engine.watch import Watch
from models.case import Case
from models.programme import Programme
from models.results.split import Split
from solver.engine.cancelling import SolveCancelledError
from solver.solve import solve_case
from tests.cases import first_sample, sample_case, with_cells
from tests.desktop.changed_cases import clashing, with_rule


class Stages(Watch):
    """A watch that remembers what was done."""

    def __init__(self) -> None:
        self.done: list[str] = []
        super().__init__(lambda stage, _done, _of: self.done.append(stage), lambda _part: None)

    @property
    def traced(self) -> bool:
        return "trace" in self.done


@pytest.fixture(scope="module")
def belgium() -> Case:
    return first_sample("belgium")


def assert_same(kept: Split, anew: Split) -> None:
    """Compare what is paid: exact payments that lie half way may round to either side."""
    assert kept.programmes == anew.programmes
    assert paid(kept) == pytest.approx(paid(anew), abs=kept.rounding)
    for one, other in zip(kept.payers, anew.payers, strict=True):
        assert (one.own + one.others) == pytest.approx(other.own + other.others, abs=1e-6)
        assert one.burden == pytest.approx(other.burden, abs=1e-9)


def paid(split: Split) -> dict[tuple[str, Programme], float]:
    return {(p.payer, p.programme): p.amount for p in split.payments}


@pytest.mark.parametrize("sample", [first_sample, sample_case], ids=["as it was", "as it is"])
def test_rules_clauses_and_budgets_go_on_from_the_kept_scenario(
    sample: Callable[[str], Case],
) -> None:
    belgium, solving = sample("belgium"), WarmSolving()
    solving.solve(belgium, "base", Stages())
    budgets = belgium.table("Budgets")
    changed = [
        with_rule(belgium, "own_share_min", 0.15),
        with_cells(belgium, "Clauses", [(0, "status", "rejected")]),
        with_cells(belgium, "Clauses", [(0, "value", 0.6)]),
        belgium.with_table(
            "Budgets", budgets.assign(max_contribution=budgets["max_contribution"] * 0.9)
        ),
        belgium,
    ]
    for case in changed:
        watch = Stages()
        assert_same(solving.solve(case, "base", watch), solve_case(case, "base"))
        assert not watch.traced


@pytest.mark.parametrize(("rule", "value"), [("discount_rate", 0.03), ("programme_years", 2026.0)])
def test_a_rule_that_changes_what_is_traced_begins_anew(
    belgium: Case, rule: str, value: float
) -> None:
    solving, watch, case = WarmSolving(), Stages(), with_rule(belgium, rule, value)
    solving.solve(belgium, "base", Stages())
    assert_same(solving.solve(case, "base", watch), solve_case(case, "base"))
    assert watch.traced


def test_other_data_and_another_scenario_begin_anew(belgium: Case) -> None:
    solving = WarmSolving()
    solving.solve(belgium, "base", Stages())
    flows = with_cells(belgium, "Flows", [(0, "persons", 9000.0)])
    for case, scenario in ((flows, "base"), (belgium, "arrivals_up_20"), (belgium, "base")):
        watch = Stages()
        assert_same(solving.solve(case, scenario, watch), solve_case(case, scenario))
        assert watch.traced


def test_a_conflict_is_told_settled_and_left_again(belgium: Case) -> None:
    solving, clash = WarmSolving(), clashing(belgium)
    solving.solve(belgium, "base", Stages())
    assert solving.solve(clash, "base", Stages()).status == "conflict"
    report = solving.settle(clash, "base", Stages())
    assert report.sets == (("all", "federal_two_thirds"),)
    assert {price.clause for price in report.prices} == {"all", "federal_two_thirds"}
    watch = Stages()
    assert_same(solving.solve(belgium, "base", watch), solve_case(belgium, "base"))
    assert not watch.traced


def test_a_stopped_solve_does_not_spoil_the_next(belgium: Case) -> None:
    solving, stopped = WarmSolving(), Stages()
    solving.solve(belgium, "base", Stages())
    stopped.stop()
    case = with_rule(belgium, "own_share_min", 0.3)
    with pytest.raises(SolveCancelledError):
        solving.solve(case, "base", stopped)
    assert_same(solving.solve(case, "base", Stages()), solve_case(case, "base"))


def test_a_split_that_rests_is_that_of_a_solve_from_nothing_with_its_ranges(belgium: Case) -> None:
    solving, changed = WarmSolving(), with_rule(belgium, "own_share_min", 0.3)
    for case in (belgium, changed):
        assert solving.solve(case, "base", Stages()).lacks_ranges
        rested = solving.rest(case, "base", Stages())
        assert rested == replace(solve_case(case), appendix=None)
        assert solving.rest(case, "base", Stages()) is None


def test_the_whole_split_is_that_of_every_export_whatever_was_asked_before(belgium: Case) -> None:
    solving, changed = WarmSolving(), with_rule(belgium, "own_share_min", 0.3)
    solving.solve(belgium, "base", Stages())
    solving.solve(changed, "base", Stages())
    watch = Stages()
    assert solving.whole(changed, "base", watch) == solve_case(changed, switching=True)
    assert watch.traced
    watch = Stages()
    assert solving.whole(changed, "base", watch) == solve_case(changed, switching=True)
    assert not watch.done
    assert solving.whole(belgium, "base", Stages()) == solve_case(belgium, switching=True)


def test_a_moving_slider_measures_no_ranges(belgium: Case) -> None:
    solving, watch = WarmSolving(), Stages()
    for share in (0.1, 0.2, 0.3):
        solving.solve(with_rule(belgium, "own_share_min", share), "base", watch)
    assert "range" not in watch.done


def test_ranges_that_were_stopped_can_be_asked_for_again(belgium: Case) -> None:
    solving, stopped = WarmSolving(), Stages()
    solving.solve(belgium, "base", Stages())
    stopped.stop()
    with pytest.raises(SolveCancelledError):
        solving.rest(belgium, "base", stopped)
    rested = solving.rest(belgium, "base", Stages())
    assert rested == replace(solve_case(belgium), appendix=None)
