"""Keys: what they are computed from, the full splits they make, and what they are."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.declaration.tables import TABLE_BY_KEY
from models.flows.places import NOBODY, Floats, Ints
from models.words.text import Argument, text
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit

LATER_BENEFIT = "later_benefit"
"""The ingredient that is no column of Territories: D(h,k)."""


@dataclass(frozen=True, eq=False)
class KeyBasis:
    """The figures that a key may look at, by position, in scaled money.

    Attributes:
        payers: keys of the payers.
        need, host, year: of each programme; host NOBODY where nobody answers for it.
        pair_programme, pair_payer, pair_benefit: D(h,k) of the pairs.
        columns: for each column of Territories that a key may use its figure by payer, 0 where
            it is blank.
        above: for each payer the nearest territory above it that pays, NOBODY for none.
    """

    payers: tuple[str, ...]
    need: Floats
    host: Ints
    year: Ints
    pair_programme: Ints
    pair_payer: Ints
    pair_benefit: Floats
    columns: Mapping[str, Floats]
    above: Ints

    def later_benefit(self) -> Floats:
        """Return D(h,k), programmes × payers."""
        matrix = np.zeros((len(self.need), len(self.payers)))
        matrix[self.pair_programme, self.pair_payer] = self.pair_benefit
        return matrix

    def with_column(self, column: str, figures: Floats) -> KeyBasis:
        """Return the basis with other figures in one column."""
        return replace(self, columns={**self.columns, column: figures})

    def with_raised(self, ingredient: str, payer: int, factor: float) -> KeyBasis:
        """Return the basis with one ingredient of one payer multiplied."""
        if ingredient == LATER_BENEFIT:
            mine = self.pair_payer == payer
            return replace(self, pair_benefit=np.where(mine, factor, 1.0) * self.pair_benefit)
        figures = self.columns[ingredient].copy()
        figures[payer] *= factor
        return self.with_column(ingredient, figures)

    def with_levelled(self, ingredient: str) -> KeyBasis:
        """Return the basis as if every payer had the same of one ingredient.

        A programme from which nobody benefits later stays one.
        """
        if ingredient != LATER_BENEFIT:
            figures = self.columns[ingredient]
            return self.with_column(ingredient, np.full(len(figures), figures.mean()))
        programmes, count = np.unique(self.pair_programme), len(self.payers)
        return replace(
            self,
            pair_programme=np.repeat(programmes, count),
            pair_payer=np.tile(np.arange(count), len(programmes)),
            pair_benefit=np.ones(len(programmes) * count),
        )

    def with_need(self, programme: int, factor: float) -> KeyBasis:
        """Return the basis with the need of one programme multiplied."""
        need = self.need.copy()
        need[programme] *= factor
        return replace(self, need=need)


def key_basis(setup: Setup) -> KeyBasis:
    """Collect what keys are computed from.

    A blank figure of a payer counts as 0, as the help of Territories says.
    """
    case, places = setup.traced.case, setup.traced.places
    rows = case.table("Territories").set_index("territory").reindex(list(places.payers))
    names = ["population", "fiscal_capacity", *sorted(case.open_columns("Territories"))]
    parent = places.territory_positions(rows["parent"])
    payer_of = np.append(places.payer_of, -1)
    return KeyBasis(
        payers=setup.payers,
        need=setup.need,
        host=setup.host,
        year=setup.year,
        pair_programme=setup.pair_programme,
        pair_payer=setup.pair_payer,
        pair_benefit=setup.pair_benefit,
        columns={name: rows[name].fillna(0.0).to_numpy(dtype=float) for name in names},
        above=np.asarray(payer_of[parent]),
    )


_NOISE = 1e-12
"""A rest smaller than this part of the need is a rounding error."""


@dataclass(frozen=True, eq=False)
class FullSplit:
    """Who pays how much for which programme, in scaled money.

    For each programme contributions, residual and gap add up to its need.

    Attributes:
        contributions: programmes × payers.
        residuals: what the host pays beyond its contribution, 0 where nobody is the host.
        gaps: what nobody pays.
    """

    contributions: Floats
    residuals: Floats
    gaps: Floats

    def paid(self, host: Ints) -> Floats:
        """Return what each payer pays, programmes × payers, the residual of hosts included."""
        paid = self.contributions.copy()
        hosted = np.flatnonzero(host != NOBODY)
        paid[hosted, host[hosted]] += self.residuals[hosted]
        return paid

    def blended(self, other: FullSplit, part: Floats) -> FullSplit:
        """Mix with another split: `part` (0 to 1, by programme) of this one, the rest of it."""
        rest = 1.0 - part
        return FullSplit(
            part[:, None] * self.contributions + rest[:, None] * other.contributions,
            part * self.residuals + rest * other.residuals,
            part * self.gaps + rest * other.gaps,
        )


def as_full_split(setup: Setup, exact: ExactSplit) -> FullSplit:
    """Spread the contributions of a solved split, which stand by pair, over all payers."""
    contributions = np.zeros((len(setup.need), len(setup.payers)))
    contributions[setup.pair_programme, setup.pair_payer] = exact.contributions
    return FullSplit(contributions, exact.residuals, exact.gaps)


def completed(basis: KeyBasis, contributions: Floats) -> FullSplit:
    """Leave what contributions do not cover with the host; without a host it is the gap.

    That is what the host residual means (1-problem): nobody else can be asked to pay it.
    """
    rest = basis.need - contributions.sum(axis=1)
    rest = np.where(rest > _NOISE * basis.need, rest, 0.0)
    hosted = basis.host != NOBODY
    return FullSplit(contributions, np.where(hosted, rest, 0.0), np.where(hosted, 0.0, rest))


def host_pays(basis: KeyBasis) -> FullSplit:
    """Leave every need with the host: the situation with no agreement (2-method 2.5)."""
    return completed(basis, np.zeros((len(basis.need), len(basis.payers))))


def by_weights(basis: KeyBasis, weights: Floats) -> FullSplit:
    """Share every need in proportion to fixed weights of the payers, one of them above 0."""
    return completed(basis, np.outer(basis.need, weights / weights.sum()))


def by_later_benefit(basis: KeyBasis) -> FullSplit:
    """Share every need by its later benefits: N(k)·D(h,k)/Σh D(h,k) (2-method 2.4)."""
    benefit = basis.later_benefit()
    total = benefit.sum(axis=1)
    per_benefit = np.divide(basis.need, total, out=np.zeros_like(total), where=total > 0)
    return completed(basis, benefit * per_benefit[:, None])


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
