"""Who has a file open, from the notes that office programs leave beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_EXCEL_NAME = 55  # one byte for the length, 54 for the name in the old encoding
_COMMA = re.compile(r"(?<!\\),")


@dataclass(frozen=True)
class OpenNote:
    """The note beside a file that is open: its name, the program, and the user ("": unknown)."""

    name: str
    program: str
    user: str


def open_note(path: Path) -> OpenNote | None:
    """Return the note of the program that has the file open, None where there is none."""
    excel = path.with_name(f"~${path.name}")
    office = path.with_name(f".~lock.{path.name}#")
    if _is_there(excel):
        return OpenNote(excel.name, "Excel", _excel_user(_content(excel)))
    if _is_there(office):
        return OpenNote(office.name, "LibreOffice", _office_user(_content(office)))
    return None


def _is_there(note: Path) -> bool:
    try:
        return note.is_file()
    except OSError:
        return False


def _content(note: Path) -> bytes:
    """Return what the note says; a program may keep it to itself while it has the file."""
    try:
        with note.open("rb") as stream:
            return stream.read(4096)
    except OSError:
        return b""


def _excel_user(note: bytes) -> str:
    """Read the name that Excel writes twice, in the system's encoding and in UTF-16."""
    start = _EXCEL_NAME + 2
    length = 2 * int.from_bytes(note[_EXCEL_NAME:start], "little")
    if length and len(note) >= start + length:
        return _clean(note[start : start + length].decode("utf-16-le", "replace"))
    return _clean(note[1 : 1 + note[0]].decode("cp1252", "replace")) if note else ""


def _office_user(note: bytes) -> str:
    """Read the name in LibreOffice's settings, or else that of the account."""
    fields = _COMMA.split(note.decode("utf-8", "replace"))[:2]
    return next((name for name in map(_clean, fields) if name), "")


def _clean(name: str) -> str:
    return " ".join("".join(c if c.isprintable() else " " for c in name).replace("\\", "").split())
