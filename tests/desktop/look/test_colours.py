"""The colours of territories and stages: fixed, told apart, and never alone."""

from __future__ import annotations

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor

from desktop.look.colours import (
    GroupColours,
    TerritoryColours,
    group_colours,
    mixed,
    stage_colour,
    territory_colours,
)
from desktop.look.theme import DARK, LIGHT
from tests.cases import worked
from tests.second_edition import everything

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


GROUPS = GroupColours(tuple(f"g{i}" for i in range(6)))
_SEEN_BY = {
    "everybody": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "no red": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "no green": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "no blue": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How colours are seen, as Machado, Oliveira and Fernandes (2009) have it, in linear light."""
_IN_STREAMS = 0.75
_TOLD_APART = 12
"""This far apart in CIELAB colours are told apart at once; from 2.3 on they are not the same."""


@pytest.mark.parametrize("eyes", _SEEN_BY)
@pytest.mark.parametrize("dark", [False, True])
def test_groups_in_streams_are_told_apart_by_any_eyes(dark: bool, eyes: str) -> None:
    ground = (DARK if dark else LIGHT).background
    seen = [
        _lab(mixed(ground, GROUPS.colour(f"g{i}", dark=dark), _IN_STREAMS), _SEEN_BY[eyes])
        for i in range(6)
    ]
    for one, other in itertools.combinations(seen, 2):
        assert math.dist(one, other) >= _TOLD_APART


@pytest.mark.parametrize("dark", [False, True])
def test_groups_stand_out_from_the_ground(dark: bool) -> None:
    ground = QColor((DARK if dark else LIGHT).background)
    for i in range(6):
        assert _contrast(GROUPS.colour(f"g{i}", dark=dark), ground) >= 2


def test_a_group_keeps_its_colour_by_its_place_in_the_case() -> None:
    colours = group_colours(everything())
    assert colours.order == ("asylum", "protected")
    assert colours.colour("asylum") != colours.colour("protected")
    assert colours.both("asylum") == (GROUPS.colour("g0"), GROUPS.colour("g0", dark=True))
    assert colours.colour("nobody") == TerritoryColours(()).colour("nobody")


def _lab(
    colour: QColor, seen: tuple[tuple[float, float, float], ...]
) -> tuple[float, float, float]:
    light = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    red, green, blue = (
        min(max(sum(a * c for a, c in zip(row, light, strict=True)), 0.0), 1.0) for row in seen
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)
