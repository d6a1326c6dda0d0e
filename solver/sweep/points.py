"""Solving the points of a sweep, one after the other: what a worker does."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

import numpy as np
import pandas as pd

from models.case import Case, case_of
from models.flows.places import sums_by
from models.problems import RelaisError
from models.results.split import Split
from models.results.sweep import SweepPlace, SweepPlan, SweepPoint
from models.words.text import Argument, Quoted, listed, text
from solver.engine.cancelling import Cancelled, SolveCancelledError, never
from solver.goals.chain import pursue
from solver.goals.optimal_face import Infeasible
from solver.inputs.setup import Setup
from solver.solve import Prepared, prepare, solve_payments
from solver.state.exact import ExactSplit, burdens
from solver.state.rounding import rounded
from solver.state.statement import Rounding
from solver.sweep.samples import Sampler

_BURDEN_DIGITS = 12


@dataclass(frozen=True)
class SolvedChunk:
    """The points that a worker solved, and the seconds that took it."""

    points: tuple[SweepPoint, ...]
    seconds: float


class PointSolver:
    """Solves points of one case and plan, each from nothing."""

    def __init__(self, case: Case, plan: SweepPlan) -> None:
        self._case, self._plan = case, plan
        self._sampler = Sampler(case, plan.spreads, plan.seed)

    def solve(self, places: Sequence[SweepPlace], cancelled: Cancelled = never) -> SolvedChunk:
        """Solve points in turn; fewer come back where somebody asked to stop."""
        start, points = monotonic(), list[SweepPoint]()
        for place in places:
            if cancelled():
                break
            try:
                points.append(self._point(place, cancelled))
            except SolveCancelledError:
                break
        return SolvedChunk(tuple(points), monotonic() - start)

    def _point(self, place: SweepPlace, cancelled: Cancelled) -> SweepPoint:
        """Solve one point; what keeps it from an answer belongs to the point, not to the sweep."""
        case = self._case if place.sample is None else self._sampler.sample(place.sample)
        rules = {
            rule.rule: value for rule, value in zip(self._plan.rules, place.values, strict=True)
        }
        case = with_rules(case, self._plan.scenario, rules)
        try:
            return solved_point(prepare(case, self._plan.scenario, cancelled=cancelled), place)
        except RelaisError as error:
            return SweepPoint(place, "failed", error.sentence)
        except ArithmeticError as error:
            reason = text(
                "No answer of the solver passed its checks at this point, so that none is given. "
                "This is a fault of the program: please report it with the case. It says: {error}.",
                error=Quoted(str(error)),
            )
            return SweepPoint(place, "failed", reason)
        except MemoryError:
            return SweepPoint(place, "failed", text("It needs more memory than there is."))


def with_rules(case: Case, scenario: str, rules: dict[str, float]) -> Case:
    """Return the case with other values for some rules of one scenario."""
    frame = case.table("Scenarios")
    missing = [rule for rule in rules if rule not in set(frame["rule"])]
    frame = pd.concat([frame, pd.DataFrame({"rule": missing}, dtype=object)], ignore_index=True)
    cells = [
        rules.get(rule, cell) for rule, cell in zip(frame["rule"], frame[scenario], strict=True)
    ]
    return case.with_table("Scenarios", frame.assign(**{scenario: pd.Series(cells, dtype=object)}))


def solved_point(prepared: Prepared, place: SweepPlace) -> SweepPoint:
    """Meet the goals of a prepared scenario; the totals are those of its rounded split."""
    setup, model, engine = prepared.setup, prepared.model, prepared.engine
    rules, start = setup.traced.rules, engine.bounds()
    try:
        exact = pursue(engine, model, rules.goals).split
    except Infeasible:
        engine.restore(start)
        return _without_figures(prepared, place)
    whole, money = rounded(model, exact, rules.rounding), Rounding(rules.rounding)
    count = len(setup.payers)
    contributed = sums_by(setup.pair_payer, whole.contributions.astype(float), count)
    units = contributed + sums_by(setup.host, whole.residuals.astype(float), count)
    return SweepPoint(
        place,
        "ok",
        unfunded=money.of(int(whole.gaps.sum())),
        host_residual=money.of(int(whole.residuals.sum())),
        totals=tuple(money.of(int(total)) for total in units),
        burdens=_burdens(setup, exact),
    )


def _without_figures(prepared: Prepared, place: SweepPlace) -> SweepPoint:
    """Say why there is no split; only where nothing keeps the clauses is that a conflict."""
    if prepared.engine.minimise(np.zeros(len(prepared.engine.lower))) is not None:
        reason = text("The goals could not all be held to the last digit.")
        return SweepPoint(place, "failed", reason)
    return SweepPoint(place, "conflict", _clash(solve_payments(prepared).split))


def _clash(split: Split) -> Argument:
    clauses = listed((line.clause for line in split.conflict), last="")
    return text("Clauses that cannot all hold: {clauses}.", clauses=clauses)


def _burdens(setup: Setup, exact: ExactSplit) -> tuple[float | None, ...]:
    measured = burdens(setup, exact.totals(setup))
    return tuple(None if b is None else round(b, _BURDEN_DIGITS) for b in measured)


def packed(case: Case, plan: SweepPlan) -> bytes:
    """Return what a worker in another process needs, as bytes."""
    parts = (dict(case.tables), dict(case.unknown_columns), plan)
    return pickle.dumps(parts, protocol=pickle.HIGHEST_PROTOCOL)


@lru_cache(maxsize=1)
def unpacked(job: bytes) -> PointSolver:
    """Return the solver for the bytes of `packed`; a worker keeps the last one."""
    tables, unknown_columns, plan = pickle.loads(job)
    return PointSolver(case_of(tables, unknown_columns), plan)


def solve_packed(job: bytes, places: Sequence[SweepPlace]) -> SolvedChunk:
    """Solve points in a worker that is sent the whole job with them."""
    return unpacked(job).solve(places)
