"""The split that a frozen scenario was agreed with, whatever is computed today."""

from __future__ import annotations

from dataclasses import replace

from models.problems import Problem, Severity
from models.project.project import FrozenScenario
from models.split import Split, appendix_of
from solver.solving import Solved


def as_agreed(solved: Solved, frozen: FrozenScenario | None) -> tuple[Solved, tuple[Problem, ...]]:
    """Give a frozen scenario the payments it was agreed with.

    Usually they are those of today. Where they are not, since another version of a library
    computed them, what was agreed stands, and that is said.

    Returns:
        what was solved, with the agreed split where there is one that differs, and what is to be
        said about it.
    """
    if frozen is None or _result(solved.split) == _result(frozen.split):
        return solved, ()
    found = (
        f'The payments of the frozen scenario "{frozen.scenario}" are those that were agreed on '
        f"{frozen.moment[:10]}; with the libraries of today others would come out."
    )
    mend = "The reasons below are about those of today."
    problem = Problem(Severity.WARNING, "agreed-payments", found, mend)
    return replace(solved, split=frozen.split), (problem,)


def _result(split: Split) -> str:
    mark = appendix_of(split).fingerprint
    return "" if mark is None else mark.result
