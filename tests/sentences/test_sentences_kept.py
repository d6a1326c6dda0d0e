"""What commands, workbooks and window say is what stands in the golden files, word for word.

Set WRITE_GOLDEN=1 to write the files anew; then read what changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sentences.collect import SOURCES, said_about

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_said_is_as_written_down(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")  # the width of what argparse prints
    said = said_about(source)
    if os.environ.get("WRITE_GOLDEN"):
        for file in _files_about(source):
            file.unlink()
        for name, text in said.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8", newline="\n")
    kept = {file.relative_to(GOLDEN).as_posix(): file for file in _files_about(source)}
    assert set(said) == set(kept)
    for name, text in said.items():
        assert text == kept[name].read_text(encoding="utf-8"), name


def test_every_golden_file_is_about_something_collected() -> None:
    files = list(GOLDEN.rglob("*.txt"))
    assert files
    about = {file.stem for file in files if file.parent.name != "screen"}
    assert about == set(SOURCES)


def _files_about(source: str) -> list[Path]:
    files = GOLDEN.rglob(f"{source}.txt")
    return sorted(file for file in files if file.parent.name != "screen")
