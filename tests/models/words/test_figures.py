"""Halves go away from zero wherever a figure is shown: in sentences, tables, cells and commands."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from desktop.commands.text_table import table
from desktop.look import formats
from models.names import Names
from models.words.cell_figures import PageUnit
from models.words.figures import Figures, rounded, significant
from models.words.language import ENGLISH, language
from models.words.names import Terms
from models.words.payers import burden_figure
from models.words.text import Argument, Money, Number, Percent, Persons, Share

ROOT = Path(__file__).parents[3]
WINDOW = QLocale(QLocale.Language.English, QLocale.Country.Europe)
HALVES = [
    (0.125, 2, "0.13"),
    (0.5, 0, "1"),
    (1.5, 0, "2"),
    (2.5, 0, "3"),
    (2.675, 2, "2.68"),
    (1.005, 2, "1.01"),
    (0.285, 2, "0.29"),
    (1234.5, 0, "1,235"),
]


def said(one: Argument, code: str = "en") -> str:
    return language(code).say(one).replace("\u00a0", " ")


@pytest.mark.parametrize(("value", "decimals", "written"), HALVES)
def test_a_half_goes_away_from_zero_above_and_below_it(
    value: float, decimals: int, written: str
) -> None:
    figures = Figures("en")
    assert figures.number(value, decimals) == written
    assert figures.number(-value, decimals) == f"−{written}"
    assert figures.trimmed(value, decimals) == written
    assert said(Number(value, decimals)) == written
    assert formats.exact(value, WINDOW, decimals) == written
    assert formats.signed(-value, WINDOW, decimals) == f"−{written}"


@pytest.mark.parametrize("code", ["fr", "nl", "de"])
def test_a_half_goes_the_same_way_in_every_language(code: str) -> None:
    figures = Figures(code)
    assert [figures.number(value, decimals) for value, decimals, _ in HALVES[:5]] == [
        *("0,13", "1", "2", "3", "2,68")
    ]


@pytest.mark.parametrize(
    ("unit", "half", "written"),
    [
        (formats.CENT, 2.675, "2.68"),
        (formats.ONE, 2.5, "3"),
        (formats.THOUSAND, 2_500.0, "3"),
        (formats.MILLION, 2_250_000.0, "2.3"),
        (formats.MILLION, 2_650_000.0, "2.7"),
    ],
)
def test_a_half_of_the_unit_of_a_table_goes_away_from_zero(
    unit: formats.MoneyUnit, half: float, written: str
) -> None:
    assert formats.money(half, WINDOW, unit) == written
    assert formats.money(-half, WINDOW, unit) == f"−{written}"


def test_a_half_of_the_unit_of_a_page_goes_away_from_zero() -> None:
    page = [PageUnit(size, 1, "EUR") for size in (1e3, 1e6)]
    assert [said(one.written(2.25 * one.size)) for one in page] == [
        *("EUR 2.3 thousand", "EUR 2.3 million")
    ]


def test_a_half_percent_goes_away_from_zero_in_sentences_and_in_tables() -> None:
    assert said(Share(0.125)) == "13 %"
    assert said(Share(0.145)) == "15 %"
    assert said(Share(0.0125)) == "1.3 %"
    assert said(Share(0.0125, in_table=True)) == "1.3 %"
    assert formats.share(0.1225, WINDOW).replace("\u00a0", " ") == "12.3 %"
    assert formats.share(-0.1225, WINDOW).replace("\u00a0", " ") == "−12.3 %"


def test_a_half_cent_is_a_cent_and_a_sum_says_its_cents_where_they_are_seen() -> None:
    assert said(Money(2.005, "EUR")) == "EUR 2.01"
    assert said(Money(-2.005, "EUR")) == "EUR −2.01"
    assert said(Money(2.5, "EUR", 1.0)) == "EUR 3"
    assert said(Money(2.0049, "EUR")) == "EUR 2"


@pytest.mark.parametrize(
    ("amount", "written"),
    [
        (2_125_000.0, "EUR 2.13 million"),
        (9_994_999.0, "EUR 9.99 million"),
        (9_995_000.0, "EUR 10.0 million"),
        (99_950_000.0, "EUR 100 million"),
        (999_499_999.0, "EUR 999 million"),
        (999_500_000.0, "EUR 1.00 billion"),
        (999_999.5, "EUR 1.00 million"),
        (999_600.0, "EUR 999,600"),
        (-2_125_000.0, "EUR −2.13 million"),
    ],
)
def test_in_short_an_amount_has_three_digits_once_it_is_rounded(
    amount: float, written: str
) -> None:
    assert said(Money(amount, "EUR", brief=True)) == written


def test_persons_and_burdens_go_away_from_zero_too() -> None:
    assert said(Persons(1.25)) == "1.3 persons"
    terms = Terms(Names(), "EUR", 0.01)
    assert said(burden_figure(0.00001235, "fiscal_capacity", terms)) == "0.00124 %"
    assert said(burden_figure(2.675, "population", terms)) == "EUR 2.68"


def test_a_chosen_percent_keeps_what_was_typed() -> None:
    assert said(Percent(0.02675)) == "2.675 %"


def test_the_text_of_a_command_shows_the_same_figures_as_the_window() -> None:
    cells = [ENGLISH.say(Money(2.005, "EUR", 0.01)), ENGLISH.say(Number(0.125, 2))]
    assert table(("a", "b"), [cells])[-1].replace("\u00a0", " ").split() == ["EUR", "2.01", "0.13"]


def test_a_figure_rounded_to_digits_goes_away_from_zero_wherever_its_first_digit_stands() -> None:
    assert rounded(2.5) == 3.0
    assert rounded(-0.5) == -1.0
    assert significant(12_345.0, 4) == 12_350.0
    assert significant(-0.00012345, 4) == -0.0001235
    assert significant(9.9996, 4) == 10.0
    assert significant(0.0, 3) == 0.0


PIXELS = frozenset(
    f"desktop/{name}.py"
    for name in (
        *("look/theme", "look/colours", "look/rule_editor"),
        *("charts/chart", "charts/chart_files"),
        "pages/trajectories/stocks_view",
    )
)
"""Where whole pixels, shades and steps of a slider are counted, which nobody reads."""
NOISE = frozenset(
    f"desktop/{name}.py"
    for name in ("charts/bridge", "pages/compare/bridge_charts", "pages/rules/paid_by_year")
)
"""Where sums of amounts that are whole already lose what floating-point numbers left behind."""


def test_whoever_shows_figures_rounds_by_the_one_function() -> None:
    shown = [
        path
        for room in ("models/words", "models/workbook", "desktop")
        for path in sorted((ROOT / room).rglob("*.py"))
    ]
    allowed = PIXELS | NOISE | {"models/workbook/cells.py"}
    own = {name for path in shown if _rounds(path) for name in [_name(path)]}
    assert own == allowed, "Python's own round goes to the even neighbour"


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _rounds(path: Path) -> bool:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "round"
        for node in ast.walk(tree)
    )
