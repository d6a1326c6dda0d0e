"""What this program itself writes into comments: notes on headers and rules, and problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache

from models.declaration.kinds import LANGUAGES
from models.declaration.rules import RULE_BY_KEY, RULES
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.words.language import Language, language
from models.words.text import joined
from models.workbook.comments import Comment
from models.workbook.dressed.words import OWN_COLUMN, REQUIRED, UNITS, key_line, unit_line

AUTHOR = "Relais"
_CURRENCY = re.compile("[A-Z]{3}")


def problem_line(problem: Problem, spoken: Language) -> str:
    """Return a problem on one line, so that it is known again and can be removed."""
    said = joined(problem.found, problem.remedy)
    return " ".join(f"{_beginning(problem.severity, spoken)}{spoken.say(said)}".split())


def is_problem(line: str) -> bool:
    """Say whether a line of a comment is a problem that this program wrote, in any language."""
    if not line.startswith(AUTHOR):
        return False
    languages = map(language, LANGUAGES)
    return line.startswith(tuple(_beginning(s, one) for one in languages for s in Severity))


def _beginning(severity: Severity, spoken: Language) -> str:
    return f"{AUTHOR} {spoken.say(severity.label)}: "


def without_own(text: str) -> str:
    """Return what others wrote into a comment, in any language; "" where nobody did.

    A note that was changed is no longer ours; what was added below one is somebody's.
    """
    lines = [line for line in text.splitlines() if not is_problem(line)]
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
    counts = (_lines_of_header(lines, language(code)) for code in languages)
    return next((count for count in counts if count), 0)


def _lines_of_header(lines: Sequence[str], spoken: Language) -> int:
    """Return how many lines a note on a header has, 0 where it is none of ours."""
    at = 1
    if at < len(lines) and lines[at] == spoken.say(REQUIRED):
        at += 1
    if at < len(lines) and _is_unit(lines[at], spoken):
        at += 1
    is_key = at < len(lines) and lines[at].startswith(spoken.say(key_line("")))
    return at + 1 if is_key else 0


def _is_unit(line: str, spoken: Language) -> bool:
    if line in {spoken.say(unit_line(unit)) for unit in UNITS.values()}:
        return True
    label = spoken.say(unit_line(""))
    return line.startswith(label) and bool(_CURRENCY.fullmatch(line.removeprefix(label)))


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return in which languages each text of ours begins a note."""
    helps = {column.help for table in TABLES for column in table.columns}
    helps |= {rule.help for rule in RULES}
    helps |= {t.column(t.open_prefix + "x").help for t in TABLES if t.open_prefix is not None}
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        own = language(code).say(OWN_COLUMN)
        for text in sorted({*map(language(code).say, helps), own}):
            found[text] = (*found.get(text, ()), code)
    return found
