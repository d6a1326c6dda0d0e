"""Edits that a killed program left are offered by one window at a time."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app.window import MainWindow
from desktop.project.places import SafePlaces
from desktop.project.recovery import lost_edits_to_offer
from models.project.files import write_project
from models.project.project import Project
from tests.cases import sample_case
from tests.desktop.builders import quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow
from tests.desktop.project.killed import edited_until_killed, last_edit

_OTHER = """
import sys
from pathlib import Path
from desktop.project.recovery import lost_edits_to_offer
offered = lost_edits_to_offer(Path(sys.argv[1]))
print(len(offered), flush=True)
sys.stdin.read()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of which a killed program left edits."""
    path = tmp_path / "case.relais"
    write_project(Project(sample_case("worked")), path)
    edited_until_killed(SAMPLES / "worked.xlsx", tmp_path / "own", 0.3)
    return path


@pytest.fixture
def other(project: Path, places: SafePlaces) -> Iterator[subprocess.Popen[str]]:
    """Another program that offers them."""
    del project
    with subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(places.recovery)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        yield other
        other.kill()


def looks(qtbot: QtBot, window: MainWindow) -> bool:
    """Let a window look for lost edits; say whether it offers any."""
    with qtbot.waitSignal(window.case_actions._looked, timeout=30_000):
        window.case_actions.look_for_lost_edits()
    return "lost" in window.notices.shown


@pytest.mark.usefixtures("project")
def test_the_second_window_does_not_offer_what_the_first_one_does(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    first, second = open_window(solving_with(quick)), open_window(solving_with(quick))
    assert looks(qtbot, first)
    assert not looks(qtbot, second)


@pytest.mark.usefixtures("project")
def test_what_one_window_left_undecided_the_next_one_offers(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    first, second = open_window(solving_with(quick)), open_window(solving_with(quick))
    assert looks(qtbot, first)
    first.close()
    assert looks(qtbot, second)


def test_a_program_that_crashes_offers_nothing_any_more(
    qtbot: QtBot, open_window: OpenWindow, other: subprocess.Popen[str]
) -> None:
    window = open_window(solving_with(quick))
    assert not looks(qtbot, window)
    other.kill()
    other.wait()
    assert looks(qtbot, window)


@pytest.mark.usefixtures("project")
def test_what_is_discarded_in_one_window_is_offered_nowhere(
    qtbot: QtBot,
    open_window: OpenWindow,
    places: SafePlaces,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = open_window(solving_with(quick)), open_window(solving_with(quick))
    monkeypatch.setattr(dialogs, "ask_to_discard", lambda *_: True)
    assert looks(qtbot, first)
    first.notices.shown["lost"].buttons[1].click()
    assert not looks(qtbot, first)
    assert not looks(qtbot, second)
    assert list(places.recovery.iterdir()) == []


def test_edits_that_came_with_their_file_are_not_offered_beside_it(
    qtbot: QtBot, open_window: OpenWindow, tmp_path: Path
) -> None:
    path = tmp_path / "opened.relais"
    write_project(Project(sample_case("worked")), path)
    finished = edited_until_killed(path, tmp_path / "own", 0.3)
    window = open_window(solving_with(quick))
    assert looks(qtbot, window)
    with qtbot.waitSignal(window.files.opened, timeout=30_000):
        window.open_path(path)
    assert last_edit(window.document.open_case) >= finished
    assert "lost" not in window.notices.shown


def test_the_offer_leaves_nothing_in_the_way_of_the_next_look(
    project: Path, places: SafePlaces
) -> None:
    assert project.is_file()
    (lost,) = lost_edits_to_offer(places.recovery)
    assert lost_edits_to_offer(places.recovery) == []
    lost.offer_no_more()
    (again,) = lost_edits_to_offer(places.recovery)
    again.forget()
    assert list(places.recovery.iterdir()) == []
