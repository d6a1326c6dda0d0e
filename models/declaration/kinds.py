"""What a column, a table and a label are."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from models.words.text import LANGUAGES, Labels, Text, text

__all__ = [
    "A_YEAR",
    "FIRST_YEAR",
    "LANGUAGES",
    "LARGEST",
    "LAST_YEAR",
    "NUMERIC_KINDS",
    "Column",
    "Kind",
    "Labels",
    "Table",
    "labels_of",
]


class Kind(Enum):
    """What a cell of a column holds; it decides how the cell is read, shown and edited."""

    TEXT = "text"
    """Any text."""
    KEY = "key"
    """The text that names the row."""
    TERRITORY = "territory"
    """The key of a row of Territories."""
    STAGE = "stage"
    """The key of a row of Stages."""
    GROUP = "group"
    """The key of a row of Groups."""
    ROUND = "round"
    """The key of a row of Rounds."""
    SCENARIO = "scenario"
    """The name of a column of Scenarios."""
    NUMBER = "number"
    """A number without a unit."""
    PERSONS = "persons"
    """A number of persons; it may be a fraction once projected."""
    MONEY = "money"
    """An amount in the currency of the case, at constant prices."""
    YEAR = "year"
    """A calendar year."""
    YEARS = "years"
    """One year or a run of years, held as the text 2026 or 2026-2028."""
    DATE = "date"
    """A day, held as the text 2026-03-31."""
    WHOLE = "whole"
    """A whole number."""
    YES_NO = "yes_no"
    """Yes or no."""
    CHOICE = "choice"
    """One of the words in `Column.choices`."""
    RULE = "rule"
    """The key of a rule (see models.declaration.rules)."""
    RULE_VALUE = "rule_value"
    """The value of a rule, a number or a text."""


NUMERIC_KINDS = frozenset({Kind.NUMBER, Kind.PERSONS, Kind.MONEY, Kind.YEAR, Kind.WHOLE})
"""The kinds whose cells are numbers; blank cells are NaN."""
LARGEST = 1e15
"""The largest number of a cell: above it a float no longer tells a tenth from the next."""
FIRST_YEAR, LAST_YEAR = 1900, 2200
"""Between which a year has to be."""
A_YEAR = text("a year from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)


def labels_of(written: str) -> Labels:
    """Return the labels that a data file lists in the order of LANGUAGES."""
    return Labels(*written.split(" | "))


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        key: the header of the plain form.
        labels: the header for people.
        kind: what a cell holds.
        help: what the column means, and what a blank cell means.
        required: whether the column must be there and no cell of it blank.
        default: what a blank cell stands for; None: nothing, or every one.
        choices: the words that a CHOICE accepts.
        may_be_negative: whether a number below zero is accepted.
        most: the largest number that is accepted; None: any.
        edition: the edition of the method that it came with; of the second, it is there only
            where a case uses it.
    """

    key: str
    labels: Labels
    kind: Kind
    help: Text
    required: bool = False
    default: object = None
    choices: tuple[str, ...] = ()
    may_be_negative: bool = False
    most: float | None = None
    edition: int = 1


@dataclass(frozen=True)
class Table:
    """One table of a case, one sheet of its workbook.

    Attributes:
        key: the name of the sheet in the plain form.
        labels: the name of the sheet for people.
        help: what the table is for.
        columns: its columns in the order in which they are written.
        identity: the columns that together name a row; no two rows share them.
        required: whether a workbook without the sheet is refused.
        open_prefix: columns with this prefix may be added by the user ("key_"); an empty
            prefix takes any further column (the scenarios); None takes none.
        edition: as of a column.
        rows_add_up: whether rows may share what names them, since they add up.
    """

    key: str
    labels: Labels
    help: Text
    columns: tuple[Column, ...]
    identity: tuple[str, ...]
    required: bool = False
    open_prefix: str | None = None
    edition: int = 1
    rows_add_up: bool = False
    _by_key: dict[str, Column] = field(init=False, repr=False, compare=False, hash=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {column.key: column for column in self.columns})

    def column(self, key: str) -> Column:
        """Return a declared column, or the open column that the key stands for.

        Raises:
            KeyError: the table has no such column.
        """
        column = self.find(key)
        if column is None:
            raise KeyError(key)
        return column

    def find(self, key: str) -> Column | None:
        """Return the column that a key stands for; None: the table has no such column."""
        if key in self._by_key:
            return self._by_key[key]
        is_open = self.open_prefix is not None and key.startswith(self.open_prefix)
        return self._open_column(key) if is_open else None

    def declares(self, key: str) -> bool:
        """Say whether the key is one of the declared columns."""
        return key in self._by_key

    def _open_column(self, key: str) -> Column:
        kind = Kind.NUMBER if self.open_prefix else Kind.RULE_VALUE
        return Column(key, Labels(key, key, key, key), kind, text("A column added by the user."))
