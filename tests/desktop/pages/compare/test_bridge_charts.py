"""The charts of a bridge: what is read of them adds up, and what stays unfunded is there."""

from __future__ import annotations

from decimal import Decimal
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale

from desktop.charts.bar import Bar
from desktop.charts.chart import ChartTable
from desktop.look import formats
from desktop.look.colours import TerritoryColours
from desktop.look.formats import MILLION, MONEY_UNITS, ONE, MoneyUnit
from desktop.pages.compare.bridge_charts import ShownBridge
from models.names import Names
from models.results.bridge import Bridge, BridgeEnd, BridgeStep, Change, Standing
from models.results.comparison import Comparison
from models.results.side_by_side import ComparedSplit
from models.results.split import Split
from tests.drawing import drawn

PAYERS = ("FL", "BX", "W")
NAMES = Names({"FL": "Flanders", "BX": "Brussels", "W": "Wallonia"}, {}, {})
LOCALES = [QLocale(code) for code in ("en_IE", "fr_BE", "nl_BE", "de_BE")]
RULE = Change("rule", "own_share_min", 0.0, 0.5)


def standing(*amounts: float) -> Standing:
    """Return what the payers pay, and last what nobody pays."""
    *pays, gap = amounts
    need = round(fsum(amounts), 2)
    return Standing(tuple(zip(PAYERS, pays, strict=True)), gap, need)


def bridge(*stands: Standing) -> Bridge:
    steps = tuple(BridgeStep((RULE,), stand) for stand in stands[1:])
    return Bridge(BridgeEnd("base"), BridgeEnd("half"), stands[0], steps, 2, "EUR")


def split(letters: str, scenario: str) -> ComparedSplit:
    parts = ((), (), (), (), (), ())
    found = Split("ok", scenario, "EUR", 0.01)
    return ComparedSplit(letters, Comparison(found, "benefit", 0.0, (), None, *parts))


def shown(way: Bridge, unit: MoneyUnit = ONE, locale: QLocale = LOCALES[0]) -> ShownBridge:
    ends = split("A", "base"), split("B", "half")
    return ShownBridge(way, ends, NAMES, TerritoryColours(PAYERS), unit, locale)


def read(figure: str, locale: QLocale) -> Decimal:
    """Read a figure as a person does: without its mark, a dash or "no effect" as nothing."""
    group, point = formats.figures_of(locale).marks
    bare = figure.rstrip("*").replace(group, "").replace(point, ".").replace("−", "-")
    return Decimal(0) if bare in (formats.ZERO, "no effect") else Decimal(bare)


def part_figures(bar: Bar, locale: QLocale) -> dict[str, Decimal]:
    return {part.name: read(part.figure, locale) for part in bar.parts}


_amount = st.one_of(
    st.integers(0, 10**12).map(lambda cents: cents / 100),
    st.sampled_from((0.0, 0.05, 0.5, 499.5, 500.0, 49_999.99, 50_000.0, 150_000.0)),
)
_stand = st.tuples(_amount, _amount, _amount, _amount).map(lambda amounts: standing(*amounts))
_bridges = st.lists(_stand, min_size=1, max_size=6).map(lambda stands: bridge(*stands))


@drawn()
@given(_bridges, st.sampled_from(MONEY_UNITS), st.sampled_from(LOCALES))
def test_start_and_steps_of_everybody_add_up_to_the_end_as_they_are_read(
    way: Bridge, unit: MoneyUnit, locale: QLocale
) -> None:
    for payer in (*PAYERS, None):
        chart = shown(way, unit, locale).chart_of(payer)
        *first, last = [read(span.figure, locale) for span in chart.spans]
        assert sum(first, Decimal(0)) == last
        *rows, end = chart.table().rows
        assert sum(Decimal(str(row[1])) for row in rows) == Decimal(str(end[1]))


@drawn()
@given(_bridges, st.sampled_from(MONEY_UNITS), st.sampled_from(LOCALES))
def test_the_steps_of_all_payers_add_up_to_all_steps_together(
    way: Bridge, unit: MoneyUnit, locale: QLocale
) -> None:
    chart = shown(way, unit, locale).chart_of_all()
    assert len(chart.bars) == len(way.steps) + (len(way.steps) > 1)
    if len(way.steps) > 1:
        *steps, whole = chart.bars
        together = part_figures(whole, locale)
        for name, figure in together.items():
            assert sum(part_figures(bar, locale)[name] for bar in steps) == figure
        assert _sums(chart.table())


def _sums(table: ChartTable) -> bool:
    *steps, whole = [tuple(Decimal(str(cell)) for cell in row[1:]) for row in table.rows]
    return tuple(map(sum, zip(*steps, strict=True))) == whole


def test_what_stays_unfunded_is_a_hatched_part_of_its_own_and_makes_both_sides_alike() -> None:
    chart = shown(bridge(standing(50, 50, 0, 0), standing(80, 10, 0, 10))).chart_of_all()
    (bar,) = chart.bars
    assert [(part.name, part.value, part.figure) for part in bar.parts] == [
        ("Flanders", 30, "+30"), ("Brussels", -40, "−40"), ("Wallonia", 0, "–"),
        ("Unfunded", 10, "+10"),
    ]  # fmt: skip
    assert "Unfunded" in chart.hatched
    assert (bar.above, bar.below) == (40, -40)
    assert chart.title.endswith("step by step; EUR\u00a010 more stays unfunded")
    assert "hatched: what stays unfunded" in chart.unit
    assert chart.table().header == ("", "Flanders", "Brussels", "Wallonia", "Unfunded")


def test_a_step_without_effect_says_so_and_is_not_blank() -> None:
    way = bridge(standing(50, 50, 0, 7), standing(50, 50, 0, 7), standing(80, 20, 0, 7))
    assert [bar.figure for bar in shown(way).chart_of_all().bars] == ["no effect", "", ""]
    figures = [span.figure for span in shown(way).chart_of("FL").spans]
    assert figures == ["50", "no effect", "+30", "80"]
    figures = [span.figure for span in shown(way).chart_of("W").spans]
    assert figures == ["–", "no effect", "no effect", "–"]


def test_an_effect_too_small_for_the_unit_is_not_called_none() -> None:
    way = bridge(standing(50, 50, 0, 7), standing(51, 49, 0, 7))
    (bar,) = shown(way, MILLION).chart_of_all().bars
    assert bar.figure == "less than can be seen in this unit"
    assert shown(way, MILLION).chart_of("FL").spans[1].figure == "–"


def test_without_a_change_of_the_gap_nothing_is_said_of_it() -> None:
    chart = shown(bridge(standing(50, 50, 0, 7), standing(80, 20, 0, 7))).chart_of_all()
    assert "nfunded" not in chart.title + chart.unit
    assert [part.name for part in chart.bars[0].parts] == ["Flanders", "Brussels", "Wallonia"]


def test_the_way_of_one_payer_says_what_more_or_less_stays_unfunded() -> None:
    way = bridge(standing(50, 50, 0, 30), standing(80, 40, 0, 10))
    title = shown(way).chart_of("FL").title.replace("\u00a0", " ")
    assert title == "Flanders: from A base to B half EUR 30 more; EUR 20 less stays unfunded"
    title = shown(way).chart_of(None).title.replace("\u00a0", " ")
    assert title == "Unfunded gap: from A base to B half EUR 20 less"


def test_a_step_that_is_moved_is_marked_and_keeps_its_exact_amount_for_the_pointer() -> None:
    levels = (0.0, 1_040_000.0, 2_080_000.0, 3_120_000.0, 4_160_000.0)
    chart = shown(bridge(*(standing(one, 0, 0, 0) for one in levels)), MILLION).chart_of("FL")
    assert [span.figure for span in chart.spans] == ["–", "+1.1*", "+1.1*", "+1.0", "+1.0", "4.2"]
    assert chart.unit.endswith("*: rounded up or down so that the steps add up")
    assert "+1,040,000.00 EUR\nShown as +1.1, so that the steps add up" in chart.spans[1].text
    assert "Shown as" not in chart.spans[3].text
    assert chart.title.replace("\u00a0", " ").endswith("EUR 4.2 million more")


@pytest.mark.parametrize(("last", "said"), [(30_000, "<0.1"), (60_000, "0.1")])
def test_the_sum_in_the_finding_is_the_one_that_is_read_below(last: float, said: str) -> None:
    way = bridge(standing(0, 0, 0, 0), standing(last, 0, 0, 0))
    title = shown(way, MILLION).chart_of("FL").title.replace("\u00a0", " ")
    assert f"EUR {said} million more" in title
