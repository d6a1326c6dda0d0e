"""What a workbook that came back was sent as, from what it says of itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from models.case import Case
from models.exchange.remarks import Remark
from models.problems import Problem, RelaisError, Severity
from models.words.text import Quoted, text
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
