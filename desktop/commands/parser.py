"""A parser of arguments that speaks the language of the user, and raises what it cannot read."""

from __future__ import annotations

import re
from argparse import ArgumentParser, HelpFormatter, _MutuallyExclusiveGroup
from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any, NoReturn

from desktop.commands.wrong_use import UnreadableError
from models.declaration.kinds import LANGUAGES
from models.words.language import Language
from models.words.text import Argument, Text, text

_ARGUMENT = "argument (?P<name>.*?): "
_ERRORS: tuple[tuple[str, Text], ...] = (
    (
        "the following arguments are required: (?P<names>.*)",
        text("the following arguments are required: {names}"),
    ),
    ("unrecognized arguments: (?P<given>.*)", text("unrecognized arguments: {given}")),
    (
        "ambiguous option: (?P<given>.*?) could match (?P<options>.*)",
        text("ambiguous option: {given} could match {options}"),
    ),
    (f"{_ARGUMENT}expected one argument", text("argument {name}: expected one value")),
    (
        f"{_ARGUMENT}expected at least one argument",
        text("argument {name}: expected at least one value"),
    ),
    (
        rf"{_ARGUMENT}invalid choice: (?P<given>.*) \(choose from (?P<choices>.*)\)",
        text("argument {name}: {given} is no choice; choose from {choices}"),
    ),
    (
        f"{_ARGUMENT}invalid int value: (?P<given>.*)",
        text("argument {name}: {given} is no whole number"),
    ),
    (
        f"{_ARGUMENT}not allowed with argument (?P<other>.*)",
        text("argument {name}: not allowed with argument {other}"),
    ),
    (
        f"{_ARGUMENT}ignored explicit argument (?P<given>.*)",
        text("argument {name}: takes no value, but {given} was given"),
    ),
)
"""The errors of argparse, which it tells as English text only; another is told as it is."""


class SpokenParser(ArgumentParser):
    """Reads arguments, its own words in a language; they take no place in what is read."""

    def __init__(self, *, spoken: Language, **described: Any) -> None:
        super().__init__(
            add_help=False,
            formatter_class=partial(_Formatter, spoken=spoken),
            **described,
        )
        self.spoken = spoken
        self._positionals.title = _heading(text("positional arguments:"), spoken)
        self._optionals.title = _heading(text("options:"), spoken)
        self.add("-h", "--help", action="help", help=text("show this help and end"))

    def add(self, *names: str, help: Argument, **how: Any) -> None:
        """Add an argument with its help."""
        self.add_argument(*names, help=self.in_help(help), **how)

    def in_help(self, said: Argument) -> str:
        """Return a sentence as argparse takes it, for which percents are something else."""
        return self.spoken.say(said).replace("%", "%%")

    @cached_property
    def one_of(self) -> _MutuallyExclusiveGroup:
        """The arguments of which one can be used at most."""
        return self.add_mutually_exclusive_group()

    def add_language(self) -> None:
        """Add `--language`; it was read before, since the help is in it too."""
        said = text("the language of what is said and written (that of the system)")
        self.add("--language", choices=LANGUAGES, help=said)

    def error(self, message: str) -> NoReturn:
        """Raise what cannot be read."""
        raise UnreadableError(self.prog, _error_said(message), self.format_usage())


def _heading(said: Argument, spoken: Language) -> str:
    """Return the title of a group without its colon, which argparse adds."""
    return spoken.say(said).removesuffix(":")


class _Formatter(HelpFormatter):
    """Sets out the help, with the word for usage in a language."""

    def __init__(self, prog: str, spoken: Language) -> None:
        super().__init__(prog)
        self._usage = f"{spoken.say(text('usage:'))} "

    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: Any = None
    ) -> None:
        """Add the usage."""
        super().add_usage(usage, actions, groups, self._usage if prefix is None else prefix)


def _error_said(message: str) -> Argument:
    for pattern, said in _ERRORS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return said.filled(**found.groupdict())
    return message
