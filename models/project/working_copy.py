"""The working copy: takes every finished edit at once, so that nothing is lost when all stops.

It is an SQLite database in the user's own application folder. An edit is one transaction that
writes the rows it changed and no others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from models.case import Case
from models.editing import ChangeKind, TableChange
from models.problems import RelaisError
from models.project.files import new_stamp, project_of, sealed
from models.project.project import FrozenScenario, HistoryLine, Project
from models.project.schema import bring_up_to_date, rows_name
from models.project.stored_case import GAP, put_table, texts_of
from models.project.stored_project import (
    fact,
    put_facts,
    put_frozen,
    put_history,
    put_project,
    put_settings,
)
from models.words.text import text


class RowPlaces:
    """The places of the rows of one table, in their order."""

    def __init__(self, places: Sequence[int]) -> None:
        self._places = list(places)

    @classmethod
    def fresh(cls, count: int) -> RowPlaces:
        """Return the places of rows that were written at once."""
        return cls(range(0, count * GAP, GAP))

    def __len__(self) -> int:
        return len(self._places)

    def at(self, rows: Sequence[int]) -> list[int]:
        """Return the places of some rows."""
        return [self._places[row] for row in rows]

    def taken_out(self, rows: Sequence[int]) -> list[int]:
        """Take rows out and return the places they had."""
        gone = set(rows)
        places = self.at(rows)
        self._places = [place for row, place in enumerate(self._places) if row not in gone]
        return places

    def put_in(self, rows: Sequence[int]) -> list[int] | None:
        """Put rows in so that they have these numbers afterwards, and return their places.

        None: no room is left between two rows; nothing was put in.
        """
        before, new = list(self._places), []
        for first, count in _runs_of(rows):
            room = GAP * (count + 1)
            low = before[first - 1] if first else (before[0] if before else 0) - room
            high = before[first] if first < len(before) else low + room
            step = (high - low) // (count + 1)
            if step < 1:
                return None
            places = [low + step * n for n in range(1, count + 1)]
            before[first:first] = places
            new += places
        self._places = before
        return new


def _runs_of(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first row and the length of each run of rows that follow each other."""
    for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        members = [row for _, row in run]
        yield members[0], len(members)


FILE = "case.sqlite"


@dataclass(frozen=True, eq=False)
class FinishedEdit:
    """A finished edit.

    Attributes:
        number: counts the edits of the case since it was opened.
        steps: what happened to the rows, in order, each with the case afterwards.
        history_start: from which line on the history is another now.
        history: the lines from there on.
        scenario: the scenario that is chosen.
        settings: the settings that changed; None: forgotten.
        frozen: the scenarios that were frozen.
    """

    number: int
    steps: Sequence[tuple[TableChange, Case]]
    history_start: int
    history: Sequence[HistoryLine]
    scenario: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    frozen: Sequence[FrozenScenario] = ()


@dataclass(frozen=True)
class CopyState:
    """How a working copy stands to the file of its case.

    Attributes:
        number: the number of the last edit in it.
        in_file: the number of the last edit that the file has too.
        stamps: the stamps that the file has if nobody else wrote it since.
    """

    number: int
    in_file: int
    stamps: tuple[str, ...]


class WorkingCopy:
    """An open working copy; for one thread at a time."""

    def __init__(self, connection: sqlite3.Connection, case: Case) -> None:
        self._connection = connection
        self._places = {key: RowPlaces.fresh(len(frame)) for key, frame in case.tables.items()}

    @classmethod
    def made(
        cls, folder: Path, project: Project, number: int, in_file: int = 0, stamp: str = ""
    ) -> WorkingCopy:
        """Make a working copy in a folder where there is none.

        Args:
            folder: where.
            project: what it holds.
            number: the number of the last edit in it.
            in_file: the number of the last edit that the file of the case has too.
            stamp: the stamp of that file; "": it has none.

        Raises:
            OSError, sqlite3.Error: it cannot be written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        connection = _connected(folder / FILE)
        with _transaction(connection):
            bring_up_to_date(connection)
            put_project(connection, replace(project, stamp=stamp))
            put_facts(connection, number=str(number), in_file=str(in_file))
        return cls(connection, project.case)

    def take(self, edit: FinishedEdit) -> None:
        """Take a finished edit, wholly or not at all.

        Raises:
            sqlite3.Error: it cannot be written; the copy must be made anew.
        """
        with _transaction(self._connection):
            for change, case in edit.steps:
                self._take_step(change, case)
            put_history(self._connection, edit.history_start, edit.history)
            put_settings(self._connection, edit.settings)
            put_frozen(self._connection, edit.frozen)
            put_facts(self._connection, number=str(edit.number), scenario=edit.scenario)

    def image(self) -> bytes:
        """Return the project file as it is now, under a new stamp."""
        stamp = new_stamp()
        with _transaction(self._connection):
            before = fact(self._connection, "stamp")
            put_facts(self._connection, stamp=stamp, stamp_before=before)
        return sealed(self._connection)

    def note_in_file(self, number: int, stamp: str | None = None) -> None:
        """Note that the file of the case has the edits up to one of them.

        A stamp is that of another file; the one before stays known, since the copy belongs to that
        file until it is noted otherwise.
        """
        with _transaction(self._connection):
            put_facts(self._connection, in_file=str(number))
            if stamp is not None:
                before = fact(self._connection, "stamp")
                put_facts(self._connection, stamp=stamp, stamp_before=before)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _take_step(self, change: TableChange, case: Case) -> None:
        places, frame = self._places[change.table], case.table(change.table)
        name = rows_name(change.table)
        rows, execute = list(change.rows), self._connection.executemany
        if change.kind is ChangeKind.REMOVED:
            gone = places.taken_out(rows)
            execute(f"DELETE FROM {name} WHERE place = ?", ((place,) for place in gone))
        elif change.kind is ChangeKind.CELLS:
            changed = zip(texts_of(frame, rows), places.at(rows), strict=True)
            execute(f"UPDATE {name} SET row = ? WHERE place = ?", changed)
        elif change.kind is ChangeKind.INSERTED and (new := places.put_in(rows)) is not None:
            added = zip(new, texts_of(frame, rows), strict=True)
            execute(f"INSERT INTO {name} VALUES (?, ?)", added)
        else:
            self._write_anew(case, change.table)
        if len(places) != len(frame):
            self._write_anew(case, change.table)

    def _write_anew(self, case: Case, table: str) -> None:
        put_table(self._connection, case, table)
        self._places[table] = RowPlaces.fresh(len(case.table(table)))


def read_working_copy(folder: Path) -> tuple[Project, CopyState]:
    """Read what a working copy holds that nobody has open.

    Raises:
        RelaisError: it cannot be read, or is damaged.
    """
    with _reopened(folder) as connection:
        return project_of(sealed(connection), FILE), _state(connection)


def state_of_copy(folder: Path) -> CopyState:
    """Return how a working copy that nobody has open stands to the file of its case.

    Raises:
        RelaisError: it cannot be read, or is damaged.
    """
    with _reopened(folder) as connection:
        return _state(connection)


def _state(connection: sqlite3.Connection) -> CopyState:
    stamps = (fact(connection, "stamp"), fact(connection, "stamp_before"))
    return CopyState(
        int(fact(connection, "number", "0")),
        int(fact(connection, "in_file", "0")),
        tuple(stamp for stamp in stamps if stamp),
    )


@contextmanager
def _reopened(folder: Path) -> Iterator[sqlite3.Connection]:
    if not (folder / FILE).is_file():
        raise _unreadable(folder)
    try:
        connection = _connected(folder / FILE)
        try:
            yield connection
        finally:
            connection.close()
    except (sqlite3.Error, ValueError) as error:
        raise _unreadable(folder) from error


def _unreadable(folder: Path) -> RelaisError:
    what = text("The recovered edits are damaged and cannot be opened.")
    return RelaisError(what, str(folder), text("Discard them, or keep the folder for help."))


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
