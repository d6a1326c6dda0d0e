"""Makes the map of a figure from an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.charts.map import MapChart
from desktop.charts.map_legend import Place, Shade
from desktop.document.document import Solved
from desktop.look.colours import TerritoryColours
from desktop.look.language import say
from desktop.pages.trajectories.atlas import Area
from desktop.pages.trajectories.classes import Classes, classes_of
from desktop.pages.trajectories.map_figures import (
    Figure,
    figure_values,
    values_on_no_area,
    years_of,
)
from desktop.pages.trajectories.map_words import (
    class_label,
    map_sentence,
    reason_of_none,
    unit_of_map,
    unmatched_sentence,
    writer,
)
from desktop.pages.trajectories.query import Answer
from desktop.pages.trajectories.sentences import Teller, span_of
from models.words.text import Argument, text

translate = QCoreApplication.translate


@dataclass(frozen=True)
class Mapped:
    """A map and what is said about it."""

    chart: MapChart
    sentence: str
    unmatched: str


def map_of(
    answer: Answer,
    figure: Figure,
    solved: Solved | None,
    colours: TerritoryColours,
    teller: Teller,
    locale: QLocale,
    year: int | None = None,
) -> Mapped:
    """Return the map of a figure; there must be an atlas.

    Args:
        answer: the people, and the map.
        figure: what is shown of each territory.
        solved: the split that amounts are taken from; None: there is none.
        colours: of the territories.
        teller: puts figures into words.
        locale: of the figures.
        year: of an amount; None: all years. Figures of people are of the answer's year.
    """
    atlas = answer.map.atlas
    assert atlas is not None
    values = figure_values(figure, answer, solved, year)
    beside = values_on_no_area(figure, answer, solved, year)
    classes = classes_of(list(values.values()))
    write = writer(figure, values, solved, locale)
    territory_of = {area: key for key, area in answer.map.area_of.items()}
    reason = say(reason_of_none(figure, solved))
    places = []
    for at, area in enumerate(atlas.areas):
        key = territory_of.get(at)
        value = values.get(key) if key is not None and key in answer.inside else None
        known = write(value) if value is not None else ""
        places.append(_place(answer, key, area, value, known, reason, colours, teller))
    shade_of = [None if place.value is None else classes.of(place.value) for place in places]
    missing = any(not p.beside and p.value is None for p in places)
    when = _when(figure, answer, solved, teller, year)
    chart = MapChart(
        places,
        shade_of,
        _shades(classes, list(values.values()), write),
        f"{figure.label}, {say(when)}",
        say(unit_of_map(figure, values, solved)),
        unknown=reason if missing else "",
        credit=say(text("Outlines: {credit}", credit=atlas.attribution))
        if atlas.attribution
        else "",
        headers=(translate("Trajectories", "Territory"), figure.label),
    )
    sentence = say(map_sentence(figure, when, values, beside, teller, solved))
    chart.note = say(unmatched_sentence(figure, beside, solved, teller) or "")
    return Mapped(chart, sentence, chart.note)


def _when(
    figure: Figure, answer: Answer, solved: Solved | None, teller: Teller, year: int | None
) -> Argument:
    """Say which years a figure is of: people's are those of the flows, money's its own."""
    if figure.of_row is not None:
        return teller.years(span_of(answer))
    years = (year,) if year is not None else years_of(figure, answer, solved)
    return teller.years((years[0], years[-1])) if years else text("all years")


def _place(
    answer: Answer,
    key: str | None,
    area: Area,
    value: float | None,
    figure: str,
    reason: str,
    colours: TerritoryColours,
    teller: Teller,
) -> Place:
    """Return an area with its figure, or with the reason why it has none."""
    inside = key is not None and key in answer.inside
    name = teller.names.territory(key) if key is not None else area.title
    said = say(text("{name}: {figure}", name=name, figure=figure or reason))
    if not inside:
        said = say(text("{name}: not among the territories shown", name=name))
    letters = colours.letters(key) if key is not None else ""
    return Place(key, area.rings, name, letters, value, figure, said, beside=not inside)


def _shades(classes: Classes, values: list[float], write: Callable[[float], str]) -> list[Shade]:
    """Return the legend: darker is more; below zero darker is further from it."""
    if not values:
        return []
    limits, count = classes.limits, len(classes)
    zero = classes.zero if classes.zero is not None else (count if max(values) < 0 else 0)
    shades = []
    for at in range(count):
        below = at < zero
        side = zero if below else count - zero
        step = zero - at if below else at - zero + 1
        strength = 0.5 if side == 1 and count == 1 else step / side if side > 1 else 0.6
        shades.append(Shade(say(class_label(limits, at, values, write)), strength, below))
    return shades
