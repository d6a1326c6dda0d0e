"""One linear program of about 1,000 columns: our engine against LibreOffice Calc's solver.

Run by hand: python -m tests.benchmarks.libreoffice_solver

Needs LibreOffice Calc (`soffice`) and a Python with its module `uno`; on Debian libreoffice-calc
and python3-uno. The office is started without a window, with a profile of its own that is thrown
away, and stopped at the end.

Both solve the very same rows, columns, bounds and objective, each from its own form of them in
memory: here the arrays, cold, with the handing over and the certificate; there the sheet. That is
"solving". Most of LibreOffice's time goes into reading the coefficients: it changes every variable
in turn and looks at every cell that a limit names. "From the index tables, laid out" adds building
the arrays here and filling the sheet there. "Everything" is from nothing to the value: here a new
Python that imports, draws and traces the case, builds and solves; there starting the office, laying
the finished program out, solving it and stopping, without the case.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any, TypeVar
from uuid import uuid4

import numpy as np

from solver.engine.arrays import Arrays
from solver.engine.engine import Engine
from solver.inputs.setup import Setup
from solver.program.costs import goal_costs
from solver.program.model import Model, model_of
from solver.solve import prepare
from tests.benchmarks.random_case import random_case

_GOALS = ("unfunded", "proportional")
"""The first goal and the one that puts a cost on every payment."""
_RUNS = 9
_AGREES = 1e-6
_STOPS_WITHIN = 30.0

Result = TypeVar("Result")


def main() -> None:
    """Print seconds, values and ratios for each objective."""
    if sys.argv[1:]:
        _solve_once(sys.argv[1])
        return
    office, python = _office(), _python_with_uno()
    setup = _setup()
    model = model_of(setup)
    theirs, whole = _timed(lambda: _by_office(office, python, model))
    _say_what(model, theirs)
    for goal in _GOALS:
        _report(goal, model, theirs, whole)


def _setup() -> Setup:
    """Return 4 payers × 4 hosts × 4 stages × 6 years with too little money for every need."""
    case = random_case(1, territories=4, years=6)
    payers = case.table("Territories")["territory"]
    scarce = case.table("Budgets").iloc[[0] * len(payers)].assign(payer=payers.to_numpy())
    scarce["max_contribution"] = np.linspace(1e7, 2e7, len(payers))
    return prepare(case.with_table("Budgets", scarce), "base").setup


def _solve_once(goal: str) -> None:
    """Print the value of one objective, from nothing."""
    model = model_of(_setup())
    print(repr(_value(model.arrays, goal_costs(model.setup, model.layout, goal))))


def _value(arrays: Arrays, costs: np.ndarray) -> float:
    """Hand over and solve cold."""
    optimum = Engine(arrays).minimise(costs)
    assert optimum is not None
    return optimum.objective


def _say_what(model: Model, theirs: dict[str, Any]) -> None:
    arrays = model.arrays
    print(
        f"columns {len(arrays.lower):,}, rows {len(arrays.row_lower)}, "
        f"non-zeros {arrays.matrix.nnz:,}, upper bounds {int(np.isfinite(arrays.upper).sum())}"
    )
    print(f"LibreOffice: {theirs['solver']}, the first of {', '.join(theirs['solvers'])}")


def _report(goal: str, model: Model, theirs: dict[str, Any], whole: float) -> None:
    arrays, costs = model.arrays, goal_costs(model.setup, model.layout, goal)
    value, solving = _median(lambda: _value(arrays, costs))
    _, from_tables = _median(lambda: _value(model_of(model.setup).arrays, costs))
    _, everything = _timed(lambda: _from_nothing(goal))
    solve, laying_out = theirs["solves"][goal], theirs["laying_out"]
    assert solve["success"], f"LibreOffice found no solution for {goal}"
    apart = abs(solve["value"] - value) / abs(value)
    print(f"{goal}: ours {value:.9g}, LibreOffice {solve['value']:.9g}, {apart:.0e} apart")
    assert apart <= _AGREES, "the two values do not agree"
    others = sum(s["seconds"] for name, s in theirs["solves"].items() if name != goal)
    for what, seconds, our_seconds in (
        ("solving", solve["seconds"], solving),
        ("from the index tables, laid out", solve["seconds"] + laying_out, from_tables),
        ("everything", whole - others, everything),
    ):
        print(
            f"  {what}: LibreOffice {seconds:.2f} s, ours {our_seconds * 1e3:.1f} ms, "
            f"ratio {seconds / our_seconds:,.0f}"
        )


def _from_nothing(goal: str) -> None:
    command = [sys.executable, "-m", "tests.benchmarks.libreoffice_solver", goal]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Return what some work gives and the seconds it takes."""
    start = perf_counter()
    result = work()
    return result, perf_counter() - start


def _median(work: Callable[[], float]) -> tuple[float, float]:
    """Return the value found and the median seconds of some runs."""
    runs = [_timed(work) for _ in range(_RUNS)]
    return runs[0][0], float(np.median([seconds for _, seconds in runs]))


def _by_office(office: str, python: str, model: Model) -> dict[str, Any]:
    """Return what LibreOffice found and how long each part took."""
    objectives = {
        goal: _terms(goal_costs(model.setup, model.layout, goal)[None, :])[0] for goal in _GOALS
    }
    with _running(office) as pipe:
        asked = {"pipe": pipe, "program": _written(model.arrays), "objectives": objectives}
        done = subprocess.run(
            [python, str(Path(__file__).with_name("libreoffice_sheet.py"))],
            input=json.dumps(asked),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
    if done.returncode:
        sys.exit(f"LibreOffice did not solve it:\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _written(arrays: Arrays) -> dict[str, Any]:
    """Return the program as lists, limits that are none as None."""
    bounds = zip(arrays.row_lower, arrays.row_upper, strict=True)
    assert not arrays.lower.any()
    return {
        "upper": [_limit(most) for most in arrays.upper],
        "rows": [
            {"terms": terms, "least": _limit(least), "most": _limit(most)}
            for terms, (least, most) in zip(_terms(arrays.matrix.toarray()), bounds, strict=True)
        ],
    }


def _terms(rows: np.ndarray) -> list[list[tuple[int, float]]]:
    return [[(int(i), float(row[i])) for i in np.flatnonzero(row)] for row in rows]


def _limit(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None


def _office() -> str:
    found = shutil.which("soffice")
    if found is None:
        sys.exit("soffice was not found: install LibreOffice Calc (Debian: libreoffice-calc).")
    return found


def _python_with_uno() -> str:
    """Return a Python that can import uno: this one, the office's own or the system's."""
    if importlib.util.find_spec("uno"):
        return sys.executable
    beside = str(Path(_office()).resolve().parent)
    for folder in (beside, os.defpath):
        for name in ("python", "python3"):
            python = shutil.which(name, path=folder)
            if python and _imports_uno(python):
                return python
    sys.exit("No Python here can import uno: install LibreOffice's (Debian: python3-uno).")


def _imports_uno(python: str) -> bool:
    done = subprocess.run([python, "-c", "import uno"], check=False, capture_output=True)
    return done.returncode == 0


@contextmanager
def _running(office: str) -> Iterator[str]:
    """Run an office without a window and with a profile of its own; give the name of its pipe."""
    pipe = f"relais{uuid4().hex}"
    with TemporaryDirectory() as profile:
        command = [
            office,
            "--headless",
            "--norestore",
            "--nologo",
            "--nodefault",
            f"-env:UserInstallation={Path(profile).as_uri()}",
            f"--accept=pipe,name={pipe};urp;",
        ]
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            yield pipe
            process.wait(_STOPS_WITHIN)
        finally:
            _stopped(process)


def _stopped(process: subprocess.Popen[bytes]) -> None:
    """Stop an office that did not stop when asked, and what it started."""
    if process.poll() is not None:
        return
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


if __name__ == "__main__":
    main()
