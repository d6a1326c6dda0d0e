"""The figures of a bridge as they are read: start and steps add up to the end in every unit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.names import Names
from models.results.bridge import Bridge, BridgeEnd, BridgeStep, Change, Standing
from models.words.bridge import all_payers_finding, payer_finding, step_with_effect
from models.words.figures import rounded_to
from models.words.language import ENGLISH
from models.words.payers import with_gap
from models.words.sums import way_as_read
from models.words.text import Money
from tests.drawing import drawn

UNITS = ((1.0, 2), (1.0, 0), (1e3, 0), (1e6, 1))
_cents = st.integers(0, 10**13).map(lambda cents: cents / 100)
_few = st.sampled_from((0.0, 0.5, 499.5, 500.0, 1499.99, 50_000.0, 149_999.99, 1e6))
_levels = st.lists(st.one_of(_cents, _few), min_size=1, max_size=12)


@drawn()
@given(_levels, st.sampled_from(UNITS))
def test_start_and_steps_add_up_to_the_end_in_every_unit(
    levels: list[float], unit: tuple[float, int]
) -> None:
    factor, decimals = unit
    way = way_as_read(levels, factor, decimals)
    assert way.start + sum(way.steps, Decimal(0)) == way.end
    assert way.whole == sum(way.steps, Decimal(0))
    assert way.start == rounded_to(levels[0] / factor, decimals)
    assert way.end == rounded_to(levels[-1] / factor, decimals)


@drawn()
@given(_levels, st.sampled_from(UNITS))
def test_a_step_is_rounded_up_or_down_and_one_of_nothing_stays_nothing(
    levels: list[float], unit: tuple[float, int]
) -> None:
    factor, decimals = unit
    way, least = way_as_read(levels, factor, decimals), Decimal(1).scaleb(-decimals)
    for place, step in enumerate(way.steps):
        exact = (Decimal(str(levels[place + 1])) - Decimal(str(levels[place]))) / Decimal(factor)
        assert abs(step - exact) < least
        assert step * exact >= 0, "more never reads as less"
        nearest = abs(step - exact) <= least / 2
        assert nearest or place in way.moved


def test_the_step_with_the_largest_rest_is_moved_and_named() -> None:
    way = way_as_read([0.0, 1.3, 2.7, 4.2, 5.6], 1.0, 0)
    assert [str(step) for step in way.steps] == ["1", "2", "2", "1"]
    assert way.moved == {1}
    assert way_as_read([0.0, 0.5, 1.0], 1.0, 0).moved == {1}, "the first of equal rests goes up"
    assert way_as_read([5.0], 1.0, 0).steps == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (-5.0, "Flanders: from A base to B half EUR 5 less"),
        (5.0, "Flanders: from A base to B half EUR 5 more"),
        (0.0, "Flanders: from A base to B half nothing changes in the end"),
    ],
)
def test_the_finding_says_the_change_of_a_payer(change: float, said: str) -> None:
    found = payer_finding("Flanders", ("A base", "B half"), change, Money(abs(change), "EUR"))
    assert ENGLISH.say(found).replace("\u00a0", " ") == said


def test_a_step_that_changes_nothing_is_said_to_have_no_effect() -> None:
    def standing(pays: float, gap: float) -> Standing:
        return Standing((("FL", pays),), gap, pays + gap)

    rule = Change("rule", "own_share_min", 0.0, 0.5)
    steps = tuple(BridgeStep((rule,), standing(*one)) for one in ((5, 5), (5, 5), (5, 4), (6, 4)))
    way = Bridge(BridgeEnd("base"), BridgeEnd("half"), standing(4, 5), steps, 2, "EUR")
    said = [ENGLISH.say(step_with_effect(way, place, Names())) for place in range(4)]
    assert [one.endswith(": no effect") for one in said] == [False, True, False, False]
    assert said[1] == f"{said[0]}: no effect"


def test_a_finding_says_what_more_or_less_stays_unfunded_only_where_that_differs() -> None:
    found = all_payers_finding(("A", "B"), has_steps=True)
    assert with_gap(found, 0.0, "EUR 0") is found
    more, less = (ENGLISH.say(with_gap(found, change, "EUR 5")) for change in (5.0, -5.0))
    assert more.endswith("step by step; EUR 5 more stays unfunded")
    assert less.endswith("step by step; EUR 5 less stays unfunded")
