"""What should be looked at in the data, on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from models.checks import grouped
from models.problems import Problem


def warn(problems: Iterable[Problem]) -> None:
    """List problems on standard error, each once, many alike as one."""
    for problem in grouped(dict.fromkeys(problems)):
        print(f"{problem.severity.value}: {problem}", file=sys.stderr)
