"""How each voice writes the same shares, amounts, persons and burdens, side by side.

A reader sees at once where the voices disagree. Where a function no longer exists, take its column
out; the table is done when every column of a purpose says the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from desktop.look import formats
from models.declaration.rules import RULE_BY_KEY
from models.names import Names
from models.words import language
from models.words.cell_figures import PageUnit
from models.words.language import ENGLISH as SPOKEN
from models.words.names import Terms
from models.words.payers import burden_figure
from models.words.rules import rule_value
from models.words.text import Money, Persons, Share
from models.words.trajectories import TrajectoryWords
from tests.sentences.window import ENGLISH

Write = Callable[[float], str]

_SHARES = (
    *(0, 0.000004, 0.00004, 0.0004, 0.0005, 0.00051, 0.001, 0.004, 0.00999, 0.01, 0.04, 0.0995),
    *(0.125, 1 / 3, 0.5, 0.99, 0.9949, 0.996, 0.9995, 0.9996, 0.99999, 1, 1.004, 1.25, 12.5),
)
_AMOUNTS = (
    *(0, 0.004, 0.005, 0.4, 0.5, 0.96, 1, 1.5, 99.995, 999.5, 1000, 1234.56, 9999.99, 10_000),
    *(123_456, 999_999.5, 1_000_000, 1_234_567.89, 412_345_678.9, 999_999_999.5, 1.2345e9, 4.5e12),
    *(-0.004, -1234.5),
)
_PERSONS = (0, 0.004, 0.04, 0.05, 0.3, 0.5, 0.95, 0.96, 1, 1.04, 1.05, 1.5, 12.34, 999.96, 12_345.6)

_SAY, _TERMS = language.ENGLISH.say, Terms(Names(), "EUR", 0.01)
_TELLER = TrajectoryWords(Names(), 0)


def _in_unit(rounding: float) -> Callable[[float], Write]:
    """Return what writes an amount on the first page of a result whose largest payer it is."""

    def unit(amount: float) -> Write:
        size = next((s for s in (1e6, 1e3) if abs(amount) >= 10 * s), 1.0)
        decimals = 1 if size > 1 else 2 if rounding < 1 else 0
        page = PageUnit(size, decimals, "EUR", rounding)
        return lambda amount: SPOKEN.say(page.written(amount))

    return unit


_OF_SHARES: Mapping[str, Write] = {
    "reasons": lambda share: _SAY(Share(share)),
    "window, sentence": lambda share: _SAY(Share(share)),
    "window, table": lambda share: formats.share(share, ENGLISH),
    "window, clause": lambda share: formats.figures_of(ENGLISH).chosen_percent(share),
    "window, rule": lambda share: _SAY(rule_value(RULE_BY_KEY["own_share_min"], share)),
    "window, of people": lambda share: _SAY(_TELLER.share(share, 1.0)),
    "window, of a hundred": lambda share: _SAY(_TELLER.hundred(share, 1.0)),
}
_OF_BURDENS: Mapping[str, Write] = {
    "reasons": lambda burden: _SAY(burden_figure(burden, "benefit", _TERMS)),
    "reasons, by capacity": lambda burden: _SAY(burden_figure(burden, "fiscal_capacity", _TERMS)),
    "reasons, by population": lambda burden: _SAY(burden_figure(burden, "population", _TERMS)),
}
_OF_MONEY: Mapping[str, Write] = {
    "reasons": lambda amount: _SAY(_TERMS.money(amount)),
    "headline": lambda amount: _SAY(_TERMS.brief(amount)),
    "workbook, page, cents": lambda amount: _in_unit(0.01)(amount)(amount),
    "workbook, page, whole": lambda amount: _in_unit(1)(amount)(amount),
    "window, sentence": lambda amount: _SAY(Money(amount, "EUR", brief=True)),
    "window, table": lambda amount: formats.money(amount, ENGLISH, formats.fitting_unit([amount])),
    "window, tooltip": lambda amount: formats.exact(amount, ENGLISH),
}
_OF_PERSONS: Mapping[str, Write] = {
    "reasons": lambda persons: _SAY(Persons(persons)),
    "window, trajectories": lambda persons: _SAY(_TELLER.persons(persons)),
    "window, table": lambda persons: formats.figure(persons, ENGLISH, 1),
}


def figures() -> Iterator[str]:
    """Yield the lines of the tables."""
    yield from _table("Shares", _SHARES, _OF_SHARES)
    yield from _table("Burdens", _SHARES, _OF_BURDENS)
    yield from _table("Money", _AMOUNTS, _OF_MONEY)
    yield from _table("Persons", _PERSONS, _OF_PERSONS)


def _table(title: str, values: Sequence[float], writers: Mapping[str, Write]) -> Iterator[str]:
    rows = [["", *writers]]
    rows += [[f"{value:.7g}", *(write(value) for write in writers.values())] for value in values]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    yield f"\n## {title}"
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield " | ".join(cells).rstrip()
