"""A project file as bytes: the image of an SQLite database with a seal behind it.

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
from sqlite3 import Connection

from models.problems import RelaisError
from models.project import MAGIC
from models.project.project import Project
from models.project.schema import (
    APPLICATION_ID,
    VERSION,
    application_of,
    bring_up_to_date,
    version_of,
)
from models.project.stored_project import put_project, stored_project

_SEAL = b"relais-seal:"
_SEAL_LENGTH = len(_SEAL) + hashlib.sha256().digest_size
_JOURNAL_BYTES = slice(18, 20)
_ORDINARY = b"\1\1"
"""Says in the head of a database that it is whole without a journal beside it."""
_COMPUTES = "SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index')"
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


def project_of(content: bytes, name: str) -> Project:
    """Return the project that the bytes of a file hold.

    Raises:
        RelaisError: they are no project file, one of a newer program, or damaged.
    """
    with _opened(content, name) as connection:
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
        what = "This is no project of Relais." if content else "The file is empty."
        raise RelaisError(what, name, "Choose a file that Relais saved, or open a workbook.")
    image = _unsealed(content, name)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
            connection.deserialize(image)
            connection.execute("PRAGMA trusted_schema = OFF")
            _refuse_other_programs(connection, name)
            if connection.execute("PRAGMA quick_check").fetchall() != [("ok",)]:
                raise damaged(name)
            if connection.execute(_COMPUTES).fetchall():
                raise damaged(name)
            yield connection
    except _DAMAGE as error:
        raise damaged(name) from error


def _unsealed(content: bytes, name: str) -> bytes:
    image = bytearray(content)
    if content[-_SEAL_LENGTH:].startswith(_SEAL):
        image = image[:-_SEAL_LENGTH]
        if hashlib.sha256(image).digest() != content[-hashlib.sha256().digest_size :]:
            raise damaged(name)
    image[_JOURNAL_BYTES] = _ORDINARY
    return bytes(image)


def _refuse_other_programs(connection: Connection, name: str) -> None:
    if application_of(connection) != APPLICATION_ID:
        what = "This is a database of another program, no project of Relais."
        raise RelaisError(what, name, "Choose a file that Relais saved.")
    version = version_of(connection)
    if version > VERSION:
        what = f"A newer Relais wrote this project (format {version}; this one knows {VERSION})."
        raise RelaisError(what, name, "Open it with the newer program.")
    if version < 1:
        raise damaged(name)


def damaged(name: str) -> RelaisError:
    """Return the error that says that a project file is damaged."""
    mend = "Open its backup, which stands beside it, or another copy; nothing was changed."
    return RelaisError("The project file is damaged and was not opened.", name, mend)
