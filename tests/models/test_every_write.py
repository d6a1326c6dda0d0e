"""Every file that the program writes goes through `replace_safely`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WRITING = {"write_text", "write_bytes", "writeLP", "to_excel", "to_csv", "to_json", "save", "dump"}
MODES = set("wax+")

NOT_FILES_OF_THE_USER = {
    ("models/workbook/annotated.py", "save"),  # into memory
    ("models/workbook/safe_writing.py", "fdopen"),  # what replace_safely puts in place
    ("solver/program/lp_text.py", "writeLP"),  # into a folder that is thrown away
    ("desktop/commands/output.py", "open"),  # standard output
    ("desktop/app/terminal.py", "open"),  # standard error, where nobody hears it
    ("desktop/engine/case_parts.py", "dump"),  # into memory, for the other process
    ("desktop/charts/chart_files.py", "save"),  # into memory
    ("models/geometry/build.py", "write_bytes"),  # run by hand, makes what the project holds
    ("desktop/project/recovery.py", "write_text"),  # a new note of its own, then put in place
}


def sources() -> Iterator[Path]:
    for package in ("models", "solver", "desktop"):
        yield from sorted((ROOT / package).rglob("*.py"))


def writes(source: Path) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and _writes(node):
            yield source.relative_to(ROOT).as_posix(), _name(node)


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def _writes(call: ast.Call) -> bool:
    if _name(call) == "save" and not call.args:
        return False  # the state of a painter
    if _name(call) in WRITING:
        return True
    given = [*call.args[:2], *(k.value for k in call.keywords if k.arg == "mode")]
    modes = [a.value for a in given if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    opens = _name(call) in ("open", "fdopen")
    return opens and any(MODES & set(mode) and len(mode) <= 3 for mode in modes)


def test_no_file_is_written_but_safely() -> None:
    found = {write for source in sources() for write in writes(source)}
    assert found == NOT_FILES_OF_THE_USER
