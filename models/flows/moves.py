"""Moves inside a stage: the linear systems n = base + Mᵀn and V = base + M·V."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import sparse

from models.flows.places import Floats

_LEAK = 1e-9
_COLUMNS_AT_ONCE = 256


def without_endless(moves: sparse.csr_array) -> tuple[sparse.csr_array, npt.NDArray[np.bool_]]:
    """Take out the moves of people who go round for ever and never leave the stage.

    Args:
        moves: M, territories × territories, the rate of each move; no row adds to more than 1.

    Returns:
        M with those rows emptied, so that I - M can be inverted, and which rows they were.
    """
    count = moves.shape[0]
    leaks = np.asarray(moves.sum(axis=1)).ravel() < 1 - _LEAK
    if leaks.all():
        return moves, np.zeros(count, dtype=bool)
    from scipy.sparse import csgraph  # noqa: PLC0415  # few cases need it, and it loads slowly

    out = sparse.csr_array(
        (np.ones(leaks.sum()), (np.zeros(leaks.sum(), int), 1 + np.flatnonzero(leaks))),
        shape=(1, count + 1),
    )
    back = sparse.hstack([sparse.csr_array((count, 1)), moves.T])
    graph = sparse.csr_array(sparse.vstack([out, back]))
    reached = csgraph.breadth_first_order(graph, 0, return_predecessors=False)
    endless = np.ones(count, dtype=bool)
    endless[reached[reached > 0] - 1] = False
    keep = sparse.diags_array((~endless).astype(float))
    return sparse.csr_array(keep @ moves), endless


def carried_by_moves(moves: sparse.csr_array, base: Floats) -> Floats:
    """Solve n = base + Mᵀn: everyone who enters a territory directly or by a move.

    Args:
        moves: M without endless moves.
        base: persons who enter each territory from outside the stage.
    """
    if moves.nnz == 0:
        return base
    from scipy.sparse.linalg import splu  # noqa: PLC0415  # few cases need it, and it loads slowly

    system = sparse.eye_array(moves.shape[0]) - moves.T
    solved: Floats = splu(sparse.csc_array(system)).solve(base)
    return np.maximum(solved, 0.0)


def gained_by_moves(moves: sparse.csr_array, base: sparse.csr_array) -> sparse.csr_array:
    """Solve V = base + M·V: what a person brings where it is and where it moves to.

    Args:
        moves: M without endless moves.
        base: value a person by territory and payer, moves left out.
    """
    if moves.nnz == 0:
        return base
    from scipy.sparse.linalg import splu  # noqa: PLC0415  # few cases need it, and it loads slowly

    factors = splu(sparse.csc_array(sparse.eye_array(moves.shape[0]) - moves))
    starts = range(0, base.shape[1], _COLUMNS_AT_ONCE)
    blocks = [
        sparse.csr_array(factors.solve(base[:, start : start + _COLUMNS_AT_ONCE].toarray()))
        for start in starts
    ]
    return sparse.csr_array(sparse.hstack(blocks)) if blocks else base
