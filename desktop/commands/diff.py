"""`relais diff`: what changed between two workbooks, cell by cell."""

from __future__ import annotations

import json
from argparse import Namespace
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
from desktop.commands.progress import ShownProgress
from desktop.commands.rows_in_words import RowWords
from desktop.commands.wrong_use import existing
from models.exchange.differences import Difference, differences
from models.exchange.located import Located, Source
from models.exchange.where import ABSENT
from models.problems import CaseRefusedError
from models.project.any_case import examine
from models.workbook.limits import Limits


def diff(options: Namespace) -> int:
    """List what changed; the exit status is 0 where there are differences too."""
    paths = existing(options.old), existing(options.new)
    progress = ShownProgress()
    try:
        old, new = (_located(path, progress, limits_of(options)) for path in paths)
        found = differences(old.case, new.case)
    finally:
        progress.clear()
    placed = [(one, _source(one, old, new)) for one in found]
    print(_as_json(placed) if options.json else _as_text(placed, old, new))
    return 0


def _located(path: Path, progress: ShownProgress, limits: Limits) -> Located:
    found = examine(path, progress, limits)
    if found.case is None:
        raise CaseRefusedError(path.name, found.problems)
    return Located(path.name, found.case, found.places)


def _source(found: Difference, old: Located, new: Located) -> Source:
    """Return where it stands: in the new workbook, or in the old one if only that has it."""
    return (old if found.new is ABSENT else new).source(found.where)


def _as_json(found: list[tuple[Difference, Source]]) -> str:
    records = [difference_as_record(one, source) for one, source in found]
    return json.dumps({"differences": records}, ensure_ascii=False, indent=2)


def _as_text(found: list[tuple[Difference, Source]], old: Located, new: Located) -> str:
    if not found:
        return f"No differences between {old.file} and {new.file}."
    words = DifferenceWords(RowWords((old.case, new.case)))
    lines = [(one.where.table, _line(words, one, source)) for one, source in found]
    kinds = counted((one.where.subject, one.kind) for one, _ in found)
    return "\n".join([*by_sheet(lines), "", f"{count(len(found), 'difference')}: {kinds}."])


def _line(words: DifferenceWords, found: Difference, source: Source) -> str:
    what = words.change(found.where, found.old, found.new)
    place = source_in_words(source, found.where, with_file=found.new is ABSENT)
    return f"{words.subject(found.where, found.identity)}: {what}{place}"
