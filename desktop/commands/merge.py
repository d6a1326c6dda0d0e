"""`relais merge`: what came back from several recipients, taken over into one workbook."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.app.terminal import tell
from desktop.commands.output import print_result, tell_problems, warn
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import existing, workbook_to_write
from models.exchange.addresses import identity_as_record, plain_value_of
from models.exchange.deciding import Decisions, all_accepted, decided, undecided
from models.exchange.issued import OtherCaseError, as_issued, issued_version
from models.exchange.keyed import Located
from models.exchange.merging import Item, Merge, MergeState, merge_of
from models.exchange.remarks import Remark, remarks_of
from models.exchange.returned import AnswerRefusedError, Received, read_issued, receive
from models.problems import CaseRefusedError, Problem, RelaisError
from models.project.any_case import examine_with_frozen, not_as_frozen
from models.words.answers import counted_comments, counted_differences
from models.words.exchange import (
    DifferenceWords,
    by_sheet,
    change,
    comment_by,
    sides_in_words,
    sources_in_words,
    value,
    with_place,
)
from models.words.language import Language, readable
from models.words.text import Argument, counted, listed, text
from models.workbook.held import refuse_adjusted
from models.workbook.plain import write_case
from models.workbook.reading import accepted


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
    spoken, sent = options.spoken, existing(options.sent)
    into = existing(options.into) if options.into else sent
    returned = [existing(name) for name in options.returned]
    output = workbook_to_write(options.output, sent, into, *returned)
    with ShownProgress(spoken) as progress:
        outcome = _merged(sent, into, returned, progress, options, output)
    warn(outcome.warnings, spoken)
    _tell_problems(outcome.received, spoken)
    as_result = _as_json if options.json else _as_text
    print_result(as_result(outcome, spoken))
    return int(outcome.written is None or bool(outcome.received.refused))


def _merged(
    sent: Path,
    into: Path,
    returned: list[Path],
    progress: ShownProgress,
    options: Namespace,
    output: Path,
) -> MergeOutcome:
    limits = options.limits
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
    left = [item for item in undecided(merged, decisions) if item.state is MergeState.CONFLICT]
    written = output if received.returned and not left else None
    if written is not None:
        write_case(decided(merged, decisions), written)
    warnings = tuple(not_as_frozen(frozen.values()))
    return MergeOutcome(received, merged, decisions, written, into.name, warnings)


def _tell_problems(received: Received, spoken: Language) -> None:
    for back in received.returned:
        tell_problems(back.problems, spoken, back.file)
    for file, error in received.refused.items():
        _tell_refused(file, error, spoken)


def _tell_refused(file: str, error: RelaisError, spoken: Language) -> None:
    if isinstance(error, CaseRefusedError):
        tell_problems(error.problems, spoken, file)
    for remark in _remarks_in(error):
        said = text(
            "{place}: {said}", place=remark.place, said=comment_by(remark.author, remark.text)
        )
        tell(spoken.say(text("{place}: {said}", place=file, said=said)))
    tell(spoken.say(error.sentence))
    if isinstance(error, OtherCaseError):
        also = text("If it is, {option} takes it all the same.", option="--other-case")
        tell(spoken.say(also))


def _remarks_in(error: RelaisError) -> tuple[Remark, ...]:
    """Return the comments in a file that was left out, where it could be read so far."""
    return error.remarks if isinstance(error, AnswerRefusedError) else ()


def _as_json(outcome: MergeOutcome, spoken: Language) -> str:
    """Return every item with its sides, the files left out, and where the merge was written."""
    received = outcome.received
    warnings = {outcome.into: outcome.warnings} if outcome.warnings else {}
    warnings |= {back.file: back.problems for back in received.returned}
    remarks = [remark.as_record() for back in received.returned for remark in back.remarks]
    record = {
        "written": None if outcome.written is None else str(outcome.written),
        "files": list(outcome.merge.files),
        "items": [_item_as_record(item, outcome.decisions) for item in outcome.merge.items],
        "repeated": [{"file": file, "first": first} for file, first in received.repeated.items()],
        "refused": [
            _refused_as_record(file, error, spoken) for file, error in received.refused.items()
        ],
        "warnings": {
            file: [problem.as_record(spoken) for problem in problems]
            for file, problems in warnings.items()
        },
        "comments": remarks,
    }
    return json.dumps(record, ensure_ascii=False, indent=2)


def _item_as_record(item: Item, decisions: Decisions) -> dict[str, object]:
    """Return an item; `decision` is "theirs" with the place of the offer, "mine" or "open"."""
    taken = decisions.get(item.where)
    decision = "open" if item.where not in decisions else "mine" if taken is None else "theirs"
    return {
        **identity_as_record(item.where, item.identity),
        "state": item.state.value,
        "mine": plain_value_of(item.where, item.mine),
        "offers": [
            {
                "issued": plain_value_of(item.where, offer.issued),
                "theirs": plain_value_of(item.where, offer.value),
                "sources": [source.as_record() for source in offer.sources],
            }
            for offer in item.offers
        ],
        "decision": decision,
        "taken": taken,
    }


def _refused_as_record(file: str, error: RelaisError, spoken: Language) -> dict[str, object]:
    problems = error.problems if isinstance(error, CaseRefusedError) else ()
    return {
        "file": file,
        "error": spoken.say(error.sentence),
        "problems": [problem.as_record(spoken) for problem in problems],
        "comments": [remark.as_record() for remark in _remarks_in(error)],
    }


def _as_text(outcome: MergeOutcome, spoken: Language) -> str:
    """Return every item by sheet, then what is open, then the counts."""
    cases = [back.read.case for back in outcome.received.returned]
    words = DifferenceWords((outcome.merge.mine, *cases))
    items = [(item.where, _line(item, words, outcome)) for item in outcome.merge.items]
    remarks = [remark for back in outcome.received.returned for remark in back.remarks]
    lines = by_sheet(items, remarks, words, with_file=True)
    said = [*lines, *([""] if lines else []), *_ending(outcome)]
    return "\n".join(readable(spoken.say(line)) for line in said)


def _line(item: Item, words: DifferenceWords, outcome: MergeOutcome) -> Argument:
    """Return one item: what becomes of it, or the sides between which to choose."""
    where, taken = item.where, outcome.decisions.get(item.where)
    subject = words.subject(where, item.identity)
    if item.state is MergeState.CONFLICT and where in outcome.decisions:
        chosen = item.mine if taken is None else item.offers[taken].value
        return text(
            "conflict: {subject}: {sides} → {chosen}",
            subject=subject,
            sides=sides_in_words(item),
            chosen=value(where, chosen),
        )
    if item.state is MergeState.CONFLICT:
        return text("conflict: {subject}: {sides}", subject=subject, sides=sides_in_words(item))
    offer = item.offers[0]
    what = with_place(change(where, item.mine, offer.value), sources_in_words(offer.sources, where))
    if item.state is MergeState.DELETION and taken is None:
        return text("not deleted: {subject}: {said}", subject=subject, said=what)
    return text("{subject}: {said}", subject=subject, said=what)


def _ending(outcome: MergeOutcome) -> Iterator[Argument]:
    received, merged = outcome.received, outcome.merge
    for again, first in received.repeated.items():
        yield text("{file} is the same file as {first}; it was read once.", file=again, first=first)
    for file, error in received.refused.items():
        if isinstance(error, OtherCaseError):
            yield text("{file} is of another case and was left out.", file=file)
        else:
            yield text("{file} has errors and was left out.", file=file)
    deletions = merged.in_state(MergeState.DELETION)
    if received.returned:
        yield text(
            "{files}: {found}.",
            files=counted("1 file", "{count} files", len(received.returned)),
            found=listed(_counts(outcome, len(deletions)), last=""),
        )
    kept = [item for item in deletions if outcome.decisions.get(item.where) is None]
    if kept:
        yield counted(
            "1 deletion to confirm, not made: {option} makes it.",
            "{count} deletions to confirm, not made: {option} makes them.",
            len(kept),
            option="--delete",
        )
    yield _written(outcome)


def _counts(outcome: MergeOutcome, deletions: int) -> Iterator[Argument]:
    conflicts = len(outcome.merge.in_state(MergeState.CONFLICT))
    remarks = sum(len(back.remarks) for back in outcome.received.returned)
    differences = len(outcome.merge.items)
    yield counted_differences(differences) if differences else text("no differences")
    if conflicts:
        yield counted("1 conflict", "{count} conflicts", conflicts)
    if deletions:
        yield counted("1 deletion", "{count} deletions", deletions)
    if remarks:
        yield counted_comments(remarks)


def _written(outcome: MergeOutcome) -> Argument:
    if outcome.written is not None:
        return text("Written to {file}.", file=outcome.written.name)
    if outcome.received.returned:
        return text(
            "Nothing was written: choose a side with {mine} or {theirs}, or settle them by hand.",
            mine="--mine",
            theirs="--theirs",
        )
    return text("Nothing was written: no file could be merged.")
