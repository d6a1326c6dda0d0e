"""What commands say: one result on standard output, all else on standard error.

Whatever is said to a person passes here, so that no name can drive the terminal, and no encoding,
full disk or closed stream ends in a traceback. It is text by then: a language has said it.
"""

from __future__ import annotations

import codecs
import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import TextIO

from desktop.app import interrupt as stopping
from desktop.app.terminal import fitting, tell
from models.problems import Problem, RelaisError, grouped
from models.words.language import Language, readable
from models.words.text import Argument, text

_results: list[str] = []


def print_result(result: str) -> None:
    """Take the text of a result; it is printed at the end, if nothing comes between."""
    _results.append(result)


def taken_result() -> str:
    """Return the result that was given, "" where there is none, and forget it."""
    result = "\n".join(_results)
    _results.clear()
    return result


def tell_written(file: object, spoken: Language) -> None:
    """Say that a file was written."""
    tell(spoken.say(text("Wrote {file}.", file=str(file))))


def problem_line(problem: Problem, spoken: Language) -> str:
    """Return a problem as a line: how much it matters, where it is, what, and how to mend it."""
    return spoken.say(text("{place}: {said}", place=problem.severity.label, said=problem.sentence))


def tell_problems(problems: Iterable[Problem], spoken: Language, file: str = "") -> None:
    """Say problems on standard error, many alike as one; those of one file among several by it."""
    for problem in grouped(problems):
        line = problem_line(problem, spoken)
        tell(spoken.say(text("{place}: {said}", place=file, said=line)) if file else line)


def warn(problems: Iterable[Problem], spoken: Language) -> None:
    """Say on standard error what should be looked at in the data, each problem once.

    What the cells show and what the solver finds is the same where it says the same.
    """
    once: dict[tuple[str, Argument], Problem] = {}
    for problem in problems:
        once.setdefault((problem.code, problem.found), problem)
    tell_problems(once.values(), spoken)


class StandardOutput:
    """Standard output, kept for the result.

    As long as the block lasts whatever else is printed, by Python or by a library in C, in this
    process or in those that it starts, goes to standard error.
    """

    def __init__(self, *, for_good: bool) -> None:
        """Prepare.

        Args:
            for_good: what a library in C prints may wait in its own buffer until the process
                ends: nothing is put back, since the process ends with the block.
        """
        self._for_good = for_good
        self._before = sys.stdout
        self._copy: int | None = None

    def __enter__(self) -> StandardOutput:
        if self._before is not None:
            self._before.flush()
        with suppress(OSError):  # there is no standard output
            self._copy = os.dup(1)
            stopping.result_descriptor = self._copy
        with suppress(OSError):  # there is no standard error
            os.dup2(2, 1)  # D114
        sys.stdout = sys.stderr
        return self

    def __exit__(self, *_error: object) -> None:
        if self._for_good:
            return
        sys.stdout = self._before
        if self._copy is not None:
            os.dup2(self._copy, 1)
            os.close(self._copy)
            stopping.result_descriptor = 1

    def write(self, result: str, *, as_json: bool) -> None:
        """Print the result.

        Raises:
            BrokenPipeError: whoever read it has enough.
            RelaisError: it cannot be written.
        """
        if self._before is None:
            raise _not_written(text("it is closed"))
        whole = result + "\n"
        try:
            self._print(_json_text(whole, self._before) if as_json else readable(whole, keep="\n"))
        except BrokenPipeError:
            raise
        except OSError as error:
            raise _not_written(error.strerror or str(error)) from error

    def _print(self, result: str) -> None:
        stream = self._before
        written = fitting(result, stream)
        if not _is_descriptor_1(stream) or self._copy is None:
            stream.write(written)
            stream.flush()
            return
        with open(self._copy, "w", encoding=stream.encoding, closefd=False) as copy:
            copy.write(written)


def as_refused(records: Sequence[Mapping[str, object]]) -> str:
    """Return what `--json` prints where there is no result (4-desktop, "Without the window")."""
    problems = [dict(record) for record in records]
    return json.dumps({"status": "refused", "problems": problems}, ensure_ascii=False, indent=2)


def _not_written(why: Argument) -> RelaisError:
    what = text("The result cannot be written ({reason}).", reason=why)
    mend = text("Make room, or send it somewhere else.")
    return RelaisError(what, text("standard output"), mend)


def _is_descriptor_1(stream: TextIO) -> bool:
    try:
        return stream.fileno() == 1
    except (OSError, ValueError, AttributeError):  # a stream of a test or of another program
        return False


def _json_text(result: str, stream: TextIO) -> str:
    """Return JSON that is the same to every reader: in another encoding than UTF-8 only ASCII."""
    is_utf_8 = codecs.lookup(stream.encoding or "utf-8").name == "utf-8"

    def is_seen(part: str) -> bool:
        return part.isprintable() and (is_utf_8 or part.isascii())

    return "\n".join(
        line if is_seen(line) else "".join(c if is_seen(c) else _json_escape(c) for c in line)
        for line in result.split("\n")
    )


def _json_escape(character: str) -> str:
    """Return a character as JSON writes it; what is no character, as text that says so."""
    if "\ud800" <= character <= "\udfff":
        return json.dumps(readable(character))[1:-1]
    return json.dumps(character)[1:-1]
