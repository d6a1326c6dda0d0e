"""Why a payer pays what it pays, in a few lines that a room reads from afar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from math import fsum

from models.clause import Clause
from models.names import Names
from models.results.clause_standing import clause_standings
from models.results.explanation import BindingLimit, Ranges, StepEffect
from models.results.split import PayerLine, Split
from models.words.clauses import standing_said
from models.words.figures import brief_digits
from models.words.headlines import PinnedBy, least_change, pinned_split
from models.words.limits import limit_binds, nothing_binds
from models.words.names import Terms, terms_of
from models.words.payers import gains_later, left_with
from models.words.payments import paid_most, pays_of_need
from models.words.ranges import ranges_of
from models.words.text import Argument, Text, joined, text


class ReasonsInBrief:
    """The sentences of the Split page on one payer, those that matter most, in three digits.

    Args:
        split: the split that is explained.
        names: the names of its case.
        payer: whose payment it is.
        clauses: those of its case.
    """

    def __init__(
        self, split: Split, names: Names, payer: str, clauses: Sequence[Clause] = ()
    ) -> None:
        self._split = split
        self._own_clauses = [clause for clause in clauses if clause.payer == payer]
        self._terms: Terms = replace(terms_of(split, names, clauses), are_brief=True)
        self._line = next(line for line in split.payers if line.payer == payer)

    def title(self, pinned: Split | None, by: PinnedBy = PinnedBy.PERSON) -> Argument:
        """Say what it pays of what is needed, and by how much that is another amount.

        Args:
            pinned: the split that this one is compared with.
            by: how it came to be that.
        """
        line, need = self._line, fsum(one.need for one in self._split.programmes)
        payer = self._terms.territory(line.payer)
        said = pays_of_need(payer, line.paid, need, self._terms) if need else None
        return joined(said or text("Nothing is needed."), self._change(pinned, by))

    def _change(self, pinned: Split | None, by: PinnedBy) -> Text | None:
        if pinned is None:
            return None
        change = self._line.paid - pinned.totals.get(self._line.payer, 0.0)
        if abs(change) <= least_change(self._split, pinned):
            return None
        said = text("That is {amount} more than in {pinned}.")
        if change < 0:
            said = text("That is {amount} less than in {pinned}.")
        return said.filled(amount=self._terms.money(abs(change)), pinned=pinned_split(by))

    def known(self) -> Iterator[Argument]:
        """Say what the split itself says of the payer: what it pays for, and what it gains."""
        terms, line = self._terms, self._line
        mine = self._split.payments_of((line.payer,))
        if left := fsum(one.host_residual for one in mine):
            yield left_with(line.payer, left, terms)
        elif line.paid > 0:
            yield paid_most(max(mine, key=lambda one: one.amount), terms)
        yield gains_later(line, self._split, terms)

    def found(
        self, binding: Sequence[BindingLimit], measured: Sequence[Ranges]
    ) -> Iterator[Argument]:
        """Say how far its total could differ, which clause holds it, and what moves it most."""
        terms = replace(self._terms, are_brief=not self._reads_alike(measured))
        yield ranges_of(self._line, measured, self._split, terms)[0]
        yield from self._held_by_clause()
        touching = [limit for limit in binding if _moves(limit, self._line)]
        if touching:
            most = max(touching, key=lambda limit: _moves(limit, self._line))
            yield limit_binds(_one_step(most, self._line), self._terms)
        else:
            yield nothing_binds(self._terms, self._line.payer)

    def _held_by_clause(self) -> Iterator[Argument]:
        """Say where the clause about this very payer stands that binds, if one does."""
        standings = clause_standings(self._own_clauses, self._split)
        binding = (one for one in standings if one.binds and not one.asks_for_nothing)
        for standing in islice(binding, 1):
            yield standing_said(standing, self._terms, self._terms.money)

    def _reads_alike(self, measured: Sequence[Ranges]) -> bool:
        """Say whether its range is narrower than three digits can tell."""
        known = [part for one in measured[:1] for part in one.payers]
        low, high = next(
            ((part.low, part.high) for part in known if part.payer == self._line.payer),
            (self._line.low or 0.0, self._line.high or 0.0),
        )
        return low != high and brief_digits(low) == brief_digits(high)


def _moves(limit: BindingLimit, line: PayerLine) -> float:
    """Return by how much a step of a limit changes what a payer pays, up or down."""
    return max(_change(step, line) for step in (limit.up, limit.down))


def _one_step(limit: BindingLimit, line: PayerLine) -> BindingLimit:
    """Return a limit with what one of its steps does to a payer.

    It is the step that leaves more room, where that is felt.
    """
    keeps_up = (limit.loosens > 0) == bool(_change(limit.looser, line))
    step = limit.up if keeps_up else limit.down
    assert step is not None  # a step that is felt is there
    mine = tuple(part for part in step.payers if part[0] == line.payer)
    felt = replace(step, payers=mine, gap=0.0, host_residual=0.0)
    return replace(limit, up=felt if keeps_up else None, down=None if keeps_up else felt)


def _change(step: StepEffect | None, line: PayerLine) -> float:
    """Return by how much a step changes what a payer pays, up or down."""
    payers = step.payers if step is not None else ()
    return max((abs(change) for payer, change in payers if payer == line.payer), default=0.0)
