"""The engine as the exchange uses it. Loads pandas and openpyxl: import it in background."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.engine.watch import StoppedError, Watch
from desktop.pages.exchange.carrying import carry_along
from desktop.pages.exchange.offered import offered, taken_over_here
from desktop.pages.exchange.services import (
    Answer,
    ExchangeServices,
    FileProblem,
    Look,
    Seen,
    Sending,
    TakenIn,
)
from models.case import Case
from models.exchange.deciding import Decisions, decided
from models.exchange.exchange import Exchange
from models.exchange.issued import OtherCaseError
from models.exchange.merging import Merge, merge_of
from models.exchange.remarks import Remark
from models.exchange.returned import AnswerRefusedError
from models.names import names_of
from models.problems import CaseRefusedError, Problem, RelaisError, Severity
from models.words.answers import trail_rows
from models.workbook.dressed.issue import Issue, issue_for


def _issue(folder: Path, case: Case, sending: Sending, path: Path, watch: Watch) -> Path:
    """Write a workbook to send, and note it; the same issue again is noted once."""
    from models.workbook.dressed.writing import write_dressed  # noqa: PLC0415  # loads xlsxwriter

    watch.progress(QCoreApplication.translate("Exchange", "Writing the workbook"), 0, 0)
    issue = Issue(case, sending.case_name, sending.language, date.today(), sending.deadline)
    if sending.recipient:
        issue = issue_for(issue, sending.recipient)
    identity = write_dressed(issue, path)
    exchange = Exchange(folder)
    if all(event.facts["issue"] != identity.issue for event in exchange.issues()):
        exchange.issue(path, issue.case, issue.recipient, issue.language, identity.issue)
    return path


def _take_in(
    folder: Path,
    case: Case,
    paths: Sequence[Path],
    known: Sequence[Answer],
    watch: Watch,
    take_others: bool,
) -> TakenIn:
    """Keep and read files; a bad one does not stop the others."""
    exchange, names = Exchange(folder), names_of(case)
    first = {answer.digest: answer.file for answer in known}
    answers: list[Answer] = []
    problems: list[FileProblem] = []
    refused: list[str] = []
    repeated: list[str] = []
    others: list[tuple[Path, FileProblem]] = []
    remarks: list[Remark] = []
    for place, path in enumerate(paths):

        def tell(_stage: str, percent: int, file: str = path.name, at: int = place) -> None:
            if watch.cancelled():
                raise StoppedError
            watch.progress(file, 100 * at + percent, 100 * len(paths))

        tell("", 0)
        try:
            arrival = exchange.receive(path)
            if arrival.digest in first:
                repeated.append(path.name)
                continue
            first[arrival.digest] = path.name
            returned = exchange.take_in(arrival, case, tell, take_other_case=take_others)
        except OtherCaseError as error:
            others.append((path, FileProblem(path.name, *_problems_of(error))))
            continue
        except RelaisError as error:
            refused.append(path.name)
            problems += [FileProblem(path.name, problem) for problem in _problems_of(error)]
            remarks += error.remarks if isinstance(error, AnswerRefusedError) else ()
            continue
        sender = names.territory(returned.sent.file) if returned.sent.file else ""
        answers.append(Answer(arrival.digest, path.name, sender, returned))
        problems += [FileProblem(path.name, problem) for problem in returned.problems]
    return TakenIn(
        tuple(answers),
        tuple(problems),
        tuple(refused),
        tuple(repeated),
        tuple(others),
        tuple(remarks),
    )


def _problems_of(error: RelaisError) -> tuple[Problem, ...]:
    if isinstance(error, CaseRefusedError):
        return error.problems
    return (Problem(Severity.ERROR, "refused", error.what, error.mend),)


def _look(look: Look) -> Seen:
    if look.moved_from is not None:
        carry_along(look.moved_from, look.folder)
    merge = merge_of(look.case, [answer.returned for answer in look.answers])
    here, left_out = taken_over_here(merge, look)
    trail = trail_rows(Exchange(look.folder).trail.events(), names_of(look.case))
    return Seen(look.case, here, offered(here, look), trail, left_out)


def _note(folder: Path, merge: Merge, decisions: Decisions) -> None:
    Exchange(folder).decide(merge, decisions)


SERVICES = ExchangeServices(issue=_issue, take_in=_take_in, look=_look, decided=decided, note=_note)
