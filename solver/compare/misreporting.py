"""Does it pay to misreport? Each payer's figures stated higher and lower (2-method 2.7a).

What a payer supplies are the benefits that it receives and the unit, fixed and waiting costs of the
programmes that it answers for. Waiting costs move no payment, and are left as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse

from models.case import Case
from models.flows.places import NOBODY, Floats, Ints, Mask, Places
from models.flows.traced import TotalBenefit, TracedCase, trace
from models.results.misreport import Figures, Misreport
from models.results.split import Split
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.solve import Prepared, prepared_from, solve_payments

FIGURES: tuple[Figures, ...] = ("benefits", "costs")
_COSTS = ("cost_per_person", "fixed_cost")


def misreports(
    prepared: Prepared,
    true: Split,
    percent: float,
    payers: Collection[str],
    *,
    progress: Progress = silent,
    cancelled: Cancelled = never,
) -> tuple[Misreport, ...]:
    """State the figures of some payers lower and higher, all else equal, and solve each anew.

    Every split is solved from nothing, so that it is the one of a case with these figures.

    Args:
        prepared: the scenario.
        true: its split.
        percent: by how much, in percent, above 0 and at most 100.
        payers: whose figures.
        progress: told split by split.
        cancelled: asked often whether to stop.

    Returns:
        for each payer, in the order of the split, its benefits lower and higher, then its costs.

    Raises:
        RelaisError: figures so high can no longer be counted.
        SolveCancelledError: somebody asked to stop.
    """
    tried = [
        (line, figures, by)
        for line in true.payers
        if line.payer in payers
        for figures in FIGURES
        for by in (-percent, percent)
    ]
    found = []
    for done, (line, figures, by) in enumerate(tried):
        progress("misreports", done, len(tried))
        if cancelled():
            raise SolveCancelledError
        traced = reported(prepared.setup.traced, line.payer, figures, 1 + by / 100)
        split = _split_of(prepared, traced, true, cancelled)
        then = next((one for one in split.payers if one.payer == line.payer), None)
        found.append(Misreport(line.payer, figures, by, line, then))
    return tuple(found)


def reported(traced: TracedCase, payer: str, figures: Figures, factor: float) -> TracedCase:
    """Return a traced case in which a payer states some of its figures so many times as high.

    It is the same object where it supplies none of them.
    """
    position = traced.places.payers.index(payer)
    if figures == "costs":
        case = _with_costs(traced.case, traced.places, position, factor)
        return traced if case is traced.case else trace(case, traced.rules)
    return _with_benefits(traced, position, factor)


def _split_of(prepared: Prepared, traced: TracedCase, true: Split, cancelled: Cancelled) -> Split:
    if traced is prepared.setup.traced:
        return true
    changed = prepared_from(traced, reference=prepared.reference, cancelled=cancelled)
    try:
        return solve_payments(changed).split
    finally:
        changed.engine.free()


def _with_benefits(traced: TracedCase, payer: int, factor: float) -> TracedCase:
    """Multiply what one payer gains: its D and B are proportional to the benefits it receives."""
    factors = np.ones(len(traced.places.payers))
    factors[payer] = factor
    total = traced.total
    return replace(
        traced,
        due_benefit=_times(traced.due_benefit, factors),
        later_benefit=_times(traced.later_benefit, factors),
        total=TotalBenefit(
            total.total * factors,
            total.before_floor * factors,
            {year: gain * factors for year, gain in total.stream.items()},
        ),
    )


def _times(benefit: sparse.csr_array, factors: Floats) -> sparse.csr_array:
    found = sparse.csr_array(benefit @ sparse.diags_array(factors))
    found.eliminate_zeros()
    found.sort_indices()
    return found


def _with_costs(case: Case, places: Places, payer: int, factor: float) -> Case:
    """Multiply unit and fixed costs of what a payer answers for; the same case: it has none."""
    frame = _with_own_rows(case.table("Costs"), places, payer)
    mine = _answered_by(frame, places, payer)
    if not mine.any():
        return case
    figures = {key: np.where(mine, frame[key] * factor, frame[key]) for key in _COSTS}
    return case.with_table("Costs", frame.assign(**figures))


def _answered_by(frame: pd.DataFrame, places: Places, payer: int) -> Mask:
    """Say which rows of Costs name a government that a payer stands for."""
    responsible = places.territory_positions(frame["responsible"])
    territory = places.territory_positions(frame["territory"])
    answers = np.where(responsible == NOBODY, territory, responsible)
    payers = np.append(places.payer_of, NOBODY)  # NOBODY is the last place
    return np.asarray(payers[answers] == payer, dtype=bool)


def _with_own_rows(frame: pd.DataFrame, places: Places, payer: int) -> pd.DataFrame:
    """Copy rows that mean every territory, each itself responsible, to those of a payer.

    A row that names the territory beats one that does not, whatever its group and year; so all
    rows of the stage that hold there are copied, and those that do not are not (2-method 2.1).
    """
    every = frame["territory"].isna().to_numpy()
    itself = every & frame["responsible"].isna().to_numpy()
    stages = set(frame["stage"][itself])
    rows = np.flatnonzero(every & frame["stage"].isin(stages).to_numpy())
    copies = [
        frame.iloc[list(_that_hold(frame, rows, territory))].assign(territory=territory)
        for territory, of in zip(places.territories, places.payer_of.tolist(), strict=True)
        if of == payer
    ]
    copies = [copied for copied in copies if len(copied)]
    return pd.concat([frame, *copies], ignore_index=True) if copies else frame


def _that_hold(frame: pd.DataFrame, rows: Ints, territory: str) -> Iterator[int]:
    """Yield those of some rows for every territory that none of its own rows hides in one."""
    own = frame[frame["territory"] == territory]
    hidden = set(zip(own["stage"], own["group"].where(own["group"].notna(), None), strict=True))
    for row in rows.tolist():
        stage, group = frame["stage"].iloc[row], frame["group"].iloc[row]
        if not {(stage, None), (stage, None if pd.isna(group) else group)} & hidden:
            yield row
