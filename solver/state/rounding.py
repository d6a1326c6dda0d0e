"""Controlled rounding: whole units that still add up everywhere (2-method 2.5, Cox 1987).

Every amount goes down or up to the next whole unit. Which way is decided by a network flow:
programmes send their units to payments, payments to the year of their payer, and that to the
payer; each of these sums may only go down or up to its own next unit. Such a flow exists, since
the exact amounts are one, and its corners are whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.flows.places import NOBODY, Floats, Ints, Mask, sums_by
from solver.inputs.setup import Setup
from solver.program.costs import by_figures
from solver.program.layout import Layout
from solver.program.model import Model
from solver.state.countable import refuse_uncountable
from solver.state.exact import ExactSplit
from solver.state.whole_numbers import WHOLE, Rows, whole_numbers

_NOISE = 1e-10
"""Scaled money below which a difference is the solver's rounding error."""
_NEED_FIRST, _PAYER_NEXT = 1000.0, 30.0
"""How much more it matters that a need, and then a payer's total, goes to its nearest unit."""
_GENERIC = 1e-3


@dataclass(frozen=True, eq=False)
class RoundedSplit:
    """Payments in whole units of the rule `rounding`.

    `need` is the rounded need: contributions + residual + gap of each programme.
    """

    contributions: Ints
    residuals: Ints
    gaps: Ints
    need: Ints


@dataclass(frozen=True, eq=False)
class _Cells:
    """Every amount that is rounded: contributions, residuals, gaps, then needs, then totals.

    A need is the sum of the first three by programme, a total the sum of the first two by
    payer; `sum_weight` is above 0 for these sums and 0 for the amounts that add up to them.
    """

    exact: Floats
    floor: Floats
    part: Floats
    programme: Ints
    payer: Ints
    own: Mask
    sum_weight: Floats

    @property
    def is_payment(self) -> Mask:
        """Which cells are what a payer pays for a programme."""
        paid = (self.payer != NOBODY) & (self.programme != NOBODY)
        return np.asarray(paid & (self.sum_weight == 0))


@dataclass(frozen=True, eq=False)
class _Sums:
    """Sums of cells, in units above the floors; a cell belongs to one of them at most.

    Attributes:
        group: which sum each cell belongs to, NOBODY for none.
        sign: what each cell counts in its sum, 1 or -1.
        lower, upper: between what each sum must stay.
    """

    group: Ints
    sign: Floats
    lower: Floats
    upper: Floats


def rounded(
    model: Model, split: ExactSplit, rounding: float, *, holding_limits: bool = True
) -> RoundedSplit:
    """Round a split so that all of its sums are kept.

    Every programme adds up to its rounded need, no amount moves by a whole unit, and the total
    of each payer by less than one. A limit that would be passed by more than a unit is held.

    Args:
        model: the program.
        split: the payments before rounding.
        rounding: the unit.
        holding_limits: whether such limits are held where their corners are no whole numbers; that
            may take seconds (D218).
    """
    setup = model.setup
    refuse_uncountable(setup.need * setup.unit, rounding)
    whole = max(WHOLE, _NOISE * setup.unit / rounding)
    found = _in_units(model, _cells(setup, split, rounding, whole), rounding, holding_limits)
    if found is None:
        # So many parts were taken for the solver's noise that what is left does not add up.
        balanced = _balanced(setup, split)
        cells = _cells(setup, balanced, rounding, WHOLE)
        found = _in_units(model, cells, rounding, holding_limits)
    if found is None:
        raise ArithmeticError("controlled rounding found no flow, though the exact split is one")
    return found


def _in_units(
    model: Model, cells: _Cells, rounding: float, holding_limits: bool
) -> RoundedSplit | None:
    """Send each cell to a unit beside it; None where no choice adds up everywhere."""
    setup = model.setup
    sums = [*_additions(setup, cells), *_ranges(setup, cells)]
    up = _solve(setup, cells, sums)
    if up is None:
        return None
    broken = _broken_limits(model, cells, up, setup.unit / rounding)
    if broken is not None:
        held = _held(setup, cells, sums, broken, searching=holding_limits)
        up = up if held is None else held
    units = np.rint(cells.floor + up).astype(np.int64)
    ends = np.cumsum([len(setup.pair_payer), *[len(setup.need)] * 3])
    return RoundedSplit(*np.split(units, ends)[:4])


def _held(
    setup: Setup, cells: _Cells, sums: list[_Sums], broken: Rows, *, searching: bool
) -> Floats | None:
    """Round once more with the limits held that were passed; None: that is not to be had.

    Where they only count cells, and none counts in two of them, they are further sums of the flow
    that go to their own next unit. What is left has no whole corners, and is searched for.
    """
    counted = _counting(cells, broken)
    if counted is not None:
        up = _solve(setup, cells, [*sums, counted], searching=False)
        if up is not None:
            return up
    return _solve(setup, cells, sums, broken) if searching else None


def _counting(cells: _Cells, limits: Rows) -> _Sums | None:
    """Return limits as sums of the flow; None where they are none."""
    matrix = limits.matrix.tocoo()
    if (matrix.data != 1).any() or len(np.unique(matrix.col)) < len(matrix.col):
        return None
    group = np.full(len(cells.exact), NOBODY)
    group[matrix.col] = matrix.row
    return _range(cells, group, len(limits.lower))


def _balanced(setup: Setup, split: ExactSplit) -> ExactSplit:
    """Return the split with what the solver missed of each need put on its largest part."""
    pairs, count = len(split.contributions), len(setup.need)
    amounts = np.concatenate([split.contributions, split.residuals, split.gaps])
    programme = np.concatenate([setup.pair_programme, np.arange(count), np.arange(count)])
    missed = setup.need - np.bincount(programme, amounts, count)
    order = np.lexsort((amounts, programme))
    last = order[np.append(np.flatnonzero(np.diff(programme[order])), len(order) - 1)]
    amounts[last] = np.maximum(amounts[last] + missed, 0.0)
    return ExactSplit(*np.split(amounts, [pairs, pairs + count]))


def _cells(setup: Setup, split: ExactSplit, rounding: float, whole: float) -> _Cells:
    """Count all amounts in units; parts of a unit below `whole` are rounding errors."""
    count, payers = len(setup.need), len(setup.payers)
    amounts = (split.contributions, split.residuals, split.gaps, setup.need, split.paid(setup))
    exact = np.concatenate(amounts) * (setup.unit / rounding)
    exact = np.where(np.abs(exact - np.rint(exact)) < whole, np.rint(exact), exact)
    nobody, every = np.full(count, NOBODY), np.arange(count)
    sums = [np.full(count, _NEED_FIRST), np.full(payers, _PAYER_NEXT)]
    no_sum = np.zeros(len(exact) - count - payers)
    own = [setup.pair_is_host, setup.host != NOBODY, np.zeros(2 * count + payers, dtype=bool)]
    return _Cells(
        exact=exact,
        floor=np.floor(exact),
        part=exact - np.floor(exact),
        programme=np.concatenate(
            [setup.pair_programme, every, every, every, np.full(payers, NOBODY)]
        ),
        payer=np.concatenate([setup.pair_payer, setup.host, nobody, nobody, np.arange(payers)]),
        own=np.concatenate(own),
        sum_weight=np.concatenate([no_sum, *sums]),
    )


def _additions(setup: Setup, cells: _Cells) -> list[_Sums]:
    """Payments and gap add up to the rounded need, payments to the rounded total of a payer."""
    sign = np.where(cells.sum_weight > 0, -1.0, 1.0)
    paid = np.where(cells.programme == NOBODY, cells.payer, NOBODY)
    paid = np.where(cells.is_payment, cells.payer, paid)
    return [
        _adding(cells, cells.programme, len(setup.need), sign),
        _adding(cells, paid, len(setup.payers), sign),
    ]


def _adding(cells: _Cells, group: Ints, count: int, sign: Floats) -> _Sums:
    missing = -sums_by(group, sign * cells.floor, count)
    return _Sums(group, sign, missing, missing)


def _ranges(setup: Setup, cells: _Cells) -> list[_Sums]:
    """Sums that only go down or up to their next unit, so that no limit is passed by more.

    The years of payers that have a budget, and hosts' own parts where there is an own share;
    every further sum would keep some need from its nearest unit.
    """
    ranges = []
    limited = np.array(sorted({term.payer for term in setup.budgets}), dtype=np.int64)
    if len(limited):
        years, year = np.unique(setup.year, return_inverse=True)
        mine = cells.is_payment & np.isin(cells.payer, limited)
        year = np.append(year, 0)[cells.programme]  # the last stands where there is no programme
        by_year = np.where(mine, cells.payer * len(years) + year, NOBODY)
        ranges.append(_range(cells, by_year, len(setup.payers) * len(years)))
    if setup.own_share > 0:
        own = np.where(cells.own, cells.programme, NOBODY)
        ranges.append(_range(cells, own, len(setup.need)))
    return ranges


def _range(cells: _Cells, group: Ints, count: int) -> _Sums:
    exact, floor = (sums_by(group, amounts, count) for amounts in (cells.exact, cells.floor))
    lower, upper = np.floor(exact + WHOLE) - floor, np.ceil(exact - WHOLE) - floor
    return _Sums(group, np.ones(len(group)), lower, upper)


def _grouping(group: Ints, count: int, values: Floats) -> sparse.csr_array:
    mine = np.flatnonzero(group != NOBODY)
    return sparse.csr_array((values[mine], (group[mine], mine)), shape=(count, len(group)))


def _solve(
    setup: Setup,
    cells: _Cells,
    sums: list[_Sums],
    broken: Rows | None = None,
    *,
    searching: bool = True,
) -> Floats | None:
    """Choose which cells go up: the nearest unit where sums allow, needs first; None: none may.

    Args:
        setup, cells: what is rounded.
        sums: what must add up.
        broken: limits to be held as well.
        searching: as of `whole_numbers`.
    """
    free = np.flatnonzero(cells.part > 0)
    up = np.zeros(len(cells.part))
    over = _over(sums, broken, free)
    if over is None or not len(free):
        return None if over is None else up
    weight = cells.sum_weight[free]
    costs = (1 - 2 * cells.part[free]) * np.where(weight > 0, weight, 1.0)
    costs += _GENERIC * np.where(weight > 0, -1.0, _weights(setup, len(up))[free])
    chosen = whole_numbers(costs, over, searching=searching)
    if chosen is None:
        return None
    up[free] = chosen
    return up


def _over(sums: list[_Sums], broken: Rows | None, free: Ints) -> Rows | None:
    """Return all sums over the free cells only; None where one without any fails."""
    starts = np.cumsum([0, *(len(one.lower) for one in sums)])
    entries = [_of_free(one, start, free) for one, start in zip(sums, starts, strict=False)]
    rows: list[_Sums | Rows] = [*sums]
    if broken is not None:
        rows.append(broken)
        cells = sparse.csr_array(broken.matrix[:, free]).tocoo()
        entries.append(
            (starts[-1] + cells.row.astype(np.int64), cells.col.astype(np.int64), cells.data)
        )
    row, column, value = (np.concatenate(part) for part in zip(*entries, strict=True))
    lower = np.concatenate([one.lower for one in rows])
    upper = np.concatenate([one.upper for one in rows])
    used = np.bincount(row, minlength=len(lower)) > 0
    if ((lower > WHOLE) | (upper < -WHOLE))[~used].any():
        return None
    place, count = np.cumsum(used) - 1, int(used.sum())
    matrix = sparse.csr_array((value, (place[row], column)), shape=(count, len(free)))
    apart = int(used[: len(sums[0].lower)].sum())  # a cell belongs to one programme
    return Rows(matrix, lower[used], upper[used], apart)


def _of_free(sums: _Sums, start: int, free: Ints) -> tuple[Ints, Ints, Floats]:
    """Return row, column and value of the free cells in their sums, whose rows begin at a start."""
    group = sums.group[free]
    mine = np.flatnonzero(group != NOBODY)
    return start + group[mine], mine, sums.sign[free][mine]


def _weights(setup: Setup, count: int) -> Floats:
    """Break ties by the figures of the payments; a sum half a unit above a whole one goes up."""
    weights = by_figures(setup)
    known = np.concatenate([weights.contributions, weights.residuals, weights.gaps]) - 1
    return np.concatenate([known, np.zeros(count - len(known))])


def _broken_limits(model: Model, cells: _Cells, up: Floats, per_unit: float) -> Rows | None:
    """Return the limits that the rounded amounts pass by more than one unit and need not."""
    lower, upper = (ends * per_unit for ends in _limit_ends(model))
    reached = _reached(model, cells.floor + up)
    passed = (reached < lower - 1 - WHOLE) | (reached > upper + 1 + WHOLE)
    if not passed.any():
        return None
    matrix = _limits(model, len(cells.exact))
    may_change = np.asarray(abs(matrix) @ (cells.part > 0).astype(float)) > 0
    broken = np.flatnonzero(passed & may_change)
    if not len(broken):
        return None
    chosen = sparse.csr_array(matrix[broken])
    floor = chosen @ cells.floor
    return Rows(chosen, lower[broken] - 1 - floor, upper[broken] + 1 - floor)


def _limit_ends(model: Model) -> tuple[Floats, Floats]:
    """Return the least and the most of all limits of more than one payment, in scaled money.

    Own shares, standard costs, budgets, clauses, totals, and the classes of a same key; its shares
    hold before rounding only.
    """
    layout, arrays = model.layout, model.arrays
    rows = _limit_rows(layout)
    most = arrays.upper[layout.total] - model.setup.paid_already
    of_classes = arrays.upper[layout.share]
    lower = np.concatenate([arrays.row_lower[rows], np.zeros(len(most) + len(of_classes))])
    return lower, np.concatenate([arrays.row_upper[rows], most, of_classes])


def _limit_rows(layout: Layout) -> slice:
    return slice(layout.own_share_row, layout.burden_row)


def _reached(model: Model, amounts: Floats) -> Floats:
    """Return what each of these limits comes to at amounts of the cells."""
    setup, layout = model.setup, model.layout
    columns, cells = _columns_and_cells(layout)
    values = np.zeros(layout.columns)
    values[columns] = amounts[cells]
    contributions = amounts[: len(setup.pair_payer)]
    weighted = contributions * setup.weight[setup.pair_programme]
    totals = sums_by(setup.pair_payer, weighted, len(setup.payers))
    key = setup.same_key
    classes = np.zeros(0) if key is None else sums_by(key.share, contributions, len(key.need))
    return np.concatenate([model.arrays.matrix[_limit_rows(layout)] @ values, totals, classes])


def _limits(model: Model, cells: int) -> sparse.csr_array:
    """Return these limits as rows over the cells."""
    setup, layout = model.setup, model.layout
    columns, to = _columns_and_cells(layout)
    shape = (layout.columns, cells)
    stands_for = sparse.csr_array((np.ones(len(to)), (columns, to)), shape=shape)
    limits = sparse.csr_array(model.arrays.matrix[_limit_rows(layout)] @ stands_for)
    pairs = len(setup.pair_payer)
    payer = np.full(cells, NOBODY)
    payer[:pairs] = setup.pair_payer
    weight = np.zeros(cells)
    weight[:pairs] = setup.weight[setup.pair_programme]
    totals = _grouping(payer, len(setup.payers), weight)
    return sparse.csr_array(sparse.vstack([limits, totals, _classes(setup, cells)]))


def _classes(setup: Setup, cells: int) -> sparse.csr_array:
    """Return which payments the shares of a same key make, as rows over the cells."""
    if setup.same_key is None:
        return sparse.csr_array((0, cells))
    share = np.full(cells, NOBODY)
    share[: len(setup.pair_payer)] = setup.same_key.share
    return _grouping(share, len(setup.same_key.need), np.ones(cells))


def _columns_and_cells(layout: Layout) -> tuple[Ints, Ints]:
    """Return columns of the program, and the cell that each stands for.

    The segments of a pair are parts of one cell; the first of them stands for all.
    """
    pairs, count = len(layout.first_segment), layout.programmes
    hosted = np.flatnonzero(layout.residual != NOBODY)
    columns = np.concatenate([layout.first_segment, layout.residual[hosted], layout.gap])
    to = np.concatenate([np.arange(pairs), pairs + hosted, pairs + count + np.arange(count)])
    return columns, to
