from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.desktop.screen.seat import Screen, Seat, may_install, missing

TakeSeat = Callable[..., Seat]


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    """A screen with a window manager; a test fails for its lack where it could be installed."""
    if not sys.platform.startswith("linux"):
        pytest.skip("a window manager of X11 is for Linux")
    if lacking := missing():
        why = f"no window on a screen with a window manager without {', '.join(lacking)}"
        (pytest.fail if may_install() else pytest.skip)(why)
    made = Screen()
    yield made
    made.end()


@pytest.fixture
def take_seat(screen: Screen, tmp_path: Path) -> Iterator[TakeSeat]:
    """Opens a case in a window of its own; whoever got up must have met no traceback.

    A second argument names the folder that a window shares with the one before it.
    """
    taken: list[Seat] = []

    def take(case: Path, own: str = "") -> Seat:
        taken.append(Seat(screen, case, tmp_path / (own or f"own{len(taken)}")))
        return taken[-1]

    yield take
    for seat in taken:
        with seat:
            told = seat.errors()
        assert "Traceback" not in told, told
