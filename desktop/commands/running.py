"""Running one command: results on standard output, everything else on standard error."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable
from importlib import import_module

from desktop.commands.wrong_use import WrongUseError
from models.checks import grouped
from models.problems import CaseRefusedError, Problem, RelaisError

DONE, NOT_ALLOWED, WRONG_USE, STOPPED = 0, 1, 2, 130


_NO_ANSWER = (
    "No answer of the solver passed its checks ({error}), so that none is given. This is a fault "
    "of the program: please report it with the case."
)


def run(options: Namespace) -> int:
    """Run the command that the options name and return the exit status."""
    try:
        status = _command(options.command)(options)
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


def _command(name: str) -> Callable[[Namespace], int]:
    """Return what runs a command; it is loaded now, since no other needs it."""
    command: Callable[[Namespace], int] = getattr(import_module(f"desktop.commands.{name}"), name)
    return command


def _list(problems: Iterable[Problem]) -> None:
    for problem in grouped(problems):
        _say(f"{problem.severity.value}: {problem}")


def _say(text: str) -> None:
    print(text, file=sys.stderr)
