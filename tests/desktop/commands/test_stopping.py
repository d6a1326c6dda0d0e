"""Ctrl+C and the end of a process, at every moment: a word, 130, and nobody left behind."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.cases import SAMPLES
from tests.desktop.commands.every_command import (
    ROOT,
    ran,
    refusal,
    with_site,
)

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are others there")

WORKED = SAMPLES / "worked.xlsx"
WITHIN_SECONDS = 120.0
STOP_WHILE_LOADING = """
import os, signal, sys
class Stopping:
    def find_spec(self, name, path=None, target=None):
        if name == os.environ.get("STOP_AT") and "--multiprocessing-fork" not in sys.argv:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stopping())
"""


def in_time(condition: Callable[[], object]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + WITHIN_SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize(
    "module",
    [
        *("desktop.commands.running", "desktop.commands.arguments", "desktop.commands.solve"),
        *("models.problems", "numpy", "pandas", "pandas._libs.tslibs", "highspy", "scipy"),
    ],
)
@pytest.mark.parametrize("further", [[], ["--json"]], ids=["text", "json"])
def test_ctrl_c_while_a_command_is_loaded_is_a_word(
    module: str, further: list[str], tmp_path: Path
) -> None:
    variables = with_site(tmp_path, STOP_WHILE_LOADING) | {"STOP_AT": module}
    done = ran("solve", str(WORKED), *further, variables=variables)
    assert (done.returncode, done.stderr) == (130, b"Stopped.\n")
    if further:
        assert [one["code"] for one in refusal(done.stdout.decode())] == ["stopped"]
    else:
        assert done.stdout == b""


@pytest.mark.parametrize("module", ["desktop.app.start", "PySide6.QtWidgets", "desktop.app.window"])
def test_ctrl_c_while_the_window_is_loaded_is_a_word(module: str, tmp_path: Path) -> None:
    variables = with_site(tmp_path, STOP_WHILE_LOADING) | {"STOP_AT": module}
    done = ran(variables={**variables, "QT_QPA_PLATFORM": "offscreen"})
    assert (done.returncode, done.stderr) == (130, b"Stopped.\n")


@pytest.mark.parametrize("module", ["installer.launch", "installer.environment", "subprocess"])
def test_ctrl_c_while_the_installer_is_loaded_is_a_word(module: str, tmp_path: Path) -> None:
    variables = with_site(tmp_path, STOP_WHILE_LOADING) | {"STOP_AT": module}
    done = subprocess.run(
        [sys.executable, str(ROOT / "installer" / "start.py"), "solve", str(WORKED)],
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stderr) == (130, b"Stopped.\n")


def test_ctrl_c_between_the_installer_and_the_program_is_a_word(tmp_path: Path) -> None:
    relais = tmp_path / "relais"
    relais.write_text(
        f"#!{sys.executable}\n"
        "import os, signal, sys\n"
        "os.kill(os.getpid(), signal.SIGINT)  # as if it came while Python itself begins\n"
        f"sys.path.insert(0, {str(ROOT)!r})\n"
        "from desktop.__main__ import main\n"
        "sys.exit(main())\n",
        encoding="utf-8",
    )
    relais.chmod(0o755)
    start = (
        "from pathlib import Path\n"
        "from installer.launch import run\n"
        f"class Here:\n    command = staticmethod(lambda _: {str(relais)!r})\n"
        f"run(Here(), ['solve', {str(WORKED)!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", start], cwd=ROOT, capture_output=True, check=False, timeout=120
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"Stopped.\n")


def begun(*command: str) -> subprocess.Popen[bytes]:
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [sys.executable, *command],
        env=variables,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def workers_of(parent: subprocess.Popen[bytes]) -> list[psutil.Process]:
    found = psutil.Process(parent.pid).children(recursive=True)
    return [one for one in found if "--multiprocessing-fork" in one.cmdline()]


def is_alive(process: psutil.Process) -> bool:
    """Say whether a process runs; one that only nobody has waited for does not."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def has_loaded(worker: psutil.Process, library: str) -> bool:
    return any(library in part.path for part in worker.memory_maps())


MOMENTS: dict[str, Callable[[psutil.Process], bool]] = {
    "as soon as they are there": lambda _: True,
    "while they load": lambda worker: has_loaded(worker, "numpy"),
    "while they solve": lambda worker: has_loaded(worker, "highs"),
}


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize(("number", "status"), [(9, -9), (15, 143), (2, 130)])
def test_no_worker_of_a_sweep_outlives_its_parent(moment: str, number: int, status: int) -> None:
    many = ["--samples", "9000", "--spread", "Flows.persons=10", "--jobs", "2", "--json"]
    parent = begun("-m", "desktop", "sweep", str(WORKED), *many)
    in_time(lambda: len(workers_of(parent)) == 2)
    in_time(lambda: all(map(MOMENTS[moment], workers_of(parent))))
    everybody = psutil.Process(parent.pid).children(recursive=True)
    parent.send_signal(number)
    _, said = parent.communicate(timeout=WITHIN_SECONDS)
    assert parent.returncode == status
    in_time(lambda: not any(map(is_alive, everybody)))
    if number != 9:
        assert b"Traceback" not in said, said


@pytest.mark.parametrize("number", [9, 15])
def test_a_worker_that_is_busy_in_the_solver_ends_with_its_parent(
    number: int, tmp_path: Path
) -> None:
    parent = begun("-m", "tests.solver.sweep.busy", str(tmp_path))
    in_time(lambda: len(list(tmp_path.iterdir())) == 2)
    everybody = psutil.Process(parent.pid).children(recursive=True)
    assert len(everybody) >= 2
    parent.send_signal(number)
    parent.communicate(timeout=WITHIN_SECONDS)
    in_time(lambda: not any(map(is_alive, everybody)))
