"""`relais diff`: what changed between two workbooks, cell by cell."""

from __future__ import annotations

import json
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from desktop.commands.case_arguments import limits_of
from desktop.commands.differences_as_json import difference_as_record
from desktop.commands.differences_in_words import (
    DifferenceWords,
    by_sheet,
    count,
    counted,
    source_in_words,
)
from desktop.commands.output import print_result
from desktop.commands.progress import ShownProgress
from desktop.commands.remarks_in_words import with_remarks
from desktop.commands.rows_in_words import RowWords
from desktop.commands.wrong_use import existing
from models.exchange.differences import Difference, differences, of_part
from models.exchange.located import Located, Source
from models.exchange.other_case import made_from, other_case
from models.exchange.remarks import Remark, remarks_of
from models.exchange.where import ABSENT
from models.problems import CaseRefusedError
from models.project.any_case import examine
from models.readable import readable
from models.workbook.comments import Comment
from models.workbook.held import Held
from models.workbook.identity import Identity, recipient_of
from models.workbook.limits import Limits


def diff(options: Namespace) -> int:
    """List what changed; the exit status is 0 where there are differences too."""
    paths = existing(options.old), existing(options.new)
    progress = ShownProgress()
    try:
        old, new = (_read(path, progress, limits_of(options)) for path in paths)
        compared = _compared(old, new)
    finally:
        progress.clear()
    print_result(_as_json(compared) if options.json else _as_text(compared))
    return 0


@dataclass(frozen=True)
class _Read:
    """A workbook: its rows and where they stand, what it says of itself, its comments."""

    at: Located
    identity: Identity | None
    comments: tuple[Comment, ...]
    held: Held | None


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
    other: str
    part: str
    adjusted: tuple[str, ...]


def _read(path: Path, progress: ShownProgress, limits: Limits) -> _Read:
    found = examine(path, progress, limits)
    case = found.case if found.answer is None else found.answer
    if case is None:
        raise CaseRefusedError(path.name, found.problems)
    at = Located(path.name, case, found.places)
    return _Read(at, found.identity, found.comments, found.held)


def _compared(old: _Read, new: _Read) -> _Compared:
    part = recipient_of(new.identity)
    found = differences(old.at.case, new.at.case)
    if part and new.identity is not None:
        found = of_part(found, new.identity.issued_case())
    remarks = remarks_of(new.at, new.comments, remarks_of(old.at, old.comments))
    other = other_case(made_from(new.at.case, new.identity), old.at.case)
    placed = [(one, _source(one, old.at, new.at)) for one in found]
    held = ((one.at.file, one.held.double) for one in (old, new) if one.held is not None)
    adjusted = tuple(f"{file}: {double}" for file, double in held if double)
    return _Compared(old.at, new.at, placed, remarks, other, part, adjusted)


def _source(found: Difference, old: Located, new: Located) -> Source:
    """Return where it stands: in the new workbook, or in the old one if only that has it."""
    return (old if found.new is ABSENT else new).source(found.where)


def _as_json(compared: _Compared) -> str:
    """Return what differs; the other keys are there where they say something."""
    further = {
        "comments": [remark.as_record() for remark in compared.remarks],
        "adjusted": compared.adjusted,
        "other_case": compared.other,
        "part_for": compared.part,
    }
    records = [difference_as_record(one, source) for one, source in compared.found]
    said = {key: value for key, value in further.items() if value}
    return json.dumps({"differences": records, **said}, ensure_ascii=False, indent=2)


def _as_text(compared: _Compared) -> str:
    old, new, found = compared.old, compared.new, compared.found
    words = DifferenceWords(RowWords((old.case, new.case)))
    lines = [(one.where, _line(words, one, source)) for one, source in found]
    listed = by_sheet(with_remarks(lines, compared.remarks, words, with_file=False))
    other = [f"{new.file}: {compared.other}", ""] if compared.other else []
    adjusted = [f"warning: {one}" for one in compared.adjusted]
    first = [*adjusted, *([""] if adjusted else []), *other]
    lines_said = [*first, *listed, *([""] if listed else []), _ending(compared)]
    return "\n".join(map(readable, lines_said))


def _ending(compared: _Compared) -> str:
    """Return how much of what there is, and what was not compared."""
    found = compared.found
    kinds = counted((one.where.subject, one.kind) for one, _ in found)
    ending = (
        f"{count(len(found), 'difference')}: {kinds}."
        if found
        else f"No differences between {compared.old.file} and {compared.new.file}."
    )
    if compared.remarks:
        ending += f" {count(len(compared.remarks), 'comment')}."
    if compared.part:
        ending += f" It is the part for {compared.part}: what was not sent there is left out."
    return ending


def _line(words: DifferenceWords, found: Difference, source: Source) -> str:
    what = words.change(found.where, found.old, found.new)
    place = source_in_words(source, found.where, with_file=found.new is ABSENT)
    return f"{words.subject(found.where, found.identity)}: {what}{place}"
