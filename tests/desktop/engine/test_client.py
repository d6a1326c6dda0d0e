"""The engine in a process of its own finds what it finds here, and its end is nobody's end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pandas as pd
import psutil
import pytest

from desktop.engine import client
from desktop.engine.client import EngineProcess
from desktop.engine.doings import PROBLEMS_AT_ONCE
from desktop.engine.messages import EngineFaultError
from desktop.engine.tasks import (
    CHECK_AND_SOLVE,
    MEASURE,
    REST,
    SETTLE,
    SOLVE,
    WHOLE,
    ProblemsFound,
    problems_of,
)
from desktop.engine.watch import StoppedError, Watch
from desktop.engine.worker import Doings, of_engine
from models.case import Case, case_of
from models.checks.every import check_case
from models.problems import RelaisError
from models.words.language import ENGLISH
from tests.cases import sample_case
from tests.desktop.builders import EngineHere
from tests.desktop.changed_cases import clashing, with_rule
from tests.desktop.engine.doings import (
    not_there,
    odd_ones,
    of_engine_without_window,
    tables_as_received,
)

EMPTY = case_of({})
WITHIN_SECONDS = 30.0


class Told(Watch):
    """A watch that keeps what it is told."""

    def __init__(self) -> None:
        self.stages: list[tuple[str, int, int]] = []
        self.parts: list[object] = []
        super().__init__(lambda *stage: self.stages.append(stage), self.parts.append)


class Started:
    """Starts processes, and ends them with the test."""

    def __init__(self) -> None:
        self._all: list[EngineProcess] = []

    def __call__(self, doings: Doings = of_engine) -> EngineProcess:
        self._all.append(EngineProcess(doings))
        return self._all[-1]

    def end(self) -> None:
        for engine in self._all:
            engine.end()


@pytest.fixture
def started() -> Iterator[Started]:
    starting = Started()
    yield starting
    starting.end()


@pytest.fixture(scope="module")
def belgium() -> Case:
    return sample_case("belgium")


def result(engine: EngineProcess, scenario: str, case: Case = EMPTY) -> object:
    """Let the process of a test do what its scenario names."""
    return engine.ask(SOLVE, Told(), case, scenario)


def in_time(condition: Callable[[], object]) -> None:
    """Wait until something holds."""
    until = time.monotonic() + WITHIN_SECONDS
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def test_it_finds_the_very_split_that_is_found_here_also_after_an_edit(
    started: Started, belgium: Case
) -> None:
    engine, here, watch = started(), EngineHere(), Told()
    edited = with_rule(belgium, "own_share_min", 0.3)
    for case in (belgium, edited, belgium):
        assert problems_of(case, engine, watch) == check_case(case)
        assert engine.ask(SOLVE, watch, case, "base") == here.ask(SOLVE, watch, case, "base")
    assert engine.ask(REST, watch, belgium, "base") == here.ask(REST, watch, belgium, "base")
    assert engine.ask(WHOLE, watch, belgium, "base") == here.ask(WHOLE, watch, belgium, "base")
    assert watch.stages  # it said how far it was


def test_a_case_is_checked_and_solved_in_one_journey(started: Started, belgium: Case) -> None:
    engine, here, watch = started(), EngineHere(), Told()
    checked = engine.ask(CHECK_AND_SOLVE, watch, belgium, "base", frozenset(), ())
    assert checked == here.ask(SOLVE, Told(), belgium, "base")
    parts = [part for part in watch.parts if isinstance(part, ProblemsFound)]
    assert tuple(one for part in parts for one in part.problems) == check_case(belgium)
    assert [part.is_all for part in parts] == [False] * (len(parts) - 1) + [True]


def test_a_case_with_errors_is_told_what_is_wrong_and_not_solved(
    started: Started, belgium: Case
) -> None:
    engine, negative = started(), belgium.table("Flows").assign(persons=-1.0)
    case = belgium.with_table("Flows", negative)
    unsettled = check_case(case)[:1]
    for wrong, others in ((case, ()), (belgium, unsettled)):
        watch = Told()
        assert engine.ask(CHECK_AND_SOLVE, watch, wrong, "base", frozenset(), others) is None
        found = [one for part in watch.parts for one in part.problems]  # type: ignore[attr-defined]
        assert found == [*others, *check_case(wrong)]


def test_many_problems_come_whole_and_in_their_order(started: Started, belgium: Case) -> None:
    flows = pd.concat([belgium.table("Flows")] * 5, ignore_index=True).assign(persons=-1.0)
    case = belgium.with_table("Flows", flows)
    problems = check_case(case)
    assert len(problems) > 2 * PROBLEMS_AT_ONCE
    assert problems_of(case, started(), Told()) == problems


def test_a_conflict_is_settled_there_as_here(started: Started, belgium: Case) -> None:
    case = clashing(belgium)
    engine, here, watch = started(), EngineHere(), Told()
    assert engine.ask(SOLVE, watch, case, "base").status == "conflict"
    found = engine.ask(SETTLE, watch, case, "base")
    assert found.prices
    assert found == here.ask(SETTLE, watch, case, "base")


def test_it_loads_no_window(started: Started) -> None:
    engine = started(of_engine_without_window)
    assert result(engine, "base") == ()


def test_tables_that_did_not_change_are_the_same_objects_there(started: Started) -> None:
    engine, case = started(tables_as_received), case_of({})
    assert result(engine, "base", case) == ()
    edited = case.with_table("Flows", case.table("Flows"))
    again = result(engine, "base", edited)
    assert isinstance(again, tuple)
    assert set(case.tables) - set(again) == {"Flows"}


def test_parts_and_progress_come_before_the_end(started: Started) -> None:
    watch = Told()
    found: object = started(odd_ones).ask(SOLVE, watch, EMPTY, "in parts")
    assert found == "the whole"
    assert watch.parts == ["a first part"]


def test_of_many_steps_some_are_told_and_the_last_one_always(started: Started) -> None:
    told: list[tuple[str, int, int]] = []

    def note(*step: Any) -> None:
        told.append(step)
        if step[0] == "waiting":
            watch.stop()

    watch = Watch(note, lambda _: None)
    with pytest.raises(StoppedError):
        started(odd_ones).ask(SOLVE, watch, EMPTY, "in many steps")
    assert told[-1] == ("waiting", 0, 0)
    assert len(told) < 1_000


def test_it_stops_when_it_is_asked_to_and_does_the_next_thing(started: Started) -> None:
    engine = started(odd_ones)
    watch = Watch(lambda *_: watch.stop(), lambda _: None)
    with pytest.raises(StoppedError):
        engine.ask(SOLVE, watch, EMPTY, "endless")
    assert result(engine, "in parts") == "the whole"


def test_who_waits_for_his_turn_can_stop_waiting(started: Started) -> None:
    engine, first = started(odd_ones), Told()
    ended: list[type] = []

    def work() -> None:
        try:
            engine.ask(SOLVE, first, EMPTY, "endless")
        except StoppedError as error:
            ended.append(type(error))

    thread = threading.Thread(target=work)
    thread.start()
    in_time(lambda: first.stages)
    second = Told()
    second.stop()
    with pytest.raises(StoppedError):
        engine.ask(SOLVE, second, EMPTY, "in parts")
    first.stop()
    thread.join(WITHIN_SECONDS)
    assert ended == [StoppedError]


class Asking:
    """Something slow that is asked for in a thread, as a page does, and what came of it."""

    def __init__(self, engine: EngineProcess, name: str = "patient") -> None:
        self.watch, self.came = Told(), list[object]()
        self._thread = threading.Thread(target=self._ask, args=(engine, name))
        self._thread.start()

    def _ask(self, engine: EngineProcess, name: str) -> None:
        try:
            self.came.append(engine.ask(MEASURE, self.watch, EMPTY, name))
        except StoppedError as error:
            self.came.append(type(error))

    def join(self) -> list[object]:
        self._thread.join(WITHIN_SECONDS)
        return self.came


def test_a_split_overtakes_what_runs_and_that_is_asked_again_by_itself(started: Started) -> None:
    engine = started(odd_ones)
    asking = Asking(engine, "endless at first")
    in_time(lambda: asking.watch.stages)
    assert result(engine, "in parts") == "the whole", "it did not wait for the end of the other"
    assert asking.join() == ["in the end"]
    assert not asking.watch.cancelled(), "nobody told it to stop"


def test_a_split_does_not_overtake_a_split(started: Started) -> None:
    engine, order = started(odd_ones), list[object]()

    def solve(name: str) -> None:
        order.append(result(engine, name))

    result(engine, "in parts")
    threads = [threading.Thread(target=solve, args=("slow",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(WITHIN_SECONDS)
    assert order == ["slowly", "slowly"]


def test_what_is_overtaken_can_be_stopped_while_it_waits(started: Started) -> None:
    engine, solving = started(odd_ones), Told()
    asking = Asking(engine, "endless at first")
    in_time(lambda: asking.watch.stages)
    ended: list[object] = []

    def solve() -> None:
        with pytest.raises(StoppedError):
            engine.ask(SOLVE, solving, EMPTY, "endless")
        ended.append("stopped")

    thread = threading.Thread(target=solve)
    thread.start()
    in_time(lambda: solving.stages)
    asking.watch.stop()
    assert asking.join() == [StoppedError]
    assert not ended
    solving.stop()
    thread.join(WITHIN_SECONDS)
    assert ended == ["stopped"]


def test_while_splits_follow_each_other_nothing_else_begins(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "MOVING_SECONDS", 3600.0)
    engine = started(odd_ones)
    result(engine, "in parts")
    result(engine, "in parts")
    asking = Asking(engine, "in parts")
    assert result(engine, "slow") == "slowly"
    assert asking.came == []
    assert asking.watch.parts == []
    asking.watch.stop()
    assert asking.join() == [StoppedError]


def test_a_real_comparison_is_overtaken_and_comes_whole(started: Started, belgium: Case) -> None:
    engine = started()
    alone = EngineHere().ask(MEASURE, Told(), belgium, "base")
    split = engine.ask(SOLVE, Told(), belgium, "base")
    comparisons: list[object] = []
    watch = Told()

    def compare() -> None:
        comparisons.append(engine.ask(MEASURE, watch, belgium, "base"))

    thread = threading.Thread(target=compare)
    thread.start()
    in_time(lambda: watch.stages)
    assert engine.ask(SOLVE, Told(), belgium, "base").programmes == split.programmes
    thread.join(WITHIN_SECONDS)
    assert comparisons == [alone]


def test_what_a_user_can_mend_comes_with_its_place_and_its_way_out(started: Started) -> None:
    with pytest.raises(RelaisError) as found:
        started(odd_ones).ask(SOLVE, Told(), EMPTY, "refused")
    told = found.value
    assert (told.what, told.where, told.mend) == ("It clashes.", "Clauses!C4", "Drop it.")


def test_a_lack_of_memory_is_told_as_one_and_the_process_goes_on(started: Started) -> None:
    engine = started(odd_ones)
    number = result(engine, "own number")
    with pytest.raises(RelaisError, match="not enough memory"):
        engine.ask(SOLVE, Told(), EMPTY, "too large")
    assert result(engine, "own number") == number


def test_a_fault_of_the_program_comes_with_its_trace(started: Started) -> None:
    with pytest.raises(EngineFaultError, match="no such payer") as found:
        started(odd_ones).ask(SOLVE, Told(), EMPTY, "faulty")
    assert "in _faulty" in str(found.value)


def test_what_cannot_be_sent_is_a_fault_with_its_trace(started: Started) -> None:
    engine = started(odd_ones)
    with pytest.raises(EngineFaultError, match="cannot pickle"):
        result(engine, "unspeakable")
    assert result(engine, "in parts") == "the whole"


def test_an_engine_that_cannot_be_loaded_says_why(started: Started) -> None:
    with pytest.raises(EngineFaultError, match="no solver here"):
        result(started(not_there), "in parts")


@pytest.mark.parametrize(
    ("how", "told", "lacks_memory"),
    [
        ("killed", "killed by signal 9 (SIGKILL)", True),
        ("crashing", "killed by signal 11 (SIGSEGV)", False),
        ("aborting", "killed by signal 6 (SIGABRT)", False),
        ("leaving", "exit status 3", False),
        ("leaving well", "exit status 0", False),
    ],
)
def test_a_process_that_ends_by_itself_is_told_and_another_one_goes_on(
    how: str, told: str, lacks_memory: bool, started: Started
) -> None:
    engine = started(odd_ones)
    with pytest.raises(RelaisError, match="ended before it was done") as found:
        engine.ask(SOLVE, Told(), EMPTY, how)
    assert f"({told})" in ENGLISH.say(found.value.what)
    assert "Retry" in ENGLISH.say(found.value.mend)
    assert ("memory" in ENGLISH.say(found.value.mend)) == lacks_memory
    assert result(engine, "in parts") == "the whole"


def test_a_process_that_cannot_be_started_is_told_when_it_is_asked(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_process: object) -> None:
        raise PermissionError("not on this computer")

    engine = started(odd_ones)
    with monkeypatch.context() as broken:
        broken.setattr("multiprocessing.context.SpawnProcess.start", refused)
        engine.begin()
        with pytest.raises(RelaisError, match="could not be started") as found:
            result(engine, "in parts")
        assert "not on this computer" in ENGLISH.say(found.value.what)
        assert "memory" not in str(found.value)
    assert result(engine, "in parts") == "the whole"


def test_a_case_that_cannot_be_sent_whole_is_not_gone_on_with(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = started(tables_as_received)
    result(engine, "base")

    looks = iter([False])

    def broken() -> bool:
        for look in looks:
            return look
        raise KeyError  # while the request is under way

    watch = Told()
    monkeypatch.setattr(watch, "cancelled", broken)
    with pytest.raises(KeyError):
        engine.ask(SOLVE, watch, EMPTY, "base")
    assert result(engine, "base") == ()  # a new process, which knows no table


def test_it_ends_with_whoever_started_it(started: Started) -> None:
    engine = started(odd_ones)
    number = result(engine, "own number")
    assert isinstance(number, int)
    assert psutil.pid_exists(number)
    engine.end()
    in_time(lambda: not psutil.pid_exists(number))


PARENT = """
import sys, threading
from desktop.engine.client import EngineProcess
from desktop.engine.tasks import SOLVE
from desktop.engine.watch import Watch
from models.case import case_of
from tests.desktop.engine.doings import odd_ones
if __name__ == "__main__":
    engine = EngineProcess(odd_ones)
    watch = Watch(lambda *_: print("busy", flush=True), lambda _: None)
    print(engine.ask(SOLVE, watch, case_of({}), "own number"), flush=True)
    engine.ask(SOLVE, watch, case_of({}), "endless")
"""


def test_it_ends_also_when_the_window_is_killed_while_it_works() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    number = int(parent.stdout.readline())
    assert parent.stdout.readline() == "busy\n"
    assert psutil.pid_exists(number)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    in_time(lambda: not psutil.pid_exists(number))
