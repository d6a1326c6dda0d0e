"""What the last change moved stays marked in the bars until the next change."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.app.window import MainWindow
from desktop.charts.bars import Bars
from desktop.charts.bars_view import MovingBarsView
from desktop.look.rule_editor import PercentEditor
from desktop.pages.rules.page import RulesPage
from models.words.outcome import UNFUNDED
from tests.desktop.conftest import SAMPLES, wait_for_split


def move(qtbot: QtBot, window: MainWindow, share: float, movement: int) -> None:
    """Set the least own share as a step of a movement of its slider."""
    editor = window.page_of(RulesPage).rules.rows["own_share_min"].editor
    assert isinstance(editor, PercentEditor)
    editor.edited.emit(share, movement)
    assert not window.document.split_is_current
    wait_for_split(qtbot, window)


def paid(window: MainWindow) -> dict[object, float]:
    assert window.document.solved is not None
    return {line.payer: line.paid for line in window.document.solved.split.payers}


def marked(view: MovingBarsView) -> dict[object, float]:
    """Return what the payers paid that are marked as moved."""
    assert isinstance(view.chart, Bars)
    moved = (b for b in view.chart.bars if b.moved_from is not None and b.key != UNFUNDED)
    return {bar.key: bar.moved_from or 0.0 for bar in moved}


def views(window: MainWindow) -> list[MovingBarsView]:
    window.split_page.payments.bars_action.setChecked(True)
    return [window.page_of(RulesPage).outcome.chart, window.split_page.bars]


def test_a_change_is_marked_from_where_it_started_until_the_next(
    qtbot: QtBot, sample: MainWindow
) -> None:
    rules, split = views(sample)
    first = paid(sample)
    assert marked(rules) == marked(split) == {}
    move(qtbot, sample, 0.3, 1)
    second = paid(sample)
    changed = {payer for payer in first if abs(first[payer] - second[payer]) >= 0.005}
    assert changed
    for view in (rules, split):
        assert marked(view) == pytest.approx({payer: first[payer] for payer in changed})
        assert view.chart is not None
        assert view.chart.unit.endswith("; the arrow: the last change")
    move(qtbot, sample, 0.5, 2)
    assert set(marked(rules).items()) <= set(second.items())
    sample.document.undo_stack.undo()
    wait_for_split(qtbot, sample)
    assert paid(sample) == pytest.approx(second)
    assert marked(rules)


def test_the_whole_way_of_a_slider_is_one_change(qtbot: QtBot, sample: MainWindow) -> None:
    rules, _ = views(sample)
    first = paid(sample)
    for share in (0.2, 0.3, 0.5):
        move(qtbot, sample, share, movement=1)
    assert marked(rules)
    assert set(marked(rules).items()) <= set(first.items())


def test_another_case_marks_nothing(qtbot: QtBot, sample: MainWindow) -> None:
    rules, split = views(sample)
    move(qtbot, sample, 0.3, 1)
    sample.document.undo_stack.setClean()
    with qtbot.waitSignal(sample.document.case_replaced):
        sample.open_path(SAMPLES / "worked.xlsx")
    wait_for_split(qtbot, sample)
    assert marked(rules) == marked(split) == {}
