"""The guard: what a file must be, and how large it may be, before anything of it is parsed.

Every function raises RelaisError, with one message, when the file is not what it should be.
"""

from __future__ import annotations

import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.problems import RelaisError
from models.words.text import Argument, text

MB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """The largest workbook that is read, and whether a project without its seal is.

    Sizes are in bytes.
    """

    file_size: int = 50 * MB
    unpacked_size: int = 600 * MB
    part_size: int = 300 * MB
    ratio: int = 150
    ratio_counts_above: int = 20 * MB
    parts: int = 2000
    sheets: int = 64
    columns: int = 300
    rows: int = 200_000
    cells: int = 30_000_000
    """Cells and rows of a sheet, blank ones too."""
    unsealed: bool = False
    """Whether a project file is read that another program may have altered."""


USUAL_LIMITS = Limits()
LARGE_LIMITS = Limits(
    file_size=500 * MB,
    unpacked_size=2000 * MB,
    part_size=1500 * MB,
    rows=1_000_000,
    cells=150_000_000,
)
"""For what the program itself wrote, and for whoever asks for it."""


_SAVE_AS_XLSX = text("Open it in Excel or LibreOffice and save it as .xlsx.")
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)")
_ENCODING = re.compile(rb"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']""")
_ENCODINGS = (b"utf-8", b"utf-16", b"utf-16le", b"utf-16be", b"us-ascii", b"ascii", b"iso-8859-1")
_CONTENT_TYPES = b"[Content_Types].xml"
_NO_TEXT = re.compile(rb"[\x01-\x08\x0e-\x1f]")
_XML = (".xml", ".rels", ".vml")
_COPY = text("Copy the tables into a new workbook and save it.")
_CHUNK = 1 * MB

ARCHIVE_ERRORS = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(EOFError, OSError, ValueError, NotImplementedError, RuntimeError),
)
"""What opening or unpacking a damaged archive can raise: NotImplementedError where damage makes a
part look packed in a way that zipfile does not know."""

_OVERLAP = 64


def guarded_bytes(
    path: Path, limits: Limits = USUAL_LIMITS, tick: Callable[[], None] = lambda: None
) -> bytes:
    """Return the bytes of a file that is safe to parse as a workbook.

    `tick` is called again and again; what it raises ends the reading.

    Raises:
        RelaisError: the file cannot be read, is no .xlsx workbook, or is past a limit.
    """
    content = _bytes_of(path, limits)
    _refuse_other_kinds(content, path.name)
    with _archive(content, path.name) as archive:
        _refuse_large(archive, path.name, limits)
        _refuse_other_archives(archive, path.name)
        _refuse_damaged(archive, path.name, tick)
    return content


def part_name(name: str) -> str:
    """Return the name of a part as a workbook means it: with slashes, in small letters."""
    return name.replace("\\", "/").lower()


def _bytes_of(path: Path, limits: Limits) -> bytes:
    try:
        if path.is_dir():
            what, mend = text("This is a folder."), text("Choose a workbook (.xlsx).")
            raise RelaisError(what, path.name, mend)
        if path.stat().st_size > limits.file_size:
            what = text("The file is larger than {size} MB.", size=limits.file_size // MB)
            mend = text("Remove sheets and pictures that are not needed.")
            raise RelaisError(what, path.name, mend)
        content = path.read_bytes()
    except FileNotFoundError:
        what, mend = text("There is no such file."), text("Check its name and folder.")
        raise RelaisError(what, path.name, mend) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        what = text("The file cannot be read ({reason}).", reason=reason)
        mend = text("Close it in other programs and check that you may read it.")
        raise RelaisError(what, path.name, mend) from error
    return content


def _refuse_other_kinds(content: bytes, name: str) -> None:
    if not content:
        mend = text("Ask for it again or choose another file.")
        raise RelaisError(text("The file is empty."), name, mend)
    if content.startswith(_OLE) and _ENCRYPTED in content:
        mend = text(
            "Remove the password in Excel (File, Info, Protect Workbook) and save it again."
        )
        raise RelaisError(text("The workbook is protected by a password."), name, mend)
    if content.startswith(b"PK"):
        return
    if _CONTENT_TYPES in content and not content.startswith(_OLE):
        raise _damaged(name)
    raise RelaisError(_other_kind(content), name, _SAVE_AS_XLSX)


def _other_kind(content: bytes) -> Argument:
    if content.startswith(_OLE):
        return text("This is a workbook of the old kind (.xls).")
    start = content[:2000].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head")):
        return text("This is a web page (HTML), not a workbook.")
    if start.startswith(b"<"):
        return text("This is an XML file, not an .xlsx workbook.")
    if start.startswith(b"%pdf"):
        return text("This is a PDF, not a workbook.")
    if not _NO_TEXT.search(start) and any(mark in start for mark in (b",", b";", b"\t")):
        return text("This is a text file (CSV), not a workbook.")
    return text("This is not an .xlsx workbook.")


def _archive(content: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except ARCHIVE_ERRORS as error:
        raise _damaged(name) from error


def _damaged(name: str) -> RelaisError:
    what = text("The workbook is damaged and cannot be read.")
    mend = text("Ask for it again, or open it in Excel and save it anew.")
    return RelaisError(what, name, mend)


def _refuse_large(archive: zipfile.ZipFile, name: str, limits: Limits) -> None:
    parts = archive.infolist()
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > limits.parts:
        what = text("The workbook has more than {most} parts.", most=limits.parts)
    elif unpacked > limits.unpacked_size:
        size = limits.unpacked_size // MB
        what = text("The workbook unpacks to more than {size} MB.", size=size)
    elif unpacked > limits.ratio_counts_above and unpacked > limits.ratio * max(packed, 1):
        what = text("The workbook unpacks to far more than its size.")
    elif any(part.file_size > limits.part_size for part in parts):
        size = limits.part_size // MB
        what = text("A part of the workbook unpacks to more than {size} MB.", size=size)
    else:
        return
    raise RelaisError(what, name, _COPY)


def _refuse_other_archives(archive: zipfile.ZipFile, name: str) -> None:
    parts = {part_name(part) for part in archive.namelist()}
    if len(parts) < len(archive.namelist()):
        raise _damaged(name)  # two parts of one name: programs differ on which of them counts
    if any(part.startswith("/") or ".." in part.split("/") for part in parts):
        raise _damaged(name)
    if any(part.flag_bits & 1 for part in archive.infolist()):
        mend = text("Save the workbook without it.")
        raise RelaisError(text("The archive has a password."), name, mend)
    others = {
        text("This is a binary workbook (.xlsb)."): "xl/workbook.bin" in parts,
        text("This is an OpenDocument file (.ods)."): {"content.xml", "mimetype"} <= parts,
        text("This is an archive, not an .xlsx workbook."): "[content_types].xml" not in parts,
        text("This is an Office file, but no workbook."): not any(
            p.startswith("xl/") for p in parts
        ),
    }
    for what in (what for what, is_it in others.items() if is_it):
        raise RelaisError(what, name, _SAVE_AS_XLSX)


def _refuse_damaged(archive: zipfile.ZipFile, name: str, tick: Callable[[], None]) -> None:
    """Read every part once, for its checksum, its declarations and its encoding."""
    for part in archive.infolist():
        is_xml = part.filename.lower().endswith(_XML)
        for position, chunk in enumerate(_chunks(archive, part, name)):
            tick()
            if is_xml and _DTD.search(chunk):
                what = text("The workbook holds declarations (DTD) that no workbook needs.")
                raise RelaisError(what, name, _COPY)
            if is_xml and position == 0 and _is_oddly_encoded(chunk):
                what = text(
                    "A part of the workbook is written in an encoding that no workbook has."
                )
                raise RelaisError(what, name, _COPY)


def _is_oddly_encoded(start: bytes) -> bool:
    """Say whether a part names an encoding in which a declaration could not be seen."""
    match = _ENCODING.match(start.lstrip(b"\xef\xbb\xbf\xfe\xff \t\r\n"))
    return match is not None and match[1].lower() not in _ENCODINGS


def _chunks(archive: zipfile.ZipFile, part: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield the part piece by piece, overlapping, its 16-bit texts as 8-bit ones."""
    kept = b""
    try:
        with archive.open(part) as stream:
            while piece := stream.read(_CHUNK):
                chunk = kept + piece.replace(b"\0", b"")
                yield chunk
                kept = chunk[-_OVERLAP:]
    except ARCHIVE_ERRORS as error:
        raise _damaged(name) from error
