"""A copy of a foreign workbook that openpyxl can open and write, and that asks nobody outside.

Excel opens archives whose parts are named with backslashes or in another case, and workbooks of
the kind "Strict Open XML"; our own reader does too. openpyxl does none of this. Other files and
programs are never asked by what we write.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from openpyxl import Workbook

from models.xlsx.guard import part_name

_STRICT = b"http://purl.oclc.org/ooxml/"
_USUAL = b"http://schemas.openxmlformats.org/"
_NAMESPACES = {
    b"spreadsheetml/main": b"spreadsheetml/2006/main",
    b"officeDocument/relationships/extendedProperties": b"officeDocument/2006/relationships/"
    b"extended-properties",
    b"officeDocument/relationships/customProperties": b"officeDocument/2006/relationships/"
    b"custom-properties",
    b"officeDocument/extendedProperties": b"officeDocument/2006/extended-properties",
    b"officeDocument/customProperties": b"officeDocument/2006/custom-properties",
    b"officeDocument/": b"officeDocument/2006/",
    b"drawingml/": b"drawingml/2006/",
}
"""What the two kinds of workbook call the same things; the longer beginnings come first."""
_FIXED = ("[Content_Types].xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml")
"""The parts that openpyxl looks for by their names."""
_TYPES = _FIXED[0].lower()
_FIXED_BY_SMALL = {name.lower(): name for name in _FIXED}
_PART_NAME = re.compile(rb'(PartName=")([^"]*)(")')
_TARGET = re.compile(rb'(<Relationship\b(?![^>]*TargetMode="External")[^>]*\bTarget=")([^"]*)(")')
_TEXTS = (".xml", ".rels", ".vml")


def usual_archive(content: bytes) -> bytes:
    """Return an archive that the guard let through as openpyxl can open it, unchanged if it can."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if not _is_strict(archive) and not _has_odd_names(archive):
            return content
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as usual:
            for name in archive.namelist():
                usual.writestr(_usual_name(name), _usual_text(name, archive.read(name)))
    return stream.getvalue()


def _is_strict(archive: zipfile.ZipFile) -> bool:
    books = (name for name in archive.namelist() if part_name(name).endswith("workbook.xml"))
    return any(_STRICT in archive.read(name) for name in books)


def _has_odd_names(archive: zipfile.ZipFile) -> bool:
    """Say whether parts are written with backslashes, or not as the others refer to them."""
    names = archive.namelist()
    known = {part_name(name): name for name in names}
    listed = [*_FIXED]
    for name in names:
        if part_name(name) == _TYPES:
            listed += [path.lstrip("/") for path in _paths(_PART_NAME, archive.read(name))]
    is_listed = all(known.get(part_name(path), path) == path for path in listed)
    return any("\\" in name for name in names) or not is_listed or _refers_oddly(archive)


def _refers_oddly(archive: zipfile.ZipFile) -> bool:
    """Say whether one part refers to another in another case; folders are left to the list."""
    lasts = {name.rpartition("/")[2] for name in archive.namelist()}
    small = {last.lower() for last in lasts}
    rels = (name for name in archive.namelist() if part_name(name).endswith(".rels"))
    targets = (path for name in rels for path in _paths(_TARGET, archive.read(name)))
    ends = (path.rpartition("/")[2] for path in targets)
    return any(last not in lasts and last.lower() in small for last in ends)


def _paths(pattern: re.Pattern[bytes], part: bytes) -> list[str]:
    return [match[2].decode("utf-8", "replace") for match in pattern.finditer(part)]


def _usual_name(name: str) -> str:
    return _FIXED_BY_SMALL.get(part_name(name), part_name(name))


def _usual_text(name: str, part: bytes) -> bytes:
    if not name.lower().endswith(_TEXTS):
        return part
    for strict, usual in _NAMESPACES.items():
        part = part.replace(_STRICT + strict, _USUAL + usual)
    pattern = _PART_NAME if part_name(name) == _TYPES else _TARGET
    return pattern.sub(_small, part)


def _small(match: re.Match[bytes]) -> bytes:
    """Write a path in small letters, or as it is written where it leads to a fixed name."""
    path = match[2].decode("utf-8", "replace")
    small = path.lower().lstrip("/")
    start = path[: len(path) - len(small)]
    return match[1] + (start + _FIXED_BY_SMALL.get(small, small)).encode() + match[3]


_TEXT_OR_NAME = re.compile(r'"[^"]*"')
_EXTERNAL = re.compile(
    r"(?<![\w\]])'?\[\d+\]"  # another workbook, by its number
    r"|'[^']*\[[^']*\][^']*'!"  # another workbook, by its name
    r"|\w\s*\|[^!]+!"  # another program (DDE)
    r"|\b(?:WEBSERVICE|RTD)\s*\(",
    re.IGNORECASE,
)


def asks_outside(formula: str) -> bool:
    """Say whether a formula asks another workbook, another program or the web."""
    return _EXTERNAL.search(_TEXT_OR_NAME.sub('""', formula)) is not None


def without_external(book: Workbook, with_values: Callable[[], Workbook]) -> None:
    """Put stored values in the place of formulas that ask outside; drop names and rules that do.

    Args:
        book: the workbook with its formulas; it is changed.
        with_values: opens the same workbook with the values that its formulas had.
    """
    _drop_names(book)
    for sheet in book.worksheets:
        _drop_rules(sheet)
    cells = list(_asking(book))
    if cells:
        values = with_values()
        for cell in cells:
            _set_value(cell, values[cell.parent.title][cell.coordinate])


def _asking(book: Any) -> Iterator[Any]:
    for sheet in book.worksheets:
        for cell in sheet._cells.values():  # those that exist, however far away
            if cell.data_type == "f" and asks_outside(_formula(cell.value)):
                yield cell


def _formula(value: Any) -> str:
    return str(getattr(value, "text", value) or "")


def _set_value(cell: Any, stored: Any) -> None:
    """Set a value as it was stored; where none was, the formula stays to be read as a text."""
    if stored.value is None:
        cell._value, cell.data_type = _formula(cell.value), "s"
    else:
        cell._value, cell.data_type = stored.value, stored.data_type


def _drop_names(book: Workbook) -> None:
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [n for n, defined in names.items() if asks_outside(defined.value or "")]:
            del names[name]


def _drop_rules(sheet: Any) -> None:
    """Drop the drop-downs that take their list from another workbook."""
    rules = sheet.data_validations.dataValidation
    rules[:] = [
        rule
        for rule in rules
        if not any(asks_outside(text or "") for text in (rule.formula1, rule.formula2))
    ]
