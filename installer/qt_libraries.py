"""What Qt, and for the checks LibreOffice, need of a Linux system, and how to get it."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from installer.environment import StartError, say

# Debian's package and the library in it that Qt loads.
ALWAYS = {
    "libglib2.0-0": "libgthread-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
}
UNDER_X = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
# A screen without a monitor, a window manager on it, and a hand that types and clicks there.
SCREEN_FOR_TESTS = {
    "xvfb": "xvfb-run",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
}
FONT = "fonts-dejavu-core"
# LibreOffice without a window, which the tests of the round trip drive, and a file of each.
OFFICE_FOR_TESTS = {
    "libreoffice-calc": Path("/usr/lib/libreoffice/program/libsclo.so"),
    "python3-uno": Path("/usr/lib/python3/dist-packages/uno.py"),
}
INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


def loads(library: str) -> bool:
    """Whether the system finds and loads a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def draws_on_x(variables: Mapping[str, str], *, checks: bool, xvfb: bool) -> bool:
    """Whether Qt will draw through X: on the user's screen, or for the checks on Xvfb."""
    if platform := variables.get("QT_QPA_PLATFORM", ""):
        return platform.startswith("xcb")
    if variables.get("DISPLAY"):
        return True
    return xvfb if checks else not variables.get("WAYLAND_DISPLAY")


def missing_libraries(*, under_x: bool, found: Callable[[str], bool] = loads) -> list[str]:
    """The Debian packages of the libraries Qt would not find."""
    needed = ALWAYS | (UNDER_X if under_x else {})
    return [package for package, library in needed.items() if not found(library)]


def missing_for_checks(*, under_x: bool) -> list[str]:
    """The Debian packages the checks use if they are there, and do without if not."""
    screen = SCREEN_FOR_TESTS if under_x else {}
    missing = [package for package, command in screen.items() if not shutil.which(command)]
    missing += [package for package, file in OFFICE_FOR_TESTS.items() if not file.exists()]
    fonts = next(Path("/usr/share/fonts").rglob("*.[to]tf"), None)
    return missing if fonts else [*missing, FONT]


def provide(variables: Mapping[str, str], *, checks: bool) -> None:
    """See that Qt finds the system's libraries: install them if allowed, else say how.

    Raises StartError with the command to run.
    """
    if not sys.platform.startswith("linux"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        under_x = draws_on_x(variables, checks=checks, xvfb=True)
        wanted = missing_libraries(under_x=under_x)
        wanted += missing_for_checks(under_x=under_x) if checks else []
        if wanted:
            install(wanted)
    xvfb = shutil.which("xvfb-run") is not None
    under_x = draws_on_x(variables, checks=checks, xvfb=xvfb)
    if missing := missing_libraries(under_x=under_x):
        raise StartError(advice(missing), status=2)


def install(packages: Sequence[str]) -> None:
    """Install Debian packages, with apt's own lines on standard error."""
    say(f"Installing the system packages that are needed: {' '.join(packages)}")
    apt("apt-get", "update", "-qq")
    apt(*INSTALL, "-qq", *map(name_here, packages))


def apt(*command: str) -> None:
    """Run one apt-get command; what is missing after it is looked at again anyway."""
    variables = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = subprocess.DEVNULL
    done = subprocess.run(command, check=False, env=variables, stdin=quiet, stdout=sys.stderr)
    if done.returncode:
        say(f"{' '.join(command)} stopped with status {done.returncode}.")


def name_here(package: str) -> str:
    """A package's name on this system: newer ones added t64 to some (64-bit time)."""
    for name in (package, package + "t64"):
        command = ["apt-cache", "show", "--no-all-versions", name]
        if subprocess.run(command, check=False, capture_output=True).returncode == 0:
            return name
    return package


def advice(missing: Sequence[str]) -> str:
    """What to tell the user when libraries are missing: which, and the command to run."""
    if shutil.which("apt-get"):
        how = "Install them with this command, then start again:\n    " + command_for(missing)
    else:
        files = ", ".join((ALWAYS | UNDER_X)[package] for package in missing)
        how = f"Install the packages of your system that hold {files}. Then start again."
    return "Libraries of this system that Relais' window needs are missing.\n" + how


def command_for(packages: Sequence[str]) -> str:
    """The exact command that installs Debian packages."""
    return " ".join(["sudo", *INSTALL, *map(name_here, packages)])
