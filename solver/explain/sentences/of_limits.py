"""What holds a split back, in a sentence with money."""

from __future__ import annotations

from models.explanation import BindingLimit, LimitName, StepEffect
from solver.explain.sentences.words import Words, first_large, listed, possessive

_NAMED = 4
"""How many payers a sentence names; the others are counted."""


def limit_in_words(name: LimitName, words: Words) -> str:
    """Name a limit so that a sentence can go on from there."""
    who = possessive(words.territory(name.payer)) if name.payer is not None else ""
    named = {
        "budget": f"{who} budget of {name.year}",
        "clause": f"the clause {words.clause(name.clause or '')}",
        "benefit_total": f"{who} later benefit in all",
        "benefit_cap": "the benefit cap",
        "own_share": "the own share of the hosts",
        "benefit": f"{who} later benefit from this programme",
        "own_share_here": f"{who} own share",
    }
    return named[name.kind]


def binding_sentence(line: BindingLimit, words: Words) -> str:
    """Say what a limit does: the step that leaves more room first, then the other way.

    "Brussels’ budget of 2027 holds this back: 100,000 more would lower Flanders by 61,000 and the
    gap by 39,000."
    """
    names = first_large(listed(limit_in_words(limit, words) for limit in line.limits))
    verb = "hold" if len(line.limits) > 1 else "holds"
    looser, tighter = line.looser, line.tighter
    if looser is not None and looser.changes_something:
        first = f"{names} {verb} this back: {_effect(line, looser, words)}."
    else:
        first = f"{names} {'are' if len(line.limits) > 1 else 'is'} reached."
    if tighter is None:
        return first
    return f"{first} {first_large(_effect(line, tighter, words))}."


def _effect(line: BindingLimit, effect: StepEffect, words: Words) -> str:
    changes = _changes(effect, words)
    return f"{step_in_words(line, effect.step, words)} would {changes or 'change nothing'}"


def step_in_words(line: BindingLimit, step: float, words: Words) -> str:
    """Return "100,000 more" or "1 percentage point less"."""
    way = "more" if step > 0 else "less"
    if line.limits[0].kind in ("benefit_cap", "own_share"):
        points = abs(step) * 100
        return f"{points:.0f} percentage point{'s' if round(points) != 1 else ''} {way}"
    return f"{words.money(abs(step))} {way}"


def _changes(effect: StepEffect, words: Words) -> str:
    payers = [(words.territory(payer), change) for payer, change in effect.payers]
    sums = [("what is left with the hosts", effect.host_residual), ("the gap", effect.gap)]
    named = [*_largest(payers), *(part for part in sums if part[1])]
    lower = listed(f"{name} by {words.money(-by)}" for name, by in named if by < 0)
    higher = listed(f"{name} by {words.money(by)}" for name, by in named if by > 0)
    verbs = (("lower", lower), ("raise", higher))
    text = " and ".join(f"{verb} {what}" for verb, what in verbs if what)
    left = len(payers) - _NAMED
    return f"{text}, and change {left} others by less" if left > 0 else text


def _largest(payers: list[tuple[str, float]]) -> list[tuple[str, float]]:
    return sorted(payers, key=lambda part: -abs(part[1]))[:_NAMED]
