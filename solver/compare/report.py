"""Everything a split is compared with, for one scenario (2-method 2.5)."""

from __future__ import annotations

from models.problems import RelaisError
from models.results.comparison import Comparison, KeyTest, MeasuredSplit, Part, Stability
from models.words.text import Argument, Number, text
from solver.compare.basis import KeyBasis, key_basis
from solver.compare.full_split import as_full_split
from solver.compare.game import check_size
from solver.compare.key import Key
from solver.compare.keys import keys_of
from solver.compare.measured import measured_answer, measured_key
from solver.compare.river import river_key
from solver.compare.stability import VIEWS, stability
from solver.compare.tested import tested, why_untested
from solver.engine.cancelling import Progress, silent
from solver.inputs.setup import Setup
from solver.solve import Prepared, Solved
from solver.state.statement import Money

STAYS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""The shares of a need that the river rule is shown for as left with the host."""
_MOST_CELLS = 200_000
"""Programmes × payers above which splits are not listed programme by programme."""

LeftOut = tuple[Part, Argument]


def comparison(
    prepared: Prepared, solved: Solved, *, detail: bool = False, progress: Progress = silent
) -> Comparison:
    """Compare the split of a scenario with every key, the river rule and the stand-alone game.

    Keys need no split, so that they are there for a conflict too.

    Args:
        prepared: the scenario.
        solved: what solving it came to.
        detail: whether splits are wanted programme by programme as well.
        progress: told part by part.
    """
    setup, answer = prepared.setup, solved.answer
    basis, need = key_basis(setup), need_of(setup, solved)
    usable, missing = keys_of(basis)
    listed, unlisted = _detail(setup, detail)
    tests, untested = _tests(setup, basis, usable, progress)
    games, no_games = _stability(setup, solved, progress)
    return Comparison(
        split=solved.split,
        burden_basis=setup.traced.rules.burden_basis,
        need=need,
        later_benefit=_later_benefit(setup),
        measured=None
        if answer is None
        else measured_answer(setup, answer.split, solved.split, detail=listed),
        keys=_measured(setup, basis, usable, need, listed, progress),
        left_out=tuple((found.name, found.reason) for found in missing),
        parts_left_out=(*unlisted, *untested, *no_games),
        tests=tests,
        river=_river(setup, basis, need, listed),
        stability=games,
    )


def need_of(setup: Setup, solved: Solved) -> float:
    """Return the sum of all needs as the split rounds it; without a split, to the nearest unit."""
    money = Money(setup.traced.rules.rounding)
    if solved.answer is None:
        return money.nearest(float(setup.need.sum()) * setup.unit)
    return money.digits(sum(line.need for line in solved.split.programmes))


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
    money = Money(setup.traced.rules.rounding)
    gains = (setup.total_benefit * setup.unit).tolist()
    return tuple((p, money.digits(gain)) for p, gain in zip(setup.payers, gains, strict=True))


def _measured(
    setup: Setup,
    basis: KeyBasis,
    keys: tuple[Key, ...],
    need: float,
    detail: bool,
    progress: Progress,
) -> tuple[MeasuredSplit, ...]:
    lines = []
    for done, key in enumerate(keys):
        progress("keys", done, len(keys))
        lines.append(
            measured_key(setup, key.split(basis), key.name, key.source, need, detail=detail)
        )
    return tuple(lines)


def _tests(
    setup: Setup, basis: KeyBasis, keys: tuple[Key, ...], progress: Progress
) -> tuple[tuple[KeyTest, ...], list[LeftOut]]:
    reason = why_untested(basis)
    if reason is not None:
        return (), [("tests", reason)]
    found = []
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
    setup: Setup, solved: Solved, progress: Progress
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
