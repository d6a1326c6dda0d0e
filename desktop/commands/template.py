"""`relais template`: a workbook for people to fill in, blank or made from a case."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from desktop.app.terminal import tell
from desktop.commands.output import warn
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import (
    WrongUseError,
    existing,
    workbook_to_write,
)
from models.project.any_case import examine_with_frozen, not_as_frozen
from models.words.text import Quoted, text
from models.workbook.dressed.issue import Issue, blank_case, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.held import refuse_adjusted
from models.workbook.reading import accepted


def template(options: Namespace) -> int:
    """Write a workbook to fill in, in one language and, where asked for, for one territory."""
    source = existing(options.source) if options.source else None
    output = workbook_to_write(options.output, source)
    deadline = _day(options.deadline) if options.deadline else None
    if options.territory and source is None:
        what = text("A blank template has no territories to choose from.")
        raise WrongUseError(what, "--for", text("Name the case with --from."))
    issue = _issue(options, deadline, source)
    identity = write_dressed(issue, output)
    wrote = text("Wrote {file}, issue {issue}.", file=str(output), issue=identity.issue)
    tell(options.spoken.say(wrote))
    return 0


def _issue(options: Namespace, deadline: date | None, path: Path | None) -> Issue:
    spoken, today = options.spoken, date.today()
    if path is None:
        name = spoken.say(text("New case"))
        return Issue(blank_case(), name, spoken.code, today, deadline)
    with ShownProgress(spoken) as progress:
        found, frozen = examine_with_frozen(path, progress, options.limits)
    read = accepted(path, found)
    refuse_adjusted(read.held, path.name)
    warn((*not_as_frozen(frozen.values()), *read.problems), spoken)
    issue = Issue(read.case, path.stem, spoken.code, today, deadline)
    return issue_for(issue, options.territory) if options.territory else issue


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        what = text("{typed} is no day.", typed=Quoted(typed))
        mend = text("Write it as {example}.", example="2027-01-31")
        raise WrongUseError(what, "--deadline", mend) from None
