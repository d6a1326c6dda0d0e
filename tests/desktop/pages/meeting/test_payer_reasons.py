"""Why do we pay this? A click on a bar or its name, and the payer's reasons are read from afar."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.document.edits import ClauseEdits
from desktop.engine.question import AnswerState
from desktop.look import language
from desktop.look.theme import LARGE, TITLE, Theme
from desktop.pages.meeting.meeting_view import MeetingView
from models.clause import Clause
from models.declaration.kinds import LANGUAGES
from models.results.matrix import paid_by_year
from models.words.outcome import OTHERS, UNFUNDED
from tests.desktop.conftest import SAMPLES, OpenWindow, solved_on, wait_for_split
from tests.desktop.pages.meeting.conftest import meeting_in

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


def click_row(qtbot: QtBot, meeting: MeetingView, key: object, *, on_name: bool = False) -> None:
    """Click on the bar that stands for something, or on its name."""
    row = next(mark.area for mark in meeting.chart.marks() if mark.key == key)
    x = row.left() + 10 if on_name else row.center().x()
    qtbot.mouseClick(meeting.chart, LEFT, pos=QPoint(int(x), int(row.center().y())))


def until_found(qtbot: QtBot, meeting: MeetingView) -> None:
    explaining = meeting.reasons.explaining
    qtbot.waitUntil(lambda: explaining.state is AnswerState.CURRENT, timeout=60_000)


def largest(meeting: MeetingView) -> str:
    assert isinstance(meeting.chart.chart, Bars)
    return str(meeting.chart.chart.bars[0].key)


def lines(meeting: MeetingView) -> list[str]:
    shown = (meeting.sentence, *meeting.reasons.lines)
    return [label.text().replace("\u00a0", " ") for label in shown if label.isVisible()]


def year_texts(meeting: MeetingView) -> list[str]:
    table = QTextDocumentFragment.fromHtml(meeting.reasons.years.text())
    return table.toPlainText().split("\n")


@pytest.mark.parametrize("on_name", [False, True])
def test_a_click_on_a_bar_or_on_its_name_says_why_that_payer_pays(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView, on_name: bool
) -> None:
    payer = largest(meeting)
    click_row(qtbot, meeting, payer, on_name=on_name)
    until_found(qtbot, meeting)
    assert not meeting.chart.isVisible()
    solved = sample.document.solved
    assert solved is not None
    said = lines(meeting)
    assert said[0].startswith(f"{solved.names.territory(payer)} pays EUR ")
    assert "of the need" in said[0]
    assert 4 <= len(said) <= 5
    assert said[1].startswith("The largest payment, EUR ")
    assert said[2].startswith("It gains EUR ")
    assert "could pay from" in said[3] or "no choice" in said[3]
    assert "EUR" in said[4] or "does not change" in said[4]


def test_what_the_payer_pays_stands_under_each_year(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    payer = largest(meeting)
    solved = sample.document.solved
    assert solved is not None
    click_row(qtbot, meeting, payer)
    paid = paid_by_year(solved.split, (payer,))
    shown = year_texts(meeting)
    assert [text for text in shown if text.isdigit()] == [str(year) for year in paid]
    figures = [float(text) for text in shown if "." in text]
    assert figures == [round(amount / 1e6, 1) for amount in paid.values()]
    assert sum(paid.values()) == pytest.approx(solved.split.totals[payer])


def test_escape_brings_the_bars_back_and_a_second_one_leaves(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    before = meeting.sentence.text()
    click_row(qtbot, meeting, largest(meeting))
    qtbot.keyClick(meeting.bars_button, Qt.Key.Key_Escape)
    assert meeting.chart.isVisible()
    assert not meeting.reasons.isVisible()
    assert meeting.sentence.text() == before
    qtbot.keyClick(meeting.chart, Qt.Key.Key_Escape)
    assert sample.meeting is None


def test_a_second_click_and_the_button_bring_the_bars_back(
    qtbot: QtBot, meeting: MeetingView
) -> None:
    click_row(qtbot, meeting, largest(meeting))
    qtbot.mouseClick(meeting.reasons, LEFT)
    assert meeting.chart.isVisible()
    click_row(qtbot, meeting, largest(meeting))
    qtbot.mouseClick(meeting.bars_button, LEFT)
    assert meeting.chart.isVisible()
    assert not meeting.bars_button.isVisible()


def test_a_double_click_does_not_close_what_its_first_half_opened(
    qtbot: QtBot, meeting: MeetingView
) -> None:
    click_row(qtbot, meeting, largest(meeting))
    qtbot.mouseDClick(meeting.reasons, LEFT)
    assert meeting.reasons.isVisible()


def test_arrows_and_enter_do_what_clicks_do(qtbot: QtBot, meeting: MeetingView) -> None:
    meeting.activateWindow()
    qtbot.waitUntil(meeting.isActiveWindow)
    meeting.chart.setFocus()
    qtbot.keyClick(meeting.chart, Qt.Key.Key_Down)
    qtbot.keyClick(meeting.chart, Qt.Key.Key_Return)
    assert meeting.reasons.payer == largest(meeting)
    assert meeting.bars_button.hasFocus()
    qtbot.keyClick(meeting.bars_button, Qt.Key.Key_Space)
    assert meeting.chart.hasFocus()


def test_the_keys_reach_a_payer_that_pays_nothing(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    payer = largest(meeting)
    ClauseEdits(sample.document).add(Clause("none", payer=payer, value=0.0))
    wait_for_split(qtbot, sample)
    assert payer in [mark.key for mark in meeting.chart.marks()]
    click_row(qtbot, meeting, payer, on_name=True)
    until_found(qtbot, meeting)
    assert meeting.reasons.payer == payer
    assert len(lines(meeting)) >= 3


def test_the_reasons_follow_a_slider_and_say_the_change(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    click_row(qtbot, meeting, largest(meeting))
    until_found(qtbot, meeting)
    before = lines(meeting)
    meeting.editors["own_share_min"].edited.emit(0.6, 0)
    qtbot.waitUntil(lambda: not sample.document.split_is_current)
    wait_for_split(qtbot, sample)
    until_found(qtbot, meeting)
    after = lines(meeting)
    assert after[0] != before[0]
    assert after[0].endswith(" than in the split when the meeting began.")
    assert any("(+" in text or "(−" in text for text in year_texts(meeting))


def test_a_clash_shows_what_would_settle_it_and_then_the_reasons_come_back(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    click_row(qtbot, meeting, largest(meeting))
    ClauseEdits(sample.document).add(Clause("much", payer="DG", sense="at least", value=40e6))
    qtbot.waitUntil(lambda: sample.solving.state is AnswerState.CONFLICT, timeout=60_000)
    qtbot.waitUntil(meeting.panel.isVisible)
    assert not meeting.reasons.isVisible()
    assert meeting.chart.isVisible()
    click_row(qtbot, meeting, "DG")
    assert not meeting.reasons.isVisible()
    sample.document.undo_stack.undo()
    wait_for_split(qtbot, sample)
    assert meeting.reasons.isVisible()


def test_what_takes_time_is_said_and_can_be_stopped(qtbot: QtBot, meeting: MeetingView) -> None:
    click_row(qtbot, meeting, largest(meeting))
    assert meeting.reasons.explaining.state is AnswerState.COMPUTING
    assert meeting.reasons.sentence.text() == "Working out why…"
    qtbot.mouseClick(meeting.reasons.action, LEFT)
    stopped = AnswerState.CANCELLED
    qtbot.waitUntil(lambda: meeting.reasons.explaining.state is stopped, timeout=60_000)
    assert meeting.reasons.sentence.text() == "Working out why was cancelled."
    qtbot.mouseClick(meeting.reasons.action, LEFT)
    until_found(qtbot, meeting)
    assert not meeting.reasons.standing.isVisible()


def test_payers_that_share_a_bar_are_offered_by_their_names(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    window = solved_on(qtbot, open_window(), SAMPLES / "europe.xlsx")
    meeting = meeting_in(qtbot, window)
    qtbot.waitUntil(lambda: OTHERS in [mark.key for mark in meeting.chart.marks()])
    shown = {mark.key for mark in meeting.chart.marks()}
    click_row(qtbot, meeting, OTHERS)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    solved = window.document.solved
    assert solved is not None
    others = [line.payer for line in solved.split.payers if line.payer not in shown]
    offered: list[QAction] = menu.actions()
    names = {solved.names.territory(payer) for payer in others}
    assert {action.text() for action in offered} == names
    offered[0].trigger()
    menu.close()
    assert meeting.reasons.payer in others


def test_what_nobody_pays_has_no_payer_to_ask(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    meeting.editors["own_share_min"].edited.emit(0.3, 0)
    wait_for_split(qtbot, sample)
    click_row(qtbot, meeting, UNFUNDED)
    assert meeting.chart.isVisible()


@pytest.mark.parametrize("width", [1366, 1920])
def test_reasons_are_read_from_afar(
    qtbot: QtBot, meeting: MeetingView, theme: Theme, width: int
) -> None:
    meeting.resize(width, 768 if width == 1366 else 1080)
    click_row(qtbot, meeting, largest(meeting))
    until_found(qtbot, meeting)
    least = theme.font(TITLE if width == 1366 else LARGE).pixelSize()
    labels = [*meeting.reasons.lines, meeting.reasons.years]
    assert min(label.font().pixelSize() for label in labels if label.isVisible()) >= least


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_reason_is_cut_off_on_a_small_screen(
    qtbot: QtBot, sample: MainWindow, code: str
) -> None:
    if code != language.shown_language().code:
        before = sample.menus
        sample.speak(code)
        qtbot.waitUntil(lambda: sample.menus is not before, timeout=60_000)
    meeting = meeting_in(qtbot, sample)
    for payer in [str(mark.key) for mark in meeting.chart.marks()]:
        click_row(qtbot, meeting, payer)
        until_found(qtbot, meeting)
        qtbot.wait(50)
        assert meeting.size().height() == 768
        for label in meeting.reasons.findChildren(QLabel):
            assert not label.isVisible() or _is_whole(label), (payer, label.text())
        for button in meeting.findChildren(QPushButton):
            shown = button.visibleRegion().boundingRect().width()
            assert not button.isVisible() or shown >= button.sizeHint().width(), button.text()
        meeting.look_at_all()


def _is_whole(widget: QWidget) -> bool:
    needs = widget.sizeHint().height()
    if widget.hasHeightForWidth():
        needs = widget.heightForWidth(widget.width())
    return widget.visibleRegion().boundingRect().height() >= needs
