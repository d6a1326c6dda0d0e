from __future__ import annotations

import sys
import threading
import time

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from desktop.engine.background import Lane, drain
from desktop.engine.watch import StoppedError, Watch, Work
from models.problems import RelaisError


@pytest.fixture
def pool() -> QThreadPool:
    return QThreadPool()


@pytest.fixture
def lane(pool: QThreadPool) -> Lane:
    return Lane(pool)


def until_stopped(watch: Watch) -> str:
    watch.deliver("begun")
    while not watch.cancelled():
        time.sleep(0.005)
    raise StoppedError


def begin(qtbot: QtBot, lane: Lane, work: Work = until_stopped) -> None:
    """Ask for work that says when it has begun, and wait for that."""
    with qtbot.waitSignal(lane.delivered):
        lane.request(work)


def test_work_runs_in_another_thread_and_its_result_arrives_in_this_one(
    qtbot: QtBot, lane: Lane
) -> None:
    arrived: list[tuple[object, int]] = []
    lane.finished.connect(lambda result: arrived.append((result, threading.get_ident())))
    with qtbot.waitSignal(lane.ended):
        lane.request(lambda _: threading.get_ident())
    (worker, here) = arrived[0]
    assert here == threading.get_ident()
    assert worker != here


def test_only_the_newest_request_counts(qtbot: QtBot, lane: Lane) -> None:
    results: list[object] = []
    lane.finished.connect(results.append)
    lane.cancelled.connect(lambda: results.append("cancelled"))
    begin(qtbot, lane)
    with qtbot.waitSignal(lane.ended):
        lane.request(lambda _: "second")
        lane.request(lambda _: "third")
    assert results == ["third"]


def test_work_that_has_not_begun_is_never_done_when_other_work_is_wanted(
    qtbot: QtBot, lane: Lane
) -> None:
    done: list[str] = []
    with qtbot.waitSignal(lane.finished):
        lane.request(lambda _: done.append("first"))
        lane.request(lambda _: done.append("second"))
    assert done == ["second"]


def test_work_that_has_not_begun_is_cancelled_at_once(qtbot: QtBot, lane: Lane) -> None:
    done: list[str] = []
    lane.request(lambda _: done.append("first"))
    with qtbot.waitSignals([lane.cancelling, lane.cancelled, lane.ended], order="strict"):
        lane.cancel()
    assert not lane.busy
    with qtbot.waitSignal(lane.finished):
        lane.request(lambda _: done.append("second"))
    assert done == ["second"]


def test_a_cancel_is_told_only_when_the_work_has_really_stopped(qtbot: QtBot, lane: Lane) -> None:
    told: list[str] = []
    lane.cancelling.connect(lambda: told.append("cancelling"))
    lane.cancelled.connect(lambda: told.append("cancelled"))
    begin(qtbot, lane)
    lane.cancel()
    assert told == ["cancelling"]
    assert lane.busy
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == ["cancelling", "cancelled"]


def test_a_result_that_comes_after_the_cancel_is_dropped(qtbot: QtBot, lane: Lane) -> None:
    results: list[object] = []
    lane.finished.connect(results.append)

    def stubborn(watch: Watch) -> str:
        watch.deliver("begun")
        while not watch.cancelled():
            time.sleep(0.005)
        return "too late"

    begin(qtbot, lane, stubborn)
    with qtbot.waitSignal(lane.cancelled):
        lane.cancel()
    assert results == []


def test_progress_and_parts_arrive_in_order(qtbot: QtBot, lane: Lane) -> None:
    told: list[object] = []
    lane.progressed.connect(lambda *steps: told.append(steps))
    lane.delivered.connect(told.append)

    def work(watch: Watch) -> None:
        watch.progress("tracing", 1, 2)
        watch.deliver("part")
        watch.progress("tracing", 2, 2)

    with qtbot.waitSignal(lane.ended):
        lane.request(work)
    assert told == [("tracing", 1, 2), "part", ("tracing", 2, 2)]


def test_what_a_user_can_meet_is_reported_as_failure(qtbot: QtBot, lane: Lane) -> None:
    def work(_watch: Watch) -> None:
        raise RelaisError("It did not work.")

    with qtbot.waitSignal(lane.failed) as failed:
        lane.request(work)
    assert str(failed.args[0]) == "It did not work."


def test_a_bug_reaches_the_crash_dialog(
    qtbot: QtBot, lane: Lane, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: crashes.append(kind))
    with qtbot.waitSignal(lane.failed):
        lane.request(lambda _: dict[str, object]()["missing"])
    assert crashes == [KeyError]


def test_closing_drains_the_pool(qtbot: QtBot, pool: QThreadPool, lane: Lane) -> None:
    begin(qtbot, lane)
    assert drain(pool, lane)
    assert pool.activeThreadCount() == 0


def test_a_closed_lane_takes_no_request_and_says_nothing(qtbot: QtBot, lane: Lane) -> None:
    told: list[object] = []
    lane.finished.connect(told.append)
    lane.cancelled.connect(lambda: told.append("cancelled"))
    begin(qtbot, lane)
    lane.close()
    lane.request(lambda _: "after")
    qtbot.waitUntil(lambda: not lane.busy)
    assert told == []


def test_a_lack_of_memory_is_told_as_one_and_is_no_fault(qtbot: QtBot, lane: Lane) -> None:
    with qtbot.waitSignal(lane.failed) as failed:
        lane.request(lambda _: bytearray(sys.maxsize))
    assert failed.args is not None
    assert "not enough memory" in str(failed.args[0])
