"""Putting a new file in the place of an old one: either wholly, or not at all.

A file that is being written is locked, where the system can. The lock goes with the process,
however it ends, so the next write into the folder knows what nobody writes any more.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import gettempdir

from models.problems import RelaisError
from models.words.text import Argument, Quoted, joined, text

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
    excel = path.with_name(f"~${path.name}")  # D73
    office = path.with_name(f".~lock.{path.name}#")
    if os.path.isfile(excel):  # says no where Path.is_file raises
        return OpenNote(excel.name, "Excel", _excel_user(_content(excel)))
    if os.path.isfile(office):
        return OpenNote(office.name, "LibreOffice", _office_user(_content(office)))
    return None


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


if sys.platform != "win32":
    import fcntl

_NAME = re.compile(r"\.relais-[0-9a-f]{12}\.tmp")
_ABANDONED_AFTER = 3600.0  # seconds, where locks say nothing


@contextmanager
def written_in(folder: Path, content: bytes) -> Iterator[Path]:
    """Write a new file, to the disk; give its path, and remove it at the end if it is there still.

    Raises:
        OSError: the folder takes no new files, or not all of it.
    """
    handle, path = _locked_file(folder)
    with contextlib.ExitStack() as stack:
        stack.callback(_remove, path)
        stream = stack.enter_context(os.fdopen(handle, "wb"))
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
        if sys.platform == "win32":  # what is open there cannot take another's place
            stream.close()
        yield path


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)


def _locked_file(folder: Path) -> tuple[int, Path]:
    how = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    while True:
        path = folder / f".relais-{secrets.token_hex(6)}.tmp"
        handle = os.open(path, how, 0o666)
        if _locks(handle) is not False and path.exists():
            return handle, path
        os.close(handle)  # another write took it for abandoned before it was locked


def _locks(handle: int) -> bool | None:
    """Lock a file and say whether it was free; None where the system has no locks."""
    if sys.platform == "win32":
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        return None
    return True


def remove_abandoned(folder: Path) -> None:
    """Remove the files that writes left behind when they were killed."""
    with contextlib.suppress(OSError):
        for path in sorted(folder.iterdir()):
            if _NAME.fullmatch(path.name):
                with contextlib.suppress(OSError):
                    _remove_if_abandoned(path)


def _remove_if_abandoned(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        free = _locks(handle)
        old = time.time() - os.fstat(handle).st_mtime > _ABANDONED_AFTER
        if free and path.is_file():
            path.unlink()
            return
    finally:
        os.close(handle)
    if free is None and old:
        path.unlink()


_ELSEWHERE = text("Choose another name or another folder; nothing was changed.")
_FOLDER = text("Choose another folder; nothing was changed.")
_ROOM = text("Make room or choose another folder; nothing was changed.")
_NOT_YOURS = text("You may not write in this folder.")
_NO_FOLDER = (errno.ENOENT, errno.ENOTDIR)
"""What the system says of a folder that is not there, and of one such as /proc that takes none."""
_REASONS = {
    errno.EACCES: (_NOT_YOURS, _FOLDER),
    errno.EPERM: (_NOT_YOURS, _FOLDER),
    errno.EROFS: (text("The folder is read-only."), _FOLDER),
    errno.ENOSPC: (text("The disk is full."), _ROOM),
    errno.EDQUOT: (text("Your share of the disk is used up."), _ROOM),
    errno.ENAMETOOLONG: (
        text("The name is too long."),
        text("Choose a shorter name; nothing was changed."),
    ),
}
_PAUSES = (0.1, 0.3, 0.6)
"""Seconds between tries: a virus scanner may look at the new file for a moment."""


def replace_safely(path: Path, content: bytes, check: Callable[[Path], None]) -> None:
    """Write a file whole: into a new file beside it, to the disk, checked, then in its place.

    A link stays a link: the file that it leads to is replaced. What an earlier write left in the
    folder when it was killed is removed. If the new file is good and cannot take the place of the
    old one, it is kept under a name that the error tells.

    Args:
        path: the file to write.
        content: all of it.
        check: is given the new file before it takes the place of the old one, and raises
            RelaisError if it is not what it should be.

    Raises:
        RelaisError: the file cannot be written; the old one is as it was.
    """
    target = _target(path)
    try:
        remove_abandoned(target.parent)
        with written_in(target.parent, content) as new:
            if new.read_bytes() != content:
                what = text("What was written does not read back; the disk may be failing.")
                raise RelaisError(what, path.name, _ELSEWHERE)
            check(new)
            _put_in_place(new, target, path.name)
    except OSError as error:
        raise _not_written(error, path.name, target.parent) from error


def _target(path: Path) -> Path:
    """Return the file itself, behind any links, if it may be replaced."""
    try:
        target = path.resolve()
        if target.is_dir():
            raise RelaisError(text("There is a folder of this name."), path.name, _ELSEWHERE)
        is_there = target.exists()
    except (RuntimeError, ValueError) as error:  # links that lead to each other, a blank byte
        what = text("No file can be reached by this name.")
        raise RelaisError(what, path.name, _ELSEWHERE) from error
    except OSError as error:
        raise _not_written(error, path.name, path.parent) from error
    if is_there and not target.is_file():
        what = text("This is no ordinary file but a part of the system.")
        raise RelaisError(what, path.name, _ELSEWHERE)
    return target


def refuse_hindered(path: Path) -> None:
    """Refuse a file that could not be replaced now, before any long work is done for it.

    Raises:
        RelaisError: it is a folder, open in another program, or write-protected, or its folder is.
    """
    target = _target(path)
    if what := _hindrance(target):
        raise RelaisError(what, path.name, joined(_way_out(target), text("Nothing was changed.")))
    if not _may_write(target.parent):
        barred = PermissionError(errno.EACCES, "not yours")
        raise _not_written(barred, path.name, target.parent)


def _hindrance(target: Path) -> Argument:
    """Say why a file that is there may not be replaced, "" where it may."""
    if not target.exists():
        return ""
    if open_note(target) is not None:
        return _is_open(target)
    return "" if _may_write(target) else text("The file is write-protected.")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _is_open(target: Path) -> Argument:
    note = open_note(target)
    if note is None:
        return text("The file is open in another program.")
    if not note.user:
        return text("The file is open in {program}.", program=note.program)
    return text("The file is open in {program}, by {user}.", program=note.program, user=note.user)


def _way_out(target: Path) -> Argument:
    note, other = open_note(target), Quoted(_free_name(target, "-copy").name)
    if note is None:
        return text(
            "Close it in other programs, allow changes to it, or choose another name, such as "
            "{name}.",
            name=other,
        )
    return text(
        "Close it there and try again, delete {note} if nobody has it open any more, or choose "
        "another name, such as {name}.",
        note=Quoted(note.name),
        name=other,
    )


def _free_name(target: Path, ending: str) -> Path:
    endings = (ending if n == 1 else f"{ending}-{n}" for n in count(1))
    names = (target.with_name(f"{target.stem}{end}{target.suffix}") for end in endings)
    return next(name for name in names if not os.path.lexists(name))


def _not_written(error: OSError, name: str, folder: Path) -> RelaisError:
    if error.errno in _NO_FOLDER:
        if os.path.isdir(folder):  # says no where Path.is_dir raises
            return RelaisError(text("The folder takes no new files."), name, _FOLDER)
        return RelaisError(text("The folder does not exist."), name, _ELSEWHERE)
    why = error.strerror or str(error)
    reason = text("The file cannot be written in this folder ({reason}).", reason=why)
    what, mend = _REASONS.get(error.errno or 0, (reason, _ELSEWHERE))
    return RelaisError(what, name, mend)


def _put_in_place(new: Path, target: Path, name: str) -> None:
    if what := _hindrance(target):
        raise _kept(what, new, target, name)
    try:
        if target.exists():
            with contextlib.suppress(OSError):  # not every disk knows who may do what
                shutil.copymode(target, new)
        _replace(new, target)
    except PermissionError as error:
        raise _kept(_is_open(target), new, target, name) from error
    except OSError as error:
        why = error.strerror or str(error)
        what = text("The file cannot be replaced ({reason}).", reason=why)
        raise _kept(what, new, target, name) from error
    _flush_folder(target.parent)


def _replace(new: Path, target: Path) -> None:
    """Replace; what is in the way for a moment only, is waited for."""
    for pause in _PAUSES:
        try:
            os.replace(new, target)
            return
        except PermissionError:
            time.sleep(pause)
    os.replace(new, target)


def _kept(what: Argument, new: Path, target: Path, name: str) -> RelaisError:
    """Keep the new file, which is good, and return the error that says where."""
    way_out = _way_out(target)
    kept = _keep(new, target)
    saved = text(
        "The old file is as it was, and the new one was kept as {name}.", name=Quoted(kept)
    )
    return RelaisError(what, name, joined(way_out, saved))


def _keep(new: Path, target: Path) -> str:
    """Give the new file a name of its own; one that is held by a scanner is copied."""
    beside = _free_name(target, "-new")
    moves: tuple[Callable[[Path, Path], object], ...] = (os.rename, shutil.copyfile)
    for move in moves:
        with contextlib.suppress(OSError):
            move(new, beside)
            return beside.name
    away = _free_name(Path(gettempdir()) / target.name, "-new")
    shutil.copyfile(new, away)
    return str(away)


def _flush_folder(folder: Path) -> None:
    """Flush the new name to the disk, where the system lets folders be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
