"""Who gains and who loses, read from afar: the largest type in which everything is seen at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.chart import Chart
from desktop.engine.question import AnswerState
from desktop.look.theme import BODY, HEADING, TITLE
from desktop.pages.compare.comparing import Choice
from desktop.pages.compare.page import ComparePage

WITHIN = 60_000


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def gains_of(
    qtbot: QtBot, window: MainWindow, size: tuple[int, int], *further: Choice
) -> list[Chart]:
    """Show who gains and loses in a window of a size, and return the charts that are seen."""
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    page = window.page_of(ComparePage)
    for choice in further:
        page.comparing.choose(choice, on=True)
    qtbot.waitUntil(lambda: page.comparing.state is AnswerState.CURRENT, timeout=WITHIN)
    page.tabs.setCurrentWidget(page.gains)
    window.resize(*size)
    qtbot.waitUntil(lambda: (window.width(), window.height()) == size)
    qtbot.waitUntil(lambda: page.gains.width() > size[0] / 2)
    views = [view for view in page.gains.views if not view.isHidden()]
    return [view.chart for view in views if view.chart is not None]


def test_on_a_large_screen_names_and_figures_are_as_large_as_a_title(
    qtbot: QtBot, sample: MainWindow
) -> None:
    charts = gains_of(qtbot, sample, (1920, 1080))
    assert [chart.title_size for chart in charts] == [TITLE, TITLE]
    page = sample.page_of(ComparePage)
    qtbot.waitUntil(lambda: page.gains.verticalScrollBar().maximum() == 0)
    assert charts[0].title.replace("\u00a0", " ").endswith("; EUR 27.0 million more stays unfunded")
    assert "unfunded" not in charts[1].title


def test_on_a_laptop_two_splits_have_the_type_of_headings_and_six_the_usual_one(
    qtbot: QtBot, sample: MainWindow
) -> None:
    charts = gains_of(qtbot, sample, (1366, 768))
    page = sample.page_of(ComparePage)
    qtbot.waitUntil(lambda: page.gains.verticalScrollBar().maximum() == 0)
    heights = [view.minimumHeight() for view in page.gains.views]
    keys = (Choice(name, is_key=True) for name in ("population", "host_pays", "equal"))
    more = gains_of(qtbot, sample, (1366, 768), *keys)
    assert len(more) == 5 > len(charts)
    assert page.gains.views[0].minimumHeight() < heights[0]
    assert {chart.title_size for chart in (*charts, *more)} == {HEADING}
    assert BODY < HEADING < TITLE
