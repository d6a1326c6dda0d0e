"""All of a project in the tables of its file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any

from models.project.history import HistoryLine
from models.project.project import Project
from models.project.sizes import parsed
from models.project.stored_case import put_case, stored_case
from models.project.stored_frozen import put_frozen, stored_frozen


def put_project(connection: Connection, project: Project) -> None:
    """Write a whole project into tables that are empty."""
    put_case(connection, project.case)
    put_history(connection, 0, project.history)
    put_settings(connection, project.settings)
    put_frozen(connection, project.frozen)
    put_facts(connection, scenario=project.scenario, stamp=project.stamp)


def put_history(connection: Connection, start: int, lines: Iterable[HistoryLine]) -> None:
    """Let the history go on from one place with these lines; what stood there goes."""
    connection.execute("DELETE FROM history WHERE place >= ?", (start,))
    rows = ((place, line.moment, _text(line.text)) for place, line in enumerate(lines, start))
    connection.executemany("INSERT INTO history VALUES (?, ?, ?)", rows)


def put_settings(connection: Connection, settings: Mapping[str, Any]) -> None:
    """Write settings; those that are there and not named stay. None: forget it."""
    kept = ((name, json.dumps(value)) for name, value in settings.items() if value is not None)
    gone = ((name,) for name, value in settings.items() if value is None)
    connection.executemany("REPLACE INTO settings VALUES (?, ?)", kept)
    connection.executemany("DELETE FROM settings WHERE name = ?", gone)


def put_facts(connection: Connection, **facts: str) -> None:
    """Write single facts about the file."""
    connection.executemany("REPLACE INTO facts VALUES (?, ?)", facts.items())


def fact(connection: Connection, name: str, otherwise: str = "") -> str:
    """Return a single fact."""
    found = connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
    return otherwise if found is None else str(found[0])


def stored_project(connection: Connection) -> Project:
    """Read the whole project.

    Raises:
        ValueError, KeyError, TypeError: what is there was not written by `put_project`.
        TooLargeError: it is more than is read of any file.
    """
    case = stored_case(connection)
    scenario = fact(connection, "scenario")
    history = connection.execute("SELECT moment, text FROM history ORDER BY place").fetchall()
    settings = connection.execute("SELECT name, value FROM settings").fetchall()
    return Project(
        case=case,
        scenario=scenario if scenario in case.scenarios() else case.scenarios()[0],
        history=tuple(HistoryLine(moment, text) for moment, text in history),
        settings=MappingProxyType({name: parsed(value) for name, value in settings}),
        frozen=stored_frozen(connection),
        stamp=fact(connection, "stamp"),
    )


def _text(text: str) -> str:
    """Return a text without the half characters that no file can hold."""
    return text.encode("utf-8", "replace").decode()
