"""The bridge from one split to another: exact, in an order that rows do not change."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import pytest

from models.case import Case
from models.problems import RelaisError
from models.results.bridge import ORDER, Bridge, BridgeEnd
from solver.compare.bridge import bridge
from solver.engine.cancelling import SolveCancelledError
from solver.solve import solve_case
from tests.cases import _scenarios, with_rows, worked

PAYERS = ("city", "federation", "port")


def scenarios(case: Case, **rules: Any) -> Case:
    return case.with_table("Scenarios", _scenarios(rules))


def between(case: Case, start: str, end: str) -> Bridge:
    return bridge(case, BridgeEnd(start), BridgeEnd(end))


def paid(case: Case, scenario: str) -> dict[str, float]:
    return {line.payer: line.own + line.others for line in solve_case(case, scenario).payers}


def exact(amount: float) -> Decimal:
    return Decimal(str(amount))


def assert_adds_up(case: Case, found: Bridge) -> None:
    """Every payer's steps come to the difference of the two splits, to the last digit."""
    first, last = paid(case, found.start.scenario), paid(case, found.end.scenario)
    for payer in found.payers:
        steps = sum(map(exact, found.differences(payer)), Decimal(0))
        cents = Decimal(1).scaleb(-found.decimals)
        whole = exact(last[payer]).quantize(cents) - exact(first[payer]).quantize(cents)
        assert steps == whole, payer


def names(found: Bridge) -> list[list[tuple[str, str, object, object]]]:
    return [[(c.kind, c.name, c.old, c.new) for c in step.changes] for step in found.steps]


def test_one_rule_is_one_step_from_its_old_value_to_its_new_one() -> None:
    case = scenarios(worked(), own_share_min={"base": 0, "half": 0.5})
    found = between(case, "base", "half")
    assert names(found) == [[("rule", "own_share_min", 0.0, 0.5)]]
    assert_adds_up(case, found)
    assert dict(found.before.pays)["city"] == 30608.70
    assert dict(found.after.pays) == paid(case, "half")


def test_from_a_split_to_itself_there_is_no_step() -> None:
    case = scenarios(worked(), own_share_min={"base": 0, "half": 0.5})
    found = between(case, "half", "half")
    assert found.steps == ()
    assert found.after == found.before


def test_a_blank_rule_that_means_the_same_is_no_step() -> None:
    case = scenarios(
        worked(), benefit_cap={"base": 1, "same": "1.0"}, own_share_min={"base": 0, "same": None}
    )
    assert between(case, "base", "same").steps == ()


def many_changes() -> Case:
    case = scenarios(
        worked(),
        benefit_cap={"base": 1, "other": 0.9},
        own_share_min={"base": 0, "other": 0.25},
        discount_rate={"base": 0, "other": 0.03},
        rounding={"base": 0.01, "other": 1},
    )
    case = with_rows(
        case,
        "Adjustments",
        [
            ["other", "Benefits", "benefit_per_person", "multiply", 1.1, None, "port", None],
            ["other", "Costs", "cost_per_person", "multiply", 1.2, "training", None, None],
            ["base", "Costs", "cost_per_person", "add", 10, "welcome", None, None],
        ],
    )
    return with_rows(
        case,
        "Clauses",
        [
            ["a", None, "port", None, None, None, "amount", "at most", 1e5, "base", "Port"],
            ["b", None, "city", None, None, None, "amount", "at most", 2e5, "base", "City"],
            ["c", None, "city", None, None, None, "amount", "at most", 3e5, "other", "City"],
            ["d", None, "port", None, None, 2024, "amount", "at least", 5, "other", "City"],
            ["e", None, "port", None, None, None, "amount", "at most", 9e5, None, "Port"],
        ],
    )


def test_steps_come_in_the_stated_order_and_add_up() -> None:
    case = many_changes()
    found = between(case, "base", "other")
    assert [[(c.kind, c.name) for c in step.changes] for step in found.steps] == [
        [("clause", "a")],
        [("rule", "discount_rate")],
        [("rule", "benefit_cap")],
        [("rule", "own_share_min")],
        [("rule", "rounding")],
        [("adjustment", "Benefits.benefit_per_person")],
        [("adjustment", "Costs.cost_per_person")],
        [("adjustment", "Costs.cost_per_person")],
        [("clause", "c"), ("clause", "d")],
    ]
    kinds = {"rule": "rules", "adjustment": "adjustments"}
    parts = [
        kinds.get(c.kind, "clauses left out" if c.new is None else "clauses put in")
        for step in found.steps
        for c in step.changes
    ]
    places = [ORDER.index(part) for part in parts]
    assert places == sorted(places)
    assert_adds_up(case, found)


def test_a_clause_with_another_value_names_both() -> None:
    found = between(many_changes(), "base", "other")
    moved = found.steps[-1].changes[0]
    assert (moved.old, moved.new, moved.by) == (2e5, 3e5, "City")


def test_the_order_of_rows_changes_nothing() -> None:
    case = turned = many_changes()
    for table in ("Scenarios", "Adjustments", "Clauses", "Flows", "Territories"):
        turned = turned.with_table(table, case.table(table).iloc[::-1].reset_index(drop=True))
    assert between(turned, "base", "other") == between(case, "base", "other")


def test_the_way_back_undoes_the_way_there() -> None:
    case = many_changes()
    there, back = between(case, "base", "other"), between(case, "other", "base")
    assert there.before == back.after
    assert there.after == back.before
    assert_adds_up(case, back)


def test_changes_that_fit_only_together_are_one_step() -> None:
    # The federation must pay 500,000. The lower cap alone allows 0.3 of 900,000; with three times
    # the benefit it allows enough again.
    case = scenarios(worked(), benefit_cap={"base": 1, "other": 0.3})
    case = with_rows(
        case,
        "Clauses",
        [["x", None, "federation", None, None, None, "amount", "at least", 5e5, None, "City"]],
    )
    assert solve_case(case, "other").status == "conflict"
    rise = ["other", "Benefits", "benefit_per_person", "multiply", 3]
    case = with_rows(case, "Adjustments", [rise])
    found = between(case, "base", "other")
    assert names(found) == [
        [
            ("rule", "benefit_cap", 1.0, 0.3),
            ("adjustment", "Benefits.benefit_per_person", None, 3.0),
        ]
    ]
    assert_adds_up(case, found)


@pytest.mark.parametrize(("start", "end"), [("base", "clash"), ("clash", "base")])
def test_an_end_without_a_split_is_named(start: str, end: str) -> None:
    case = scenarios(worked(), benefit_cap={"base": 1, "clash": 0.1})
    clause = ["x", None, "federation", None, None, None, "amount", "at least", 5e5, "clash", "City"]
    with pytest.raises(RelaisError, match="clash contradict each other"):
        between(with_rows(case, "Clauses", [clause]), start, end)


def test_a_key_takes_the_place_of_the_split_first_and_last() -> None:
    case = scenarios(worked(), own_share_min={"base": 0, "half": 0.5})
    found = bridge(case, BridgeEnd("base", "population"), BridgeEnd("half", "host_pays"))
    assert names(found) == [
        [("key", "", "population", None)],
        [("rule", "own_share_min", 0.0, 0.5)],
        [("key", "", None, "host_pays")],
    ]
    assert dict(found.after.pays) == {"city": 720000.0, "federation": 0.0, "port": 160000.0}
    swapped = bridge(case, BridgeEnd("base", "population"), BridgeEnd("base", "equal"))
    assert names(swapped) == [[("key", "", "population", "equal")]]
    with pytest.raises(RelaisError, match="no_such_key"):
        bridge(case, BridgeEnd("base"), BridgeEnd("base", "no_such_key"))


def test_a_scenario_that_is_not_there_is_refused_and_a_walk_can_be_stopped() -> None:
    with pytest.raises(RelaisError, match="no scenario"):
        between(worked(), "base", "nowhere")
    case = scenarios(worked(), own_share_min={"base": 0, "half": 0.5})
    with pytest.raises(SolveCancelledError):
        bridge(case, BridgeEnd("base"), BridgeEnd("half"), cancelled=lambda: True)


@pytest.mark.parametrize("seed", range(3))
def test_random_scenarios_add_up_to_the_cent(seed: int) -> None:
    rng = np.random.default_rng(seed)
    case = scenarios(
        worked(),
        benefit_cap={"base": 1, "x": float(rng.uniform(0.3, 1.5)), "y": "none"},
        own_share_min={"base": 0, "x": float(rng.uniform(0, 0.6)), "y": float(rng.uniform(0, 1))},
        de_minimis={"base": 0, "x": float(rng.uniform(0, 0.3))},
        burden_basis={"base": "benefit", "y": str(rng.choice(["population", "fiscal_capacity"]))},
        rounding={"base": 0.01, "y": float(rng.choice([0.01, 1, 1000]))},
    )
    payer, value = str(rng.choice(PAYERS)), float(rng.uniform(1e4, 4e5))
    case = with_rows(
        case,
        "Clauses",
        [["a", None, payer, None, None, None, "amount", "at most", value, "x", "City"]],
    )
    case = with_rows(
        case,
        "Adjustments",
        [["y", "Costs", "cost_per_person", "multiply", float(rng.uniform(0.5, 2)), "training"]],
    )
    for start, end in (("base", "x"), ("x", "y"), ("y", "base")):
        assert_adds_up(case, between(case, start, end))


def test_a_same_key_is_a_step_named_as_it_is_written() -> None:
    case = scenarios(worked(), same_key_by={"base": None, "keyed": "stage", "one": "all"})
    assert names(between(case, "base", "keyed")) == [[("rule", "same_key_by", None, "stage")]]
    assert names(between(case, "keyed", "one")) == [[("rule", "same_key_by", "stage", "all")]]


def test_adjustments_of_two_groups_are_two_steps() -> None:
    case = scenarios(worked(), own_share_min={"base": None, "dearer": None})
    flows = case.table("Flows")
    case = case.with_table("Groups", pd.DataFrame({"group": ["a", "b"]}))
    case = case.with_table("Flows", flows.assign(group="a"))
    dearer = {
        "scenario": "dearer",
        "sheet": "Costs",
        "column": "cost_per_person",
        "operation": "multiply",
        "stage": "welcome",
    }
    rows = [{**dearer, "group": "a", "value": 1.5}, {**dearer, "group": "b", "value": 3.0}]
    case = case.with_table("Adjustments", pd.DataFrame(rows))
    found = between(case, "base", "dearer")
    assert [step.changes[0].place for step in found.steps] == [
        (("stage", "welcome"), ("group", "a")),
        (("stage", "welcome"), ("group", "b")),
    ]
    assert_adds_up(case, found)
