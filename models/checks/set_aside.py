"""Errors of scenarios that are not the ones to be computed, and that nobody can mend here."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from models.adjustments import FAULTS
from models.case import Case
from models.problems import Problem, Severity


def set_aside(
    problems: Iterable[Problem], case: Case, scenarios: Collection[str]
) -> tuple[Problem, ...]:
    """Return problems in which what adjustments of some scenarios do is a warning only.

    A frozen scenario has data of its own and its adjustments can no longer be changed, so what
    they would do to the open data must not keep the other scenarios from being solved. Whoever
    computes such a scenario all the same is refused then (`adjusted`).
    """
    owners = case.table("Adjustments")["scenario"].tolist()

    def aside(problem: Problem) -> bool:
        return problem.code in FAULTS and owners[problem.row or 0] in scenarios

    return tuple(replace(p, severity=Severity.WARNING) if aside(p) else p for p in problems)
