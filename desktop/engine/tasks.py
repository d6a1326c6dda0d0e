"""What the window asks of the engine; loads none of the libraries under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, ParamSpec, Protocol, TypeVar

from desktop.engine.watch import Watch

if TYPE_CHECKING:
    from desktop.engine import why_questions
    from models.case import Case
    from models.exchange.answers import Reply, Seen, Settled
    from models.exchange.deciding import Decisions
    from models.exchange.merging import Merge
    from models.problems import Problem
    from models.results.bridge import Bridge, BridgeEnd
    from models.results.comparison import Comparison
    from models.results.explanation import ConflictReport
    from models.results.misreport import Misreport
    from models.results.side_by_side import SideBySide
    from models.results.simplicity import SimplicityPrice
    from models.results.split import Split
    from models.results.switching import SwitchingValue
    from models.results.trajectories import Trajectories, TrajectoryQuery

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")
_Result_co = TypeVar("_Result_co", covariant=True)


@dataclass(frozen=True)
class ProblemsFound:
    """A part of what is wrong with a case.

    Attributes:
        problems: those of this part.
        is_all: whether no more of them follow.
    """

    problems: tuple[Problem, ...]
    is_all: bool


@dataclass(frozen=True)
class Task(Generic[_Arguments, _Result_co]):
    """Something that the engine does with its arguments; `doings` says what does it.

    Attributes:
        name: what it is called between the processes.
        overtakes: whether it need not wait for what somebody else has asked.
    """

    name: str
    overtakes: bool = False


CHECK: Task[[Case], None] = Task("check")
"""Delivers what is wrong with a case, in parts."""
SOLVE: Task[[Case, str], Split] = Task("solve", overtakes=True)
"""Finds payments and statement of a scenario; delivers early answers of a large one."""
CHECK_AND_SOLVE: Task[[Case, str, frozenset[str], tuple[Problem, ...]], Split | None] = Task(
    "check_and_solve", overtakes=True
)
"""Does the one after the other, in one journey to the engine: delivers what is wrong with a case as
`ProblemsFound`, then what SOLVE does. It is given which scenarios are frozen, and what else is
wrong; None: there are errors, and nothing is solved."""
REST: Task[[Case, str], Split | None] = Task("rest")
"""Finds the ranges of a case that no longer changes; None: there is nothing to add."""
WHOLE: Task[[Case, str], Split] = Task("whole")
"""Finds all layers of a split."""
SWITCH: Task[[Case, str], SwitchingValue | None] = Task("switch")
"""Finds from which additionality on all is paid back, once a case rests; None: it is too large."""
PRICE_OF_KEY: Task[[Case, str], SimplicityPrice | None] = Task("price_of_key")
"""Finds what a same key costs against the split without it; None: the scenario has none."""
MISREPORT: Task[[Case, str, float], tuple[Misreport, ...]] = Task("misreport")
"""Finds what each payer would gain by stating its figures so many percent higher or lower."""
SETTLE: Task[[Case, str], ConflictReport] = Task("settle")
"""Finds what would settle a conflict."""
EXPLAIN: Task[[Case, str, why_questions.Topic], why_questions.Found] = Task("explain")
"""Finds why a split is what it is."""
WITH_LIMITS: Task[[Case, str], Split] = Task("with_limits")
"""Finds a split with all its layers and the limits that shape it, as a workbook has them."""
MEASURE: Task[[Case, str], Comparison] = Task("measure")
"""Solves a scenario and measures its split and every key."""
BRIDGE: Task[[Case, BridgeEnd, BridgeEnd], Bridge] = Task("bridge")
"""Walks from one split to another."""
BRIDGES: Task[[Case, SideBySide], tuple[Bridge, ...]] = Task("bridges")
"""Walks from the base of a comparison to each other split."""

TRACE: Task[[Case, str, TrajectoryQuery], Trajectories] = Task("trace")
"""Follows people through the stages and territories."""

SET_BESIDE: Task[[Case, tuple[Reply, ...], Settled], Seen] = Task("set_beside")
"""Sets what came back of an exchange against the case."""
DECIDE: Task[[Case, Merge, Decisions], Case] = Task("decide")
"""Makes the case in which what was accepted is taken over."""


class TaskRunner(Protocol):
    """Does the tasks of the engine."""

    def ask(
        self,
        task: Task[_Arguments, _Result],
        watch: Watch,
        *arguments: _Arguments.args,
        **named: _Arguments.kwargs,
    ) -> _Result:
        """Do a task and wait for what comes of it; the thread of the window must not.

        Raises:
            StoppedError: the watch asked to stop.
            RelaisError: it cannot be done, or the engine ended.
        """


def problems_of(case: Case, engine: TaskRunner, watch: Watch) -> tuple[Problem, ...]:
    """Return what is wrong with a case; raises what `ask` does."""
    found: list[Problem] = []
    engine.ask(CHECK, watch.delivering(found.extend), case)
    return tuple(found)
