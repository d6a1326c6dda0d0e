"""Answers questions about a split in the background, on an engine kept warm for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.engine.watch import StoppedError, Watch
from desktop.engine.why_questions import (
    AboutPayer,
    AboutPayment,
    AboutProgrammes,
    AboutSplit,
    Found,
    Question,
)
from models.problems import RelaisError
from models.results.explanation import BindingLimit, PaymentReasons, Ranges
from models.results.split import Programme

if TYPE_CHECKING:
    from models.case import Case
    from solver.explain.answer import Answer
    from solver.solve import Prepared

MOST_TOLD = 12
"""How many payers of a programme are looked into."""


class Explainer:
    """Keeps the solved scenario behind the split that is asked about.

    Not to be used by two threads at once; a lane sees to that. Loads the engine when first asked.
    """

    def __init__(self) -> None:
        self._of: tuple[Case, str] | None = None
        self._prepared: Prepared | None = None
        self._answer: Answer | None = None
        self._binding: tuple[BindingLimit, ...] | None = None

    def find(self, case: Case, scenario: str, question: Question, watch: Watch) -> Found:
        """Find out what a question asks.

        Raises:
            StoppedError: it was asked to stop.
            RelaisError: the scenario cannot be solved.
        """
        # Takes a second (pandas, the solver), so it waits for the first question.
        from solver.engine.cancelling import SolveCancelledError  # noqa: PLC0415

        try:
            answer = self._answer_of(case, scenario, watch)
            return self._found(answer, question, watch)
        except SolveCancelledError as error:
            raise StoppedError from error

    def forget(self) -> None:
        """Let go of what is kept."""
        self._of = self._prepared = self._answer = self._binding = None

    def _answer_of(self, case: Case, scenario: str, watch: Watch) -> Answer:
        from solver.solve import prepare, solve_payments, with_ranges  # noqa: PLC0415

        if (
            self._answer is None
            or self._of is None
            or self._of[0] is not case
            or (self._of[1] != scenario)
        ):
            self.forget()
            prepared = prepare(case, scenario, progress=watch.progress, cancelled=watch.cancelled)
            # With the ranges, as `relais explain`: from there all that follows is the same cent.
            payments = solve_payments(prepared, progress=watch.progress)
            answer = with_ranges(payments, watch.progress).answer
            if answer is None:
                raise RelaisError(
                    "The clauses contradict each other, so that there is no split to explain."
                )
            self._of, self._prepared, self._answer = (case, scenario), prepared, answer
        assert self._answer is not None
        self._answer.engine.ask(watch.cancelled)
        return self._answer

    def _found(self, answer: Answer, question: Question, watch: Watch) -> Found:
        match question:
            case AboutSplit():
                return Found(binding=self._what_binds(answer, watch))
            case AboutPayer(payers):
                return Found(
                    binding=self._what_binds(answer, watch),
                    ranges=_ranges(answer, payers, watch),
                )
            case AboutProgrammes(programmes):
                return Found(payments=_paid_by_all(answer, programmes, watch))
            case AboutPayment(payers, programmes):
                return Found(payments=_payments(answer, payers, programmes, watch))

    def _what_binds(self, answer: Answer, watch: Watch) -> tuple[BindingLimit, ...]:
        from solver.explain.binding import what_binds  # noqa: PLC0415

        if self._binding is None:
            self._binding = what_binds(answer, watch.progress, watch.cancelled)
        return self._binding


def _ranges(answer: Answer, payers: tuple[str, ...], watch: Watch) -> tuple[Ranges, ...]:
    from solver.explain.ranges import fully_funded, same_quality  # noqa: PLC0415

    if len(payers) != 1:
        return ()
    only = answer.setup.payers.index(payers[0])
    return tuple(of(answer, watch.progress, only) for of in (same_quality, fully_funded))


def _payments(
    answer: Answer, payers: tuple[str, ...], programmes: tuple[Programme, ...], watch: Watch
) -> tuple[PaymentReasons, ...]:
    """Look into a single payment; sums are told by what they are made of."""
    from solver.explain.payment import why_payment  # noqa: PLC0415

    if len(payers) != 1 or len(programmes) != 1 or not _needs(answer, programmes[0]):
        return ()
    return (why_payment(answer, payers[0], *programmes[0], progress=watch.progress),)


def _paid_by_all(
    answer: Answer, programmes: tuple[Programme, ...], watch: Watch
) -> tuple[PaymentReasons, ...]:
    """Look into everybody who gains later from a single programme, the largest gain first."""
    from solver.engine.cancelling import SolveCancelledError  # noqa: PLC0415
    from solver.explain.payment import why_payment  # noqa: PLC0415

    if len(programmes) != 1 or not _needs(answer, programmes[0]):
        return ()
    setup, found = answer.setup, []
    k = _needs(answer, programmes[0])[0]
    gains = setup.traced.later_benefit[[int(setup.rows[k])]].toarray().ravel()
    for h in sorted(range(len(setup.payers)), key=lambda h: -float(gains[h]))[:MOST_TOLD]:
        if watch.cancelled():
            raise SolveCancelledError
        if float(gains[h]) > 0 or int(setup.host[k]) == h:
            found.append(why_payment(answer, setup.payers[h], *programmes[0], measure=False))
    return tuple(found)


def _needs(answer: Answer, programme: Programme) -> list[int]:
    """Return the position of a programme that needs funding; nothing for one that does not."""
    setup = answer.setup
    return [k for k in range(len(setup.need)) if setup.programme_name(k) == programme]
