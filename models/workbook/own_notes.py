"""What this program itself writes into comments: notes on headers and rules, and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from models.declaration.helps import help_in
from models.declaration.kinds import LANGUAGES
from models.declaration.rules import RULE_BY_KEY, RULES
from models.declaration.tables import TABLES
from models.workbook.comments import Comment
from models.workbook.dressed.words import KEY, OWN_COLUMN, REQUIRED, UNIT, UNITS

AUTHOR = "Relais"
PROBLEM = re.compile(rf"^{AUTHOR} (?:error|warning): ")
"""How a line begins that says a problem of the cell."""
_CURRENCY = re.compile("[A-Z]{3}")


def without_own(text: str) -> str:
    """Return what others wrote into a comment, in any language; "" where nobody did.

    A note that was changed is no longer ours; what was added below one is somebody's.
    """
    lines = [line for line in text.splitlines() if not PROBLEM.match(line)]
    return "\n".join(lines[_own_lines(lines) :]).strip()


def of_others(said: Iterable[Comment]) -> tuple[Comment, ...]:
    """Return what others wrote into comments."""
    left = (replace(comment, text=without_own(comment.text)) for comment in said)
    return tuple(comment for comment in left if comment.text)


def _own_lines(lines: Sequence[str]) -> int:
    """Return how many lines from the first are a note of ours."""
    languages = _languages().get(lines[0].strip(), ()) if lines else ()
    if len(lines) > 1 and languages and lines[1].strip() in RULE_BY_KEY:
        return 2
    counts = (_lines_of_header(lines, language) for language in languages)
    return next((count for count in counts if count), 0)


def _lines_of_header(lines: Sequence[str], language: str) -> int:
    """Return how many lines a note on a header has, 0 where it is none of ours."""
    at = 1
    if at < len(lines) and lines[at] == REQUIRED.in_language(language):
        at += 1
    if at < len(lines) and _is_unit(lines[at], language):
        at += 1
    is_key = at < len(lines) and lines[at].startswith(f"{KEY.in_language(language)}: ")
    return at + 1 if is_key else 0


def _is_unit(line: str, language: str) -> bool:
    label, _, unit = line.partition(": ")
    known = unit in {labels.in_language(language) for labels in UNITS.values()}
    return label == UNIT.in_language(language) and (known or bool(_CURRENCY.fullmatch(unit)))


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return in which languages each text of ours begins a note."""
    helps = {column.help for table in TABLES for column in table.columns}
    helps |= {rule.help for rule in RULES}
    helps |= {t.column(t.open_prefix + "x").help for t in TABLES if t.open_prefix is not None}
    found: dict[str, tuple[str, ...]] = {}
    for language in LANGUAGES:
        own = OWN_COLUMN.in_language(language)
        for text in sorted({*(help_in(text, language) for text in helps), own}):
            found[text] = (*found.get(text, ()), language)
    return found
