"""What a map says: its figures, its legend, its sentence, and who is on no area."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from models.flows.map_figures import MapFigure
from models.results.split import Split
from models.words.figures import rounded
from models.words.text import Argument, Money, Number, Text, listed, text
from models.words.trajectories import TrajectoryWords

_NAMED = 8


def reason_of_none(figure: MapFigure, split: Split | None) -> Text:
    """Say why a territory has no value."""
    if figure.money and split is None:
        return text("not known: there is no split yet")
    if figure.key == "need":
        return text("no programme")
    if figure.money:
        return text("pays nothing and gains nothing itself")
    return text("nobody recorded")


def unit_of_map(figure: MapFigure, split: Split | None, of_money: Argument) -> Argument:
    """Return the unit of a figure, with that of the amounts where it is one."""
    if not figure.money or split is None:
        if figure.key == "throughput":
            return text("Persons; inflow and outflow together")
        return text("Persons")
    unit = of_money
    if figure.key in ("later_benefit", "net_position") and split.base_year is not None:
        unit = text("{unit}, in money of {year}", unit=unit, year=split.base_year)
    if figure.key == "net_position":
        return text("{unit}; later benefit less all payments", unit=unit)
    return unit


def class_label(
    limits: tuple[float, ...], at: int, values: list[float], write: Callable[[float], str]
) -> Argument:
    """Say which values a class of the legend holds."""

    def said(value: float) -> str:
        return write(value) if value else "0"

    if not limits:
        low, high = min(values), max(values)
        return said(low) if low == high else f"{said(low)} – {said(high)}"
    if at == 0:
        return text("under {limit}", limit=said(limits[0]))
    if at == len(limits):
        return text("{limit} and over", limit=said(limits[-1]))
    return text("{low} to {high}", low=said(limits[at - 1]), high=said(limits[at]))


def map_sentence(
    figure: MapFigure,
    when: Argument,
    values: Mapping[str, float],
    beside: Mapping[str, float],
    words: TrajectoryWords,
    split: Split | None,
) -> Text:
    """State where a figure is largest and where it is least, and who else has more.

    Args:
        figure: what is shown.
        when: of which years.
        values: of the territories on the map.
        beside: of those on no area of it, the largest first.
        words: puts figures into words.
        split: the one that amounts are taken from; None: there is none.
    """
    if not values:
        return text("{figure}, {years}: nothing is known.", figure=figure.label, years=when)
    most, least = max(values, key=lambda k: values[k]), min(values, key=lambda k: values[k])
    others = {key: value for key, value in beside.items() if value}
    larger = max(others, key=lambda key: others[key], default="")
    if others.get(larger, 0.0) <= values[most]:
        larger = ""
    return _map_pattern(values[most] == values[least], bool(larger), bool(others)).filled(
        figure=figure.label,
        years=when,
        most=_said(values[most], figure, split, words),
        least=_said(values[least], figure, split, words),
        where=words.names.territory(most),
        other=words.names.territory(least),
        beside=words.names.territory(larger),
        value=_said(others.get(larger, 0.0), figure, split, words),
    )


def _map_pattern(is_level: bool, is_larger_beside: bool, has_others: bool) -> Text:
    if is_level and is_larger_beside:
        return text(
            "{figure}, {years}: {most} in {where}; {beside}, on no area of it, has {value}."
        )
    if is_level:
        return text("{figure}, {years}: {most} in {where}.")
    if is_larger_beside:
        return text(
            "{figure}, {years}: of the territories on the map, most in {where} with {most}; "
            "{beside}, on no area of it, has {value}."
        )
    if has_others:
        return text(
            "{figure}, {years}: of the territories on the map, most in {where} with {most}, least "
            "in {other} with {least}."
        )
    return text("{figure}, {years}: most in {where} with {most}, least in {other} with {least}.")


def _said(value: float, figure: MapFigure, split: Split | None, words: TrajectoryWords) -> Argument:
    if figure.money and split:
        return Money(rounded(value), split.currency, brief=True)
    return words.persons(value)


def unmatched_sentence(
    figure: MapFigure, beside: Mapping[str, float], split: Split | None, words: TrajectoryWords
) -> Text | None:
    """Name the territories that no area shows, each with its figure if it has one."""
    if not beside:
        return None
    named: list[Argument] = [
        text(
            "{territory} ({value})",
            territory=words.names.territory(key),
            value=_said(value, figure, split, words),
        )
        if value
        else words.names.territory(key)
        for key, value in list(beside.items())[:_NAMED]
    ]
    more = len(beside) - _NAMED
    said = text("On no area of this map: {names}.")
    if more > 0:
        said = text("On no area of this map: {names} and {count} more.")
    return said.filled(names=listed(named, last=""), count=Number(more))
