"""A screen with a window manager, and somebody before it who clicks and types."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from installer import qt_libraries

COMMANDS = ("Xvfb", "openbox", "xdotool")
_CHECKOUT = Path(__file__).resolve().parents[3]
_PATIENCE_SECONDS = 60


def missing() -> list[str]:
    """Return what a screen of one's own lacks here; nothing: there can be one."""
    commands = [name for name in COMMANDS if not shutil.which(name)]
    return [*commands, *qt_libraries.missing_libraries(under_x=True)]


def may_install() -> bool:
    """Say whether the installer would have installed what is missing."""
    under_x = qt_libraries.draws_on_x(os.environ, checks=True, xvfb=True)
    return under_x and shutil.which("apt-get") is not None and os.geteuid() == 0


class Screen:
    """Xvfb with openbox, ended together."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-noreset", "-displayfd", str(write), "-screen", "0", "1920x1080x24"],
            pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(write)
        with os.fdopen(read, encoding="ascii") as told:
            self.display = f":{told.readline().strip()}"
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=self.variables(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        wait_for(self._is_managed)

    def variables(self) -> Mapping[str, str]:
        """Return what a program needs to know to be seen here."""
        mine = {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}
        kept = {k: v for k, v in os.environ.items() if k not in ("WAYLAND_DISPLAY", "XAUTHORITY")}
        return kept | mine

    def xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Do what a hand would."""
        return subprocess.run(
            ["xdotool", *words], check=False, env=self.variables(), capture_output=True, text=True
        )

    def end(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
            process.wait(timeout=_PATIENCE_SECONDS)

    def _is_managed(self) -> bool:
        return self.xdotool("get_desktop").returncode == 0


class Seat:
    """Somebody before a window of Relais on a screen."""

    def __init__(self, screen: Screen, case: Path, own: Path) -> None:
        self._screen = screen
        self._errors = own / "errors.txt"
        own.mkdir(parents=True, exist_ok=True)
        with self._errors.open("w", encoding="utf-8") as errors:
            self._window = subprocess.Popen(
                [sys.executable, "-m", "tests.desktop.screen.driven_window", str(case), str(own)],
                cwd=_CHECKOUT, env=screen.variables(), text=True, encoding="utf-8",
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors,
            )  # fmt: skip
        self.until("window.document.split_is_current and window.isActiveWindow()")
        self.press("shift")  # the first key of all brings a keyboard that Qt has to learn of

    def ask(self, expression: str) -> Any:
        """Return what an expression over `window` comes to."""
        is_found, answer = self._told(expression)
        assert is_found, f"{expression}: {answer}\n{self.errors()}"
        return answer

    def until(self, expression: str) -> None:
        """Wait until an expression comes to something true."""

        def holds() -> bool:
            is_found, answer = self._told(expression)
            return bool(is_found and answer)

        wait_for(holds, lambda: f"{expression}\n{self.errors()}")

    def click(self, place: str, *, button: int = 1, times: int = 1) -> None:
        """Click on a place, given as an expression such as `place(window.rail)`."""
        self._point_at(*self.ask(place))
        for _ in range(times):
            self._hold(button)
            self._release(button)

    def drag(self, place: str, by: int) -> None:
        """Press on a place, move to the right and let go."""
        x, y = self.ask(place)
        self._point_at(x, y)
        self._hold(1)
        self._point_at(x + by, y)
        self._release(1)

    def press(self, *keys: str) -> None:
        """Press keys such as `ctrl+k` into whatever has them."""
        self._do("key", "--delay", "30", *keys)

    def type(self, text: str) -> None:
        """Type into whatever has the keys."""
        self._do("type", "--delay", "30", text)

    def do(self, words: str) -> None:
        """Do a command by typing a part of its name."""
        self.press("ctrl+k")
        self.type(words)
        self.until(f"top('Palette').line.text() == {words!r}")
        self.press("Return")

    def errors(self) -> str:
        """Return what nobody caught so far."""
        return self._errors.read_text(encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._window.kill()
        self._window.communicate()

    def _point_at(self, x: int, y: int) -> None:
        """Move the pointer; xdotool waits 15 seconds for one to move that is there already."""
        there = self._screen.xdotool("getmouselocation").stdout
        if not there.startswith(f"x:{x} y:{y} "):
            self._do("mousemove", "--sync", str(x), str(y))

    def _hold(self, button: int) -> None:
        """Press a button and wait until the window has seen it: keys would overtake it."""
        self._do("mousedown", str(button))
        self.until("app.mouseButtons() != Qt.MouseButton.NoButton")

    def _release(self, button: int) -> None:
        self._do("mouseup", str(button))
        self.until("app.mouseButtons() == Qt.MouseButton.NoButton")

    def _do(self, *words: str) -> None:
        done = self._screen.xdotool(*words)
        assert done.returncode == 0, done.stderr

    def _told(self, expression: str) -> Sequence[Any]:
        assert self._window.stdin is not None
        assert self._window.stdout is not None
        self._window.stdin.write(expression + "\n")
        self._window.stdin.flush()
        line = self._window.stdout.readline()
        assert line, f"the window ended\n{self.errors()}"
        answer: Sequence[Any] = json.loads(line)
        return answer


def wait_for(holds: Any, told: Any = lambda: "") -> None:
    """Wait until something holds."""
    end = time.monotonic() + _PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < end, told()
        time.sleep(0.05)
