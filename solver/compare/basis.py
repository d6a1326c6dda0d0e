"""What keys are computed from: needs, hosts, later benefits and the figures of the payers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from models.flows.places import Floats, Ints
from solver.inputs.setup import Setup

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
