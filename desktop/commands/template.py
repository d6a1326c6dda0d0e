"""`relais template`: a workbook for people to fill in, blank or made from a case."""

from __future__ import annotations

from argparse import Namespace
from datetime import date
from pathlib import Path

from desktop.commands.case_arguments import limits_of
from desktop.commands.data_warnings import warn
from desktop.commands.output import tell
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import (
    WrongUseError,
    existing,
    not_the_case,
    workbook_to_write,
)
from models.project.any_case import accepted
from models.project.any_scenario import examine_with_frozen, not_as_frozen
from models.workbook.dressed.blank import blank_case
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.held import refuse_adjusted

_BLANK_NAME = {"en": "New case", "fr": "Nouveau dossier", "nl": "Nieuw dossier", "de": "Neuer Fall"}


def template(options: Namespace) -> int:
    """Write a workbook to fill in, in one language and, where asked for, for one territory."""
    output = workbook_to_write(options.output)
    deadline = _day(options.deadline) if options.deadline else None
    if options.territory and not options.source:
        what = "A blank template has no territories to choose from."
        raise WrongUseError(what, "--for", "Name the case with --from.")
    issue = _issue(options, deadline, output)
    identity = write_dressed(issue, output)
    tell(f"Wrote {output}, issue {identity.issue}.")
    return 0


def _issue(options: Namespace, deadline: date | None, output: Path) -> Issue:
    language, today = options.language, date.today()
    if not options.source:
        return Issue(blank_case(), _BLANK_NAME[language], language, today, deadline)
    path = existing(options.source)
    not_the_case(output, path)
    progress = ShownProgress()
    try:
        found, frozen = examine_with_frozen(path, progress, limits_of(options))
    finally:
        progress.clear()
    read = accepted(path, found)
    refuse_adjusted(read.held, path.name)
    warn((*not_as_frozen(frozen.values()), *read.problems))
    issue = Issue(read.case, path.stem, language, today, deadline)
    return issue_for(issue, options.territory) if options.territory else issue


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        what = f'"{text}" is no day.'
        raise WrongUseError(what, "--deadline", "Write it as 2027-01-31.") from None
