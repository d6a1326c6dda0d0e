"""Whether what came back was made from another case than what was sent (6-exchange)."""

from __future__ import annotations

from collections.abc import Collection

from models.case import Case
from models.checks.matching import fold
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem, RelaisError, Severity
from models.words.text import Argument, Number, Quoted, joined, listed, text
from models.workbook.identity import Identity

_KEYS = {"Territories": "territory", "Stages": "stage"}
_NAMED = 5
_MEND = text("Check that it is the right file.")


class OtherCaseError(RelaisError):
    """What came back is of another case; it is taken only by whoever says so."""


def refuse_other_case(file: str, difference: Argument) -> None:
    """Refuse what differs from what was sent, as `other_case` says; "": it does not.

    Raises:
        OtherCaseError: it differs.
    """
    if difference:
        raise OtherCaseError(difference, file, _MEND)


def as_warning(difference: Argument) -> tuple[Problem, ...]:
    """Return the same as a warning, for whoever takes the file all the same."""
    return (Problem(Severity.WARNING, "other-case", difference, _MEND),) if difference else ()


def made_from(read: Case, identity: Identity | None) -> Case:
    """Return the case that a workbook was issued from, what it holds where it does not say.

    A blank template was issued from none.

    Raises:
        RelaisError: what it says cannot be read.
    """
    if identity is None or not identity.is_intact or identity.is_newer:
        return read
    issued = identity.issued_case()
    return issued if any(len(issued.table(table)) for table in _KEYS) else read


def other_case(answer: Case, sent: Case, tables: Collection[str] = tuple(_KEYS)) -> Argument:
    """Return in which keys a case is another than the one that was sent; "": in none.

    A case that grew or shrank since stays the same one: an answer to an earlier version of it is
    no other case. So the keys of one have to be among those of the other.

    Args:
        answer: the case that the answer was issued from, else what the answer holds.
        sent: what was sent.
        tables: the tables that the answer has.
    """
    found = [_difference(answer, sent, table) for table in _KEYS if table in tables]
    parts = [part for part in found if part is not None]
    if not parts:
        return ""
    difference = joined(*parts, between="; ")
    return text("It is of another case than what was sent: {difference}.", difference=difference)


def _difference(answer: Case, sent: Case, table: str) -> Argument | None:
    theirs, ours = _keys(answer, table), _keys(sent, table)
    common = theirs.keys() & ours.keys()
    if common in (theirs.keys(), ours.keys()):
        return None
    new = [name for key, name in theirs.items() if key not in common]
    gone = [name for key, name in ours.items() if key not in common]
    return text(
        "{sheet} has {new} and lacks {gone}",
        sheet=TABLE_BY_KEY[table].labels,
        new=_listed(new),
        gone=_listed(gone),
    )


def _keys(case: Case, table: str) -> dict[str, str]:
    cells = case.table(table)[_KEYS[table]].tolist()
    return {fold(cell): cell for cell in cells if isinstance(cell, str)}


def _listed(names: list[str]) -> Argument:
    further, shown = len(names) - _NAMED, listed(map(Quoted, names[:_NAMED]), last="")
    if further <= 0:
        return shown
    return text("{names} and {count} more", names=shown, count=Number(further))
