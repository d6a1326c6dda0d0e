"""Reading and writing project files: the image of an SQLite database with a seal behind it.

The seal is a hash of the image, so that no figure is ever read from a file with a damaged byte.
SQLite takes no notice of it. The file is read whole and written whole, never opened in place,
since a live database on a network drive can lock or break.
"""

from __future__ import annotations

import hashlib
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from secrets import token_hex
from sqlite3 import Connection

from models.problems import RelaisError, UnsealedError
from models.project import MAGIC
from models.project.project import Project
from models.project.schema import (
    APPLICATION_ID,
    VERSION,
    application_of,
    bring_up_to_date,
    other_than_ours,
    row_counts,
    version_of,
)
from models.project.stored_project import put_project, stored_project
from models.project.values import MB, MOST_BYTES, MOST_ROWS, TooLargeError
from models.words.text import Argument, Number, text
from models.workbook.safe_writing import replace_safely

_SEAL = b"relais-seal:"
_SEAL_LENGTH = len(_SEAL) + hashlib.sha256().digest_size
_JOURNAL_BYTES = slice(18, 20)
_ORDINARY = b"\1\1"
"""Says in the head of a database that it is whole without a journal beside it."""
_LIMITS = {
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 2_000,
    sqlite3.SQLITE_LIMIT_COLUMN: 20,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 20,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
    sqlite3.SQLITE_LIMIT_TRIGGER_DEPTH: 1,
    sqlite3.SQLITE_LIMIT_WORKER_THREADS: 0,
}
"""Far above what our own tables need."""
_STEPS_TO_LOOK = 100_000
"""How many steps SQLite may take to read which tables there are; ours take some two hundred."""
_DAMAGE = (
    sqlite3.Error,
    zlib.error,
    ValueError,
    KeyError,
    AttributeError,
    TypeError,
    IndexError,
    OverflowError,
    RecursionError,
)

_ANOTHER_COPY = text("Use a copy that Relais saved.")


def image_of(project: Project) -> bytes:
    """Return the file of a project."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        bring_up_to_date(connection)
        with connection:
            connection.execute("BEGIN")
            put_project(connection, project)
        return sealed(connection)


def sealed(connection: Connection) -> bytes:
    """Return an open database as the bytes of a project file."""
    image = bytearray(connection.serialize())
    image[_JOURNAL_BYTES] = _ORDINARY
    return bytes(image) + _SEAL + hashlib.sha256(image).digest()


def project_of(content: bytes, name: str, *, unsealed: bool = False) -> Project:
    """Return the project that the bytes of a file hold.

    Args:
        content: the bytes.
        name: what the file is called.
        unsealed: whether a file without its seal is read too.

    Raises:
        UnsealedError: the seal is missing, and that was not allowed.
        RelaisError: they are no project file, one of a newer program, too large, or damaged.
    """
    with _opened(content, name) as connection:
        if not (unsealed or _has_seal(content)):
            what = text(
                "The seal of this project file is missing: another program may have altered it."
            )
            mend = text("Use a copy that Relais saved, or give --unsealed to take it as it is.")
            raise UnsealedError(what, name, mend)
        bring_up_to_date(connection)
        return stored_project(connection)


def refuse_unsound(content: bytes, name: str) -> None:
    """Make sure that the bytes are a whole project file, without reading its cells.

    Raises:
        RelaisError: they are not.
    """
    with _opened(content, name):
        pass


@contextmanager
def _opened(content: bytes, name: str) -> Iterator[Connection]:
    if not content.startswith(MAGIC):
        what = text("This is no project of Relais.") if content else text("The file is empty.")
        mend = text("Choose a file that Relais saved, or open a workbook.")
        raise RelaisError(what, name, mend)
    image = _image_in(content, name)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(image)
            connection.execute("PRAGMA trusted_schema = OFF")
            _refuse_other_schema(connection, name)
            if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise damaged(name)
            if max(row_counts(connection)) > MOST_ROWS:
                raise TooLargeError(
                    text("a table of more than {count} rows", count=Number(MOST_ROWS))
                )
            yield connection
    except TooLargeError as error:
        what = text("The project file was not opened: it holds {held}.", held=error.held)
        raise RelaisError(what, name, _ANOTHER_COPY) from error
    except _DAMAGE as error:
        raise damaged(name) from error


def _has_seal(content: bytes) -> bool:
    return content[-_SEAL_LENGTH:].startswith(_SEAL)


def _image_in(content: bytes, name: str) -> memoryview | bytearray:
    """Return the image in a file, not copied where that can be, since it may be large."""
    image: memoryview | bytearray = memoryview(content)
    if _has_seal(content):
        image = image[:-_SEAL_LENGTH]
        if hashlib.sha256(image).digest() != content[-hashlib.sha256().digest_size :]:
            raise damaged(name)
    if content[_JOURNAL_BYTES] != _ORDINARY:
        image = bytearray(image)
        image[_JOURNAL_BYTES] = _ORDINARY
    return image


def _refuse_other_schema(connection: Connection, name: str) -> None:
    """Refuse what is not made of our tables only, before any of it is looked into."""
    for limit, most in _LIMITS.items():
        connection.setlimit(limit, most)
    connection.set_progress_handler(lambda: 1, _STEPS_TO_LOOK)
    _refuse_other_programs(connection, name)
    other = other_than_ours(connection)
    connection.set_progress_handler(None, 0)
    if other is not None:
        what = text(
            "This project file holds what Relais does not make ({held}); not opened.",
            held=other[:60],
        )
        raise RelaisError(what, name, _ANOTHER_COPY)


def _refuse_other_programs(connection: Connection, name: str) -> None:
    if application_of(connection) != APPLICATION_ID:
        what = text("This is a database of another program, no project of Relais.")
        raise RelaisError(what, name, text("Choose a file that Relais saved."))
    version = version_of(connection)
    if version > VERSION:
        what = text(
            "A newer Relais wrote this project (format {version}; this one knows {known}).",
            version=version,
            known=VERSION,
        )
        raise RelaisError(what, name, text("Open it with the newer program."))
    if version < 1:
        raise damaged(name)


def damaged(name: str) -> RelaisError:
    """Return the error that says that a project file is damaged."""
    what = text("The project file is damaged and was not opened.")
    mend = text("Open its backup, which stands beside it, or another copy; nothing was changed.")
    return RelaisError(what, name, mend)


def read_project(path: Path, *, unsealed: bool = False) -> Project:
    """Read a project file; one without its seal only where `unsealed` says so.

    Raises:
        UnsealedError: it has no seal.
        RelaisError: it cannot be read, is none, is damaged, too large, or was written by a newer
            program.
    """
    try:
        _refuse_large(path.stat().st_size, path.name)
        content = path.read_bytes()
    except OSError as error:
        mend = text("Check the name and that you may read it.")
        raise RelaisError(_unreadable(error), path.name, mend) from error
    return project_of(content, path.name, unsealed=unsealed)


def _refuse_large(size: int, name: str) -> None:
    if size > MOST_BYTES:
        what = text(
            "A project file can have {most} MB; this one has {size}.",
            most=Number(MOST_BYTES // MB),
            size=Number(size // MB),
        )
        mend = text("Use a workbook (.xlsx) for a case as large as this.")
        raise RelaisError(what, name, mend)


def _unreadable(error: OSError) -> Argument:
    """Say that a file cannot be read, and what the system says of it."""
    return text("The file cannot be read ({error}).", error=error.strerror or str(error))


def write_project(project: Project, path: Path) -> str:
    """Write a project file whole and return its stamp.

    Raises:
        RelaisError: it cannot be written; the old file is as it was.
    """
    stamp = new_stamp()
    write_image(image_of(replace(project, stamp=stamp)), path)
    return stamp


def write_image(image: bytes, path: Path) -> None:
    """Put the bytes of a project file in the place of the file.

    Raises:
        RelaisError: it cannot be written or is too large; the old file is as it was.
    """
    _refuse_large(len(image), path.name)
    replace_safely(path, image, lambda written: refuse_unsound(written.read_bytes(), path.name))


def new_stamp() -> str:
    """Return a name for a version of a file that no other has."""
    return token_hex(8)


def backup_of(path: Path) -> Path:  # D88
    """Return where the backup of a project file stands."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def keep_backup(path: Path) -> None:
    """Keep the file as it is now beside it, in place of an older backup.

    Raises:
        RelaisError: it cannot be written.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        mend = text("Check that you may read it.")
        raise RelaisError(_unreadable(error), path.name, mend) from error
    replace_safely(backup_of(path), content, lambda _written: None)
