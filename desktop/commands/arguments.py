"""What can be asked for on the command line; the commands themselves are not loaded for it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.app.terminal import COMMANDS
from desktop.commands.parser import SpokenParser
from models.declaration.kinds import LANGUAGES
from models.version import version
from models.words.data_files import sections_of
from models.words.language import Language
from models.words.text import Text, joined, text
from models.xlsx.guard import LARGE_LIMITS, USUAL_LIMITS

_SECTIONS = sections_of(Path(__file__).with_name("arguments.ini"))
_TYPES: Mapping[str, Callable[[str], Any]] = {
    "int": int,
    "names": lambda names: [name.strip() for name in names.split(",")],
}
_READERS: Mapping[str, Callable[[str], Any]] = {
    **dict.fromkeys(("dest", "metavar", "action", "const", "nargs", "default"), str),
    "choices": str.split,
    "required": bool,
    "type": _TYPES.__getitem__,
}
"""How what argparse takes is read from the data file."""
_LANGUAGE = f"[--language {{{','.join(LANGUAGES)}}}]"
_USAGE = {
    "compare": "relais compare CASE [--scenarios A,B …] [--keys] [--large] [--unsealed]\n"
    f"       {_LANGUAGE} [-o COMPARISON.xlsx] [--json]",
    "sweep": "relais sweep CASE [--vary RULE=FROM:TO:STEPS …] "
    "[--samples N --spread SHEET.column=PERCENT …]\n"
    "       [--seed S] [--scenario NAME] [--large] [--unsealed] [--jobs N] "
    f"[--cluster ADDRESS]\n       {_LANGUAGE} [-o SWEEP.xlsx] [--json]",
    "merge": "relais merge SENT RETURNED… -o MERGED.xlsx [--into CASE] [--mine | --theirs]\n"
    f"       [--delete] [--other-case] [--large] [--unsealed] {_LANGUAGE} [--json]",
}
"""Where argparse would not say what goes together."""


def arguments_of(given: Sequence[str], spoken: Language) -> Namespace:
    """Read the arguments; with them come the language and the largest workbook that is read.

    Raises:
        SystemExit: they ask for help.
        UnreadableError: they cannot be read.
    """
    options = _parser(spoken).parse_args(given, Namespace(spoken=spoken))
    limits = LARGE_LIMITS if options.large else USUAL_LIMITS
    options.limits = replace(limits, unsealed=options.unsealed)
    return options


def _parser(spoken: Language) -> SpokenParser:
    description = joined(
        text("Shows who should co-fund what when people move through stages and territories."),
        text(
            "Without a command it opens its window: relais on the sample case, relais CASE on a "
            "case (.xlsx or .relais)."
        ),
    )
    epilog = Text(_SECTIONS["relais"]["epilog"])
    top = SpokenParser(
        prog="relais", spoken=spoken, description=spoken.say(description), epilog=spoken.say(epilog)
    )
    shown = f"relais {version()}"
    top.add("--version", action="version", version=shown, help=text("show the version and end"))
    top.add_language()
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    command = top
    for section, values in _SECTIONS.items():
        name, _, argument = section.partition(" ")
        if argument:
            _add_argument(command, argument, {**_SECTIONS.get(argument, {}), **values})
        elif name in COMMANDS:
            command = commands.add_parser(
                name,
                spoken=spoken,
                usage=_USAGE.get(name),
                help=top.in_help(Text(values["help"])),
                description=spoken.say(Text(values["description"])),
                epilog=spoken.say(Text(values["epilog"]) if "epilog" in values else epilog),
            )
            command.add_language()
    return top


def _add_argument(command: SpokenParser, name: str, values: Mapping[str, str]) -> None:
    how = {key: read(values[key]) for key, read in _READERS.items() if key in values}
    examples = {key: values[key] for key in ("example", "address") if key in values}
    said = command.in_help(Text(values["help"]).filled(**examples))
    holder = command.one_of if "one_of" in values else command
    holder.add_argument(name, help=said, **how)
