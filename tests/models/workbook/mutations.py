"""Workbooks broken at random, the same ones for the same number."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Sequence

Parts = dict[str, bytes]
_ODD_VALUES = (
    *(b"", b"-1", b"0", b"99999999999999999999", b"NaN", b"1e999", b"\xff\xfe", b"&#0;", b"&x;"),
    *(b"#REF!", b"XFD1048576", b"A0", b"\xed\xa0\x80", b"<v>", b"]]>", b"1_0", b"2024-13-45"),
    *("١٢".encode(), "\u2028".encode(), b"true", b"e", b"s", b"inlineStr", b"9" * 5000),
)


def broken(whole: Sequence[bytes], number: int) -> bytes:
    """Return one of the workbooks, broken in one to four ways."""
    dice = random.Random(number)
    content = dice.choice(whole)
    if dice.random() < 0.25:
        return _with_broken_bytes(content, dice)
    parts = _parts(content)
    for _ in range(dice.randint(1, 4)):
        dice.choice(_WAYS)(parts, dice)
    return _archive(parts, dice)


def _parts(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _archive(parts: Parts, dice: random.Random) -> bytes:
    """Pack the parts with the first date a ZIP file knows: the clock would be in the bytes."""
    stream = io.BytesIO()
    how = dice.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    with zipfile.ZipFile(stream, "w", how) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return stream.getvalue()


def _with_broken_bytes(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 1, 3, 30))):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    start, end = sorted((dice.randrange(len(changed)), dice.randrange(len(changed))))
    way = dice.randrange(4)
    if way == 0:
        return bytes(changed[:end])
    if way == 1:
        return bytes(changed[:start] + changed[end:])
    return bytes(changed)


def _some_part(parts: Parts, dice: random.Random) -> str:
    """Choose a part, most often one that is read."""
    names = sorted(parts)
    read = [name for name in names if "sheet" in name or "workbook" in name or "style" in name]
    return dice.choice(read if read and dice.random() < 0.8 else names or [""])


def _without_part(parts: Parts, dice: random.Random) -> None:
    parts.pop(_some_part(parts, dice), None)


def _exchanged_parts(parts: Parts, dice: random.Random) -> None:
    one, other = _some_part(parts, dice), _some_part(parts, dice)
    if one in parts and other in parts:
        parts[one], parts[other] = parts[other], parts[one]


def _flipped_byte(parts: Parts, dice: random.Random) -> None:
    name = _some_part(parts, dice)
    content = bytearray(parts.get(name, b""))
    if content:
        content[dice.randrange(len(content))] = dice.randrange(256)
        parts[name] = bytes(content)


def _cut_part(parts: Parts, dice: random.Random) -> None:
    name = _some_part(parts, dice)
    content = parts.get(name, b"")
    parts[name] = content[: dice.randrange(len(content) + 1)]


def _odd_value(parts: Parts, dice: random.Random) -> None:
    """Put something else between two marks of the XML, or between two quotes."""
    name = _some_part(parts, dice)
    content = parts.get(name, b"")
    opening, closing = dice.choice(((b">", b"<"), (b'"', b'"')))
    start = content.find(opening, dice.randrange(len(content) + 1)) + 1
    end = content.find(closing, start)
    if start and end >= start:
        parts[name] = content[:start] + dice.choice(_ODD_VALUES) + content[end:]


def _repeated_piece(parts: Parts, dice: random.Random) -> None:
    """Repeat an element, a few times or very often."""
    name = _some_part(parts, dice)
    content = parts.get(name, b"")
    start = content.find(b"<", dice.randrange(len(content) + 1))
    end = content.find(b"><", start) + 1
    if 0 <= start < end:
        piece = content[start:end] * dice.choice((1, 2, 100, 20_000))
        parts[name] = content[:end] + piece[:2_000_000] + content[end:]


def _other_encoding(parts: Parts, dice: random.Random) -> None:
    name = _some_part(parts, dice)
    encoding = dice.choice(("utf-16", "utf-32", "cp037", "utf-7", "utf-8-sig"))
    parts[name] = parts.get(name, b"").decode("utf-8", "replace").encode(encoding, "replace")


_WAYS: tuple[Callable[[Parts, random.Random], None], ...] = (
    _without_part,
    _exchanged_parts,
    _flipped_byte,
    _cut_part,
    _odd_value,
    _odd_value,
    _odd_value,
    _repeated_piece,
    _other_encoding,
)
