"""Tiny random cases with the parts that the second edition of the method brought (marks ²)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from random import Random
from typing import Any

from tests.agreement.cases import FIRST_YEAR, Row, Sketch, Tables, add_flows, tiny_tables

GROUPS = ("asylum", "family")
YEARS = range(FIRST_YEAR, FIRST_YEAR + 3)


def wide_tables(seed: int, parts: Iterable[str] | None = None, **rules: Any) -> Tables:
    """Return the tables of the case with this number.

    Args:
        seed: the number of the case.
        parts: which of PARTS it has; None: any.
        rules: rules, or the number of clauses, that are not left to chance.
    """
    random = Random(seed)
    tables = tiny_tables(seed, **rules)
    chosen = [part for part in PARTS if random.random() < 0.5] if parts is None else list(parts)
    for part in chosen:
        PARTS[part](tables, random)
    for rule, value in rules.items():
        if rule != "clauses":
            set_rule(tables, rule, value)
    return tables


def set_rule(tables: Tables, rule: str, value: Any) -> None:
    """Give a rule of the base scenario a value."""
    rows = [row for row in tables["Scenarios"] if row["rule"] != rule]
    tables["Scenarios"] = [*rows, {"rule": rule, "base": value}]


def homes(tables: Tables) -> list[str]:
    """Return the territories that people live in."""
    return [row["territory"] for row in tables["Territories"] if row["level"] == "home"]


def cofunded(tables: Tables) -> list[str]:
    """Return the co-funded stages."""
    return [row["stage"] for row in tables["Stages"] if row["cofunded"]]


def _groups(tables: Tables, random: Random) -> None:
    """Let two groups go their own ways, change into each other and have their own figures."""
    tables["Groups"] = [{"group": group} for group in GROUPS]
    tables["Flows"] = []
    for group in GROUPS:
        fixed = {name: tables[name] for name in ("Territories", "Stages")}
        sketch = Sketch(Random(random.random()), fixed)
        add_flows(sketch)
        tables["Flows"] += [{**row, "group": group} for row in sketch.tables["Flows"]]
    for row in list(tables["Flows"]):
        other = GROUPS[row["group"] == GROUPS[0]]
        if row.get("to_stage") and row.get("from_stage") and random.random() < 0.2:
            row["to_group"] = other
        elif row.get("to_stage") and random.random() < 0.1:
            place = {"from_stage": row["to_stage"], "from_territory": row["to_territory"]}
            tables["Flows"].append({**row, **place, "to_group": other, "persons": 2})
    tables["Flows"] = _once(tables["Flows"])
    for table in ("Costs", "Benefits", "Policies"):
        for row in tables.get(table, []):
            row["group"] = random.choice([None, None, *GROUPS])


def _once(flows: list[Row]) -> list[Row]:
    """Keep the first of the flows with one key."""
    names = ("year", "group", "from_stage", "from_territory", "to_stage", "to_territory")
    found: dict[tuple[object, ...], Row] = {}
    for row in flows:
        group = row.get("to_group") or row["group"]
        found.setdefault((*(row.get(name) for name in names), group), row)
    return list(found.values())


def _without(tables: Tables, random: Random) -> None:
    """Say of some flows what would happen without the programme they leave."""
    order = {row["stage"]: row["order"] for row in tables["Stages"]}
    keys = {_way(row) for row in tables["Flows"]}
    for row in list(tables["Flows"]):
        start, end = row.get("from_stage"), row.get("to_stage")
        if start not in cofunded(tables) or end is None or order[start] >= order[end]:
            continue
        if random.random() < 0.5:
            row["persons_without"] = round(row["persons"] * random.choice([0, 0.3, 0.8, 1.2]), 2)
        only = {**row, "to_territory": random.choice(homes(tables)), "persons": 0}
        if random.random() < 0.15 and _way(only) not in keys:
            keys.add(_way(only))
            tables["Flows"].append({**only, "persons_without": 5})
    for row in tables.get("Costs", []):
        row["additionality"] = random.choice([None, 0.5, 0.8, 0, 1])
    set_rule(tables, "additionality", random.choice([None, 1, 0.7]))


def _way(row: Row) -> tuple[object, ...]:
    names = ("from_stage", "from_territory", "to_stage", "to_territory", "group", "to_group")
    return row["year"], *(row.get(name) for name in names)


def _shares(tables: Tables, random: Random) -> None:
    """Let two governments answer for parts of the same persons."""
    governments = [row["territory"] for row in tables["Territories"]]
    for row in list(tables.get("Costs", [])):
        first = row["responsible"] or row["territory"]
        others = [name for name in governments if name != first]
        if not row["responsible"] and not row["territory"]:
            others = [name for name in others if name not in homes(tables)]
        if others and random.random() < 0.6:
            row["share"], share = random.choice([(0.6, 0.4), (0.5, 0.25), (1, 0), (0.3, 0.7)])
            second = {**row, "responsible": random.choice(others), "share": share}
            tables["Costs"].append({**second, "cost_per_person": 2500})


def _existing(tables: Tables, random: Random) -> None:
    """Let payments flow already, some of them more than is needed."""
    groups = [row["group"] for row in tables.get("Groups", [])]
    entries = [row for row in tables["Flows"] if row.get("to_stage") in cofunded(tables)]
    served = random.choices(entries, k=random.choice([1, 2, 4])) if entries else []
    tables["Existing"] = [
        {
            "payer": random.choice(tables["Territories"])["territory"],
            "year": entry["year"],
            "stage": entry["to_stage"],
            "territory": entry["to_territory"],
            "group": random.choice([None, *groups]),
            "amount": random.choice([500, 4000, 15_000, 900_000]),
            "counts": random.choice([None, True, False]),
        }
        for entry in served
    ]


def _prices(tables: Tables, random: Random) -> None:
    """Let prices grow; fixed costs and standard costs."""
    set_rule(tables, "price_growth", random.choice([0.02, 0.1, -0.05]))
    for row in tables.get("Costs", []):
        row["fixed_cost"] = random.choice([None, 0, 4000, 30_000])
    for row in tables["Stages"]:
        row["standard_cost"] = random.choice([None, 800, 2500])


def _timing(tables: Tables, random: Random) -> None:
    """Let benefits last, and come over the years or on entry."""
    tables["Stages"][-1]["duration"] = random.choice([2, 3, 4])
    set_rule(tables, "benefit_timing", random.choice([None, "spread", "entry"]))
    set_rule(tables, "discount_rate", random.choice([0.03, 0.25]))


def _policies(tables: Tables, random: Random) -> None:
    """Let policies be of a year, or of every year."""
    for row in tables.get("Policies", []):
        row["year"] = random.choice([None, *YEARS])


def _clauses(tables: Tables, random: Random) -> None:
    """Let clauses hold of territories below, of runs of years, and one by one."""
    above = [row["territory"] for row in tables["Territories"] if row["level"] != "home"]
    for row in tables.get("Clauses", []):
        row["year"] = random.choice([row["year"], "2024-2025", "2025-2026"])
        row["each"] = random.choice([None, "year", "host", "stage", "year, host", "group"])
        row["host"] = random.choice([row["host"], *above])
        row["status"] = random.choice([row["status"], "withdrawn", "agreed"])
        if "Groups" in tables:
            row["group"] = random.choice([None, None, *GROUPS])


def _least_transfer(tables: Tables, random: Random) -> None:
    set_rule(tables, "least_transfer", random.choice([1000, 40_000, 200_000]))


def _same_key(tables: Tables, random: Random) -> None:
    ways = ["all", "host", "stage", "group", "year", "host, stage", "stage, year"]
    set_rule(tables, "same_key_by", random.choice(ways))


def _waiting(tables: Tables, random: Random) -> None:
    """Let those who are not served cost their host, and others too."""
    for row in tables.get("Costs", []):
        row["waiting_cost_per_person"] = random.choice([None, 300, 900])
    tables["Waiting"] = [
        {
            "stage": random.choice(cofunded(tables)),
            "bearer": bearer,
            "waiting_cost_per_person": random.choice([100, 700]),
        }
        for bearer in {random.choice(tables["Territories"])["territory"] for _ in range(2)}
    ]


PARTS: dict[str, Callable[[Tables, Random], None]] = {
    "groups": _groups,
    "shares": _shares,
    "without": _without,
    "existing": _existing,
    "prices": _prices,
    "timing": _timing,
    "policies": _policies,
    "clauses": _clauses,
    "least_transfer": _least_transfer,
    "same_key": _same_key,
    "waiting": _waiting,
}
"""The new parts, each to be turned on by its name; those that others build on come first."""
