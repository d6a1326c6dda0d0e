"""The clauses in force, each as a bound on a sum of payments (2-method 2.4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from models.flows.places import NOBODY, Floats, Ints
from models.flows.traced import TracedCase


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
    frame = traced.case.table("Clauses")
    frame = frame[_in_force(frame, traced.rules.scenario)].sort_values("clause")
    places = traced.places
    frame = frame.assign(
        payer=_payers(traced, frame["payer"]),
        host=places.territory_positions(frame["host"]),
        stage=places.stage_positions(frame["stage"]),
    )
    return tuple(_term(traced, rows, unit, row) for _, row in frame.iterrows())


def _in_force(frame: pd.DataFrame, scenario: str) -> npt.NDArray[np.bool_]:
    """Proposed and agreed clauses of this scenario, or of none, are in force."""
    here = frame["scenario"].isna() | (frame["scenario"] == scenario)
    return (here & (frame["status"] != "rejected")).to_numpy(dtype=bool)


def _payers(traced: TracedCase, keys: pd.Series[str]) -> list[int]:
    payers = traced.places.payers
    return [payers.index(key) if key in payers else NOBODY for key in keys]


def _term(traced: TracedCase, rows: Ints, unit: float, row: pd.Series[float]) -> ClauseTerm:
    programmes = traced.programmes
    chosen = np.ones(len(rows), dtype=bool)
    for key, values in (("host", programmes.territory), ("stage", programmes.stage)):
        if row[key] != NOBODY:
            chosen &= values[rows] == row[key]
    if not np.isnan(row["year"]):
        chosen &= programmes.year[rows] == row["year"]
    payer = int(row["payer"])
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
