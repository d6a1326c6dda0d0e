"""Running one command: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable

from desktop.commands.wrong_use import WrongUseError
from models.checks import grouped
from models.problems import CaseRefusedError, Problem, RelaisError

DONE, NOT_ALLOWED, WRONG_USE, STOPPED = 0, 1, 2, 130


def _check(options: Namespace) -> int:
    from desktop.commands.check import check  # noqa: PLC0415  # other commands need none of it

    return check(options)


def _solve(options: Namespace) -> int:
    from desktop.commands.solve import solve  # noqa: PLC0415  # other commands need none of it

    return solve(options)


def _sweep(options: Namespace) -> int:
    from desktop.commands.sweep import sweep  # noqa: PLC0415  # other commands need none of it

    return sweep(options)


def _compare(options: Namespace) -> int:
    from desktop.commands.compare import compare  # noqa: PLC0415  # other commands need none of it

    return compare(options)


def _explain(options: Namespace) -> int:
    from desktop.commands.explain import explain  # noqa: PLC0415  # other commands need none of it

    return explain(options)


def _template(options: Namespace) -> int:
    from desktop.commands.template import template  # noqa: PLC0415  # others need none of it

    return template(options)


def _diff(options: Namespace) -> int:
    from desktop.commands.diff import diff  # noqa: PLC0415  # other commands need none of it

    return diff(options)


def _merge(options: Namespace) -> int:
    from desktop.commands.merge import merge  # noqa: PLC0415  # other commands need none of it

    return merge(options)


_COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "solve": _solve,
    "check": _check,
    "template": _template,
    "sweep": _sweep,
    "compare": _compare,
    "explain": _explain,
    "diff": _diff,
    "merge": _merge,
}


_NO_ANSWER = (
    "No answer of the solver passed its checks ({error}), so that none is given. This is a fault "
    "of the program: please report it with the case."
)


def run(options: Namespace) -> int:
    """Run the command that the options name and return the exit status."""
    try:
        status = _COMMANDS[options.command](options)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever read the output has enough of it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        return DONE
    except WrongUseError as error:
        _say(str(error))
        return WRONG_USE
    except CaseRefusedError as error:
        _list(error.problems)
        _say(str(error))
        return NOT_ALLOWED
    except (RelaisError, ArithmeticError) as error:
        _say(str(error) if isinstance(error, RelaisError) else _NO_ANSWER.format(error=error))
        return NOT_ALLOWED
    except KeyboardInterrupt:
        _say("Stopped.")
        return STOPPED


def _list(problems: Iterable[Problem]) -> None:
    for problem in grouped(problems):
        _say(f"{problem.severity.value}: {problem}")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
