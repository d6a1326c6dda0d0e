"""Frozen scenarios in the tables of a project file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from sqlite3 import Connection

from models.project.frozen_case import case_as_bytes, case_of_text
from models.project.project import FrozenScenario
from models.project.records import as_json, of_json, split_as_json, split_of_json
from models.project.sizes import MOST_BYTES, unpacked
from models.rules import Rules


def put_frozen(connection: Connection, frozen: Iterable[FrozenScenario]) -> None:
    """Add frozen scenarios; one that is there stays as it is."""
    for one in frozen:
        values = (
            one.scenario,
            one.moment,
            as_json(one.rules),
            split_as_json(one.split),
            case_as_bytes(one.case),
        )
        connection.execute("INSERT OR IGNORE INTO frozen VALUES (?, ?, ?, ?, ?)", values)


def stored_frozen(connection: Connection) -> tuple[FrozenScenario, ...]:
    """Read the frozen scenarios, the earliest first.

    Raises:
        ValueError, KeyError, TypeError, zlib.error: one was not written by `put_frozen`.
        TooLargeError: they are more than is read of any file.
    """
    return tuple(_stored(connection))


def _stored(connection: Connection) -> Iterator[FrozenScenario]:
    rows = connection.execute("SELECT * FROM frozen ORDER BY moment, scenario").fetchall()
    left = MOST_BYTES
    for scenario, moment, rules, split, packed in rows:
        data = unpacked(packed, left)
        left -= len(data)
        case = case_of_text(data.decode("ascii"))
        yield FrozenScenario(scenario, moment, case, of_json(Rules, rules), split_of_json(split))
