"""The colours of territories and stages: fixed, told apart, and never alone."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from desktop.look.colours import TerritoryColours, stage_colour, territory_colours
from desktop.look.theme import DARK, LIGHT
from tests.cases import worked

MANY = TerritoryColours(tuple(f"t{i}" for i in range(30)))


def test_payers_come_first_in_the_order_of_the_case() -> None:
    case = worked()
    frame = case.table("Territories")
    turned = case.with_table("Territories", frame.assign(pays=[False, True, True]))
    keys = list(frame["territory"])
    assert territory_colours(case).order == tuple(keys)
    assert territory_colours(turned).order == (*keys[1:], keys[0])


def letters_of(*keys: str) -> list[str]:
    colours = TerritoryColours(keys)
    return [colours.letters(key) for key in keys]


def test_a_short_key_is_its_own_letters() -> None:
    assert letters_of("BE", "FL", "t1") == ["BE", "FL", "t1"]


def test_a_long_key_is_shortened_to_letters_that_nobody_else_has() -> None:
    assert letters_of("city", "federation", "port") == ["CI", "FE", "PO"]
    assert letters_of("north", "NO", "norfolk", "nor") == ["NR", "NO", "NF", "nor"]


@given(st.lists(st.text(min_size=1, max_size=6), unique=True, max_size=60))
def test_made_up_letters_are_unique_and_never_single(keys: list[str]) -> None:
    found = letters_of(*keys)
    assert len(set(found)) == len(keys)
    made_up = [one for one, key in zip(found, keys, strict=True) if one != key]
    assert all(len(one) >= 2 for one in made_up)


def test_numbers_for_keys_get_letters_in_order() -> None:
    assert letters_of("11001", "11002", "11003") == ["AA", "AB", "AC"]


@pytest.mark.parametrize("dark", [False, True])
def test_eight_territories_have_eight_colours(dark: bool) -> None:
    names = {MANY.colour(f"t{i}", dark=dark).name() for i in range(8)}
    assert len(names) == 8


@pytest.mark.parametrize("dark", [False, True])
def test_a_stage_is_darker_or_lighter_than_the_one_before(dark: bool) -> None:
    tints = [stage_colour(i, 5, dark=dark).lightnessF() for i in range(5)]
    steps = [b - a for a, b in itertools.pairwise(tints)]
    assert all(step > 0 for step in steps) if dark else all(step < 0 for step in steps)


@pytest.mark.parametrize("dark", [False, True])
def test_territories_stand_out_from_the_surface(dark: bool) -> None:
    surface = QColor((DARK if dark else LIGHT).surface)
    for i in range(8):
        assert _contrast(MANY.colour(f"t{i}", dark=dark), surface) >= 2


def _contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
