"""Tiny random cases: every feature of the method turns up in some of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

import pandas as pd

from models.case import Case, case_of

Row = dict[str, Any]
Tables = dict[str, list[Row]]

FIRST_YEAR = 2024
GOAL_ORDERS = (
    None,
    None,
    "unfunded, host_residual, equal_burden, proportional",
    "unfunded, equal_burden, proportional",
    "unfunded, host_residual, proportional",
    "unfunded, host_residual, fewest_transfers, equal_burden",
    "host_residual, unfunded, equal_burden",
    "unfunded, fewest_transfers",
    "equal_burden, unfunded, proportional",
    "unfunded, proportional, equal_burden",
)


@dataclass
class Sketch:
    """A case in the making."""

    random: Random
    tables: Tables = field(default_factory=dict)

    def add(self, table: str, **cells: Any) -> None:
        """Add a row unless there is one with these keys already."""
        rows = self.tables.setdefault(table, [])
        if _key(table, cells) not in [_key(table, row) for row in rows]:
            rows.append(cells)

    def chance(self, share: float) -> bool:
        """Say yes in a share of all cases."""
        return self.random.random() < share

    def names(self, table: str, column: str) -> list[str]:
        """Return the keys of a table."""
        return [row[column] for row in self.tables[table]]

    @property
    def homes(self) -> list[str]:
        """The territories that people live in."""
        return [row["territory"] for row in self.tables["Territories"] if row["level"] == "home"]

    @property
    def payers(self) -> list[str]:
        """The territories that pay."""
        return [row["territory"] for row in self.tables["Territories"] if row["pays"] is not False]

    @property
    def years(self) -> range:
        """The years with data."""
        return range(FIRST_YEAR, FIRST_YEAR + 3)


FIGURES = {"persons", "cost_per_person", "benefit_per_person", "max_contribution"}


def _key(table: str, row: Row) -> tuple[Any, ...]:
    if table == "Benefits":
        place = row.get("territory")
        return row.get("year"), row["stage"], place, row.get("beneficiary") or place or "itself"
    others = FIGURES | {"existing_funding", "responsible", "value"}
    return tuple(value for name, value in sorted(row.items()) if name not in others)


def tiny_case(seed: int, **features: Any) -> Case:
    """Return the case with this number; features turn parts of it on or off."""
    return case_from(tiny_tables(seed, **features))


def case_from(tables: Tables) -> Case:
    """Return a case with these rows."""
    return case_of({key: pd.DataFrame(rows, dtype=object) for key, rows in tables.items() if rows})


def tiny_tables(seed: int, *, clauses: int | None = None, **rules: Any) -> Tables:
    """Return the tables of the case with this number.

    Args:
        seed: the number of the case.
        clauses: how many clauses; None: any small number.
        rules: rules that are not left to chance.
    """
    sketch = Sketch(Random(seed))
    for fill in (_territories, _stages, add_flows, _costs, _benefits, _budgets, _policies):
        fill(sketch)
    count = sketch.random.choice([0, 0, 1, 2, 3]) if clauses is None else clauses
    for number in range(count):
        _clause(sketch, f"c{number}")
    _rules(sketch, rules)
    return sketch.tables


def shown(tables: Tables | Case) -> str:
    """Write a case out, for a test that fails."""
    if isinstance(tables, Case):
        frames = tables.tables.items()
        tables = {
            key: [{str(n): v for n, v in row.items()} for row in frame.to_dict("records")]
            for key, frame in frames
        }
    lines = [
        f"{key}: { {n: v for n, v in row.items() if v is not None and v == v} }"  # noqa: PLR0124
        for key, rows in tables.items()
        for row in rows
    ]
    return "\n".join(lines)


def _territories(sketch: Sketch) -> None:
    random = sketch.random
    whole = sketch.chance(0.6)
    if whole:
        _territory(sketch, "union", None, "above", sketch.chance(0.9))
    for name in random.sample(["alpha", "beta", "gamma"], random.choice([2, 2, 3])):
        parent = "union" if whole and sketch.chance(0.8) else None
        _territory(sketch, name, parent, "home", sketch.chance(0.85))
    if sketch.chance(0.2):
        _territory(sketch, "suburb", sketch.homes[0], "home", sketch.chance(0.3))


def _territory(sketch: Sketch, name: str, parent: str | None, level: str, pays: bool) -> None:
    random = sketch.random
    sketch.add(
        "Territories",
        territory=name,
        parent=parent,
        level=level,
        population=random.choice([None, 500, 1000, 4000]),
        fiscal_capacity=random.choice([None, 20_000, 100_000, 350_000]),
        pays=random.choice([True, None]) if pays else False,
    )


def _stages(sketch: Sketch) -> None:
    random = sketch.random
    count, order = random.choice([2, 3, 3, 4]), 0
    for number in range(count):
        order += random.choice([1, 1, 1, 2])
        sketch.add(
            "Stages",
            stage=random.choice("pqrs") + str(number),
            order=order,
            duration=random.choice([None, 0, 1, 1, 2]) if number else random.choice([None, 0, 1]),
            cofunded=number == 0 or (number < count - 1 and sketch.chance(0.7)),
        )


def add_flows(sketch: Sketch) -> None:
    """Let people arrive, move and go on, stage by stage and year by year."""
    entered: dict[tuple[str, str, int], float] = {}
    _arrivals(sketch, entered)
    for stage in sketch.tables["Stages"]:
        for year in (*sketch.years, sketch.years[-1] + 1):
            _moves(sketch, entered, stage["stage"], year)
            for home in sketch.homes:
                _onward(sketch, entered, stage, home, year)


def _flow(
    sketch: Sketch, entered: dict[tuple[str, str, int], float], persons: float, **cells: Any
) -> None:
    before = len(sketch.tables.get("Flows", []))
    sketch.add("Flows", persons=persons, **cells)
    if len(sketch.tables["Flows"]) > before and cells.get("to_stage"):
        place = (cells["to_stage"], cells["to_territory"], cells["year"])
        entered[place] = entered.get(place, 0) + persons


def _arrivals(sketch: Sketch, entered: dict[tuple[str, str, int], float]) -> None:
    random, stages = sketch.random, sketch.names("Stages", "stage")
    for year in (*sketch.years[: random.choice([1, 2, 2, 3])], *([2027] * sketch.chance(0.2))):
        for home in sketch.homes:
            stage = stages[0] if sketch.chance(0.85) else random.choice(stages)
            if sketch.chance(0.7):
                persons = random.choice([10, 25, 40, 100, 12.5])
                _flow(sketch, entered, persons, year=year, to_stage=stage, to_territory=home)
    if not entered:
        cells = {"year": FIRST_YEAR, "to_stage": stages[0], "to_territory": sketch.homes[0]}
        _flow(sketch, entered, 60, **cells)


def _moves(
    sketch: Sketch, entered: dict[tuple[str, str, int], float], stage: str, year: int
) -> None:
    for start in sketch.homes:
        for end in sketch.homes:
            here = entered.get((stage, start, year), 0)
            if start != end and here > 0 and sketch.chance(0.2):
                persons = round(here * sketch.random.choice([0.1, 0.2, 0.3]), 1)
                _flow(
                    sketch,
                    entered,
                    persons,
                    year=year,
                    from_stage=stage,
                    from_territory=start,
                    to_stage=stage,
                    to_territory=end,
                )


def _onward(
    sketch: Sketch,
    entered: dict[tuple[str, str, int], float],
    stage: Row,
    home: str,
    year: int,
) -> None:
    random = sketch.random
    there = year + (1 if stage["duration"] is None else stage["duration"])
    moved = sum(
        flow["persons"]
        for flow in sketch.tables["Flows"]
        if flow.get("from_stage") == stage["stage"] == flow.get("to_stage")
        and (flow["from_territory"], flow["year"]) == (home, year)
    )
    left = entered.get((stage["stage"], home, year), 0) - moved
    if there > sketch.years[-1] or left <= 0:
        return
    if sketch.chance(0.05):
        left *= 1.5
    later = [r["stage"] for r in sketch.tables["Stages"] if r["order"] > stage["order"]]
    come_from = {"year": there, "from_stage": stage["stage"], "from_territory": home}
    for _ in range(random.choice([0, 1, 1, 2, 2, 3])):
        persons = round(left * random.choice([0.2, 0.4, 0.6, 1.0]), 2)
        left -= persons
        if persons <= 0:
            continue
        if not later or sketch.chance(0.2):
            _flow(sketch, entered, persons, **come_from)
            continue
        goal = {"to_stage": random.choice(later), "to_territory": random.choice(sketch.homes)}
        _flow(sketch, entered, persons, **come_from, **goal)


def _some_year(sketch: Sketch, blank: float) -> int | None:
    return None if sketch.chance(blank) else sketch.random.choice(list(sketch.years))


def _costs(sketch: Sketch) -> None:
    random = sketch.random
    territories = sketch.names("Territories", "territory")
    for stage in sketch.tables["Stages"]:
        for _ in range(random.choice([1, 1, 2, 3, 4]) if stage["cofunded"] else 0):
            sketch.add(
                "Costs",
                year=_some_year(sketch, 0.5),
                stage=stage["stage"],
                territory=None if sketch.chance(0.5) else random.choice(sketch.homes),
                responsible=random.choice(territories) if sketch.chance(0.2) else None,
                cost_per_person=random.choice([0, 500, 1200, 3000, 5000.5, 8000]),
                existing_funding=random.choice([None, None, 0, 1000, 20_000]),
            )


def _benefits(sketch: Sketch) -> None:
    random = sketch.random
    territories = sketch.names("Territories", "territory")
    for stage in sketch.names("Stages", "stage"):
        for _ in range(random.choice([1, 2, 3, 5])):
            year = _some_year(sketch, 0.6)
            territory = None if sketch.chance(0.6) else random.choice(sketch.homes)
            beneficiary = random.choice([None, None, *territories])
            if territory is None and _says_it_twice(sketch, year, stage, beneficiary):
                continue
            sketch.add(
                "Benefits",
                year=year,
                stage=stage,
                territory=territory,
                beneficiary=beneficiary,
                benefit_per_person=random.choice([-1500, 300, 2000, 4000, 6000, 15_000, 20_000.5]),
            )


def _says_it_twice(sketch: Sketch, year: int | None, stage: str, beneficiary: str | None) -> bool:
    """Say whether a row for every territory would give "itself" and a name the same figure."""
    return any(
        (row["year"], row["stage"], row["territory"]) == (year, stage, None)
        and (row["beneficiary"] is None) != (beneficiary is None)
        for row in sketch.tables.get("Benefits", [])
    )


def _budgets(sketch: Sketch) -> None:
    if not sketch.chance(0.4):
        return
    for _ in range(sketch.random.choice([1, 2, 3]) if sketch.payers else 0):
        sketch.add(
            "Budgets",
            year=_some_year(sketch, 0.4),
            payer=sketch.random.choice(sketch.payers),
            max_contribution=sketch.random.choice([0, 5000, 30_000, 100_000, 250_000]),
        )


def _policies(sketch: Sketch) -> None:
    if sketch.chance(0.3):
        sketch.add(
            "Policies",
            policy="course",
            category="general",
            stage=sketch.random.choice([None, *sketch.names("Stages", "stage")]),
            territory=sketch.random.choice([None, *sketch.homes]),
            spending=sketch.random.choice([None, 900, 15_000]),
            counts_as_funding=sketch.random.choice([True, True, None, False]),
        )


def _clause(sketch: Sketch, name: str) -> None:
    random = sketch.random
    measure = random.choice(["amount", "amount", "share_of_need", "share_of_benefit"])
    payer = random.choice([None, *sketch.payers]) if sketch.payers else None
    if measure == "share_of_benefit" and payer is None:
        measure = "amount"
    large = [0, 2000, 20_000, 60_000, 150_000]
    sketch.add(
        "Clauses",
        clause=name,
        payer=payer,
        host=random.choice(sketch.homes) if sketch.chance(0.3) else None,
        stage=random.choice(sketch.names("Stages", "stage")) if sketch.chance(0.3) else None,
        year=_some_year(sketch, 0.7),
        measure=measure,
        sense=random.choice(["at most", "at most", "at least", "at least", "exactly"]),
        value=random.choice(large if measure == "amount" else [0, 0.05, 0.2, 0.5, 0.8]),
        scenario="other" if sketch.chance(0.05) else None,
        status=random.choice([None, "proposed", "agreed", "agreed", "rejected"]),
    )


def _rules(sketch: Sketch, fixed: Row) -> None:
    random = sketch.random
    rules = {
        "discount_rate": random.choice([None, 0, 0.03, 0.25]),
        "benefit_cap": random.choice([None, 1, 0.5, "none"]),
        "own_share_min": random.choice([None, None, 0.1, 0.4]),
        "de_minimis": random.choice([None, None, 0.05, 0.3]),
        "burden_basis": random.choice([None, None, "benefit", "fiscal_capacity", "population"]),
        "goals": random.choice(GOAL_ORDERS),
        "programme_years": random.choice([None, None, None, "2024-2025", 2025.0, "2024"]),
        "base_year": random.choice([None, None, 2022, 2025]),
        "project_until": random.choice([None, None, 2027, 2028]),
        "arrivals_growth": random.choice([None, 0.1, -0.2]),
        "rounding": random.choice([None, None, 1, 1000]),
    } | fixed
    for rule, value in rules.items():
        sketch.add("Scenarios", rule=rule, base=value, other=None)
