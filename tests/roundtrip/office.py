"""LibreOffice without a window, in a language: opens workbooks, edits them, saves them."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

Edit = dict[str, Any]
Job = dict[str, Any]

_LONGEST = 120.0
_STOPS_WITHIN = 30.0


@cache
def missing() -> str:
    """Say what of LibreOffice is missing here, "" where nothing is."""
    office = shutil.which("soffice")
    if office is None or not any(Path(office).resolve().parent.glob("*sclo*")):
        return "LibreOffice Calc is not installed (Debian: libreoffice-calc)"
    if not _python_with_uno():
        return "no Python here can import uno (Debian: python3-uno)"
    return ""


def edited(jobs: Sequence[Job]) -> list[dict[str, str]]:
    """Do all jobs in one office.

    A job says what to `open`, in which `locale` (fr-BE), the `edits` and where to `save`. Returned
    are, for each job, the names and contents of the lock notes beside the workbook while it was
    open.
    """
    with _running() as pipe:
        done = subprocess.run(
            [_python_with_uno(), str(Path(__file__).with_name("office_script.py"))],
            input=json.dumps({"pipe": pipe, "jobs": jobs}),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=_LONGEST,
        )
    assert done.returncode == 0, done.stderr
    notes: list[dict[str, str]] = json.loads(done.stdout)
    return notes


@cache
def _python_with_uno() -> str:
    """Return a Python that can import uno: the office's own or the system's."""
    beside = str(Path(shutil.which("soffice") or "").resolve().parent)
    for folder in (beside, os.defpath):
        for name in ("python", "python3"):
            python = shutil.which(name, path=folder)
            if python and _imports_uno(python):
                return python
    return sys.executable if _imports_uno(sys.executable) else ""


def _imports_uno(python: str) -> bool:
    done = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
    return done.returncode == 0


@contextmanager
def _running() -> Iterator[str]:
    """Run an office with a profile of its own; give the name of its pipe."""
    pipe = f"relais{uuid4().hex}"
    with TemporaryDirectory() as profile:
        command = [
            "soffice",
            *("--headless", "--norestore", "--nologo", "--nodefault"),
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(command, stdout=quiet, stderr=quiet, start_new_session=True)
        try:
            yield pipe
            process.wait(_STOPS_WITHIN)
        finally:
            _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Stop an office that did not stop when asked, and what it started."""
    if process.poll() is None:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
