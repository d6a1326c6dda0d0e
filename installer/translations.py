"""Brings the catalogue in step with the code: `python -m installer.translations`.

Every sentence that the code makes is looked up in `models/words/catalogue/`; new ones are added
without a translation, those that nobody says any more are taken out. What is still to be translated
is counted at the end.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages import Message as CatalogueMessage
from babel.messages.pofile import read_po, write_po

from models.declaration.kinds import LANGUAGES
from models.words.data_files import SENTENCES, sections_of
from models.words.language import CATALOGUE

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("models", "solver", "desktop")
_MAKERS = {"text": 0, "tr": 0, "translate": 1, "counted": 0}
"""What makes a sentence, and which of its arguments is the pattern."""
_SAID = ("text", "counted")


@dataclass(frozen=True)
class Message:
    """A pattern of the code.

    Attributes:
        pattern: the English text, for one where things are counted.
        many: that for any other number; "" where nothing is counted.
        context: what tells two meanings of one text apart.
        file: where it stands, from the root of the checkout.
        is_said: whether a `Language` says it; Qt's own translation knows no `{name!c}`.
    """

    pattern: str
    many: str
    context: str
    file: str
    is_said: bool


class UntranslatableError(Exception):
    """A sentence is made of what only the running program knows; its message says where."""


def messages(root: Path = ROOT) -> Iterator[Message]:
    """Yield every pattern of the code and every sentence of its data files.

    Raises:
        UntranslatableError: a pattern is not written out where the sentence is made.
    """
    for package in PACKAGES:
        for file in sorted((root / package).rglob("*.py")):
            place = file.relative_to(root).as_posix()
            yield from messages_of(file.read_text(encoding="utf-8"), place)
        for file in sorted((root / package).rglob("*.ini")):
            yield from messages_of_data(file, file.relative_to(root).as_posix())


def messages_of_data(file: Path, place: str) -> Iterator[Message]:
    """Yield the sentences of one data file; `place` is its name."""
    for section in sections_of(file).values():
        for name in SENTENCES & section.keys():
            yield Message(section[name], "", "", place, is_said=True)


def messages_of(source: str, place: str) -> Iterator[Message]:
    """Yield the patterns of one file; `place` is its name.

    Raises:
        UntranslatableError: as of `messages`.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and (name := _maker(node)):
            yield _message(node, name, place)


def _maker(call: ast.Call) -> str:
    """Return by which of the makers a call makes a sentence; "" by none."""
    made_by, is_method = call.func, isinstance(call.func, ast.Attribute)
    name = made_by.attr if isinstance(made_by, ast.Attribute) else getattr(made_by, "id", "")
    if name == "tr":
        return name if is_method else ""
    if name == "translate":  # not that of a painter, which moves
        context = call.args[0] if call.args else None
        return name if isinstance(context, ast.Constant) and isinstance(context.value, str) else ""
    least = 3 if name == "counted" else 1
    return name if name in _MAKERS and not is_method and len(call.args) >= least else ""


def _message(call: ast.Call, name: str, place: str) -> Message:
    first = _MAKERS[name]
    pattern = _written(call.args[first], place)
    many = _written(call.args[first + 1], place) if name == "counted" else ""
    context = _context(call, name, first, place)
    return Message(pattern, many, context, place, name in _SAID)


def _context(call: ast.Call, name: str, first: int, place: str) -> str:
    if name in ("tr", "translate") and len(call.args) > first + 1:
        return _written(call.args[first + 1], place)
    named = [word.value for word in call.keywords if word.arg == "context"]
    return _written(named[0], place) if named else ""


def _written(argument: ast.expr, place: str) -> str:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise UntranslatableError(f"{place}:{argument.lineno}: {ast.unparse(argument)}")


_PLURALS = {"fr": "(n > 1)", "nl": "(n != 1)", "de": "(n != 1)"}
"""Which number takes the second form. French counts a million as any other number here: "de" after
it is the sentence's own affair."""


def catalogue_of(language: str) -> Catalog:
    """Return the catalogue of a language as it stands in its file."""
    with open(CATALOGUE / f"{language}.po", "rb") as file:
        return read_po(file, locale=language)


def in_step(before: Catalog, language: str) -> Catalog:
    """Return a catalogue with every pattern of the code, with the translations it had."""
    after = Catalog(language, project="Relais", charset="utf-8", fuzzy=False)
    after.mime_headers = [("Plural-Forms", f"nplurals=2; plural={_PLURALS[language]};")]
    for message in sorted(messages(), key=lambda one: (one.pattern, one.context, one.file)):
        context = message.context or None
        known = before.get(message.pattern, context)
        one = (message.pattern, message.many) if message.many else message.pattern
        string = (
            known.string if known is not None and known.pluralizable == bool(message.many) else ""
        )
        after.add(one, string or None, locations=[(message.file, None)], context=context)  # type: ignore[list-item]
    return after


def untranslated(catalogue: Catalog) -> list[str]:
    """Return the patterns that a catalogue has no translation of."""
    return [str(one.id) for one in catalogue if one.id and not all(_strings(one))]


def _strings(message: CatalogueMessage) -> list[str]:
    """Return the translations of a message, one for each number that it tells apart."""
    string = message.string or ""
    return [string] if isinstance(string, str) else [str(one or "") for one in string]


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as its file holds it: the same for the same content."""
    stream = io.BytesIO()
    write_po(stream, catalogue, width=100, sort_output=True, omit_header=False)
    lines = stream.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(_DATED))


_DATED = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By')


def main() -> int:
    """Bring all catalogues in step and say what is still to be translated."""
    missing = 0
    for language in LANGUAGES[1:]:
        catalogue = in_step(catalogue_of(language), language)
        (CATALOGUE / f"{language}.po").write_bytes(written(catalogue))
        left = untranslated(catalogue)
        missing += len(left)
        sys.stdout.write(f"{language}: {len(catalogue)} sentences, {len(left)} to translate\n")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main())
