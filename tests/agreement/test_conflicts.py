from __future__ import annotations

from random import Random

import pytest

from models.case import Case
from models.results.split import Split
from solver.solve import solve_case
from tests.agreement.both import by_oracle
from tests.agreement.cases import Row, Tables, case_from, shown, tiny_case, tiny_tables
from tests.drawing import seeds
from tests.oracle.clauses import clause_measure, clause_sum
from tests.oracle.conflicts import needed_value, smallest_conflict
from tests.oracle.program import hard_limits, minimise, unit_of
from tests.oracle.setting import Setting

ANY_SEEDS = seeds(5000, 12)
TOGETHER_SEEDS = seeds(6000, 20)


@pytest.mark.parametrize("seed", ANY_SEEDS)
def test_both_programs_find_the_same_clauses_that_cannot_hold(seed: int) -> None:
    case = tiny_case(seed, clauses=5)
    setting = by_oracle(case)
    assert_same_conflict(solve_case(case, "base"), setting, case)


@pytest.mark.parametrize("seed", TOGETHER_SEEDS)
def test_both_programs_find_the_same_clauses_that_only_clash_together(seed: int) -> None:
    case = case_from(with_reachable_clauses(tiny_tables(seed, clauses=0), Random(seed)))
    setting = by_oracle(case)
    assert_same_conflict(solve_case(case, "base"), setting, case)


def test_the_clauses_that_only_clash_together_are_two_or_more() -> None:
    sizes = set()
    for seed in range(6005, 6015):
        case = case_from(with_reachable_clauses(tiny_tables(seed, clauses=0), Random(seed)))
        sizes.add(len(smallest_conflict(by_oracle(case))))
    assert {0, 2, 3} <= sizes


def assert_same_conflict(split: Split, setting: Setting, case: Case) -> None:
    """Compare the smallest set of clauses that cannot hold, and what each would need."""
    names = smallest_conflict(setting)
    assert split.status == ("conflict" if names else "ok"), shown(case)
    assert [line.clause for line in split.conflict] == names, shown(case)
    for line in split.conflict:
        wanted = needed_value(setting, names, line.clause)
        if wanted is None:
            assert line.needs is None, f"{line.clause}\n{shown(case)}"
        else:
            value, settles = wanted
            near = pytest.approx(value, rel=1e-5, abs=least_step(setting, split, line.clause))
            assert line.needs == near, f"{line.clause}\n{shown(case)}"
            assert line.settles_all == settles, f"{line.clause}\n{shown(case)}"


def least_step(setting: Setting, split: Split, name: str) -> float:
    """Return how much of a clause's value a rounding unit and a millionth of a need are."""
    clause = next(c for c in setting.data.clauses if c["clause"] == name)
    if clause["measure"] != "amount":
        return 1e-5
    return split.rounding + 1e-6 * float(unit_of(setting))


def with_reachable_clauses(tables: Tables, random: Random) -> Tables:
    """Add clauses each of which asks for a part of what can be reached, and so holds alone."""
    setting = by_oracle(case_from(tables))
    hard = hard_limits(setting)
    payers = sorted({h for h, _ in setting.pairs} | {h for h in setting.host.values() if h})
    clauses: list[Row] = []
    for number in range(7):
        clause = random_clause(setting, payers, f"c{number}", random)
        measure = float(clause_measure(setting, clause))
        most = minimise({v: -c for v, c in clause_sum(setting, clause).items()}, hard)
        if most is None or measure == 0:
            continue
        reach = -most.value * float(unit_of(setting)) / measure
        share = random.choice([0.1, 0.3]) if clause["sense"] == "at most" else 0.8
        clauses.append({**clause, "value": float(f"{share * reach:.3g}")})
    return {**tables, "Clauses": clauses}


def random_clause(setting: Setting, payers: list[str], name: str, random: Random) -> Row:
    """Return a clause without its value."""
    payer = random.choice([None, *payers])
    measures = ["amount", "share_of_need"] + (["share_of_benefit"] if payer else [])
    some = random.choice(setting.programmes) if setting.programmes else (None, None, None)
    return {
        "clause": name,
        "payer": payer,
        "stage": random.choice([None, None, some[0]]),
        "host": random.choice([None, None, some[1]]),
        "year": random.choice([None, None, some[2]]),
        "measure": random.choice(measures),
        "sense": random.choice(["at most", "at most", "at least", "exactly"]),
        "status": "proposed",
    }
