"""Bars: lengths that stand for figures, alike on screen, in files and as a table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from desktop.charts.bar import Bar, BarPart, Frame
from desktop.charts.bars import Bars, figure_place, rows_that_fit
from desktop.charts.chart import look_of, look_on_paper
from desktop.charts.chart_files import chart_image, write_chart
from desktop.charts.chart_view import ChartTableDialog, ChartView
from desktop.look.theme import LARGE, Theme
from models.problems import RelaisError

BLUE, AMBER = (QColor("#0072b2"), QColor("#4ba3dd")), (QColor("#e69f00"), QColor("#f2b640"))


def part(name: str, value: float, colour: tuple[QColor, QColor] = BLUE) -> BarPart:
    return BarPart(name, value, colour, f"{name}: {value:g}", name[:1])


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


def test_a_long_name_leaves_bars_their_room_where_it_is_narrow(theme: Theme) -> None:
    long = bars(("Common Community Commission (COCOM/GGC), Brussels", 30, 40), ("Wallonia", 5, 0))
    marks = {m.text: m.area for m in long.marks(QRectF(0, 0, 400, 300), look_of(theme))}
    assert marks["own: 30"].left() == pytest.approx(220, abs=1)
    assert marks["own: 30"].width() + marks["others: 40"].width() > 100


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


FRAME, LINE = Frame(0.0, 10.0, 40.0), QRectF(0, 0, 1000, 40)


def pinned_at(before: float | None, value: float = 30) -> Bar:
    return Bar("Flanders", (part("own", value),), f"{value:g}", "FL", before)


@pytest.mark.parametrize("before", [None, 10, 30, 60])
def test_a_figure_stands_at_the_end_of_its_bar(before: float | None) -> None:
    assert figure_place(pinned_at(before), FRAME, LINE, 50).left() == pytest.approx(308)


def test_a_figure_keeps_clear_of_the_line_of_what_was_before() -> None:
    assert figure_place(pinned_at(33), FRAME, LINE, 50).left() > 330


def test_a_figure_of_a_bar_to_the_left_stands_left_of_it() -> None:
    frame = Frame(800.0, 10.0, 40.0)
    place = figure_place(pinned_at(None, -30), frame, LINE, 50)
    assert place.left() == pytest.approx(442)
    assert figure_place(pinned_at(-33, -30), frame, LINE, 50).right() < 470


def test_letters_keep_clear_of_the_line_of_what_was_before(theme: Theme) -> None:
    def letter(before: float) -> set[int]:
        chart = Bars([pinned_at(before)], "", "")
        image = chart_image(chart, QSize(600, 60), look_on_paper(theme))
        middle = range(image.height() // 2 - 6, image.height() // 2 + 6)
        white = QColor("#ffffff")
        start = image.width() // 4
        blue = [
            x for x in range(start, image.width()) for y in middle
            if image.pixelColor(x, y) == QColor("#0072b2")
        ]  # fmt: skip
        return {
            x for x in range(min(blue), max(blue)) for y in middle
            if image.pixelColor(x, y) == white
        }  # fmt: skip

    free, crossed = letter(30), letter(15)
    assert free
    assert crossed
    assert max(crossed) < min(free) or min(crossed) > max(free)


def test_bars_that_are_not_current_are_faded_and_what_is_missing_is_hatched(theme: Theme) -> None:
    look = look_on_paper(theme)
    usual = chart_image(Bars(CHART.bars, "", ""), QSize(640, 240), look)
    faded = chart_image(Bars(CHART.bars, "", "", faded=True), QSize(640, 240), look)
    hatched = chart_image(
        Bars(CHART.bars, "", "", hatched=frozenset({"Flanders"})), QSize(640, 240), look
    )
    assert "#0072b2" not in colours(faded)
    assert {"#0072b2", "#e69f00"} <= colours(usual)
    assert hatched != usual


def colours(image: QImage) -> set[str]:
    xs, ys = range(0, image.width(), 3), range(0, image.height(), 3)
    return {image.pixelColor(x, y).name() for x in xs for y in ys}


def test_so_many_rows_fit_as_can_be_read(theme: Theme) -> None:
    look = look_on_paper(theme)
    rows = rows_that_fit(500, LARGE, look)
    chart = Bars([pinned_at(None)] * rows, "", "", size=LARGE)
    assert chart.least_size(look).height() <= 500
    assert Bars([*chart.bars, pinned_at(None)], "", "", size=LARGE).least_size(look).height() > 500
