"""Each task finds in the process of the engine what it finds here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from desktop.engine.client import EngineProcess
from desktop.engine.tasks import (
    BRIDGE,
    BRIDGES,
    DECIDE,
    EXPLAIN,
    MEASURE,
    MISREPORT,
    PRICE_OF_KEY,
    REST,
    SET_BESIDE,
    SOLVE,
    SWITCH,
    TRACE,
    WITH_LIMITS,
)
from desktop.engine.watch import StoppedError, Watch
from desktop.engine.why_questions import AboutPayer, AboutPayment, AboutProgrammes, AboutSplit
from models.case import Case
from models.exchange.answers import Reply
from models.exchange.deciding import all_accepted
from models.geometry.atlas import Atlas, packaged_atlases
from models.problems import CaseRefusedError
from models.results.bridge import BridgeEnd
from models.results.side_by_side import ComparedSplit, SideBySide
from models.results.split import appendix_of
from models.results.trajectories import TrajectoryQuery
from solver.solve import solve_case
from tests.cases import sample_case, with_rules
from tests.desktop.builders import EngineHere
from tests.models.exchange.builders import back, with_persons, without_row


@pytest.fixture(scope="module")
def engine() -> Iterator[EngineProcess]:
    one = EngineProcess()
    yield one
    one.end()


@pytest.fixture(scope="module")
def here() -> EngineHere:
    return EngineHere()


@pytest.fixture(scope="module")
def worked() -> Case:
    return sample_case("worked")


@pytest.fixture(scope="module")
def belgium() -> Case:
    return sample_case("belgium")


def watch() -> Watch:
    return Watch(lambda *_: None, lambda _: None)


def test_reasons(engine: EngineProcess, here: EngineHere, worked: Case) -> None:
    programme = solve_case(worked).programmes[0].programme
    topics = (
        AboutSplit(),
        AboutPayer(("port",)),
        AboutProgrammes((programme,), ""),
        AboutPayment(("port",), (programme,), ""),
    )
    reasons = 0
    for topic in topics:
        found = engine.ask(EXPLAIN, watch(), worked, "base", topic)
        assert found == here.ask(EXPLAIN, watch(), worked, "base", topic)
        reasons += len(found.payments) + len(found.ranges)
    assert reasons


def test_comparisons_and_bridges(engine: EngineProcess, here: EngineHere, worked: Case) -> None:
    comparison = engine.ask(MEASURE, watch(), worked, "base")
    assert comparison == here.ask(MEASURE, watch(), worked, "base")
    ends = BridgeEnd("base"), BridgeEnd("base", "host_pays")
    bridge = engine.ask(BRIDGE, watch(), worked, *ends)
    assert bridge.steps
    assert bridge == here.ask(BRIDGE, watch(), worked, *ends)
    splits = (ComparedSplit("A", comparison), ComparedSplit("B", comparison, "host_pays"))
    side = SideBySide(splits, "A", {})
    assert engine.ask(BRIDGES, watch(), worked, side) == (bridge,)


def test_a_split_with_its_limits(engine: EngineProcess, worked: Case) -> None:
    assert engine.ask(WITH_LIMITS, watch(), worked, "base") == solve_case(worked, explain=True)


def test_from_which_effect_on_all_is_paid_back(
    engine: EngineProcess, here: EngineHere, worked: Case
) -> None:
    found = engine.ask(SWITCH, watch(), worked, "base")
    assert found is not None
    assert found.additionality == appendix_of(solve_case(worked, explain=True)).switching_value
    assert found == here.ask(SWITCH, watch(), worked, "base")


def test_trajectories_on_a_packaged_map_and_on_ones_own(
    engine: EngineProcess, here: EngineHere, belgium: Case
) -> None:
    own = Atlas("mine.json", packaged_atlases()[0].areas, own=True)
    for query in (TrajectoryQuery(), TrajectoryQuery(year=2022), TrajectoryQuery(atlas=own)):
        found = engine.ask(TRACE, watch(), belgium, "base", query)
        expected = here.ask(TRACE, watch(), belgium, "base", query)
        assert found.query == expected.query
        assert (found.streams, found.map) == (expected.streams, expected.map)
        pd.testing.assert_frame_equal(pd.DataFrame(found.stocks), pd.DataFrame(expected.stocks))
        assert found.traced.case is belgium
        assert found.map.atlas is (own if query.atlas else expected.map.atlas)


def test_trajectories_that_are_stopped_half_way_are_no_answer(
    here: EngineHere, belgium: Case
) -> None:
    stopped = Watch(lambda *_: stopped.stop(), lambda _: None)
    with pytest.raises(StoppedError):
        here.ask(TRACE, stopped, belgium, "base", TrajectoryQuery())


def test_what_came_back_of_an_exchange(
    engine: EngineProcess, here: EngineHere, worked: Case
) -> None:
    edited = without_row(with_persons(worked, 0, 120), "Flows", 3)
    answers = (Reply("digest", "answer.xlsx", "Port", back(edited, "answer.xlsx", worked)),)
    found = engine.ask(SET_BESIDE, watch(), worked, answers, {})
    expected = here.ask(SET_BESIDE, watch(), worked, answers, {})
    assert found.merge.mine is worked
    assert (found.merge.items, found.offered) == (expected.merge.items, expected.offered)
    assert len(found.offered) == 2
    settled = {item.where: item.mine for item in found.merge.items}
    assert not engine.ask(SET_BESIDE, watch(), worked, answers, settled).offered
    decisions = all_accepted(found.merge)
    case = engine.ask(DECIDE, watch(), worked, found.merge, decisions)
    assert case.table("Flows")["persons"][0] == 120
    unchanged = [key for key in worked.tables if key != "Flows"]
    assert all(case.table(key) is worked.table(key) for key in unchanged)


def test_a_decision_that_breaks_the_case_is_refused_with_its_problems(
    engine: EngineProcess, worked: Case
) -> None:
    (answer,) = (Reply("digest", "a.xlsx", "", back(without_row(worked, "Territories", 0), "a")),)
    merge = engine.ask(SET_BESIDE, watch(), worked, (answer,), {}).merge
    merge = replace(merge, mine=worked)
    with pytest.raises(CaseRefusedError) as refused:
        engine.ask(DECIDE, watch(), worked, merge, all_accepted(merge, deletions=True))
    assert refused.value.problems


def test_what_a_same_key_costs(engine: EngineProcess, here: EngineHere, worked: Case) -> None:
    assert engine.ask(PRICE_OF_KEY, watch(), worked, "base") is None
    keyed = with_rules(worked, same_key_by="stage")
    price = engine.ask(PRICE_OF_KEY, watch(), keyed, "base")
    assert price is not None
    assert [line.payer for line in price.payers] == ["city", "federation", "port"]
    assert price == here.ask(PRICE_OF_KEY, watch(), keyed, "base")


def test_what_misreporting_gains(engine: EngineProcess, here: EngineHere, worked: Case) -> None:
    found = engine.ask(MISREPORT, watch(), worked, "base", 10.0)
    assert len(found) == 12, "three payers, two kinds of figures, lower and higher"
    assert any((one.gain or 0.0) > 0 for one in found)
    assert found == here.ask(MISREPORT, watch(), worked, "base", 10.0)


def test_ranges_follow_though_the_switching_value_was_found_first(worked: Case) -> None:
    here = EngineHere()
    assert here.ask(SOLVE, watch(), worked, "base").lacks_ranges
    assert here.ask(SWITCH, watch(), worked, "base") is not None
    rested = here.ask(REST, watch(), worked, "base")
    assert rested is not None
    assert not rested.lacks_ranges
    assert here.ask(REST, watch(), worked, "base") is None
