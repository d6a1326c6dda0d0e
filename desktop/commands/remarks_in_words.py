"""Comments that came back, in sentences: about what, by whom, and what they say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from desktop.commands.differences_in_words import DifferenceWords, source_in_words
from models.exchange.remarks import Remark
from models.exchange.where import Where

Line = tuple[Where, str]
"""What a line is about, and the line."""


def with_remarks(
    lines: Iterable[Line], remarks: Iterable[Remark], words: DifferenceWords, *, with_file: bool
) -> list[tuple[str, str]]:
    """Return lines by sheet, each followed by the comments about the same thing."""
    said = [(remark.where, _line(remark, words, with_file=with_file)) for remark in remarks]
    ordered = sorted([*_ranked(lines, 0), *_ranked(said, 1)], key=lambda one: one[0])
    return [(where.table, line) for _, (where, line) in ordered]


def _ranked(lines: Iterable[Line], rank: int) -> list[tuple[tuple[Any, ...], Line]]:
    return [((*line[0].order, rank, place), line) for place, line in enumerate(lines)]


def _line(remark: Remark, words: DifferenceWords, *, with_file: bool) -> str:
    subject = words.subject(remark.where, remark.identity)
    column = f"{remark.where.column}: " if remark.where.column is not None else ""
    place = source_in_words(remark.source, remark.where, with_file=with_file)
    return f"{subject}: {column}{said_by(remark.author, remark.text)}{place}"


def said_by(author: str, text: str) -> str:
    """Return who commented and what, on one line and whole."""
    by = f" by {author}" if author else ""
    return f"comment{by}: “{' '.join(text.split())}”"
