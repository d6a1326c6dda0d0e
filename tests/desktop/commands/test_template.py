"""`relais template`: workbooks to fill in."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop.__main__ import main
from models.workbook.reading import read_case
from tests.cases import SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")


def _told(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["template", *arguments])
    printed = capsys.readouterr()
    assert printed.out == ""
    return status, printed.err


def test_a_case_is_written_as_a_template_that_reads_as_the_same_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "sent.xlsx"
    arguments = ["--from", WORKED, "--language", "fr", "--deadline", "2027-01-31"]
    status, said = _told([*arguments, "-o", str(output)], capsys)
    assert status == 0
    assert f"Écrit\u00a0: {output}, envoi " in said
    sent, worked = read_case(output).case, read_case(Path(WORKED)).case
    assert sent.table("Flows").equals(worked.table("Flows"))
    texts = [row[1] for row in openpyxl.load_workbook(output)["À lire"].values]
    assert "31 janvier 2027" in texts


def test_without_a_case_it_is_blank(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _ = _told(["--language", "nl", "-o", str(tmp_path / "blank.xlsx")], capsys)
    assert status == 0
    case = read_case(tmp_path / "blank.xlsx").case
    assert case.table("Territories").empty
    assert len(case.table("Scenarios")) > 10


def test_a_part_is_written_for_one_territory(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "port.xlsx"
    status, _ = _told(["--from", WORKED, "--for", "port", "-o", str(output)], capsys)
    assert status == 0
    flows = read_case(output).case.table("Flows")
    assert 0 < len(flows) < 11
    assert all("port" in row for row in flows[["from_territory", "to_territory"]].to_numpy())


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["--for", "port"], 2, "Name the case with --from."),
        (["--from", WORKED, "--deadline", "31/1/2027"], 2, "Write it as 2027-01-31."),
        (["--from", "nowhere.xlsx"], 2, "There is no such file."),
        (["--from", WORKED, "--for", "harbour"], 1, "The case has no territory “harbour”."),
    ],
)
def test_wrong_use_is_said_and_nothing_is_written(
    arguments: list[str],
    status: int,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    output = tmp_path / "sent.xlsx"
    found, said = _told([*arguments, "-o", str(output)], capsys)
    assert found == status
    assert message in said
    assert not output.exists()


def test_the_template_never_takes_the_place_of_its_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "case.xlsx"
    copy.write_bytes(Path(WORKED).read_bytes())
    status, said = _told(["--from", str(copy), "-o", str(copy)], capsys)
    assert status == 2
    assert "would take the place of the case" in said
    assert copy.read_bytes() == Path(WORKED).read_bytes()
