"""The parts of a workbook's archive: found by their relationships, parsed as streams, safely."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote
from xml.parsers import expat

from models.xlsx.guard import ARCHIVE_ERRORS, part_name

Attributes = dict[str, str]
_CHUNK = 256 * 1024
_PHONETIC = "rPh"


class DamagedPartError(Exception):
    """A part of the archive is missing, or is not what a workbook holds there."""


@dataclass(frozen=True)
class Handlers:
    """What is done with the elements of a part; names are as they are written, prefix and all.

    Attributes:
        pieces: given the bytes of the part chunk by chunk and no bytes at its end, returns what
            is to be parsed of them; each piece is parsed before the next is asked for.
    """

    start: Callable[[str, Attributes], object]
    end: Callable[[str], object]
    text: Callable[[str], object]
    pieces: Callable[[bytes], Iterable[bytes]] = lambda chunk: (chunk,)


@dataclass(frozen=True)
class Relationship:
    """What one part needs another for: the last word of its type, and the path of the other."""

    kind: str
    target: str


class Parts:
    """The parts of an archive that the guard let through.

    Args:
        content: the bytes of the archive.
        tick: called again and again while a part is parsed; what it raises ends the reading.
    """

    def __init__(self, content: bytes, tick: Callable[[int], None]) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {part_name(name): name for name in self._archive.namelist()}
        self._tick = tick

    def holds(self, part: str) -> bool:
        """Say whether the archive holds a part."""
        return part.lower() in self._names

    def size(self, part: str) -> int:
        """Return the unpacked size of a part in bytes, 0 where it is missing."""
        name = self._names.get(part.lower())
        return self._archive.getinfo(name).file_size if name else 0

    def names(self) -> tuple[str, ...]:
        """Return the paths of all parts, in small letters."""
        return tuple(self._names)

    def parse(self, part: str, handlers: Handlers) -> None:
        """Parse a part as a stream.

        Raises:
            DamagedPartError: it is missing, holds a document type, or is no well-formed XML.
        """
        name = self._names.get(part.lower())
        if name is None:
            raise DamagedPartError(part)
        parser = _parser(handlers)
        for chunk in self._chunks(name):
            _feed(parser, handlers.pieces(chunk))
            self._tick(len(chunk))
        _feed(parser, handlers.pieces(b""))
        _feed(parser, (b"",), final=True)

    def _chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._archive.open(name) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except ARCHIVE_ERRORS as error:
            raise DamagedPartError(name) from error

    def relationships(self, part: str) -> Mapping[str, Relationship]:
        """Return what a part (or, for "", the archive) refers to inside it, by id."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relationship] = {}

        def start(element: str, attributes: Attributes) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                kind = attributes.get("Type", "").rpartition("/")[2]
                target = _joined(folder, attributes.get("Target", ""))
                found[attributes.get("Id", "")] = Relationship(kind, target)

        if self.holds(path):
            gather(self, path, start)
        return found


def local(name: str) -> str:
    """Return the name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def whole_number(digits: str | None) -> int | None:
    """Return the whole number that digits are, at most nine; None where they are none."""
    is_number = digits is not None and digits.isascii() and digits.isdigit() and len(digits) < 10
    return int(digits) if digits is not None and is_number else None


def boundaries(address: str) -> tuple[int, int, int, int]:
    """Return the first column and row and the last ones of a range, from 1.

    Raises:
        DamagedPartError: it is none.
    """
    from openpyxl.utils.cell import range_boundaries  # noqa: PLC0415  # loads slowly, rarely needed

    try:
        left, top, right, bottom = range_boundaries(address)
    except (ValueError, TypeError) as error:
        raise DamagedPartError(address) from error
    if left is None or top is None or right is None or bottom is None:
        raise DamagedPartError(address)
    return left, top, right, bottom


def _parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = handlers.start
    parser.EndElementHandler = handlers.end
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise DamagedPartError("document type")


def _feed(parser: expat.XMLParserType, pieces: Iterable[bytes], *, final: bool = False) -> None:
    for piece in pieces:
        try:
            parser.Parse(piece, final)
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise DamagedPartError(str(error)) from error


def _joined(folder: str, target: str) -> str:
    """Return the path of a target, which may be relative to the folder or to the archive."""
    path = unquote(target)
    whole = path if path.startswith("/") else posixpath.join(folder, path)
    return posixpath.normpath(whole).lstrip("/")


def _ignore(*_: object) -> None:
    pass


def gather(parts: Parts, part: str, start: Callable[[str, Attributes], None]) -> None:
    """Parse a part for its elements and their attributes only; names come without prefix.

    Raises:
        DamagedPartError: as `Parts.parse`.
    """
    parts.parse(part, Handlers(lambda name, has: start(local(name), has), _ignore, _ignore))


class _Texts:
    """Takes elements with the text in them; how words are pronounced is left out."""

    def __init__(
        self,
        elements: Collection[str],
        holders: Collection[str],
        take: Callable[[str, Attributes, str], None],
    ) -> None:
        self._elements, self._holders, self._take = elements, holders, take
        self._here: Attributes = {}
        self._pieces: list[str] = []
        self._is_text = self._is_phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        plain = local(name)
        if plain in self._elements:
            self._here = attributes
            self._pieces.clear()
        self._is_text = plain in self._holders and not self._is_phonetic
        self._is_phonetic = self._is_phonetic or plain == _PHONETIC

    def text(self, piece: str) -> None:
        if self._is_text:
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._is_text = False
        plain = local(name)
        if plain == _PHONETIC:
            self._is_phonetic = False
        elif plain in self._elements:
            self._take(plain, self._here, "".join(self._pieces))
            self._pieces.clear()


def gather_texts(
    parts: Parts,
    part: str,
    elements: Collection[str],
    holders: Collection[str],
    take: Callable[[str, Attributes, str], None],
) -> None:
    """Parse a part for some elements with the text in them; names come without prefix.

    Args:
        parts: the parts of the workbook.
        part: the path of the part.
        elements: the names of the elements.
        holders: the names of what holds text in them, or of themselves.
        take: given the name of each at its end, its attributes and its text.

    Raises:
        DamagedPartError: as `Parts.parse`.
    """
    reader = _Texts(elements, holders, take)
    parts.parse(part, Handlers(reader.start, reader.end, reader.text))
