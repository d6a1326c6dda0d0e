"""The one place that speaks to HiGHS: it owns the model, its bounds and its bases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import highspy
import numpy as np

from models.flows.places import Floats, Ints
from solver.engine.arrays import Arrays, Bounds, Optimum, certified
from solver.engine.cancelling import Cancelled, SolveCancelledError, never
from solver.engine.highs import TOLERANCE, KnownModel, new_highs, other_cells

_LOOSE = 1e-7
_DUAL_SIMPLEX, _PRIMAL_SIMPLEX = 1, 4
_FEW_STEPS = 1_000
"""Steps that a large program may take from a kept basis, before it is solved from nothing."""
_FEW_CELLS = 5_000
"""Coefficients up to which it is quicker to change them one by one than to hand over anew."""
_ASK_EVERY = 0.02
_SMALL = 20_000
"""Columns up to which a program that starts from a kept basis ends before anybody minds."""
_FEW_COLUMNS = 1_000
"""Columns up to which going on from the goal before is as quick as beginning from nothing."""
_ROWS_A_STEP = 5
"""How many rows a smaller one has for each step it may take: more steps take longer than from
nothing, where each is five times as quick (D218)."""
_SHY = 4
"""How many times a program begins from nothing after its kept basis led astray twice."""
_TINY_STEPS = 1_000
"""Steps, and as many as there are columns, that a tiny one may take."""
_SURELY_WORSE = 1e-8
_AT_BOUND = 1e-7


_Status = highspy.HighsModelStatus


@dataclass(frozen=True)
class Basis:
    """Where each column and row stands at a corner of a program.

    `exact` is False where a basis was put together for another program and may have too many or
    too few basic ones.
    """

    AT_LOWER: ClassVar[highspy.HighsBasisStatus] = highspy.HighsBasisStatus.kLower
    AT_UPPER: ClassVar[highspy.HighsBasisStatus] = highspy.HighsBasisStatus.kUpper
    BASIC: ClassVar[highspy.HighsBasisStatus] = highspy.HighsBasisStatus.kBasic

    columns: list[highspy.HighsBasisStatus]
    rows: list[highspy.HighsBasisStatus]
    exact: bool = True


class Engine:
    """A linear program kept warm: bounds and costs change, a kept basis is the next start.

    Each objective that has a name keeps its last basis: when bounds have changed, the next solve
    of the same name starts there, by the dual simplex. The first of a name starts from nothing, by
    the dual simplex too: going on from the goal before took ten times as long at 12,000 columns,
    and more than that in larger ones (D212). Those whose answer is near, those without a name, and
    tiny ones go on from where the engine stands, by the primal simplex: a new objective leaves the
    point feasible.

    Not to be used from two threads at once.

    Attributes:
        arrays: the program.
        lower, upper, row_lower, row_upper: its bounds as they are now.
        came_to_nothing: the objectives that came to 0 the last time; a hint, no more.
        slack: scaled money by which held totals may be missed; 0 but where 0 leaves nothing.
        from_nothing: whether those without a kept basis are all solved from nothing: for large
            ones that took 2 s where going on by the primal simplex took 320 s.
        is_near: whether the next programs are expected to have their answer close to the last
            one, so that even large ones go on from there.
    """

    def __init__(
        self,
        arrays: Arrays,
        cancelled: Cancelled = never,
        *,
        scaled: bool = True,
        from_nothing: bool = False,
    ) -> None:
        self.arrays = arrays
        self.from_nothing = from_nothing
        self.cancelled = cancelled
        self.restore(arrays)
        self._highs = new_highs()
        if len(arrays.lower) > _FEW_COLUMNS:
            # Making programs smaller first takes longer, and more memory, than it saves (D212).
            self._highs.setOptionValue("presolve", "off")
        if not scaled:
            self._highs.setOptionValue("simplex_scale_strategy", 0)
        self._stopping = threading.Event()
        self._interrupt = _interrupting(self._stopping)
        self._is_watched = False
        self._told = KnownModel(self._highs, arrays)
        self._has_basis = self._started_warm = False
        self._kept: dict[str, highspy.HighsBasis] = {}
        self._astray: dict[str, int] = {}
        self.came_to_nothing: set[str] = set()
        self.slack = 0.0
        self.is_near = False

    def ask(self, cancelled: Cancelled) -> None:
        """Ask somebody else from now on whether to stop."""
        self.cancelled = cancelled

    def free(self) -> None:
        """Give the memory of HiGHS back at once; the engine is of no use afterwards."""
        self._highs.clear()
        self._kept.clear()

    def load(self, arrays: Arrays, move: Callable[[Basis], Basis] | None = None) -> None:
        """Take another program and keep the bases of the objectives.

        Args:
            arrays: the rows and columns.
            move: turns a basis of the old program into one of the new; None: rows and columns
                mean the same, one by one.
        """
        other = None if move is not None else other_cells(arrays.matrix, self.arrays.matrix)
        self.arrays = arrays
        self.restore(arrays)
        if other is not None and len(other) <= _FEW_CELLS:
            self._change_cells(other)
            return
        self._told = KnownModel(self._highs, arrays)
        if move is not None:
            self._kept = {name: _moved(basis, move) for name, basis in self._kept.items()}

    def start_at(self, name: str, basis: Basis) -> None:
        """Let the next solve of an objective start at this basis."""
        self._kept[name] = _given(basis)

    def bound_columns(self, columns: Ints, lower: Floats | float, upper: Floats | float) -> None:
        """Change the bounds of some columns; a number is that of all of them."""
        self.lower[columns], self.upper[columns] = lower, upper

    def bound_rows(self, rows: Ints, lower: Floats | float, upper: Floats | float) -> None:
        """Change the bounds of some rows; a number is that of all of them."""
        self.row_lower[rows], self.row_upper[rows] = lower, upper

    def bounds(self) -> Bounds:
        """Return a copy of all bounds as they are now."""
        return self._bounds().copy()

    def restore(self, bounds: Bounds) -> None:
        """Put all bounds back as they were."""
        now = bounds.copy()
        self.lower, self.upper = now.lower, now.upper
        self.row_lower, self.row_upper = now.row_lower, now.row_upper

    def minimise(self, costs: Floats, name: str = "", *, is_near: bool = False) -> Optimum | None:
        """Find the least Σ cost · column; None where nothing keeps all bounds.

        Args:
            costs: one for each column.
            name: what the objective is called; its basis is kept under this name.
            is_near: whether the answer is expected close to the last one, where no basis is kept.

        Raises:
            SolveCancelledError: somebody asked to stop.
            ArithmeticError: no answer passes its certificate; nothing may be read from it.
        """
        self._tell(costs)
        found = self._first_run(name, is_near=is_near or not name)
        if found == _Status.kInfeasible:
            return None
        optimum = self._optimum(costs) if found == _Status.kOptimal else None
        if optimum is None:
            optimum = self._minimise_cold(costs)
        if name and optimum is not None:
            self._kept[name] = self._highs.getBasis()
        return optimum

    def _first_run(self, name: str, *, is_near: bool) -> highspy.HighsModelStatus:
        """Run from the basis kept under a name, from where the engine stands, or from nothing."""
        kept, most = self._kept.get(name), _FEW_STEPS
        is_tiny = len(self.lower) <= _FEW_COLUMNS
        if is_tiny:
            most = _TINY_STEPS + len(self.lower)
        elif not self.from_nothing:
            most = len(self.row_lower) // _ROWS_A_STEP
            kept = None if (is_near and self._has_basis) or self._is_shy(name) else kept
        is_near = is_near or is_tiny
        self._started_warm = True
        if kept is not None:
            self._highs.setBasis(kept)
            found = self._run(_DUAL_SIMPLEX, most=most, is_near=True)
        elif self._has_basis and (self.is_near or (is_near and not self.from_nothing)):
            found = self._run(_PRIMAL_SIMPLEX, most=most)
        else:
            return self._from_nothing()
        if found != _Status.kIterationLimit:
            self._astray.pop(name, None)
            return found
        self._astray[name] = 1 if name not in self._astray else 1 + _SHY
        return self._from_nothing()

    def _is_shy(self, name: str) -> bool:
        """Say whether a kept basis is not tried, since it led astray twice a moment ago."""
        left = self._astray.get(name, 0)
        if left > 1:
            self._astray[name] = left - 1
        return left > 1

    def _from_nothing(self) -> highspy.HighsModelStatus:
        if len(self.lower) <= _FEW_COLUMNS:
            return self._run_cold()
        self._highs.setBasis(self._of_rows_alone())  # so that its factor is there: `_basic`
        return self._run(_DUAL_SIMPLEX)

    def _of_rows_alone(self) -> highspy.HighsBasis:
        """Return the basis with no column in it."""
        columns, rows = len(self.lower), len(self.row_lower)
        return _given(Basis([Basis.AT_LOWER] * columns, [Basis.BASIC] * rows))

    def _run_cold(self) -> highspy.HighsModelStatus:
        """Run from nothing."""
        self._highs.clearSolver()
        self._started_warm = False
        return self._run(_DUAL_SIMPLEX)

    def minimise_loosely(self, costs: Floats) -> Optimum | None:
        """Find the least Σ cost · column from nothing, with bounds that may be missed by more."""
        self._highs.setOptionValue("primal_feasibility_tolerance", _LOOSE)
        try:
            self._tell(costs)
            return self._minimise_cold(costs)
        finally:
            self._highs.setOptionValue("primal_feasibility_tolerance", TOLERANCE)

    def other_costs(self, found: Optimum, costs: Floats) -> Optimum | None:
        """Return the answer found last as the answer to other costs.

        The prices come from the basis at which it was found: y = B⁻ᵀ c_B.

        Args:
            found: the answer of the last call of `minimise`; bounds may have changed since.
            costs: one for each column.

        Returns:
            the answer; None where the prices do not prove that it is the least.
        """
        basic = self._basic()
        if basic is None:
            return None
        of_basis = np.where(basic >= 0, costs[np.maximum(basic, 0)], 0.0)
        prices = np.array(
            self._highs.getBasisTransposeSolve(of_basis)[1]  # type: ignore[attr-defined]
        )
        return certified(self.arrays, self._bounds(), costs, found.values, prices)

    def _basic(self) -> Ints | None:  # D34
        """Return what is basic, columns as they are and row i as -(i + 1); None: not known.

        HiGHS has it at hand only where it started from a basis; asked after another start it
        may end the process.
        """
        if not self._started_warm:
            return None
        return np.array(self._highs.getBasicVariables()[1])  # type: ignore[attr-defined]

    def is_only_answer(self, optimum: Optimum) -> bool:
        """Say whether the answer just found is proved to be the only one.

        It is where every column and row that stands at a bound, and could leave it, would make
        the objective worse.
        """
        columns = _may_leave(optimum.values, optimum.reduced_costs, self.lower, self.upper)
        rows = _may_leave(optimum.row_values, optimum.row_duals, self.row_lower, self.row_upper)
        if not len(columns) and not len(rows):
            return True
        basic = self._basic()
        if basic is not None:
            return bool(np.isin(columns, basic).all() and np.isin(-1 - rows, basic).all())
        basis = self._highs.getBasis()
        return _all_basic(columns, basis.col_status) and _all_basic(rows, basis.row_status)

    def _change_cells(self, cells: Ints) -> None:
        matrix = self.arrays.matrix
        rows = np.searchsorted(matrix.indptr, cells, side="right") - 1
        columns, values = matrix.indices[cells], matrix.data[cells]
        for cell in zip(rows.tolist(), columns.tolist(), values.tolist(), strict=True):
            self._highs.changeCoeff(*cell)

    def _tell(self, costs: Floats) -> None:
        self._told.tell_bounds(self.bounds())
        self._told.tell_costs(costs)

    def _bounds(self) -> Bounds:
        return Bounds(self.lower, self.upper, self.row_lower, self.row_upper)

    def _minimise_cold(self, costs: Floats) -> Optimum | None:
        """Solve once more without the kept basis, since what came with it cannot be trusted."""
        self._has_basis = False
        found = self._run_cold()
        if found == _Status.kInfeasible:
            return None
        optimum = self._optimum(costs) if found == _Status.kOptimal else None
        if optimum is None:
            raise ArithmeticError("the solver's answer does not pass its certificate")  # D26
        return optimum

    def _run(
        self, strategy: int, *, most: int = highspy.kHighsIInf, is_near: bool = False
    ) -> highspy.HighsModelStatus:
        """Run by a kind of simplex method.

        Args:
            strategy: the kind.
            most: how many steps it may take.
            is_near: whether few are expected. Those of a small program are not perturbed then:
                taking that back takes longer than they do (D211).
        """
        if self.cancelled():
            raise SolveCancelledError
        is_quick = is_near and len(self.lower) <= _SMALL
        for option, value in (
            ("simplex_strategy", strategy),
            ("simplex_iteration_limit", most),
            ("dual_simplex_cost_perturbation_multiplier", 0.0 if is_quick else 1.0),
        ):
            self._highs.setOptionValue(option, value)
        self._run_watched(self.cancelled is not never and not is_quick)
        status = self._highs.getModelStatus()
        if status == _Status.kInterrupt:
            raise SolveCancelledError
        self._has_basis |= status == _Status.kOptimal
        return status

    def _run_watched(self, watched: bool) -> None:
        """Run, and pass on a wish to stop: HiGHS leaves Python's lock free meanwhile.

        It asks for the lock at each step where it may be stopped, so it is told where it may not.
        """
        self._let_interrupt(watched)
        if not watched:
            self._highs.run()
            return
        self._stopping.clear()
        done = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(done,), daemon=True)
        watcher.start()
        try:
            self._highs.run()
        finally:
            done.set()
            watcher.join()

    def _watch(self, done: threading.Event) -> None:
        while not done.wait(_ASK_EVERY):
            if self.cancelled():
                self._stopping.set()
                return

    def _let_interrupt(self, watched: bool) -> None:
        if self._is_watched is not watched:
            callback = self._highs.cbSimplexInterrupt
            (callback.subscribe if watched else callback.unsubscribe)(self._interrupt)
            self._is_watched = watched

    def _optimum(self, costs: Floats) -> Optimum | None:
        solution = self._highs.getSolution()
        return certified(
            self.arrays,
            self._bounds(),
            costs,
            np.array(solution.col_value),
            np.array(solution.row_dual),
        )


def _interrupting(stopping: threading.Event) -> Callable[[highspy.highs.HighsCallbackEvent], None]:
    """Return what says at each step of HiGHS whether it is to stop: while an event is set.

    What HiGHS is told holds for its next runs too, until it is told otherwise.
    """

    def interrupt(step: highspy.highs.HighsCallbackEvent) -> None:
        step.interrupt(stopping.is_set())

    return interrupt


def _may_leave(values: Floats, duals: Floats, lower: Floats, upper: Floats) -> Ints:
    """Return what stands at a bound, could leave it, and would cost nothing if it did."""
    at_bound = (values <= lower + _AT_BOUND) | (values >= upper - _AT_BOUND)
    return np.flatnonzero(at_bound & (lower < upper) & (np.abs(duals) <= _SURELY_WORSE))


def _all_basic(chosen: Ints, status: list[highspy.HighsBasisStatus]) -> bool:
    return all(status[i] == highspy.HighsBasisStatus.kBasic for i in chosen.tolist())


def _moved(basis: highspy.HighsBasis, move: Callable[[Basis], Basis]) -> highspy.HighsBasis:
    return _given(move(Basis(list(basis.col_status), list(basis.row_status))))


def _given(basis: Basis) -> highspy.HighsBasis:
    new = highspy.HighsBasis()
    new.col_status, new.row_status = basis.columns, basis.rows
    new.valid, new.alien = True, not basis.exact
    return new
