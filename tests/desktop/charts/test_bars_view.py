"""Bars move to their new values on the screen; everything else is at the end at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QAbstractAnimation, QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget
from pytestqt.qtbot import QtBot

from desktop.charts.bar import Bar, BarPart, Frame, Pose, marked
from desktop.charts.bars import Bars
from desktop.charts.bars_view import MovingBarsView, pose_between
from desktop.charts.chart import look_on_paper
from desktop.charts.chart_files import chart_image
from desktop.look.theme import TEXT_SIZES, Theme

BLUE = (QColor("#0072b2"), QColor("#4ba3dd"))
ENGLISH = QLocale(QLocale.Language.English, QLocale.Country.Europe)
Pause = Callable[[MovingBarsView, int], None]


def bars(*rows: tuple[str, float], part: str = "pays") -> Bars:
    given = [
        Bar(key, (BarPart(part, value, BLUE, f"{key}: {value:g}"),), f"{value:g}", key)
        for key, value in rows
    ]
    return Bars(given, "Flanders carries most", "EUR")


BEFORE, AFTER = bars(("FL", 40), ("WA", 20)), bars(("WA", 60), ("FL", 30))


def values(pose: Pose | None) -> dict[object, float]:
    assert pose is not None
    return {bar.key: bar.total for bar in pose.bars}


def rows(pose: Pose | None) -> dict[object, float]:
    assert pose is not None
    return {bar.key: row for bar, row in zip(pose.bars, pose.rows, strict=True)}


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> Iterator[MovingBarsView]:
    """A view on the screen that shows the bars as they were before."""
    theme.reduce_motion(False)
    shown = MovingBarsView(theme)
    qtbot.addWidget(shown)
    shown.resize(600, 200)
    shown.show_chart(BEFORE)
    with qtbot.waitExposed(shown):
        shown.show()
    yield shown
    theme.reduce_motion(False)


@pytest.fixture
def pause() -> Pause:
    """Stops a motion at so many milliseconds, so that no clock decides what a test sees."""

    def at(view: MovingBarsView, milliseconds: int) -> None:
        view._motion.pause()
        view._motion.setCurrentTime(milliseconds)

    return at


def ended(view: MovingBarsView) -> None:
    view._motion.setCurrentTime(view._motion.duration())
    assert view._motion.state() is QAbstractAnimation.State.Stopped


def test_after_a_change_the_bars_end_at_their_new_values(
    qtbot: QtBot, view: MovingBarsView
) -> None:
    view.show_chart(AFTER)
    assert view.moving
    qtbot.waitUntil(lambda: not view.moving)
    assert values(view.pose()) == {"WA": 60, "FL": 30}
    assert rows(view.pose()) == {"WA": 0, "FL": 1}
    assert view.chart_on_screen() is AFTER


def test_on_the_way_bars_are_between_the_old_values_and_the_new(
    view: MovingBarsView, pause: Pause
) -> None:
    view.show_chart(AFTER)
    pause(view, 0)
    assert values(view.pose()) == {"WA": 20, "FL": 40}
    assert rows(view.pose()) == {"WA": 1, "FL": 0}
    pause(view, 40)
    seen = values(view.pose())
    assert 20 < seen["WA"] < 60
    assert 30 < seen["FL"] < 40
    ended(view)


def test_a_new_change_starts_from_where_the_bars_are(view: MovingBarsView, pause: Pause) -> None:
    view.show_chart(AFTER)
    pause(view, 40)
    halfway = view.pose()
    view.show_chart(bars(("WA", 10), ("FL", 90)))
    pause(view, 0)
    assert values(view.pose()) == pytest.approx(values(halfway))
    assert view.pose() is not None
    assert halfway is not None
    assert view.pose().frame == halfway.frame  # type: ignore[union-attr]
    ended(view)
    assert values(view.pose()) == {"WA": 10, "FL": 90}


def test_the_same_chart_again_leaves_the_motion_alone(view: MovingBarsView, pause: Pause) -> None:
    view.show_chart(AFTER)
    pause(view, 40)
    before = view.pose()
    view.show_chart(bars(("WA", 60), ("FL", 30)))
    assert view.pose() == before
    ended(view)


def test_figures_words_and_table_are_those_of_the_end_at_once(
    view: MovingBarsView, pause: Pause
) -> None:
    view.show_chart(AFTER)
    pause(view, 20)
    pose = view.pose()
    assert pose is not None
    assert [bar.figure for bar in pose.bars] == ["60", "30"]
    assert [mark.text for mark in view.marks()] == ["WA: 60", "FL: 30"]
    assert view.accessibleName() == AFTER.title
    assert view.chart is AFTER
    on_screen = view.chart_on_screen()
    assert on_screen is not None
    assert on_screen.table().rows == (("WA", 60), ("FL", 30))
    ended(view)


def test_a_picture_taken_on_the_way_shows_the_end(
    view: MovingBarsView,
    pause: Pause,
    theme: Theme,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    end = chart_image(AFTER, view.size(), look_on_paper(theme))
    view.show_chart(AFTER)
    pause(view, 20)
    view.copy_image()
    assert QApplication.clipboard().image() == end
    file = tmp_path / "bars.png"
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_: (str(file), ""))
    view.choose_and_save()
    assert QImage(str(file)) == end.convertToFormat(QImage(str(file)).format())
    ended(view)


def test_the_screen_shows_the_way_and_then_the_end(view: MovingBarsView, pause: Pause) -> None:
    view.show_chart(AFTER)
    pause(view, 20)
    halfway = view.grab().toImage()
    ended(view)
    assert halfway != view.grab().toImage()


def test_the_first_picture_of_a_change_is_painted_before_anything_else_is_done(
    view: MovingBarsView,
) -> None:
    painted: list[object] = []

    class Seen(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint:
                painted.append(view.chart)
            return False

    seen = Seen()
    view.installEventFilter(seen)
    view.show_chart(AFTER)
    assert painted == [AFTER]


def test_with_reduced_motion_bars_jump(view: MovingBarsView, theme: Theme) -> None:
    theme.reduce_motion(True)
    view.show_chart(AFTER)
    assert not view.moving
    assert values(view.pose()) == {"WA": 60, "FL": 30}


def test_the_keys_stay_on_the_bar_they_stood_on(qtbot: QtBot, view: MovingBarsView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)  # Flanders, which is first before and second after
    view.show_chart(AFTER)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == ["FL"]


class _StillStyle(QProxyStyle):
    """A style of a system whose user wants no animations."""

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        data: object = None,  # noqa: ARG002 - the signature of Qt
    ) -> int:
        if hint == QStyle.StyleHint.SH_Widget_Animation_Duration:
            return 0
        return super().styleHint(hint, option, widget)


def test_a_system_without_animations_is_honoured(
    view: MovingBarsView, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    still = _StillStyle("Fusion")
    monkeypatch.setattr(QApplication, "style", lambda *_: still)
    assert theme.motion_milliseconds() == 0
    view.show_chart(AFTER)
    assert not view.moving


def test_nothing_moves_where_nobody_looks(qtbot: QtBot, theme: Theme) -> None:
    hidden = MovingBarsView(theme)
    qtbot.addWidget(hidden)
    hidden.show_chart(BEFORE)
    hidden.show_chart(AFTER)
    assert not hidden.moving


def test_a_chart_asks_for_the_room_that_its_type_takes_now(
    view: MovingBarsView, theme: Theme
) -> None:
    before = view.sizeHint()
    usual = theme.text_size
    theme.choose_text_size(max(TEXT_SIZES))
    larger = view.sizeHint()
    theme.choose_text_size(usual)
    assert larger.height() > before.height()
    assert view.sizeHint() == before


@pytest.mark.parametrize(
    "other", [bars(("FL", 10), ("WA", 20), part="stage"), bars(("city", 10), ("port", 3))]
)
def test_another_chart_is_shown_at_once(view: MovingBarsView, other: Bars) -> None:
    view.show_chart(other)
    assert not view.moving


def test_a_bar_that_is_new_grows_from_zero_on_its_row(view: MovingBarsView, pause: Pause) -> None:
    view.show_chart(bars(("FL", 40), ("DG", 30), ("WA", 20)))
    pause(view, 0)
    assert values(view.pose())["DG"] == 0
    assert rows(view.pose())["DG"] == 1
    ended(view)


amounts = st.floats(-1e9, 1e9)


@given(amounts, amounts, st.floats(0, 1))
def test_every_value_on_the_way_lies_between_its_ends(old: float, new: float, share: float) -> None:
    frame = Frame(0, 1, 20)
    first = Pose(bars(("FL", old)).bars, (0.0,), frame)
    last = Pose(bars(("FL", new)).bars, (0.0,), frame)
    seen = values(pose_between(first, last, share))["FL"]
    slack = 1e-9 * (abs(old) + abs(new))
    assert min(old, new) - slack <= seen <= max(old, new) + slack


def test_the_last_change_stands_in_words_and_in_the_table() -> None:
    chart = Bars([marked(BEFORE.bars[0], 25.0, ENGLISH), BEFORE.bars[1]], "", "EUR")
    assert chart.bars[0].parts[0].text == "FL: 40\nBy the last change: +15.00"
    assert chart.table().header == ("", "pays", "Last change")
    assert chart.table().rows == (("FL", 40, 15), ("WA", 20, 0))
