"""The bridge chart: each step begins where the last one ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage
from pytestqt.qtbot import QtBot

from desktop.charts.bar import Bar, BarPart
from desktop.charts.bridge import BridgeChart, Span, StepBars, in_two_lines
from desktop.charts.chart import look_of, look_on_paper
from desktop.charts.chart_files import chart_image, write_chart
from desktop.charts.chart_view import ChartTableDialog
from desktop.look import formats
from desktop.look.theme import Theme

SPANS = (
    Span("A base", 0, 100, "100", "A base: 100", is_level=True),
    Span("Least own share: 0 % → 25 %", 100, 130, "+30", "+30"),
    Span("Without “a very long clause that no label has room for”", 130, 130, "–", "0"),
    Span("Costs", 130, -20, "−150", "−150"),
    Span("B other", 0, -20, "−20", "B other: −20", is_level=True),
)  # fmt: skip
CHART = BridgeChart(SPANS, "Flanders: from A base to B other 120 less", "EUR")
AREA = QRectF(0, 0, 900, 300)


def test_each_step_begins_where_the_last_one_ended_on_one_scale(theme: Theme) -> None:
    marks = [mark.area for mark in CHART.marks(AREA, look_of(theme))]
    first, more, nothing, less, last = marks
    unit = first.width() / 100
    assert more.left() == pytest.approx(first.right())
    assert more.width() == pytest.approx(30 * unit)
    assert less.right() == pytest.approx(more.right())
    assert less.width() == pytest.approx(150 * unit)
    assert last.right() == pytest.approx(first.left())
    assert 0 < nothing.width() < 3


def test_nothing_leaves_the_area_and_every_row_can_be_read(theme: Theme) -> None:
    look = look_of(theme)
    least = CHART.least_size(look)
    area = QRectF(0, 0, max(least.width(), 500), least.height())
    marks = CHART.marks(area, look)
    assert [mark.text for mark in marks] == [span.text for span in SPANS]
    assert all(area.adjusted(-1, -1, 1, 1).contains(mark.area) for mark in marks)


def test_its_table_says_the_same(theme: Theme) -> None:
    rows = CHART.table().rows
    assert [row[1:] for row in rows] == [(100, 100), (30, 130), (0, 130), (-150, -20), (-20, -20)]
    assert BridgeChart((), "", "").marks(AREA, look_of(theme)) == []


def test_a_long_label_takes_two_lines_and_is_cut_only_at_its_very_end() -> None:
    metrics = QFontMetricsF(QFont("monospace"))
    width = 12.5 * metrics.horizontalAdvance("x")
    assert in_two_lines("a label", metrics, width) == "a label"
    assert in_two_lines("a label of two", metrics, width) == "a label of\ntwo"
    long = in_two_lines("a label of more lines than two", metrics, width)
    first, second = long.split("\n")
    assert first == "a label of"
    assert second.startswith("more line")
    assert second.endswith("…")
    assert "\n" not in in_two_lines("averyverylongword", metrics, width)


def test_steps_leave_room_for_two_lines_only_where_a_label_needs_them(theme: Theme) -> None:
    def height(label: str) -> float:
        part = BarPart("Flanders", 1.0, (QColor("#000000"), QColor("#ffffff")), "")
        return StepBars([Bar(label, (part,), "1")], "", "").least_size(look_of(theme)).height()

    assert height("Least own share") < height("Without “a clause of many words” " * 4)


def test_the_figures_of_a_step_stand_under_its_bar_however_short_that_is(theme: Theme) -> None:
    def image(figure: str) -> QImage:
        colours = (QColor("#000000"), QColor("#ffffff"))
        small = BarPart("Flanders", 1.0, colours, "", "FL", figure)
        large = BarPart("Unfunded", 1e6, colours, "", "", "")
        bars = [Bar("Least own share", (small, large), "")]
        return chart_image(StepBars(bars, "", ""), QSize(640, 120), look_on_paper(theme))

    assert image("+1") != image("+2")
    assert image("") == image(formats.ZERO), "what does not change is left out"


def test_the_table_shows_as_many_decimals_as_payments_have(qtbot: QtBot, theme: Theme) -> None:
    spans = [Span("A base", 0, 0.1, "0", ""), Span("Costs", 0.1, 0.3, "0", "")]
    chart = BridgeChart(spans, "", "", decimals=3)
    assert [row[1] for row in chart.table().rows] == [0.1, 0.2], "without noise, so that it adds up"
    spans = [Span("Costs", 0.0, 0.125, "0", "")]
    dialog = ChartTableDialog(BridgeChart(spans, "", "", decimals=3), theme)
    qtbot.addWidget(dialog)
    assert dialog.view.model().index(0, 1).data() == "0.125"


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_it_is_painted_into_every_kind_of_file(kind: str, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / f"bridge.{kind}"
    write_chart(CHART, path, QSize(900, 320), look_on_paper(theme))
    assert path.stat().st_size > 500
