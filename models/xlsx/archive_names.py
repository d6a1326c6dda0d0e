"""The names of an archive's parts as a workbook means them, and a copy that openpyxl can open.

Excel opens archives whose parts are named with backslashes or in another case, and workbooks of
the kind "Strict Open XML"; our own reader does too. openpyxl does none of this.
"""

from __future__ import annotations

import io
import re
import zipfile

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
_PART_NAME = re.compile(rb'(PartName=")([^"]*)(")')
_TARGET = re.compile(rb'(<Relationship\b(?![^>]*TargetMode="External")[^>]*\bTarget=")([^"]*)(")')
_TEXTS = (".xml", ".rels", ".vml")


def part_name(name: str) -> str:
    """Return the name of a part as a workbook means it: with slashes, in small letters."""
    return name.replace("\\", "/").lower()


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
    small = part_name(name)
    return next((fixed for fixed in _FIXED if fixed.lower() == small), small)


def _usual_text(name: str, part: bytes) -> bytes:
    if not name.lower().endswith(_TEXTS):
        return part
    for strict, usual in _NAMESPACES.items():
        part = part.replace(_STRICT + strict, _USUAL + usual)
    pattern = _PART_NAME if part_name(name) == _TYPES else _TARGET
    return pattern.sub(_small, part)


def _small(match: re.Match[bytes]) -> bytes:
    path = match[2].decode("utf-8", "replace")
    return match[1] + (_fixed_in(path) or path.lower()).encode() + match[3]


def _fixed_in(path: str) -> str:
    """Return a path that leads to one of the fixed names as it is written, "" elsewhere."""
    small = path.lower().lstrip("/")
    fixed = next((fixed for fixed in _FIXED if fixed.lower() == small), "")
    return path[: len(path) - len(small)] + fixed if fixed else ""
