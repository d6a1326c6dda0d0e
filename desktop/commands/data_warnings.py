"""What should be looked at in the data, on standard error."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.commands.output import tell
from models.checks.grouping import grouped
from models.problems import Problem
from models.words.text import Argument


def warn(problems: Iterable[Problem]) -> None:
    """List problems on standard error, each once, many alike as one.

    What the cells show and what the solver finds is the same where it says the same.
    """
    once: dict[tuple[str, Argument], Problem] = {}
    for problem in problems:
        once.setdefault((problem.code, problem.found), problem)
    for problem in grouped(once.values()):
        tell(f"{problem.severity.value}: {problem}")
