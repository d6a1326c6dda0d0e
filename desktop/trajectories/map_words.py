"""What a map says: its figures, its legend, its sentence, and who is on no area."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.trajectories.map_figures import Figure
from desktop.trajectories.telling import Teller

translate = QCoreApplication.translate
_NAMED = 8


def reason_of_none(figure: Figure, solved: Solved | None) -> str:
    """Say why a territory has no value."""
    if figure.money and solved is None:
        return translate("Trajectories", "not known: there is no split yet")
    if figure.key == "need":
        return translate("Trajectories", "no programme")
    return (
        translate("Trajectories", "pays nothing and gains nothing itself")
        if figure.money
        else translate("Trajectories", "nobody recorded")
    )


def writer(
    figure: Figure, values: Mapping[str, float], solved: Solved | None, locale: QLocale
) -> Callable[[float], str]:
    """Return what writes a value on the map and in its legend."""
    if not figure.money or solved is None:
        return lambda value: formats.figure(value, locale)
    unit = _money_unit(values)
    return lambda value: formats.money(value, locale, unit)


def _money_unit(values: Mapping[str, float]) -> formats.MoneyUnit:
    unit = formats.fitting_unit(values.values())
    return formats.ONE if unit is formats.CENT else unit


def unit_of_map(figure: Figure, values: Mapping[str, float], solved: Solved | None) -> str:
    """Return the unit of a figure."""
    if not figure.money or solved is None:
        if figure.key == "throughput":
            return translate("Trajectories", "Persons; inflow and outflow together")
        return translate("Trajectories", "Persons")
    unit = formats.unit_label(_money_unit(values), solved.split.currency)
    if figure.key in ("later_benefit", "net_position") and solved.split.base_year is not None:
        text = translate("Trajectories", "{unit}, in money of {year}")
        unit = text.format(unit=unit, year=solved.split.base_year)
    if figure.key == "net_position":
        text = translate("Trajectories", "{unit}; later benefit less all payments")
        return text.format(unit=unit)
    return unit


def class_label(
    limits: tuple[float, ...], at: int, values: list[float], write: Callable[[float], str]
) -> str:
    """Say which values a class of the legend holds."""

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


def map_sentence(
    figure: Figure,
    when: str,
    values: Mapping[str, float],
    beside: Mapping[str, float],
    teller: Teller,
    solved: Solved | None,
) -> str:
    """State where a figure is largest and where it is least, and who else has more.

    Args:
        figure: what is shown.
        when: of which years.
        values: of the territories on the map.
        beside: of those on no area of it, the largest first.
        teller: puts figures into words.
        solved: the split that amounts are taken from; None: there is none.
    """
    if not values:
        text = translate("Trajectories", "{figure}, {years}: nothing is known.")
        return text.format(figure=figure.label, years=when)
    most, least = max(values, key=lambda k: values[k]), min(values, key=lambda k: values[k])
    others = [key for key, value in beside.items() if value]
    larger = max(others, key=lambda key: beside[key], default=None)
    if larger is not None and beside[larger] <= values[most]:
        larger = None
    if len(values) == 1 or values[most] == values[least]:
        text = translate("Trajectories", "{figure}, {years}: {most} in {where}")
    elif larger is not None:
        text = translate(
            "Trajectories",
            "{figure}, {years}: of the territories on the map, most in {where} with {most}",
        )
    elif others:
        text = translate(
            "Trajectories",
            "{figure}, {years}: of the territories on the map, most in {where} with {most}, least "
            "in {other} with {least}",
        )
    else:
        text = translate(
            "Trajectories",
            "{figure}, {years}: most in {where} with {most}, least in {other} with {least}",
        )
    said = text.format(
        figure=figure.label,
        years=when,
        most=_said(values[most], figure, solved, teller),
        least=_said(values[least], figure, solved, teller),
        where=teller.names.territory(most),
        other=teller.names.territory(least),
    )
    if larger is not None:
        more = translate("Trajectories", "; {territory}, on no area of it, has {value}")
        value = _said(beside[larger], figure, solved, teller)
        said += more.format(territory=teller.names.territory(larger), value=value)
    return said + "."


def _said(value: float, figure: Figure, solved: Solved | None, teller: Teller) -> str:
    if figure.money and solved:
        return formats.money_in_words(round(value), solved.split.currency, teller.locale)
    return teller.persons(value)


def unmatched_sentence(
    figure: Figure, beside: Mapping[str, float], solved: Solved | None, teller: Teller
) -> str:
    """Name the territories that no area shows, each with its figure if it has one."""
    if not beside:
        return ""
    named = [
        teller.names.territory(key)
        + (f" ({_said(value, figure, solved, teller)})" if value else "")
        for key, value in list(beside.items())[:_NAMED]
    ]
    shown = ", ".join(named)
    if len(beside) > _NAMED:
        shown = translate("Trajectories", "{names} and {count} more").format(
            names=shown, count=len(beside) - _NAMED
        )
    return translate("Trajectories", "On no area of this map: {names}.").format(names=shown)
