"""Where each column and row of the program stands: the same order as in the PuLP program."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.flows.places import NOBODY, Floats, Ints
from solver.inputs.setup import Setup

SAME_AIM = 1e-9
"""Scaled money below which two aims of a pair are the same."""


@dataclass(frozen=True, eq=False)
class Layout:
    """Positions of columns and rows, found once for all solves of a setup.

    Columns: the segments of every pair, then for each programme z (where the host pays) and u,
    then the totals of the payers, then the level, then the shares of a same key. Rows: funding,
    totals, same key (one a pair), own shares, standard costs, budgets, clauses (one for each part),
    burdens.

    Attributes:
        segment_pair: the pair of each segment.
        segment_start, segment_end: from where to where of x(h,k) it reaches; inf for no end.
        first_segment: the first segment of each pair.
        residual: the column of z(k) by programme, NOBODY where there is none.
        gap: the column of u(k) by programme.
        total: the column of each payer's total.
        level: the column of the largest burden.
        share: the column of each share of a same key, as what it makes of all needs of its class.
        columns: how many there are.
        own_share_rows: programme of each own-share row.
        standard_rows: programme of each standard-cost row.
        budget_rows: budget (position in the setup) of each budget row.
        clause_of: clause (position in the setup) of each clause row.
        burden_rows: payer of each burden row.
        same_key_rows: how many rows hold payments to the shares of a same key.
    """

    segment_pair: Ints
    segment_start: Floats
    segment_end: Floats
    first_segment: Ints
    residual: Ints
    gap: Ints
    total: Ints
    level: int
    share: Ints
    columns: int
    own_share_rows: Ints
    standard_rows: Ints
    budget_rows: Ints
    clause_of: Ints
    burden_rows: Ints
    programmes: int
    same_key_rows: int

    @property
    def total_row(self) -> int:
        """The first row of the totals."""
        return self.programmes

    @property
    def same_key_row(self) -> int:
        """The first row of the same key."""
        return self.total_row + len(self.total)

    @property
    def own_share_row(self) -> int:
        """The first row of the own shares."""
        return self.same_key_row + self.same_key_rows

    @property
    def standard_row(self) -> int:
        """The first row of the standard costs."""
        return self.own_share_row + len(self.own_share_rows)

    @property
    def budget_row(self) -> int:
        """The first row of the budgets."""
        return self.standard_row + len(self.standard_rows)

    @property
    def clause_row(self) -> int:
        """The first row of the clauses."""
        return self.budget_row + len(self.budget_rows)

    @property
    def burden_row(self) -> int:
        """The first row of the burdens."""
        return self.clause_row + len(self.clause_of)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return self.burden_row + len(self.burden_rows)

    @property
    def clauses(self) -> int:
        """How many rows of clauses there are."""
        return len(self.clause_of)

    def rows_of_clause(self, clause: int) -> Ints:
        """Return the rows of one clause."""
        return self.clause_row + np.flatnonzero(self.clause_of == clause)


_PLACED_BY = (
    "rows",
    "host",
    "year",
    "most_of_others",
    "pair_programme",
    "pair_payer",
    "pair_benefit",
    "pair_paid",
    "basis",
)
"""What columns and rows hang on, besides the aims and a few single figures."""


def has_same_places(one: Setup, other: Setup) -> bool:
    """Say whether every column and row of two setups of a case surely has the same place.

    Budgets and clauses are taken for the same only where they are the same objects, and a same
    key never is.
    """
    return (
        one.same_key is None
        and other.same_key is None
        and one.budgets is other.budgets
        and one.clauses is other.clauses
        and one.benefit_cap == other.benefit_cap
        and (one.own_share > 0) == (other.own_share > 0)
        and one.targets.keys() == other.targets.keys()
        and all(np.array_equal(getattr(one, name), getattr(other, name)) for name in _PLACED_BY)
        and all(np.array_equal(aims, other.targets[goal]) for goal, aims in one.targets.items())
    )


def layout_of(setup: Setup, most: Floats) -> Layout:
    """Give every column and row of a setup its place.

    Args:
        setup: the index tables.
        most: for each pair the upper bound of x(h,k), inf for none.
    """
    pair, start, end = _segments(setup, most)
    pairs, segments = len(setup.pair_payer), len(pair)
    hosted = setup.host != NOBODY
    places = segments + np.cumsum(np.where(hosted, 2, 1)) - 1
    after = segments + len(setup.need) + int(hosted.sum())
    level = after + len(setup.payers)
    shares = 0 if setup.same_key is None else len(setup.same_key.payer_of)
    own = np.flatnonzero(hosted) if setup.own_share > 0 else np.zeros(0, np.int64)
    return Layout(
        segment_pair=pair,
        segment_start=start,
        segment_end=end,
        first_segment=np.searchsorted(pair, np.arange(pairs)),
        residual=np.where(hosted, places - 1, NOBODY),
        gap=places,
        total=after + np.arange(len(setup.payers)),
        level=level,
        share=level + 1 + np.arange(shares),
        columns=level + 1 + shares,
        own_share_rows=own,
        standard_rows=_standards_with_payments(setup),
        budget_rows=_budgets_with_payments(setup),
        clause_of=np.array([clause for clause, _ in setup.clause_parts], dtype=np.int64),
        burden_rows=np.flatnonzero(setup.basis > 0),
        programmes=len(setup.need),
        same_key_rows=0 if setup.same_key is None else pairs,
    )


def _standards_with_payments(setup: Setup) -> Ints:
    """Return the programmes with a standard cost that others than the host may pay for."""
    paid_by_others = np.unique(setup.pair_programme[~setup.pair_is_host])
    return np.asarray(paid_by_others[np.isfinite(setup.most_of_others[paid_by_others])])


def _segments(setup: Setup, most: Floats) -> tuple[Ints, Floats, Floats]:
    """Cut every pair at its aims, as far as they lie inside its bounds."""
    pairs = len(most)
    aims = np.sort(np.stack([np.zeros(pairs), *setup.targets.values()], axis=1), axis=1)
    starts, kept = [np.zeros(pairs)], [np.ones(pairs, dtype=bool)]
    last = np.zeros(pairs)
    for i in range(1, aims.shape[1]):
        cut = (aims[:, i] > last + SAME_AIM) & (aims[:, i] < most - SAME_AIM)
        last = np.where(cut, aims[:, i], last)
        starts.append(aims[:, i])
        kept.append(cut)
    keep = np.stack(kept, axis=1)
    pair, column = np.nonzero(keep)
    start = np.stack(starts, axis=1)[pair, column]
    is_last = np.append(pair[1:] != pair[:-1], True) if pairs else np.zeros(0, dtype=bool)
    end = np.where(is_last, most[pair], np.append(start[1:], 0.0)) if pairs else np.zeros(0)
    return pair.astype(np.int64), start, end


def budget_row_of(setup: Setup, budgets: Ints) -> Ints:
    """Return which of these budgets counts what a payer pays in a programme: payers × programmes.

    Args:
        setup: the index tables.
        budgets: positions in the setup.

    Returns:
        positions in `budgets`, NOBODY where there is none.
    """
    years, year = np.unique(setup.year, return_inverse=True)
    table = np.full((len(setup.payers), len(years)), NOBODY)
    terms = [setup.budgets[int(i)] for i in budgets]
    payer = np.array([term.payer for term in terms], dtype=np.int64)
    wanted = np.array([term.year for term in terms], dtype=np.int64)
    known = np.flatnonzero(np.isin(wanted, years))
    table[payer[known], np.searchsorted(years, wanted[known])] = known
    return np.asarray(table[:, year])


def _budgets_with_payments(setup: Setup) -> Ints:
    """Return the budgets that any payment counts towards; the others bind nothing."""
    if not setup.budgets:
        return np.zeros(0, dtype=np.int64)
    row_of = budget_row_of(setup, np.arange(len(setup.budgets)))
    hosted = np.flatnonzero(setup.host != NOBODY)
    used = [row_of[setup.pair_payer, setup.pair_programme], row_of[setup.host[hosted], hosted]]
    found = np.unique(np.concatenate(used))
    return np.asarray(found[found != NOBODY], dtype=np.int64)
