"""What a test needs to put every command through the same."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from desktop.app.terminal import COMMANDS

ROOT = Path(__file__).resolve().parents[3]
LINES: Mapping[str, Sequence[str]] = {
    "solve": ["CASE", "--why"],
    "check": ["CASE"],
    "template": ["--from", "CASE", "-o", "OUTPUT"],
    "diff": ["CASE", "CASE"],
    "merge": ["CASE", "CASE", "-o", "OUTPUT"],
    "compare": ["CASE"],
    "explain": ["CASE", "--payer", "city"],
    "sweep": ["CASE", "--vary", "own_share_min=0:0.5:2", "--jobs", "1"],
}
"""For each command, arguments with which it works; `sweep` says most of it with --json."""
WITH_JSON = [command for command in COMMANDS if command != "template"]
RECORD = {
    "severity", "code", "sheet", "cell", "column", "row_key", "found", "expected", "mend",
}  # fmt: skip


def line(command: str, case: object, output: Path, *further: str) -> list[str]:
    """Return the whole line of a command on a case."""
    places = {"CASE": str(case), "OUTPUT": str(output / "output.xlsx")}
    return [command, *(places.get(word, word) for word in LINES[command]), *further]


def ran(*arguments: str, **how: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the program as a process of its own, and return what it said, in bytes.

    Args:
        arguments: those of the program.
        how: for subprocess.run; `variables` are added to the environment.
    """
    variables = how.pop("variables", {})
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **variables}
    command = [sys.executable, "-m", "desktop", *arguments]
    return subprocess.run(command, env=environment, check=False, timeout=300, **streams)


def with_site(folder: Path, text: str) -> dict[str, str]:
    """Return the variables with which every process of the program runs a text first."""
    (folder / "sitecustomize.py").write_text(text, encoding="utf-8")
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)])}


def refusal(printed: str) -> list[dict[str, Any]]:
    """Return the problems of what stands on standard output, which is one refusal in JSON."""
    record = json.loads(printed)
    assert record["status"] == "refused"
    assert record["problems"]
    assert all(set(problem) == RECORD for problem in record["problems"])
    assert any(problem["severity"] == "error" for problem in record["problems"])
    found: list[dict[str, Any]] = record["problems"]
    return found
