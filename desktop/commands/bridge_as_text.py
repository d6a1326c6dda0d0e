"""The way from one split to another in plain text: start, steps and end, for each payer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.commands.text_table import TextPage
from models.names import Names
from models.results.bridge import Bridge, BridgeEnd
from models.words.bridge import (
    ROUNDED,
    all_payers_finding,
    order_note,
    step_with_effect,
)
from models.words.comparison import key_name
from models.words.language import Language
from models.words.sums import WayAsRead, way_as_read
from models.words.text import Argument, joined, text

_CENTS, _WHOLE = (0.01, 2), (1.0, 0)
"""Roundings of money, with their decimals."""


def bridge_as_text(bridge: Bridge, names: Names, spoken: Language) -> str:
    """Return a table whose columns add up: a payer each, and last what nobody pays."""
    ends = _end_name(bridge.start), _end_name(bridge.end)
    title = text("From {start} to {end}, step by step", start=ends[0], end=ends[1])
    if not bridge.steps:
        page = TextPage(spoken, _CENTS[0])
        return page.section(title, [page.paragraph(all_payers_finding(ends, has_steps=False))])
    columns: list[str | None] = [*bridge.payers, None]
    levels = [bridge.levels(payer) for payer in columns]
    has_cents = any(not amount.is_integer() for way in levels for amount in way)
    rounding, decimals = _CENTS if has_cents else _WHOLE
    page = TextPage(spoken, rounding)
    ways = [way_as_read(way, 1.0, decimals) for way in levels]
    headers: list[Argument] = ["", *bridge.payers, text("unfunded")]
    start, end = ([page.money(float(amount)) for amount in row] for row in _ends(ways))
    steps = [[f"{place}.", *_step(ways, place - 1, page)] for place in _places(bridge)]
    lines = page.table(headers, [[ends[0], *start], *steps, [ends[1], *end]])
    said = [*lines, "", *_steps_in_words(bridge, names, page)]
    notes = [order_note()] if len(bridge.steps) > 1 else []
    if any(way.moved for way in ways):
        notes.append(ROUNDED)
    return page.section(title, said, *notes)


def _end_name(end: BridgeEnd) -> Argument:
    return end.scenario if end.key is None else key_name(end.key)


def _places(bridge: Bridge) -> range:
    return range(1, len(bridge.steps) + 1)


def _ends(ways: Sequence[WayAsRead]) -> tuple[list[float], list[float]]:
    return [float(way.start) for way in ways], [float(way.end) for way in ways]


def _step(ways: Sequence[WayAsRead], place: int, page: TextPage) -> Iterator[Argument]:
    for way in ways:
        amount = page.money(float(way.steps[place]), signed=True)
        yield joined(amount, "*" if place in way.moved else None, between="")


def _steps_in_words(bridge: Bridge, names: Names, page: TextPage) -> Iterator[str]:
    for place in _places(bridge):
        said = step_with_effect(bridge, place - 1, names)
        yield page.paragraph(joined(f"{place}.", said), "   ")
