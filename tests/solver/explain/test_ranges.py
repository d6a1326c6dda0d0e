"""Each end of a range against a split that attains it, and against an independent solve."""

from __future__ import annotations

import pytest

from models.names import names_of
from models.results.explanation import RangeOver, Ranges
from models.words.language import ENGLISH
from models.words.names import Terms
from models.words.ranges import range_of
from solver.explain.answer import Answer
from solver.explain.ranges import _least_gap, fully_funded, same_quality
from solver.goals import optimal_face
from solver.goals.chain import pursue
from solver.program.costs import paid_by, unfunded
from solver.solve import solve_case
from solver.state.exact import ExactSplit, goal_value
from tests.cases import with_rows, with_rules, worked
from tests.drawing import seeds
from tests.solver.explain.builders import (
    belgium,
    independent,
    keeps_every_limit,
    money_paid,
    solvable,
    solved,
)


def range_end(answer: Answer, payer: int, over: RangeOver, *, most: bool) -> ExactSplit:
    """Return of the splits at one end of a payer's range the one closest to proportional shares."""
    engine, model = answer.engine, answer.model
    engine.restore(answer.before_last if over == "same_quality" else _least_gap(answer)[0])
    costs = paid_by(model.setup, model.layout, payer)
    try:
        optimum = optimal_face.solved(engine, -costs if most else costs, "", sure=True)
        optimal_face.hold(engine, optimum)
        return pursue(engine, model, ("proportional",)).split
    finally:
        engine.restore(answer.start)


def _assert_attained(answer: Answer, found: Ranges) -> None:
    """Each end is what somebody pays in a split that keeps the rules and is as good."""
    over: RangeOver = found.over
    for payer, line in enumerate(found.payers):
        for most, end in ((False, line.low), (True, line.high)):
            split = range_end(answer, payer, over, most=most)
            paid = split.paid(answer.setup)[payer] * answer.setup.unit
            off = answer.money.rounding / 2 + 1e-6 * answer.setup.unit
            assert paid == pytest.approx(end, abs=off)
            assert keeps_every_limit(answer.model, split)
            _assert_as_good(answer, split, over)


def _assert_as_good(answer: Answer, split: object, over: RangeOver) -> None:
    goals = answer.setup.traced.rules.goals[:-1]
    for goal in goals if over == "same_quality" else ():
        before = goal_value(answer.setup, answer.split, goal)
        after = goal_value(answer.setup, split, goal)  # type: ignore[arg-type]
        assert after == pytest.approx(before, rel=1e-6, abs=1e-5 * answer.setup.unit), goal


@pytest.mark.parametrize("seed", seeds(200, 16))
def test_each_end_of_a_range_is_attained_by_a_split_that_is_as_good(seed: int) -> None:
    answer = solved(solvable(seed))
    _assert_attained(answer, same_quality(answer))
    _assert_attained(answer, fully_funded(answer))


@pytest.mark.parametrize("seed", seeds(240, 16))
def test_the_range_over_funded_splits_is_that_of_an_independent_solve(seed: int) -> None:
    answer = solved(solvable(seed))
    setup, layout = answer.setup, answer.model.layout
    gap = unfunded(setup, layout)
    least = independent(answer, gap)
    found = fully_funded(answer)
    assert found.gap == pytest.approx(least * setup.unit, abs=0.01)
    for payer, line in enumerate(found.payers):
        costs = paid_by(setup, layout, payer)
        held = [(gap, least + 1e-9)]
        off = answer.money.rounding / 2 + 1e-5 * setup.unit
        assert line.low == pytest.approx(independent(answer, costs, held) * setup.unit, abs=off)
        assert line.high == pytest.approx(-independent(answer, -costs, held) * setup.unit, abs=off)


def test_the_ranges_of_a_real_case_are_attained() -> None:
    answer = solved(belgium(), "federal_ceiling")
    _assert_attained(answer, same_quality(answer))
    _assert_attained(answer, fully_funded(answer))


def test_what_a_payer_pays_lies_in_both_ranges_and_the_narrower_in_the_wider() -> None:
    answer = solved(belgium(), "federal_ceiling")
    narrow, wide = same_quality(answer).payers, fully_funded(answer).payers
    for paid, inner, outer in zip(money_paid(answer), narrow, wide, strict=True):
        assert outer.low <= inner.low <= paid + 1 <= inner.high + 2 <= outer.high + 2


def test_where_not_all_can_be_funded_the_range_says_that_it_is_over_the_least_gap() -> None:
    limited = with_rules(
        with_rows(
            worked(),
            "Budgets",
            [(None, "federation", 100000), (None, "city", 0), (None, "port", 0)],
        )
    )
    answer = solved(limited)
    found = fully_funded(answer)
    assert found.over == "least_gap"
    # 100,000 in each of two years: 880,000 less 200,000 has nobody to pay it.
    assert found.gap == 680000.0
    line = found.payers[1]
    assert (line.payer, line.low, line.high) == ("federation", 200000.0, 200000.0)
    said = range_of(found, line, solve_case(limited), Terms(names_of(limited), "EUR"))
    assert ENGLISH.say(said).replace("\u00a0", " ") == (
        "In every split that leaves no more unfunded Federation pays EUR 200,000."
    )


def test_over_all_funded_splits_the_worked_example_leaves_much_room() -> None:
    answer = solved(worked())
    found = fully_funded(answer)
    assert (found.over, found.gap) == ("fully_funded", 0.0)
    # City can pay the whole of its two programmes, as the host whose residual nothing limits.
    by_payer = {line.payer: (line.low, line.high) for line in found.payers}
    assert by_payer["city"] == (0.0, 720000.0)
    assert by_payer["port"] == (0.0, 370000.0)
    assert by_payer["federation"] == (0.0, 880000.0)


def test_the_engine_is_left_as_it_was() -> None:
    answer = solved(belgium(), "federal_ceiling")
    fully_funded(answer)
    same_quality(answer)
    range_end(answer, 0, "fully_funded", most=True)
    bounds = answer.engine.bounds()
    assert (bounds.lower == answer.start.lower).all()
    assert (bounds.upper == answer.start.upper).all()
    assert (bounds.row_lower == answer.start.row_lower).all()
    assert (bounds.row_upper == answer.start.row_upper).all()
