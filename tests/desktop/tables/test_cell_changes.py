from __future__ import annotations

import pytest

from desktop.tables.cell_changes import block_of


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("", []),
        ("7", [["7"]]),
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ("a\tb\nc", [["a", "b"], ["c", ""]]),
        ("a\n\nb\n", [["a"], [""], ["b"]]),
        ('"two\nlines"\tb', [["two\nlines", "b"]]),
        ('"say ""so""\nnow"\n', [['say "so"\nnow']]),
        ('"quoted"\tb', [['"quoted"', "b"]]),
        ('"open\tb\nc\td', [['"open', "b"], ["c", "d"]]),
    ],
)
def test_a_block_is_read_as_spreadsheets_write_it(text: str, block: list[list[str]]) -> None:
    assert block_of(text) == block
