"""Where the workbooks of an exchange are kept."""

from __future__ import annotations

from pathlib import Path

from desktop.pages.exchange.review import exchange_folder
from tests.desktop.conftest import SAMPLES


def test_the_exchange_of_a_case_lies_beside_it(tmp_path: Path) -> None:
    folder = exchange_folder(tmp_path / "talks.relais", tmp_path / "own")
    assert folder == tmp_path / "talks.exchange"


def test_nothing_is_written_beside_a_case_that_is_part_of_the_program(tmp_path: Path) -> None:
    folder = exchange_folder(SAMPLES / "worked.xlsx", tmp_path)
    assert folder.parent == tmp_path / "exchange"
    assert folder != exchange_folder(SAMPLES / "other" / "worked.xlsx", tmp_path)
