"""Problems of the data, and the one type of error that a user can meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "error"
    """The data are refused."""
    WARNING = "warning"
    """The data are accepted and the problem is listed."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the data, where it is and how to mend it.

    Attributes:
        severity: whether the data are refused.
        code: a short stable name of the kind of problem, such as "unknown-territory".
        found: what is there, in words.
        mend: what to do about it.
        table: the key of the table, "" where it is the workbook as a whole.
        row: the row of the table, from 0; None: the table as a whole.
        column: the key of the column; None: the whole row.
        sheet: the name of the sheet as it stands in the workbook.
        cell: the address in the sheet, such as "F12"; "" where there is none.
        row_key: the texts that name the row, for people.
        expected: what should stand there, in words.
    """

    severity: Severity
    code: str
    found: str
    mend: str
    table: str = ""
    row: int | None = None
    column: str | None = None
    sheet: str = ""
    cell: str = ""
    row_key: str = ""
    expected: str = ""

    @property
    def place(self) -> str:
        """Where it is: sheet and cell as a person would look for them."""
        sheet = self.sheet or self.table
        if sheet and self.cell:
            return f"{sheet}!{self.cell}"
        return sheet or "workbook"

    def as_record(self) -> Mapping[str, object]:
        """Return the problem as plain values, for `--json`."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": self.sheet or self.table,
            "cell": self.cell,
            "column": self.column or "",
            "row_key": self.row_key,
            "found": self.found,
            "expected": self.expected,
            "mend": self.mend,
        }

    def __str__(self) -> str:
        expected = f" Expected: {self.expected}." if self.expected else ""
        return f"{self.place}: {self.found}{expected} {self.mend}".strip()


class RelaisError(Exception):
    """What a user can meet: what happened, where, and what to do.

    Attributes:
        what: what happened, a whole sentence.
        where: the file, sheet or rule; "" where there is none.
        mend: what to do, a whole sentence.
        code: a short stable name of the kind of error, as of a problem.
    """

    code = "refused"

    def __init__(self, what: str, where: str = "", mend: str = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(" ".join(part for part in (where and f"{where}:", what, mend) if part))

    def as_problems(self) -> tuple[Problem, ...]:
        """Return it as problems, for `--json`."""
        found = f"{self.where}: {self.what}" if self.where else self.what
        return (Problem(Severity.ERROR, self.code, found, self.mend),)


class UnsealedError(RelaisError):
    """A project file is whole but has no seal: another program may have altered it."""


class CaseRefusedError(RelaisError):
    """A workbook or an edit has errors; `problems` lists all of them, warnings too."""

    def __init__(
        self,
        where: str,
        problems: Iterable[Problem],
        mend: str = "Mend the cells listed and open the file again.",
    ) -> None:
        self.problems = tuple(problems)
        count = sum(problem.severity is Severity.ERROR for problem in self.problems)
        errors = "1 error" if count == 1 else f"{count} errors"
        super().__init__(
            f"The data have {errors} and were not taken over; nothing was changed.",
            where,
            mend,
        )

    def as_problems(self) -> tuple[Problem, ...]:
        """Return all problems, in the order in which they are listed."""
        return self.problems
