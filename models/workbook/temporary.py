"""New files beside the one they will replace, and what is left of them after a crash.

A file that is being written is locked, where the system can. The lock goes with the process,
however it ends, so the next write into the folder knows what nobody writes any more.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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
