"""Running one command: its result on standard output, everything else on standard error."""

from __future__ import annotations

import os
import signal
import traceback
from argparse import Namespace
from collections.abc import Callable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO

from desktop import stopping
from desktop.commands.names import COMMANDS, is_case, nearest
from desktop.commands.output import (
    StandardOutput,
    as_refused,
    print_result,
    put,
    taken_result,
    tell,
)
from desktop.commands.wrong_use import UnreadableError, WrongUseError, existing
from models.problems import CaseRefusedError, RelaisError
from models.readable import readable

DONE, NOT_ALLOWED, WRONG_USE = 0, 1, 2

_NO_ANSWER = (
    "No answer of the solver passed its checks ({error}), so that none is given. This is a fault "
    "of the program: please report it with the case."
)
_FAULT = "The program met a fault of its own ({error}): please report it with the lines above."


class _CodedError(RelaisError):
    """What happened to the program rather than to the data."""

    def __init__(self, code: str, what: str, where: str = "", mend: str = "") -> None:
        super().__init__(what, where, mend)
        self.code = code


@dataclass(frozen=True)
class _Ended:
    """How a command ended: its exit status, and what stands on standard output."""

    status: int
    text: str
    by_reading: bool = False  # of the arguments: nothing was run


def run(given: Sequence[str], *, is_program: bool = False) -> int:
    """Run the command that the arguments name and return the exit status.

    Args:
        given: the arguments.
        is_program: whether the process is this command's own, with its signals.

    Raises:
        SystemExit: the arguments asked for help, or could not be read.
    """
    as_json = _asks_for_json(given)
    with StandardOutput(for_good=is_program) as output:
        try:
            ended = _ended(given, as_json=as_json, is_program=is_program)
            if ended.text:
                output.write(ended.text, as_json=as_json)
        except BrokenPipeError:  # whoever read the output has enough of it
            return DONE
        except RelaisError as error:
            tell(str(error))
            return NOT_ALLOWED
        except KeyboardInterrupt as interrupt:  # while the result was being written
            return _stopped(interrupt)
        finally:
            if is_program:  # nothing is left to be put in order
                stopping.leave_at_once(as_json=False)
    if ended.by_reading:
        raise SystemExit(ended.status)
    return ended.status


def tell_if_missing(case: str) -> int:
    """Say if a case that the window is to open is not there; return the exit status, 0 if it is."""
    try:
        existing(case)
    except WrongUseError as error:
        tell(str(error))
        return WRONG_USE
    return DONE


def _asks_for_json(given: Sequence[str]) -> bool:
    """Say whether `--json` is among the arguments, whole or shortened, however wrong they are."""
    words = given[: given.index("--")] if "--" in given else given
    names = (word.partition("=")[0] for word in words)
    return any(len(name) > 2 and "--json".startswith(name) for name in names)


def _ended(given: Sequence[str], *, as_json: bool, is_program: bool) -> _Ended:
    taken_result()
    try:
        status = _done(given, is_program=is_program)
        return _Ended(status, taken_result())
    except SystemExit as end:  # the help is given
        return _Ended(int(end.code or 0), taken_result(), by_reading=True)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt as interrupt:
        status = _stopped(interrupt)
        error: RelaisError = _CodedError("stopped", stopping.STOPPED)
    except Exception as met:  # whatever happens is told in one way, and in JSON where it is asked
        error = _told(met)
        status = WRONG_USE if isinstance(error, WrongUseError) else NOT_ALLOWED
    text = as_refused([dict(p.as_record()) for p in error.as_problems()]) if as_json else ""
    return _Ended(status, text, by_reading=isinstance(error, UnreadableError))


def _done(given: Sequence[str], *, is_program: bool) -> int:
    options = _read(given)
    command = _command(options.command)
    if is_program:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, stopping.interrupt)
    return command(options)


def _stopped(interrupt: KeyboardInterrupt) -> int:
    """Say that the command was stopped; return the status as the shell names it."""
    tell(stopping.STOPPED)
    return stopping.status_of(interrupt)


def _read(given: Sequence[str]) -> Namespace:
    """Read the arguments.

    Raises:
        SystemExit: they asked for help, which is the result.
        WrongUseError: they cannot be read.
    """
    from desktop.commands.arguments import parser  # noqa: PLC0415  # the window needs none of it

    first = given[0]
    if is_case(first):
        what = f"The window opens one case, and takes nothing else ({' '.join(given[1:])})."
        raise WrongUseError(what, first, "Write relais CASE, or relais COMMAND CASE.")
    if first not in COMMANDS and not first.startswith("-"):
        raise _misspelt(first)
    said = StringIO()
    try:
        with redirect_stdout(said):
            return parser().parse_args(given)
    finally:
        if said.getvalue():
            print_result(said.getvalue().rstrip("\n"))


def _misspelt(word: str) -> WrongUseError:
    meant = nearest(word)
    mend = f"Did you mean “{meant}”? " if meant else ""
    mend += f"The commands are {', '.join(COMMANDS)}."
    return WrongUseError(f"There is no command “{word}”, and no such file.", "relais", mend)


def _command(name: str) -> Callable[[Namespace], int]:
    """Return what runs a command; it is loaded now, since no other needs it."""
    command: Callable[[Namespace], int] = getattr(import_module(f"desktop.commands.{name}"), name)
    return command


def _told(met: Exception) -> RelaisError:
    """Say on standard error what happened, and return it as what a user can meet."""
    if isinstance(met, UnreadableError):
        put(readable(met.usage, keep="\n"))
    error = _as_met(met)
    if isinstance(met, CaseRefusedError):
        _list(met)
    elif error.code == "fault":
        put(readable("".join(traceback.format_exception(met)), keep="\n"))
    tell(str(error))
    return error


def _as_met(met: Exception) -> RelaisError:
    if isinstance(met, RelaisError):
        return met
    if isinstance(met, ArithmeticError):
        return _CodedError("no-answer", _NO_ANSWER.format(error=met))
    if isinstance(met, MemoryError):
        mend = "Close other programs, or take a smaller case."
        return _CodedError("memory", "There is not enough memory for this.", mend=mend)
    if isinstance(met, OSError):
        where = os.fsdecode(met.filename) if isinstance(met.filename, str | bytes) else ""
        what = f"The system refused it ({met.strerror or met})."
        return _CodedError("system", what, where, "Check the file, its folder and the disk.")
    return _CodedError("fault", _FAULT.format(error=f"{type(met).__name__}: {met}"))


def _list(refused: CaseRefusedError) -> None:
    from models.checks.grouping import grouped  # noqa: PLC0415  # loads pandas

    for problem in grouped(refused.problems):
        tell(f"{problem.severity.value}: {problem}")
