"""A write that is killed at any moment leaves the old file or the new one, whole."""

from __future__ import annotations

import hashlib
import random
import signal
import subprocess
import sys
from pathlib import Path
from time import sleep

import pytest

from models.workbook.safe_writing import replace_safely

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
