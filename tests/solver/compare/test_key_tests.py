"""Whether keys are monotone, and what their ingredients really weigh."""

from __future__ import annotations

import numpy as np
import pytest

from models.flows.places import Floats
from solver.compare.key import FullSplit, Key, KeyBasis, by_weights
from solver.compare.key_tests import Breach, Property, monotonicity, real_weights
from solver.compare.keys import keys_of
from tests.solver.compare.builders import basis, random_basis


def holds(breaches: tuple[Breach, ...], tested: Property) -> bool:
    return all(breach.property != tested for breach in breaches)


def key_named(name: str, given: KeyBasis) -> Key:
    return next(key for key in keys_of(given)[0] if key.name == name)


@pytest.mark.parametrize("seed", range(5))
def test_only_equalisation_and_the_collar_are_not_monotone(seed: int) -> None:
    given = random_basis(seed)
    reports = {key.name: monotonicity(key, given) for key in keys_of(given)[0]}
    assert all(holds(report, "needs") for report in reports.values())
    assert holds(reports["collar"], "own share")
    breached = {name for name, report in reports.items() if report}
    assert breached <= {"german_equalisation", "belgian_solidarity", "collar"}


def test_a_collar_moves_shares_among_others_once_a_payer_is_at_its_limit() -> None:
    # a is at its limit; with more people there it pays no more, but the populations of b and c
    # count for less beside their capacities, and b has little of the one and much of the other
    given = basis([100], [0], population=[80, 1, 9], fiscal_capacity=[80, 20, 10])
    report = monotonicity(key_named("collar", given), given)
    found = [(b.property, b.ingredient, b.raised, b.payer) for b in report]
    assert ("others' shares", "population", "a", "b") in found
    assert holds(report, "own share")


def test_equalisation_lowers_the_share_of_a_host_with_more_people_by_design() -> None:
    given = basis([100], [0], population=[2, 2, 2], fiscal_capacity=[1, 2, 3])
    report = monotonicity(key_named("german_equalisation", given), given)
    assert not holds(report, "own share")
    first = report[0]
    assert (first.ingredient, first.raised, first.payer) == ("population", "a", "a")
    assert first.change < 0


def test_a_key_that_rewards_size_is_caught() -> None:
    def inverse(given: KeyBasis) -> FullSplit:
        return by_weights(given, 1 / given.columns["population"])

    given = basis([100, 50], [0, 1], population=[1, 2, 3])
    report = monotonicity(Key("inverse", "", ("population",), inverse), given)
    assert not holds(report, "own share")
    assert not holds(report, "others' shares")
    assert holds(report, "needs")


def test_a_key_by_rank_of_need_is_caught_on_needs() -> None:
    def largest_free(given: KeyBasis) -> FullSplit:
        return by_weights(given, np.where(given.need == given.need.max(), 0.0, 1.0))

    given = basis([100, 100.5, 50], [0, 1, 2])
    assert not holds(monotonicity(Key("rank", "", (), largest_free), given), "needs")


def test_an_ingredient_that_all_have_alike_weighs_nothing() -> None:
    given = basis([100], [0], population=[2, 2, 2], fiscal_capacity=[1, 2, 3])
    found = real_weights(key_named("mixed", given), given)
    assert found.ingredients == ("population", "fiscal_capacity")
    assert found.weights.tolist() == pytest.approx([0, 1])


def test_ingredients_that_are_alike_weigh_what_the_key_says() -> None:
    given = basis([100], [0], population=[1, 2, 3], fiscal_capacity=[10, 20, 30])
    found = real_weights(key_named("koenigstein", given), given)
    weights = dict(zip(found.ingredients, found.weights.tolist(), strict=True))
    assert weights == pytest.approx({"fiscal_capacity": 2 / 3, "population": 1 / 3})


@pytest.mark.parametrize("seed", range(5))
def test_effects_add_up_to_what_sets_each_payer_apart(seed: int) -> None:
    given = random_basis(seed)
    for key in keys_of(given)[0]:
        level = given
        for ingredient in key.ingredients:
            level = level.with_levelled(ingredient)
        apart = shares(key, given) - shares(key, level)
        found = real_weights(key, given)
        assert found.effects.sum(axis=0) == pytest.approx(apart, abs=1e-12), key.name
        assert found.effects.sum() == pytest.approx(0, abs=1e-9) or key.name == "benefit"


def test_a_key_without_ingredients_has_no_weights() -> None:
    given = random_basis(1)
    assert real_weights(key_named("equal", given), given).weights.size == 0


def shares(key: Key, given: KeyBasis) -> Floats:
    return np.asarray(key.split(given).paid(given.host).sum(axis=0) / given.need.sum())
