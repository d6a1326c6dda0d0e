"""A project file that means harm is refused with one message, before it costs time or memory."""

from __future__ import annotations

import hashlib
import sqlite3
import tracemalloc
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from models.problems import RelaisError, UnsealedError
from models.project.files import image_of, project_of, read_project, sealed, write_image
from models.project.project import FrozenScenario, Project
from models.project.schema import VERSION
from models.project.stored_case import case_as_bytes
from models.scenarios import rules_of
from solver.solve import prepare, solve_to_explain
from tests.cases import sample_case

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"
DATA = Path(__file__).parent / "data"
SEAL = 44


@pytest.fixture(scope="module")
def worked() -> bytes:
    return image_of(Project(sample_case("worked")))


def altered(content: bytes, *statements: str) -> bytes:
    """Return a sealed project file in which something was done."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content[:-SEAL])
        for statement in statements:
            connection.execute(statement)
        return sealed(connection)


COSTLY = "length(hex(zeroblob(400000000)))"
OTHER_SCHEMAS = {
    "a generated column": [
        "DROP TABLE settings",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, base TEXT,"
        f" value TEXT GENERATED ALWAYS AS ({COSTLY}) VIRTUAL)",
        "INSERT INTO settings (name) VALUES ('a')",
    ],
    "a condition": [
        "ALTER TABLE history RENAME TO older",
        "CREATE TABLE history (place INTEGER PRIMARY KEY, moment TEXT NOT NULL,"
        f" text TEXT NOT NULL CHECK ({COSTLY} > 0))",
        "PRAGMA ignore_check_constraints = 1",
        "INSERT INTO history VALUES (1, '', '')",
        "DROP TABLE older",
    ],
    "a default": [f"ALTER TABLE sheets ADD COLUMN more TEXT DEFAULT ({COSTLY})"],
    "a view": ["CREATE VIEW costly AS SELECT 1"],
    "a view in the place of a table": [
        "DROP TABLE history",
        f"CREATE VIEW history AS SELECT 1 AS place, '' AS moment, {COSTLY} AS text",
    ],
    "a trigger": ["CREATE TRIGGER costly AFTER INSERT ON facts BEGIN SELECT 1; END"],
    "a virtual table": ["CREATE VIRTUAL TABLE words USING fts5(word)"],
    "an index on an expression": [f"CREATE INDEX costly ON facts ({COSTLY})"],
    "a part of an index": [f"CREATE INDEX costly ON facts (name) WHERE {COSTLY} > 0"],
    "another table": ["CREATE TABLE other (x)"],
    "a further column": ['ALTER TABLE "rows_Flows" ADD COLUMN more'],
    "a table without row numbers": [
        "DROP TABLE history",
        "CREATE TABLE history (place INTEGER PRIMARY KEY, moment TEXT NOT NULL,"
        " text TEXT NOT NULL) WITHOUT ROWID",
    ],
    "another collation": [
        "DROP TABLE settings",
        "CREATE TABLE settings (name TEXT PRIMARY KEY COLLATE NOCASE, value TEXT NOT NULL)"
        " WITHOUT ROWID",
    ],
    "figures about the tables": ["ANALYZE"],
}


@pytest.mark.parametrize("statements", OTHER_SCHEMAS.values(), ids=OTHER_SCHEMAS.keys())
def test_only_our_own_tables_are_opened(worked: bytes, statements: list[str]) -> None:
    content = altered(worked, *statements)
    tracemalloc.start()
    with pytest.raises(RelaisError, match="holds what Relais does not make"):
        project_of(content, "odd.relais")
    assert tracemalloc.get_traced_memory()[1] < 10_000_000
    tracemalloc.stop()


def test_a_file_of_many_tables_is_refused_before_all_are_looked_at(worked: bytes) -> None:
    content = altered(worked, "BEGIN", *(f"CREATE TABLE t{n} (x)" for n in range(3_000)), "COMMIT")
    with pytest.raises(RelaisError):
        project_of(content, "odd.relais")


def with_frozen(content: bytes, *blobs: bytes) -> bytes:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content[:-SEAL])
        rows = [(f"s{number}", "2026", "{}", "{}", blob) for number, blob in enumerate(blobs)]
        connection.executemany("INSERT INTO frozen VALUES (?, ?, ?, ?, ?)", rows)
        return sealed(connection)


def test_a_bomb_in_a_frozen_scenario_is_not_unpacked(
    worked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.project.stored_project.MOST_BYTES", 1_000_000)
    bomb = zlib.compress(b" " * 200_000_000)
    content = with_frozen(worked, bomb)
    tracemalloc.start()
    with pytest.raises(RelaisError, match="frozen scenarios of more than"):
        project_of(content, "bomb.relais")
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()


def test_many_small_bombs_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    case = sample_case("worked")
    split, rules = solve_to_explain(prepare(case, "base")).split, rules_of(case, "base")
    frozen = tuple(FrozenScenario(name, "2026", case, rules, split) for name in "ab")
    size = len(zlib.decompress(case_as_bytes(case)))
    monkeypatch.setattr("models.project.stored_project.MOST_BYTES", int(1.5 * size))
    assert len(project_of(image_of(Project(case, frozen=frozen[:1])), "one.relais").frozen) == 1
    with pytest.raises(RelaisError, match="frozen scenarios of more than"):
        project_of(image_of(Project(case, frozen=frozen)), "two.relais")


@pytest.mark.parametrize("cut", [0, 1, 20])
def test_packed_data_that_are_cut_short_are_damaged(worked: bytes, cut: int) -> None:
    with pytest.raises(RelaisError, match="damaged"):
        project_of(with_frozen(worked, zlib.compress(b"{}" * 1000)[:cut]), "cut.relais")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE settings SET value = '[' || replace(hex(zeroblob(50)), '0', '[],') || '0]'",
        "UPDATE \"rows_Flows\" SET row = '[' || replace(hex(zeroblob(50)), '0', '1,') || '0]'",
        "UPDATE tables SET columns = '[' || replace(hex(zeroblob(50)), '0', '1,') || '0]'",
        "UPDATE sheets SET rows = '[' || replace(hex(zeroblob(50)), '0', '[1],') || '0]'",
    ],
)
def test_a_text_of_too_many_values_is_not_taken_apart(
    worked: bytes, statement: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = altered(
        worked,
        "INSERT INTO settings VALUES ('x', '1')",
        "INSERT INTO sheets VALUES (1, 'x', '[]')",
        statement,
    )
    monkeypatch.setattr("models.project.values.MOST_VALUES", 90)
    with pytest.raises(RelaisError, match="a text of more than 90 values"):
        project_of(content, "odd.relais")


def test_a_table_of_too_many_rows_is_not_read(
    worked: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.project.files.MOST_ROWS", 10)
    with pytest.raises(RelaisError, match="a table of more than 10 rows"):
        project_of(worked, "long.relais")


def test_a_file_that_is_too_large_is_neither_read_nor_written(
    worked: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.project.files.MOST_BYTES", len(worked) - 1)
    path = tmp_path / "large.relais"
    with pytest.raises(RelaisError, match="A project file can have"):
        write_image(worked, path)
    assert not path.exists()
    path.write_bytes(worked)
    with pytest.raises(RelaisError, match="A project file can have"):
        read_project(path)


@pytest.mark.parametrize("cut", [1, 10, 31, 32, SEAL - 1, SEAL])
def test_a_project_without_its_seal_is_refused_unless_it_is_asked_for(
    worked: bytes, tmp_path: Path, cut: int
) -> None:
    path = tmp_path / "unsealed.relais"
    path.write_bytes(worked[:-cut])
    with pytest.raises(UnsealedError, match="seal of this project file is missing"):
        read_project(path)
    assert read_project(path, unsealed=True).scenario == "base"


@pytest.mark.parametrize("at", [-1, -32, 5000])
def test_a_wrong_seal_is_refused_even_where_none_is_asked_for(worked: bytes, at: int) -> None:
    content = bytearray(worked)
    content[at] ^= 1
    with pytest.raises(RelaisError, match="damaged"):
        project_of(bytes(content), "broken.relais", unsealed=True)


def test_a_file_that_is_cut_short_is_damaged_with_its_seal_or_without(worked: bytes) -> None:
    for unsealed in (False, True):
        with pytest.raises(RelaisError, match="damaged"):
            project_of(worked[: len(worked) // 2], "cut.relais", unsealed=unsealed)


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_version_of_our_own_files_has_a_seal(version: int) -> None:
    content = (DATA / f"version-{version}.relais").read_bytes()
    body, seal = content[:-SEAL], content[-SEAL:]
    assert seal == b"relais-seal:" + hashlib.sha256(body).digest()
