"""Problems of the data, and the one type of error that a user can meet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from models.words.language import ENGLISH, Language
from models.words.text import Argument, Number, counted, joined, text


class Severity(Enum):
    """How much a problem matters."""

    ERROR = "error"
    """The data are refused."""
    WARNING = "warning"
    """The data are accepted and the problem is listed."""

    @property
    def label(self) -> Argument:
        """The word for it before a problem."""
        return text("error") if self is Severity.ERROR else text("warning")


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
    found: Argument
    mend: Argument
    table: str = ""
    row: int | None = None
    column: str | None = None
    sheet: str = ""
    cell: str = ""
    row_key: str = ""
    expected: Argument = ""

    @property
    def place(self) -> Argument:
        """Where it is: sheet and cell as a person would look for them."""
        sheet = self.sheet or self.table
        if sheet and self.cell:
            return f"{sheet}!{self.cell}"
        return sheet or text("workbook")

    @property
    def remedy(self) -> Argument:
        """What should stand there, and what to do."""
        if not self.expected:
            return self.mend
        return joined(text("Expected: {expected}.", expected=self.expected), self.mend)

    @property
    def sentence(self) -> Argument:
        """All of it as a line: where, what, how to mend it."""
        said = joined(self.found, self.remedy if self.mend or self.expected else None)
        return text("{place}: {said}", place=self.place, said=said)

    def as_record(self, language: Language = ENGLISH) -> Mapping[str, object]:
        """Return the problem as plain values, for `--json`; texts for people in a language."""
        return {
            "severity": self.severity.value,
            "code": self.code,
            "sheet": self.sheet or self.table,
            "cell": self.cell,
            "column": self.column or "",
            "row_key": self.row_key,
            "found": language.say(self.found),
            "expected": language.say(self.expected),
            "mend": language.say(self.mend),
        }

    def __str__(self) -> str:
        return ENGLISH.say(self.sentence)


def have_errors(problems: Iterable[Problem]) -> bool:
    """Say whether one of the problems is an error."""
    return any(problem.severity is Severity.ERROR for problem in problems)


class RelaisError(Exception):
    """What a user can meet: what happened, where, and what to do.

    As an exception it is English, for those who read a trace; `sentence` is for the user.

    Attributes:
        what: what happened, a whole sentence.
        where: the file, sheet or rule; "" where there is none.
        mend: what to do, a whole sentence.
        code: a short stable name of the kind of error, as of a problem.
    """

    code = "refused"

    def __init__(self, what: Argument, where: Argument = "", mend: Argument = "") -> None:
        self.what, self.where, self.mend = what, where, mend
        super().__init__(ENGLISH.say(self.sentence))

    @property
    def sentence(self) -> Argument:
        """All of it as a line: where, what, what to do."""
        return joined(self._placed, self.mend)

    @property
    def _placed(self) -> Argument:
        """What happened, with where."""
        if not self.where:
            return self.what
        return text("{place}: {said}", place=self.where, said=self.what)

    def as_problems(self) -> tuple[Problem, ...]:
        """Return it as problems, for `--json`."""
        return (Problem(Severity.ERROR, self.code, self._placed, self.mend),)

    def __reduce__(self) -> tuple[Any, ...]:
        """Return how another process makes it anew, with what it is made of."""
        return _made_anew, (type(self), self.args, self.__dict__)


def _made_anew(
    kind: type[RelaisError], args: tuple[object, ...], parts: dict[str, object]
) -> RelaisError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(parts)
    return error


class UnsealedError(RelaisError):
    """A project file is whole but has no seal: another program may have altered it."""


SAVE_ANEW = text("Open it in Excel or LibreOffice, save it anew and try again.")
LET_IT_CALCULATE = text("Open the workbook in Excel, let it calculate and save it.")
NO_TOTALS = text("Remove the row: totals are computed from the rows.")
TYPE_THE_NAME_AGAIN = text("Format the cell as text and type the name again.")
"""What to do about a workbook that was read, where several faults have one remedy."""
_MEND_AND_OPEN = text("Mend the cells listed and open the file again.")


class CaseRefusedError(RelaisError):
    """A workbook or an edit has errors; `problems` lists all of them, warnings too."""

    def __init__(
        self,
        where: Argument,
        problems: Iterable[Problem],
        mend: Argument = _MEND_AND_OPEN,
    ) -> None:
        self.problems = tuple(problems)
        count = sum(problem.severity is Severity.ERROR for problem in self.problems)
        what = counted(
            "The data have 1 error and were not taken over; nothing was changed.",
            "The data have {count} errors and were not taken over; nothing was changed.",
            count,
        )
        super().__init__(what, where, mend)

    def as_problems(self) -> tuple[Problem, ...]:
        """Return all problems, in the order in which they are listed."""
        return self.problems


MANY = 20

_ADDRESS = re.compile(r"([A-Z]+)(\d+)")
_Likeness = tuple[str, str, str, str | None, int]


def grouped(problems: Iterable[Problem], many: int = MANY) -> tuple[Problem, ...]:
    """Return the problems, where more than `many` are alike in a column one in their place.

    Alike are those of one severity and code in one column. The one that stands for them says
    how many they are and has the range of their cells. Those without a cell stand nowhere else
    and are all listed.
    """
    groups: dict[_Likeness, list[Problem]] = {}
    for number, problem in enumerate(problems):
        groups.setdefault(_group_of(problem, number), []).append(problem)
    return tuple(p for group in groups.values() for p in _shown(group, many))


def _group_of(problem: Problem, number: int) -> _Likeness:
    """Return what alike problems share; one without a cell shares its number with no other."""
    own = -1 if problem.cell else number
    return problem.severity.value, problem.code, problem.sheet or problem.table, problem.column, own


def _shown(group: list[Problem], many: int) -> list[Problem]:
    if len(group) <= many:
        return group
    first = group[0]
    found = text(
        "{count} cells alike; the first: {found}", count=Number(len(group)), found=first.found
    )
    return [replace(first, found=found, cell=_range(group), row=None, row_key="")]


def _range(group: list[Problem]) -> str:
    """Return the smallest range from the first cell to the last."""
    matches = [match for p in group if (match := _ADDRESS.fullmatch(p.cell))]
    if not matches:
        return ""
    rows = [int(match[2]) for match in matches]
    letters = sorted({match[1] for match in matches}, key=lambda text: (len(text), text))
    return f"{letters[0]}{min(rows)}:{letters[-1]}{max(rows)}"
