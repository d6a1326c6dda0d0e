"""The reasons behind a split, in sentences for a terminal."""

from __future__ import annotations

from models.readable import readable
from solver.explain.binding import what_binds
from solver.explain.conflicts import conflict_report
from solver.explain.ranges import fully_funded, same_quality
from solver.explain.sentences.of_conflicts import conflict_sentences
from solver.explain.sentences.of_limits import binding_sentence
from solver.explain.sentences.of_ranges import range_sentence
from solver.explain.sentences.words import words_of
from solver.solving import Prepared, Solved


def reasons(prepared: Prepared, solved: Solved) -> tuple[str, ...]:
    """Say why a split is what it is: for a conflict, what settles it; else what binds.

    Args:
        prepared: the scenario that was solved.
        solved: its split with the answer behind it.
    """
    words = words_of(prepared.case)
    answer = solved.answer
    if answer is None:
        report = conflict_report(prepared.engine, prepared.model, solved.split.rounding)
        return tuple(map(readable, conflict_sentences(report, words)))
    binding = tuple(binding_sentence(line, words) for line in what_binds(answer))
    ranges = (
        range_sentence(found, payer, words)
        for found in (same_quality(answer), fully_funded(answer))
        for payer in found.payers
    )
    said = (*(binding or ("No limit holds this split back.",)), *ranges)
    return tuple(map(readable, said))
