"""Some hundred tiny cases, in groups, that make the program say nearly all it can say of a case.

Two towns of a land welcome people; each case changes a little of that. What is drawn is drawn by
fixed numbers: a case with the same name is the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from models.case import Case
from tests.agreement.cases import GOAL_ORDERS, tiny_case
from tests.cases import case, with_rows, with_rules

Cases = Mapping[str, Case]
Row = Sequence[Any]

_TERRITORIES: tuple[Row, ...] = (
    ("land", "The Land", None, "above", 4000, 4_000_000, True),
    ("east", "East", "land", "home", 1000, 1_000_000, True),
    ("west", "West", "land", "home", 3000, 2_000_000, True),
)
_STAGES: tuple[Row, ...] = (
    ("course", "Course", 0, None, 1, True),
    ("work", "Work", 1, None, 1, False),
)
_FLOWS: tuple[Row, ...] = (
    (2026, None, None, "course", "east", 10),
    (2026, None, None, "course", "west", 6),
    (2027, "course", "east", "work", "east", 4),
    (2027, "course", "east", "work", "west", 5),
    (2027, "course", "east", None, None, 1),
    (2027, "course", "west", "work", "west", 6),
    (2027, None, None, "course", "east", 5),
)
_COSTS: tuple[Row, ...] = ((None, "course", None, None, 1000),)
_BENEFITS: tuple[Row, ...] = (
    (None, "work", None, None, 2000),
    (None, "work", None, "land", 1500),
)


def towns(
    clauses: Iterable[Row] = (), *, rules: Mapping[str, Any] | None = None, **tables: Iterable[Row]
) -> Case:
    """Return the case of the two towns.

    Args:
        clauses: rows of Clauses: payer, host, measure, sense, value, then scenario, who proposed
            it and its status; each is named by its place.
        rules: of the base, or by scenario.
        tables: rows that stand instead of those of a table.
    """
    given: dict[str, Iterable[Row]] = {
        "Territories": _TERRITORIES,
        "Stages": _STAGES,
        "Flows": _FLOWS,
        "Costs": _COSTS,
        "Benefits": _BENEFITS,
        **tables,
    }
    made = case(**given)
    rows = [_clause(f"c{number}", *row) for number, row in enumerate(clauses, 1)]
    made = with_rows(made, "Clauses", rows) if rows else made
    return with_rules(made, **rules) if rules else made


def _clause(
    name: str,
    payer: str | None,
    host: str | None,
    measure: str,
    sense: str,
    value: float,
    *rest: Any,
) -> Row:
    return (name, None, payer, host, None, None, measure, sense, value, *rest)


def _goals() -> Cases:
    """Every order of goals, and the last goal that needs a split in force."""
    orders = [order for order in dict.fromkeys(GOAL_ORDERS) if order is not None]
    made = {f"goals {order}": towns(rules={"goals": order}) for order in orders}
    close = {"base": "unfunded, equal_burden", "near": "unfunded, host_residual, least_change"}
    half = {"base": 0, "near": 0.5}
    reference = {"base": None, "near": "base"}
    rules = {"goals": close, "own_share_min": half, "reference_scenario": reference}
    return {**made, "least_change": towns(rules=rules)}


def _burdens() -> Cases:
    """Every basis of burdens, to the cent, in whole units and in thousands."""
    return {
        f"burdens by {basis}, rounded to {rounding}": towns(
            rules={"burden_basis": basis, "rounding": rounding}, Costs=_costs(1234.56)
        )
        for basis, rounding in (
            *(("benefit", 0.01), ("benefit", 1), ("benefit", 1000), ("fiscal_capacity", 0.01)),
            *(("fiscal_capacity", 1000), ("population", 0.01), ("population", 1)),
        )
    }


def _costs(cost: float, existing: float | None = None) -> Iterable[Row]:
    return ((None, "course", None, None, cost, existing),)


_VALUES = {
    "amount": {"at most": 3000, "at least": 9000.5, "exactly": 5000},
    "share_of_need": {"at most": 0.125, "at least": 0.6, "exactly": 1 / 3},
    "share_of_benefit": {"at most": 0.0004, "at least": 0.9996, "exactly": 0.5},
}


def _clauses() -> Cases:
    """Every measure and every sense, on one payer, on all, and on one host."""
    made = {
        f"{measure} {sense}": towns([("land", None, measure, sense, value)])
        for measure, values in _VALUES.items()
        for sense, value in values.items()
    }
    for sense, value in _VALUES["amount"].items():
        made[f"all, {sense}"] = towns([(None, "east", "amount", sense, value)])
        made[f"nothing, {sense}"] = towns([("west", "east", "amount", sense, 0)])
    known = ("exactly", 1000)
    statuses = ("proposed", "agreed", "rejected")
    made["every status"] = towns(
        [("east", None, "amount", *known, None, "West", status) for status in statuses]
    )
    narrow = ("narrow", "A label", "land", "east", "course", 2026, "share_of_need", "at most", 0.2)
    made["one programme, with a label"] = with_rows(towns(), "Clauses", [narrow])
    made["several that do not bind"] = towns(
        [("land", None, "amount", "at most", 1e6), ("west", None, "share_of_need", "at least", 0)]
    )
    return made


def _conflicts() -> Cases:
    """Clauses that cannot hold, alone, together, and against budgets and rules."""
    least = ("land", None, "amount", "at least", 9000)
    most = ("land", None, "amount", "at most", 100.25)
    return {
        "two clauses of one payer": towns([least, most]),
        "one clause alone": towns([("east", None, "amount", "at least", 1e6)]),
        "a clause and a budget": towns([least], Budgets=[(None, "land", 500)]),
        "a clause and the own share": towns(
            [("land", "east", "share_of_need", "at least", 0.6)], rules={"own_share_min": 0.5}
        ),
        "three that ask for more than all": towns(
            [(payer, None, "share_of_need", "at least", 0.4) for payer in ("land", "east", "west")]
        ),
        "two conflicts": towns(
            [least, most, *(("west", None, "amount", "exactly", value) for value in (1, 2))]
        ),
        "shares that miss each other": towns(
            [
                ("land", "east", "share_of_need", "exactly", 0.0004),
                ("land", "east", "share_of_need", "at least", 0.9997),
            ]
        ),
        "everybody half and everybody all": towns([(None, "east", "share_of_need", "exactly", 0.5),
                                    (None, "east", "share_of_need", "exactly", 1)]),
        "only one scenario": towns(
            [least, ("land", None, "amount", "at most", 100, "strict")],
            rules={"own_share_min": {"base": 0, "strict": 0.1}},
        ),
    }  # fmt: skip


def _gaps() -> Cases:
    """What stays unfunded, from a trifle to nearly all, and where nothing is needed."""
    capped = {"base": 1}
    budgets = {
        f"budgets of {each} each": towns(
            Budgets=[(None, payer, each) for payer in ("land", "east", "west")]
        )
        for each in (0, 0.5, 3000)
    }
    little = [(None, "work", None, None, 200)]
    shares = {
        f"all pay at most {part * 100:g} %": towns([(None, None, "share_of_need", "at most", part)])
        for part in (0.0004, 0.04, 0.9997)
    }
    return {
        **budgets,
        **shares,
        "a budget of one year": towns(Budgets=[(2026, "land", 1000), (2026, "east", 2000)]),
        "later benefit below the need": towns(Benefits=little, rules={"benefit_cap": capped}),
        "later benefit far below the need": towns(Benefits=[(None, "work", None, None, 0.5)]),
        "no benefit at all": towns(Benefits=[(None, "work", None, None, 0)]),
        "all funded already": towns(Costs=_costs(1000, 1e6)),
        "no cost": towns(Costs=[]),
        "costs of nothing": towns(Costs=_costs(0)),
        "no programme": towns(Stages=[(*row[:5], False) for row in _STAGES]),
        "nobody": towns(Flows=[]),
        "nobody pays": towns(Territories=[(*row[:6], False) for row in _TERRITORIES]),
        "one payer": towns(
            Territories=[(*row[:6], row[0] == "land") for row in _TERRITORIES],
            rules={"benefit_cap": "none"},
        ),
        "rounding takes all away": towns(rules={"rounding": 1e6}),
        "rounding takes one need away": towns(
            Costs=[(2026, "course", None, None, 1000), (2027, "course", None, None, 90)],
            rules={"rounding": 1000},
        ),
        "amounts of millions": towns(
            Costs=_costs(1.2345e6), Benefits=[(None, "work", None, None, 9e6)]
        ),
        "amounts of billions": towns(
            Costs=_costs(4.5e8), Benefits=[(None, "work", None, None, 9e8)]
        ),
        "a policy that funds": with_rows(
            towns(),
            "Policies",
            [("help", "east", "course", "east", None, "general", 20, 7, 4000, True)],
        ),
    }  # fmt: skip


def _shares() -> Cases:
    """Shares close to nothing and to all; one person, and parts of persons."""
    made = {}
    for part in (0.00004, 0.0004, 0.0005, 0.004, 0.04, 0.125):
        benefits = [
            (None, "work", None, "east", part * 1e4),
            (None, "work", None, "west", (1 - part) * 1e4),
        ]
        rules = {"benefit_cap": "none", "goals": "unfunded, host_residual, proportional"}
        made[f"the East gains {part * 100:g} %"] = towns(rules=rules, Benefits=benefits)
    for persons in (0.04, 0.3, 1, 1.5, 1234.5):
        flows = [
            (2026, None, None, "course", "east", persons),
            (2027, "course", "east", "work", "west", persons * 0.75),
            (2027, "course", "east", None, None, persons * 0.25),
        ]
        made[f"{persons:g} persons"] = towns(Flows=flows)
    return made  # fmt: skip


def _rules() -> Cases:
    """Rules away from what they are by themselves."""
    values: dict[str, Sequence[Any]] = {
        "discount_rate": (0.025, -0.0004),
        "benefit_cap": (0.5, 0.9996, "none"),
        "own_share_min": (0.0004, 0.25),
        "de_minimis": (0.004, 0.6),
        "programme_years": ("2026",),
        "base_year": (2020,),
        "project_until": (2030,),
        "currency": ("CHF",),
    }
    made = {
        f"{rule} {value}": towns(rules={rule: value})
        for rule, each in values.items()
        for value in each
    }
    grown = {"project_until": 2029, "arrivals_growth": -0.125}
    return {**made, "arrivals that shrink": towns(rules=grown)}


def _scenarios() -> Cases:
    """Several scenarios: other rules, other data, other clauses, and one in conflict."""
    half = {"own_share_min": {"base": 0, "half": 0.5, "same": 0}}
    lower = [("land", None, "amount", "at most", 2000, "half", "West", "proposed")]
    dearer = [
        ("half", "Costs", "cost_per_person", "multiply", 1.1, "course", None, None),
        ("half", "Flows", "persons", "add", 2, "course", "east", 2026),
        ("half", "Benefits", "benefit_per_person", "set", 1800, "work", None, None),
    ]
    clash = [("land", None, "amount", "at least", 1e6, "half")]
    every = {
        "discount_rate": {"base": 0, "other": 0.03},
        "benefit_cap": {"base": 1, "other": "none"},
        "de_minimis": {"base": 0, "other": 0.05},
        "burden_basis": {"base": None, "other": "population"},
        "rounding": {"base": 0.01, "other": 1},
        "goals": {"base": None, "other": "unfunded, proportional"},
    }
    return {
        "another own share": towns(rules=half),
        "another own share and a clause": towns(lower, rules=half),
        "other data": towns(rules=half, Adjustments=dearer),
        "one in conflict": towns(clash, rules=half),
        "nearly every rule": towns(rules=every),
        "a gap in one": towns(
            rules={"benefit_cap": {"base": 1, "tight": 0.2}},
            Benefits=[(None, "work", None, None, 1000)],
        ),
    }  # fmt: skip


def _drawn() -> Cases:
    """Cases in which anything may meet anything."""
    return {f"drawn {seed}": tiny_case(seed) for seed in range(7000, 7009)}


GROUPS: Mapping[str, Callable[[], Cases]] = {
    "goals": _goals,
    "burdens": _burdens,
    "clauses": _clauses,
    "conflicts": _conflicts,
    "gaps": _gaps,
    "shares": _shares,
    "rules": _rules,
    "scenarios": _scenarios,
    "drawn": _drawn,
}
"""What makes the cases of each group, which share a file."""
