"""The reasons behind a split, in sentences for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from models.names import names_of
from models.results.explanation import ConflictReport
from models.words.conflicts import Conflict, Role
from models.words.language import Language, readable
from models.words.limits import what_binds as binding_said
from models.words.names import terms_of
from models.words.ranges import range_of
from models.words.text import Argument, text
from solver.explain.binding import what_binds
from solver.explain.conflicts import conflict_report
from solver.explain.ranges import fully_funded, same_quality
from solver.solve import Prepared, Solved


def reasons(prepared: Prepared, solved: Solved, spoken: Language) -> tuple[str, ...]:
    """Say why a split is what it is: for a conflict, what settles it; else what binds.

    Args:
        prepared: the scenario that was solved.
        solved: its split with the answer behind it.
        spoken: the language.
    """
    return tuple(readable(spoken.say(said)) for said in _said(prepared, solved))


def _said(prepared: Prepared, solved: Solved) -> Iterator[Argument]:
    answer, split = solved.answer, solved.split
    if answer is None:
        report = conflict_report(prepared.engine, prepared.model, split.rounding)
        yield from _conflict(report, prepared, solved)
        return
    terms = terms_of(split, names_of(prepared.case))
    yield from binding_said(what_binds(answer), terms)
    for found in (same_quality(answer), fully_funded(answer)):
        yield from (range_of(found, part, split, terms) for part in found.payers)


def _conflict(report: ConflictReport, prepared: Prepared, solved: Solved) -> Iterator[Argument]:
    """Say what clashes and every way out, a line each."""
    for part in Conflict(solved.split, prepared.case).parts(report, solved.split.conflict):
        match part.role:
            case Role.TITLE | Role.HEADING | Role.AND_ALSO:
                yield text("{heading}:", heading=part.together)
            case Role.CLAUSE | Role.WAY:
                yield text("  • {said}", said=part.together)
            case Role.REMARK:
                yield part.together
