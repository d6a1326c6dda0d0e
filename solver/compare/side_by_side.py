"""A scenario and its keys by the yardsticks alone: what a window sets side by side."""

from __future__ import annotations

from models.case import Case
from models.problems import RelaisError
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison
from models.results.side_by_side import ComparedSplit, SideBySide
from solver.compare.basis import key_basis
from solver.compare.bridge import bridge
from solver.compare.keys import keys_of
from solver.compare.measured import measured_answer, measured_key
from solver.compare.report import need_of
from solver.engine.cancelling import Cancelled, Progress, SolveCancelledError, never, silent
from solver.solve import prepare, solve_payments
from solver.state.statement import Money


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
    solved = solve_payments(prepared, progress=progress)
    setup, answer = prepared.setup, solved.answer
    basis, need = key_basis(setup), need_of(setup, solved)
    usable, missing = keys_of(basis)
    keys = []
    for done, key in enumerate(usable):
        if cancelled():
            raise SolveCancelledError
        progress("keys", done, len(usable))
        keys.append(measured_key(setup, key.split(basis), key.name, key.source, need, detail=False))
    money = Money(setup.traced.rules.rounding)
    gains = (setup.total_benefit * setup.unit).tolist()
    return Comparison(
        split=solved.split,
        burden_basis=setup.traced.rules.burden_basis,
        need=need,
        later_benefit=tuple(
            (payer, money.digits(gain)) for payer, gain in zip(setup.payers, gains, strict=True)
        ),
        measured=None
        if answer is None
        else measured_answer(setup, answer.split, solved.split, detail=False),
        keys=tuple(keys),
        left_out=tuple((found.name, found.reason) for found in missing),
        parts_left_out=(),
        tests=(),
        river=(),
        stability=(),
    )


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
