"""What the sheets of a workbook share: its texts, which of its styles show dates or units."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from models.xlsx.parts import (
    Attributes,
    DamagedPartError,
    Parts,
    gather,
    gather_texts,
    whole_number,
)

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<digits>[0#?][0#?.,]*)|(?P<other>.)",
    re.DOTALL,
)
_NOTHING = re.compile(r"[-+()/: .,]*")
_GENERAL = re.compile(r"general|standard|@", re.IGNORECASE)
FIRST_OWN = 164
"""Formats of lower numbers are built in: which currency they show depends on the computer."""


@dataclass(frozen=True)
class ShownUnit:
    """What one section of a number format writes beside a figure.

    Attributes:
        text: all that it writes.
        divisor: what it divides the figure by.
        symbol: the currency that it says stands there, "" where it says none.
    """

    text: str
    divisor: float
    symbol: str = ""


def shown_units(code: str) -> tuple[ShownUnit, ...]:
    """Return what each section of a number format writes beside a figure, where it does."""
    found = (_unit_in(section) for section in _sections(code))
    return tuple(unit for unit in found if not _NOTHING.fullmatch(unit.text))


def _sections(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(_GENERAL.sub("0", code)):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return [section for section in sections if any(token["digits"] for token in section)]


def _unit_in(section: list[re.Match[str]]) -> ShownUnit:
    texts = (
        token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
        for token in section
        if token["other"] != "%"  # it multiplies what is shown, as a written one does not
    )
    digits = "".join(token["digits"] or "" for token in section)
    text = " ".join("".join(texts).split())
    symbol = "".join(token["currency"] or "" for token in section).strip()
    return ShownUnit(text, 1000.0 ** _scaling_commas(digits), symbol)


def _scaling_commas(digits: str) -> int:
    """Return how many commas stand behind the last digit, where each divides by a thousand."""
    before, _, after = digits.partition(".")
    return sum(len(part) - len(part.rstrip(",")) for part in (before, after))


LONGEST_TEXT = 32_767
"""The most characters a cell can hold."""

WINDOWS_EPOCH, MAC_EPOCH = datetime(1899, 12, 30), datetime(1904, 1, 1)
"""The days that dates are counted from; 1904 is chosen in old workbooks of the Mac."""

_OF_NUMBERS = frozenset({*range(14), *range(37, 45), 48, 49})
"""The built-in formats of numbers and texts (ECMA-376, 18.8.30)."""
_OF_DATES = re.compile("[dmhys]", re.IGNORECASE)
"""What stands in every format of dates or durations, and rarely in others."""
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_MARK = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")


@dataclass(frozen=True)
class SharedContent:
    """What cells refer to.

    Attributes:
        texts: the shared texts, by their number.
        moments: the styles (their numbers as texts) that show numbers as dates; True where they
            show a duration.
        epoch: the day that a date is counted from.
        units: the number formats, by style, that write something beside a figure.
    """

    texts: Sequence[str]
    moments: Mapping[str, bool]
    epoch: datetime
    units: Mapping[str, str] = field(default_factory=dict)


def read_shared(parts: Parts, workbook: str, *, from_1904: bool) -> SharedContent:
    """Read the texts and the styles that a workbook refers to; either may be missing.

    Raises:
        DamagedPartError: one of them cannot be read.
    """
    paths = {r.kind: r.target for r in parts.relationships(workbook).values()}
    texts = _texts(parts, paths["sharedStrings"]) if "sharedStrings" in paths else []
    styles = _StyleReader()
    if "styles" in paths:
        gather(parts, paths["styles"], styles.start)
    moments = _moments(styles)
    units = _units(styles, moments)
    return SharedContent(texts, moments, MAC_EPOCH if from_1904 else WINDOWS_EPOCH, units)


def unescaped(text: str) -> str:
    """Return a text with the characters that a workbook writes as _x000D_."""
    return _ESCAPED.sub(_character, text) if "_x" in text else text


def escaped(text: str) -> str:
    """Return a text as a workbook writes it, where it holds what would read as a character."""
    return _CONTROL.sub(_mark, _MARK.sub("_x005F_", text))


def is_like_a_mark(text: str) -> bool:
    """Say whether a text holds what a workbook would read as a character, such as _x000D_."""
    return "_x" in text and _ESCAPED.search(text) is not None


def _mark(match: re.Match[str]) -> str:
    return f"_x{ord(match[0]):04X}_"


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code <= 0xDFFF else chr(code)


def _texts(parts: Parts, part: str) -> list[str]:
    texts: list[str] = []
    gather_texts(parts, part, ("si",), ("t",), lambda _, __, text: texts.append(unescaped(text)))
    return texts


def _units(reader: _StyleReader, moments: Mapping[str, bool]) -> dict[str, str]:
    """Return the formats that show a unit; built-in ones are those of the computer."""
    own = {number for number in reader.formats if number >= FIRST_OWN}
    shown = {number for number in own if shown_units(reader.formats[number])}
    return {
        str(style): reader.formats[number]
        for style, number in enumerate(reader.used)
        if number in shown and str(style) not in moments
    }


def _moments(reader: _StyleReader) -> dict[str, bool]:
    styles = [
        (str(style), number)
        for style, number in enumerate(reader.used)
        if number not in _OF_NUMBERS or number in reader.formats
    ]
    if not any(_may_be_of_dates(reader.formats.get(number)) for _, number in styles):
        return {}
    # Loads the whole of openpyxl, which takes a while; few workbooks show dates.
    from openpyxl.styles.numbers import (  # noqa: PLC0415
        BUILTIN_FORMATS,
        is_date_format,
        is_timedelta_format,
    )

    formats = {**BUILTIN_FORMATS, **reader.formats}
    codes = [(style, formats.get(number, "")) for style, number in styles]
    return {
        style: bool(is_timedelta_format(code))
        for style, code in codes
        if code and is_date_format(code)
    }


def _may_be_of_dates(code: str | None) -> bool:
    """Say whether a format may be one of dates; None is a built-in one that is not of numbers."""
    return code is None or _OF_DATES.search(code) is not None


class _StyleReader:
    """Collects the number formats, and which of them each style of a cell uses."""

    def __init__(self) -> None:
        self.formats: dict[int, str] = {}
        self.used: list[int] = []
        self._list = ""

    def start(self, name: str, attributes: Attributes) -> None:
        if name in ("cellXfs", "cellStyleXfs", "dxfs"):
            self._list = name
        elif name == "numFmt" and self._list != "dxfs":
            self.formats[_format_number(attributes.get("numFmtId"))] = attributes.get(
                "formatCode", ""
            )
        elif name == "xf" and self._list == "cellXfs":
            self.used.append(_format_number(attributes.get("numFmtId", "0")))


def _format_number(digits: str | None) -> int:
    number = whole_number(digits)
    if number is None:
        raise DamagedPartError("number of a format")
    return number
