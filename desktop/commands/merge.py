"""`relais merge`: what came back from several recipients, taken over into one workbook."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.commands.case_arguments import limits_of
from desktop.commands.data_warnings import warn
from desktop.commands.merge_as_json import merge_as_json
from desktop.commands.merge_as_text import merge_as_text
from desktop.commands.output import print_result, tell
from desktop.commands.progress import ShownProgress
from desktop.commands.remarks_in_words import said_by
from desktop.commands.wrong_use import existing, not_the_case, workbook_to_write
from models.checks.grouping import grouped
from models.exchange.deciding import Decisions, all_accepted, decided, undecided
from models.exchange.issued import as_issued, issued_version
from models.exchange.located import Located
from models.exchange.merging import Merge, State, merge_of
from models.exchange.other_case import OtherCaseError
from models.exchange.receiving import Received, Refused, receive
from models.exchange.remarks import remarks_of
from models.exchange.returned import AnswerRefusedError, read_issued
from models.problems import CaseRefusedError, Problem
from models.project.any_case import accepted
from models.project.any_scenario import examine_with_frozen, not_as_frozen
from models.workbook.held import refuse_adjusted
from models.workbook.plain import write_case


@dataclass(frozen=True)
class MergeOutcome:
    """What the command did: what came back, what was decided, and where it was written.

    `written` is None where nothing was: conflicts are left, or no file could be read. `warnings`
    are those about the case `into` which it was merged.
    """

    received: Received
    merge: Merge
    decisions: Decisions
    written: Path | None
    into: str
    warnings: tuple[Problem, ...]


def merge(options: Namespace) -> int:
    """Merge returned workbooks; the exit status is 1 where something could not be merged.

    With conflicts that no side was chosen for nothing is written. A file with errors is left
    out and the others are merged.
    """
    sent, output = existing(options.sent), workbook_to_write(options.output)
    into = existing(options.into) if options.into else sent
    returned = [existing(name) for name in options.returned]
    for path in (sent, into, *returned):
        not_the_case(output, path)
    progress = ShownProgress()
    try:
        outcome = _merged(sent, into, returned, progress, options, output)
    finally:
        progress.clear()
    warn(outcome.warnings)
    _tell_problems(outcome.received)
    print_result(merge_as_json(outcome) if options.json else merge_as_text(outcome))
    return int(outcome.written is None or bool(outcome.received.refused))


def _merged(
    sent: Path,
    into: Path,
    returned: list[Path],
    progress: ShownProgress,
    options: Namespace,
    output: Path,
) -> MergeOutcome:
    limits = limits_of(options)
    found, frozen = examine_with_frozen(into, progress, limits)
    mine = accepted(into, found).case
    refuse_adjusted(found.held, into.name)
    if into == sent:
        remarks = remarks_of(Located(sent.name, mine, found.places), found.comments)
        issued = as_issued(mine, found.identity, remarks)
    else:
        issued = read_issued(sent, mine, progress, limits)
    issued_for = partial(issued_version, sent=issued)
    received = receive(
        returned, issued_for, mine, progress, limits, take_other_case=options.other_case
    )
    merged = merge_of(mine, received.returned)
    decisions = all_accepted(merged, deletions=options.delete, conflicts=options.side)
    left = [item for item in undecided(merged, decisions) if item.state is State.CONFLICT]
    written = output if received.returned and not left else None
    if written is not None:
        write_case(decided(merged, decisions), written)
    warnings = tuple(not_as_frozen(frozen.values()))
    return MergeOutcome(received, merged, decisions, written, into.name, warnings)


def _tell_problems(received: Received) -> None:
    for back in received.returned:
        _list(back.file, back.problems)
    for refused in received.refused:
        _tell_refused(refused)


def _tell_refused(refused: Refused) -> None:
    if isinstance(refused.error, CaseRefusedError):
        _list(refused.file, refused.error.problems)
    if isinstance(refused.error, AnswerRefusedError):
        for remark in refused.error.remarks:
            said = said_by(remark.author, remark.text)
            tell(f"{refused.file}: {remark.place}: {said}")
    tell(str(refused.error))
    if isinstance(refused.error, OtherCaseError):
        tell("If it is, --other-case takes it all the same.")


def _list(file: str, problems: Iterable[Problem]) -> None:
    for problem in grouped(problems):
        tell(f"{file}: {problem.severity.value}: {problem}")
