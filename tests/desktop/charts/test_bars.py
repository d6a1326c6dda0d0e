"""Bars: lengths that stand for figures, alike on screen, in files and as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.charts.bars import Bar, Bars, Part
from desktop.charts.chart import look_of, look_on_paper
from desktop.charts.chart_files import chart_image, write_chart
from desktop.charts.chart_table import ChartTableDialog
from desktop.charts.chart_view import ChartView
from desktop.theme import Theme
from models.problems import RelaisError

BLUE, AMBER = (QColor("#0072b2"), QColor("#4ba3dd")), (QColor("#e69f00"), QColor("#f2b640"))


def part(name: str, value: float, colour: tuple[QColor, QColor] = BLUE) -> Part:
    return Part(name, value, colour, f"{name}: {value:g}", name[:1])


def bars(*rows: tuple[str, float, float]) -> Bars:
    given = [
        Bar(label, (part("own", own), part("others", others, AMBER)), f"{own + others:g}", label)
        for label, own, others in rows
    ]
    return Bars(given, "Flanders carries most", "EUR")


CHART = bars(("Flanders", 30, 40), ("Brussels", 20, 0), ("Wallonia", -10, 5))


def test_lengths_stand_for_the_figures_on_one_scale(theme: Theme) -> None:
    marks = CHART.marks(QRectF(0, 0, 800, 300), look_of(theme))
    widths = {mark.text: mark.area.width() for mark in marks}
    unit = widths["own: 30"] / 30
    assert widths["others: 40"] == pytest.approx(40 * unit)
    assert widths["own: -10"] == pytest.approx(10 * unit)


def test_negative_parts_lie_left_of_zero_and_positive_ones_right(theme: Theme) -> None:
    marks = {m.text: m.area for m in CHART.marks(QRectF(0, 0, 800, 300), look_of(theme))}
    zero = marks["own: 30"].left()
    assert marks["own: -10"].right() == pytest.approx(zero)
    assert marks["others: 5"].left() == pytest.approx(zero)


def test_nothing_leaves_the_area(theme: Theme) -> None:
    look = look_of(theme)
    area = QRectF(10, 20, CHART.least_size(look).width(), CHART.least_size(look).height())
    for mark in CHART.marks(area, look):
        assert area.adjusted(-1, -1, 1, 1).contains(mark.area)


def test_the_table_holds_the_exact_figures() -> None:
    table = CHART.table()
    assert table.header == ("", "own", "others")
    assert table.rows[0] == ("Flanders", 30, 40)


def test_a_click_on_a_part_chooses_its_row(qtbot: QtBot, theme: Theme) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show_chart(CHART)
    view.show()
    where = view.marks()[2].area.center().toPoint()
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == ["Brussels"]
    assert view.mark_at(QPoint(1, 299).toPointF()) is None


def test_the_arrows_read_the_parts_and_enter_chooses(qtbot: QtBot, theme: Theme) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show_chart(CHART)
    view.show()
    view.setFocus()
    for _ in range(3):  # two parts of Flanders, then Brussels
        qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.accessibleDescription() == "own: 20"
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["Brussels"]


@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_a_chart_is_saved_as_it_is_shown(theme: Theme, tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"chart.{kind}"
    write_chart(CHART, path, QSize(640, 180), look_on_paper(theme))
    content = path.read_bytes()
    if kind == "png":
        assert QImage(str(path)).size() == QSize(1280, 360)
    elif kind == "svg":
        assert QSvgRenderer(str(path)).isValid()
        assert b"Flanders carries most" in content
    else:
        assert content.startswith(b"%PDF")


def test_a_picture_is_not_blank_and_shows_the_colours(theme: Theme) -> None:
    image = chart_image(CHART, QSize(640, 180), look_on_paper(theme))
    seen = {image.pixelColor(x, y).name() for x in range(0, 1280, 3) for y in range(0, 360, 3)}
    assert {"#0072b2", "#e69f00", "#ffffff"} <= seen


def test_a_chart_that_cannot_be_written_says_so(theme: Theme, tmp_path: Path) -> None:
    with pytest.raises(RelaisError):
        write_chart(CHART, tmp_path / "no" / "a.png", QSize(10, 10), look_on_paper(theme))


def test_a_name_without_a_kind_gets_the_chosen_one(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.show_chart(CHART)
    answer = (str(tmp_path / "mine"), "Drawing (*.svg)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: answer)
    view.choose_and_save()
    assert (tmp_path / "mine.svg").exists()


def test_a_copied_picture_is_on_the_clipboard(qtbot: QtBot, theme: Theme) -> None:
    view = ChartView(theme)
    qtbot.addWidget(view)
    view.resize(400, 200)
    view.show_chart(CHART)
    view.copy_image()
    assert QApplication.clipboard().image().size() == QSize(800, 400)


def test_the_table_of_a_chart_can_be_read_and_copied(qtbot: QtBot, theme: Theme) -> None:
    dialog = ChartTableDialog(CHART, theme)
    qtbot.addWidget(dialog)
    model = dialog.view.model()
    shown = [[model.index(r, c).data() for c in range(3)] for r in range(model.rowCount())]
    assert shown[0] == ["Flanders", "30", "40"]
    dialog.view.selectAll()
    dialog.view.copy()
    assert QApplication.clipboard().text().splitlines()[2] == "Wallonia\t-10\t5"
