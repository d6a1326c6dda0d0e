from __future__ import annotations

import re
from itertools import pairwise
from math import fsum

from hypothesis import given
from PySide6.QtCore import QLocale

from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import territory_colours
from desktop.pages.split.payer_bars import PartsOf, payer_bars
from models.programme import Programme
from models.results.split import Split
from tests.desktop.splits import CASE, NAMES, split_of_cents, splits
from tests.drawing import drawn

ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.Europe)
SCHOOL = Programme("North", "school", 2023)


def title_of(split: Split) -> str:
    return payer_bars(
        Solved(CASE, split, NAMES), PartsOf.OWN_AND_OTHERS, formats.ONE, ENGLISH
    ).title.replace("\u00a0", " ")


def test_the_title_names_who_pays_most_for_others() -> None:
    split = split_of_cents({SCHOOL: {"North": 50_000, "South": 10_000, "Land": 30_000}})
    assert title_of(split) == "The Land pays 75 % of the EUR 400 that goes to others’ programmes"


def test_the_title_does_not_tell_equal_ones_apart() -> None:
    split = split_of_cents({SCHOOL: {"South": 10_000, "Land": 10_000}})
    assert title_of(split).startswith("Nobody pays more than The Land: 50 %")


@drawn()
@given(split=splits())
def test_the_title_is_always_true(split: Split) -> None:
    title, others = title_of(split), {p.payer: p.others for p in split.payers}
    crossing = fsum(others.values())
    if crossing == 0:
        assert title == "Nobody pays for others’ programmes"
        return
    most = max(others.values())
    leaders = [NAMES.territory(payer) for payer, paid in others.items() if paid == most]
    assert any(name in title for name in leaders)
    assert title.startswith("Nobody pays more than") == (len(leaders) > 1)
    assert (" pays all of " in title) == (most == crossing)
    said = re.search(r"(more than |less than )?(\d+(?:\.\d)?) % of", title)
    if said:
        share = 100 * most / crossing
        bounds = {"more than ": (99.9, 100), "less than ": (0, 0.1)}
        figure, half = float(said[2]), 0.05 if "." in said[2] else 0.5
        low, high = bounds.get(said[1], (figure - half, figure + half))
        assert low <= share <= high


@drawn()
@given(split=splits())
def test_bars_are_the_totals_largest_first_whatever_their_parts(split: Split) -> None:
    for parts in PartsOf:
        chart = payer_bars(Solved(CASE, split, NAMES), parts, formats.ONE, ENGLISH)
        lengths = [fsum(part.value for part in bar.parts) for bar in chart.bars]
        assert all(a >= b - 0.01 for a, b in pairwise(lengths))
        totals = {line.payer: line.own + line.others for line in split.payers}
        for bar, length in zip(chart.bars, lengths, strict=True):
            assert abs(length - totals[str(bar.key)]) < 0.01
        assert chart.table().header[-2:] == ("At least", "At most")


def test_a_bar_has_letters_and_its_range() -> None:
    split = split_of_cents({SCHOOL: {"North": 50_000, "Land": 30_000}})
    chart = payer_bars(Solved(CASE, split, NAMES), PartsOf.STAGES, formats.ONE, ENGLISH)
    assert chart.bars[0].label == "NO  North"
    assert chart.bars[0].range == (500.0, 500.0)
    assert "could pay from 500.00 to 500.00" in chart.bars[0].parts[0].text


def test_what_goes_to_others_has_the_full_colour_and_the_shades_are_named() -> None:
    split = split_of_cents({SCHOOL: {"North": 50_000, "Land": 30_000}})
    solved = Solved(CASE, split, NAMES)
    chart = payer_bars(solved, PartsOf.OWN_AND_OTHERS, formats.ONE, ENGLISH)
    full = {bar.key: bar.parts[0] for bar in chart.bars}
    assert {part.name for part in full.values()} == {"Others’ programmes"}
    colours = territory_colours(CASE)
    assert all(part.colour[0] == colours.colour(str(key)) for key, part in full.items())
    assert chart.unit.endswith("others’ programmes in full colour, own ones light")
