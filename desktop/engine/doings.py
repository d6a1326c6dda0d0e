"""What the engine's process does. Loads pandas and the solver."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial, wraps
from typing import TYPE_CHECKING, Any, cast

from desktop.engine.explainer import Explainer
from desktop.engine.tasks import ProblemsFound
from desktop.engine.warm_solving import WarmSolving
from desktop.engine.watch import StoppedError, Watch
from models.case import Case
from models.checks.every import KeptChecks, set_aside
from models.flows.trajectories import answer, traced
from models.problems import Problem, have_errors
from models.results.trajectories import Traced, Trajectories, TrajectoryQuery
from solver.compare.bridge import bridge
from solver.compare.report import bridges_from_base, measured_scenario
from solver.engine.cancelling import SolveCancelledError
from solver.solve import solve_case

if TYPE_CHECKING:
    from models.exchange.answers import Reply, Seen, Settled
    from models.exchange.deciding import Decisions
    from models.exchange.merging import Merge
    from models.results.split import Split

PROBLEMS_AT_ONCE = 250
"""How many problems are sent together: unpacking them holds the window up for some 2 ms."""
_Do = Callable[..., Any]


class Doing:
    """Does the tasks; keeps what the next one of a kind can go on from.

    Not to be used by two threads at once.
    """

    def __init__(self) -> None:
        self._checks = KeptChecks()
        self._solving, self._explainer = WarmSolving(), Explainer()
        self._traced: Traced | None = None

    def table(self) -> Mapping[str, _Do]:
        """Return what does each task, by its name."""
        solving = self._solving
        by_name: dict[str, _Do] = {
            "check": self.check,
            "solve": solving.solve,
            "check_and_solve": checking_first(self.check, solving.solve),
            "rest": solving.rest,
            "whole": solving.whole,
            "switch": solving.switching,
            "price_of_key": solving.price_of_key,
            "misreport": solving.misreports,
            "settle": solving.settle,
            "explain": self._explainer.find,
            "with_limits": _watched(partial(solve_case, explain=True)),
            "measure": _watched(measured_scenario),
            "bridge": _watched(bridge),
            "bridges": _watched(bridges_from_base),
            "trace": self.trace,
            "set_beside": set_beside,
            "decide": decide,
        }
        return {name: _stopping(do) for name, do in by_name.items()}

    def check(self, case: Case, watch: Watch) -> None:
        """Deliver what is wrong with a case, part by part."""
        for part in _in_parts(self._checks.problems(case, watch.require_wanted)):
            watch.deliver(part)

    def trace(
        self, case: Case, scenario: str, query: TrajectoryQuery, watch: Watch
    ) -> Trajectories:
        """Follow people through a case; what does not depend on the query is kept."""
        watch.progress("trace", 0, 0)
        kept = self._traced
        if kept is None or kept.case is not case or kept.scenario != scenario:
            kept = self._traced = traced(case, scenario)
        found = answer(kept, query, watch.cancelled)
        watch.require_wanted()  # people may have been followed half the way
        return found


def checking_first(check: _Do, solve: _Do) -> _Do:
    """Return what checks a case, delivers what it found, and solves it if nothing is in the way."""

    def done(
        case: Case,
        scenario: str,
        frozen: frozenset[str],
        others: tuple[Problem, ...],
        watch: Watch,
    ) -> Split | None:
        found: list[Problem] = []
        check(case, watch.delivering(found.extend))
        problems = (*others, *set_aside(found, case, frozen))
        for part in _in_parts(problems):
            watch.deliver(ProblemsFound(part, is_all=False))
        watch.deliver(ProblemsFound((), is_all=True))
        return None if have_errors(problems) else cast("Split", solve(case, scenario, watch))

    return done


def _in_parts(problems: tuple[Problem, ...]) -> Iterator[tuple[Problem, ...]]:
    """Return problems in parts that are sent together."""
    for start in range(0, len(problems), PROBLEMS_AT_ONCE):
        yield problems[start : start + PROBLEMS_AT_ONCE]


def set_beside(case: Case, answers: Sequence[Reply], settled: Settled, _watch: Watch) -> Seen:
    """Set what came back of an exchange against a case."""
    from models.exchange import offered  # noqa: PLC0415  # not for the first split

    return offered.set_beside(case, answers, settled)


def decide(_case: Case, merge: Merge, decisions: Decisions, _watch: Watch) -> Case:
    """Return the case with what was accepted of an exchange."""
    from models.exchange.deciding import decided  # noqa: PLC0415  # not for the first split

    return decided(merge, decisions)


def _watched(do: _Do) -> _Do:
    """Return what does a task of the solver and says so how far it is."""

    def done(*arguments: Any) -> Any:
        *others, watch = arguments
        return do(*others, progress=watch.progress, cancelled=watch.cancelled)

    return done


def _stopping(do: _Do) -> _Do:
    """Say of what the solver was asked to stop that it stopped."""

    @wraps(do)
    def done(*arguments: Any) -> Any:
        try:
            return do(*arguments)
        except SolveCancelledError as error:
            raise StoppedError from error

    return done
