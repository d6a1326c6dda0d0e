"""A workbook that was sent to one territory is checked as the part that it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop.__main__ import main
from tests.cases import FIRST_EDITION, SAMPLES


@pytest.fixture
def part(tmp_path: Path) -> str:
    """Return the part of the first Belgian sample for Flanders, as it was sent."""
    path = str(tmp_path / "fl.xlsx")
    given = ["--from", str(FIRST_EDITION / "belgium.xlsx"), "--for", "FL", "--language", "nl"]
    assert main(["template", *given, "-o", path]) == 0
    return path


def test_what_was_left_out_on_purpose_is_no_fault(
    part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", part]) == 0
    said = capsys.readouterr().out
    assert "earlier versions shared it" in said  # a policy of every year
    assert said.endswith(
        "fl.xlsx: no errors, 1 warning. It is the part for FL: what only the whole case shows "
        "was not checked.\n"
    )


def test_the_json_says_for_whom_it_is(part: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", part, "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["part_for"] == "FL"
    assert [problem["code"] for problem in record["problems"]] == ["policy-of-every-year"]


def test_a_whole_case_is_for_nobody_in_particular(capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(SAMPLES / "worked.xlsx"), "--json"])
    assert json.loads(capsys.readouterr().out)["part_for"] is None
