"""Keys as full splits: what each payer pays under rules that are in force somewhere."""

from __future__ import annotations

import numpy as np
import pytest

from models.flows.places import NOBODY
from models.words.language import ENGLISH
from solver.compare.key import LATER_BENEFIT, Key, by_later_benefit, key_basis
from solver.compare.keys import collared, keys_of, phased_in
from tests.cases import worked
from tests.solver.compare.builders import (
    basis,
    compared,
    random_basis,
    setup_for,
    with_territories,
    worked_setup,
)

CITY, FEDERATION, PORT = 0, 1, 2


def paid(name: str) -> dict[str, float]:
    setup = worked_setup()
    found = {line.key.name: line.yardsticks.paid for line in compared(setup)}
    return dict(zip(setup.payers, found[name].tolist(), strict=True))


@pytest.mark.parametrize("seed", range(20))
def test_every_key_shares_out_each_need_to_the_last_unit(seed: int) -> None:
    given = random_basis(seed)
    keys, left_out = keys_of(given)
    assert len(keys) == 13
    assert not left_out
    for key in keys:
        split = key.split(given)
        total = split.contributions.sum(axis=1) + split.residuals + split.gaps
        assert total == pytest.approx(given.need, rel=1e-12), key.name
        assert split.contributions.min() >= 0, key.name
        assert (split.residuals[given.host == NOBODY] == 0).all(), key.name
        assert (split.gaps[given.host != NOBODY] == 0).all(), key.name


def test_a_key_by_population_and_capacity_gives_nothing_to_hosts_and_leaves_no_gap() -> None:
    given = random_basis(3)
    keys = {key.name: key for key in keys_of(given)[0]}
    for name in ("equal", "population", "mixed", "koenigstein", "collar", "key_jobs"):
        split = keys[name].split(given)
        assert split.residuals.sum() == split.gaps.sum() == 0, name


def test_without_an_agreement_the_host_pays_and_nobody_else() -> None:
    assert paid("host_pays") == {"city": 720000.0, "federation": 0.0, "port": 160000.0}


def test_the_reference_key_of_the_union_is_half_population_and_half_capacity() -> None:
    assert paid("mixed")["city"] == pytest.approx(880000 * (1000 / 6000 + 8 / 60) / 2)


def test_the_koenigstein_key_is_two_thirds_tax_and_one_third_population() -> None:
    assert paid("koenigstein")["city"] == pytest.approx(880000 * (2 * 8 / 60 + 1000 / 6000) / 3)


def test_the_koenigstein_key_prefers_a_column_of_tax_revenue() -> None:
    case = with_territories(worked(), key_tax_revenue=[1.0, 3.0, 0.0])
    given = key_basis(setup_for(case))
    key = next(k for k in keys_of(given)[0] if k.name == "koenigstein")
    assert key.ingredients == ("key_tax_revenue", "population")
    share = (2 * given.columns["key_tax_revenue"] / 4 + given.columns["population"] / 6000) / 3
    assert key.split(given).contributions.sum(axis=0) == pytest.approx(given.need.sum() * share)


def test_german_equalisation_covers_63_percent_of_the_gap_of_a_poor_host() -> None:
    # City has 8 of the 10 million that 1,000 people have on average of the two regions
    cover = 0.63 * 0.2 * 720000
    assert paid("german_equalisation") == pytest.approx(
        {"city": 720000 - cover, "federation": 0.0, "port": 160000 + cover}
    )


def test_german_equalisation_is_what_the_law_pays_when_the_needs_are_the_measured_needs() -> None:
    # needs equal to the equalisation measure: the transfers are those of § 10 themselves
    capacity, people = np.array([60.0, 90.0, 200.0]), np.array([1.0, 1.0, 1.5])
    measure = people * capacity.sum() / people.sum()
    given = basis(
        measure.tolist(), [0, 1, 2], population=people.tolist(), fiscal_capacity=capacity.tolist()
    )
    key = next(k for k in keys_of(given)[0] if k.name == "german_equalisation")
    got = measure - key.split(given).paid(given.host).sum(axis=0)
    assert got == pytest.approx(0.63 * (measure - capacity))


def test_belgian_solidarity_lets_the_federation_cover_80_percent_of_the_gap() -> None:
    cover = 0.80 * 0.2 * 720000
    assert paid("belgian_solidarity") == pytest.approx(
        {"city": 720000 - cover, "federation": cover, "port": 160000.0}
    )


def test_solidarity_from_above_is_left_out_where_nobody_above_pays() -> None:
    given = basis([10], [0], population=[1, 1, 1], fiscal_capacity=[1, 2, 3])
    reasons = {left.name: ENGLISH.say(left.reason) for left in keys_of(given)[1]}
    assert reasons["belgian_solidarity"] == "No payer has a territory above it that pays."


def test_half_and_half_is_the_mean_of_usage_and_size() -> None:
    benefit, size, half = (paid(k) for k in ("benefit", "population", "usage_and_size"))
    assert half == pytest.approx({h: (benefit[h] + size[h]) / 2 for h in half})


def test_a_key_without_its_figures_is_left_out_with_the_reason() -> None:
    case = with_territories(worked(), population=[None] * 3)
    keys, left_out = keys_of(key_basis(setup_for(case)))
    reasons = {left.name: ENGLISH.say(left.reason) for left in left_out}
    assert reasons["population"] == "No payer has a figure in Population."
    assert {"mixed", "koenigstein", "german_equalisation", "collar"} < set(reasons)
    assert "fiscal_capacity" in {key.name for key in keys}


def test_a_key_with_figures_below_zero_is_left_out_with_the_reason() -> None:
    given = basis([10], [0], population=[1, 1, 1], fiscal_capacity=[1, 2, 3], key_own=[1, -1, 2])
    reasons = {left.name: ENGLISH.say(left.reason) for left in keys_of(given)[1]}
    assert reasons["key_own"] == "A figure in key_own is below 0."


def test_a_column_of_the_user_is_a_key() -> None:
    case = with_territories(worked(), key_jobs=[5.0, 1.0, 4.0])
    keys = {key.name: key for key in keys_of(key_basis(setup_for(case)))[0]}
    given = key_basis(setup_for(case))
    shares = keys["key_jobs"].split(given).contributions.sum(axis=0) / given.need.sum()
    assert shares.tolist() == pytest.approx([0.1, 0.5, 0.4])


def test_what_nobody_benefits_from_stays_with_its_host_or_else_is_the_gap() -> None:
    split = by_later_benefit(basis([10, 20, 30], [0, 1, NOBODY], {(0, 2): 5.0}))
    assert split.contributions[0].tolist() == [0, 0, 10]
    assert split.residuals.tolist() == [0, 20, 0]
    assert split.gaps.tolist() == [0, 0, 30]


def test_a_key_comes_in_by_equal_steps_over_the_years() -> None:
    given = basis(
        [100] * 4, [0] * 4, {(k, 1): 1.0 for k in range(4)}, year=[2026, 2027, 2029, 2031]
    )
    benefit = Key("benefit", "", (LATER_BENEFIT,), by_later_benefit)
    split = phased_in(benefit, 5).split(given)
    assert split.contributions[:, 1].tolist() == pytest.approx([20, 40, 80, 100])
    assert split.residuals.tolist() == pytest.approx([80, 60, 20, 0])


class TestCollar:
    def test_shares_within_the_limits_do_not_change(self) -> None:
        assert collared(np.array([2.0, 3.0, 3.0]), 0.5, 1.5) == pytest.approx([2 / 8, 3 / 8, 3 / 8])

    def test_what_is_cut_off_goes_to_the_others_in_proportion(self) -> None:
        # the mean is 1/4: 0.7 is cut to 0.375, and 0.1 each comes up to (1 - 0.375)/3
        shares = collared(np.array([0.7, 0.1, 0.1, 0.1]), 0.5, 1.5)
        assert shares == pytest.approx([0.375, *[0.625 / 3] * 3])

    @pytest.mark.parametrize("seed", range(20))
    def test_it_is_where_cutting_and_scaling_again_and_again_ends(self, seed: int) -> None:
        weights = np.random.default_rng(seed).pareto(1.0, 8) + 0.01
        cut = weights / weights.sum()
        factor = 1.0
        for _ in range(10000):
            cut = np.clip(factor * weights / weights.sum(), 0.5 / 8, 1.5 / 8)
            factor /= cut.sum()
        assert collared(weights, 0.5, 1.5) == pytest.approx(cut, abs=1e-6)

    @pytest.mark.parametrize("seed", range(20))
    def test_limits_and_sum_hold_exactly(self, seed: int) -> None:
        shares = collared(np.random.default_rng(seed).pareto(0.5, 9), 0.5, 1.5)
        assert shares.sum() == pytest.approx(1, abs=1e-14)
        assert shares.min() >= 0.5 / 9 - 1e-15
        assert shares.max() <= 1.5 / 9 + 1e-15

    def test_those_without_weight_share_what_the_others_may_not_pay(self) -> None:
        assert collared(np.array([1.0, 0.0, 0.0]), 0.5, 1.5) == pytest.approx([0.5, 0.25, 0.25])
