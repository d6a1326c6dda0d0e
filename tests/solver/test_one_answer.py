"""One input, one answer: proved, marked, and the same whatever things are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import highspy
import pandas as pd
import pytest

from models.case import Case
from models.results.split import Fingerprint, Split, appendix_of
from models.workbook.reading import read_case
from solver.engine.engine import Engine
from solver.program.lp_text import lp_text
from solver.solve import Prepared, prepare, solve_case, solve_to_explain
from tests.agreement.cases import tiny_case
from tests.cases import SAMPLES, with_rules, worked
from tests.drawing import first_made


def renamed(case: Case, names: dict[str, str]) -> Case:
    """Give territories other keys, so that they sort in another order."""
    tables = {}
    for key, frame in case.tables.items():
        columns = [c for c in frame.columns if c in _NAMES]
        changed = {c: frame[c].map(lambda v: names.get(v, v)).astype(object) for c in columns}
        tables[key] = frame.assign(**{c: s.where(s.notna(), None) for c, s in changed.items()})
    return replace(case, tables=tables)


_NAMES = {
    "territory", "parent", "from_territory", "to_territory", "responsible", "beneficiary",
    "bearer", "payer", "host", "owner",
}  # fmt: skip


def _turned_round(case: Case) -> dict[str, str]:
    keys = sorted(case.table("Territories")["territory"])
    return {key: f"t{len(keys) - i:03d}" for i, key in enumerate(keys)}


def _who_pays_whom(split: Split, names: dict[str, str]) -> dict[tuple[str, str], int]:
    """Add up who pays for programmes where, in cents, by the new names."""
    sums: dict[tuple[str, str], int] = {}
    for line in split.payments:
        key = names.get(line.payer, line.payer), names.get(line.host, line.host)
        sums[key] = sums.get(key, 0) + round(line.amount * 100)
    return sums


@pytest.mark.parametrize("sample", ["worked.xlsx", "belgium.xlsx", "cities.xlsx", "europe.xlsx"])
def test_other_names_give_the_same_cents_and_the_answer_is_proved(sample: str) -> None:
    case = with_cents(read_case(SAMPLES / sample).case)
    names = _turned_round(case)
    before, after = solve_case(case), solve_case(renamed(case, names))
    assert before.unique
    assert after.unique
    _same_but_for_rounding(_who_pays_whom(before, names), _who_pays_whom(after, {}))
    assert _contributions(before, names) == pytest.approx(_contributions(after, {}), abs=0.011)


def _contributions(split: Split, names: dict[str, str]) -> dict[tuple[Any, ...], float]:
    """Return what is paid for each programme, by the new names."""
    return {
        (
            *(names.get(p.host, p.host), p.stage, p.group, p.year),
            names.get(p.government, p.government),
        ): p.contributions
        for p in split.programmes
    }


def with_cents(case: Case) -> Case:
    """Round to a hundredth of a cent, so that rounding itself is not what is compared."""
    rules = case.table("Scenarios")
    row = pd.DataFrame([{"rule": "rounding", "base": 0.0001}])
    kept = rules[rules["rule"] != "rounding"]
    return case.with_table("Scenarios", pd.concat([kept, row], ignore_index=True))


def _same_but_for_rounding(one: Mapping[Any, int], other: Mapping[Any, int]) -> None:
    assert set(one) == set(other)
    for key, cents in one.items():
        assert abs(cents - other[key]) <= 1


@pytest.mark.parametrize("seed", range(60))
def test_interior_point_and_simplex_give_the_same_cents(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = tiny_case(seed)
    simplex = solve_case(case)
    original = Engine._run

    def by_interior_point(self: Engine, strategy: int, **how: Any) -> object:
        self._highs.clearSolver()
        self._started_warm = False
        self._highs.setOptionValue("solver", "ipx")
        return original(self, strategy, **how)

    monkeypatch.setattr(Engine, "_run", by_interior_point)
    other = solve_case(case)
    assert other.status == simplex.status
    if simplex.unique and other.unique:
        assert other.payments == simplex.payments
        assert [line.own for line in other.payers] == [line.own for line in simplex.payers]


def test_twins_are_told_apart_by_their_keys_and_the_result_says_so() -> None:
    rows = worked().table("Flows")
    twin = rows.assign(to_territory=rows["to_territory"].map(lambda v: v and v + "2"))
    twin = twin.assign(from_territory=rows["from_territory"].map(lambda v: v and v + "2"))
    territories = worked().table("Territories")
    cities = territories[territories["parent"].notna()]
    both = worked().with_table("Flows", pd.concat([rows, twin], ignore_index=True))
    both = both.with_table(
        "Territories",
        pd.concat(
            [territories, cities.assign(territory=cities["territory"] + "2")], ignore_index=True
        ),
    )
    benefits = both.table("Benefits")
    own = benefits[benefits["territory"].notna()]
    both = both.with_table(
        "Benefits",
        pd.concat([benefits, own.assign(territory=own["territory"] + "2")], ignore_index=True),
    )
    split = solve_case(both)
    assert split == solve_case(both)
    assert {line.payer: line.burden for line in split.payers}["city"] == pytest.approx(
        {line.payer: line.burden for line in split.payers}["city2"]
    )


def _mark(case: Case) -> Fingerprint | None:
    return appendix_of(solve_case(case)).fingerprint


def test_the_fingerprint_changes_with_what_it_marks_and_with_nothing_else() -> None:
    base = _mark(worked())
    assert base is not None
    frame = worked().table("Costs")
    sourced = _mark(worked().with_table("Costs", frame.assign(source="a study")))
    dearer = _mark(
        worked().with_table("Costs", frame.assign(cost_per_person=frame["cost_per_person"] + 1))
    )
    rule = _mark(with_rules(worked(), own_share_min=0.2))
    assert sourced == base
    assert dearer is not None
    assert rule is not None
    assert (dearer.inputs != base.inputs, dearer.rules == base.rules) == (True, True)
    assert (rule.inputs == base.inputs, rule.rules != base.rules) == (True, True)
    assert rule.result != base.result
    assert str(base).count("-") == 3


def _of_a_linear_goal(seed: int) -> tuple[Prepared, str, Split] | None:
    """Return a random case whose first goal is one linear program, its text and its split."""
    prepared = prepare(tiny_case(seed), "base")
    goal = prepared.setup.traced.rules.goals[0]
    text = lp_text(prepared.setup)
    split = solve_to_explain(prepared).split
    is_linear = goal not in ("proportional", "least_change", "equal_burden")
    return (prepared, text, split) if split.status == "ok" and is_linear else None


@pytest.mark.parametrize("seed", range(25))
def test_the_written_program_has_the_same_first_goal_for_another_reader(
    seed: int, tmp_path: object
) -> None:
    prepared, text, split = first_made(_of_a_linear_goal, seed)
    path = f"{tmp_path}/program.lp"
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    assert highs.readModel(path) == highspy.HighsStatus.kOk
    highs.run()
    reached = highs.getInfo().objective_function_value * prepared.setup.unit
    value = split.goals[0].value
    assert isinstance(value, float)
    assert reached == pytest.approx(value, abs=0.01 + 1e-6 * abs(value))
