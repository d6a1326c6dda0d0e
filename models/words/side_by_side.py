"""What is set side by side: the figures by name, what each is, and the rows of their table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from models.names import Names
from models.results.side_by_side import ComparedSplit, Figure, SideBySide
from models.words.payers import EXISTING_COUNT
from models.words.text import Argument, Text, joined, text

_RATIOS: tuple[Figure, ...] = ("burden", "load")
"""What is measured against the basis of burdens."""
_NAMES: dict[Figure, Text] = {
    "money": text("Money"),
    "per_head": text("Per head"),
    "share_of_need": text("Share of the need"),
    "burden": text("Burden"),
    "load": text("Total load"),
    "change": text("Change against the base"),
}
_BASES = {
    "benefit": text("its later benefit"),
    "fiscal_capacity": text("its fiscal capacity"),
    "population": text("its inhabitants"),
}
_DEFINITIONS: dict[Figure, Text] = {
    "money": text("What each payer pays in all, what is left with it as host included; {unit}."),
    "per_head": text("What each payer pays for each inhabitant; {currency}."),
    "share_of_need": text("What each payer pays, over the sum of all needs."),
    "burden": text("{meaning!c}"),
    "load": text("{meaning!c}"),
    "change": text("What each payer pays more (+) or less (−) than under the base; {unit}."),
}


def figure_name(figure: Figure) -> Text:
    """Return what a figure is called."""
    return _NAMES[figure]


def figure_definition(side: SideBySide, figure: Figure, unit: Argument) -> Argument:
    """Say what a figure is, with the unit of the amounts."""
    comparison = side.base_split.comparison
    meaning = burden_meaning if figure == "burden" else load_meaning
    said = _DEFINITIONS[figure].filled(
        unit=unit,
        currency=comparison.split.currency,
        basis=_BASES[comparison.burden_basis],
        meaning=meaning(comparison.burden_basis),
    )
    has_existing = any("existing" in split.comparison.split.uses for split in side.splits)
    return joined(said, EXISTING_COUNT if has_existing and figure in _RATIOS else None)


def burden_meaning(basis: str) -> Text:
    """Say what a burden is, in the midst of a sentence."""
    return text(
        "what a payer contributes, without what is left with it as host, discounted, over {basis}.",
        basis=_BASES[basis],
    )


def load_meaning(basis: str) -> Text:
    """Say what a total load is, in the midst of a sentence."""
    return text(
        "all that a payer pays, what is left with it as host included, discounted, over {basis}.",
        basis=_BASES[basis],
    )


@dataclass(frozen=True)
class CompareRow:
    """A payer, or a sum over all of them."""

    label: Argument
    values: tuple[float | None, ...]
    heavy: bool = False


def is_share(figure: Figure, side: SideBySide) -> bool:
    """Say whether a figure is shown as percent."""
    basis = side.base_split.comparison.burden_basis
    return figure == "share_of_need" or (figure in _RATIOS and basis != "population")


def compare_rows(
    side: SideBySide, figure: Figure, names: Names, only_what_differs: bool
) -> list[CompareRow]:
    """Return a row for each payer, then the sums that go with the figure."""
    rows = [
        CompareRow(
            names.territory(payer),
            tuple(side.figure(figure, split, payer) for split in side.splits),
        )
        for payer in side.payers
        if not only_what_differs or side.differs(figure, payer)
    ]
    sums = [row for row in _sums(side, figure) if any(v is not None for v in row.values)]
    return [*rows, *(row for row in sums if not only_what_differs or _differs(row))]


def _differs(row: CompareRow) -> bool:
    return len({value for value in row.values if value is not None}) > 1


def _sums(side: SideBySide, figure: Figure) -> list[CompareRow]:
    if figure in _RATIOS:
        return [
            _sum(side, text("Largest"), lambda s: _end(side, figure, s, max)),
            _sum(side, text("Smallest"), lambda s: _end(side, figure, s, min)),
        ]
    if figure == "per_head":
        return []
    parts: list[tuple[Argument, Callable[[ComparedSplit], float]]] = [
        (text("Paid in all"), lambda s: s.paid),
        (text("Unfunded"), lambda s: s.measured.unfunded if s.measured else 0.0),
        (text("Need"), lambda s: s.need),
    ]
    if figure == "share_of_need":
        parts = parts[:2]
    return [_sum(side, label, partial(_figure_of, side, figure, part)) for label, part in parts]


def _figure_of(
    side: SideBySide,
    figure: Figure,
    part: Callable[[ComparedSplit], float],
    split: ComparedSplit,
) -> float | None:
    """Return a sum in a split as a figure shows it; None where it is not known."""
    if figure == "share_of_need":
        return part(split) / split.need if split.need else None
    if figure != "change":
        return part(split)
    is_known = side.can_be_set_against_base(split)
    return split.rounded(part(split) - part(side.base_split)) if is_known else None


def _sum(
    side: SideBySide, label: Argument, part: Callable[[ComparedSplit], float | None]
) -> CompareRow:
    values = tuple(part(s) if s.measured is not None else None for s in side.splits)
    return CompareRow(label, values, heavy=True)


def _end(
    side: SideBySide,
    figure: Figure,
    split: ComparedSplit,
    choose: Callable[[list[float]], float],
) -> float | None:
    """Return the largest or the smallest that any payer has; None where none is known."""
    every = (side.figure(figure, split, payer) for payer in side.payers)
    known = [value for value in every if value is not None]
    return choose(known) if known else None
