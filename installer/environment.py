"""The environment Relais runs in: made once, kept as pinned, repaired when half made."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

RUN = "installer/requirements.txt"
CHECKS = "installer/requirements-test.txt"
PACKAGES = ("models", "solver", "desktop")
# These settings of a user's own pip would install elsewhere than in the environment.
ELSEWHERE = ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER")
NO_VENV = (
    f"This Python ({sys.executable}) cannot make environments: venv or ensurepip is missing.\n"
    "On Debian and Ubuntu install it with `sudo apt-get install python3-venv`, elsewhere install "
    "a complete\nPython 3.11 or newer. Then start again."
)
# What pip says, and what that means for the user.
REASONS = {
    "No space left": "The disk is full: make room, then start again.",
    r"Retrying \(|Connection|Timeout|ProxyError|unreachable": "The place pip takes packages from "
    "did not answer. Check the network; behind a proxy, set HTTPS_PROXY.\nThen start again.",
    "No matching distribution": "A package has no build for this Python on this system: try "
    "another Python, 3.11 to 3.13.",
    "WinError|Permission denied": "A file could not be replaced: close Relais if it is open, "
    "then start again.",
    "": "Start again; if it stops in the same way, report it with the lines above.",
}


class StartError(Exception):
    """Says what happened, where and what to do; `status` is the exit status."""

    def __init__(self, message: str, status: int = 1) -> None:
        super().__init__(message)
        self.status = status


def say(text: str) -> None:
    """Tell the user on standard error: standard output belongs to results."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


@dataclass(frozen=True)
class Environment:
    """A checkout and the folder of the virtual environment it runs in."""

    checkout: Path
    folder: Path

    @property
    def stamp(self) -> Path:
        """The file that says, once everything is installed, from what."""
        return self.folder / "relais-stamp.json"

    def command(self, name: str) -> Path:
        """Where the environment keeps a command."""
        windows = sys.platform == "win32"
        return self.folder / (f"Scripts/{name}.exe" if windows else f"bin/{name}")


def environment_for(checkout: Path) -> Environment:
    """The environment of a checkout: inside it, or with the user's data if that is closed."""
    try:
        with tempfile.TemporaryFile(dir=checkout):
            return Environment(checkout, checkout / ".venv")
    except OSError:
        name = "environment-" + hashlib.sha256(str(checkout).encode()).hexdigest()[:8]
        return Environment(checkout, users_folder(sys.platform, os.environ, Path.home()) / name)


def users_folder(platform: str, variables: Mapping[str, str], home: Path) -> Path:
    """The user's own folder for what Relais installs, as each system has it."""
    if platform == "win32":
        return Path(variables.get("LOCALAPPDATA") or home / "AppData/Local") / "relais"
    if platform == "darwin":
        return home / "Library/Application Support/relais"
    return Path(variables.get("XDG_DATA_HOME") or home / ".local/share") / "relais"


def prepare(environment: Environment, *, checks: bool) -> None:
    """Make the environment or bring it up to date; StartError if that cannot be done."""
    if is_ready(environment, checks=checks):
        return
    environment.folder.parent.mkdir(parents=True, exist_ok=True)
    with only_one(environment.folder.with_name(environment.folder.name + ".lock")):
        if not is_ready(environment, checks=checks):
            make(environment, checks=checks)


def is_ready(environment: Environment, *, checks: bool) -> bool:
    """Whether everything needed is installed, from the files as they are now."""
    found = read_stamp(environment)
    wanted = wanted_stamp(environment.checkout, checks=checks)
    return (
        wanted.items() <= found.items()
        and environment.command("relais").exists()
        and runs(environment.command("python"))
    )


def wanted_stamp(checkout: Path, *, checks: bool) -> dict[str, str]:
    """What the stamp must say: made where and by which Python, installed from what."""
    stamp = {
        "made": "Python {}.{} for {}".format(*sys.version_info[:2], checkout),
        "run": fingerprint(checkout, RUN, "pyproject.toml"),
    }
    return stamp | ({"checks": fingerprint(checkout, CHECKS)} if checks else {})


def fingerprint(checkout: Path, *names: str) -> str:
    """A hash of the named files and of which packages the checkout has."""
    packages = sorted(file.parent.name for file in checkout.glob("*/__init__.py"))
    content = [(checkout / name).read_bytes() for name in names]
    return hashlib.sha256(b"\0".join([repr(packages).encode(), *content])).hexdigest()


def read_stamp(environment: Environment) -> dict[str, str]:
    """What the stamp says; nothing if there is none or it cannot be read."""
    try:
        found = json.loads(environment.stamp.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def runs(python: Path) -> bool:
    """Whether a Python still runs: the one it was made from may have been removed."""
    try:
        done = subprocess.run([python, "-I", "-S", "-c", ""], check=False, capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


def make(environment: Environment, *, checks: bool) -> None:
    """Install everything; the stamp goes first and comes back last.

    Without its stamp an environment was left half made, and is made again from nothing.
    """
    stamp = wanted_stamp(environment.checkout, checks=checks)
    made_here = read_stamp(environment).get("made") == stamp["made"]
    can_stay = made_here and runs(environment.command("python"))
    environment.stamp.unlink(missing_ok=True)
    if can_stay:
        say(f"Step 1 of 3: bringing the environment in {environment.folder} up to date")
    else:
        create(environment)
    files = [RUN, CHECKS] if checks else [RUN]
    say(f"Step 2 of 3: installing the packages in {' and '.join(files)}")
    pip_install(environment, *(f"--requirement={environment.checkout / file}" for file in files))
    say("Step 3 of 3: installing Relais itself")
    install_checkout(environment)
    compile_ahead(environment)
    unfinished = environment.stamp.with_suffix(".new")
    unfinished.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    unfinished.replace(environment.stamp)


def create(environment: Environment) -> None:
    """Make an empty virtual environment with pip, in place of whatever was there."""
    folder = environment.folder
    say(f"Step 1 of 3: making an environment in {folder}")
    if folder.parent != environment.checkout:
        say(f"    (there, because {environment.checkout} cannot be written)")
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise StartError(NO_VENV)
    command = [sys.executable, "-I", "-m", "venv", "--clear", str(folder)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise StartError(
            f"No environment could be made in {folder}:\n{(done.stdout + done.stderr).strip()}\n"
            "Look that the disk is not full, delete that folder if it is there, start again."
        )


def install_checkout(environment: Environment) -> None:
    """Install the checkout as it stands, writing nothing into it: it may be read-only."""
    notes = environment.folder / "relais-build"
    notes.mkdir(exist_ok=True)
    settings = notes / "build.cfg"
    settings.write_text(f"[egg_info]\negg_base = {notes}\n", encoding="utf-8")
    wanted = ("--no-deps", "--no-build-isolation", f"--editable={environment.checkout}")
    pip_install(environment, *wanted, DIST_EXTRA_CONFIG=str(settings))


def compile_ahead(environment: Environment) -> None:
    """Compile Relais, so that the first start is as quick as the next; no harm where it cannot."""
    if environment.folder.parent == environment.checkout:
        folders = [str(environment.checkout / package) for package in PACKAGES]
        command = [str(environment.command("python")), "-I", "-m", "compileall", "-q", *folders]
        subprocess.run(command, check=False, capture_output=True)


def pip_install(environment: Environment, *wanted: str, **variables: str) -> None:
    """Run `pip install` in the environment; StartError, with the reason, if it fails."""
    pip = [str(environment.command("python")), "-I", "-u", "-m", "pip", "install"]
    kept = {key: value for key, value in os.environ.items() if key not in ELSEWHERE}
    said: list[str] = []
    with subprocess.Popen(
        [*pip, "--disable-pip-version-check", "--no-input", *wanted],
        env=kept | {"PIP_USER": "0"} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line.strip())
            if progress := progress_in(said[-1]):
                say("    " + progress)
    if process.returncode:
        raise StartError(pip_failure(said))


def progress_in(line: str) -> str:
    """The part of a line of pip's that tells a user how far it is, or ""."""
    if "Retrying (" in line:
        return "no answer from the place pip takes packages from: trying again"
    if line.startswith("Installing collected packages"):
        return f"installing {line.count(',') + 1} packages"
    got = re.match(r"(Downloading|Using cached) \S*?([^/\s]+)(?:\.whl|\.tar\.gz) (\(.*\))", line)
    return f"{got[1].lower()} {'-'.join(got[2].split('-')[:2])} {got[3]}" if got else ""


def pip_failure(said: Sequence[str]) -> str:
    """What to tell the user when pip stopped: its own last words, then what to do."""
    words = [line for line in said if line.startswith("ERROR")] or said
    advice = next(do for sign, do in REASONS.items() if re.search(sign, "\n".join(said)))
    return "\n".join(["pip could not install what Relais needs:", *words[-8:], advice])


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file, waiting (and saying so) while another start holds it."""
    with path.open("ab") as file:
        if is_taken(file.fileno()):
            say(f"Another start of Relais is making its environment: waiting for it ({path}).")
            while is_taken(file.fileno()):
                time.sleep(0.3)
        yield


def is_taken(handle: int) -> bool:
    """Take the lock, or say that another start has it; some network folders have no locks."""
    try:
        if sys.platform == "win32":
            os.lseek(handle, 0, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return True
    except OSError:
        return False
    return False
