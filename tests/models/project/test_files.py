"""A project file gives back what was written, and nothing else is taken for one."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.problems import RelaisError, UnsealedError
from models.project.files import (
    backup_of,
    image_of,
    keep_backup,
    project_of,
    read_project,
    write_project,
)
from models.project.project import HistoryLine, Project
from models.project.schema import VERSION
from tests.cases import sample_case
from tests.drawing import drawn
from tests.models.project.cases import assert_same_project, projects

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"
DATA = Path(__file__).parent / "data"


@given(projects())
@drawn(30)
def test_what_is_written_is_read(project: Project) -> None:
    assert_same_project(project, project_of(image_of(project), "any.relais"))


@pytest.fixture
def worked() -> Project:
    return Project(
        sample_case("worked"),
        history=(HistoryLine("2026-11-22T10:00:00+00:00", "Change Persons in Flows, row 1"),),
        settings={"split/unit": "EUR"},
    )


@pytest.fixture
def written(worked: Project, tmp_path: Path) -> Path:
    path = tmp_path / "worked.relais"
    write_project(worked, path)
    return path


def test_a_file_is_written_and_read(worked: Project, written: Path) -> None:
    assert_same_project(worked, read_project(written))


def test_each_version_of_a_file_has_its_own_stamp(worked: Project, tmp_path: Path) -> None:
    path = tmp_path / "one.relais"
    stamps = [write_project(worked, path), write_project(worked, path)]
    assert len(set(stamps)) == 2
    assert read_project(path).stamp == stamps[1]


def test_the_file_is_an_ordinary_database(written: Path) -> None:
    connection = sqlite3.connect(written)
    assert connection.execute("SELECT text FROM history").fetchall() == [
        ("Change Persons in Flows, row 1",)
    ]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("version-*.relais")))
def test_files_of_older_versions_open(name: str) -> None:
    project = read_project(DATA / name)
    assert project.scenario == "equal_shares"
    assert project.settings == {"split/unit": "EUR thousand"}
    assert [line.text for line in project.history] == ["Change Costs per person – é 漢"]
    assert len(project.case.table("Flows")) == 11
    assert project.case.unknown_sheets[0].name == "Meetings"


def test_what_came_with_the_second_edition_is_read_back() -> None:
    case = read_project(DATA / "version-3.relais").case
    assert case.table("Groups")["group"].tolist() == ["asylum", "family"]
    assert set(case.table("Flows")["group"]) == {"asylum"}
    assert case.table("Rounds")[["order", "date"]].to_numpy().tolist() == [[1.0, "2026-03-31"]]


def changed(path: Path, statement: str) -> Path:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()
    return path


def test_a_file_of_a_newer_program_is_refused(written: Path) -> None:
    content = written.read_bytes()
    newer = unsealed(written, f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(RelaisError, match="A newer Relais wrote this project"):
        read_project(newer, unsealed=True)
    assert content != newer.read_bytes()


def unsealed(path: Path, statement: str) -> Path:
    """Change a file with another program, which knows of no seal."""
    path.write_bytes(path.read_bytes()[:-44])
    return changed(path, statement)


def test_a_file_that_another_program_changed_is_read_only_where_that_is_asked_for(
    written: Path,
) -> None:
    altered = unsealed(written, "DELETE FROM history")
    with pytest.raises(UnsealedError):
        read_project(altered)
    assert read_project(altered, unsealed=True).history == ()


@pytest.mark.parametrize(
    "statement",
    [
        "PRAGMA user_version = 0",
        "DROP TABLE rows_Flows",
        "DELETE FROM tables WHERE name = 'Flows'",
        "UPDATE rows_Flows SET row = 'nonsense'",
        "UPDATE rows_Flows SET row = '[1],[2]'",
        "UPDATE rows_Costs SET row = '{\"exec\": 1}'",
        "UPDATE rows_Costs SET row = x'00ff'",
        "UPDATE rows_Flows SET row = json_set(row, '$[4]', 5)",
        "UPDATE rows_Flows SET row = json_set(row, '$[4]', json('[5]'))",
        "UPDATE rows_Scenarios SET row = json_set(row, '$[1]', json('[5]'))",
        "UPDATE rows_Territories SET row = json_set(row, '$[0]', json('true'))",
        "INSERT INTO sheets VALUES (0, 'x', '[[[5]]]')",
        "UPDATE tables SET columns = '3'",
        "UPDATE settings SET value = ''",
    ],
)
def test_a_file_that_holds_nonsense_is_damaged(written: Path, statement: str) -> None:
    with pytest.raises(RelaisError, match="damaged"):
        read_project(unsealed(written, statement), unsealed=True)


def test_a_database_of_another_program_is_none(written: Path) -> None:
    with pytest.raises(RelaisError, match="another program"):
        read_project(unsealed(written, "PRAGMA application_id = 7"))


@pytest.mark.parametrize("content", [b"", b"PK\3\4", "Flüsse;1".encode(), b"SQLite format 3"])
def test_other_files_are_no_projects(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd.relais"
    path.write_bytes(content)
    with pytest.raises(RelaisError):
        read_project(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RelaisError, match="cannot be read"):
        read_project(tmp_path / "none.relais")


def test_a_damaged_byte_or_a_cut_never_gives_another_case(worked: Project) -> None:
    whole, refused = image_of(worked), []

    @drawn(30)
    @given(st.data())
    def damaged(data: st.DataObject) -> None:
        content = bytearray(whole)
        at = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            content[at] ^= data.draw(st.integers(1, 255))
        else:
            del content[at:]
        try:
            assert_same_project(worked, project_of(bytes(content), "hurt.relais"))
        except RelaisError:
            refused.append(at)

    damaged()
    assert len(refused) >= 10


def test_the_backup_is_a_project_too(worked: Project, written: Path) -> None:
    keep_backup(written)
    assert backup_of(written).name == "worked.backup.relais"
    assert_same_project(worked, read_project(backup_of(written)))
