"""Finds out why a split is what it is, on an engine kept warm for the next topic."""

from __future__ import annotations

from desktop.engine.watch import Watch
from desktop.engine.why_questions import (
    AboutCohort,
    AboutEntry,
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Topic,
)
from models.case import Case
from models.problems import RelaisError
from models.programme import Programme
from models.results.explanation import BindingLimit, PaymentReasons, Ranges
from solver.engine.cancelling import SolveCancelledError
from solver.explain.answer import Answer
from solver.explain.binding import what_binds
from solver.explain.payment import why_payment
from solver.explain.ranges import fully_funded, same_quality
from solver.explain.trace import Origins
from solver.solve import prepare, solve_payments, with_ranges

MOST_TOLD = 12
"""How many payers of a programme are looked into."""


class Explainer:
    """Keeps the solved scenario behind the split that is asked about.

    Not to be used by two threads at once.
    """

    def __init__(self) -> None:
        self._of: tuple[Case, str] | None = None
        self._answer: Answer | None = None
        self._binding: tuple[BindingLimit, ...] | None = None

    def find(self, case: Case, scenario: str, topic: Topic, watch: Watch) -> Found:
        """Find out what is asked about a topic.

        Raises:
            SolveCancelledError: the watch asked to stop.
            RelaisError: the scenario cannot be solved.
        """
        answer = self._answer_of(case, scenario, watch)
        match topic:
            case AboutSplit():
                return Found(binding=self._what_binds(answer, watch))
            case AboutPayer(payers):
                binding = self._what_binds(answer, watch)
                return Found(binding=binding, ranges=_ranges(answer, payers, watch))
            case AboutProgrammes(programmes):
                need = None
                if len(programmes) == 1:
                    need = Origins(case, answer.setup.traced).of_need(programmes[0])
                return Found(payments=_paid_by_all(answer, programmes, watch), need=need)
            case AboutPayment(payers, programmes):
                return Found(payments=_payments(answer, payers, programmes, watch))
            case AboutEntry(payer, programme, place):
                origins = Origins(case, answer.setup.traced)
                return Found(entry=origins.of_entry(payer, programme, place))
            case AboutCohort(_, place):
                return Found(cohort=Origins(case, answer.setup.traced).of_cohort(place))

    def _answer_of(self, case: Case, scenario: str, watch: Watch) -> Answer:
        kept, of = self._answer, self._of
        if kept is None or of is None or of[0] is not case or of[1] != scenario:
            self._of = self._answer = self._binding = None
            prepared = prepare(case, scenario, progress=watch.progress, cancelled=watch.cancelled)
            # With the ranges, as `relais explain`: from there all that follows is the same cent.
            payments = solve_payments(prepared, progress=watch.progress)
            kept = with_ranges(payments, watch.progress).answer
            if kept is None:
                raise RelaisError(
                    "The clauses contradict each other, so that there is no split to explain."
                )
            self._of, self._answer = (case, scenario), kept
        kept.engine.ask(watch.cancelled)
        return kept

    def _what_binds(self, answer: Answer, watch: Watch) -> tuple[BindingLimit, ...]:
        if self._binding is None:
            self._binding = what_binds(answer, watch.progress, watch.cancelled)
        return self._binding


def _ranges(answer: Answer, payers: tuple[str, ...], watch: Watch) -> tuple[Ranges, ...]:
    if len(payers) != 1:
        return ()
    only = answer.setup.payers.index(payers[0])
    return tuple(of(answer, watch.progress, only) for of in (same_quality, fully_funded))


def _payments(
    answer: Answer, payers: tuple[str, ...], programmes: tuple[Programme, ...], watch: Watch
) -> tuple[PaymentReasons, ...]:
    """Look into a single payment; sums are told by what they are made of."""
    if len(payers) != 1 or len(programmes) != 1 or not _needs(answer, programmes[0]):
        return ()
    return (why_payment(answer, payers[0], programmes[0], progress=watch.progress),)


def _paid_by_all(
    answer: Answer, programmes: tuple[Programme, ...], watch: Watch
) -> tuple[PaymentReasons, ...]:
    """Look into everybody who gains later from a single programme, the largest gain first."""
    if len(programmes) != 1 or not _needs(answer, programmes[0]):
        return ()
    setup, found = answer.setup, []
    k = _needs(answer, programmes[0])[0]
    gains = setup.traced.later_benefit[[int(setup.rows[k])]].toarray().ravel()
    for h in sorted(range(len(setup.payers)), key=lambda h: -float(gains[h]))[:MOST_TOLD]:
        if watch.cancelled():
            raise SolveCancelledError
        if float(gains[h]) > 0 or int(setup.host[k]) == h:
            found.append(why_payment(answer, setup.payers[h], programmes[0], measure=False))
    return tuple(found)


def _needs(answer: Answer, programme: Programme) -> list[int]:
    """Return the position of a programme that needs funding; nothing for one that does not."""
    setup = answer.setup
    return [k for k in range(len(setup.need)) if setup.programmes[k] == programme]
