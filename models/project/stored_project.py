"""All of a project in the tables of its file, frozen scenarios too."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from sqlite3 import Connection
from types import MappingProxyType
from typing import Any, TypeVar

from models.case import Case, case_of
from models.declaration.tables import BASE_SCENARIO
from models.project.project import FrozenScenario, HistoryLine, Project
from models.project.stored_case import case_as_bytes, case_of_text, put_case, stored_case
from models.project.values import MOST_BYTES, parsed, unpacked
from models.results.split import Split, appendix_of
from models.scenarios import Rules, rules_of
from models.words.stored import as_plain, fields_of, part_of, record_of

_Record = TypeVar("_Record")


def as_json(record: Any) -> str:
    """Return a record, with all that is in it, as JSON."""
    return json.dumps(record, separators=(",", ":"), default=as_plain)


def of_json(kind: type[_Record], text: str) -> _Record:
    """Return the record that `as_json` described.

    Fields that the text does not name have their defaults; names that the record does not have
    are left out.

    Raises:
        ValueError, TypeError, KeyError: the text describes no such record.
        TooLargeError: it says more than is read of any file.
    """
    return record_of(kind, parsed(text, part_of))


def split_as_json(split: Split) -> str:
    """Return a split with all its layers as JSON, their fields side by side as ever."""
    side_by_side = fields_of(split) | fields_of(appendix_of(split))
    del side_by_side["appendix"]
    lines = {"programmes": tuple(split.programmes), "payments": tuple(split.payments)}
    return as_json({**side_by_side, **lines})


def split_of_json(text: str) -> Split:
    """Return the split that `split_as_json` described; raises as `of_json`."""
    side_by_side = parsed(text, part_of)
    programmes = [_with_payer_that_answers(line) for line in side_by_side["programmes"]]
    keys = [_with_load(line) for line in side_by_side.get("keys", ())]
    appendix = {**side_by_side, "keys": keys}
    return record_of(Split, {**side_by_side, "programmes": programmes, "appendix": appendix})


def _with_payer_that_answers(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a programme of a split, which called the payer that answers for it otherwise once."""
    if "answered_by" in line:
        return line
    return {**line, "answered_by": line["responsible"], "responsible": ""}


def _with_load(line: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what a payer pays under a key, of which the burden once counted all that it pays."""
    return line if "load" in line else {**line, "load": line["burden"], "burden": None}


def put_frozen(connection: Connection, frozen: Iterable[FrozenScenario]) -> None:
    """Add frozen scenarios; one that is there stays as it is."""
    for one in frozen:
        values = as_json(one.rules), split_as_json(one.split), case_as_bytes(one.case)
        connection.execute(
            "INSERT OR IGNORE INTO frozen VALUES (?, ?, ?, ?, ?)",
            (one.scenario, one.moment, *values),
        )


def stored_frozen(connection: Connection) -> tuple[FrozenScenario, ...]:
    """Read the frozen scenarios, the earliest first.

    Raises:
        ValueError, KeyError, TypeError, zlib.error: one was not written by `put_frozen`.
        TooLargeError: they are more than is read of any file.
    """
    found, left = [], MOST_BYTES
    rows = connection.execute("SELECT * FROM frozen ORDER BY moment, scenario").fetchall()
    for scenario, moment, rules, split, packed in rows:
        data = unpacked(packed, left)
        left -= len(data)
        case = case_of_text(data.decode("ascii"))
        kept = case, _rules_of_json(case, rules), split_of_json(split)
        found.append(FrozenScenario(scenario, moment, *kept))
    return tuple(found)


def _rules_of_json(case: Case, text: str) -> Rules:
    """Return the rules of a frozen scenario; those that nobody knew then as its edition has them.

    Raises as `of_json`.
    """
    unknown_then = fields_of(rules_of(replace(case_of({}), edition=case.edition), BASE_SCENARIO))
    return record_of(Rules, {**unknown_then, **parsed(text, part_of)})


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
