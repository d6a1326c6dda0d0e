"""What the bars and the sentence of a change say: nothing is left out of what a room sees."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale

from desktop.charts.bars import Bars
from desktop.charts.outcome_chart import outcome_bars
from desktop.document.document import Solved
from desktop.look.theme import LARGE
from models.case import Case
from models.names import names_of
from models.results.split import Split
from models.words.headlines import change_sentence
from models.words.language import ENGLISH
from models.words.outcome import OTHERS, UNFUNDED
from tests.cases import sample_case
from tests.desktop.builders import split_of

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"


@pytest.fixture(scope="module")
def case() -> Case:
    return sample_case("worked")


@pytest.fixture
def solved(case: Case) -> Solved:
    return of(case, split_of())


def of(case: Case, split: Split) -> Solved:
    return Solved(case, split, names_of(case))


def with_gap(solved: Solved, gap: float) -> Solved:
    programmes = tuple(replace(line, unfunded=gap) for line in solved.split.programmes)
    return of(solved.case, replace(solved.split, programmes=programmes))


def with_payers(solved: Solved, *amounts: float) -> Solved:
    some = solved.split.payers[0]
    lines = [
        replace(some, payer=f"P{number}", own=amount, others=0.0)
        for number, amount in enumerate(amounts)
    ]
    return of(solved.case, replace(solved.split, payers=tuple(lines)))


def bars(solved: Solved, pinned: Solved | None, locale: QLocale, **given: object) -> Bars:
    given = {"started": None, **given}
    return outcome_bars(solved, pinned, "", locale, **given)  # type: ignore[arg-type]


def said(solved: Solved, pinned: Solved) -> str:
    said = change_sentence(solved.split, pinned.split, solved.names)
    return ENGLISH.say(said).replace("\u00a0", " ")


def test_every_change_ends_with_what_stays_unfunded(solved: Solved) -> None:
    short = with_gap(solved, 400.0)
    assert said(solved, solved).endswith("; nothing stays unfunded.")
    assert said(short, solved).endswith("; EUR 400 stays unfunded (+EUR 400).")
    assert said(short, short).endswith("; EUR 400 stays unfunded.")
    assert said(solved, short).endswith("; nothing stays unfunded (−EUR 400).")
    assert said(with_gap(solved, 100), short).endswith("; EUR 100 stays unfunded (−EUR 300).")


def test_what_stays_unfunded_is_a_hatched_bar_of_its_own(solved: Solved, locale: QLocale) -> None:
    short = with_gap(solved, 400.0)
    assert UNFUNDED not in [bar.key for bar in bars(solved, solved, locale).bars]
    chart = bars(short, solved, locale)
    assert chart.bars[-1].key == UNFUNDED
    assert chart.bars[-1].figure == "400.00 (+400.00)"
    assert UNFUNDED in chart.hatched
    gone = bars(solved, short, locale).bars[-1]
    assert (gone.key, gone.total, gone.before, gone.figure) == (
        UNFUNDED, 0.0, 400.0, "– (−400.00)",
    )  # fmt: skip


def test_payers_without_room_share_a_bar(solved: Solved, locale: QLocale) -> None:
    many = with_payers(solved, 50, 40, 30, 20, 10)
    before = with_payers(solved, 45, 30, 30, 25, 15)
    assert len(bars(many, None, locale, most=5).bars) == 5
    chart = bars(many, before, locale, most=4)
    assert [bar.label for bar in chart.bars] == ["P0", "P1", "P2", "2 others"]
    others = chart.bars[-1]
    assert others.key == OTHERS
    assert (others.total, others.before) == (30, 40)
    assert others.figure == "30.00 (−10.00)"
    assert "P3: 20.00" in others.parts[0].text
    assert "P4: 10.00" in others.parts[0].text


def test_whoever_paid_much_in_the_pinned_split_is_shown(solved: Solved, locale: QLocale) -> None:
    now, before = with_payers(solved, 50, 40, 30, 0), with_payers(solved, 50, 10, 20, 60)
    labels = [bar.label for bar in bars(now, before, locale, most=3).bars]
    assert labels == ["P0", "P3", "2 others"]


def test_whoever_is_spoken_of_is_shown(solved: Solved, locale: QLocale) -> None:
    many = with_payers(solved, 50, 40, 30, 20, 10, 9)
    labels = [bar.label for bar in bars(many, many, locale, most=3, spoken_of={"P4"}).bars]
    assert labels == ["P0", "P4", "4 others"]
    before = with_payers(solved, 50, 40, 30, 20, 10, 0)
    labels = [bar.label for bar in bars(many, before, locale, most=3).bars]
    assert labels == ["P0", "P5", "4 others"]


def test_what_stays_unfunded_is_never_folded(solved: Solved, locale: QLocale) -> None:
    short = with_gap(with_payers(solved, 50, 40, 30, 20), 1.0)
    labels = [bar.label for bar in bars(short, None, locale, most=3).bars]
    assert labels == ["P0", "3 others", "Unfunded"]


def test_amounts_below_a_million_still_say_something(solved: Solved, locale: QLocale) -> None:
    now = with_payers(solved, 350_900_000, 122_000, 900, 0)
    before = with_payers(solved, 351_250_000, 122_000, 900, 0)
    figures = [bar.figure for bar in bars(now, before, locale, size=LARGE).bars]
    assert figures == ["350.9 (−0.35)", "0.12", "<0.01", "–"]


def test_a_split_that_is_not_current_is_faded_and_says_so(solved: Solved, locale: QLocale) -> None:
    chart = bars(solved, None, locale, stale="The split before your last move.")
    assert chart.faded
    assert chart.unit.startswith("The split before your last move. EUR")
    assert not bars(solved, None, locale).faded
