from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.pages.meeting.meeting_view import MeetingView


def meeting_in(qtbot: QtBot, window: MainWindow) -> MeetingView:
    """Begin a meeting on a small screen."""
    window.start_meeting()
    view = window.meeting
    assert view is not None
    view.showNormal()
    view.resize(1366, 768)
    qtbot.waitExposed(view)
    return view


@pytest.fixture
def meeting(qtbot: QtBot, sample: MainWindow) -> MeetingView:
    """A meeting on the Belgian sample."""
    return meeting_in(qtbot, sample)
