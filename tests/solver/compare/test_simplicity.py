"""What a same key costs is the difference of two splits of one scenario."""

from __future__ import annotations

import pytest

from models.case import Case
from models.results.simplicity import SimplicityPrice
from models.results.split import GoalLine, Split, appendix_of
from solver.compare.simplicity import price_of_key
from solver.solve import prepare, solve_case, solve_payments
from tests.agreement.cases import case_from, shown
from tests.agreement.second_edition import wide_tables
from tests.cases import worked
from tests.drawing import first_made, seeds
from tests.solver.explain.builders import with_rule


def price_in(split: Split) -> SimplicityPrice | None:
    return appendix_of(split).simplicity


def keyed(seed: int) -> tuple[Case, Case]:
    """Return a drawn case with a same key and the same one without, which both have a split."""

    def fitting(number: int) -> tuple[Case, Case] | None:
        with_key = case_from(wide_tables(number, ("groups", "same_key")))
        free = with_rule(with_key, "same_key_by", None)
        both = (with_key, free)
        splits = [solve_payments(prepare(case, "base")).split for case in both]
        return both if all(split.status == "ok" for split in splits) else None

    return first_made(fitting, seed)


@pytest.mark.parametrize("seed", seeds(6000, 5))
def test_each_payer_and_goal_is_set_against_the_split_without_the_key(seed: int) -> None:
    case, without = keyed(seed)
    split, free = solve_case(case, explain=True), solve_case(without)
    price = price_in(split)
    assert price is not None
    totals = [(line.payer, line.with_key, line.without_key) for line in price.payers]
    assert totals == [
        (line.payer, line.paid, other.paid)
        for line, other in zip(split.payers, free.payers, strict=True)
    ], shown(case)
    assert [(line.goal, line.with_key, line.without_key) for line in price.goals] == [
        (line.goal, largest(line), largest(other))
        for line, other in zip(split.goals, free.goals, strict=True)
    ], shown(case)
    assert price_in(free) is None


def largest(line: GoalLine) -> float:
    return max(line.value, default=0.0) if isinstance(line.value, tuple) else line.value


def test_one_key_for_all_programmes_keeps_their_shares_further_from_later_benefit() -> None:
    """The burdens are all alike with and without the key; what it costs is closeness."""
    price = price_in(solve_case(with_rule(worked(), "same_key_by", "all"), explain=True))
    assert price is not None
    assert [line.change for line in price.payers] == [0, 0, 0]
    by_goal = {line.goal: (line.with_key, line.without_key) for line in price.goals}
    assert by_goal["equal_burden"][0] == pytest.approx(by_goal["equal_burden"][1])
    assert by_goal["proportional"][0] > by_goal["proportional"][1] + 1000


def test_a_scenario_without_the_rule_has_no_price() -> None:
    assert price_in(solve_case(worked())) is None


def test_a_key_without_which_there_is_no_split_has_a_price_of_nothing() -> None:
    split = solve_case(worked())
    clash = Split("conflict", split.scenario, split.currency, split.rounding)
    assert price_of_key(split, clash) == SimplicityPrice((), ())
