"""The tables of a project file, and how the files of older versions become of this one.

A new file takes every step, an older one those it has not taken yet, so that both end the same.
"""

from __future__ import annotations

from sqlite3 import Connection

from models.declaration.tables import TABLE_BY_KEY

APPLICATION_ID = 0x52454C53
"""Stands in the head of the file and says which program's it is."""

ROWS = "CREATE TABLE IF NOT EXISTS {name} (place INTEGER PRIMARY KEY, row TEXT NOT NULL)"
"""The rows of one table of the case, in their order; made with the table."""

_STEPS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE tables (name TEXT PRIMARY KEY, columns TEXT NOT NULL, unknown TEXT NOT NULL)"
        " WITHOUT ROWID",
        "CREATE TABLE sheets (place INTEGER PRIMARY KEY, name TEXT NOT NULL, rows TEXT NOT NULL)",
        "CREATE TABLE history (place INTEGER PRIMARY KEY, moment TEXT NOT NULL,"
        " text TEXT NOT NULL)",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    ),
    (
        "CREATE TABLE frozen (scenario TEXT PRIMARY KEY, moment TEXT NOT NULL,"
        " rules TEXT NOT NULL, split TEXT NOT NULL, data BLOB NOT NULL)",
    ),
    (),  # the tables of the second edition of the method, which are made as any of the case
)
VERSION = len(_STEPS)


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that a file, which may be empty, has not taken yet."""
    taken = version_of(connection)
    for step in _STEPS[taken:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {VERSION}")


def other_than_ours(connection: Connection) -> str | None:
    """Return the name of something in a file that is no table as Relais makes it; None: nothing.

    Views, triggers, generated columns, conditions and the like compute what they say when they
    are read. So only the very texts that make our tables are accepted, and the indexes that
    SQLite itself makes for their keys, which have no text.
    """
    for kind, name, text in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        if text not in _OURS and (kind, text) != ("index", None):
            return str(name)
    return None


def version_of(connection: Connection) -> int:
    """Return the version of a file; 0: it is empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def row_counts(connection: Connection) -> list[int]:
    """Return how many rows each table of a file has."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    counts = (f'SELECT count(*) FROM "{name}"' for (name,) in names)
    return [int(connection.execute(count).fetchone()[0]) for count in counts]


def rows_name(key: str) -> str:
    """Return the name of the table that holds the rows of a table of the case."""
    return f'"rows_{TABLE_BY_KEY[key].key}"'


def application_of(connection: Connection) -> int:
    """Return the mark of the program that a file belongs to."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


_OURS = {statement for step in _STEPS for statement in step} | {  # D85
    ROWS.format(name=rows_name(key)).replace(" IF NOT EXISTS", "") for key in TABLE_BY_KEY
}
