"""Checks 7 to 9 of every split (2-method 2.8), on random cases with all new parts."""

from __future__ import annotations

from copy import deepcopy
from fractions import Fraction
from functools import partial

import pytest

from tests.agreement.cases import Row, Tables, shown, tiny_tables
from tests.agreement.second_edition import GROUPS, PARTS, set_rule, wide_tables
from tests.drawing import first_made, seeds
from tests.oracle.goals import Chain, chain
from tests.oracle.same_key import Part
from tests.oracle.setting import Setting, setting_of

SUMS = ("fixed_cost", "existing_funding", "amount", "spending")
"""Sums of money of a cohort or a year, in whatever sheet."""
BY_PROGRAMME = ("Costs", "Existing", "Policies")
COLUMNS: dict[str, Row] = {
    "Flows": {"persons_without": 0, "group": "all", "to_group": None},
    "Costs": {"share": 1, "fixed_cost": 0, "additionality": 1, "group": None},
    "Clauses": {"each": None, "group": None},
    "Benefits": {"group": None},
}
RULES = {
    "additionality": 1,
    "benefit_timing": "entry",
    "price_growth": 0,
    "least_transfer": 0,
    "same_key_by": None,
}
HALVED = [part for part in PARTS if part not in ("clauses", "same_key")]


def assert_same_totals(before: Setting, after: Setting, tables: Tables) -> None:
    """Compare B, the sums of needs and later benefits, and what every goal reaches."""
    assert after.total_benefit == before.total_benefit, shown(tables)
    assert sum(after.need.values()) == sum(before.need.values()), shown(tables)
    for h in before.payers:
        sums = [sum(d for (p, _), d in s.pairs.items() if p == h) for s in (before, after)]
        assert sums[0] == sums[1], f"{h}\n{shown(tables)}"
    wanted, found = chain(before), chain(after)
    assert (wanted is None) == (found is None), shown(tables)
    if wanted is not None and found is not None:
        assert_same_goals(wanted, found, tables)


def assert_same_goals(wanted: Chain, found: Chain, tables: Tables) -> None:
    """Compare what two chains of goals reach."""
    scale = float(sum(wanted.setting.need.values()))
    for (goal, value), (_, other) in zip(wanted.values, found.values, strict=True):
        near = pytest.approx(value, rel=1e-5, abs=1e-6 * max(scale, 1))
        if isinstance(value, tuple):
            bases = [wanted.setting.basis(h) for h in wanted.setting.payers]
            least = float(min((basis for basis in bases if basis > 0), default=Fraction(1)))
            near = pytest.approx(value, rel=1e-5, abs=1e-6 * scale / least)
        assert other == near, f"{goal}\n{shown(tables)}"


@pytest.mark.parametrize("seed", seeds(41_000, 25))
def test_what_is_blank_or_says_the_default_gives_the_figures_of_the_first_edition(
    seed: int,
) -> None:
    tables = tiny_tables(seed, clauses=0)
    tables.pop("Policies", None)
    written = deepcopy(tables)
    written["Groups"] = [{"group": "all"}]
    for sheet, cells in COLUMNS.items():
        for row in written.get(sheet, []):
            row.update(cells)
    for rule, value in RULES.items():
        set_rule(written, rule, value)
    old, new = setting_of(tables, edition=1), setting_of(written)
    for k, need in old.need.items():
        assert new.need[k._replace(group="all")] == need, shown(tables)
    for (h, k), amount in old.later_benefit.items():
        assert new.later_benefit[h, k._replace(group="all")] == amount, shown(tables)
    assert_same_totals(old, new, tables)


@pytest.mark.parametrize("seed", seeds(41_100, 25))
def test_nobody_gains_from_programmes_that_have_no_effect(seed: int) -> None:
    tables = wide_tables(seed, clauses=0, additionality=0)
    setting = setting_of(tables)
    assert setting.pairs == {}, shown(tables)
    assert not any(setting.every_later_benefit.values()), shown(tables)
    assert not any(setting.total_benefit.values()), shown(tables)


@pytest.mark.parametrize("seed", seeds(41_200, 25))
def test_halving_a_group_changes_no_total(seed: int) -> None:
    tables = plain(wide_tables(seed, HALVED, clauses=0))
    halved = deepcopy(tables)
    halved["Groups"] = [{"group": name} for name in (*halves("asylum"), "family")]
    halved["Flows"] = [
        flow
        for row in tables["Flows"]
        for flow in in_halves(row, ("group", "to_group"), "asylum", ("persons", "persons_without"))
    ]
    for sheet in BY_PROGRAMME:
        rows = [in_each_group(row) for row in tables.get(sheet, [])]
        rows = [[row] for row in tables.get(sheet, [])] if sheet != "Costs" else rows
        halved[sheet] = [
            half for some in rows for row in some for half in in_halves(row, ("group",), "asylum")
        ]
    halved["Benefits"] = [
        row for one in tables["Benefits"] for row in in_halves(one, ("group",), "asylum", ())
    ]
    assert_same_totals(setting_of(tables), setting_of(halved), tables)


@pytest.mark.parametrize("seed", seeds(41_300, 25))
def test_halving_a_responsible_changes_no_total(seed: int) -> None:
    tables, name = first_made(_with_a_responsible, seed)
    halved = deepcopy(tables)
    halved["Territories"] += [{"territory": "office", "parent": name, "pays": False}]
    halved["Costs"], halved["Existing"] = [], []
    for row in tables["Costs"]:
        if (row.get("responsible") or row["territory"]) != name:
            halved["Costs"].append(row)
            continue
        half = {column: row[column] / 2 for column in SUMS if row.get(column)}
        half["share"] = (1 if row.get("share") is None else row["share"]) / 2
        halved["Costs"] += [{**row, **half, "responsible": who} for who in (name, "office")]
    for row in tables.get("Existing", []):
        halved["Existing"] += in_halves(row, ("responsible",), name, names=(name, "office"))
    assert_same_totals(setting_of(tables), setting_of(halved), tables)


@pytest.mark.parametrize("seed", seeds(41_400, 25))
def test_halving_a_territory_that_does_not_pay_changes_no_total(seed: int) -> None:
    tables, name = first_made(_with_one_that_does_not_pay, seed)
    first, _ = halves(name)
    halved = deepcopy(tables)
    [old] = [row for row in tables["Territories"] if row["territory"] == name]
    others = [row for row in tables["Territories"] if row["territory"] != name]
    halved["Territories"] = [renamed(row, "parent", name, first) for row in others]
    halved["Territories"] += [{**old, "territory": half} for half in halves(name)]
    ends = ("from_territory", "to_territory")
    halved["Flows"] = [
        flow
        for row in tables["Flows"]
        for flow in in_halves(row, ends, name, ("persons", "persons_without"))
    ]
    for sheet in BY_PROGRAMME:
        rows = tables.get(sheet, [])
        if sheet == "Costs":
            rows = [place for row in rows for place in at_home_too(row, name, rows)]
        halved[sheet] = [half for row in rows for half in in_halves(row, ("territory",), name)]
        for column in ("payer", "responsible"):
            halved[sheet] = [renamed(row, column, name, first) for row in halved[sheet]]
    halved["Benefits"] = [
        half for row in tables["Benefits"] for half in in_halves(row, ("territory",), name, ())
    ]
    assert_same_totals(setting_of(tables), setting_of(halved), tables)


@pytest.mark.parametrize("seed", seeds(41_500, 30))
def test_with_a_same_key_every_payers_share_of_each_class_is_one_figure(seed: int) -> None:
    found = first_made(_by_a_same_key, seed)
    setting = found.setting
    shares: dict[Part, float] = {}
    for h, k in setting.pairs:
        if setting.need[k] > 0:
            unit = float(max(setting.need.values()) / setting.need[k])
            share = found.point["x", h, k] * unit
            wanted = pytest.approx(shares.setdefault(setting.parts[h, k], share), abs=1e-6 * unit)
            assert share == wanted, f"{h} {k}"
    assert shares


def _by_a_same_key(seed: int) -> Chain | None:
    """Return the split of a random case that has classes of several programmes."""
    setting = setting_of(wide_tables(seed, PARTS))
    needed = [(h, k) for h, k in setting.pairs if setting.need[k] > 0]
    several = len(needed) > len({setting.parts[pair] for pair in needed})
    return chain(setting) if several else None


def plain(tables: Tables) -> Tables:
    """Let no row of Costs or Policies name a group, so that it can be written for each group."""
    for sheet in ("Costs", "Policies"):
        for row in tables.get(sheet, []):
            row["group"] = None
    return tables


def _with_a_responsible(seed: int) -> tuple[Tables, str] | None:
    """Return a random case and a government that answers for some programme in it."""
    tables = wide_tables(seed, HALVED, clauses=0)
    named = [row.get("responsible") or row["territory"] for row in tables.get("Costs", [])]
    names = sorted({name for name in named if name})
    # A row for every territory is its own government's in each: none of them is halved alone.
    blank = any(row["territory"] == row["responsible"] is None for row in tables.get("Costs", []))
    return (tables, names[0]) if names and not blank else None


def _with_one_that_does_not_pay(seed: int) -> tuple[Tables, str] | None:
    """Return a random case and a home in it that does not pay and is no named beneficiary."""
    tables = plain(wide_tables(seed, HALVED, clauses=0))
    silent = [
        row["territory"]
        for row in tables["Territories"]
        if row["pays"] is False and row["level"] == "home"
    ]
    named = {row["beneficiary"] for row in tables["Benefits"]}
    names = [name for name in silent if name not in named]
    return (tables, names[0]) if names else None


def halves(name: str) -> tuple[str, str]:
    """Return the names of two halves."""
    return f"{name} one", f"{name} two"


def in_halves(
    row: Row,
    columns: tuple[str, ...],
    name: str,
    sums: tuple[str, ...] = SUMS,
    names: tuple[str, str] | None = None,
) -> list[Row]:
    """Return a row for each half where a column names what is halved, its sums halved."""
    if all(row.get(column) != name for column in columns):
        return [row]
    half = {column: row[column] / 2 for column in sums if row.get(column)}
    rename = partial(_in_columns, columns=columns, name=name)
    return [{**row, **half, **rename(row, half=new)} for new in names or halves(name)]


def _in_columns(row: Row, *, columns: tuple[str, ...], name: str, half: str) -> Row:
    return {column: half for column in columns if row.get(column) == name}


def renamed(row: Row, column: str, old: str, new: str) -> Row:
    """Return a row with another name in a column."""
    return {**row, column: new} if row.get(column) == old else row


def in_each_group(row: Row) -> list[Row]:
    """Write a row for every group out for each."""
    return [{**row, "group": group} for group in GROUPS]


def at_home_too(row: Row, name: str, rows: list[Row]) -> list[Row]:
    """Write a row for every territory for one too, unless that one has rows of its own."""
    own = any((r["territory"], r["stage"]) == (name, row["stage"]) for r in rows)
    return [row] if row["territory"] is not None or own else [row, {**row, "territory": name}]
