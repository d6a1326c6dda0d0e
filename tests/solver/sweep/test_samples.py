"""Drawing the uncertain figures of a case."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.flows.places import Floats
from models.flows.traced import trace
from models.results.sweep import Spread
from models.scenarios import rules_of
from solver.sweep.samples import Sampler, factors_of
from tests.cases import case, first_sample, worked
from tests.second_edition import everything

FLOWS = Spread("Flows", "persons", 0.3)
COSTS = Spread("Costs", "cost_per_person", 0.3)
BENEFITS = Spread("Benefits", "benefit_per_person", 0.3)


def column(drawn: Case, spread: Spread) -> Floats:
    return drawn.table(spread.sheet)[spread.column].to_numpy(dtype=float)


def belgium() -> Case:
    return first_sample("belgium")


def test_factors_have_mean_one_and_the_spread_as_their_deviation() -> None:
    factors = factors_of(np.random.default_rng(1), 0.2, 200_000)
    assert factors.mean() == pytest.approx(1, abs=0.002)
    assert factors.std() == pytest.approx(0.2, abs=0.002)
    assert factors.min() > 0


def test_the_same_seed_and_number_draw_the_same_and_others_draw_others() -> None:
    first = column(Sampler(worked(), (COSTS,), 1).sample(3), COSTS)
    assert (column(Sampler(worked(), (COSTS,), 1).sample(3), COSTS) == first).all()
    assert (column(Sampler(worked(), (COSTS,), 2).sample(3), COSTS) != first).all()
    assert (column(Sampler(worked(), (COSTS,), 1).sample(4), COSTS) != first).all()


def test_one_more_spread_and_the_order_of_spreads_change_no_figure() -> None:
    alone = column(Sampler(worked(), (COSTS,), 1).sample(2), COSTS)
    for spreads in [(COSTS, FLOWS), (FLOWS, BENEFITS, COSTS)]:
        assert (column(Sampler(worked(), spreads, 1).sample(2), COSTS) == alone).all()


def test_the_order_of_rows_changes_no_figure() -> None:
    plain = worked()
    frame = plain.table("Benefits")
    turned = plain.with_table("Benefits", frame.iloc[::-1].reset_index(drop=True))
    drawn = column(Sampler(plain, (BENEFITS,), 1).sample(1), BENEFITS)
    assert (column(Sampler(turned, (BENEFITS,), 1).sample(1), BENEFITS)[::-1] == drawn).all()


def test_each_figure_is_drawn_by_itself_and_nothing_else_changes() -> None:
    plain, drawn = worked(), Sampler(worked(), (BENEFITS,), 1).sample(1)
    factors = column(drawn, BENEFITS) / column(plain, BENEFITS)
    assert len(set(factors.tolist())) == len(factors)
    for key in plain.tables:
        kept = [c for c in plain.table(key).columns if (key, c) != ("Benefits", BENEFITS.column)]
        assert plain.table(key)[kept].equals(drawn.table(key)[kept])


def _excess(used: Case) -> list[str]:
    return [p.code for p in trace(used, rules_of(used, "base")).warnings]


def test_drawn_flows_add_up_wherever_those_of_the_case_do() -> None:
    for plain in (worked(), belgium()):
        sampler = Sampler(plain, (FLOWS,), 5)
        for number in range(1, 6):
            assert _excess(sampler.sample(number)) == _excess(plain)


def test_all_who_leave_a_cohort_that_everyone_leaves_are_those_who_entered_it() -> None:
    drawn = Sampler(worked(), (FLOWS,), 1).sample(1).table("Flows")
    entered = drawn.groupby(["to_stage", "to_territory"])["persons"].sum()
    left = drawn[drawn["from_stage"].notna()].groupby(["from_stage", "from_territory"])["persons"]
    stayed = left.sum()
    assert set(stayed.index) <= set(entered.index)
    assert stayed.tolist() == pytest.approx(entered[stayed.index].tolist(), rel=1e-12)


def _with_moves(*, leaving: float) -> Case:
    return case(
        Territories=[("a", None, None, None), ("b", None, None, None)],
        Stages=[("welcome", None, 1, None, 1, True), ("work", None, 2, None, 1, False)],
        Flows=[
            (2023, None, None, "welcome", "a", 100),
            (2023, None, None, "welcome", "b", 40),
            (2023, "welcome", "a", "welcome", "b", 20),
            (2023, "welcome", "b", "welcome", "a", 10),
            (2024, "welcome", "a", "work", "a", leaving),
            (2024, "welcome", "b", "work", "b", 30),
        ],
        Costs=[(None, "welcome", None, None, 100)],
        Benefits=[(None, "work", None, None, 500)],
    )


def test_moves_inside_a_stage_fill_the_cohorts_they_enter() -> None:
    plain = _with_moves(leaving=60)
    drawn = column(Sampler(plain, (FLOWS,), 3).sample(1), FLOWS)
    entered = {"a": drawn[0] + drawn[3], "b": drawn[1] + drawn[2]}
    left = {"a": drawn[2] + drawn[4], "b": drawn[3] + drawn[5]}
    before = column(plain, FLOWS)
    assert (drawn != before).all()
    for territory in ("a", "b"):
        assert left[territory] < entered[territory]
    everyone = drawn[0] + drawn[1]
    assert drawn[4] + drawn[5] < everyone


def test_a_cohort_that_more_people_leave_than_entered_keeps_its_excess() -> None:
    plain = _with_moves(leaving=110)
    drawn = column(Sampler(plain, (FLOWS,), 3).sample(1), FLOWS)
    assert "rates-above-one" in _excess(Sampler(plain, (FLOWS,), 3).sample(1))
    assert (drawn[2] + drawn[4]) / (drawn[0] + drawn[3]) == pytest.approx(130 / 110, rel=0.05)


def test_flows_without_a_spread_of_their_own_stay_as_they_are() -> None:
    nothing = replace(FLOWS, share=1e-12)
    plain = belgium()
    drawn = column(Sampler(plain, (nothing,), 1).sample(1), FLOWS)
    assert drawn == pytest.approx(column(plain, FLOWS), rel=1e-9)


def test_groups_add_up_each_for_itself_and_who_would_go_anyway_keeps_its_part() -> None:
    ours = everything()
    frame = Sampler(ours, (Spread("Flows", "persons", 0.5),), seed=3).sample(1).table("Flows")
    persons, before = frame["persons"], ours.table("Flows")["persons"]
    assert not np.allclose(persons, before)
    for arrived, entered in ((0, 2), (1, 3)):
        assert persons[entered] <= persons[arrived] * (1 + 1e-12)
    assert persons[4] <= persons[2] * (1 + 1e-12)
    without = ours.table("Flows")["persons_without"]
    assert np.allclose(
        frame["persons_without"] / persons, without / before, equal_nan=True, rtol=1e-12
    )


def test_a_part_of_an_effect_is_drawn_but_never_more_than_all_of_it() -> None:
    ours = everything()
    sampler = Sampler(ours, (Spread("Costs", "additionality", 3.0),), seed=1)
    drawn = [sampler.sample(n).table("Costs")["additionality"].tolist()[1] for n in range(1, 40)]
    assert max(drawn) == 1
    assert min(drawn) < 0.5
