"""Every command that reads a workbook reads a large one when asked to, and not otherwise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.commands import arguments
from models.xlsx.guard import USUAL_LIMITS
from tests.cases import SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")
COMMANDS = {
    "solve": ["solve", WORKED],
    "check": ["check", WORKED],
    "compare": ["compare", WORKED],
    "explain": ["explain", WORKED, "--payer", "city"],
    "sweep": ["sweep", WORKED, "--vary", "own_share_min=0:0.1:2", "--jobs", "1", "--json"],
    "template": ["template", "--from", WORKED, "-o", "made.xlsx"],
    "diff": ["diff", WORKED, WORKED],
    "merge": ["merge", WORKED, WORKED, "-o", "made.xlsx"],
}


@pytest.mark.parametrize("command", COMMANDS)
def test_a_workbook_over_the_usual_limit_is_read_only_when_asked(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(arguments, "USUAL_LIMITS", replace(USUAL_LIMITS, rows=2))
    assert main(COMMANDS[command]) == 1
    assert "--large" in capsys.readouterr().err
    assert main([*COMMANDS[command], "--large"]) == 0
