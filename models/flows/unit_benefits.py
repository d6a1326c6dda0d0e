"""Net benefits b(s,g,y→h) of 2-method 2.1 as sparse matrices territories × payers."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.lookup import best_rows, epoch, rows_for_every_territory
from models.flows.places import NOBODY, Places


class BenefitTable:
    """The Benefits of a case, ready to be looked up by stage and year.

    A benefit is looked up for each beneficiary on its own and then goes to the payer that
    stands for it; where nobody does, it is nobody's. A row that names the beneficiary beats
    one that means the territory itself, where territory and year say the same.
    """

    def __init__(self, case: Case, places: Places) -> None:
        frame = case.table("Benefits")
        self._places = places
        self._stage = places.stage_positions(frame["stage"])
        self._territory = places.territory_positions(frame["territory"])
        self._beneficiary = places.territory_positions(frame["beneficiary"])
        self._year = frame["year"].to_numpy(dtype=float)
        self._value = frame["benefit_per_person"].to_numpy(dtype=float)
        self._cache: dict[tuple[int, bool, float], sparse.csr_array] = {}

    def at(self, stage: int, year: int) -> sparse.csr_array:
        """Return b for one stage and year: territories × payers, money a person."""
        years = self._year[self._stage == stage]
        key = (stage, *epoch(years, year))
        if key not in self._cache:
            self._cache[key] = self._look_up(stage, year)
        return self._cache[key]

    def _look_up(self, stage: int, year: int) -> sparse.csr_array:
        count = len(self._places.territories)
        mine = np.flatnonzero(self._stage == stage)
        rows, where, unnamed = rows_for_every_territory(self._territory[mine], count)
        source = mine[rows]
        itself = self._beneficiary[source] == NOBODY
        who = np.where(itself, where, self._beneficiary[source])
        by_explicit = np.argsort(itself, kind="stable")  # the stable sort of best_rows keeps it
        source, where, who, unnamed = (
            column[by_explicit] for column in (source, where, who, unnamed)
        )
        best = best_rows([where, who], self._year[source], year, [unnamed])
        payer = self._places.payer_of[who[best]]
        counted = payer != NOBODY
        cells = (self._value[source[best]][counted], (where[best][counted], payer[counted]))
        matrix = sparse.csr_array(cells, shape=(count, len(self._places.payers)))
        matrix.sum_duplicates()
        return matrix
