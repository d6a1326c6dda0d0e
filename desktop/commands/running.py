"""Running one command: its result on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import signal
import traceback
from argparse import Namespace
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO

from desktop.app import interrupt as stopping
from desktop.app.terminal import COMMANDS, is_case, nearest, put, tell
from desktop.commands.output import (
    StandardOutput,
    as_refused,
    print_result,
    taken_result,
    tell_problems,
)
from desktop.commands.wrong_use import (
    UnreadableError,
    WrongUseError,
    choose_one_of,
    existing,
)
from models.declaration.kinds import LANGUAGES
from models.problems import CaseRefusedError, RelaisError
from models.words.language import Language, language, readable, system_language
from models.words.text import Argument, Quoted, joined, listed, text

DONE, NOT_ALLOWED, WRONG_USE = 0, 1, 2
_STOPPED = text("Stopped.")
_SHORTEST = len("--lan")
"""Shorter it could be --large as well."""


class _CodedError(RelaisError):
    """What happened to the program rather than to the data."""

    def __init__(
        self, code: str, what: Argument, where: Argument = "", mend: Argument = ""
    ) -> None:
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
    as_json, spoken = _asks_for_json(given), _spoken(given)
    stopping.stopped = spoken.say(_STOPPED)
    stopping.stopped_quoted = json.dumps(stopping.stopped)
    with StandardOutput(for_good=is_program) as output:
        try:
            ended = _ended(given, spoken, as_json=as_json, is_program=is_program)
            if ended.text:
                output.write(ended.text, as_json=as_json)
        except BrokenPipeError:  # whoever read the output has enough of it
            return DONE
        except RelaisError as error:
            tell(spoken.say(error.sentence))
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
        tell(language(system_language()).say(error.sentence))
        return WRONG_USE
    return DONE


def _spoken(given: Sequence[str]) -> Language:
    """Return the language asked for; the system's where none is, or none that is known."""
    asked = _language_asked(given)
    return language(asked if asked in LANGUAGES else system_language())


def _language_asked(given: Sequence[str]) -> str:
    """Return what `--language` names, whole or shortened; "" where it is not there.

    It is looked for before all else, since the help and what is wrong with the other arguments are
    said in it.
    """
    words, asked = _before_names(given), ""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        name, is_set, value = word.partition("=")
        if "--language".startswith(name) and len(name) >= _SHORTEST:
            asked = value if is_set else following
    return asked


def _asks_for_json(given: Sequence[str]) -> bool:
    """Say whether `--json` is among the arguments, whole or shortened, however wrong they are."""
    names = (word.partition("=")[0] for word in _before_names(given))
    return any(len(name) > 2 and "--json".startswith(name) for name in names)


def _before_names(given: Sequence[str]) -> Sequence[str]:
    """Return the arguments that can be options: those before `--`."""
    return given[: given.index("--")] if "--" in given else given


def _ended(given: Sequence[str], spoken: Language, *, as_json: bool, is_program: bool) -> _Ended:
    taken_result()
    try:
        status = _done(given, spoken, is_program=is_program)
        return _Ended(status, taken_result())
    except SystemExit as end:  # the help is given
        return _Ended(int(end.code or 0), taken_result(), by_reading=True)
    except BrokenPipeError:
        raise
    except KeyboardInterrupt as interrupt:
        status = _stopped(interrupt)
        error: RelaisError = _CodedError("stopped", _STOPPED)
    except Exception as met:  # whatever happens is told in one way, and in JSON where it is asked
        error = _told(met, spoken)
        status = WRONG_USE if isinstance(error, WrongUseError) else NOT_ALLOWED
    records = [problem.as_record(spoken) for problem in error.as_problems()]
    refusal = as_refused(records) if as_json else ""
    return _Ended(status, refusal, by_reading=isinstance(error, UnreadableError))


def _done(given: Sequence[str], spoken: Language, *, is_program: bool) -> int:
    options = _read(given, spoken)
    # loaded now, since no other needs it
    command = getattr(import_module(f"desktop.commands.{options.command}"), options.command)
    if is_program:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, stopping.interrupt)
    status: int = command(options)
    return status


def _stopped(interrupt: KeyboardInterrupt) -> int:
    """Say that the command was stopped; return the status as the shell names it."""
    tell(stopping.stopped)
    return stopping.status_of(interrupt)


def _read(given: Sequence[str], spoken: Language) -> Namespace:
    """Read the arguments; `spoken` among them is the language to use.

    Raises:
        SystemExit: they asked for help, which is the result.
        WrongUseError: they cannot be read.
    """
    from desktop.commands.arguments import arguments_of  # noqa: PLC0415  # the window needs none of it

    asked = _language_asked(given)
    if asked and asked not in LANGUAGES:
        what = text("There is no language {language}.", language=Quoted(asked))
        raise WrongUseError(what, "--language", choose_one_of(LANGUAGES))
    first = given[0]
    if is_case(first):
        what = text(
            "The window opens one case, and takes nothing else ({further}).",
            further=" ".join(given[1:]),
        )
        raise WrongUseError(what, first, text("Write relais CASE, or relais COMMAND CASE."))
    if first not in COMMANDS and not first.startswith("-"):
        raise _misspelt(first)
    said = StringIO()
    try:
        with redirect_stdout(said):
            return arguments_of(given, spoken)
    finally:
        if said.getvalue():
            print_result(said.getvalue().rstrip("\n"))


def _misspelt(word: str) -> WrongUseError:
    meant = nearest(word)
    what = text("There is no command {word}, and no such file.", word=Quoted(word))
    mend = joined(
        text("Did you mean {word}?", word=Quoted(meant)) if meant else None,
        text("The commands are {commands}.", commands=listed(COMMANDS, last="")),
    )
    return WrongUseError(what, "relais", mend)


def _told(met: Exception, spoken: Language) -> RelaisError:
    """Say on standard error what happened, and return it as what a user can meet."""
    if isinstance(met, UnreadableError):
        put(readable(met.usage, keep="\n"))
    error = _as_met(met)
    if isinstance(met, CaseRefusedError):
        tell_problems(met.problems, spoken)
    elif error.code == "fault":
        put(readable("".join(traceback.format_exception(met)), keep="\n"))
    tell(spoken.say(error.sentence))
    return error


def _as_met(met: Exception) -> RelaisError:
    if isinstance(met, RelaisError):
        return met
    if isinstance(met, ArithmeticError):
        what = text(
            "No answer of the solver passed its checks, so that none is given. This is a fault of "
            "the program: please report it with the case. It says: {error}.",
            error=Quoted(str(met)),
        )
        return _CodedError("no-answer", what)
    if isinstance(met, MemoryError):
        mend = text("Close other programs, or take a smaller case.")
        return _CodedError("memory", text("There is not enough memory for this."), mend=mend)
    if isinstance(met, OSError):
        where = os.fsdecode(met.filename) if isinstance(met.filename, str | bytes) else ""
        what = text("The system refused it ({reason}).", reason=met.strerror or str(met))
        mend = text("Check the file, its folder and the disk.")
        return _CodedError("system", what, where, mend)
    what = text(
        "The program met a fault of its own ({error}): please report it with the lines above.",
        error=f"{type(met).__name__}: {met}",
    )
    return _CodedError("fault", what)
