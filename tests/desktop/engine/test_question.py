from __future__ import annotations

import sys
import threading
import time
from functools import partial

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from desktop.engine.question import AnswerState, Question, drain
from desktop.engine.watch import StoppedError, Watch, Work
from models.problems import RelaisError


@pytest.fixture
def pool() -> QThreadPool:
    return QThreadPool()


@pytest.fixture
def question(pool: QThreadPool) -> Question:
    return Question(pool)


def until_stopped(watch: Watch) -> str:
    watch.deliver("begun")
    while not watch.cancelled():
        time.sleep(0.005)
    raise StoppedError


def begin(qtbot: QtBot, question: Question, work: Work = until_stopped) -> None:
    """Ask for work that says when it has begun, and wait for that."""
    with qtbot.waitSignal(question.delivered):
        question.ask(work)


def test_work_runs_in_another_thread_and_its_result_arrives_in_this_one(
    qtbot: QtBot, question: Question
) -> None:
    arrived: list[tuple[object, int]] = []
    question.finished.connect(lambda result: arrived.append((result, threading.get_ident())))
    with qtbot.waitSignal(question.ended):
        question.ask(lambda _: threading.get_ident())
    (worker, here) = arrived[0]
    assert here == threading.get_ident()
    assert worker != here


def test_work_begins_before_anybody_is_told_that_it_does(qtbot: QtBot, pool: QThreadPool) -> None:
    """Pages that say so take some milliseconds, in which the work is under way."""
    question, begun = Question(pool, pause=0), threading.Event()
    seen: list[tuple[AnswerState, bool]] = []
    question.changed.connect(lambda: seen.append((question.state, begun.wait(5))))
    with qtbot.waitSignal(question.ended):
        question.ask(lambda _: begun.set())
    assert seen[0] == (AnswerState.COMPUTING, True)


def test_only_the_newest_request_counts(qtbot: QtBot, question: Question) -> None:
    results: list[object] = []
    question.finished.connect(results.append)
    question.cancelled.connect(lambda: results.append("cancelled"))
    begin(qtbot, question)
    with qtbot.waitSignal(question.ended):
        question.ask(lambda _: "second")
        question.ask(lambda _: "third")
    assert results == ["third"]


def test_work_that_has_not_begun_is_never_done_when_other_work_is_wanted(
    qtbot: QtBot, question: Question
) -> None:
    done: list[str] = []
    with qtbot.waitSignal(question.finished):
        question.ask(lambda _: done.append("first"))
        question.ask(lambda _: done.append("second"))
    assert done == ["second"]


def test_work_that_has_not_begun_is_cancelled_at_once(qtbot: QtBot, question: Question) -> None:
    done: list[str] = []
    question.ask(lambda _: done.append("first"))
    with qtbot.waitSignals([question.cancelled, question.ended], order="strict"):
        question.cancel()
    assert not question.busy
    with qtbot.waitSignal(question.finished):
        question.ask(lambda _: done.append("second"))
    assert done == ["second"]


def test_a_cancel_is_told_only_when_the_work_has_really_stopped(
    qtbot: QtBot, question: Question
) -> None:
    told: list[str] = []
    question.cancelling.connect(lambda: told.append("cancelling"))
    question.cancelled.connect(lambda: told.append("cancelled"))
    begin(qtbot, question)
    question.cancel()
    assert told == ["cancelling"]
    assert question.busy
    qtbot.waitUntil(lambda: not question.busy)
    assert told == ["cancelling", "cancelled"]


def test_a_result_that_comes_after_the_cancel_is_dropped(qtbot: QtBot, question: Question) -> None:
    results: list[object] = []
    question.finished.connect(results.append)

    def stubborn(watch: Watch) -> str:
        watch.deliver("begun")
        while not watch.cancelled():
            time.sleep(0.005)
        return "too late"

    begin(qtbot, question, stubborn)
    with qtbot.waitSignal(question.cancelled):
        question.cancel()
    assert results == []


def test_progress_and_parts_arrive_in_order(qtbot: QtBot, question: Question) -> None:
    told: list[object] = []
    question.progressed.connect(lambda *steps: told.append(steps))
    question.delivered.connect(told.append)

    def work(watch: Watch) -> None:
        watch.progress("tracing", 1, 2)
        watch.deliver("part")
        watch.progress("tracing", 2, 2)

    with qtbot.waitSignal(question.ended):
        question.ask(work)
    assert told == [("tracing", 1, 2), "part", ("tracing", 2, 2)]


def test_what_a_user_can_meet_is_reported_as_failure(qtbot: QtBot, question: Question) -> None:
    def work(_watch: Watch) -> None:
        raise RelaisError("It did not work.")

    with qtbot.waitSignal(question.failed) as failed:
        question.ask(work)
    assert str(failed.args[0]) == "It did not work."


def test_a_bug_reaches_the_crash_dialog(
    qtbot: QtBot, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes: list[type] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, *_: crashes.append(kind))
    with qtbot.waitSignal(question.failed):
        question.ask(lambda _: dict[str, object]()["missing"])
    assert crashes == [KeyError]


def test_closing_drains_the_pool(qtbot: QtBot, pool: QThreadPool, question: Question) -> None:
    begin(qtbot, question)
    assert drain(pool, question)
    assert pool.activeThreadCount() == 0


def test_a_closed_lane_takes_no_request_and_says_nothing(qtbot: QtBot, question: Question) -> None:
    told: list[object] = []
    question.finished.connect(told.append)
    question.cancelled.connect(lambda: told.append("cancelled"))
    begin(qtbot, question)
    question.close()
    question.ask(lambda _: "after")
    qtbot.waitUntil(lambda: not question.busy)
    assert told == []


def test_a_lack_of_memory_is_told_as_one_and_is_no_fault(qtbot: QtBot, question: Question) -> None:
    with qtbot.waitSignal(question.failed) as failed:
        question.ask(lambda _: bytearray(sys.maxsize))
    assert failed.args is not None
    assert "not enough memory" in str(failed.args[0])


def stands(qtbot: QtBot, question: Question, state: AnswerState) -> None:
    qtbot.waitUntil(lambda: question.state is state)


def test_it_says_how_its_answer_stands(qtbot: QtBot, question: Question) -> None:
    stands(qtbot, question, AnswerState.EMPTY)
    begin(qtbot, question)
    stands(qtbot, question, AnswerState.COMPUTING)
    question.cancel()
    stands(qtbot, question, AnswerState.CANCELLING)
    stands(qtbot, question, AnswerState.CANCELLED)
    question.ask(lambda _: "answer")
    stands(qtbot, question, AnswerState.CURRENT)
    question.ask(lambda _: AnswerState.REFUSED)
    stands(qtbot, question, AnswerState.REFUSED)


def test_an_answer_is_kept_under_its_key_and_not_looked_for_again(
    qtbot: QtBot, question: Question
) -> None:
    done: list[str] = []
    question.about("a case")

    def upper(key: str, _watch: Watch) -> str:
        done.append(key)
        return key.upper()

    for key in ("one", "other", "one"):
        question.ask(partial(upper, key), key)
        stands(qtbot, question, AnswerState.CURRENT)
        assert question.kept[key] == key.upper()
    assert done == ["one", "other"]


def test_answers_go_with_what_they_are_about(qtbot: QtBot, question: Question) -> None:
    question.about("a case")
    question.ask(lambda _: 1, "key")
    stands(qtbot, question, AnswerState.CURRENT)
    question.about("a case")
    assert question.kept == {"key": 1}
    question.about("another case")
    assert question.kept == {}


def test_an_answer_about_what_is_gone_comes_too_late_to_be_kept(
    qtbot: QtBot, question: Question
) -> None:
    heard: list[object] = []
    question.finished.connect(heard.append)
    go_on = threading.Event()

    def stubborn(watch: Watch) -> str:
        watch.deliver("begun")
        go_on.wait()
        return "late"

    question.about("a case")
    with qtbot.waitSignal(question.delivered):
        question.ask(stubborn, "key")
    question.about("another case")
    with qtbot.waitSignal(question.ended):
        go_on.set()
    assert heard == []
    assert question.kept == {}


def test_a_failure_says_why_and_a_retry_asks_the_same_again(
    qtbot: QtBot, question: Question
) -> None:
    answers: list[object] = [RelaisError("No memory is left."), "found"]

    def work(_watch: Watch) -> object:
        answer = answers.pop(0)
        if isinstance(answer, RelaisError):
            raise answer
        return answer

    question.ask(work, "key")
    stands(qtbot, question, AnswerState.FAILED)
    assert str(question.error) == "No memory is left."
    question.retry()
    assert question.error is None
    stands(qtbot, question, AnswerState.CURRENT)
    assert question.kept == {"key": "found"}


def test_what_may_still_change_is_asked_once_it_no_longer_does(
    qtbot: QtBot, question: Question
) -> None:
    done: list[int] = []
    for number in range(3):
        question.ask(partial(lambda asked, _: done.append(asked), number), after=30)
        assert question.state is AnswerState.COMPUTING
    stands(qtbot, question, AnswerState.CURRENT)
    assert done == [2]


def test_a_question_that_waits_is_cancelled_at_once(qtbot: QtBot, question: Question) -> None:
    done: list[str] = []
    question.ask(lambda _: done.append("asked"), after=30)
    question.cancel()
    assert question.state is AnswerState.CANCELLED
    assert not question.busy
    qtbot.wait(60)
    assert done == []


def test_what_waits_behind_work_that_stops_ends_when_nobody_wants_it_any_more(
    qtbot: QtBot, question: Question
) -> None:
    """Else whoever shows that work is under way would show it for ever."""
    ended: list[bool] = []
    begin(qtbot, question)
    question.ask(lambda _: "never", after=60_000)
    qtbot.waitUntil(lambda: question._running is None)
    question.ended.connect(lambda: ended.append(question.busy))
    question.stand(AnswerState.EMPTY)
    assert ended == [False]


def test_nobody_hears_of_work_that_is_no_longer_wanted(qtbot: QtBot, question: Question) -> None:
    heard: list[str] = []
    question.cancelled.connect(lambda: heard.append("cancelled"))
    begin(qtbot, question)
    with qtbot.waitSignal(question.ended):
        question.stand(AnswerState.WAITING)
    assert question.state is AnswerState.WAITING
    assert heard == []


def test_who_is_patient_gets_the_earlier_answer_and_then_the_newest(
    qtbot: QtBot, question: Question
) -> None:
    heard: list[tuple[str, object]] = []
    question.earlier.connect(lambda found: heard.append(("earlier", found)))
    question.finished.connect(lambda found: heard.append(("finished", found)))
    go_on = threading.Event()

    def first(watch: Watch) -> str:
        watch.deliver("begun")
        go_on.wait()
        return "first"

    begin(qtbot, question, first)
    question.ask(lambda _: "second", patience=60_000)
    question.ask(lambda _: "third", patience=60_000)
    go_on.set()
    stands(qtbot, question, AnswerState.CURRENT)
    assert heard == [("earlier", "first"), ("finished", "third")]


def test_who_moves_something_waits_until_it_is_on_its_way(
    qtbot: QtBot, pool: QThreadPool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.engine.question.SENDING_SECONDS", 60.0)
    question = Question(pool, pause=0)
    heard: list[str] = []

    def send(watch: Watch) -> None:
        heard.append("sent")
        watch.note_sent()

    question.ask(send, patience=60_000)
    heard.append("asked")
    stands(qtbot, question, AnswerState.CURRENT)
    assert heard == ["sent", "asked"]


def test_what_cannot_be_sent_holds_nobody_up(qtbot: QtBot, pool: QThreadPool) -> None:
    go_on, question = threading.Event(), Question(pool, pause=0)
    question.ask(lambda _: go_on.wait(), patience=60_000)
    assert question.state is AnswerState.COMPUTING
    go_on.set()
    stands(qtbot, question, AnswerState.CURRENT)


def test_patience_has_an_end(qtbot: QtBot, question: Question) -> None:
    heard: list[object] = []
    question.earlier.connect(heard.append)
    begin(qtbot, question)
    question.ask(lambda _: "second", patience=30)
    stands(qtbot, question, AnswerState.CURRENT)
    assert heard == []
