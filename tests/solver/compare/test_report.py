"""Everything one scenario is compared with: it adds up, and it is what the library computes."""

from __future__ import annotations

import pytest

from models.case import Case
from models.results.comparison import Comparison
from models.results.split import appendix_of
from models.words.language import ENGLISH
from solver.compare import key_tests
from solver.compare.key import as_full_split, key_basis
from solver.compare.key_tests import monotonicity
from solver.compare.report import comparison
from solver.compare.stand_alone import stability
from solver.compare.yardsticks import yardsticks
from solver.solve import Prepared, Solution, prepare, solve_to_explain
from tests.agreement.cases import tiny_case
from tests.cases import with_rows, with_rules, worked
from tests.solver.compare.builders import compared, groups_that_would_leave


def _compared(case: Case, *, detail: bool = False) -> tuple[Comparison, Prepared, Solution]:
    prepared = prepare(case, "base")
    solved = solve_to_explain(prepared)
    return comparison(prepared, solved, detail=detail), prepared, solved


@pytest.mark.parametrize("rounding", [0.01, 1, 1000])
@pytest.mark.parametrize("seed", [400, 407, 413, 421])
def test_every_split_adds_up_to_the_same_need_in_whole_units(seed: int, rounding: float) -> None:
    case = tiny_case(seed)
    frame = case.table("Scenarios")
    kept = frame[frame["rule"] != "rounding"]
    rules = dict(zip(kept["rule"], kept["base"], strict=True))
    found, _, _ = _compared(with_rules(case, **rules, rounding=rounding))
    measured = [*found.keys, *found.river, *([found.measured] if found.measured else [])]
    assert len(measured) > 10
    for split in measured:
        paid = sum(line.pays for line in split.payers)
        assert paid + split.unfunded == pytest.approx(found.need, abs=rounding / 1000)
        parts = split.contributions + split.host_residual + split.unfunded
        assert parts == pytest.approx(found.need, abs=rounding / 1000)
        assert 0 <= split.changes_hands <= split.contributions
        for amount in (split.unfunded, split.host_residual, *(p.pays for p in split.payers)):
            assert amount / rounding == pytest.approx(round(amount / rounding), abs=1e-6)


def test_keys_are_measured_as_the_library_measures_them() -> None:
    found, prepared, _ = _compared(worked())
    for key, line in zip(compared(prepared.setup), found.keys, strict=True):
        assert (line.name, line.source) == (key.key.name, key.key.source)
        assert line.gini == pytest.approx(key.yardsticks.gini, abs=1e-9)
        known = [load for load in key.yardsticks.loads if load is not None]
        assert line.load_gini == pytest.approx(key.yardsticks.load_gini, abs=1e-9)
        assert line.largest_load == pytest.approx(max(known))
        assert line.more_than_they_gain == key.yardsticks.more_than_they_gain
        for h, payer in enumerate(line.payers):
            assert payer.pays == pytest.approx(key.yardsticks.paid[h], abs=0.01)
            assert payer.net_position == pytest.approx(key.yardsticks.net_position[h], abs=0.006)


def test_the_split_is_measured_before_rounding_and_its_sums_are_those_of_the_split() -> None:
    found, prepared, solved = _compared(worked())
    assert found.measured is not None
    assert solved.answer is not None
    exact = yardsticks(prepared.setup, as_full_split(prepared.setup, solved.answer.split))
    assert found.measured.largest_burden == pytest.approx(880 / 1150, abs=1e-9)
    assert found.measured.gini == pytest.approx(exact.gini, abs=1e-9)
    assert [line.pays for line in found.measured.payers] == [
        pytest.approx(line.own + line.others, abs=1e-6) for line in solved.split.payers
    ]
    assert found.measured.changes_hands == pytest.approx(
        sum(line.amount for line in appendix_of(solved.split).ledger), abs=1e-6
    )


def test_programme_by_programme_each_need_is_shared_out() -> None:
    found, _, _ = _compared(worked(), detail=True)
    needs = {
        ("city", "welcome"): 400000,
        ("city", "training"): 320000,
        ("port", "training"): 160000,
    }
    assert found.measured is not None
    for split in (found.measured, *found.keys, *found.river):
        assert {(line.host, line.stage) for line in split.programmes} == set(needs)
        for line in split.programmes:
            paid = sum(amount for _, amount in line.contributions)
            whole = paid + line.host_residual + line.unfunded
            assert whole == pytest.approx(needs[line.host, line.stage], abs=0.02)


def test_without_asking_nothing_is_listed_programme_by_programme() -> None:
    found, _, _ = _compared(worked())
    assert all(not split.programmes for split in (*found.keys, *found.river))


def test_the_river_runs_from_sharing_downstream_to_host_pays() -> None:
    found, _, _ = _compared(worked())
    paid = [[line.pays for line in rule.payers] for rule in found.river]
    # Welcome and training in City reach all three; training in Port Federation and Port.
    assert paid[0] == [240000, 320000, 320000]
    assert paid[-1] == [720000, 0, 160000]
    assert paid[2] == [480000, 160000, 240000]


def test_a_group_of_the_report_is_one_of_the_library_with_figures_that_add_up() -> None:
    found, prepared, solved = _compared(worked())
    assert solved.answer is not None
    split = as_full_split(prepared.setup, solved.answer.split)
    for view in found.stability:
        expected = groups_that_would_leave(prepared.setup, split, view.lost)
        assert [group.payers for group in view.groups] == [group.group for group in expected]
        shares = {line.payer: line.charged or 0.0 for line in view.payers}
        for group, other in zip(view.groups, expected, strict=True):
            assert group.saves == pytest.approx(other.difference, abs=0.05)
            assert group.charged == pytest.approx(sum(shares[p] for p in group.payers))
            assert group.saves == pytest.approx(group.charged - group.alone)


def test_fair_shares_add_up_to_the_cost_of_all_together() -> None:
    found, _, _ = _compared(worked())
    for view in found.stability:
        assert view.together == 880000
        assert sum(line.shapley for line in view.payers) == pytest.approx(880000, abs=1e-6)
        assert sum(line.nucleolus for line in view.payers) == pytest.approx(880000, abs=1e-6)


def test_without_a_split_the_game_has_no_charges_and_no_leaving_groups() -> None:
    setup = prepare(worked(), "base").setup
    found = stability(setup, None, 1.0)
    assert found.groups == ()
    assert {line.charged for line in found.payers} == {None}


def test_a_step_the_wrong_way_names_payer_and_programme_by_their_keys() -> None:
    found, _, _ = _compared(worked())
    german = next(test for test in found.tests if test.key == "german_equalisation")
    worst = german.failed("own share")[0]
    assert (worst.ingredient, worst.raised, worst.payer) == ("population", "port", "port")
    assert worst.change < 0
    # Both keep what 63 % of equalisation leaves: the whole fall of Port’s share is City’s rise.
    rise = german.failed("others' shares")[0]
    assert rise.payer == "city"
    assert rise.change == pytest.approx(-worst.change)
    assert next(test for test in found.tests if test.key == "population").wrong_ways == ()


def test_the_effects_of_a_key_add_up_to_how_far_it_is_from_equal_shares() -> None:
    found, _, _ = _compared(worked())
    mixed = next(test for test in found.tests if test.key == "mixed")
    line = next(key for key in found.keys if key.name == "mixed")
    for h, payer in enumerate(line.payers):
        moved = sum(effects[h][1] for _, effects in mixed.effects)
        assert moved == pytest.approx(payer.pays / 880000 - 1 / 3, abs=1e-7)


def test_keys_of_a_case_too_large_to_test_are_left_out_with_the_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(key_tests, "_MOST_WORK", 10)
    found, _, _ = _compared(worked())
    assert found.tests == ()
    assert "with 3 payers and 3 programmes that takes too long" in ENGLISH.say(
        found.why_without("tests")
    )


def test_a_case_with_nothing_to_share_has_no_tests_and_says_why() -> None:
    case = worked()
    free = with_rows(case, "Costs", [(None, "welcome", None, 0), (None, "training", None, 0)])
    found, _, _ = _compared(free)
    assert (found.need, found.tests) == (0.0, ())
    assert (
        ENGLISH.say(found.why_without("tests"))
        == "There is nothing to share, or nobody to share it."
    )


def test_where_nobody_pays_there_is_no_game_and_it_is_said_why() -> None:
    frame = worked().table("Territories")
    found, _, _ = _compared(worked().with_table("Territories", frame.assign(pays=False)))
    assert found.stability == ()
    assert ENGLISH.say(found.why_without("stability")).startswith("Nobody pays")


def test_a_conflict_leaves_the_keys() -> None:
    case = with_rows(
        worked(),
        "Clauses",
        [("much", None, "port", None, None, None, "amount", "at least", 100),
         ("little", None, "port", None, None, None, "amount", "at most", 50)],
    )  # fmt: skip
    found, prepared, _ = _compared(case)
    assert found.measured is None
    assert found.need == 880000
    assert len(found.keys) == len(list(compared(prepared.setup)))
    broken = dict(next(key for key in found.keys if key.name == "host_pays").clauses_broken)
    assert broken == {"little": 159950.0}


def test_the_gross_ledger_leads_to_the_net_transfers() -> None:
    _, prepared, solved = _compared(worked())
    gross = {(line.payer, line.receiver): line.amount for line in appendix_of(solved.split).ledger}
    net = {(line.payer, line.receiver): line.amount for line in appendix_of(solved.split).transfers}
    assert gross
    assert set(prepared.setup.payers) >= {payer for pair in gross for payer in pair}
    for (payer, receiver), amount in net.items():
        back = gross.get((receiver, payer), 0.0)
        assert amount == pytest.approx(gross[payer, receiver] - back)
    for line in solved.split.payers:
        given = sum(amount for (payer, _), amount in gross.items() if payer == line.payer)
        taken = sum(amount for (_, receiver), amount in gross.items() if receiver == line.payer)
        assert given == pytest.approx(line.others)
        assert taken == pytest.approx(line.received)
    assert appendix_of(solved.split).fewest


def test_the_tests_of_a_key_need_no_need() -> None:
    free = with_rows(worked(), "Costs", [(None, "welcome", None, 0), (None, "training", None, 0)])
    basis = key_basis(prepare(free, "base").setup)
    for key in compared(prepare(free, "base").setup):
        assert monotonicity(key.key, basis) == ()
