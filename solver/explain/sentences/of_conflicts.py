"""A conflict in words, and what would settle it."""

from __future__ import annotations

from models.explanation import ClausePrice, ConflictReport
from solver.explain.sentences.words import Words, first_large, listed


def conflict_sentences(report: ConflictReport, words: Words) -> tuple[str, ...]:
    """Say which clauses cannot hold together, what is cheapest, and what each alone could do."""
    return (
        _how_many(report),
        *(_set(clauses, words) for clauses in report.sets),
        _cheapest(report, words),
        *(_alone(price, words) for price in report.prices),
    )


def _how_many(report: ConflictReport) -> str:
    count = len(report.sets)
    if count == 1 and report.complete:
        return "There is one conflict."
    return f"There are {'' if report.complete else 'at least '}{count} conflicts."


def _set(clauses: tuple[str, ...], words: Words) -> str:
    names = listed(words.clause(clause) for clause in clauses)
    if len(clauses) == 1:
        return f"{names} cannot hold under the rules."
    return f"{names} cannot {'both' if len(clauses) == 2 else 'all'} hold."


def _cheapest(report: ConflictReport, words: Words) -> str:
    changes = listed(_change(change, words) for change in report.changes)
    return (
        f"The cheapest way to settle everything moves {words.money(report.money_moved)}: {changes}."
    )


def _change(price: ClausePrice, words: Words) -> str:
    return (
        f"{words.clause(price.clause)} at {value_in_words(price, price.needs or 0.0, words)} "
        f"instead of {value_in_words(price, price.value, words)}"
    )


def _alone(price: ClausePrice, words: Words) -> str:
    if price.needs is None:
        return first_large(f"{words.clause(price.clause)} alone cannot settle everything.")
    return first_large(f"{_change(price, words)} alone would settle everything.")


def value_in_words(price: ClausePrice, value: float, words: Words) -> str:
    """Write the value of a clause in its own measure."""
    if price.measure == "amount":
        return words.money(value)
    of = "the need" if price.measure == "share_of_need" else "the later benefit"
    return f"{100 * value:.6g} % of {of}"
