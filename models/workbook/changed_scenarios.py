"""Scenarios whose header was typed over: told at the header, and read as they were sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from models.case import Case
from models.checks.checked import column_letter
from models.checks.matching import fold
from models.declaration.tables import SCENARIOS
from models.problems import Problem, Severity
from models.words.text import Quoted, text
from models.workbook.places import Place

_KEY = SCENARIOS.key
_BEFORE = 2
"""The columns before those of further scenarios: the rules and the base."""


def scenarios_as_sent(
    case: Case, place: Place, issued: Case
) -> tuple[Case, Place, tuple[Problem, ...]]:
    """Return the case and its place with the scenarios that were sent, and what was changed.

    Headers are sent locked: a new name in the place of one that is gone is no other scenario.
    """
    changed = dict(_changed(case, place, issued))
    if not changed:
        return case, place, ()
    problems = tuple(_problem(place, now, was) for now, was in changed.items())
    letters: Mapping[str, str] = {changed.get(k, k): v for k, v in place.letters.items()}
    frame = case.table(_KEY).rename(columns=changed)
    return case.with_table(_KEY, frame), replace(place, letters=letters), problems


def _changed(case: Case, place: Place, issued: Case) -> Iterator[tuple[str, str]]:
    """Yield the names that stand where a scenario was sent that is gone, each with that one."""
    sent, read = issued.open_columns(_KEY), case.open_columns(_KEY)
    there, known = set(map(fold, read)), set(map(fold, sent))
    by_letter = {place.letters[name]: name for name in read if fold(name) not in known}
    for position, name in enumerate(sent, start=_BEFORE):
        new = by_letter.get(column_letter(position))
        if fold(name) not in there and new is not None:
            yield new, name


def _problem(place: Place, now: str, was: str) -> Problem:
    return Problem(
        Severity.ERROR,
        "changed-key",
        text(
            "The locked header in this cell was changed: it was {was} and is {now} now.",
            was=Quoted(was),
            now=Quoted(now[:60]),
        ),
        text("Type {was} again; a new scenario has a column of its own.", was=Quoted(was)),
        _KEY,
        column=was,
        sheet=place.sheet,
        cell=place.cell(None, now),
        row_key=was,
    )
