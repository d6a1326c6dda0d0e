"""The cells of one table of a case as they are at one moment; any thread may read them."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import QLocale

from desktop.look import formats
from desktop.look.language import say
from models.case import Case
from models.declaration.choices import CHOICE_LABELS, NO, YES
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.rules import RULE_BY_KEY, RuleKind
from models.declaration.tables import REMARKS, TABLE_BY_KEY
from models.editing import Value, is_blank
from models.names import currency_of, folded
from models.typed_dates import held_day
from models.typed_values import ReadNumber
from models.used import offered_choices, offered_rules
from models.words.figures import rounded
from models.words.text import Day, Percent

_UNGROUPED = frozenset({Kind.YEAR, Kind.WHOLE})
_DASHED = frozenset({Kind.MONEY, Kind.PERSONS})
_KEPT_IN = {
    Kind.TERRITORY: ("Territories", "territory"),
    Kind.STAGE: ("Stages", "stage"),
    Kind.GROUP: ("Groups", "group"),
    Kind.ROUND: ("Rounds", "round"),
}
_SHARE_RULES = frozenset({RuleKind.SHARE, RuleKind.GROWTH})
_MONEY_RULES = frozenset({RuleKind.AMOUNT, RuleKind.MONEY})

Texts = dict[float, str]
"""The texts of figures that were shown before; what a figure shows depends on nothing else."""


class TableCells:
    """What the cells hold and how they read; an edit makes another one.

    Attributes:
        keys: the columns in the order in which they are shown.
        columns: the declaration of each; None for one that the case only keeps.
        values: the values of each, by their rows in the case.
        count: how many rows there are.
        language: in which dates are typed.
        depends_on_row: for each column whether equal values may read otherwise in other rows.
    """

    def __init__(
        self,
        table: Table,
        case: Case | None,
        locale: QLocale,
        known: dict[str, Texts],
        hidden: Collection[str] = (),
    ) -> None:
        self._key, self.locale = table.key, locale
        self.language = formats.language_of(locale)
        self._currency = "" if case is None else currency_of(case)
        frame = None if case is None else case.table(table.key)
        kept = () if case is None else case.unknown_columns.get(table.key, ())
        all_keys = [] if frame is None else _in_order(str(key) for key in frame.columns)
        self.keys = [key for key in all_keys if key not in hidden]
        self.columns = [_declared(table, key, kept) for key in self.keys]
        self.values: list[NDArray[Any]] = (
            [] if frame is None else [frame[key].to_numpy() for key in self.keys]
        )
        self.count = 0 if frame is None else len(frame)
        self._places = {key: at for at, key in enumerate(self.keys)}
        self._known = [
            known.setdefault(key, {}) if self.is_figure(at) else None
            for at, key in enumerate(self.keys)
        ]
        self.depends_on_row = [
            table.key == "Clauses" or column is None or column.kind is Kind.RULE_VALUE
            for column in self.columns
        ]

    def place(self, key: str | None) -> int:
        """Return where a column stands; the first one for a key that is not there."""
        return self._places.get(key, 0) if key else 0

    def is_figure(self, at: int) -> bool:
        """Say whether a column holds numbers."""
        column = self.columns[at]
        return column is not None and column.kind in NUMERIC_KINDS

    def is_right(self, at: int) -> bool:
        """Say whether a column stands at the right: figures, and years, runs of them too."""
        column = self.columns[at]
        return self.is_figure(at) or (column is not None and column.kind is Kind.YEARS)

    def value(self, row: int, at: int) -> Value:
        """Return the value of a cell as the case holds it; the row below its last one is blank."""
        if row >= self.count:
            return None
        value: Value = self.values[at].item(row)
        return value

    def shown(self, row: int, at: int) -> str:
        """Return the text that stands in a cell."""
        if row >= self.count:
            return ""
        value = self.values[at].item(row)
        if is_blank(value):
            return ""
        known = self._known[at]
        if known is None or self.depends_on_row[at]:
            return self._text(row, at, value)
        text = known.get(value)
        if text is None:
            text = known[value] = self._text(row, at, value)
        return text

    def edited(self, row: int, at: int) -> str:
        """Return the exact text that an editor starts with; typed again it gives the same value."""
        column, value = self.columns[at], self.value(row, at)
        if column is None:
            return self.shown(row, at)
        if isinstance(value, bool):
            return _yes_or_no(value)
        number = _number(value)
        if number is not None:
            if self._is_share(row, at):
                return formats.plain(rounded(number * 100, 10), self.locale) + "%"
            return formats.plain(number, self.locale)
        words = "" if is_blank(value) else str(value)
        if column.kind is Kind.DATE and (day := held_day(words)) is not None:
            return say(Day(day))
        return say(CHOICE_LABELS[words]) if words in column.choices else words

    def number(self, text: str) -> float | None:
        """Return the number that a text is where the cells are shown; None: it is none."""
        return formats.typed_number(text, self.locale)

    def amount(self, text: str) -> float | None:
        """Return the amount of money that a text is, as people say it too; None: it is none."""
        return formats.typed_amount(text, self.locale, self._currency)

    def reader(self, row: int, at: int) -> ReadNumber:
        """Return what reads a number that is typed into a cell; the row may be a new one."""
        if self._is_text(row, at):
            return _no_number
        return self.amount if self._is_money(row, at) else self.number

    def _text(self, row: int, at: int, value: Value) -> str:
        column, number = self.columns[at], _number(value)
        if column is None:
            return str(value)
        if number is None or column.kind in _UNGROUPED:
            return self.edited(row, at)
        if self._is_share(row, at):
            return say(Percent(number))
        if column.kind is Kind.RULE_VALUE:
            return formats.plain(number, self.locale)
        if number == 0 and column.kind in _DASHED:
            return formats.ZERO
        return formats.trimmed(number, self.locale, 2)

    def _is_text(self, row: int, at: int) -> bool:
        """Say whether a rule takes a text there, even one of digits: a scenario called 2027."""
        column = self.columns[at]
        is_rule = column is not None and column.kind is Kind.RULE_VALUE
        return is_rule and self._rule(row) is RuleKind.TEXT

    def _is_money(self, row: int, at: int) -> bool:
        """Say whether a cell takes an amount of money."""
        column = self.columns[at]
        if column is None or column.kind is Kind.MONEY:
            return column is not None
        if column.kind is Kind.RULE_VALUE:
            return self._rule(row) in _MONEY_RULES
        if self._key == "Clauses" and column.key == "value":
            return not self._is_share(row, at)
        if self._key == "Adjustments" and column.key == "value":
            return self._adjusts_money(row)
        return False

    def _adjusts_money(self, row: int) -> bool:
        sheet = TABLE_BY_KEY.get(self._word(row, "sheet"))
        adjusted = None if sheet is None else sheet.find(self._word(row, "column"))
        is_money = adjusted is not None and adjusted.kind is Kind.MONEY
        return is_money and self._word(row, "operation") != "multiply"

    def _rule(self, row: int) -> RuleKind | None:
        rule = RULE_BY_KEY.get(self._word(row, "rule"))
        return None if rule is None else rule.kind

    def _word(self, row: int, key: str) -> str:
        """Return what stands in a column of a row; "" in a new one."""
        return str(self.value(row, self.place(key))) if row < self.count else ""

    def _is_share(self, row: int, at: int) -> bool:
        """Say whether the number in a cell is a fraction shown as percent."""
        if not self.depends_on_row[at]:
            return False
        if self._key == "Clauses" and self.keys[at] == "value":
            return self._word(row, "measure").startswith("share")
        column = self.columns[at]
        if column is None or column.kind is not Kind.RULE_VALUE:
            return False
        return self._rule(row) in _SHARE_RULES


def _declared(table: Table, key: str, kept: Iterable[str]) -> Column | None:
    try:
        return None if key in kept else table.column(key)
    except KeyError:
        return None


def _in_order(keys: Iterable[str]) -> list[str]:
    """Return the columns with the remarks after what they remark on."""
    remarks = {column.key for column in REMARKS}
    return sorted(keys, key=lambda key: key in remarks)


def offered_words(column: Column, case: Case) -> list[str]:
    """Return the words that a cell of a column can hold; none where it takes any text."""
    if column.kind is Kind.SCENARIO:
        return list(case.scenarios())
    if column.kind is Kind.YES_NO:
        return [_yes_or_no(True), _yes_or_no(False)]
    if column.kind is Kind.RULE:
        return sorted(rule.key for rule in offered_rules(case))
    if column.kind in _KEPT_IN:
        table, key = _KEPT_IN[column.kind]
        return [str(word) for word in case.table(table)[key] if not is_blank(word)]
    return [say(CHOICE_LABELS[key]) for key in offered_choices(case, column)]


def only_word(typed: str, words: Iterable[str]) -> str:
    """Return the word that is meant by what was typed, or that itself where it may be several.

    It is the same word, else the only one that begins so, else the only one that has it inside;
    capitals and accents do not count.
    """
    wanted, known = folded(typed.strip()), {word: folded(word) for word in words}
    if not wanted or typed in known:
        return typed
    for found in (
        [word for word, plain in known.items() if plain == wanted],
        [word for word, plain in known.items() if plain.startswith(wanted)],
        [word for word, plain in known.items() if wanted in plain],
    ):
        if found:
            return found[0] if len(found) == 1 else typed
    return typed


def is_same_value(one: Value, other: Value) -> bool:
    """Say whether two cells hold the same, two blanks being the same."""
    return one == other or (is_blank(one) and is_blank(other))


def _no_number(_text: str) -> None:
    """Read no text as a number."""


def _yes_or_no(value: bool) -> str:
    return say(YES if value else NO)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or math.isnan(value):
        return None
    return float(value)
