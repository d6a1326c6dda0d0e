"""Everything a split is compared with, for one scenario (2-method 2.5)."""

from __future__ import annotations

from dataclasses import replace

from models.case import Case
from models.problems import RelaisError
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison, KeyTest, MeasuredSplit, Part, Stability
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.text import Argument, Number, text
from solver.compare.bridge import bridge
from solver.compare.game import check_size
from solver.compare.key import KeyBasis, as_full_split, key_basis
from solver.compare.key_tests import tested, why_untested
from solver.compare.keys import keys_of, river_key
from solver.compare.measured import measured_answer, measured_key, need_of
from solver.compare.stand_alone import VIEWS, stability
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.inputs.setup import Setup
from solver.solve import Prepared, Solution, prepare, solve_payments
from solver.state.statement import Rounding

STAYS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The shares of a need that the river rule is shown for as left with the host."""
_MOST_CELLS = 200_000  # D50
"""Programmes × payers above which splits are not listed programme by programme."""

LeftOut = tuple[Part, Argument]


def comparison(
    prepared: Prepared, solved: Solution, *, detail: bool = False, progress: Progress = silent
) -> Comparison:
    """Compare the split of a scenario with every key, the river rule and the stand-alone game.

    Keys need no split, so that they are there for a conflict too.

    Args:
        prepared: the scenario.
        solved: what solving it came to.
        detail: whether splits are wanted programme by programme as well.
        progress: told part by part.
    """
    setup = prepared.setup
    basis = key_basis(setup)
    listed, unlisted = _detail(setup, detail)
    found = _by_yardsticks(setup, basis, solved, listed, progress, never)
    tests, untested = _tests(setup, basis, progress)
    games, no_games = _stability(setup, solved, progress)
    return replace(
        found,
        parts_left_out=(*unlisted, *untested, *no_games),
        tests=tests,
        river=_river(setup, basis, found.need, listed),
        stability=games,
    )


def measured_scenario(
    case: Case, scenario: str, *, progress: Progress = silent, cancelled: Cancelled = never
) -> Comparison:
    """Solve a scenario and measure its split and every key; tests and games are left out.

    Args:
        case: a case without errors.
        scenario: the name of one of its scenarios.
        progress: told what is being done.
        cancelled: asked often whether to stop.

    Raises:
        RelaisError: there is no such scenario, or its rules cannot be used.
        SolveCancelledError: somebody asked to stop.
    """
    prepared = prepare(case, scenario, progress=progress, cancelled=cancelled)
    solved, setup = solve_payments(prepared, progress=progress), prepared.setup
    return _by_yardsticks(setup, key_basis(setup), solved, False, progress, cancelled)


def _by_yardsticks(
    setup: Setup,
    basis: KeyBasis,
    solved: Solution,
    detail: bool,
    progress: Progress,
    cancelled: Cancelled,
) -> Comparison:
    split, answer, need = solved.split, solved.answer, need_of(setup, solved.split)
    usable, missing = keys_of(basis)
    keys = []
    for done, key in enumerate(usable):
        if cancelled():
            raise SolveCancelledError
        progress("keys", done, len(usable))
        split_of_key = key.split(basis)
        keys.append(measured_key(setup, split_of_key, key.name, key.source, need, detail=detail))
    return Comparison(
        split=split,
        burden_basis=setup.traced.rules.burden_basis,
        need=need,
        later_benefit=_later_benefit(setup),
        measured=None
        if answer is None
        else measured_answer(setup, answer.split, split, detail=detail),
        keys=tuple(keys),
        left_out=tuple((found.name, found.reason) for found in missing),
        parts_left_out=(),
        tests=(),
        river=(),
        stability=(),
    )


def _detail(setup: Setup, wanted: bool) -> tuple[bool, list[LeftOut]]:
    cells = len(setup.need) * len(setup.payers)
    if not wanted or cells <= _MOST_CELLS:
        return wanted, []
    reason = text(
        "{programmes} programmes and {payers} payers are too many to list.",
        programmes=Number(len(setup.need)),
        payers=Number(len(setup.payers)),
    )
    return False, [("programmes", reason)]


def _later_benefit(setup: Setup) -> tuple[tuple[str, float], ...]:
    money = Rounding(setup.traced.rules.rounding)
    gains = (setup.total_benefit * setup.unit).tolist()
    return tuple((p, money.digits(gain)) for p, gain in zip(setup.payers, gains, strict=True))


def _tests(
    setup: Setup, basis: KeyBasis, progress: Progress
) -> tuple[tuple[KeyTest, ...], list[LeftOut]]:
    reason = why_untested(basis)
    if reason is not None:
        return (), [("tests", reason)]
    found, keys = [], keys_of(basis)[0]
    for done, key in enumerate(keys):
        progress("tests of the keys", done, len(keys))
        found.append(tested(key, basis, setup))
    return tuple(found), []


def _river(setup: Setup, basis: KeyBasis, need: float, detail: bool) -> tuple[MeasuredSplit, ...]:
    rules = [(f"{stays:g}", river_key(stays)) for stays in STAYS]
    return tuple(
        measured_key(setup, rule.split(basis), name, rule.source, need, detail=detail)
        for name, rule in rules
    )


def _stability(
    setup: Setup, solved: Solution, progress: Progress
) -> tuple[tuple[Stability, ...], list[LeftOut]]:
    try:
        check_size(len(setup.payers))
    except RelaisError as error:
        return (), [("stability", error.what)]
    answer = solved.answer
    split = None if answer is None else as_full_split(setup, answer.split)
    found = []
    for done, lost in enumerate(VIEWS):
        progress("stability", done, len(VIEWS))
        found.append(stability(setup, split, lost))
    return tuple(found), []


def bridges_from_base(
    case: Case, side: SideBySide, *, progress: Progress = silent, cancelled: Cancelled = never
) -> tuple[Bridge, ...]:
    """Walk from the base to each other split; those that cannot be walked to are left out."""
    found = []
    for split in side.others:
        if side.can_be_set_against_base(split):
            start, end = (end_of(one) for one in (side.base_split, split))
            try:
                found.append(bridge(case, start, end, progress=progress, cancelled=cancelled))
            except RelaisError:  # the scenario behind a key may have no split to walk through
                continue
    return tuple(found)


def end_of(split: ComparedSplit) -> BridgeEnd:
    """Return a split as the end of a bridge."""
    return BridgeEnd(split.scenario, split.key)
