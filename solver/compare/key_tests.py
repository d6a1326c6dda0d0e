"""Tests of a key: whether it is monotone, and how much each ingredient really weighs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from math import factorial
from typing import Literal

import numpy as np

from models.flows.places import Floats
from models.results.comparison import KeyTest, WrongWay
from models.words.text import Argument, Number, text
from solver.compare.key import Key, KeyBasis
from solver.inputs.setup import Setup

_STEP = 1.01
_NOISE = 1e-12

Property = Literal["own share", "others' shares", "needs"]


@dataclass(frozen=True)
class Breach:
    """A step that moved a share or payment the wrong way.

    Attributes:
        property: "own share" fell although the payer's own ingredient rose; "others' shares"
            rose with it; or with "needs" a payment fell although a need rose.
        ingredient: what was raised by 1 %; "need" for a need.
        raised: the payer, or the position of the programme, that it was raised for.
        payer: the payer whose share or payment moved the wrong way.
        change: of the share of all needs, or of the payment in scaled money.
    """

    property: Property
    ingredient: str
    raised: str | int
    payer: str
    change: float


def monotonicity(key: Key, basis: KeyBasis) -> tuple[Breach, ...]:
    """Raise every figure by 1 %, one at a time, and see whose share moves the wrong way.

    Population monotonicity and the like of apportionment (Balinski & Young 1982): who has more
    of an ingredient does not pay less, and the others do not pay more; and no need can rise to
    somebody's gain. An equalisation rule fails the first for population, by design: with more
    people a territory has less capacity a head. Takes one split for each payer and ingredient
    and one for each programme.

    Returns:
        the steps that went wrong; none: the key is monotone on this case.
    """
    breaches: list[Breach] = []
    before = _payments(key, basis)
    for ingredient in key.ingredients:
        for h in range(len(basis.payers)):
            after = _payments(key, basis.with_raised(ingredient, h, _STEP))
            change = _of_all_needs(after - before, basis)
            breaches += _share_breaches(basis, ingredient, h, change)
    for k in range(len(basis.need)):
        change = _payments(key, basis.with_need(k, _STEP)) - before
        fell = np.flatnonzero(change < -_NOISE * basis.need.sum())
        breaches += [Breach("needs", "need", k, basis.payers[h], float(change[h])) for h in fell]
    return tuple(breaches)


def _share_breaches(basis: KeyBasis, ingredient: str, raised: int, change: Floats) -> list[Breach]:
    wrong = change > _NOISE
    wrong[raised] = change[raised] < -_NOISE
    return [
        Breach(
            "own share" if h == raised else "others' shares",
            ingredient,
            basis.payers[raised],
            basis.payers[h],
            float(change[h]),
        )
        for h in np.flatnonzero(wrong)
    ]


@dataclass(frozen=True, eq=False)
class RealWeights:
    """How much each ingredient of a key really weighs on one case.

    Attributes:
        key: its name.
        ingredients: in the order of the key.
        effects: ingredients × payers, what the ingredient adds to the share of each payer,
            compared with the shares if all had the same of every ingredient. The effects of a
            payer add up to the whole difference exactly.
        weights: the part of all that is moved between payers that each ingredient moves:
            Σh |effect| over Σ of all; 0 where nothing is moved.
    """

    key: str
    ingredients: tuple[str, ...]
    effects: Floats
    weights: Floats


def real_weights(key: Key, basis: KeyBasis) -> RealWeights:
    """Decompose the shares of a key by the ingredients that make them differ.

    A key of "half population, half capacity" need not be that in effect: where populations are
    alike, population moves nothing. Each ingredient is levelled (all payers have the mean) or
    left; its effect is its Shapley value, the mean of what it changes over all orders in which
    the ingredients can be let in. Chosen before elasticities, since those of a proportional key
    are its nominal parts again, and before a decomposition of variance, since this one adds up
    for each payer and needs no orthogonality (Shorrocks 2013).
    """
    count = len(key.ingredients)
    shares = {
        let_in: _shares(key, _levelled_but(key, basis, let_in))
        for size in range(count + 1)
        for let_in in combinations(range(count), size)
    }
    effects = np.array([_effect(i, count, shares.__getitem__) for i in range(count)])
    effects = effects.reshape(count, len(basis.payers))
    moved = np.abs(effects).sum(axis=1)
    weights = moved / moved.sum() if moved.sum() > _NOISE else np.zeros(count)
    return RealWeights(key.name, key.ingredients, effects, weights)


def _effect(which: int, count: int, shares: Callable[[tuple[int, ...]], Floats]) -> Floats:
    others = [i for i in range(count) if i != which]
    effect: Floats = np.zeros_like(shares(()))
    for size in range(count):
        weight = factorial(size) * factorial(count - size - 1) / factorial(count)
        for group in combinations(others, size):
            joined = tuple(sorted((*group, which)))
            effect = effect + weight * (shares(joined) - shares(group))
    return effect


def _levelled_but(key: Key, basis: KeyBasis, let_in: tuple[int, ...]) -> KeyBasis:
    for i, ingredient in enumerate(key.ingredients):
        if i not in let_in:
            basis = basis.with_levelled(ingredient)
    return basis


def _payments(key: Key, basis: KeyBasis) -> Floats:
    return np.asarray(key.split(basis).paid(basis.host).sum(axis=0))


def _shares(key: Key, basis: KeyBasis) -> Floats:
    return _of_all_needs(_payments(key, basis), basis)


def _of_all_needs(amounts: Floats, basis: KeyBasis) -> Floats:
    """Divide by the sum of all needs; 0 where nothing is needed."""
    total = float(basis.need.sum())
    return amounts / total if total > 0 else np.zeros(len(amounts))


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
    breaches = monotonicity(key, basis)
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
        programme, in_money = setup.programmes[raised], change * setup.unit
        return WrongWay(breach.property, breach.ingredient, programme, breach.payer, in_money)
    return WrongWay(breach.property, breach.ingredient, raised, breach.payer, change)
