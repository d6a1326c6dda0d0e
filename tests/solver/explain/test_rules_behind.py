"""A rule that stands behind a clash is named with the nearest value that settles it."""

from __future__ import annotations

import pytest

from models.case import Case
from models.results.explanation import RuleGivesWay
from solver.engine.cancelling import SolveCancelledError, never
from solver.explain.conflicts import conflict_report
from solver.explain.rules_behind import rules_behind
from solver.solve import prepare, solve_case
from tests.agreement.cases import tiny_case
from tests.cases import with_rules, worked
from tests.desktop.changed_cases import with_clause, with_rule
from tests.drawing import first_made, seeds

OWN, CAP = "own_share_min", "benefit_cap"


def rules_of_clash(case: Case) -> dict[str, float | None]:
    prepared = prepare(case, "base")
    return {way.rule: way.value for way in rules_behind(prepared.model, never)}


def clash_by(seed: int, rule: str, value: float) -> Case:
    """Return the first random case from a seed on in which one rule forbids what was paid."""

    def fitting(number: int) -> Case | None:
        case = tiny_case(number, clauses=0, **{OWN: 0.0, CAP: "none"})
        others = [line for line in solve_case(case).payments if line.payer != line.host]
        if not others:
            return None
        most = max(others, key=lambda line: line.amount)
        place = {"host": most.host, "stage": most.stage, "year": float(most.year)}
        asked = {"sense": "at least", "value": most.amount, "measure": "amount"}
        free = with_clause(case, clause="one", payer=most.payer, **place, **asked)
        pressed = with_rule(free, rule, value)
        clashes = solve_case(free).status == "ok" and solve_case(pressed).status == "conflict"
        return pressed if clashes else None

    return first_made(fitting, seed)


@pytest.mark.parametrize(("rule", "value"), [(OWN, 0.7), (CAP, 0.2)])
@pytest.mark.parametrize("seed", seeds(7000, 3))
def test_with_the_value_all_clauses_hold_and_with_the_next_percent_they_do_not(
    seed: int, rule: str, value: float
) -> None:
    case = clash_by(seed, rule, value)
    needed = rules_of_clash(case)[rule]
    if needed is None:
        assert solve_case(with_rule(case, rule, 10.0)).status == "conflict"
        assert solve_case(with_rule(case, rule, "none")).status == "ok"
        return
    nearer = needed + (0.01 if rule == OWN else -0.01)
    assert solve_case(with_rule(case, rule, needed)).status == "ok"
    assert solve_case(with_rule(case, rule, nearer)).status == "conflict"


def clash_of_worked(rule: str, share: float, **clause: object) -> Case:
    """Return the worked example with one rule and one clause."""
    case = with_rules(worked(), **{"discount_rate": 0.0, OWN: 0.0, CAP: 1.0, rule: share})
    return with_clause(case, clause="one", measure="amount", **clause)


def half_of_training_in_the_port(value: float) -> Case:
    """Return a case in which the port pays half of it, and another one is to pay at least so much.

    It costs 160,000.
    """
    return clash_of_worked(OWN, 0.5, payer="federation", host="port", value=value, sense="at least")


def test_a_least_own_share_gives_way_to_what_another_is_to_pay_at_least() -> None:
    assert rules_of_clash(half_of_training_in_the_port(96_000.0)) == {OWN: 0.4}


def test_a_share_between_two_percents_is_rounded_to_the_side_on_which_all_holds() -> None:
    assert rules_of_clash(half_of_training_in_the_port(97_000.0)) == {OWN: 0.39}


def test_a_cap_gives_way_to_what_a_payer_is_to_pay_at_least() -> None:
    # The port gains 210,000 of the welcome in the city: 315,000 is half as much again.
    case = clash_of_worked(
        CAP, 1.0, payer="port", host="city", stage="welcome", sense="at least", value=315_000.0
    )
    assert rules_of_clash(case) == {CAP: 1.5}


def test_a_clash_that_no_rule_has_to_do_with_names_none() -> None:
    case = clash_of_worked(CAP, 1.0, payer="port", sense="at least", value=1e9)
    assert rules_of_clash(case) == {}


def test_the_report_of_a_clash_names_them() -> None:
    prepared = prepare(half_of_training_in_the_port(96_000.0), "base")
    report = conflict_report(prepared.engine, prepared.model, 0.01)
    assert report.rules == (RuleGivesWay(OWN, 0.4),)


def test_a_wish_to_stop_is_heard() -> None:
    model = prepare(half_of_training_in_the_port(96_000.0), "base").model
    with pytest.raises(SolveCancelledError):
        rules_behind(model, lambda: True)
