"""Every command that reads a case reads a project file too."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.__main__ import main
from models.project.files import write_project
from models.project.project import Project
from models.workbook.reading import read_case

SAMPLES = Path(__file__).resolve().parents[3] / "sample_data"


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "worked.relais"
    write_project(Project(read_case(SAMPLES / "worked.xlsx").case), path)
    return str(path)


@pytest.mark.parametrize("command", [["solve"], ["solve", "--json"], ["check"], ["compare"]])
def test_a_project_gives_what_its_workbook_gives(
    project: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    results = []
    for case in (project, str(SAMPLES / "worked.xlsx")):
        assert main([command[0], case, *command[1:]]) == 0
        results.append(capsys.readouterr().out.replace("worked.relais", "worked.xlsx"))
    assert results[0] == results[1]


def test_a_project_and_its_workbook_do_not_differ(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", project, str(SAMPLES / "worked.xlsx")]) == 0
    assert capsys.readouterr().out.startswith("No differences")


def test_a_template_is_made_from_a_project(project: str, tmp_path: Path) -> None:
    output = tmp_path / "template.xlsx"
    assert main(["template", "--from", project, "-o", str(output)]) == 0
    assert output.is_file()


def test_a_project_with_errors_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = read_case(SAMPLES / "worked.xlsx").case
    costs = case.table("Costs").assign(stage="nowhere")
    path = tmp_path / "wrong.relais"
    write_project(Project(case.with_table("Costs", costs)), path)
    assert main(["check", str(path)]) == main(["solve", str(path)]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_a_damaged_project_is_told_in_a_line(
    project: str, capsys: pytest.CaptureFixture[str]
) -> None:
    content = bytearray(Path(project).read_bytes())
    content[5000] ^= 1
    Path(project).write_bytes(content)
    assert main(["solve", project]) == 1
    assert "is damaged" in capsys.readouterr().err


def test_a_project_is_not_annotated(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", project, "--annotate", "copy.xlsx"]) == 2
    assert "Save the project as an .xlsx workbook first." in capsys.readouterr().err
