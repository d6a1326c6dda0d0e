"""What the exchange does with files, in a thread: their locks belong to the window's process.

Loads pandas: import it in background.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from desktop.engine.watch import Watch
from desktop.look.language import say
from models.case import Case
from models.exchange.answers import FileProblem, Reply, Seen, Sending, TakenIn
from models.exchange.exchange import Exchange
from models.exchange.issued import OtherCaseError
from models.exchange.remarks import Remark
from models.exchange.returned import AnswerRefusedError
from models.names import names_of
from models.problems import CaseRefusedError, Problem, RelaisError, Severity
from models.words.answers import trail_rows
from models.words.text import text
from models.workbook.dressed.issue import Issue, issue_for


def issue_workbook(folder: Path, case: Case, sending: Sending, path: Path, watch: Watch) -> Path:
    """Write a workbook to send, and note it; the same issue again is noted once."""
    from models.workbook.dressed.writing import write_dressed  # noqa: PLC0415  # loads xlsxwriter

    watch.progress(say(text("Writing the workbook")), 0, 0)
    issue = Issue(case, sending.case_name, sending.language, date.today(), sending.deadline)
    if sending.recipient:
        issue = issue_for(issue, sending.recipient)
    identity = write_dressed(issue, path)
    exchange = Exchange(folder)
    if all(event.facts["issue"] != identity.issue for event in exchange.issues()):
        exchange.issue(path, issue.case, issue.recipient, issue.language, identity.issue)
    return path


def take_in(
    folder: Path,
    case: Case,
    paths: Sequence[Path],
    known: Sequence[Reply],
    watch: Watch,
    take_others: bool,
) -> TakenIn:
    """Keep and read files; a bad one does not stop the others."""
    exchange, names = Exchange(folder), names_of(case)
    first = {answer.digest: answer.file for answer in known}
    answers: list[Reply] = []
    problems: list[FileProblem] = []
    refused: list[str] = []
    repeated: list[str] = []
    others: list[tuple[Path, FileProblem]] = []
    remarks: list[Remark] = []
    for place, path in enumerate(paths):

        def tell(_stage: str, percent: int, file: str = path.name, at: int = place) -> None:
            watch.require_wanted()
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
        answers.append(Reply(arrival.digest, path.name, sender, returned))
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


def with_trail(seen: Seen, folder: Path) -> Seen:
    """Return what was seen with the trail of the exchange."""
    trail = trail_rows(Exchange(folder).trail.events(), names_of(seen.case))
    return replace(seen, trail=trail)


def carry_along(before: Path, folder: Path) -> None:
    """Copy what was kept beside the file before; an exchange that is there already stays.

    The copy gets its name when it is whole, so that whoever is killed leaves no half of one.

    Raises:
        RelaisError: it cannot be copied; the old one stays as it is.
    """
    if folder.exists() or not before.exists():
        return
    draft = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(before, draft)
        os.rename(draft, folder)
    except OSError as error:
        shutil.rmtree(draft, ignore_errors=True)
        what = text(
            "The trail could not be copied beside the new file ({reason}).",
            reason=error.strerror or str(error),
        )
        mend = text("Copy the folder by hand; it is still where it was.")
        raise RelaisError(what, str(before), mend) from error
