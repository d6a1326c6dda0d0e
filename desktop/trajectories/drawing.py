"""Makes the charts of the page Trajectories from an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QColor

from desktop import formats
from desktop.charts.map import MapChart, Place, Shade
from desktop.charts.sankey import Column, Kind, Node, Sankey, Stream
from desktop.colours import TerritoryColours
from desktop.document import Solved
from desktop.trajectories.asked import ELSEWHERE, OTHERS, Answer, Cell, Step, StockRow
from desktop.trajectories.classes import Classes, classes_of
from desktop.trajectories.telling import Teller, followed_sentence, span_of

_ARRIVALS, _EXITS = "arrivals", "exits"
translate = QCoreApplication.translate
_GREY = (QColor("#8a9099"), QColor("#7d848c"))


def sankey_of(answer: Answer, colours: TerritoryColours, teller: Teller) -> Sankey:
    """Return the chart of streams."""
    streams = answer.streams
    begins = any(step.source is None for step in streams.steps)
    shift = 1 if begins else 0
    place = {stage: at + shift for at, stage in enumerate(streams.stages)}
    ends_late = any(
        s.target is None and s.source and s.source.stage == streams.stages[-1]
        for s in streams.steps
    )
    edge = Column("", edge=True)
    columns = [edge] * shift + [_column(answer, stage, teller) for stage in streams.stages]
    columns += [edge] if ends_late else []
    ends = {s: _ends(s, place) for s in streams.steps}
    out, into = _sums(streams.steps)
    following = streams.followed is not None
    nodes = [*_arrival_nodes(streams.steps, teller)] if begins else []
    for count in streams.cells:
        cell = count.cell
        nodes.append(
            Node(
                cell,
                place[cell.stage],
                count.persons,
                f"{_short(cell.territory, teller)} {teller.persons(count.persons)}",
                _cell_text(answer, cell, out, into, count.followed, teller),
                _letters(cell.territory, colours),
                _colours(cell.territory, colours),
                followed=count.followed if following else None,
                chosen=streams.followed is not None and streams.followed.cell == cell,
            )
        )
    nodes += _exit_nodes(streams.steps, place, following, teller)
    drawn = [
        Stream(
            *ends[step],
            step.persons,
            _step_text(step, out, teller),
            step.projected,
            step.followed if following else None,
        )
        for step in streams.steps
    ]
    headers = (
        translate("Trajectories", "From"),
        translate("Trajectories", "To"),
        translate("Trajectories", "Persons"),
    )
    title = _largest(streams.steps, teller)
    if streams.followed is not None:
        title = followed_sentence(streams.followed, teller)
    return Sankey(columns, nodes, drawn, title, _unit(answer, teller), headers)


def _column(answer: Answer, stage: str, teller: Teller) -> Column:
    total = sum(
        c.persons
        for c in answer.streams.cells
        if c.cell.stage == stage and c.cell.territory != ELSEWHERE
    )
    figure = translate("Trajectories", "{persons} people").format(persons=teller.persons(total))
    return Column(teller.names.stage(stage), figure)


def _ends(step: Step, place: Mapping[str, int]) -> tuple[object, object]:
    source: object = step.source or _ARRIVALS
    target: object = step.target
    if step.target is None and step.source is not None:
        target = (_EXITS, place[step.source.stage] + 1)
    return source, target


def _sums(steps: tuple[Step, ...]) -> tuple[dict[Cell, float], dict[Cell, float]]:
    out: defaultdict[Cell, float] = defaultdict(float)
    into: defaultdict[Cell, float] = defaultdict(float)
    for step in steps:
        if step.source is not None:
            out[step.source] += step.persons
        if step.target is not None:
            into[step.target] += step.persons
    return out, into


def _arrival_nodes(steps: tuple[Step, ...], teller: Teller) -> list[Node]:
    total = sum(step.persons for step in steps if step.source is None)
    persons = teller.persons(total)
    label = translate("Trajectories", "Arrivals {persons}").format(persons=persons)
    text = translate("Trajectories", "{persons} people arrive from outside.").format(
        persons=persons
    )
    return [Node(_ARRIVALS, 0, total, label, text, "", _GREY, Kind.ARRIVALS)]


def _exit_nodes(
    steps: tuple[Step, ...], place: Mapping[str, int], following: bool, teller: Teller
) -> list[Node]:
    total: defaultdict[str, float] = defaultdict(float)
    followed: defaultdict[str, float] = defaultdict(float)
    for step in steps:
        if step.target is None and step.source is not None:
            total[step.source.stage] += step.persons
            followed[step.source.stage] += step.followed
    nodes = []
    for stage, persons in total.items():
        shown = teller.persons(persons)
        text = translate("Trajectories", "{persons} people leave the trajectory after {stage}.")
        nodes.append(
            Node(
                (_EXITS, place[stage] + 1),
                place[stage] + 1,
                persons,
                translate("Trajectories", "Leave {persons}").format(persons=shown),
                text.format(persons=shown, stage=teller.names.stage(stage)),
                "",
                _GREY,
                Kind.EXITS,
                followed[stage] if following else None,
            )
        )
    return nodes


def _short(territory: str, teller: Teller) -> str:
    return (
        translate("Trajectories", "Elsewhere")
        if territory == ELSEWHERE
        else teller.territory(territory)
    )


def _letters(territory: str, colours: TerritoryColours) -> str:
    if territory in (OTHERS, ELSEWHERE):
        return "…"
    return colours.letters(territory)


def _colours(territory: str, colours: TerritoryColours) -> tuple[QColor, QColor]:
    if territory in (OTHERS, ELSEWHERE):
        return _GREY
    return colours.colour(territory), colours.colour(territory, dark=True)


def _cell_text(
    answer: Answer,
    cell: Cell,
    out: Mapping[Cell, float],
    into: Mapping[Cell, float],
    followed: float,
    teller: Teller,
) -> str:
    steps = answer.streams.steps
    here = into.get(cell, 0.0)
    stage = sum(n for other, n in into.items() if other.stage == cell.stage)
    left = sum(s.persons for s in steps if s.source == cell and s.target is None)
    onward = out.get(cell, 0.0) - left
    lines = [
        translate("Trajectories", "{here}: {persons} people, {share} of this stage.").format(
            here=teller.cell(cell), persons=teller.persons(here), share=teller.share(here, stage)
        )
    ]
    if onward or left:
        lines.append(
            translate(
                "Trajectories", "{onward} of them ({share}) go on, {left} leave the trajectory."
            ).format(
                onward=teller.persons(onward),
                share=teller.share(min(onward, here), here),
                left=teller.persons(left),
            )
        )
    report = answer.streams.followed
    if report is not None and report.cell != cell:
        lines.append(
            translate("Trajectories", "Of the people followed, {persons} come here.").format(
                persons=teller.persons(followed)
            )
        )
    return "\n".join(lines)


def _step_text(step: Step, out: Mapping[Cell, float], teller: Teller) -> str:
    persons = teller.persons(step.persons)
    if step.source is None:
        assert step.target is not None
        text = translate("Trajectories", "{persons} people arrive in {there}.")
        return text.format(persons=persons, there=teller.cell(step.target))
    share = teller.share(step.persons, out.get(step.source, 0.0))
    if step.target is None:
        text = translate(
            "Trajectories",
            "{persons} people leave the trajectory after {here}, {share} of all who go.",
        )
    else:
        text = translate(
            "Trajectories", "{persons} people go from {here} to {there}, {share} of all who go."
        )
    there = teller.cell(step.target) if step.target else ""
    said = text.format(persons=persons, here=teller.cell(step.source), there=there, share=share)
    if step.projected > 0:
        more = translate("Trajectories", "{persons} of them by the rates of earlier years.")
        said += "\n" + more.format(persons=teller.persons(step.projected))
    return said


def _largest(steps: tuple[Step, ...], teller: Teller) -> str:
    crossing = [
        s for s in steps if s.source and s.target and s.source.territory != s.target.territory
    ]
    if not crossing:
        return translate("Trajectories", "Nobody goes from one territory to another")
    most = max(crossing, key=lambda s: s.persons)
    assert most.source is not None
    assert most.target is not None
    return translate(
        "Trajectories",
        "The largest stream across a border: {persons} people from {here} to {there}",
    ).format(
        persons=teller.persons(most.persons),
        here=teller.cell(most.source),
        there=teller.cell(most.target),
    )


def _unit(answer: Answer, teller: Teller) -> str:
    years = teller.years(span_of(answer))
    if answer.asked.year is None:
        parts = [translate("Trajectories", "Persons as recorded in {years}").format(years=years)]
    else:
        parts = [
            translate("Trajectories", "Persons who arrive in {years}, followed to the end").format(
                years=years
            )
        ]
    if any(step.projected for step in answer.streams.steps):
        parts.append(
            translate(
                "Trajectories", "hatched: by the rates of earlier years, since the data end before"
            )
        )
    if answer.streams.folded:
        text = translate("Trajectories", "{count} territories with few people stand together")
        parts.append(text.format(count=answer.streams.folded))
    return "; ".join(parts)


@dataclass(frozen=True)
class Figure:
    """A figure that a map can show.

    Attributes:
        key: names it.
        label: what it is called.
        money: whether it is an amount.
        of_row: takes it from a row of stocks and flows; None: it is taken from the split.
        by_year: whether it has a value for a single year.
    """

    key: str
    label: str
    money: bool = False
    of_row: Callable[[StockRow], float] | None = None
    by_year: bool = True


def figures() -> tuple[Figure, ...]:
    """Return what a map can show."""
    return (
        Figure("arrivals", translate("Trajectories", "Arrivals"), of_row=lambda row: row.arrivals),
        Figure("inflow", translate("Trajectories", "Inflow"), of_row=lambda row: row.inflow),
        Figure("outflow", translate("Trajectories", "Outflow"), of_row=lambda row: row.outflow),
        Figure(
            "throughput", translate("Trajectories", "Throughput"), of_row=lambda row: row.throughput
        ),
        Figure(
            "stock", translate("Trajectories", "Stock at the end"), of_row=lambda row: row.after
        ),
        Figure("need", translate("Trajectories", "Need"), money=True),
        Figure("contribution", translate("Trajectories", "Contribution"), money=True),
        Figure("later_benefit", translate("Trajectories", "Later benefit"), money=True),
        Figure(
            "net_position",
            translate("Trajectories", "Net position"),
            money=True,
            by_year=False,
        ),
    )


def figure_values(figure: Figure, answer: Answer, solved: Solved | None) -> dict[str, float]:
    """Return a figure for each territory of the map that has one."""
    if figure.of_row is not None:
        return {key: figure.of_row(row) for key, row in answer.map.figures.items()}
    if solved is None:
        return {}
    year = answer.asked.year if figure.by_year else None
    values: defaultdict[str, float] = defaultdict(float)
    for key, value in _amounts(figure.key, solved, year):
        shown = answer.map.shown_by.get(key)
        if shown is not None and shown in answer.inside:
            values[shown] += value
    return dict(values)


def _amounts(figure: str, solved: Solved, year: int | None) -> list[tuple[str, float]]:
    split = solved.split
    if figure == "need":
        return [(p.host, p.need) for p in split.programmes if year in (None, p.year)]
    if figure == "contribution":
        paid: list[tuple[str, float]] = [(line.payer, 0.0) for line in split.payers]
        return paid + [(p.payer, p.amount) for p in split.payments if year in (None, p.year)]
    if figure == "later_benefit" and year is not None:
        return [(p.payer, sum(n for y, n in p.benefits if y == year)) for p in split.payers]
    if figure == "later_benefit":
        return [(p.payer, p.later_benefit) for p in split.payers]
    return [(p.payer, p.later_benefit - p.own - p.others) for p in split.payers]


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
) -> Mapped:
    """Return the map of a figure; there must be an atlas."""
    atlas = answer.map.atlas
    assert atlas is not None
    values = figure_values(figure, answer, solved)
    classes = classes_of(list(values.values()))
    write = _writer(figure, values, solved, teller.locale)
    territory_of = {area: key for key, area in answer.map.area_of.items()}
    reason = _reason(figure, solved)
    places, shade_of = [], []
    for at, area in enumerate(atlas.areas):
        key = territory_of.get(at)
        inside = key is not None and key in answer.inside
        value = values.get(key) if key is not None else None
        name = teller.names.territory(key) if key is not None else area.title
        known = write(value) if value is not None else reason
        text = translate("Trajectories", "{name}: {figure}").format(name=name, figure=known)
        if not inside:
            text = translate("Trajectories", "{name}: not among the territories shown").format(
                name=name
            )
        places.append(
            Place(
                key,
                area.rings,
                name,
                colours.letters(key) if key is not None else "",
                value if inside else None,
                write(value) if value is not None else "",
                text,
                beside=not inside,
            )
        )
        shade_of.append(classes.of(value) if value is not None and inside else None)
    missing = any(not p.beside and p.value is None for p in places)
    span = span_of(answer)
    when = teller.years(span) if figure.by_year else translate("Trajectories", "all years")
    chart = MapChart(
        places,
        shade_of,
        _shades(classes, list(values.values()), write),
        f"{figure.label}, {when}",
        _map_unit(figure, values, solved),
        unknown=reason if missing else "",
        credit=translate("Trajectories", "Outlines: {credit}").format(credit=atlas.attribution)
        if atlas.attribution
        else "",
        headers=(translate("Trajectories", "Territory"), figure.label),
    )
    sentence = _map_sentence(figure, when, values, teller, solved)
    return Mapped(chart, sentence, _unmatched(answer, figure, solved, teller))


def _reason(figure: Figure, solved: Solved | None) -> str:
    if figure.money and solved is None:
        return translate("Trajectories", "not known: there is no split yet")
    if figure.key == "need":
        return translate("Trajectories", "no programme")
    return (
        translate("Trajectories", "pays nothing and gains nothing itself")
        if figure.money
        else translate("Trajectories", "nobody recorded")
    )


def _writer(
    figure: Figure, values: Mapping[str, float], solved: Solved | None, locale: QLocale
) -> Callable[[float], str]:
    if not figure.money or solved is None:
        return lambda value: formats.figure(value, locale)
    unit = _money_unit(values)
    return lambda value: formats.money(value, locale, unit)


def _money_unit(values: Mapping[str, float]) -> formats.MoneyUnit:
    unit = formats.fitting_unit(values.values())
    return formats.ONE if unit is formats.CENT else unit


def _map_unit(figure: Figure, values: Mapping[str, float], solved: Solved | None) -> str:
    if not figure.money or solved is None:
        return translate("Trajectories", "Persons")
    unit = formats.unit_label(_money_unit(values), solved.split.currency)
    if figure.key == "net_position":
        text = translate("Trajectories", "{unit}; later benefit less all payments")
        return text.format(unit=unit)
    return unit


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
        shades.append(Shade(_class_label(limits, at, values, write), strength, below))
    return shades


def _class_label(
    limits: tuple[float, ...], at: int, values: list[float], write: Callable[[float], str]
) -> str:
    def said(value: float) -> str:
        return write(value) if value else "0"

    if not limits:
        low, high = min(values), max(values)
        return said(low) if low == high else f"{said(low)} – {said(high)}"
    if at == 0:
        return translate("Trajectories", "under {limit}").format(limit=said(limits[0]))
    if at == len(limits):
        return translate("Trajectories", "{limit} and over").format(limit=said(limits[-1]))
    return translate("Trajectories", "{low} to {high}").format(
        low=said(limits[at - 1]), high=said(limits[at])
    )


def _map_sentence(
    figure: Figure,
    when: str,
    values: Mapping[str, float],
    teller: Teller,
    solved: Solved | None,
) -> str:
    if not values:
        text = translate("Trajectories", "{figure}, {years}: nothing is known.")
        return text.format(figure=figure.label, years=when)
    most, least = max(values, key=lambda k: values[k]), min(values, key=lambda k: values[k])

    def said(value: float) -> str:
        if figure.money and solved:
            return formats.money_in_words(round(value), solved.split.currency, teller.locale)
        return teller.persons(value)

    if values[most] == values[least]:
        text = translate("Trajectories", "{figure}, {years}: {most} in {where}.")
    else:
        text = translate(
            "Trajectories",
            "{figure}, {years}: most in {where} with {most}, least in {other} with {least}.",
        )
    return text.format(
        figure=figure.label,
        years=when,
        most=said(values[most]),
        least=said(values[least]),
        where=teller.names.territory(most),
        other=teller.names.territory(least),
    )


def _unmatched(answer: Answer, figure: Figure, solved: Solved | None, teller: Teller) -> str:
    """Name the territories with people, or with an amount, that no area shows."""
    keys = list(answer.map.unmatched)
    if figure.of_row is None and solved is not None:
        year = answer.asked.year if figure.by_year else None
        keys = [key for key, value in _amounts(figure.key, solved, year) if value]
        keys = [key for key in keys if key not in answer.map.shown_by and key in answer.inside]
    names = [teller.names.territory(key) for key in dict.fromkeys(keys)]
    if not names:
        return ""
    shown = ", ".join(names[:8])
    if len(names) > 8:
        shown = translate("Trajectories", "{names} and {count} more").format(
            names=shown, count=len(names) - 8
        )
    return translate("Trajectories", "On no area of this map: {names}.").format(names=shown)
