"""The way from one split to another, each step solved anew (in the order of results.bridge)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from typing import Any

import pandas as pd

from models.case import Case
from models.clause import NOT_IN_FORCE
from models.declaration.rules import (
    ONE_KEY,
    SPLIT_RULES,
    RuleDeclaration,
    RuleKind,
    parse_rule,
)
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.declaration.years import years_written
from models.problems import RelaisError
from models.results.bridge import Bridge, BridgeEnd, BridgeStep, Change, Standing
from models.scenarios import Rules, rules_of
from models.words.text import text
from solver.compare.key import key_basis
from solver.compare.keys import keys_of
from solver.compare.measured import measured_answer, measured_key, need_of
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.solve import prepare, solve_payments

_ON_THE_WAY = "(on the way)"
_Row = Mapping[Hashable, Any]
_Values = tuple[Any, ...]
_CLAUSE = ("payer", "host", "stage", "group", "year", "each", "measure", "sense")
_ADJUSTMENT = ("sheet", "column", "operation", "stage", "territory", "group", "year")


@dataclass(frozen=True)
class _State:
    """What a scenario half-way is made of.

    Attributes:
        rules: the cell of each rule.
        adjustments: the values by what an adjustment selects and does.
        clauses: the rows of the clauses of one scenario alone, by their key.
        key: the key in place of the split.
    """

    rules: Mapping[str, Any]
    adjustments: Mapping[_Values, tuple[float, ...]]
    clauses: Mapping[str, _Row]
    key: str | None


_Move = tuple[tuple[Change, ...], _State]


def bridge(
    case: Case,
    start: BridgeEnd,
    end: BridgeEnd,
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> Bridge:
    """Walk from one split of a case to another, one change at a time.

    Args:
        case: a case without errors.
        start, end: the two splits.
        progress: told how many steps are solved.
        cancelled: asked often whether to stop.

    Raises:
        RelaisError: there is no such scenario or key, or one of the two has no split.
        SolveCancelledError: somebody asked to stop.
    """
    moves = list(_moves(case, start, end))
    before = _standing(case, start.scenario, start.key, cancelled)
    if before is None:
        raise _no_split(start)
    steps: list[BridgeStep] = []
    waiting: tuple[Change, ...] = ()
    for done, (changes, state) in enumerate(moves):
        progress("bridge", done, len(moves))
        is_last = done == len(moves) - 1
        after = (
            _standing(case, end.scenario, end.key, cancelled)
            if is_last
            else _standing_half_way(case, state, cancelled)
        )
        waiting = (*waiting, *changes)
        if after is not None:
            steps.append(BridgeStep(waiting, after))
            waiting = ()
    if waiting:
        raise _no_split(end)
    rules = (rules_of(case, start.scenario), rules_of(case, end.scenario))
    return Bridge(start, end, before, tuple(steps), _decimals(rules), rules[1].currency)


def _no_split(end: BridgeEnd) -> RelaisError:
    return RelaisError(
        text(
            "The clauses of the scenario {scenario} contradict each other, so there is no split.",
            scenario=end.scenario,
        ),
        TABLE_BY_KEY["Clauses"].labels,
        text("Settle them first, or choose another scenario."),
    )


def _decimals(rules: tuple[Rules, ...]) -> int:
    exponents = (Decimal(str(one.rounding)).normalize().as_tuple().exponent for one in rules)
    return max(2, *(-e for e in exponents if isinstance(e, int)))


def _moves(case: Case, start: BridgeEnd, end: BridgeEnd) -> Iterator[_Move]:
    """Yield each change with what holds after it, in the order of models.results.bridge."""
    state, aim = _state(case, start), _state(case, end)
    if start.scenario != end.scenario:
        if state.key is not None:
            left = Change("key", "", state.key, None)
            state = replace(state, key=None)
            yield (left,), state
        for part in (_clauses_out, _other_rules, _other_adjustments, _clauses_in):
            for changes, after in part(state, aim):
                state = replace(after, key=None)
                yield changes, state
        state = replace(aim, key=None)
    if state.key != aim.key:
        yield (Change("key", "", state.key, aim.key),), aim


def _state(case: Case, end: BridgeEnd) -> _State:
    rules_of(case, end.scenario)  # refuses a scenario that is not there
    return _State(
        {rule.key: _cell(case, end.scenario, rule.key) for rule in SPLIT_RULES},
        _adjustments(case, end.scenario),
        _clauses(case, end.scenario),
        end.key,
    )


def _cell(case: Case, scenario: str, rule: str) -> Any:
    frame = case.table("Scenarios")
    row = frame[frame["rule"] == rule]
    for column in (scenario, BASE_SCENARIO):
        if len(row) and not pd.isna(row.iloc[0][column]) and str(row.iloc[0][column]).strip():
            return row.iloc[0][column]
    return None


def _records(case: Case, table: str) -> list[dict[Hashable, Any]]:
    frame = case.table(table)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return rows if len(frame) else []


def _adjustments(case: Case, scenario: str) -> dict[_Values, tuple[float, ...]]:
    found: dict[_Values, list[float]] = {}
    for row in _records(case, "Adjustments"):
        if row["scenario"] == scenario:
            found.setdefault(tuple(row[c] for c in _ADJUSTMENT), []).append(float(row["value"]))
    return {place: tuple(sorted(values)) for place, values in found.items()}


def _clauses(case: Case, scenario: str) -> dict[str, _Row]:
    """Return the clauses in force that belong to one scenario alone."""
    rows = sorted(_records(case, "Clauses"), key=lambda row: str(row["clause"]))
    return {
        str(row["clause"]): row
        for row in rows
        if row["scenario"] == scenario and row["status"] not in NOT_IN_FORCE
    }


@dataclass(frozen=True)
class _Matched:
    """Clauses of two scenarios that bind the same payments in the same way.

    Attributes:
        out: clauses that only the first one has.
        moved: clauses that both have with other values, the first one's and the second one's.
        new: clauses that only the second one has.
    """

    out: list[_Row]
    moved: list[tuple[_Row, _Row]]
    new: list[_Row]


def _matched(first: Mapping[str, _Row], second: Mapping[str, _Row]) -> _Matched:
    """Match clauses one to one: those of the same value, then the others by value."""
    matched = _Matched([], [], [])
    both = ([_bound(row) for row in one.values()] for one in (first, second))
    for bound in sorted({bound for bounds in both for bound in bounds}):
        mine, theirs = ([r for r in o.values() if _bound(r) == bound] for o in (first, second))
        same = {row["value"] for row in mine} & {row["value"] for row in theirs}
        mine, theirs = (
            sorted((r for r in rows if r["value"] not in same), key=lambda r: float(r["value"]))
            for rows in (mine, theirs)
        )
        count = min(len(mine), len(theirs))
        matched.moved.extend(zip(mine[:count], theirs[:count], strict=True))
        matched.out.extend(mine[count:])
        matched.new.extend(theirs[count:])
    return matched


def _bound(row: _Row) -> tuple[str, ...]:
    """Return which payments a clause binds, and how."""
    return tuple("" if row[column] is None else str(row[column]) for column in _CLAUSE)


def _by_proposer(rows: list[_Row]) -> Iterator[tuple[str, list[_Row]]]:
    def proposer(row: _Row) -> str:
        return str(row["proposed_by"] or "")

    ordered = sorted(rows, key=lambda row: (proposer(row), str(row["clause"])))
    for name, members in groupby(ordered, key=proposer):
        yield name, list(members)


def _clauses_out(state: _State, aim: _State) -> Iterator[_Move]:
    for by, rows in _by_proposer(_matched(state.clauses, aim.clauses).out):
        names = {str(row["clause"]) for row in rows}
        left = {key: row for key, row in state.clauses.items() if key not in names}
        state = replace(state, clauses=left)
        yield tuple(_clause_change(row, row["value"], None, by) for row in rows), state


def _clauses_in(state: _State, aim: _State) -> Iterator[_Move]:
    matched = _matched(state.clauses, aim.clauses)
    replaced = {str(new["clause"]): old for old, new in matched.moved}
    for by, rows in _by_proposer([*matched.new, *(new for _, new in matched.moved)]):
        clauses, changes = dict(state.clauses), []
        for row in rows:
            before = replaced.get(str(row["clause"]))
            if before is not None:
                clauses.pop(str(before["clause"]))
            old = None if before is None else before["value"]
            changes.append(_clause_change(row, old, row["value"], by))
        clauses.update({str(row["clause"]): row for row in rows})
        state = replace(state, clauses=clauses)
        yield tuple(changes), state


def _clause_change(row: _Row, old: float | None, new: float | None, by: str) -> Change:
    return Change("clause", str(row["clause"]), old, new, str(row["measure"]), by=by)


def _other_rules(state: _State, aim: _State) -> Iterator[_Move]:
    for rule in SPLIT_RULES:
        old, new = (_parsed(rule, one.rules[rule.key]) for one in (state, aim))
        if old != new:
            state = replace(state, rules={**state.rules, rule.key: aim.rules[rule.key]})
            change = Change("rule", rule.key, _shown(rule.kind, old), _shown(rule.kind, new))
            yield (change,), state


def _parsed(rule: RuleDeclaration, cell: Any) -> Any:
    return parse_rule(rule, rule.default if cell is None else cell)


def _shown(kind: RuleKind, value: Any) -> str | float | None:
    if kind is RuleKind.CAP and value is None:
        return "none"
    if kind is RuleKind.YEARS and value is not None:
        return years_written(value)
    if kind is RuleKind.KEY_BY and value is not None:
        return ", ".join(value) or ONE_KEY
    return ", ".join(value) if kind is RuleKind.GOALS else value


def _other_adjustments(state: _State, aim: _State) -> Iterator[_Move]:
    places = sorted({*state.adjustments, *aim.adjustments}, key=_sortable)
    for place in places:
        old, new = state.adjustments.get(place, ()), aim.adjustments.get(place, ())
        if old == new:
            continue
        others = {key: values for key, values in state.adjustments.items() if key != place}
        state = replace(state, adjustments={**others, **({place: new} if new else {})})
        yield (_adjustment_change(place, old, new),), state


def _sortable(place: _Values) -> tuple[str, ...]:
    return tuple("" if part is None else str(part) for part in place)


def _adjustment_change(place: _Values, old: tuple[float, ...], new: tuple[float, ...]) -> Change:
    named = dict(zip(_ADJUSTMENT, place, strict=True))
    chosen: list[tuple[str, str | int]] = [
        (column, int(named[column]) if column == "year" else str(named[column]))
        for column in ("stage", "territory", "group", "year")
        if named[column] is not None
    ]
    name = f"{named['sheet']}.{named['column']}"
    operation = str(named["operation"])
    return Change("adjustment", name, _values(old), _values(new), operation, tuple(chosen))


def _values(values: tuple[float, ...]) -> str | float | None:
    if not values:
        return None
    return values[0] if len(values) == 1 else ", ".join(f"{value:g}" for value in values)


def _half_way(case: Case, state: _State) -> Case:
    """Return the case with one scenario more, which is what holds half-way."""
    rules = case.table("Scenarios")
    column = [state.rules.get(str(key)) for key in rules["rule"]]
    case = case.with_table(
        "Scenarios", rules.assign(**{_ON_THE_WAY: pd.Series(column, dtype=object)})
    )
    adjustments = [
        {**dict(zip(_ADJUSTMENT, place, strict=True)), "value": value}
        for place, values in state.adjustments.items()
        for value in values
    ]
    case = _with_rows(case, "Adjustments", adjustments)
    return _with_rows(case, "Clauses", [dict(row) for row in state.clauses.values()])


def _with_rows(
    case: Case, table: str, rows: list[dict[Hashable, Any]] | list[dict[Any, Any]]
) -> Case:
    if not rows:
        return case
    mine = [{**row, "scenario": _ON_THE_WAY} for row in rows]
    frame = pd.DataFrame([*_records(case, table), *mine], columns=list(case.table(table).columns))
    return case.with_table(table, frame.astype(object))


def _standing_half_way(case: Case, state: _State, cancelled: Cancelled) -> Standing | None:
    """Return how things stand half-way; None where rules and clauses leave no split there."""
    try:
        return _standing(_half_way(case, state), _ON_THE_WAY, state.key, cancelled)
    except RelaisError:
        return None


def _standing(case: Case, scenario: str, key: str | None, cancelled: Cancelled) -> Standing | None:
    if cancelled():
        raise SolveCancelledError
    prepared = prepare(case, scenario, cancelled=cancelled)
    solved = solve_payments(prepared)
    need = need_of(prepared.setup, solved.split)
    if key is not None:
        basis = key_basis(prepared.setup)
        usable = {one.name: one for one in keys_of(basis)[0]}
        if key not in usable:
            raise RelaisError(
                text("The key {key} cannot be used on this case.", key=key),
                TABLE_BY_KEY["Territories"].labels,
                text("Choose another key."),
            )
        rule = usable[key]
        split = measured_key(
            prepared.setup, rule.split(basis), key, rule.source, need, detail=False
        )
    elif solved.answer is None:
        return None
    else:
        split = measured_answer(prepared.setup, solved.answer.split, solved.split, detail=False)
    return Standing(tuple((line.payer, line.pays) for line in split.payers), split.unfunded, need)
