"""Archives of workbooks, changed part by part."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from tests.models.workbook.small_case import small, write


def archive(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return stream.getvalue()


def valid(tmp_path: Path) -> bytes:
    return write(small(), tmp_path / "valid.xlsx").read_bytes()


def with_part(content: bytes, name: str, new: bytes) -> bytes:
    """Return the archive with one part replaced or added."""
    return archive(**{**parts_of(content), name: new})


def without_part(content: bytes, name: str) -> bytes:
    return archive(**{part: new for part, new in parts_of(content).items() if part != name})


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as old:
        return {part: old.read(part) for part in old.namelist()}


def part(content: bytes, name: str) -> bytes:
    return parts_of(content)[name]


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """Return the archive in which a part says something else in one place."""
    whole = part(content, name)
    assert whole.count(old) == 1
    return with_part(content, name, whole.replace(old, new))
