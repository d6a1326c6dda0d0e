"""What the headers of one sheet say: which column of the table stands where."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.checks.checked import column_letter
from models.declaration.kinds import Column
from models.problems import Problem
from models.words.text import Argument


@dataclass(frozen=True)
class Field:
    """One column of a sheet.

    Attributes:
        index: its place from 0.
        key: its key.
        column: its declaration; None: it is unknown.
        units: what its header says of units behind the name, such as "k€".
    """

    index: int
    key: str
    column: Column | None
    units: tuple[str, ...] = ()

    @property
    def name(self) -> Argument:
        """What a sentence calls it: by its label, or else as its header does."""
        return self.key if self.column is None else self.column.labels

    @property
    def letter(self) -> str:
        """The letter of the column in the sheet."""
        return column_letter(self.index)


@dataclass
class Headers:
    """The headers of one sheet: the number of their row, the columns found, the problems."""

    row: int
    fields: list[Field] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
