"""From the arguments to a running Relais, or to the whole of the checks."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from desktop.app.terminal import COMMANDS, is_case
from installer import qt_libraries
from installer.environment import Environment, StartError, environment_for, prepare, say

TWO_AT_ONCE = ("-n", "2")
# Without a window, so without the libraries a window needs.
NO_WINDOW = frozenset((*COMMANDS, "-h", "--help", "--version"))
CHECKS, TYPES = ("ruff check", "ruff format --check", "lint-imports"), "mypy"
XVFB = ("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24")


def launch(argv: Sequence[str], checkout: Path) -> int:
    """Run Relais, or with --test the checks; return the exit status."""
    checks, arguments = split_arguments(argv)
    try:
        if checks or needs_window(arguments):
            qt_libraries.provide(os.environ, checks=checks)
        environment = environment_for(checkout)
        prepare(environment, checks=checks)
        return run_checks(environment, arguments) if checks else run(environment, arguments)
    except StartError as problem:
        say(str(problem))
        return problem.status
    except OSError as error:
        say(f"Relais could not be started: {error}\nPut that right, then start again.")
        return 1
    except KeyboardInterrupt:
        say("Stopped. The next start takes up what was left.")
        return 130


def split_arguments(argv: Sequence[str]) -> tuple[bool, list[str]]:
    """Whether the checks are asked for (--test comes first), and the other arguments."""
    checks = list(argv[:1]) == ["--test"]
    return checks, list(argv[1:] if checks else argv)


def needs_window(arguments: Sequence[str]) -> bool:
    """Whether these arguments of relais open its window; a slip such as `slove` does not."""
    return not arguments or (arguments[0] not in NO_WINDOW and is_case(arguments[0]))


def surroundings() -> dict[str, str]:
    """The variables around us, but for those that would bring in another Python's packages."""
    return {key: v for key, v in os.environ.items() if key not in ("PYTHONHOME", "PYTHONPATH")}


def run(environment: Environment, arguments: Sequence[str]) -> int:
    """Become relais where the system can do that; elsewhere run it and pass its status on."""
    command = [str(environment.command("relais")), *arguments]
    if os.name == "posix":
        # Ctrl+C waits until relais can hear it: a Python that is starting would print a traceback.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        os.execve(command[0], command, surroundings())
    with subprocess.Popen(command, env=surroundings()) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:  # relais got it too, and ends in its own way
                continue


def run_checks(environment: Environment, arguments: Sequence[str]) -> int:
    """Run every check even if one fails, the types beside all others; 0 only if all passed."""
    with ThreadPoolExecutor(max_workers=1) as beside:  # tests of windows often wait
        types = beside.submit(run_check, environment, TYPES)
        passed = {check: run_check(environment, check) for check in CHECKS}
        tests = run_tests(environment, arguments)
        passed[TYPES] = types.result()
    say("\nBeside the tests:")
    for check, well in passed.items():
        say(f"    {'passed' if well else 'FAILED'}  {check}")
    return tests or int(not all(passed.values()))


def run_check(environment: Environment, check: str) -> bool:
    """Announce and run one check in the checkout; whether it passed."""
    say(f"\n== {check}")
    name, *options = check.split()
    command = [str(environment.command(name)), *options]
    done = subprocess.run(command, check=False, cwd=environment.checkout, env=surroundings())
    return done.returncode == 0


def run_tests(environment: Environment, arguments: Sequence[str]) -> int:
    """Announce and run pytest, without arguments on two processes; return its exit status."""
    arguments = arguments or TWO_AT_ONCE
    say(f"\n== {' '.join(['pytest', *arguments])}")
    before, platform = screen_for_tests(os.environ)
    command = [*before, str(environment.command("python")), "-m", "pytest", *arguments]
    variables = surroundings() | platform
    done = subprocess.run(command, check=False, cwd=environment.checkout, env=variables)
    return done.returncode


def screen_for_tests(variables: Mapping[str, str]) -> tuple[Sequence[str], dict[str, str]]:
    """What to put before the tests' command, and which variables to set, so that Qt can draw.

    The platform the user chose, else the user's screen, else Xvfb, else no screen at all.
    """
    if variables.get("QT_QPA_PLATFORM") or variables.get("DISPLAY"):
        return (), {}
    if shutil.which("xvfb-run"):
        return XVFB, {"QT_QPA_PLATFORM": "xcb"}
    return (), {"QT_QPA_PLATFORM": "offscreen"}
