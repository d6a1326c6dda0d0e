"""The meeting view: move a slider, read the change, pin, choose sliders, leave."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.charts.chart import look_of
from desktop.document.edits import ClauseEdits
from desktop.engine.question import AnswerState
from desktop.engine.watch import Watch
from desktop.look.theme import HUGE, LARGE, TITLE, Theme
from desktop.pages.meeting.meeting_view import MeetingView
from desktop.pages.meeting.sliders import chosen_rules, keep_rules
from desktop.project.places import SafePlaces
from models.case import Case
from models.clause import Clause, clauses_of
from models.meeting import SLIDING_RULES, may_switch
from models.problems import RelaisError
from models.results.split import Split
from models.words.outcome import OTHERS, UNFUNDED
from tests.desktop.builders import endless, quick, solving_with
from tests.desktop.conftest import SAMPLES, OpenWindow, freeze, solved_on, wait_for_split
from tests.desktop.pages.meeting.conftest import meeting_in
from tests.desktop.shown_texts import labels_in

CTRL = Qt.KeyboardModifier.ControlModifier

USUAL = ("own_share_min", "benefit_cap", "de_minimis")


@pytest.fixture
def sample(old_sample: MainWindow) -> MainWindow:
    """The Belgian sample as it was: the tests below name what stood in it."""
    return old_sample


@pytest.fixture
def settings(places: SafePlaces) -> QSettings:
    return places.settings


def _text(meeting: MeetingView) -> str:
    return labels_in(meeting.panel).replace("\u00a0", " ")


def _own_share(qtbot: QtBot, window: MainWindow, meeting: MeetingView, steps: int) -> None:
    """Move the slider of the own share by keys, and wait for the split."""
    slider = meeting.editors["own_share_min"].slider
    slider.setFocus()
    for _ in range(steps):
        qtbot.keyClick(slider, Qt.Key.Key_PageUp)
    qtbot.waitUntil(lambda: not window.document.split_is_current)
    wait_for_split(qtbot, window)


def _chart(meeting: MeetingView) -> Bars:
    assert isinstance(meeting.chart.chart, Bars)
    return meeting.chart.chart


def _figures(meeting: MeetingView) -> list[str]:
    return [bar.figure for bar in _chart(meeting).bars]


def _said(label: QLabel) -> str:
    return label.text().replace("\u00a0", " ")


TOO_MUCH = Clause("too_much", payer="DG", sense="at least", value=40e6, proposed_by="FL")


def _clash(qtbot: QtBot, window: MainWindow, clause: Clause = TOO_MUCH) -> None:
    """Ask more of a payer than it can pay."""
    ClauseEdits(window.document).add(clause)
    solving = window.solving
    qtbot.waitUntil(lambda: solving.state is AnswerState.CONFLICT, timeout=30_000)
    qtbot.waitUntil(lambda: not solving.settling, timeout=30_000)


def _press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_it_opens_on_the_result_without_any_change(meeting: MeetingView) -> None:
    assert "carries" in meeting.sentence.text()
    assert not any("(" in figure for figure in _figures(meeting))


def test_a_moved_slider_is_read_as_a_change_in_the_sentence_and_in_the_bars(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _own_share(qtbot, sample, meeting, 4)
    assert " more" in meeting.sentence.text()
    assert any("(+" in figure for figure in _figures(meeting))
    assert any("(−" in figure for figure in _figures(meeting))
    sample.document.undo_stack.undo()
    wait_for_split(qtbot, sample)


def test_p_pins_and_the_changes_are_gone(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _own_share(qtbot, sample, meeting, 4)
    qtbot.keyClick(meeting, Qt.Key.Key_P)
    assert "carries" in meeting.sentence.text()
    assert not any("(" in figure for figure in _figures(meeting))
    assert not meeting.pin_button.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_F11])
def test_escape_and_f11_leave(qtbot: QtBot, meeting: MeetingView, key: Qt.Key) -> None:
    with qtbot.waitSignal(meeting.left):
        qtbot.keyClick(meeting, key)
    assert not meeting.isVisible()


def test_sliders_are_chosen_and_kept(meeting: MeetingView, settings: QSettings) -> None:
    assert tuple(meeting.editors) == USUAL
    meeting.choose("discount_rate")
    assert set(meeting.editors) == {*USUAL, "discount_rate"}
    assert set(chosen_rules(settings)) == set(meeting.editors)
    meeting.choose("discount_rate")
    meeting.choose("de_minimis")
    assert set(meeting.editors) == set(USUAL)


def test_there_are_three_to_five_sliders(settings: QSettings) -> None:
    assert len(SLIDING_RULES) >= 5
    assert not may_switch(USUAL, "benefit_cap")
    assert may_switch(USUAL, "discount_rate")
    assert not may_switch((*USUAL, "discount_rate", "arrivals_growth"), "another")
    keep_rules(settings, ["own_share_min"])
    assert chosen_rules(settings) == USUAL


def test_the_type_is_largest_on_a_large_screen(meeting: MeetingView) -> None:
    small = meeting.sentence.font().pixelSize()
    meeting.resize(1920, 1080)
    assert meeting.sentence.font().pixelSize() / small == pytest.approx(HUGE / LARGE, rel=0.05)


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_nothing_is_clipped(qtbot: QtBot, meeting: MeetingView, width: int, height: int) -> None:
    meeting.resize(width, height)
    qtbot.wait(50)
    assert meeting.chart.height() >= 200
    for editor in meeting.editors.values():
        assert meeting.rect().contains(editor.geometry())
        assert editor.slider.width() >= 100


def test_it_names_the_scenario_and_what_was_moved(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    assert _said(meeting.moved) == "Scenario “Base”"
    _own_share(qtbot, sample, meeting, 4)
    assert _said(meeting.moved) == "Scenario “Base” · Least own share 0 % → 20 %"
    sample.document.choose_scenario("own_share_25")
    wait_for_split(qtbot, sample)
    assert _said(meeting.moved).startswith("Scenario “own share 25” · compared with “Base” · ")


def test_money_that_becomes_unfunded_is_said_and_drawn(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    assert UNFUNDED not in [bar.key for bar in _chart(meeting).bars]
    _own_share(qtbot, sample, meeting, 6)
    assert _said(meeting.sentence).endswith(" million stays unfunded (+EUR 3.06 million).")
    last = _chart(meeting).bars[-1]
    assert (last.key, last.label) == (UNFUNDED, "Unfunded")
    assert UNFUNDED in _chart(meeting).hatched


def test_a_conflict_is_said_with_two_ways_out_above_the_faded_bars(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    assert not meeting.panel.isVisible()
    _clash(qtbot, sample)
    assert _said(meeting.sentence).startswith("There is no split: ")
    said = _text(meeting)
    assert "• German-speaking Community pays at least EUR 40,000,000" in said
    assert [button.text() for button in meeting.panel.buttons] == ["Take it", "Do without"]
    assert _chart(meeting).faded
    assert _chart(meeting).unit.startswith("The split before your last move. ")
    assert "DG" in [bar.key for bar in _chart(meeting).bars]
    assert meeting.height() == 768
    assert meeting.rect().contains(meeting.leave_button.geometry())
    _press(qtbot, meeting.panel.buttons[0])
    wait_for_split(qtbot, sample)
    assert not meeting.panel.isVisible()
    assert not _chart(meeting).faded
    assert "stays unfunded" in meeting.sentence.text()


def test_the_repair_writes_the_very_share_that_it_says(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _clash(qtbot, sample, replace(TOO_MUCH, measure="share_of_need", value=0.9))
    found = re.search(r"proposed by FL\): ([\d.]+) % in place of 90 %", _text(meeting))
    assert found is not None, _text(meeting)
    _press(qtbot, meeting.panel.buttons[0])
    wait_for_split(qtbot, sample)
    taken = {clause.key: clause.value for clause in clauses_of(sample.document.open_case)}
    assert taken["too_much"] == float(found[1]) / 100


def test_a_clause_is_done_without_by_the_other_button(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _clash(qtbot, sample)
    _press(qtbot, meeting.panel.buttons[1])
    wait_for_split(qtbot, sample)
    assert "Nobody pays more or less" in meeting.sentence.text()
    assert _said(meeting.moved) == "Scenario “Base” · 1 clause changed"


LOW = Clause("low", payer="FL", value=100e6, proposed_by="Ostbelgien")
HIGH = Clause("high", payer="FL", sense="at least", value=110e6, proposed_by="Région wallonne")


@pytest.mark.parametrize("first", [LOW, HIGH])
def test_of_positions_that_would_settle_a_clash_equally_each_is_shown_and_none_before_another(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView, first: Clause
) -> None:
    ClauseEdits(sample.document).add(first)
    wait_for_split(qtbot, sample)
    _clash(qtbot, sample, LOW if first is HIGH else HIGH)
    buttons = meeting.panel.buttons
    assert [button.text() for button in buttons] == ["Take it", "Do without"] * 2
    said = [button.accessibleName().replace("\u00a0", " ") for button in buttons]
    parties = ("Région wallonne",) * 2 + ("Ostbelgien",) * 2
    for at, party in enumerate(parties):
        assert f"(proposed by {party})" in said[at]
    assert "Equally far: each of these ways moves EUR 10,000,000" in _text(meeting)
    assert len({button.font().pixelSize() for button in buttons}) == 1
    assert not any(button.hasFocus() or button.isDefault() for button in buttons)


@pytest.mark.parametrize("at", range(4))
def test_each_way_out_of_a_clash_is_taken_by_one_click_and_undone_by_one(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView, at: int
) -> None:
    ClauseEdits(sample.document).add(LOW)
    wait_for_split(qtbot, sample)
    _clash(qtbot, sample, HIGH)
    _press(qtbot, meeting.panel.buttons[at])
    wait_for_split(qtbot, sample)
    assert not meeting.panel.isVisible()
    _press(qtbot, meeting.undo_button)
    qtbot.waitUntil(lambda: sample.solving.state is AnswerState.CONFLICT, timeout=30_000)


def test_many_ways_out_of_a_clash_are_all_reached_on_a_small_screen(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    for year in (2026, 2027, 2028):
        clause = Clause(f"in_{year}", payer="FL", sense="at least", years=(year, year), value=11e6)
        ClauseEdits(sample.document).add(replace(clause, proposed_by=f"Party of {year}"))
    _clash(qtbot, sample, replace(LOW, value=22e6))
    assert len(meeting.panel.buttons) == 2 * 4
    assert meeting.height() == 768
    assert meeting.rect().contains(meeting.leave_button.geometry())
    for button in meeting.panel.buttons:
        button.setFocus()
        qtbot.wait(10)
        shown = button.visibleRegion().boundingRect()
        assert shown.height() >= button.height() - 1


def test_a_rule_behind_a_conflict_is_a_way_out_of_it(qtbot: QtBot, worked: MainWindow) -> None:
    meeting = meeting_in(qtbot, worked)
    meeting.editors["own_share_min"].edited.emit(0.5, 0)
    wait_for_split(qtbot, worked)
    # Training in the port costs 160,000; 96,000 of it leave the port two fifths.
    clause = Clause("most", payer="federation", host="port", sense="at least", value=96_000.0)
    _clash(qtbot, worked, clause)
    assert "Least own share: 40 % in place of 50 %" in _text(meeting)
    (change,) = (b for b in meeting.panel.buttons if "Least own share" in b.accessibleName())
    assert change.text() == "Change it"
    _press(qtbot, change)
    wait_for_split(qtbot, worked)
    assert not meeting.panel.isVisible()
    assert worked.solving.state is AnswerState.CURRENT


def test_moves_in_a_conflict_are_counted(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _clash(qtbot, sample)
    meeting.editors["own_share_min"].edited.emit(0.01, 0)
    qtbot.waitUntil(lambda: _chart(meeting).unit.startswith("The split before your last 2 moves."))
    assert _chart(meeting).faded


def test_keys_and_buttons_undo_and_redo(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    meeting.activateWindow()
    qtbot.waitUntil(meeting.isActiveWindow)
    stack = sample.document.undo_stack
    assert not meeting.undo_button.isEnabled()
    _own_share(qtbot, sample, meeting, 4)
    assert meeting.undo_button.isEnabled()
    qtbot.keyClick(meeting.editors["own_share_min"].box, Qt.Key.Key_Z, CTRL)
    assert stack.index() == 0
    wait_for_split(qtbot, sample)
    assert "Nobody pays more or less" in meeting.sentence.text()
    _press(qtbot, meeting.redo_button)
    assert stack.index() == 1
    _press(qtbot, meeting.undo_button)
    assert stack.index() == 0


def test_one_press_leads_back_to_the_pinned_split(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    assert not meeting.back_button.isEnabled()
    before = _figures(meeting)
    _own_share(qtbot, sample, meeting, 4)
    meeting.editors["benefit_cap"].edited.emit(0.9, 0)
    _clash(qtbot, sample)
    count = sample.document.undo_stack.count()
    _press(qtbot, meeting.back_button)
    assert sample.document.undo_stack.count() == count + 1
    wait_for_split(qtbot, sample)
    assert _figures(meeting) == before
    assert _said(meeting.moved) == "Scenario “Base”"
    assert not meeting.back_button.isEnabled()
    _press(qtbot, meeting.undo_button)
    assert meeting.editors["benefit_cap"].box.value() == 90


def test_the_split_is_called_pinned_only_after_somebody_pinned_it(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    began, pinned = "; the line: the split when the meeting began", "; the line: the pinned split"
    assert began in _chart(meeting).unit
    assert meeting.back_button.text() == "&Back to the start"
    _own_share(qtbot, sample, meeting, 4)
    _press(qtbot, meeting.back_button)
    entry = "Back to the split when the meeting began"
    assert sample.document.undo_stack.undoText() == entry
    wait_for_split(qtbot, sample)
    assert _said(meeting.sentence).startswith("Nobody pays more or less than in the split when")
    _own_share(qtbot, sample, meeting, 4)
    qtbot.keyClick(meeting, Qt.Key.Key_P)
    assert pinned in _chart(meeting).unit
    assert meeting.back_button.text() == "&Back to the pinned split"


def test_another_scenario_leads_back_too(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    sample.document.choose_scenario("own_share_25")
    wait_for_split(qtbot, sample)
    _press(qtbot, meeting.back_button)
    assert sample.document.scenario == "base"
    assert sample.document.undo_stack.count() == 0
    wait_for_split(qtbot, sample)


def test_data_with_errors_are_said_and_the_bars_are_those_from_before(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    clause = Clause("nobody", payer="atlantis", value=1.0)
    ClauseEdits(sample.document).add(clause)
    qtbot.waitUntil(lambda: sample.solving.state is AnswerState.REFUSED, timeout=30_000)
    assert meeting.sentence.text() == "The data have errors, so no split can be computed."
    assert "atlantis" in labels_in(meeting.panel)
    assert _chart(meeting).faded
    assert _chart(meeting).unit.startswith("The split before your last move. ")
    _press(qtbot, meeting.undo_button)
    wait_for_split(qtbot, sample)
    assert not _chart(meeting).faded


def test_a_split_that_lets_wait_is_marked_and_one_that_fails_says_why(
    qtbot: QtBot, open_window: OpenWindow
) -> None:
    solves = [quick, endless, fails, quick]

    def in_turn(case: Case, scenario: str, watch: Watch) -> Split:
        return solves.pop(0)(case, scenario, watch)

    window = solved_on(qtbot, open_window(solving_with(in_turn)), SAMPLES / "worked.xlsx")
    meeting = meeting_in(qtbot, window)
    meeting.editors["own_share_min"].edited.emit(0.3, 0)
    assert meeting.sentence.property("stale")
    qtbot.waitUntil(lambda: _chart(meeting).faded)
    assert _chart(meeting).unit.startswith("The split before your last move. ")
    qtbot.waitUntil(lambda: window.solving.busy)
    window.solving.cancel()
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.CANCELLED)
    assert meeting.sentence.text() == "The computation was cancelled."
    _press(qtbot, meeting.panel.buttons[0])
    qtbot.waitUntil(lambda: window.solving.state is AnswerState.FAILED)
    assert meeting.sentence.text().startswith("Too much.")
    _press(qtbot, meeting.panel.buttons[0])
    wait_for_split(qtbot, window)
    assert not meeting.panel.isVisible()
    assert not _chart(meeting).faded


def fails(_case: Case, _scenario: str, _watch: Watch) -> Split:
    raise RelaisError("Too much.", mend="Ask less.")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1920, 1080)])
def test_every_payer_of_a_large_case_is_in_the_bars(
    qtbot: QtBot, open_window: OpenWindow, theme: Theme, width: int, height: int
) -> None:
    window = solved_on(qtbot, open_window(), SAMPLES / "europe.xlsx")
    meeting = meeting_in(qtbot, window)
    meeting.resize(width, height)
    qtbot.waitUntil(lambda: meeting.chart.width() > width - 200)
    chart = _chart(meeting)
    solved = window.document.solved
    assert solved is not None
    named = sum(bar.key != OTHERS for bar in chart.bars)
    assert chart.bars[-1].label == f"{len(solved.split.payers) - named} others"
    drawn = sum(bar.total for bar in chart.bars)
    assert drawn == pytest.approx(sum(line.paid for line in solved.split.payers))
    assert chart.least_size(look_of(theme)).height() <= meeting.chart.height()


@pytest.mark.parametrize("width", [1366, 1920])
def test_every_control_is_read_from_afar(meeting: MeetingView, theme: Theme, width: int) -> None:
    meeting.resize(width, 768)
    least = theme.font(TITLE).pixelSize()
    for kind in (QAbstractButton, QAbstractSpinBox, QLabel):
        for widget in meeting.findChildren(kind):
            widget.ensurePolished()
            assert widget.font().pixelSize() >= least, widget


def test_what_was_agreed_can_no_longer_be_moved(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    freeze(qtbot, sample)
    editor = meeting.editors["own_share_min"]
    assert not editor.isEnabled()
    assert not meeting.back_button.isEnabled()
    sample.document.choose_scenario("own_share_25")
    wait_for_split(qtbot, sample)
    assert editor.isEnabled()
    editor.edited.emit(0.4, 0)
    wait_for_split(qtbot, sample)
    _press(qtbot, meeting.back_button)
    assert sample.document.scenario == "base"
    assert sample.document.split_is_current
    assert not editor.isEnabled()


def test_a_screen_reader_hears_the_sentence_with_the_bars(
    qtbot: QtBot, sample: MainWindow, meeting: MeetingView
) -> None:
    _own_share(qtbot, sample, meeting, 4)
    assert meeting.chart.accessibleName() == meeting.sentence.text()
