"""`relais diff`: what changed between two workbooks, cell by cell."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop.commands.output import print_result
from desktop.commands.progress import ShownProgress
from desktop.commands.wrong_use import existing
from models.exchange.addresses import ABSENT, identity_as_record, plain_value_of
from models.exchange.differences import Difference, differences, of_part
from models.exchange.issued import made_from, other_case
from models.exchange.keyed import Located, Source
from models.exchange.remarks import Remark, remarks_of
from models.problems import CaseRefusedError, Severity
from models.project.any_case import examine
from models.words.answers import counted_comments, counted_differences
from models.words.exchange import (
    DifferenceWords,
    by_sheet,
    change,
    how_many,
    source_in_words,
    with_place,
)
from models.words.language import Language, readable
from models.words.text import Argument, joined, text
from models.workbook.identity import recipient_of
from models.workbook.reading import Examination
from models.xlsx.guard import Limits


def diff(options: Namespace) -> int:
    """List what changed; the exit status is 0 where there are differences too."""
    paths = existing(options.old), existing(options.new)
    with ShownProgress(options.spoken) as progress:
        old, new = (_read(path, progress, options.limits) for path in paths)
        compared = _compared(old, new)
    as_result = _as_json if options.json else _as_text
    print_result(as_result(compared, options.spoken))
    return 0


@dataclass(frozen=True)
class _Compared:
    """Two workbooks and what differs.

    Attributes:
        found: what differs, and where it stands.
        remarks: the comments that only the new one has.
        other: what is to be said where they are of different cases.
        part: for whom the new one is a part; "": it is a whole.
        adjusted: which of them hold data that are not those of the case.
    """

    old: Located
    new: Located
    found: list[tuple[Difference, Source]]
    remarks: tuple[Remark, ...]
    other: Argument
    part: str
    adjusted: tuple[Argument, ...]


_Read = tuple[Located, Examination]
"""The rows of a workbook and where they stand, and all that was found in it."""


def _read(path: Path, progress: ShownProgress, limits: Limits) -> _Read:
    found = examine(path, progress, limits)
    case = found.case if found.answer is None else found.answer
    if case is None:
        raise CaseRefusedError(path.name, found.problems)
    return Located(path.name, case, found.places), found


def _compared(old: _Read, new: _Read) -> _Compared:
    (before, of_old), (after, of_new) = old, new
    part = recipient_of(of_new.identity)
    found = differences(before.case, after.case)
    if part and of_new.identity is not None:
        found = of_part(found, of_new.identity.issued_case())
    remarks = remarks_of(after, of_new.comments, remarks_of(before, of_old.comments))
    other = other_case(made_from(after.case, of_new.identity), before.case)
    placed = [(one, (before if one.new is ABSENT else after).source(one.where)) for one in found]
    adjusted = tuple(
        text("{place}: {said}", place=at.file, said=read.held.double)
        for at, read in (old, new)
        if read.held is not None and read.held.double
    )
    return _Compared(before, after, placed, remarks, other, part, adjusted)


def _as_json(compared: _Compared, spoken: Language) -> str:
    """Return what differs; the other keys are there where they say something."""
    further = {
        "comments": [remark.as_record() for remark in compared.remarks],
        "adjusted": [spoken.say(one) for one in compared.adjusted],
        "other_case": spoken.say(compared.other),
        "part_for": compared.part,
    }
    records = [_as_record(one, source) for one, source in compared.found]
    said = {key: value for key, value in further.items() if value}
    return json.dumps({"differences": records, **said}, ensure_ascii=False, indent=2)


def _as_record(found: Difference, source: Source) -> dict[str, object]:
    """Return a difference; `old` and `new` are null where a cell is blank or nothing is there."""
    return {
        **identity_as_record(found.where, found.identity),
        "change": found.kind,
        "old": plain_value_of(found.where, found.old),
        "new": plain_value_of(found.where, found.new),
        "source": source.as_record(),
    }


def _as_text(compared: _Compared, spoken: Language) -> str:
    old, new, found = compared.old, compared.new, compared.found
    words = DifferenceWords((old.case, new.case))
    lines = [(one.where, _line(words, one, source)) for one, source in found]
    listed = by_sheet(lines, compared.remarks, words, with_file=False)
    warning = Severity.WARNING.label
    adjusted = [text("{severity}: {said}", severity=warning, said=one) for one in compared.adjusted]
    other = [text("{place}: {said}", place=new.file, said=compared.other)] if compared.other else []
    blocks: tuple[Sequence[Argument], ...] = (adjusted, other, listed, [_ending(compared)])
    said = [line for block in blocks if block for line in ("", *block)][1:]
    return "\n".join(readable(spoken.say(line)) for line in said)


def _ending(compared: _Compared) -> Argument:
    """Return how much of what there is, and what was not compared."""
    found = compared.found
    return joined(
        text(
            "{differences}: {kinds}.",
            differences=counted_differences(len(found)),
            kinds=how_many((one.where.subject, one.kind) for one, _ in found),
        )
        if found
        else text(
            "No differences between {old} and {new}.",
            old=compared.old.file,
            new=compared.new.file,
        ),
        text("{comments}.", comments=counted_comments(len(compared.remarks)))
        if compared.remarks
        else None,
        text(
            "It is the part for {recipient}: what was not sent there is left out.",
            recipient=compared.part,
        )
        if compared.part
        else None,
    )


def _line(words: DifferenceWords, found: Difference, source: Source) -> Argument:
    what = change(found.where, found.old, found.new)
    place = source_in_words(source, found.where, with_file=found.new is ABSENT)
    subject = words.subject(found.where, found.identity)
    return text("{subject}: {said}", subject=subject, said=with_place(what, place))
