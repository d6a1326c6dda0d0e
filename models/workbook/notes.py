"""What this program writes into comments, and how it is known again in any language.

Notes on headers and rules say what a column is; problems are marked in an annotated copy. Whatever
else stands in a comment was written by somebody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from models.declaration.kinds import LANGUAGES, Column, Kind
from models.declaration.rules import RULE_BY_KEY, RULES
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.words.language import Language, language
from models.words.text import Argument, Text, joined, text
from models.xlsx.comments import Comment

_LIST = text("list", context="unit")
UNITS = {
    Kind.TEXT: text("text", context="unit"),
    Kind.KEY: text("key, once", context="unit"),
    Kind.TERRITORY: _LIST,
    Kind.STAGE: _LIST,
    Kind.GROUP: _LIST,
    Kind.ROUND: _LIST,
    Kind.SCENARIO: _LIST,
    Kind.RULE: _LIST,
    Kind.CHOICE: _LIST,
    Kind.YES_NO: text("yes / no", context="unit"),
    Kind.NUMBER: text("number", context="unit"),
    Kind.PERSONS: text("persons", context="unit"),
    Kind.YEAR: text("year", context="unit"),
    Kind.YEARS: text("year", context="unit"),
    Kind.DATE: text("date", context="unit"),
    Kind.WHOLE: text("whole number", context="unit"),
    Kind.RULE_VALUE: text("value", context="unit"),
}
"""What stands above the header of a column, by what its cells hold; money has its currency."""

REQUIRED = text("Must be filled in.")
OWN_COLUMN = text("A column that was added.")


def unit_line(unit: Argument) -> Text:
    """Return the line of a note that names the unit of a column."""
    return text("Unit: {unit}", unit=unit)


def key_line(key: str) -> Text:
    """Return the line of a note that names the key of a column."""
    return text("Key: {key}", key=key)


AUTHOR = "Relais"
_CURRENCY = re.compile("[A-Z]{3}")
_EARLIER = Path(__file__).with_name("earlier_notes.txt")
"""Lines of a language and a text: what a note said before it was put in other words."""


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
    languages = _languages().get(_plainly(lines[0]), ()) if lines else ()
    if len(lines) > 1 and languages and lines[1].strip() in RULE_BY_KEY:
        return 2
    counts = (_lines_of_header(lines, language(code)) for code in languages)
    return next((count for count in counts if count), 0)


def _lines_of_header(lines: Sequence[str], spoken: Language) -> int:
    """Return how many lines a note on a header has, 0 where it is none of ours."""
    at = 1
    if at < len(lines) and _plainly(lines[at]) == _plainly(spoken.say(REQUIRED)):
        at += 1
    if at < len(lines) and _is_unit(lines[at], spoken):
        at += 1
    is_key = at < len(lines) and _plainly(lines[at]).startswith(_plainly(spoken.say(key_line(""))))
    return at + 1 if is_key else 0


def _is_unit(line: str, spoken: Language) -> bool:
    line, label = _plainly(line), _plainly(spoken.say(unit_line("")))
    if line in _unit_lines(spoken):
        return True
    return line.startswith(label) and bool(_CURRENCY.fullmatch(line.removeprefix(label).strip()))


@cache
def _unit_lines(spoken: Language) -> frozenset[str]:
    return frozenset(_plainly(spoken.say(unit_line(unit))) for unit in UNITS.values())


def _plainly(line: str) -> str:
    """Return a line as it reads, whichever apostrophes and blanks it was written with."""
    return re.sub(r"\s*([:;?!%])", r"\1", " ".join(line.replace("’", "'").split()))


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return in which languages each text of ours begins a note."""
    helps = {column.help for table in TABLES for column in table.columns}
    helps |= {rule.help for rule in RULES}
    helps |= {t.column(t.open_prefix + "x").help for t in TABLES if t.open_prefix is not None}
    earlier = [line.partition("\t") for line in _EARLIER.read_text(encoding="utf-8").splitlines()]
    found: dict[str, tuple[str, ...]] = {}
    for code in LANGUAGES:
        own = language(code).say(OWN_COLUMN)
        texts = {
            *map(language(code).say, helps),
            own,
            *(said for of, _, said in earlier if of == code),
        }
        for said in sorted(set(map(_plainly, texts))):
            found[said] = (*found.get(said, ()), code)
    return found


def unit_of(column: Column | None, currency: str) -> Argument:
    """Return the unit of a column; "" where it is not known."""
    if column is None:
        return ""
    return currency if column.kind is Kind.MONEY else UNITS[column.kind]


def header_note(key: str, column: Column | None, currency: str, spoken: Language) -> str:
    """Return the note of a header: meaning, unit, key, whether it must be filled in."""
    unit = unit_of(column, currency)
    lines: list[Argument] = [column.help if column else OWN_COLUMN]
    lines += [REQUIRED] if column is not None and column.required else []
    lines += [unit_line(unit)] if unit else []
    return "\n".join(map(spoken.say, (*lines, key_line(key))))
