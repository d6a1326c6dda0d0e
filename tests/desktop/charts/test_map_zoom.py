"""Maps looked at from nearer: by wheel, keys, buttons and by pulling them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.charts.chart import look_of, look_on_paper
from desktop.charts.chart_files import chart_image
from desktop.charts.map import MapChart
from desktop.charts.map_chart_view import MapChartView
from desktop.charts.map_ground import MOST_ZOOM, WHOLE, Glimpse, Ground, widest_spot
from desktop.charts.map_legend import MapPlace, Shade
from desktop.look.theme import Theme
from desktop.pages.trajectories.map_view import ZoomButtons

SHIFT = Qt.KeyboardModifier.ShiftModifier
GROUND = Ground(QRectF(-2, -1, 4, 2), QRectF(10, 20, 800, 600))


def chart(value: float = 1.0, first: float = 4.0) -> MapChart:
    """Return a map of nine squares, three by three."""
    places = []
    for at in range(9):
        x, y = first + at % 3, 50 - at // 3
        ring = ((x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1), (x, y))
        name = f"N{at}"
        places.append(MapPlace(name, (ring,), name, "", value + at, f"{at}", f"{name}: {at}"))
    return MapChart(
        places, [0] * 9, [Shade("all", 0.5)], "Arrivals", "Persons", unknown="", credit="",
        headers=("Territory", "Arrivals"),
    )  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> MapChartView:
    shown = MapChartView(theme)
    qtbot.addWidget(shown)
    shown.resize(900, 600)
    shown.show_chart(chart())
    with qtbot.waitExposed(shown):
        shown.show()
    shown.setFocus()
    return shown


def glimpse(view: MapChartView) -> Glimpse:
    assert isinstance(view.chart, MapChart)
    return view.chart.glimpse


def turn(view: MapChartView, at: QPointF, notches: int = 1) -> None:
    event = QWheelEvent(
        at,
        view.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view, event)


def area_of(view: MapChartView, key: str) -> QRectF:
    return next(mark.area for mark in view.marks() if mark.key == key)


def pull(qtbot: QtBot, view: MapChartView, way: QPoint) -> None:
    start = QPoint(300, 300)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=start)
    for step in (1, 2, 3, 4):
        qtbot.mouseMove(view, start + way * step / 4)
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=start + way)


def test_the_wheel_zooms_and_what_is_under_the_pointer_stays(view: MapChartView) -> None:
    at = area_of(view, "N4").topLeft() + QPointF(10, 10)
    before = view.mark_at(at)
    turn(view, at, 5)
    assert view.zoom > 2
    after = view.mark_at(at)
    assert before is not None
    assert after is not None
    assert after.key == before.key
    turn(view, at, -20)
    assert glimpse(view) == WHOLE


def test_keys_zoom_and_zero_shows_the_whole_map(qtbot: QtBot, view: MapChartView) -> None:
    whole = area_of(view, "N4")
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    nearer = area_of(view, "N4")
    assert nearer.width() == pytest.approx(1.5 * whole.width())
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert area_of(view, "N4") == whole
    for _ in range(30):
        qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.zoom == MOST_ZOOM
    qtbot.keyClick(view, Qt.Key.Key_0)
    assert glimpse(view) == WHOLE


def test_shift_and_the_arrows_move_a_map_that_is_near(qtbot: QtBot, view: MapChartView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert glimpse(view) == WHOLE
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    before = area_of(view, "N4")
    qtbot.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert area_of(view, "N4").left() < before.left()
    qtbot.keyClick(view, Qt.Key.Key_Up, SHIFT)
    assert area_of(view, "N4").top() > before.top()


def test_the_arrows_bring_each_area_into_sight(qtbot: QtBot, view: MapChartView) -> None:
    view._zoom_by(8.0)
    for expected in range(8, -1, -1):  # those with the highest figures first
        qtbot.keyClick(view, Qt.Key.Key_Right)
        assert view.accessibleDescription() == f"N{expected}: {expected}"
        seen = area_of(view, f"N{expected}")
        assert seen.width() > 100
        assert seen.height() > 100


def test_pulling_moves_the_map_and_chooses_nothing(qtbot: QtBot, view: MapChartView) -> None:
    chosen: list[object] = []
    view.chosen.connect(chosen.append)
    view._zoom_by(4.0)
    before = glimpse(view)
    pull(qtbot, view, QPoint(80, -40))
    assert glimpse(view).x < before.x
    assert glimpse(view).y > before.y
    assert chosen == []
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert len(chosen) == 1


def test_the_whole_map_cannot_be_pulled_away(qtbot: QtBot, view: MapChartView) -> None:
    pull(qtbot, view, QPoint(200, 0))
    assert glimpse(view) == WHOLE


def test_while_it_is_pulled_areas_are_where_they_will_be(theme: Theme) -> None:
    area, look, by = QRectF(0, 0, 900, 600), look_of(theme), QPointF(37, 11)
    near = chart().zoomed(area, 4.0)
    pulled, moved = near.pulled(area, by).marks(area, look), near.moved(area, by).marks(area, look)
    for one, other in zip(pulled, moved, strict=True):
        assert one.area.left() == pytest.approx(other.area.left())
        assert one.area.bottom() == pytest.approx(other.area.bottom())


def test_a_double_click_looks_from_nearer(qtbot: QtBot, view: MapChartView) -> None:
    qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    assert view.zoom == pytest.approx(1.5)


def test_buttons_do_what_the_keys_do_and_are_named(qtbot: QtBot, view: MapChartView) -> None:
    buttons = ZoomButtons(view)
    qtbot.addWidget(buttons)
    offered = (buttons.farther, buttons.nearer, buttons.whole)
    assert [b.accessibleName() for b in offered] == ["Zoom out", "Zoom in", "Whole map"]
    assert [b.isEnabled() for b in offered] == [False, True, False]
    buttons.nearer.click()
    assert view.zoom == pytest.approx(1.5)
    assert [b.isEnabled() for b in offered] == [True, True, True]
    view._zoom_by(1000.0)
    assert [b.isEnabled() for b in offered] == [True, False, True]
    buttons.whole.click()
    assert glimpse(view) == WHOLE


def test_a_screen_reader_is_told_how_near_and_which_keys(qtbot: QtBot, view: MapChartView) -> None:
    assert "Plus and minus zoom" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert "1.5 times as large as the whole map." in view.accessibleDescription()


def test_another_figure_is_shown_where_one_looks_and_another_map_whole(view: MapChartView) -> None:
    view._zoom_by(4.0)
    before = glimpse(view)
    view.show_chart(chart(value=7.0))
    assert glimpse(view) == before
    view.show_chart(chart(first=20.0))
    assert glimpse(view) == WHOLE


def test_a_picture_shows_what_is_looked_at(view: MapChartView, theme: Theme) -> None:
    view._zoom_by(4.0)
    assert isinstance(view.chart, MapChart)
    view.copy_image()
    copied = QApplication.clipboard().image()
    assert copied == chart_image(view.chart, view.size(), look_on_paper(theme))
    assert copied != chart_image(chart(), view.size(), look_on_paper(theme))


def test_names_stand_on_what_is_seen_of_their_areas(theme: Theme) -> None:
    area = QRectF(0, 0, 900, 600)
    near = chart().zoomed(area, 6.0, QPointF(200, 200))
    room = near._room(area)
    drawn = near._drawn(area)
    spots = [spot for spot in drawn.spots if not spot.isEmpty()]
    assert spots
    assert all(room.contains(spot) for spot in spots)
    for spot, shape in zip(drawn.spots, drawn.shapes, strict=True):
        assert spot.isEmpty() or shape.contains(spot.center())
    hidden = [shape for shape, seen in zip(drawn.shapes, drawn.seen, strict=True) if not seen]
    assert hidden
    assert all(widest_spot(shape, room).isEmpty() for shape in hidden)
    assert near.marks(area, look_of(theme))[0].key == "N8"


coordinates = st.floats(-10, 10)


@given(st.floats(0.1, 100), coordinates, coordinates)
def test_nothing_beyond_the_whole_map_is_ever_seen(zoom: float, x: float, y: float) -> None:
    seen = GROUND.fit(WHOLE).mapRect(GROUND.bounds)
    kept = GROUND.within(Glimpse(zoom, x, y))
    back, _ = GROUND.fit(kept).inverted()
    window = GROUND.fit(WHOLE).mapRect(back.mapRect(GROUND.room))
    assert GROUND.room.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(window)
    assert GROUND.within(kept).zoom == kept.zoom
    assert GROUND.room.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(seen)


@given(st.floats(1, 20), st.floats(0.5, 2), st.floats(300, 500), st.floats(250, 400))
def test_a_point_stays_where_it_is_unless_the_edge_stops_it(
    zoom: float, factor: float, x: float, y: float
) -> None:
    at, before = QPointF(x, y), Glimpse(zoom, 0.0, 0.0)
    after = GROUND.zoomed(before, factor, at)
    point = GROUND.fit(before).inverted()[0].map(at)
    unstopped = factor >= 1 and zoom * factor <= MOST_ZOOM
    if unstopped:
        assert GROUND.fit(after).map(point).x() == pytest.approx(at.x(), abs=1e-6)
        assert GROUND.fit(after).map(point).y() == pytest.approx(at.y(), abs=1e-6)
    assert GROUND.within(after).zoom == after.zoom
