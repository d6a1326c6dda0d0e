"""The scenarios of a case: the rules of each, and what is done with a scenario as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from models.declaration.rules import (
    ENTRY,
    LABEL,
    RULE_BY_KEY,
    RULES,
    SPLIT_RULES,
    RuleDeclaration,
    RuleKind,
    parse_rule,
)
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.editing import CellEdit, Edit, Value, is_blank, set_cells
from models.problems import RelaisError
from models.used import FIRST_EDITION
from models.words.text import Argument, Quoted, listed, text

if TYPE_CHECKING:
    import pandas as pd

    from models.case import Case


TABLE = "Scenarios"


@dataclass(frozen=True)
class Rules:
    """The rules of a scenario (3-workbook), each of its type.

    Attributes:
        scenario: the name of the scenario.
        benefit_cap: β; None: no cap.
        own_share_min: α, a fraction.
        de_minimis: ε, a fraction.
        goals: in their order; `proportional` always stands last (2-method 2.4).
        programme_years: first and last year; None: all.
        base_year: t₀; None: the first year that has a programme.
        project_until: None: no projection.
        rounding: the unit of the payments, in money.
        additionality: A, a fraction: the part of every effect that counts.
        benefit_timing: `spread` over the years of a stage, or `entry`: whole in the year of entry.
        price_growth: γ, a fraction a year.
        same_key_by: what the shares of a key depend on; (): on nothing; None: no same key.
        least_transfer: money a year.
        settle_threshold: money per inhabitant.
        advance: a fraction of the agreed amount.
        edition: the edition of the method by which the case is computed.
    """

    scenario: str
    discount_rate: float
    benefit_cap: float | None
    own_share_min: float
    de_minimis: float
    burden_basis: str
    goals: tuple[str, ...]
    programme_years: tuple[int, int] | None
    base_year: int | None
    project_until: int | None
    arrivals_growth: float
    rounding: float
    currency: str
    reference_scenario: str
    additionality: float
    benefit_timing: str
    price_growth: float
    same_key_by: tuple[str, ...] | None
    least_transfer: float
    settle_threshold: float
    settle_years: int
    advance: float
    edition: int

    def has_programmes_in(self, year: int) -> bool:
        """Say whether the programmes of a year are funded."""
        if self.programme_years is None:
            return True
        first, last = self.programme_years
        return first <= year <= last


def rules_of(case: Case, scenario: str) -> Rules:
    """Return the rules of a scenario: its column, then base, then the defaults.

    Raises:
        RelaisError: there is no such scenario, or a value is none that its rule takes.
    """
    if scenario not in case.scenarios():
        raise RelaisError(
            text("There is no scenario {scenario}.", scenario=Quoted(scenario)),
            TABLE_BY_KEY[TABLE].labels,
            text("Choose one of: {choices}.", choices=listed(case.scenarios(), last="")),
        )
    cells = _cells_of(case, scenario)
    if case.edition == FIRST_EDITION:
        cells.setdefault("benefit_timing", ENTRY)
    values = {rule.key: parse_rule(rule, cells.get(rule.key, rule.default)) for rule in SPLIT_RULES}
    return Rules(scenario=scenario, edition=case.edition, **values)


def _cells_of(case: Case, scenario: str) -> dict[str, object]:
    """Return what each rule is set to in a scenario, or in base; blank ones are left out."""
    frame = case.table(TABLE)
    columns = [frame[name].tolist() for name in dict.fromkeys((scenario, BASE_SCENARIO))]
    found: dict[str, object] = {}
    seen: set[str] = set()
    for rule, *cells in zip(frame["rule"].tolist(), *columns, strict=True):
        filled = [cell for cell in cells if not _is_blank(cell)]
        if rule not in seen and filled:
            found[rule] = filled[0]
        seen.add(rule)
    return found


def _is_blank(cell: object) -> bool:
    return is_blank(cell) or not str(cell).strip()


@dataclass(frozen=True)
class RuleHere:
    """A rule in one scenario.

    Attributes:
        rule: which one.
        scenario: in which scenario.
        own: the cell of the scenario; None: blank.
        inherited: what a blank cell stands for: the value of base, or the default.
        base_names_it: whether base has a cell for it, though it may say the default.
    """

    rule: RuleDeclaration
    scenario: str
    own: Value
    inherited: Value
    base_names_it: bool

    @property
    def value(self) -> Value:
        """The value that counts."""
        return self.inherited if self.own is None else self.own

    @property
    def in_base(self) -> bool:
        """Whether this is the base scenario."""
        return self.scenario == BASE_SCENARIO

    @property
    def is_set(self) -> bool:
        """Whether the scenario or base sets it, be it to the default."""
        return self.own is not None or self.base_names_it


def rule_here(case: Case, scenario: str, key: str) -> RuleHere:
    """Return a rule as it stands in a scenario of a case."""
    return rules_here(case, scenario, (key,))[key]


def rules_here(case: Case, scenario: str, keys: Iterable[str]) -> dict[str, RuleHere]:
    """Return some rules as they stand in a scenario of a case."""
    frame = case.table(TABLE)
    columns = (frame[name].tolist() for name in ("rule", scenario, BASE_SCENARIO))
    cells: dict[object, tuple[Any, Any]] = {}
    for rule, own, base in zip(*columns, strict=True):
        cells.setdefault(rule, (own, base))
    return {key: _here(key, scenario, *cells.get(key, (None, None))) for key in keys}


def _here(key: str, scenario: str, own: Any, base: Any) -> RuleHere:
    rule = RULE_BY_KEY[key]
    default = rule.default if isinstance(rule.default, str | float) else None
    of_base = _value_of(base)
    inherited = default if scenario == BASE_SCENARIO or of_base is None else of_base
    return RuleHere(rule, scenario, _value_of(own), inherited, of_base is not None)


def _value_of(value: Any) -> Value:
    if _is_blank(value):
        return None
    return value if isinstance(value, str | bool) else float(value)


def moved_with_base(before: Case, after: Case) -> tuple[str, ...]:
    """Return the scenarios that take over a rule of base which has another value in a later case.

    There are none where scenarios came, went or got other names meanwhile: base names them.
    """
    keys, scenarios = [rule.key for rule in SPLIT_RULES], after.scenarios()
    if scenarios != before.scenarios():
        return ()
    then, now = (rules_here(case, BASE_SCENARIO, keys) for case in (before, after))
    moved = [key for key in keys if then[key].value != now[key].value]
    return tuple(
        name
        for name in scenarios
        if name != BASE_SCENARIO
        and any(here.own is None for here in rules_here(after, name, moved).values())
    )


def set_rule(
    case: Case, here: RuleHere, value: Value, text: str, end: str = "", movement: int = 0
) -> Edit:
    """Return the edit that gives a rule another value in one scenario.

    Args:
        case: the case; it gets the row of the rule where there is none.
        here: the rule as it stands there.
        value: None: blank, as in base or by default.
        text: the words of the edit.
        end: the end of the words, which the last edit of a movement gives.
        movement: edits of the rule with the same number are one movement; 0: of none.
    """
    key, rules = here.rule.key, list(case.table(TABLE)["rule"])
    row = rules.index(key) if key in rules else len(rules)
    cells = [CellEdit(row, here.scenario, here.own, value)]
    if row == len(rules):
        cells.append(CellEdit(row, "rule", None, key))
    mark = (movement, here.scenario, key) if movement else None
    return replace(set_cells(case, TABLE, cells, text), end=end, movement=mark)


_OWNED = ("Clauses", "Adjustments")
"""The tables whose rows can belong to one scenario."""
_REFERRING = frozenset(rule.key for rule in RULES if rule.kind is RuleKind.SCENARIO)


def new_scenario(case: Case, name: str, like: str | None = None) -> Case:
    """Return a case with one more scenario.

    Args:
        case: the case.
        name: the name of the new scenario.
        like: the scenario whose rules, clauses and adjustments it gets, but not its label; None:
            it is as base.

    Raises:
        RelaisError: no scenario can have that name.
    """
    frame = case.table(TABLE)
    _refuse_name(case, name)
    rules = None if like is None else frame[like].to_numpy(dtype=object, copy=True)
    if rules is not None:
        rules[_is(frame["rule"], LABEL)] = None
    tables = {TABLE: frame.assign(**{name: rules})}
    if like is not None:
        owned = _owned_by(case, like)
        tables |= {key: _with_copies(frame, mine, key, name) for key, frame, mine in owned}
    return _with_tables(case, tables)


def renamed_scenario(case: Case, name: str, to: str) -> Case:
    """Return a case in which a scenario has another name wherever it is named.

    Its label, where it has one, is what people call it from then on: the new name.

    Raises:
        RelaisError: it is the base, or no scenario can have that name.
    """
    _refuse_base(
        name,
        text("The base scenario cannot be renamed: the others say what they change in it."),
    )
    _refuse_name(case, to)
    frame = case.table(TABLE).rename(columns={name: to})
    refers = frame["rule"].isin(_REFERRING).to_numpy()
    for scenario in (to if one == name else one for one in case.scenarios()):
        values = frame[scenario].to_numpy(dtype=object, copy=True)
        values[refers & _is(frame[scenario], name)] = to
        if scenario == to:
            values[_is(frame["rule"], LABEL) & ~frame[to].map(_is_blank).to_numpy(bool)] = to
        frame[scenario] = values
    tables = {TABLE: frame}
    for key, owned, mine in _owned_by(case, name):
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
        raise RelaisError(what, TABLE_BY_KEY[TABLE].labels, mend)
    tables = {TABLE: case.table(TABLE).drop(columns=name)}
    for key, owned, mine in _owned_by(case, name):
        tables[key] = owned[~mine].reset_index(drop=True)
    return _with_tables(case, tables)


def referring_to(case: Case, name: str) -> tuple[str, ...]:
    """Return the scenarios that have a scenario for their reference."""
    frame = case.table(TABLE)
    refers = frame["rule"].isin(_REFERRING).to_numpy()
    return tuple(
        scenario for scenario in case.scenarios() if (refers & _is(frame[scenario], name)).any()
    )


def free_name(case: Case, wanted: str) -> str:
    """Return a name like the wanted one that no scenario has."""
    taken = {name.casefold() for name in case.scenarios()} | _reserved()
    names = (wanted if n == 1 else f"{wanted} {n}" for n in range(1, len(taken) + 2))
    return next(name for name in names if name.casefold() not in taken)


def touched(before: Case, after: Case, scenarios: Collection[str]) -> str | None:  # D138
    """Return the first of some scenarios to which other things belong in another case.

    Its rules, clauses and adjustments belong to a scenario, in whatever order.
    """
    tables = [key for key in (TABLE, *_OWNED) if after.table(key) is not before.table(key)]
    for name in sorted(scenarios):
        if any(_owned(before, key, name) != _owned(after, key, name) for key in tables):
            return name
    return None


def _owned(case: Case, table: str, scenario: str) -> Counter[Hashable] | None:
    """Return what of a table belongs to a scenario; None: the scenario is not there."""
    frame = case.table(table)
    if table in _OWNED:
        mine = frame[_is(frame["scenario"], scenario)]
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
    columns = {str(column).casefold() for column in case.table(TABLE).columns}
    if name.casefold() in columns | _reserved():
        what = text(
            "{name} is the name of another column of {sheet}.",
            name=Quoted(name),
            sheet=TABLE_BY_KEY[TABLE].labels,
        )
        raise RelaisError(what, "", choose)


def _reserved() -> set[str]:
    """Return the names by which columns of Scenarios are known in any language."""
    columns = TABLE_BY_KEY[TABLE].columns
    return {name.casefold() for column in columns for name in (column.key, *column.labels.all())}


def _refuse_base(name: str, what: Argument) -> None:
    if name == BASE_SCENARIO:
        mend = text("Duplicate it and change the copy.")
        raise RelaisError(what, TABLE_BY_KEY[TABLE].labels, mend)


def _owned_by(case: Case, name: str) -> Iterator[tuple[str, pd.DataFrame, Any]]:
    """Yield the tables in which rows belong to a scenario, and which rows do."""
    for key in _OWNED:
        frame = case.table(key)
        mine = _is(frame["scenario"], name)
        if mine.any():
            yield key, frame, mine


def _with_copies(frame: pd.DataFrame, mine: Any, key: str, name: str) -> pd.DataFrame:
    import pandas as pd  # noqa: PLC0415  # the first window needs none

    copies: pd.DataFrame = frame[mine].assign(scenario=name)
    if key == "Clauses":
        taken = set(frame["clause"])
        copies["clause"] = [_free_clause(clause, name, taken) for clause in copies["clause"]]
    grown: pd.DataFrame = pd.concat([frame, copies], ignore_index=True)
    return grown


def _free_clause(clause: Any, name: str, taken: set[Any]) -> str:
    wanted, number = f"{clause} ({name})", 1
    while wanted in taken:
        number += 1
        wanted = f"{clause} ({name} {number})"
    taken.add(wanted)
    return wanted


def _is(cells: pd.Series[Any], name: str) -> Any:
    """Say for each cell whether it holds a name."""
    return cells.map(lambda cell: cell == name).to_numpy(dtype=bool)
