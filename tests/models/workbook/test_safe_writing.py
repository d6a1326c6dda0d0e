"""Files are replaced wholly or not at all, also when the writer is killed."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest

from models.problems import RelaisError
from models.workbook.safe_writing import open_note, refuse_hindered, replace_safely, written_in


def accept(_written: Path) -> None:
    pass


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refusal(path: Path, check: Callable[[Path], None] = accept) -> str:
    with pytest.raises(RelaisError) as refused:
        replace_safely(path, b"new", check)
    return str(refused.value)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "case.xlsx").write_bytes(b"old")
    return tmp_path / "case.xlsx"


def refuse_to_replace(monkeypatch: pytest.MonkeyPatch, error: OSError) -> list[object]:
    tries: list[object] = []

    def refuse(*_paths: object) -> None:
        tries.append(error)
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda _seconds: None)
    return tries


@contextmanager
def not_as_root() -> Iterator[None]:
    """Let root, who may write everywhere, be somebody else."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(before)


def excel_note(user: str) -> bytes:
    """Return a note as Excel leaves it: the name in the old encoding and in UTF-16."""
    old, new = user.encode("cp1252", "replace"), user.encode("utf-16-le")
    start = bytes([len(old)]) + old.ljust(54)
    return start + len(user).to_bytes(2, "little") + new + b" \0" * (54 - len(user))


def test_a_new_file_takes_the_place_of_the_old_one(path: Path) -> None:
    replace_safely(path, b"new", accept)
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["case.xlsx"]


def test_a_new_file_is_written_where_there_was_none(tmp_path: Path) -> None:
    replace_safely(tmp_path / "other.xlsx", b"new", accept)
    assert (tmp_path / "other.xlsx").read_bytes() == b"new"


def test_a_file_that_does_not_read_back_leaves_the_old_one(path: Path) -> None:
    def refuse(written: Path) -> None:
        assert written.read_bytes() == b"new"
        raise RelaisError("It reads back otherwise.")

    assert refusal(path, refuse) == "It reads back otherwise."
    assert path.read_bytes() == b"old"
    assert names(path.parent) == ["case.xlsx"]


def test_a_disk_that_gives_back_other_bytes_leaves_the_old_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _path: b"n?w")
    assert "does not read back" in refusal(path)
    monkeypatch.undo()
    assert path.read_bytes() == b"old"


@pytest.mark.skipif(sys.platform != "linux", reason="what a handle is, is asked of /proc")
def test_the_new_file_and_its_folder_are_flushed_before_and_after_it_takes_its_place(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    flush, replace = os.fsync, os.replace

    def flushing(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        flush(handle)

    def replacing(new: Path, target: Path) -> None:
        done.append("replace")
        replace(new, target)

    monkeypatch.setattr(os, "fsync", flushing)
    monkeypatch.setattr(os, "replace", replacing)
    replace_safely(path, b"new", accept)
    assert done == ["file", "replace", "folder"]


@pytest.mark.parametrize("user", ["Amina", "Jörg Weiß", "Ивана"])
def test_a_file_open_in_excel_is_named_with_its_user(path: Path, user: str) -> None:
    path.with_name("~$case.xlsx").write_bytes(excel_note(user))
    assert refusal(path) == (
        f"case.xlsx: The file is open in Excel, by {user}. Close it there and try again, delete "
        "“~$case.xlsx” if nobody has it open any more, or choose another name, such as "
        "“case-copy.xlsx”. The old file is as it was, and the new one was kept as “case-new.xlsx”."
    )
    assert path.read_bytes() == b"old"
    assert path.with_name("case-new.xlsx").read_bytes() == b"new"
    assert names(path.parent) == ["case-new.xlsx", "case.xlsx", "~$case.xlsx"]


def test_an_open_file_is_refused_before_long_work_is_done_for_it(path: Path) -> None:
    refuse_hindered(path)
    refuse_hindered(path.with_name("other.xlsx"))
    path.with_name("~$case.xlsx").write_bytes(excel_note("Amina"))
    with pytest.raises(RelaisError) as refused:
        refuse_hindered(path)
    assert str(refused.value) == (
        "case.xlsx: The file is open in Excel, by Amina. Close it there and try again, delete "
        "“~$case.xlsx” if nobody has it open any more, or choose another name, such as "
        "“case-copy.xlsx”. Nothing was changed."
    )
    assert names(path.parent) == ["case.xlsx", "~$case.xlsx"]


def test_a_file_open_in_libreoffice_is_named_with_its_user(path: Path) -> None:
    note = path.with_name(".~lock.case.xlsx#")
    note.write_text(r"Jan\, Dienst 3,jan,pc-12,01.01.2026 10:00,file:///profile;", "utf-8")
    assert "The file is open in LibreOffice, by Jan, Dienst 3. Close it" in refusal(path)
    note.write_text(",jan,pc-12,01.01.2026 10:00,file:///profile;", "utf-8")
    assert "The file is open in LibreOffice, by jan. Close it" in refusal(path)
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("note", [b"", b"\x05Am", b"\xff" * 165, b"\x36" + b" " * 60])
def test_a_note_that_says_nothing_readable_still_says_that_the_file_is_open(
    path: Path, note: bytes
) -> None:
    path.with_name("~$case.xlsx").write_bytes(note)
    assert "The file is open in Excel" in refusal(path)


def test_a_note_of_another_file_is_nobody_s_hindrance(path: Path) -> None:
    path.with_name("~$other.xlsx").write_bytes(excel_note("Amina"))
    assert open_note(path) is None
    replace_safely(path, b"new", accept)
    assert path.read_bytes() == b"new"


def test_another_name_is_offered_that_is_free(path: Path) -> None:
    path.with_name("~$case.xlsx").write_bytes(b"")
    path.with_name("case-copy.xlsx").touch()
    assert "such as “case-copy-2.xlsx”" in refusal(path)


def test_a_good_file_that_cannot_take_its_place_is_kept_and_named(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tries = refuse_to_replace(monkeypatch, PermissionError(errno.EACCES, "in use"))
    assert refusal(path) == (
        "case.xlsx: The file is open in another program. Close it in other programs, allow changes "
        "to it, or choose another name, such as “case-copy.xlsx”. The old file is as it was, and "
        "the new one was kept as “case-new.xlsx”."
    )
    assert len(tries) == 4
    assert path.read_bytes() == b"old"
    assert path.with_name("case-new.xlsx").read_bytes() == b"new"
    assert "case-new-2.xlsx" in refusal(path)
    assert names(path.parent) == ["case-new-2.xlsx", "case-new.xlsx", "case.xlsx"]


def test_any_other_reason_keeps_the_good_file_too(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_replace(monkeypatch, OSError(errno.EIO, "Input/output error"))
    assert "The file cannot be replaced (Input/output error)." in refusal(path)
    assert path.read_bytes() == b"old"
    assert path.with_name("case-new.xlsx").read_bytes() == b"new"


def test_a_file_that_cannot_even_be_renamed_is_copied_as_far_as_needed(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_to_replace(monkeypatch, PermissionError(errno.EACCES, "in use"))
    monkeypatch.setattr(os, "rename", os.replace)
    assert "kept as “case-new.xlsx”" in refusal(path)
    assert path.with_name("case-new.xlsx").read_bytes() == b"new"
    away, copy = tmp_path / "away", shutil.copyfile
    away.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(away))

    def full(new: Path, kept: Path) -> object:
        if kept.parent != away:
            raise OSError(errno.ENOSPC, "full")
        return copy(new, kept)

    monkeypatch.setattr(shutil, "copyfile", full)
    assert f"kept as “{away / 'case-new.xlsx'}”" in refusal(path)
    assert (away / "case-new.xlsx").read_bytes() == b"new"


def test_a_hindrance_of_a_moment_is_waited_for(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, hindrances = os.replace, [PermissionError(errno.EACCES, "scanned")] * 2

    def replacing(new: Path, target: Path) -> None:
        if hindrances:
            raise hindrances.pop()
        replace(new, target)

    monkeypatch.setattr(os, "replace", replacing)
    replace_safely(path, b"new", accept)
    assert path.read_bytes() == b"new"
    assert names(path.parent) == ["case.xlsx"]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.EACCES, "You may not write in this folder. Choose another folder"),
        (errno.EROFS, "The folder is read-only. Choose another folder"),
        (errno.ENOSPC, "The disk is full. Make room or choose another folder"),
        (errno.EDQUOT, "Your share of the disk is used up. Make room or choose another folder"),
        (errno.ENOENT, "The folder takes no new files. Choose another folder"),
        (errno.ENOTDIR, "The folder takes no new files. Choose another folder"),
        (errno.EIO, "The file cannot be written in this folder (Input/output error)."),
    ],
)
@pytest.mark.parametrize("function", ["open", "fsync"])
def test_a_folder_that_takes_no_file_is_told_with_its_reason(
    path: Path, monkeypatch: pytest.MonkeyPatch, function: str, code: int, said: str
) -> None:
    def fail(*_given: object) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, function, fail)
    message = refusal(path)
    assert message.startswith(f"case.xlsx: {said}")
    assert message.lower().endswith("nothing was changed.")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert names(path.parent) == ["case.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="folders are not read-only there")
def test_a_folder_that_is_really_read_only_takes_no_file() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        path.write_bytes(b"old")
        path.chmod(0o666)
        path.parent.chmod(0o555)
        with not_as_root():
            assert "You may not write in this folder" in refusal(path)
        assert path.read_bytes() == b"old"
        assert names(path.parent) == ["case.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
def test_a_file_of_somebody_else_is_left_alone() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.xlsx"
        path.write_bytes(b"old")
        path.chmod(0o444)
        path.parent.chmod(0o777)
        with not_as_root():
            assert "The file is write-protected" in refusal(path)
        assert path.read_bytes() == b"old"
        assert path.with_name("case-new.xlsx").read_bytes() == b"new"


def test_a_name_that_cannot_be_is_told(tmp_path: Path) -> None:
    assert "The folder does not exist" in refusal(tmp_path / "none" / "case.xlsx")
    assert "There is a folder of this name" in refusal(tmp_path)
    assert "No file can be reached by this name" in refusal(tmp_path / "a\0b.xlsx")
    (tmp_path / "file").write_bytes(b"")
    assert "The folder does not exist" in refusal(tmp_path / "file" / "case.xlsx")
    assert names(tmp_path) == ["file"]


def test_a_name_that_is_too_long_is_told(tmp_path: Path) -> None:
    assert "The name is too long. Choose a shorter name" in refusal(tmp_path / ("x" * 300))


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_stays_a_link_and_its_file_is_replaced(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    link = folder / "link.xlsx"
    link.symlink_to(path)
    replace_safely(link, b"new", accept)
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    link.unlink()
    link.symlink_to(tmp_path / "later.xlsx")
    replace_safely(link, b"first", accept)
    assert (tmp_path / "later.xlsx").read_bytes() == b"first"


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_links_in_a_circle_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").symlink_to(tmp_path / "b.xlsx")
    (tmp_path / "b.xlsx").symlink_to(tmp_path / "a.xlsx")
    refusal(tmp_path / "a.xlsx")
    assert names(tmp_path) == ["a.xlsx", "b.xlsx"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
def test_a_pipe_or_a_device_is_not_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "This is no ordinary file" in refusal(tmp_path / "pipe")
    assert "This is no ordinary file" in refusal(Path("/dev/null"))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are another thing there")
def test_a_new_file_has_the_rights_of_the_old_one(path: Path) -> None:
    path.chmod(0o640)
    replace_safely(path, b"new", accept)
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="locks decide elsewhere only")
def test_what_a_killed_write_left_is_removed_and_nothing_else(path: Path) -> None:
    left = path.with_name(".relais-0123456789ab.tmp")
    left.write_bytes(b"half")
    other = path.with_name(".relais-notes.tmp")
    other.write_bytes(b"the user's own")
    with written_in(path.parent, b"being written") as busy:
        replace_safely(path, b"new", accept)
        assert busy.read_bytes() == b"being written"
        assert names(path.parent) == sorted([".relais-notes.tmp", busy.name, "case.xlsx"])
    assert names(path.parent) == [".relais-notes.tmp", "case.xlsx"]


def test_a_folder_that_may_not_be_written_is_refused_before_any_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse_hindered(tmp_path / "new.xlsx")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    with pytest.raises(RelaisError, match="may not write in this folder"):
        refuse_hindered(tmp_path / "new.xlsx")


KILLS = 50
LONGEST = 0.06  # seconds after the first write, of which each takes a few milliseconds
ROOT = Path(__file__).resolve().parents[3]

WRITER = """
import hashlib, os, sys
from pathlib import Path
from models.workbook.safe_writing import replace_safely

while True:
    body = os.urandom(400_000)
    content = hashlib.sha256(body).digest() + body
    replace_safely(Path(sys.argv[1]), content, lambda written: None)
    print("written", flush=True)
"""


def is_whole(path: Path) -> bool:
    content = path.read_bytes()
    return len(content) == 400_032 and hashlib.sha256(content[32:]).digest() == content[:32]


def killed_writer(path: Path, after: float) -> int:
    """Let a process write again and again, kill it, and return how it ended."""
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        sleep(after)
        writer.kill()
        return writer.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_file_is_whole_whenever_its_writer_is_killed(tmp_path: Path) -> None:
    moments, path = random.Random(2026), tmp_path / "case.xlsx"
    left = 0
    for _ in range(KILLS):
        assert killed_writer(path, moments.uniform(0, LONGEST)) == -signal.SIGKILL
        assert is_whole(path)
        found = [file.name for file in tmp_path.iterdir() if file != path]
        assert len(found) <= 1  # each writer removes what the one before left
        left += len(found)
    assert left > 0  # some were killed in the middle
    replace_safely(path, b"last", lambda _written: None)
    assert [file.name for file in tmp_path.iterdir()] == ["case.xlsx"]
