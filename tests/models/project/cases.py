"""Any case at all, for the tests of files."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from models.case import Case, UnknownSheet, case_of
from models.declaration.kinds import NUMERIC_KINDS, Kind, Table
from models.declaration.tables import TABLES
from models.project.project import FrozenScenario, HistoryLine, Project


def _with_fixed_zone(value: object) -> object:
    """Return a moment as a file keeps it: so far from UTC, in no named zone."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return datetime.fromisoformat(value.isoformat())
    return value


texts = st.text(max_size=8)
figures = st.floats(allow_nan=True, allow_infinity=True)
plain = st.one_of(st.none(), texts, st.booleans(), st.floats(allow_nan=False), st.integers())
moments = st.one_of(
    st.dates(), st.datetimes(), st.times(), st.timedeltas(), st.datetimes(timezones=st.timezones())
).map(_with_fixed_zone)
cells = st.one_of(plain, moments, figures)
names = st.text(min_size=1, max_size=6)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Return a case with any values in any columns."""
    tables, unknown = {}, {}
    for table in draw(st.lists(st.sampled_from(TABLES), max_size=4, unique_by=lambda t: t.key)):
        further = draw(st.lists(names, max_size=2, unique=True))
        further = [name for name in further if not table.declares(name)]
        count = draw(st.integers(0, 3))
        columns = {
            key: draw(st.lists(_values(table, key), min_size=count, max_size=count))
            for key in [*(column.key for column in table.columns), *further]
        }
        tables[table.key] = pd.DataFrame(columns, dtype=object)
        if draw(st.booleans()):
            unknown[table.key] = tuple(further)
    sheets = draw(
        st.lists(
            st.builds(
                UnknownSheet,
                names,
                st.lists(st.lists(cells, max_size=3).map(tuple), max_size=3).map(tuple),
            ),
            max_size=2,
        )
    )
    return case_of(tables, unknown, tuple(sheets))


def _values(table: Table, key: str) -> st.SearchStrategy[Any]:
    kind = table.column(key).kind if table.declares(key) else None
    if kind in NUMERIC_KINDS:
        return figures
    is_free = kind in (None, Kind.YES_NO, Kind.RULE_VALUE)
    return st.one_of(plain, moments) if is_free else st.none() | texts


lines = st.builds(HistoryLine, st.datetimes().map(datetime.isoformat), texts)
settings = st.dictionaries(
    names, st.one_of(texts, st.integers(), st.booleans(), st.lists(texts, max_size=2)), max_size=3
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    """Return any project."""
    case = draw(cases())
    scenario = draw(st.sampled_from(case.scenarios()))
    history = tuple(draw(st.lists(lines, max_size=3)))
    return Project(case, scenario, history, draw(settings))


def assert_same_case(ours: Case, theirs: Case) -> None:
    """Make sure that two cases are the same, types and all."""
    assert ours.edition == theirs.edition
    for key, frame in ours.tables.items():
        other = theirs.table(key)
        assert list(frame.columns) == list(other.columns), key
        for column in frame.columns:
            assert frame[column].dtype == other[column].dtype
            assert_same_cells(frame[column].tolist(), other[column].tolist())
    assert dict(ours.unknown_columns) == dict(theirs.unknown_columns)
    assert [sheet.name for sheet in ours.unknown_sheets] == [s.name for s in theirs.unknown_sheets]
    for sheet, other_sheet in zip(ours.unknown_sheets, theirs.unknown_sheets, strict=True):
        assert [len(row) for row in sheet.rows] == [len(row) for row in other_sheet.rows]
        for row, other_row in zip(sheet.rows, other_sheet.rows, strict=True):
            assert_same_cells(row, other_row)


def assert_same_cells(ours: Any, theirs: Any) -> None:
    assert [_exact(value) for value in ours] == [_exact(value) for value in theirs]


def _exact(value: Any) -> tuple[str, Any]:
    if isinstance(value, float):
        return "float", "nan" if math.isnan(value) else value.hex()
    if isinstance(value, datetime | time):
        return type(value).__name__, value.isoformat()
    if isinstance(value, date | timedelta):
        return type(value).__name__, value
    return type(value).__name__, value


def assert_same_frozen(ours: FrozenScenario, theirs: FrozenScenario) -> None:
    """Make sure that two frozen scenarios are the same."""
    assert (ours.scenario, ours.moment) == (theirs.scenario, theirs.moment)
    assert (ours.rules, ours.split) == (theirs.rules, theirs.split)
    assert_same_case(ours.case, theirs.case)


def assert_same_project(ours: Project, theirs: Project) -> None:
    """Make sure that two projects are the same."""
    assert_same_case(ours.case, theirs.case)
    assert (ours.scenario, ours.history) == (theirs.scenario, theirs.history)
    assert len(ours.frozen) == len(theirs.frozen)
    for frozen, other in zip(ours.frozen, theirs.frozen, strict=True):
        assert_same_frozen(frozen, other)
    assert dict(ours.settings) == dict(theirs.settings)
