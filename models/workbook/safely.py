"""Putting a new file in the place of an old one: either wholly, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from models.problems import RelaisError

_ELSEWHERE = "Choose another name or another folder; nothing was changed."
_CLOSE_IT = "Close it there and try again, or choose another name; nothing was changed."


def replace_safely(path: Path, content: bytes, check: Callable[[Path], None]) -> None:
    """Write a file whole: into a new file beside it, to the disk, checked, then in its place.

    `check` is given the new file before it takes the place of the old one, and raises
    RelaisError if it is not what it should be.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    target = path.resolve()
    if target.is_dir():
        raise RelaisError("There is a folder of this name.", path.name, _ELSEWHERE)
    if target.exists() and not os.access(target, os.W_OK):
        raise RelaisError("The file is write-protected.", path.name, _ELSEWHERE)
    temporary = target.with_name(f".relais-{secrets.token_hex(6)}.tmp")
    try:
        _write_new(temporary, content, path.name)
        check(temporary)
        _put_in_place(temporary, target, path.name)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_new(temporary: Path, content: bytes, name: str) -> None:
    try:
        with temporary.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except FileNotFoundError as error:
        raise RelaisError("The folder does not exist.", name, _ELSEWHERE) from error
    except OSError as error:
        what = f"The file cannot be written in this folder ({error.strerror})."
        raise RelaisError(what, name, _ELSEWHERE) from error


def _put_in_place(temporary: Path, target: Path, name: str) -> None:
    try:
        if target.exists():
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except PermissionError as error:
        user = _opened_by(target)
        what = "The file is open in another program" + (f", by {user}." if user else ".")
        raise RelaisError(what, name, _CLOSE_IT) from error
    except OSError as error:
        what = f"The file cannot be replaced ({error.strerror})."
        raise RelaisError(what, name, _ELSEWHERE) from error
    _flush_folder(target.parent)


def _opened_by(target: Path) -> str:
    """Return who has the file open, from the notes that office programs leave beside it."""
    with contextlib.suppress(OSError, IndexError):
        note = target.with_name(f"~${target.name}").read_bytes()
        return note[1 : 1 + note[0]].decode("utf-8", "replace").strip("\0 ")
    with contextlib.suppress(OSError, IndexError):
        note = target.with_name(f".~lock.{target.name}#").read_bytes()
        return note.decode("utf-8", "replace").split(",")[1].strip()
    return ""


def _flush_folder(folder: Path) -> None:
    """Flush the new name to the disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
