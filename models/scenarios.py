"""What is done with the scenarios of a case as a whole, and what belongs to one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Mapping
from typing import Any

import pandas as pd

from models.case import Case
from models.declaration.rules import RULES, RuleKind
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.editing import is_blank
from models.problems import RelaisError
from models.words.text import Argument, Quoted, listed, text

_OWNED = ("Clauses", "Adjustments")
"""The tables whose rows can belong to one scenario."""
_REFERRING = frozenset(rule.key for rule in RULES if rule.kind is RuleKind.SCENARIO)


def new_scenario(case: Case, name: str, like: str | None = None) -> Case:
    """Return a case with one more scenario.

    Args:
        case: the case.
        name: the name of the new scenario.
        like: the scenario whose rules, clauses and adjustments it gets; None: it is as base.

    Raises:
        RelaisError: no scenario can have that name.
    """
    frame = case.table("Scenarios")
    _refuse_name(case, name)
    values = [None] * len(frame) if like is None else frame[like].tolist()
    tables = {"Scenarios": frame.assign(**{name: pd.Series(values, dtype=object)})}
    if like is not None:
        tables |= {key: _with_copies(case.table(key), key, like, name) for key in _OWNED}
    return _with_tables(case, tables)


def renamed_scenario(case: Case, name: str, to: str) -> Case:
    """Return a case in which a scenario has another name wherever it is named.

    Raises:
        RelaisError: it is the base, or no scenario can have that name.
    """
    _refuse_base(
        name,
        text("The base scenario cannot be renamed: the others say what they change in it."),
    )
    _refuse_name(case, to)
    frame = case.table("Scenarios").rename(columns={name: to})
    refers = frame["rule"].isin(_REFERRING).to_numpy()
    for scenario in (to if one == name else one for one in case.scenarios()):
        values = frame[scenario].to_numpy(dtype=object, copy=True)
        values[refers & _is(values, name)] = to
        frame[scenario] = values
    tables = {"Scenarios": frame}
    for key in _OWNED:
        owned = case.table(key)
        mine = _is(owned["scenario"].to_numpy(), name)
        if mine.any():
            scenarios = owned["scenario"].to_numpy(dtype=object, copy=True)
            scenarios[mine] = to
            tables[key] = owned.assign(scenario=scenarios)
    return _with_tables(case, tables)


def without_scenario(case: Case, name: str) -> Case:
    """Return a case without a scenario, its clauses and its adjustments.

    Raises:
        RelaisError: it is the base, or the reference of another scenario.
    """
    _refuse_base(
        name,
        text("The base scenario cannot be deleted: the others say what they change in it."),
    )
    if others := [one for one in referring_to(case, name) if one != name]:
        what = text(
            "The scenario {scenario} is the reference scenario of {others}.",
            scenario=Quoted(name),
            others=listed(map(Quoted, others)),
        )
        mend = text("Choose another reference there first.")
        raise RelaisError(what, TABLE_BY_KEY["Scenarios"].labels, mend)
    tables = {"Scenarios": case.table("Scenarios").drop(columns=name)}
    for key in _OWNED:
        owned = case.table(key)
        mine = _is(owned["scenario"].to_numpy(), name)
        if mine.any():
            tables[key] = owned[~mine].reset_index(drop=True)
    return _with_tables(case, tables)


def referring_to(case: Case, name: str) -> tuple[str, ...]:
    """Return the scenarios that have a scenario for their reference."""
    frame = case.table("Scenarios")
    refers = frame["rule"].isin(_REFERRING).to_numpy()
    return tuple(
        scenario
        for scenario in case.scenarios()
        if (refers & _is(frame[scenario].to_numpy(), name)).any()
    )


def free_name(case: Case, wanted: str) -> str:
    """Return a name like the wanted one that no scenario has."""
    taken = {name.casefold() for name in case.scenarios()} | _reserved()
    names = (wanted if n == 1 else f"{wanted} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def touched(before: Case, after: Case, scenarios: Collection[str]) -> str | None:
    """Return the first of some scenarios to which other things belong in another case.

    Its rules, clauses and adjustments belong to a scenario, in whatever order.
    """
    tables = [key for key in ("Scenarios", *_OWNED) if after.table(key) is not before.table(key)]
    for name in sorted(scenarios):
        if any(_owned(before, key, name) != _owned(after, key, name) for key in tables):
            return name
    return None


def _owned(case: Case, table: str, scenario: str) -> Counter[Hashable] | None:
    """Return what of a table belongs to a scenario; None: the scenario is not there."""
    frame = case.table(table)
    if table in _OWNED:
        mine = frame[_is(frame["scenario"].to_numpy(), scenario)]
        return Counter(tuple(map(_plain, row)) for row in mine.itertuples(index=False, name=None))
    if scenario not in frame.columns:
        return None
    rules = zip(frame["rule"].tolist(), frame[scenario].tolist(), strict=True)
    return Counter((_plain(rule), value) for rule, value in rules if not is_blank(value))


def _plain(value: Hashable) -> Hashable:
    """Return a cell so that all blanks are alike."""
    return None if is_blank(value) else value


def _with_tables(case: Case, tables: Mapping[str, pd.DataFrame]) -> Case:
    for key, frame in tables.items():
        if frame is not case.table(key):
            case = case.with_table(key, frame)
    return case


def _refuse_name(case: Case, name: str) -> None:
    choose = text("Choose another name.")
    if not name.strip() or name != name.strip():
        raise RelaisError(text("A scenario needs a name without blanks around it."), "", choose)
    if name.casefold() in {one.casefold() for one in case.scenarios()}:
        what = text("There is a scenario {scenario} already.", scenario=Quoted(name))
        raise RelaisError(what, "", choose)
    columns = {str(column).casefold() for column in case.table("Scenarios").columns}
    if name.casefold() in columns | _reserved():
        what = text(
            "{name} is the name of another column of {sheet}.",
            name=Quoted(name),
            sheet=TABLE_BY_KEY["Scenarios"].labels,
        )
        raise RelaisError(what, "", choose)


def _reserved() -> set[str]:
    """Return the names by which columns of Scenarios are known in any language."""
    columns = TABLE_BY_KEY["Scenarios"].columns
    return {name.casefold() for column in columns for name in (column.key, *column.labels.all())}


def _refuse_base(name: str, what: Argument) -> None:
    if name == BASE_SCENARIO:
        mend = text("Duplicate it and change the copy.")
        raise RelaisError(what, TABLE_BY_KEY["Scenarios"].labels, mend)


def _with_copies(frame: pd.DataFrame, key: str, like: str, name: str) -> pd.DataFrame:
    mine = frame[_is(frame["scenario"].to_numpy(), like)]
    if mine.empty:
        return frame
    copies: pd.DataFrame = mine.assign(scenario=name)
    if key == "Clauses":
        taken = set(frame["clause"])
        copies["clause"] = [_free_clause(clause, name, taken) for clause in mine["clause"]]
    grown: pd.DataFrame = pd.concat([frame, copies], ignore_index=True)
    return grown


def _free_clause(clause: Any, name: str, taken: set[Any]) -> str:
    wanted, number = f"{clause} ({name})", 1
    while wanted in taken:
        number += 1
        wanted = f"{clause} ({name} {number})"
    taken.add(wanted)
    return wanted


def _is(values: Any, name: str) -> Any:
    """Say for each cell whether it names a scenario."""
    return pd.Series(values, dtype=object).map(lambda value: value == name).to_numpy(dtype=bool)
