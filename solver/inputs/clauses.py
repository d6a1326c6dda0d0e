"""The clauses in force, each as a bound on a sum of payments (2-method 2.4)."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.flows.places import NOBODY, Floats, Ints
from models.flows.traced import TracedCase

_Row = dict[Hashable, Any]


@dataclass(frozen=True, eq=False)
class ClauseTerm:
    """One clause in force.

    Attributes:
        clause: its key.
        payer: the position of the payer; NOBODY: everyone.
        programmes: which of the programmes with a need it selects.
        sense: "at most", "at least" or "exactly".
        value: as written: money, or a fraction of the measure.
        per_value: the scaled money that a value of 1 stands for.
    """

    clause: str
    payer: int
    programmes: npt.NDArray[np.bool_]
    sense: str
    value: float
    per_value: float

    @property
    def bound(self) -> float:
        """The bound in scaled money."""
        return self.value * self.per_value


def clause_terms(traced: TracedCase, rows: Ints, unit: float) -> tuple[ClauseTerm, ...]:
    """Return the clauses in force, sorted by key.

    Args:
        traced: the case and the scenario it is traced for.
        rows: the programmes with a need.
        unit: the money that counts as 1.
    """
    rows_in_force = _in_force(traced.case.table("Clauses"), traced.rules.scenario)
    in_order = sorted(rows_in_force, key=lambda row: str(row["clause"]))
    return tuple(_term(traced, rows, unit, row) for row in in_order)


def _in_force(frame: pd.DataFrame, scenario: str) -> list[_Row]:
    """Proposed and agreed clauses of this scenario, or of none, are in force."""
    rows = frame.to_dict("records") if len(frame) else []
    return [
        row for row in rows if row["status"] != "rejected" and row["scenario"] in (None, scenario)
    ]


def _term(traced: TracedCase, rows: Ints, unit: float, row: _Row) -> ClauseTerm:
    programmes, places = traced.programmes, traced.places
    chosen = np.ones(len(rows), dtype=bool)
    for key, known, values in (
        (row["host"], places.territories, programmes.territory),
        (row["stage"], places.stages, programmes.stage),
    ):
        if key is not None:
            chosen &= values[rows] == known.index(key)
    if not np.isnan(row["year"]):
        chosen &= programmes.year[rows] == row["year"]
    payer = NOBODY if row["payer"] is None else places.payers.index(row["payer"])
    need = float(programmes.need[rows][chosen].sum())
    money = _per_value(str(row["measure"]), need, traced.total.total, payer)
    value = float(row["value"])
    return ClauseTerm(str(row["clause"]), payer, chosen, str(row["sense"]), value, money / unit)


def _per_value(measure: str, need: float, benefit: Floats, payer: int) -> float:
    """Return the money of a value of 1: itself, the need selected, or the payer's benefit."""
    if measure == "share_of_need":
        return need
    if measure == "share_of_benefit":
        return float(benefit.sum() if payer == NOBODY else benefit[payer])
    return 1.0
