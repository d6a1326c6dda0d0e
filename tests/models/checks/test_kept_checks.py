"""Checks that are kept from one case to the next find what checking anew finds."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from models.case import Case, case_of
from models.checks import every
from models.checks.checked import CheckedCase
from models.checks.every import KeptChecks, check_case
from models.editing import Value
from tests.cases import sample_case, with_cells

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"


@pytest.fixture(scope="module")
def belgium() -> Case:
    return sample_case("belgium")


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each check was done."""
    count: Counter[str] = Counter()

    def counting(check: every.Check) -> every.Check:
        def counted(checked: CheckedCase) -> object:
            count[name_of(check)] += 1
            return check(checked)

        return counted  # type: ignore[return-value]

    monkeypatch.setattr(every, "CHECKS", tuple(map(counting, every.CHECKS)))
    return count


def name_of(check: every.Check) -> str:
    """Return the name of a check, and of what it checks where it is one table's."""
    if isinstance(check, partial):
        return f"{check.func.__name__} of {check.keywords['table'].key}"
    return check.__name__


def edited(case: Case) -> list[Case]:
    """Return cases, each one edit after the one before, with errors that come and go."""
    edits: list[tuple[str, int, str, Value]] = [
        ("Flows", 3, "persons", -1.0),
        ("Scenarios", 0, "base", "nonsense"),
        ("Flows", 3, "persons", 5.0),
        ("Stages", 0, "order", None),
        ("Territories", 1, "territory", "elsewhere"),
        ("Clauses", 0, "value", -3.0),
        ("Scenarios", 0, "base", 0.1),
        ("Budgets", 0, "payer", "nobody"),
        ("Stages", 0, "order", 1.0),
        ("Costs", 0, "cost_per_person", None),
    ]
    cases = [case]
    for table, row, column, value in edits:
        cases.append(with_cells(cases[-1], table, [(row, column, value)]))
    return cases


def test_they_find_what_checking_anew_finds_edit_by_edit(belgium: Case) -> None:
    checks = KeptChecks()
    cases = edited(belgium)
    found = [checks.problems(case) for case in (*cases, *reversed(cases))]
    assert found == [check_case(case) for case in (*cases, *reversed(cases))]
    assert len({len(problems) for problems in found}) > 3


def test_another_rule_leaves_the_flows_unchecked(belgium: Case, done: Counter[str]) -> None:
    checks = KeptChecks()
    checks.problems(belgium)
    checks.problems(with_cells(belgium, "Scenarios", [(0, "base", 0.1)]))
    assert (done["directions"], done["more_leave_than_enter"]) == (1, 1)
    assert (done["years of Flows"], done["duplicate_keys of Flows"]) == (1, 1)
    assert (done["rule_values"], done["years of Scenarios"]) == (2, 2)


def test_a_column_that_is_no_longer_unknown_is_checked(belgium: Case) -> None:
    tables = {**belgium.tables}
    tables["Scenarios"] = tables["Scenarios"].assign(odd="nonsense")
    unknown, open_one = case_of(tables, {"Scenarios": ("odd",)}), case_of(tables)
    same = Case(unknown.tables, open_one.unknown_columns)
    checks = KeptChecks()
    assert checks.problems(unknown) == check_case(unknown)
    assert checks.problems(same) == check_case(same) != check_case(unknown)


def test_checks_that_were_stopped_are_done_the_next_time(belgium: Case) -> None:
    checks = KeptChecks()
    checks.problems(belgium)
    (_, wrong, *_) = edited(belgium)

    def stop() -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        checks.problems(wrong, stop)
    assert checks.problems(wrong) == check_case(wrong) != check_case(belgium)


def test_a_check_of_a_large_case_stops_soon(belgium: Case) -> None:
    flows = pd.concat([belgium.table("Flows")] * 20, ignore_index=True).assign(persons=-1.0)
    case, ticks = belgium.with_table("Flows", flows), 0
    assert len(check_case(case)) > 2_000

    def stop() -> None:
        nonlocal ticks
        ticks += 1
        if ticks > 100:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        check_case(case, stop)
    assert ticks == 101, "in the middle of a check, of which there are some thirty"
