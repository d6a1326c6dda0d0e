"""Names that must be those of another row: territories, stages, groups, rounds, scenarios."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.case import Case
from models.checks.checked import CheckedCase
from models.checks.matching import (
    KnownNames,
    did_you_mean,
    fold,
    fold_header,
    foreign_letters,
)
from models.checks.rule_values import canonical, rule_of_label
from models.declaration.choices import YES
from models.declaration.kinds import Column, Kind
from models.declaration.rules import RULE_BY_KEY, RULES, RuleKind
from models.declaration.tables import ADJUSTABLE_SHEETS, TABLE_BY_KEY, TABLES
from models.flows.places import Nesting
from models.problems import Problem
from models.words.text import Argument, Number, Quoted, joined, listed, text


def nesting_of(checked: CheckedCase) -> Nesting:
    """Read the nesting of the territories of a case."""
    rows = checked.rows("Territories", ("territory", "parent", "pays"))
    named = [row for row in rows if row[0] is not None]
    parents = {name: parent for name, parent, _ in named}
    return Nesting(parents, {name: pays is not False for name, _, pays in named})


_REFERRED = {
    Kind.TERRITORY: "Territories",
    Kind.STAGE: "Stages",
    Kind.GROUP: "Groups",
    Kind.ROUND: "Rounds",
    Kind.SCENARIO: "Scenarios",
}
_UNKNOWN = {
    Kind.TERRITORY: ("unknown-territory", text("The territory {name} is not known.")),
    Kind.STAGE: ("unknown-stage", text("The stage {name} is not known.")),
    Kind.GROUP: ("unknown-group", text("The group {name} is not known.")),
    Kind.ROUND: ("unknown-round", text("The round {name} is not known.")),
    Kind.SCENARIO: ("unknown-scenario", text("The scenario {name} is not known.")),
}
_NAMED = {
    Kind.TERRITORY: ("Territories", "territory"),
    Kind.STAGE: ("Stages", "stage"),
    Kind.GROUP: ("Groups", "group"),
}
"""The tables whose keys have names, and the columns of the keys."""
_NAMES_AT_EACH_END = 10


def known_names(checked: CheckedCase) -> Mapping[Kind, KnownNames]:
    """Return the names that cells of each kind may hold."""
    return {
        Kind.TERRITORY: KnownNames(_texts(checked, "Territories", "territory")),
        Kind.STAGE: KnownNames(_texts(checked, "Stages", "stage")),
        Kind.GROUP: KnownNames(_texts(checked, "Groups", "group")),
        Kind.ROUND: KnownNames(_texts(checked, "Rounds", "round")),
        Kind.SCENARIO: KnownNames(checked.case.scenarios()),
        Kind.RULE: KnownNames(rule.key for rule in RULES),
    }


@dataclass(frozen=True)
class RowNames:
    """The names that people read for the keys of a table, where each is one key's and no key.

    Attributes:
        keys: the key for each folded name.
        names: the names as they are written, by key.
        known: the names, to find the one that a text is most like.
    """

    keys: Mapping[str, str]
    names: Mapping[str, str]
    known: KnownNames

    @classmethod
    def of(cls, checked: CheckedCase, table: str, column: str, known: KnownNames) -> RowNames:
        """Read the names of a table whose keys stand in a column."""
        rows = [(key, name) for key, name in checked.rows(table, (column, "name")) if key and name]
        counts = Counter(fold(name) for _, name in rows)
        own = [(k, n) for k, n in rows if counts[fold(n)] == 1 and known.same(n) is None]
        known_labels = KnownNames(name for _, name in own)
        return cls({fold(name): key for key, name in own}, dict(own), known_labels)


def _labels(checked: CheckedCase, known: Mapping[Kind, KnownNames]) -> Mapping[Kind, RowNames]:
    return {kind: RowNames.of(checked, *place, known[kind]) for kind, place in _NAMED.items()}


def match_names(case: Case) -> tuple[Case, tuple[Problem, ...]]:
    """Put the true name where a cell differs from it only by case, accents or blanks.

    Where a cell holds the name that people read for one territory, stage or group, and nobody's
    key, the key is put there.

    Returns the case with the true names, and a warning for each cell that changed.
    """
    typed = CheckedCase(case)
    labels = _matched(typed, "Scenarios", "rule", rule_of_label)
    case, _ = _with_names(case, typed, "Scenarios", "rule", labels)
    checked = CheckedCase(case)
    known = known_names(checked)
    labels_of = _labels(checked, known)
    problems: list[Problem] = []
    for table in TABLES:
        for column in table.columns:
            if column.kind in known:
                same = _meant(known[column.kind], labels_of.get(column.kind))
                found = _matched(checked, table.key, column.key, same)
                case, warnings = _with_names(case, checked, table.key, column.key, found)
                problems += warnings
    case, _ = _with_names(case, checked, "Adjustments", "column", _adjusted_columns(checked))
    return _with_rule_words(case), tuple(problems)


def unknown_names(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every cell that names a territory, stage, … that nobody knows."""
    known = known_names(checked)
    labels = _labels(checked, known)
    for table in TABLES:
        for column in table.columns:
            if column.kind not in _REFERRED:
                continue
            names = known[column.kind]
            cells = checked.cells(table.key, column.key)
            unknown = {cell for cell in set(cells) if cell is not None and cell not in names}
            for row, cell in enumerate(cells if unknown else ()):
                if cell in unknown:
                    near = _near(cell, names, labels.get(column.kind))
                    yield _unknown(checked, table.key, row, column, cell, names, near)


def parent_circles(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every circle of parents, at the first territory of it."""
    names = checked.cells("Territories", "territory")
    first_row = {name: row for row, name in reversed(list(enumerate(names)))}
    for circle in checked.once(nesting_of).circles():
        found = text("The parents go round in a circle: {circle}.", circle=_in_words(circle))
        mend = text("Clear or change one of these parents.")
        row = first_row[circle[0]]
        yield checked.error("parent-circle", "Territories", row, "parent", found, mend)


def _in_words(circle: Sequence[str]) -> Argument:
    """Return a circle of names; of a long one its beginning and its end."""
    left_out = len(circle) - 2 * _NAMES_AT_EACH_END
    if left_out <= 0:
        return joined(*circle, between=" → ")
    middle = text("… {count} more …", count=Number(left_out))
    beginning, end = circle[:_NAMES_AT_EACH_END], circle[-_NAMES_AT_EACH_END:]
    return joined(*beginning, middle, *end, between=" → ")


def payers_that_do_not_pay(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every clause, budget or payment made of a territory that does not pay."""
    nesting = checked.once(nesting_of)
    for table in ("Budgets", "Clauses", "Paid"):
        for row, name in enumerate(checked.cells(table, "payer")):
            if name is None or name not in nesting.pays or nesting.pays[name]:
                continue
            found, mend = _does_not_pay(str(name), nesting.payers.get(name))
            yield checked.error("payer-does-not-pay", table, row, "payer", found, mend)


def _does_not_pay(name: str, payer: str | None) -> tuple[Argument, Argument]:
    """Say that a territory does not pay, and who does in its place, and what to do."""
    if payer:
        found = text("The territory {name} does not pay; {payer} pays for it.")
        mend = text("Name {payer} instead, or set {column} of {name} to {yes}.")
    else:
        found = text("The territory {name} does not pay; no parent of it pays either.")
        mend = text("Name a territory that pays, or set {column} of {name} to {yes}.")
    column = Quoted(TABLE_BY_KEY["Territories"].column("pays").labels)
    names: dict[str, Argument] = {"name": Quoted(name), "payer": Quoted(payer or "")}
    return found.filled(**names), mend.filled(**names, column=column, yes=YES)


def _texts(checked: CheckedCase, table: str, column: str) -> list[str]:
    return [str(cell) for cell in checked.cells(table, column) if cell is not None]


def _matched(
    checked: CheckedCase, table: str, column: str, same: Callable[[str], str | None]
) -> dict[int, str]:
    """Return, by row, the true names of the cells that are not written as they are."""
    cells = checked.cells(table, column)
    true_names = {cell: same(cell) for cell in set(cells) if isinstance(cell, str)}
    changed = {cell: name for cell, name in true_names.items() if name not in (None, cell)}
    if not changed:
        return {}
    return {row: str(changed[cell]) for row, cell in enumerate(cells) if cell in changed}


def _meant(known: KnownNames, labels: RowNames | None) -> Callable[[str], str | None]:
    """Return what finds the key that a cell means."""
    if labels is None:
        return known.same
    return lambda name: known.same(name) or labels.keys.get(fold(name))


def _with_names(
    case: Case, checked: CheckedCase, table: str, column: str, names: Mapping[int, str]
) -> tuple[Case, list[Problem]]:
    if not names:
        return case, []
    cells = list(checked.cells(table, column))
    warnings = []
    for row, name in names.items():
        found = text("{typed} was read as {name}.", typed=Quoted(cells[row]), name=Quoted(name))
        mend = text("Write it as {name}.", name=Quoted(name))
        warnings.append(checked.warning("name-matched", table, row, column, found, mend))
        cells[row] = name
    return case.with_table(table, case.table(table).assign(**{column: cells})), warnings


def _with_rule_words(case: Case) -> Case:
    """Write the words of rules as they are declared, and reference scenarios by their true name."""
    checked = CheckedCase(case)
    scenarios = KnownNames(case.scenarios())
    rules = [RULE_BY_KEY.get(key) for key in checked.cells("Scenarios", "rule")]
    for scenario in case.scenarios():
        cells = checked.cells("Scenarios", scenario)
        words = {
            row: _rule_word(rule.kind, cell, scenarios)
            for row, (rule, cell) in enumerate(zip(rules, cells, strict=True))
            if rule is not None and isinstance(cell, str)
        }
        changed = {row: word for row, word in words.items() if word != cells[row]}
        case, _ = _with_names(case, checked, "Scenarios", scenario, changed)
    return case


def _rule_word(kind: RuleKind, cell: Any, scenarios: KnownNames) -> Any:
    if kind is RuleKind.SCENARIO and isinstance(cell, str):
        return scenarios.same(cell) or cell
    return canonical(kind, cell)


def _adjusted_columns(checked: CheckedCase) -> dict[int, str]:
    """Return the keys of the columns that Adjustments names by a label or in another case."""
    names: dict[int, str] = {}
    for row, (sheet, named) in enumerate(checked.rows("Adjustments", ("sheet", "column"))):
        if sheet in ADJUSTABLE_SHEETS and named is not None:
            columns = TABLE_BY_KEY[sheet].columns
            texts = {fold_header(t): c.key for c in columns for t in (*c.labels.all(), c.key)}
            key = texts.get(fold_header(named), named)
            if key != named:
                names[row] = key
    return names


def _unknown(
    checked: CheckedCase,
    table: str,
    row: int,
    column: Column,
    name: str,
    names: KnownNames,
    near: Argument,
) -> Problem:
    code, is_unknown = _UNKNOWN[column.kind]
    twin = names.look_alike(name)
    if twin is not None:
        found = text(
            "{name} looks like {twin} but has letters of another alphabet ({letters}).",
            name=Quoted(name),
            twin=Quoted(twin),
            letters=listed(foreign_letters(name), last=""),
        )
        mend: Argument = text("Type {name} anew.", name=Quoted(twin))
    else:
        found = is_unknown.filled(name=Quoted(name))
        sheet = TABLE_BY_KEY[_REFERRED[column.kind]].labels
        correct = text("Correct the name, or add it to {sheet}.", sheet=sheet)
        if column.kind in (Kind.GROUP, Kind.ROUND) and not names.any:
            correct = text("Add it to {sheet}, which is empty, or clear the cell.", sheet=sheet)
        mend = joined(did_you_mean(near) if near else names.no_more, correct)
    return checked.error(code, table, row, column.key, found, mend)


def _near(name: str, known: KnownNames, labels: RowNames | None) -> Argument:
    """Return the key that a text likely means, quoted, with its name where that is nearer."""
    key = labels.keys.get(fold(name)) if labels else None
    if key is None and (near := known.nearest(name)) is not None:
        return Quoted(near)
    if key is None and labels and (label := labels.known.nearest(name)):
        key = labels.keys[fold(label)]
    if labels is None or key is None:
        return ""
    return text("{key} ({name})", key=Quoted(key), name=labels.names[key])
