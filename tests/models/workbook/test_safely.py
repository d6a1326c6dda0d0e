from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.problems import RelaisError
from models.workbook import safely
from models.workbook.safely import replace_safely


def accept(_written: Path) -> None:
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"old")
    replace_safely(path, b"new", accept)
    assert path.read_bytes() == b"new"
    assert names(tmp_path) == ["case.xlsx"]


def test_a_file_that_does_not_read_back_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"old")

    def refuse(written: Path) -> None:
        assert written.read_bytes() == b"new"
        raise RelaisError("It reads back otherwise.")

    with pytest.raises(RelaisError, match="otherwise"):
        replace_safely(path, b"new", refuse)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["case.xlsx"]


def test_a_file_open_in_another_program_is_named_with_its_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"old")
    (tmp_path / "~$case.xlsx").write_bytes(b"\x05Amina" + b" " * 40)

    def locked(*_paths: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(RelaisError) as refused:
        replace_safely(path, b"new", accept)
    assert str(refused.value) == (
        "case.xlsx: The file is open in another program, by Amina. Close it there and try again, "
        "or choose another name; nothing was changed."
    )
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == ["case.xlsx", "~$case.xlsx"]


def test_the_note_of_libreoffice_says_who_has_the_file(tmp_path: Path) -> None:
    (tmp_path / ".~lock.case.xlsx#").write_text(",Jan,host,01.01.2026 10:00,file", "utf-8")
    assert safely._opened_by(tmp_path / "case.xlsx") == "Jan"
    assert safely._opened_by(tmp_path / "other.xlsx") == ""


def test_a_folder_that_is_missing_or_full_or_read_only_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(RelaisError, match="The folder does not exist"):
        replace_safely(tmp_path / "none" / "case.xlsx", b"new", accept)
    with pytest.raises(RelaisError, match="There is a folder of this name"):
        replace_safely(tmp_path, b"new", accept)

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(RelaisError, match="No space left on device"):
        replace_safely(tmp_path / "case.xlsx", b"new", accept)
    assert names(tmp_path) == []


def test_a_write_protected_file_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "case.xlsx"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(RelaisError, match="write-protected"):
        replace_safely(path, b"new", accept)
    assert path.read_bytes() == b"old"
