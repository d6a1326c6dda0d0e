"""The tests of a key, by the keys of the case."""

from __future__ import annotations

from models.results.comparison import KeyTest, WrongWay
from models.words.text import Argument, Number, text
from solver.compare.basis import KeyBasis
from solver.compare.key import Key
from solver.compare.key_tests import Breach, monotonicity, real_weights
from solver.inputs.setup import Setup

_MOST_WORK = 2e9
"""Payments looked at for one key; above it the tests would take minutes."""
_ORDER = ("own share", "others' shares", "needs")
_DIGITS = 12


def why_untested(basis: KeyBasis) -> Argument | None:
    """Say why keys are not tested on a case; None where they are."""
    payers, programmes = len(basis.payers), len(basis.need)
    if not payers or not programmes:
        return text("There is nothing to share, or nobody to share it.")
    if (2 * payers + programmes) * payers * programmes <= _MOST_WORK:
        return None
    return text(
        "Every figure would be raised one at a time; with {payers} payers and {programmes} "
        "programmes that takes too long.",
        payers=Number(payers),
        programmes=Number(programmes),
    )


def tested(key: Key, basis: KeyBasis, setup: Setup) -> KeyTest:
    """Test a key on a case: is it monotone, and what do its ingredients really weigh?"""
    breaches = monotonicity(key, basis).breaches
    weights = real_weights(key, basis)
    ordered = sorted(breaches, key=lambda b: (_ORDER.index(b.property), -abs(b.change)))
    return KeyTest(
        key=key.name,
        wrong_ways=tuple(_wrong_way(breach, setup) for breach in ordered),
        weights=tuple(
            (name, round(float(weight), _DIGITS))
            for name, weight in zip(weights.ingredients, weights.weights, strict=True)
        ),
        effects=tuple(
            (name, tuple(_by_payer(setup, weights.effects[i].tolist())))
            for i, name in enumerate(weights.ingredients)
        ),
    )


def _by_payer(setup: Setup, effects: list[float]) -> list[tuple[str, float]]:
    pairs = zip(setup.payers, effects, strict=True)
    return [(payer, round(effect, _DIGITS) + 0.0) for payer, effect in pairs]


def _wrong_way(breach: Breach, setup: Setup) -> WrongWay:
    raised, change = breach.raised, breach.change
    if isinstance(raised, int):
        place: tuple[str | int, ...] = setup.programme_name(raised)
        change *= setup.unit
    else:
        place = (raised,)
    return WrongWay(breach.property, breach.ingredient, place, breach.payer, change)
