"""What a workbook that came back was sent as, and whether it is of that case at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace

from models.case import Case
from models.checks.matching import fold
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.remarks import Remark
from models.names import keys_of
from models.problems import Problem, RelaisError, Severity
from models.words.text import Argument, Number, Quoted, joined, listed, text
from models.workbook.identity import Identity


@dataclass(frozen=True)
class IssuedVersion:
    """What was sent to one recipient.

    Attributes:
        case: the rows that were sent, and no others: what is not in it was never asked.
        recipient: to whom; "" where everybody got the same.
        issue: the id under which it was sent; "" where it has none.
        case_name: what the case was called then; "" where that is not known.
        problems: what is to be said where a file is compared with it.
        named: what is said to have been sent, where the file says itself what that was.
        remarks: the comments that were sent along.
    """

    case: Case
    recipient: str = ""
    issue: str = ""
    case_name: str = ""
    problems: tuple[Problem, ...] = ()
    named: Case | None = None
    remarks: tuple[Remark, ...] = ()


IssuedFor = Callable[[str, Identity | None], IssuedVersion]
"""Says what was sent where a file came back, of its name and of what it says of itself.

Raises:
    RelaisError: nothing is known to have been sent that the file answers.
"""


def as_issued(
    case: Case, identity: Identity | None, remarks: tuple[Remark, ...] = ()
) -> IssuedVersion:
    """Return the rows of a workbook that was sent, under the names that it gives itself."""
    if identity is None:
        return IssuedVersion(case, remarks=remarks)
    return IssuedVersion(
        case, identity.recipient, identity.issue, identity.case_name, remarks=remarks
    )


def issued_version(name: str, identity: Identity | None, sent: IssuedVersion) -> IssuedVersion:
    """Return the version a workbook was issued as; `sent` where it says nothing of it.

    A workbook for one territory holds only its rows: compared with all that the case holds, the
    others would look deleted.

    Args:
        name: what the file is called.
        identity: what it says of itself.
        sent: what is said to have been sent.

    Raises:
        RelaisError: what it says was changed, or was written by a newer program.
    """
    if identity is None:
        return sent
    _require_known(identity, name)
    version = as_issued(identity.issued_case(), identity, sent.remarks)
    return replace(version, problems=tuple(_unlike(identity, sent)), named=sent.case)


def _unlike(identity: Identity, sent: IssuedVersion) -> Iterator[Problem]:
    """Yield a warning where a workbook is of another case, or of another issue to the same side.

    A part for one territory and the whole have different ids; workbooks that do not say which
    issue they are cannot be compared.
    """
    mend = text("Check that it is the right file: it was compared with what it was issued as.")
    if not sent.issue or identity.issue == sent.issue:
        return
    if identity.case_name != sent.case_name:
        found = text(
            "It was issued from another case ({other}), not from {case}.",
            other=Quoted(identity.case_name),
            case=Quoted(sent.case_name),
        )
        yield Problem(Severity.WARNING, "other-case", found, mend)
    elif identity.recipient == sent.recipient:
        found = text(
            "It is another issue ({other}, of {day}) than what was sent ({issue}).",
            other=identity.issue,
            day=identity.date,
            issue=sent.issue,
        )
        yield Problem(Severity.WARNING, "other-issue", found, mend)


def _require_known(identity: Identity, name: str) -> None:
    if identity.is_newer:
        raise RelaisError(
            text("The workbook was issued by a newer version of Relais."),
            name,
            text("Merge it with that version."),
        )
    if not identity.is_intact:
        raise RelaisError(
            text("The hidden sheet _relais, which says what was sent, was changed."),
            name,
            text(
                "Delete that sheet to compare with the whole of what was sent, or ask for the "
                "file anew."
            ),
        )


_KEYS = {"Territories": "territory", "Stages": "stage"}
_NAMED = 5


class OtherCaseError(RelaisError):
    """What came back is of another case; it is taken only by whoever says so."""


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
    return {fold(key): key for key in keys_of(case, table, _KEYS[table])}


def _listed(names: list[str]) -> Argument:
    further, shown = len(names) - _NAMED, listed(map(Quoted, names[:_NAMED]), last="")
    if further <= 0:
        return shown
    return text("{names} and {count} more", names=shown, count=Number(further))
