from __future__ import annotations

import time
from pathlib import Path

import pytest

from models.problems import RelaisError
from models.words.language import ENGLISH
from models.workbook.reading import examine
from tests.models.workbook.fuzzed_books import whole_workbooks
from tests.models.workbook.mutations import broken

_EACH = 30


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    return whole_workbooks(tmp_path_factory.mktemp("whole"))


@pytest.mark.parametrize("start", range(0, 300, _EACH))
def test_a_broken_workbook_gives_one_message_or_problems_with_places(
    start: int, whole: list[bytes], tmp_path: Path
) -> None:
    path = tmp_path / "case.xlsx"
    for number in range(start, start + _EACH):
        path.write_bytes(broken(whole, number))
        said = _said(path)
        assert said, number
        assert all(" " in text and text[-1] in ".!" for text in said), number


def _said(path: Path) -> list[str]:
    """Return what is said of a workbook; anything but a message or problems is raised."""
    try:
        problems = examine(path).problems
    except RelaisError as error:
        return [ENGLISH.say(error.what), ENGLISH.say(error.mend)]
    return [f"{ENGLISH.say(p.found)} {ENGLISH.say(p.mend)}" for p in problems] or [
        "Nothing is wrong."
    ]


def test_the_same_number_breaks_a_workbook_the_same_way_whenever(
    whole: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = [broken(whole, number) for number in range(9)]
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert [broken(whole, number) for number in range(9)] == first
