"""Payments that flow already towards the programmes of a case (2-method 2.1 and 2.4, Existing)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.places import NOBODY, Floats, Ints, Mask, Places
from models.problems import Problem, Severity
from models.words.text import text

_NOISE = 1e-9


@dataclass(frozen=True, eq=False)
class Served:
    """The programmes that payments may go to, by position.

    Attributes:
        stage, spot, year: of each.
        responsible: the position of the territory that answers for it.
        need: what it needs before any existing payment.
    """

    stage: Ints
    spot: Ints
    year: Ints
    responsible: Ints
    need: Floats


@dataclass(frozen=True, eq=False)
class ExistingPayments:
    """x̄(h,k): programmes × payers, money at the year of the programme.

    Attributes:
        counted: what counts towards burdens and towards what a payer pays at most.
        uncounted: what is in no row but the need.
        warnings: what was cut.
    """

    counted: sparse.csr_array
    uncounted: sparse.csr_array
    warnings: tuple[Problem, ...]

    def of(self, programme: int, payer: int) -> float:
        """Return what a payer pays towards a programme, counted or not."""
        return float(self.counted[programme, payer] + self.uncounted[programme, payer])

    @property
    def by_programme(self) -> Floats:
        """Σh x̄(h,k) of each programme."""
        both = self.counted + self.uncounted
        return np.asarray(both.sum(axis=1)).ravel()


def existing_payments(case: Case, places: Places, served: Served) -> ExistingPayments:
    """Spread the rows of Existing over their programmes by need; cut what exceeds the need (D194).

    A row of a territory that does not pay is passed up; what nobody pays counts nowhere.
    """
    frame = case.table("Existing")
    shape = (len(served.need), len(places.payers))
    if not len(frame):
        return ExistingPayments(sparse.csr_array(shape), sparse.csr_array(shape), ())
    payer = np.append(places.payer_of, NOBODY)[places.territory_positions(frame["payer"])]
    columns = (
        (places.stage_positions(frame["stage"]), served.stage),
        (places.territory_positions(frame["territory"]), places.spot_territory[served.spot]),
        (places.group_positions(frame["group"]), places.spot_group[served.spot]),
        (places.territory_positions(frame["responsible"]), served.responsible),
    )
    years, amounts = (frame[key].to_numpy(dtype=float) for key in ("year", "amount"))
    counts = frame["counts"].map(lambda cell: cell is not False).to_numpy(dtype=bool)
    entries: dict[bool, list[tuple[Ints, Ints, Floats]]] = {True: [], False: []}
    warnings = []
    for row in np.lexsort((amounts, *(column for column, _ in columns), years, payer)).tolist():
        met = served.year == years[row]
        for named, position in columns:
            met &= _fits(int(named[row]), position)
        needed = float(served.need[met].sum())
        if payer[row] == NOBODY or not met.any():  # told as a problem of the data already
            continue
        if needed <= 0:
            warnings.append(_cut(places, served, int(np.flatnonzero(met)[0])))
            continue
        programmes = np.flatnonzero(met)
        amount = amounts[row] * served.need[programmes] / needed
        payers = np.full(len(programmes), payer[row])
        entries[bool(counts[row])].append((programmes, payers, amount))
    paid = {counted: _summed(found, shape) for counted, found in entries.items()}
    total = np.asarray((paid[True] + paid[False]).sum(axis=1)).ravel()
    over = total > served.need * (1 + _NOISE) + _NOISE
    kept = np.divide(served.need, total, out=np.ones_like(total), where=over)
    warnings += [_cut(places, served, int(k)) for k in np.flatnonzero(over)]
    cut = sparse.diags_array(kept)
    counted, uncounted = (sparse.csr_array(cut @ paid[one]) for one in (True, False))
    return ExistingPayments(counted, uncounted, tuple(warnings))


def _summed(entries: list[tuple[Ints, Ints, Floats]], shape: tuple[int, int]) -> sparse.csr_array:
    if not entries:
        return sparse.csr_array(shape)
    programmes, payers, amounts = (np.concatenate(one) for one in zip(*entries, strict=True))
    matrix = sparse.csr_array((amounts, (programmes, payers)), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _fits(named: int, position: Ints) -> Mask | bool:
    return True if named == NOBODY else np.asarray(position == named)


def _cut(places: Places, served: Served, programme: int) -> Problem:
    return Problem(
        Severity.WARNING,
        "existing-payments-cut",
        text(
            "More flows already to {stage} in {territory} in {year} than it needs; the existing "
            "payments are cut in proportion.",
            stage=places.stages[served.stage[programme]],
            territory=places.spot_name(int(served.spot[programme])),
            year=int(served.year[programme]),
        ),
        text("Check the existing payments and the costs of the programme."),
        table="Existing",
    )
