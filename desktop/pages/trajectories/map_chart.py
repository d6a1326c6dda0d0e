"""Makes the map of a figure from an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, QLocale

from desktop.charts.map import MapChart
from desktop.charts.map_legend import MapPlace, Shade
from desktop.document.document import Solved
from desktop.look import formats
from desktop.look.colours import TerritoryColours
from desktop.look.language import say
from models.flows.map_figures import (
    Classes,
    MapAmounts,
    MapFigure,
    classes_of,
    figure_values,
    values_on_no_area,
    years_of,
)
from models.geometry.atlas import Area
from models.results.split import Split
from models.results.trajectories import Trajectories
from models.words.map import (
    class_label,
    map_sentence,
    reason_of_none,
    unit_of_map,
    unmatched_sentence,
)
from models.words.text import Argument, text
from models.words.trajectories import TrajectoryWords, of_its_group, words_of


@dataclass(frozen=True)
class Mapped:
    """A map and its sentence; its note names who is on no area."""

    chart: MapChart
    sentence: str


def map_of(
    answer: Trajectories,
    figure: MapFigure,
    solved: Solved | None,
    colours: TerritoryColours,
    locale: QLocale,
    year: int | None = None,
) -> Mapped:
    """Return the map of a figure; there must be an atlas.

    Args:
        answer: the people, and the map.
        figure: what is shown of each territory.
        solved: the split that amounts are taken from; None: there is none.
        colours: of the territories.
        locale: of the figures.
        year: of an amount; None: all years. Figures of people are of the answer's year.
    """
    atlas, words = answer.map.atlas, words_of(answer)
    assert atlas is not None
    split = solved.split if solved is not None else None
    amounts = MapAmounts(solved.split, solved.rules.discount_rate, year) if solved else None
    values = figure_values(figure, answer, amounts)
    beside = values_on_no_area(figure, answer, amounts)
    classes = classes_of(list(values.values()))
    unit = formats.fitting_unit(values.values()) if figure.money and split is not None else None
    unit = formats.ONE if unit is formats.CENT else unit
    write = partial(formats.figure, locale=locale)
    if unit is not None:
        write = partial(formats.money, locale=locale, unit=unit)
    of_money = formats.unit_said(unit, split.currency) if unit and split else ""
    territory_of = {area: key for key, area in answer.map.area_of.items()}
    reason = say(reason_of_none(figure, split))
    places = []
    for at, area in enumerate(atlas.areas):
        key = territory_of.get(at)
        value = values.get(key) if key is not None and key in answer.inside else None
        known = write(value) if value is not None else ""
        places.append(_place(answer, key, area, value, known, reason, colours, words))
    shade_of = [None if place.value is None else classes.of(place.value) for place in places]
    missing = any(not p.beside and p.value is None for p in places)
    when = _when(figure, answer, split, words, year)
    title = f"{say(figure.label)}, {say(when)}"
    chart = MapChart(
        places,
        shade_of,
        _shades(classes, list(values.values()), write),
        title if figure.money else say(of_its_group(answer, title)),
        say(unit_of_map(figure, split, of_money)),
        unknown=reason if missing else "",
        credit=say(text("Outlines: {credit}", credit=atlas.attribution))
        if atlas.attribution
        else "",
        headers=(QCoreApplication.translate("Trajectories", "Territory"), say(figure.label)),
    )
    sentence = say(map_sentence(figure, when, values, beside, words, split))
    chart.note = say(unmatched_sentence(figure, beside, split, words) or "")
    return Mapped(chart, sentence)


def _when(
    figure: MapFigure,
    answer: Trajectories,
    split: Split | None,
    words: TrajectoryWords,
    year: int | None,
) -> Argument:
    """Say which years a figure is of: people's are those of the flows, money's its own."""
    if figure.of_row is not None:
        return words.years(answer.span)
    years = (year,) if year is not None else years_of(figure, answer, split)
    return words.years((years[0], years[-1])) if years else text("all years")


def _place(
    answer: Trajectories,
    key: str | None,
    area: Area,
    value: float | None,
    figure: str,
    reason: str,
    colours: TerritoryColours,
    words: TrajectoryWords,
) -> MapPlace:
    """Return an area with its figure, or with the reason why it has none."""
    inside = key is not None and key in answer.inside
    name = words.names.territory(key) if key is not None else area.title
    said = say(text("{name}: {figure}", name=name, figure=figure or reason))
    if not inside:
        said = say(text("{name}: not among the territories shown", name=name))
    letters = colours.letters(key) if key is not None else ""
    return MapPlace(key, area.rings, name, letters, value, figure, said, beside=not inside)


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
