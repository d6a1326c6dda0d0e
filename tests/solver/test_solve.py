"""From a case to its split, on cases that can be solved by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.case import Case
from models.problems import RelaisError
from models.results.split import Split, appendix_of
from models.words.language import ENGLISH
from solver.engine.cancelling import SolveCancelledError
from solver.solve import solve_case
from tests.cases import case, with_rows, with_rules, worked


def totals(split: Split) -> dict[str, float]:
    return {line.payer: round(line.own + line.others, 2) for line in split.payers}


def test_the_worked_example_gives_the_figures_of_the_method_to_the_cent() -> None:
    split = solve_case(worked())
    assert split.status == "ok"
    assert totals(split) == {"city": 30608.70, "federation": 688695.65, "port": 160695.65}
    assert [line.later_benefit for line in split.payers] == [40000.0, 900000.0, 210000.0]
    assert [(p.host, p.stage, p.year, p.persons, p.need) for p in split.programmes] == [
        ("city", "welcome", 2023, 80.0, 400000.0),
        ("city", "training", 2024, 40.0, 320000.0),
        ("port", "training", 2024, 20.0, 160000.0),
    ]
    assert all(p.unfunded == 0 and p.host_residual == 0 for p in split.programmes)
    burdens = {goal.goal: goal.value for goal in split.goals}["equal_burden"]
    assert burdens == pytest.approx((880 / 1150,) * 3)


def test_without_an_agreement_the_hosts_pay_everything() -> None:
    lines = {(line.key, line.payer): line.amount for line in appendix_of(solve_case(worked())).keys}
    assert lines["host_pays", "city"] == 720000.0
    assert lines["host_pays", "port"] == 160000.0
    assert lines["host_pays", "federation"] == 0.0


def test_the_reference_key_of_the_union_is_half_population_and_half_capacity() -> None:
    lines = {(line.key, line.payer): line.amount for line in appendix_of(solve_case(worked())).keys}
    share = 1000 / 6000 / 2 + 8 / 60 / 2
    assert lines["mixed", "city"] == pytest.approx(880000 * share, abs=0.01)


def test_each_programme_adds_up_and_each_statement_agrees_with_the_payments() -> None:
    split = solve_case(worked())
    for line in split.programmes:
        key = (line.host, line.stage, line.year)
        paid = [p for p in split.payments if (p.host, p.stage, p.year) == key]
        assert sum(p.amount for p in paid) + line.unfunded == pytest.approx(line.need, abs=1e-6)
    for payer in split.payers:
        amounts = [p.amount for p in split.payments if p.payer == payer.payer]
        assert sum(amounts) == pytest.approx(payer.own + payer.others, abs=1e-6)
        assert payer.net == pytest.approx(payer.others - payer.received, abs=1e-6)
        assert payer.low is not None
        assert payer.high is not None
        assert payer.low <= round(payer.own + payer.others, 2) <= payer.high


def test_a_ceiling_on_one_payer_moves_the_rest_to_the_others_in_proportion() -> None:
    capped = with_rows(
        worked(),
        "Clauses",
        [("cap", None, "federation", None, None, None, "amount", "at most", 600000)],
    )
    split = solve_case(capped)
    left = (880000 - 600000) / 250000
    # City and Port gain 40,000 and 210,000: 280,000 is more than they gain together, so both
    # pay all they gain and the hosts keep the other 30,000.
    assert left > 1
    residual = sum(line.host_residual for line in split.programmes)
    assert residual == pytest.approx(30000.0)
    assert {line.payer: line.burden for line in split.payers} == {
        "city": 1.0,
        "federation": pytest.approx(2 / 3),
        "port": 1.0,
    }


def test_clauses_that_clash_are_named_with_what_each_would_need() -> None:
    clash = with_rows(
        worked(),
        "Clauses",
        [
            ("all_of_it", None, "port", None, None, None, "amount", "at least", 160000),
            ("little", None, "port", None, None, None, "share_of_benefit", "at most", 0.5),
            ("harmless", None, "city", None, None, None, "amount", "at most", 500000),
        ],
    )
    split = solve_case(clash)
    assert split.status == "conflict"
    assert not split.payments
    assert [(line.clause, line.needs) for line in split.conflict] == [
        ("all_of_it", 105000.0),
        ("little", pytest.approx(160000 / 210000, abs=1e-6)),
    ]


def test_one_clause_can_clash_with_the_rules_alone() -> None:
    greedy = with_rows(
        worked(), "Clauses", [("all", None, "city", "port", None, None, "amount", "at least", 5)]
    )
    split = solve_case(greedy)
    assert [(line.clause, line.needs) for line in split.conflict] == [("all", 0.0)]


def test_a_clause_of_another_scenario_or_a_rejected_one_is_not_in_force() -> None:
    rows = [
        ("other", None, "port", None, None, None, "amount", "at most", 0, "later"),
        ("no", None, "city", None, None, None, "amount", "at most", 0, None, None, "rejected"),
    ]
    both = with_rules(
        with_rows(worked(), "Clauses", rows), discount_rate={"base": 0, "later": None}
    )
    assert totals(solve_case(both)) == totals(solve_case(worked()))
    assert totals(solve_case(both, "later"))["port"] == 0.0


def test_a_budget_carried_to_another_year_is_said() -> None:
    limited = with_rows(worked(), "Budgets", [(2023, "federation", 100000)])
    split = solve_case(limited)
    assert [w.code for w in split.warnings] == ["budget-of-another-year"]
    assert "2024" in ENGLISH.say(split.warnings[0].found)
    paid = {(p.year): 0.0 for p in split.payments if p.payer == "federation"}
    for p in split.payments:
        if p.payer == "federation":
            paid[p.year] += p.amount
    assert all(amount <= 100000.005 for amount in paid.values())


def test_the_goal_least_change_stays_at_the_reference_where_it_can() -> None:
    agreed = with_rules(
        worked(),
        goals={"base": None, "stay": "unfunded, host_residual, least_change"},
        own_share_min={"base": 0, "stay": 0.05},
        reference_scenario={"base": None, "stay": "base"},
    )
    base, stay = solve_case(agreed), solve_case(agreed, "stay")
    change = {g.goal: g.value for g in stay.goals}["least_change"]
    before = {(p.payer, p.host, p.stage): p.amount - p.host_residual for p in base.payments}
    after = {(p.payer, p.host, p.stage): p.amount - p.host_residual for p in stay.payments}
    distance = sum(abs(after.get(k, 0) - before.get(k, 0)) for k in {*before, *after})
    assert distance == pytest.approx(change, abs=0.05)
    own = {p.stage: p.amount for p in stay.payments if p.payer == p.host == "city"}
    assert own["welcome"] == pytest.approx(20000.0)


def test_a_reference_that_leads_back_is_refused() -> None:
    circle = with_rules(worked(), goals="least_change")
    with pytest.raises(RelaisError, match="depends on it"):
        solve_case(circle)


def test_fewest_transfers_leaves_to_the_host_what_the_host_can_pay() -> None:
    split = solve_case(with_rules(worked(), goals="unfunded, fewest_transfers"))
    moved = {g.goal: g.value for g in split.goals}["fewest_transfers"]
    assert moved == 0.0
    assert totals(split) == {"city": 720000.0, "federation": 0.0, "port": 160000.0}


def test_a_case_without_programmes_has_an_empty_split() -> None:
    nothing = with_rules(worked(), programme_years="2040")
    split = solve_case(nothing)
    assert split.status == "ok"
    assert split.programmes == ()
    assert totals(split) == {"city": 0.0, "federation": 0.0, "port": 0.0}


def test_a_programme_without_a_host_that_pays_and_without_benefit_stays_unfunded() -> None:
    orphan = case(
        Territories=[("land", None, None, None, 10, 10, False)],
        Stages=[("course", None, 0, None, 1, True)],
        Flows=[(2026, None, None, "course", "land", 10)],
        Costs=[(None, "course", None, None, 100)],
        Benefits=[],
    )
    split = solve_case(orphan)
    assert [line.unfunded for line in split.programmes] == [1000.0]
    assert split.payers == ()


def test_what_binds_is_measured_by_a_step() -> None:
    limited = with_rows(worked(), "Budgets", [(None, "federation", 300000)])
    split = solve_case(limited, explain=True)
    year = next(line for line in split.binding if line.name == "federation, 2023")
    assert (year.limit, year.bound, year.step) == ("budget", 300000.0, 10000.0)
    raised = with_rows(
        worked(), "Budgets", [(2023, "federation", 310000), (None, "federation", 300000)]
    )
    after, before = totals(solve_case(raised)), totals(split)
    measured = dict(year.payer_changes)
    for payer, amount in before.items():
        assert after[payer] - amount == pytest.approx(measured.get(payer, 0.0), abs=0.02)


def test_a_cancelled_solve_stops_and_gives_nothing() -> None:
    with pytest.raises(SolveCancelledError):
        solve_case(worked(), cancelled=lambda: True)


def test_progress_names_each_goal() -> None:
    told: list[str] = []
    solve_case(worked(), progress=lambda stage, *_: told.append(stage))
    first = list(dict.fromkeys(told))[:6]
    assert first == [
        "trace",
        "program",
        "unfunded",
        "host_residual",
        "equal_burden",
        "proportional",
    ]


def test_an_unknown_scenario_is_named_with_those_there_are() -> None:
    with pytest.raises(RelaisError, match="Choose one of: base"):
        solve_case(worked(), "nowhere")


@pytest.mark.parametrize("rounding", [0.01, 1, 1000])
def test_rounding_keeps_every_sum(rounding: float) -> None:
    split = solve_case(with_rules(worked(), rounding=rounding))
    exact = solve_case(with_rules(worked(), rounding=1e-6))
    for line, true in zip(split.payers, exact.payers, strict=True):
        assert abs(line.own + line.others - true.own - true.others) < rounding
    for programme in split.programmes:
        parts = programme.contributions + programme.host_residual + programme.unfunded
        assert parts == pytest.approx(programme.need, abs=1e-9)
    pairs = {(p.payer, p.host, p.stage): p.amount for p in exact.payments}
    for payment in split.payments:
        key = payment.payer, payment.host, payment.stage
        assert abs(payment.amount - pairs[key]) < rounding


def test_a_thousand_times_the_money_gives_a_thousand_times_the_split() -> None:
    small, large = worked(), worked()
    for sheet, column in (("Costs", "cost_per_person"), ("Benefits", "benefit_per_person")):
        frame = large.table(sheet)
        large = large.with_table(sheet, frame.assign(**{column: frame[column] * 1000}))
    before = solve_case(small)
    after = solve_case(with_rules(large, rounding=10))
    assert [p.amount * 1000 for p in before.payments] == pytest.approx(
        [p.amount for p in after.payments]
    )


def _shuffled(base: Case, seed: int) -> Case:
    tables = {
        key: frame.sample(frac=1, random_state=seed).reset_index(drop=True)
        for key, frame in base.tables.items()
    }
    return replace(base, tables=tables)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_changes_no_figure(seed: int) -> None:
    assert solve_case(_shuffled(worked(), seed)) == solve_case(worked())
