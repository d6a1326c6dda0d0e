"""Maps: areas where they are, shaded by their figure, unknown ones hatched and explained."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, QRectF, QSize
from PySide6.QtGui import QColor

from desktop.charts.chart import look_of, look_on_paper
from desktop.charts.chart_files import chart_image
from desktop.charts.map import MapChart
from desktop.charts.map_legend import MapPlace, Shade
from desktop.look.colours import territory_colours
from desktop.look.theme import Theme
from desktop.pages.trajectories.map_chart import Mapped, map_of
from models.flows.map_figures import MAP_FIGURES
from models.results.trajectories import Trajectories, TrajectoryQuery
from tests.cases import case, first_sample, sample_case
from tests.models.flows.test_trajectories import answered

AREA = QRectF(0, 0, 900, 600)
LOCALE = QLocale(QLocale.Language.English, QLocale.Country.Europe)


def square(x: float, y: float, side: float = 1.0) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y))


def place(key: str, x: float, value: float | None = 1.0, **changed: bool) -> MapPlace:
    figure = "" if value is None else f"{value:g}"
    return MapPlace(key, (square(x, 50),), key, key, value, figure, f"{key}: {figure}", **changed)


def chart_of(*places: MapPlace) -> MapChart:
    shades = [Shade("under 5", 0.3), Shade("5 and over", 1.0)]
    shade_of = [None if p.value is None else int(p.value >= 5) for p in places]
    return MapChart(
        places, shade_of, shades, "Arrivals", "Persons", unknown="nobody recorded",
        credit="Outlines: me", headers=("Territory", "Arrivals"),
    )  # fmt: skip


def test_areas_lie_side_by_side_in_the_room_beside_the_legend(theme: Theme) -> None:
    marks = {
        m.key: m for m in chart_of(place("W", 4, 3), place("E", 5, 8)).marks(AREA, look_of(theme))
    }
    assert marks["W"].area.right() == pytest.approx(marks["E"].area.left(), abs=1.0)
    assert AREA.contains(marks["W"].area)
    assert marks["E"].area.right() < AREA.right() - 250


def test_north_is_up(theme: Theme) -> None:
    north = MapPlace("N", (square(4, 51),), "N", "N", 1, "1", "N")
    south = MapPlace("S", (square(4, 50),), "S", "S", 1, "1", "S")
    marks = {m.key: m.area for m in chart_of(north, south).marks(AREA, look_of(theme))}
    assert marks["N"].center().y() < marks["S"].center().y()


def test_the_pointer_finds_the_area_and_not_its_hole(theme: Theme) -> None:
    ring = MapPlace("ring", (square(4, 50, 3), square(5, 51)), "ring", "R", 1, "1", "ring: 1")
    hole = MapPlace("hole", (square(5, 51),), "hole", "H", 9, "9", "hole: 9")
    marks = {m.key: m for m in chart_of(ring, hole).marks(AREA, look_of(theme))}
    middle = marks["hole"].area.center()
    assert marks["hole"].contains(middle)
    assert not marks["ring"].contains(middle)


def test_the_plane_coordinates_of_the_users_own_file_are_drawn_too(theme: Theme) -> None:
    rings = ((150_000.0, 170_000.0), (160_000.0, 170_000.0), (160_000.0, 180_000.0))
    far = MapPlace("x", ((*rings, rings[0]),), "x", "x", 1, "1", "x")
    assert AREA.contains(chart_of(far).marks(AREA, look_of(theme))[0].area)


def test_shades_hatching_and_words_are_on_the_picture(theme: Theme) -> None:
    chart = chart_of(place("A", 4, 3), place("B", 5, 8), place("C", 6, None))
    image = chart_image(chart, QSize(900, 600), look_on_paper(theme))
    seen = {image.pixelColor(x, y).name() for x in range(0, 1800, 7) for y in range(0, 1200, 7)}
    wanted = {shade.colour(look_on_paper(theme)).name() for shade in chart.shades}
    assert wanted <= seen
    assert QColor("#ffffff").name() in seen


def test_the_table_has_the_areas_the_map_is_about() -> None:
    chart = chart_of(place("A", 4, 3), place("B", 5, 8), place("C", 6, None, beside=True))
    assert chart.table().rows == (("B", 8), ("A", 3))


def mapped(found: Trajectories, key: str) -> Mapped:
    figure = next(f for f in MAP_FIGURES if f.key == key)
    colours = territory_colours(found.traced.case)
    return map_of(found, figure, None, colours, LOCALE)


def test_arrivals_on_the_map_are_those_of_the_flows() -> None:
    of = first_sample("belgium")
    found = mapped(answered(of, TrajectoryQuery(year=2021)), "arrivals")
    flows = of.table("Flows")
    mine = flows[(flows["year"] == 2021) & flows["from_stage"].isna()]
    expected = mine.groupby("to_territory")["persons"].sum().to_dict()
    shown = {p.key: p.value for p in found.chart.places if not p.beside}
    assert shown == expected


def test_territories_without_an_area_of_their_own_count_for_the_one_above() -> None:
    of = case(
        Territories=[("FL",), ("WA",), ("BX",), ("gent", "Somewhere", "FL"), ("mars",)],
        Stages=[("stay", None, 0, None, 1, False)],
        Flows=[
            (2025, None, None, "stay", "FL", 5),
            (2025, None, None, "stay", "gent", 7),
            (2025, None, None, "stay", "WA", 1),
            (2025, None, None, "stay", "BX", 1),
            (2025, None, None, "stay", "mars", 1),
        ],
    )
    found = mapped(answered(of), "arrivals")
    assert {p.key: p.value for p in found.chart.places if not p.beside} == {
        "FL": 12, "WA": 1, "BX": 1,
    }  # fmt: skip
    assert found.chart.note == "On no area of this map: mars (1)."


def test_an_amount_without_a_split_is_hatched_with_its_reason() -> None:
    found = mapped(answered(sample_case("belgium")), "need")
    assert all(shade is None for shade in found.chart.shade_of)
    assert found.chart.unknown == "not known: there is no split yet"
