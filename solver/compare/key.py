"""What a key is: a name, a source, ingredients, and a rule that makes a full split."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from models.declaration.tables import TABLE_BY_KEY
from models.words.text import Argument, text
from solver.compare.basis import LATER_BENEFIT, KeyBasis
from solver.compare.full_split import FullSplit


def _nothing(_basis: KeyBasis) -> Argument | None:
    return None


@dataclass(frozen=True)
class Key:
    """A fixed distribution rule.

    Attributes:
        name: its key.
        source: the law or agreement it is taken from; blank for a plain rule.
        ingredients: columns of Territories it uses, or LATER_BENEFIT.
        split: makes the full split.
        hindrance: why it cannot be used on a case, beyond figures that are missing.
    """

    name: str
    source: Argument
    ingredients: tuple[str, ...]
    split: Callable[[KeyBasis], FullSplit]
    hindrance: Callable[[KeyBasis], Argument | None] = _nothing


@dataclass(frozen=True)
class LeftOut:
    """A key that a case has not the figures for, and why."""

    name: str
    reason: Argument


def why_not(key: Key, basis: KeyBasis) -> Argument | None:
    """Say why a key cannot be used on a case; None where it can."""
    for column in key.ingredients:
        if column == LATER_BENEFIT:
            continue
        figures = basis.columns.get(column)
        if figures is None or not figures.any():
            return text("No payer has a figure in {column}.", column=label_of(column))
        if figures.min() < 0:
            return text("A figure in {column} is below 0.", column=label_of(column))
    return key.hindrance(basis)


def label_of(column: str) -> Argument:
    """Return what people call a column of Territories."""
    return TABLE_BY_KEY["Territories"].column(column).labels
