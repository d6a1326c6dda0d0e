"""Pictures of charts: named after their case, cut to what is painted, with where they are from."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart import Chart, ChartLook, ChartTable, Mark, look_on_paper
from desktop.charts.chart_files import chart_image, write_chart
from desktop.charts.chart_origin import file_name_of, origin_for
from desktop.charts.chart_view import ChartView
from desktop.look.theme import Theme
from desktop.pages.compare.page import ComparePage
from desktop.pages.rules.page import RulesPage
from desktop.pages.split.page import SplitPage
from desktop.pages.trajectories.page import TrajectoriesPage

SOURCE = "belgium.xlsx · base · 22/11/2026"


class Block(Chart):
    """A block as tall as it is told, at the upper edge."""

    def __init__(self, tall: float) -> None:
        self._tall = tall

    def paint(self, painter: QPainter, area: QRectF, look: ChartLook) -> None:
        block = QRectF(area.left(), area.top(), area.width(), self._tall)
        painter.fillRect(block, QColor(look.colours.accent))

    def marks(self, area: QRectF, look: ChartLook) -> list[Mark]:  # noqa: ARG002 - a chart's signature
        return []

    def table(self) -> ChartTable:
        return ChartTable((), ())

    def least_size(self, look: ChartLook) -> QSizeF:  # noqa: ARG002 - a chart's signature
        return QSizeF(10, 10)


def is_blank(image: QImage, part: QRect) -> bool:
    piece = image.copy(part)
    white = QImage(piece.size(), piece.format())
    white.fill(QColor("white"))
    return piece == white


def test_what_is_blank_under_a_chart_is_cut_off(theme: Theme) -> None:
    image = chart_image(Block(100), QSize(400, 400), look_on_paper(theme))
    assert image.width() == 800
    assert image.height() == pytest.approx(2 * (16 + 100 + 16), abs=4)


def test_a_chart_that_fills_its_room_keeps_it(theme: Theme) -> None:
    image = chart_image(Block(368), QSize(400, 400), look_on_paper(theme))
    assert image.size() == QSize(800, 800)


def test_the_line_under_a_picture_says_where_it_is_from(theme: Theme) -> None:
    look = look_on_paper(theme)
    plain = chart_image(Block(368), QSize(400, 400), look)
    image = chart_image(Block(368), QSize(400, 400), look, SOURCE)
    foot = QRect(0, plain.height() - 30, image.width(), image.height() - plain.height() + 30)
    assert image.height() > plain.height()
    assert not is_blank(image, foot)
    assert image.copy(0, 0, 800, 760) == plain.copy(0, 0, 800, 760)


def test_a_drawing_holds_the_line_as_text(theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "chart.svg"
    write_chart(Block(50), path, QSize(400, 400), look_on_paper(theme), SOURCE)
    assert SOURCE in path.read_text("utf-8")


def test_what_the_page_says_beside_a_chart_stands_under_its_picture(
    theme: Theme, tmp_path: Path
) -> None:
    chart, path = Block(50), tmp_path / "chart.svg"
    chart.note = "On no area of this map: Federal government."
    write_chart(chart, path, QSize(400, 400), look_on_paper(theme), SOURCE)
    assert chart.note in path.read_text("utf-8")
    assert SOURCE in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "title", "called"),
    [
        ("", "Net position, 2026–2030", "Net position, 2026–2030"),
        ("where people go", "The largest stream", "where people go"),
        ("", 'A/B: "quoted"?', "A B quoted"),
        ("", f"From A to B: {'pays more ' * 9}", "From A to B"),
        ("", "word " * 30, ("word " * 12).strip()),
        ("", "", "chart"),
    ],
)
def test_a_file_is_named_after_its_chart(name: str, title: str, called: str) -> None:
    chart = Block(1)
    chart.name, chart.title = name, title
    assert file_name_of(chart) == called


Proposals = list[str]


@pytest.fixture
def cancelled(monkeypatch: pytest.MonkeyPatch) -> Proposals:
    """Return what the dialog is asked to propose; nobody chooses a file."""
    proposals: Proposals = []

    def ask(_parent: object, _title: str, proposal: str, _kinds: str) -> tuple[str, str]:
        proposals.append(proposal)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return proposals


def test_a_picture_is_proposed_beside_its_case_and_named_after_both(
    qtbot: QtBot, worked: MainWindow, cancelled: Proposals
) -> None:
    page = worked.page_of(TrajectoriesPage)
    worked.show_page(page)
    qtbot.waitUntil(lambda: page.current_chart() is not None, timeout=20_000)
    page.streams.chart.choose_and_save()
    path = worked.document.path
    assert path is not None
    assert cancelled == [str(path.with_name("worked where people go.png"))]


def test_a_page_says_where_a_picture_was_written(
    qtbot: QtBot, worked: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = worked.page_of(TrajectoriesPage)
    worked.show_page(page)
    qtbot.waitUntil(lambda: page.current_chart() is not None, timeout=20_000)
    path = tmp_path / "streams 1.2"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    page.streams.chart.choose_and_save()
    written = tmp_path / "streams 1.2.png"
    assert written.exists()
    assert worked.statusBar().currentMessage() == f"Written to {written}"


def test_every_page_with_charts_tells_their_file_scenario_and_day(worked: MainWindow) -> None:
    today = QDate.currentDate()
    date = worked.context.locale.toString(today, QLocale.FormatType.ShortFormat)
    for view in (worked.page_of(SplitPage).bars, worked.page_of(RulesPage).outcome.chart):
        origin = origin_for(view)
        assert origin is not None
        assert origin.source() == f"worked.xlsx · Base · {date}"
    compare = origin_for(worked.page_of(ComparePage).gains)
    assert compare is not None
    assert compare.source() == f"worked.xlsx · {date}"


def test_a_chart_without_a_page_has_no_line(qtbot: QtBot, theme: Theme) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_chart(Block(168))
    assert origin_for(view) is None
    view.copy_image()
    assert QApplication.clipboard().image().size() == QSize(800, 400)
