"""Frozen scenarios in the tables of a project file."""

from __future__ import annotations

from collections.abc import Iterable
from sqlite3 import Connection

from models.project.frozen_case import case_as_bytes, case_of_bytes
from models.project.project import FrozenScenario
from models.project.records import as_json, of_json
from models.rules import Rules
from models.split import Split


def put_frozen(connection: Connection, frozen: Iterable[FrozenScenario]) -> None:
    """Add frozen scenarios; one that is there stays as it is."""
    for one in frozen:
        values = (
            one.scenario,
            one.moment,
            as_json(one.rules),
            as_json(one.split),
            case_as_bytes(one.case),
        )
        connection.execute("INSERT OR IGNORE INTO frozen VALUES (?, ?, ?, ?, ?)", values)


def stored_frozen(connection: Connection) -> tuple[FrozenScenario, ...]:
    """Read the frozen scenarios, the earliest first.

    Raises:
        ValueError, KeyError, TypeError, zlib.error: one was not written by `put_frozen`.
    """
    rows = connection.execute("SELECT * FROM frozen ORDER BY moment, scenario").fetchall()
    return tuple(
        FrozenScenario(
            scenario, moment, case_of_bytes(case), of_json(Rules, rules), of_json(Split, split)
        )
        for scenario, moment, rules, split, case in rows
    )
