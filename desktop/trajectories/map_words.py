"""What a map says: its figures, its legend, its sentence, and who is on no area."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.trajectories.asked import Answer
from desktop.trajectories.map_figures import Figure, amounts
from desktop.trajectories.telling import Teller

translate = QCoreApplication.translate


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
        return translate("Trajectories", "Persons")
    unit = formats.unit_label(_money_unit(values), solved.split.currency)
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
    teller: Teller,
    solved: Solved | None,
) -> str:
    """State where a figure is largest and where it is least."""
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


def unmatched_sentence(
    answer: Answer, figure: Figure, solved: Solved | None, teller: Teller
) -> str:
    """Name the territories with people, or with an amount, that no area shows."""
    keys = list(answer.map.unmatched)
    if figure.of_row is None and solved is not None:
        year = answer.asked.year if figure.by_year else None
        keys = [key for key, value in amounts(figure.key, solved, year) if value]
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
