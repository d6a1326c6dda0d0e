"""Why a split is what it is: which sentences are said, in which order, under which headings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from math import fsum

from models.case import Case
from models.clause import Clause
from models.editing import is_blank
from models.names import Names
from models.programme import Place, Programme
from models.results.clause_standing import ClauseStanding, clause_standings
from models.results.explanation import BindingLimit, LimitName, PaymentReasons, Ranges
from models.results.lines import Payment, ProgrammeLine
from models.results.matrix import lines_of
from models.results.origin import CohortOrigin, EntryOrigin, InputRows, NeedOrigin
from models.results.split import PayerLine, Split
from models.words import limits, origins, payers, payments, ranges
from models.words.clauses import standings_said
from models.words.goals import goals_reached
from models.words.names import BasisOf, Terms, terms_of
from models.words.paragraph import CaseRows, Paragraph, figure_line, sum_line, summed
from models.words.text import Argument, Number, counted, listed, text

MOST_LISTED = 8
"""How many entries or payments are said one by one; the others are added up."""
_MOST_NAMED = 3
"""How many payers a title names."""


class ExplanationText:
    """A title, then headings and sentences, put together for what somebody asks about.

    Args:
        split: the split that is explained.
        names: the names of its case.
        basis: what burdens are measured by.
        clauses: those of its case.
        whole: whether lists are said to their end, of which else the largest entries are.
    """

    def __init__(
        self,
        split: Split,
        names: Names,
        basis: str,
        clauses: Sequence[Clause] = (),
        *,
        whole: bool = False,
    ) -> None:
        self._split, self._basis = split, basis
        self._clauses = clauses
        self._most = sys.maxsize if whole else MOST_LISTED
        self._terms: Terms = terms_of(split, names, clauses)
        self.title: Argument = ""
        self.paragraphs: list[Paragraph] = []

    def about_split(self, binding: Sequence[BindingLimit] | None) -> None:
        """Say the goals in their order, the ranges, and what holds the split back."""
        self.title = text("Why this split")
        self._part(
            text("Goals, in their order"), goals_reached(self._split, self._basis, self._terms)
        )
        self._part(
            text("How far each total could differ"), ranges.ranges_in(self._split, self._terms)
        )
        if binding is not None:
            held = limits.what_binds_in_lines(binding, self._terms)
            self._part(text("What holds the split back"), held)
        standings = clause_standings(self._clauses, self._split)
        loose = (one for one in standings if not one.binds)
        self._standings(text("Clauses that do not bind"), loose)

    def about_payer(
        self, payer: str, binding: Sequence[BindingLimit] | None, measured: Sequence[Ranges]
    ) -> None:
        """Say what a payer pays, gains and could pay, and what shapes its total."""
        terms, (line,) = self._terms, lines_of(self._split, (payer,))
        self.title = payers.why_in_all(line, terms)
        self.paragraphs += payers.statement(line, self._split, self._basis, terms)
        self._years((payer,))
        self._part(
            text("How far it could differ"),
            ranges.ranges_of(line, measured, self._split, terms),
        )
        if paid := self._payments_of([line.payer]):
            said = payments.payments_said(paid, terms, self._most)
            self._part(text("What it pays for"), said)
        if binding is not None:
            held = limits.what_binds_in_lines(binding, terms, line.payer)
            self._part(text("What shapes its total"), held)
        mine = (one for one in self._clauses if one.payer in ("", payer))
        self._standings(text("Clauses"), clause_standings(mine, self._split))

    def _years(self, keys: Sequence[str]) -> None:
        """Set out what some payers pay in each year."""
        if rows := payers.years_paid(self._split, keys):
            *years, in_all = rows
            said = summed([figure_line(*year) for year in years], sum_line(*in_all))
            self._part(text("Paid by year, {currency}", currency=self._split.currency), said)

    def _standings(self, heading: Argument, standings: Iterable[ClauseStanding]) -> None:
        """Say where clauses stand, and how much room those leave that do not bind."""
        if said := standings_said(standings, self._terms):
            self._part(heading, said)

    def about_payers(self, keys: Sequence[str]) -> None:
        """Say what some payers pay together, and each of them."""
        lines: list[PayerLine] = lines_of(self._split, keys)
        total = self._terms.money(fsum(line.paid for line in lines))
        self.title = counted(
            "1 payer: {amount}", "{count} payers together: {amount}", len(lines), amount=total
        )
        write = self._terms.column(one.paid for one in lines)
        ordered = sorted(lines, key=lambda one: -one.paid)
        said = [figure_line(self._terms.payer(one.payer), write(one.paid)) for one in ordered]
        if len(lines) > 1:
            together = sum_line(text("Together"), write(fsum(one.paid for one in lines)))
            said = summed(said, together)
        self._say(*said)
        self._years(keys)

    def about_programme(
        self,
        programme: Programme,
        found: Sequence[PaymentReasons],
        origin: NeedOrigin | None = None,
    ) -> None:
        """Say what a programme needs, who pays for it and who gains from it."""
        terms, need = self._terms, self._line(programme)
        self.title = payments.who_pays(terms.programme(programme))
        self._say(payments.answers_for(need, terms))
        self._part(text("What is needed"), origins.what_is_needed(need, origin, terms))
        self._part(text("Who pays"), self._who_pays(programme, need))
        if gaining := [why for why in found if why.later_benefit > 0]:
            self._part(
                text("Who gains later from these persons"), payments.gains_of(gaining, terms)
            )
        if origin is not None:
            self._sources([origin.cost, origin.funding])

    def _who_pays(self, programme: Programme, need: ProgrammeLine) -> list[Paragraph]:
        terms = self._terms
        paid = [
            (terms.payer(one.payer, programme), one.amount)
            for one in self._payments_of(None, [programme])
        ]
        said = payments.paid_of_needs(paid, need.unfunded, need.need, terms, self._most)
        return said or [Paragraph(text("Nothing is needed."))]

    def about_programmes(self, asked: Sequence[Programme], label: str) -> None:
        """Say what some programmes need and who pays for them together."""
        terms, lines = self._terms, [self._line(programme) for programme in asked]
        need = fsum(line.need for line in lines)
        self.title = payments.who_pays(label)
        self._say(payments.need_together(lines, terms))
        by_payer: dict[str, list[float]] = {}
        for payment in self._payments_of(None, asked):
            by_payer.setdefault(payment.payer, []).append(payment.amount)
        sums = sorted(((fsum(v), key) for key, v in by_payer.items()), reverse=True)
        paid = [(terms.territory(key), amount) for amount, key in sums]
        gap = fsum(line.unfunded for line in lines)
        if said := payments.paid_of_needs(paid, gap, need, terms, self._most):
            self._part(text("Who pays"), said)

    def about_payment(
        self, payer: str, programme: Programme, found: Sequence[PaymentReasons]
    ) -> None:
        """Say why a payer pays what it pays for a programme; first what the split itself says."""
        terms, line = self._terms, self._line(programme)
        paid = self._payments_of([payer], [programme])
        amount = paid[0].amount if paid else 0.0
        self.title = payments.why_paid(payer, programme, amount, terms)
        self._say(payments.paid_of_need(payer, programme, amount, line.need, line.persons, terms))
        if found:
            self._reasons(found[0])

    def _reasons(self, why: PaymentReasons) -> None:
        if why.trace:
            payer = self._terms.territory(why.payer)
            heading = text("Where these persons go, and what that brings {payer}", payer=payer)
            self._part(heading, payments.entries_of(why, self._terms, self._most))
        if worth := payments.worth_in_lines(why, self._terms):
            self._part(text("What that is worth"), worth)
        self._part(text("What shapes the amount"), payments.reasons_of(why, self._terms))

    def about_entry(
        self, payer: str, programme: Programme, place: Place, found: EntryOrigin | None
    ) -> None:
        """Say how persons of a programme come to a later place, and what that brings a payer."""
        terms = self._terms
        self.title = origins.entry_title(payer, programme, place, terms)
        if found is None:
            return
        came_from = origins.where_they_come_from(found, terms)
        self._part(text("From where they come, in persons"), came_from)
        heading = text("What each who enters brings {payer}", payer=terms.territory(payer))
        self._part(heading, origins.brought_by_each(found, terms))
        if found.benefit_per_person:
            self._part(text("What that is worth"), origins.worth_of_entry(found, terms))
        steps = (*found.coming, *found.moving)
        self._sources([*(step.flows for step in steps), found.benefits])

    def about_cohort(self, programme: Programme, place: Place, found: CohortOrigin | None) -> None:
        """Say who enters a place, counted or projected."""
        self.title = origins.cohort_title(place, self._terms)
        if found is not None:
            self.paragraphs += origins.who_enters(found, programme, self._terms, self._most)
            steps = [step.flows for step in found.coming[: self._most]]
            self._sources([found.flows, found.arrivals, *steps])

    def _sources(self, used: Iterable[InputRows]) -> None:
        if said := origins.sources_said(used):
            self._part(text("What these rows say of their source"), said)

    def about_payments(self, keys: Sequence[str], asked: Sequence[Programme], label: str) -> None:
        """Say what some payers pay for some programmes, by what it is made of."""
        terms, lines = self._terms, [self._line(programme) for programme in asked]
        paid = self._payments_of(keys, asked)
        amount, need = fsum(one.amount for one in paid), fsum(line.need for line in lines)
        self.title = text("{payer}: {programmes}", payer=self._who(keys), programmes=label)
        self._say(payments.paid_here(amount, need, terms))
        if paid:
            self._part(text("Made of"), payments.payments_said(paid, terms, self._most))
        else:
            self._unpaid(keys, lines)

    def _who(self, keys: Sequence[str]) -> Argument:
        if len(keys) > _MOST_NAMED:
            return text("{count} payers", count=Number(len(keys)))
        return listed(map(self._terms.territory, keys))

    def _unpaid(self, keys: Sequence[str], lines: Sequence[ProgrammeLine]) -> None:
        """Lead from a sum of nothing to the programmes that need money, each with its reasons."""
        needed = sorted((line for line in lines if line.need > 0), key=lambda line: -line.need)
        if not needed:
            self._say(text("Nothing is needed: all of it is funded already."))
            return
        if gap := fsum(line.unfunded for line in needed):
            self._say(text("{amount} of it stays unfunded.", amount=self._terms.money(gap)))
        payer = keys[0] if len(keys) == 1 else None
        self._part(
            text("Why nothing is paid for each"),
            payments.needs_unpaid(needed, payer, self._terms, self._most),
        )

    def _part(self, heading: Argument, said: Iterable[Argument | Paragraph]) -> None:
        self.paragraphs.append(Paragraph(heading, "heading"))
        self._say(*said)

    def _say(self, *said: Argument | Paragraph) -> None:
        self.paragraphs += (one if isinstance(one, Paragraph) else Paragraph(one) for one in said)

    def _line(self, programme: Programme) -> ProgrammeLine:
        return next(line for line in self._split.programmes if line.programme == programme)

    def _payments_of(
        self, who: Sequence[str] | None, asked: Sequence[Programme] | None = None
    ) -> list[Payment]:
        """Return the payments of some payers for some programmes, or all; the largest first."""
        found = [
            line
            for line in self._split.payments
            if (who is None or line.payer in who) and (asked is None or line.programme in asked)
        ]
        return sorted(found, key=lambda line: -line.amount)


def row_of_basis(case: Case, basis: BasisOf) -> CaseRows | None:
    """Return the row of the case that a burden is measured by; None: no single one.

    Later benefit comes from many rows; the reasons of each payment lead to them.
    """
    keys = case.table("Territories")["territory"].tolist()
    if basis.basis == "benefit" or basis.payer not in keys:
        return None
    return CaseRows("Territories", (keys.index(basis.payer),))


def row_of_limit(case: Case, limit: LimitName) -> CaseRows | None:
    """Return the row of the case that a limit comes from; None: no single one."""
    if limit.kind == "clause":
        keys = case.table("Clauses")["clause"].tolist()
        at = keys.index(limit.clause) if limit.clause in keys else None
        return None if at is None else CaseRows("Clauses", (at,))
    if limit.kind != "budget":
        return None
    budgets = case.table("Budgets")
    years = [
        (at, None if is_blank(year) else int(year))
        for at, (payer, year) in enumerate(zip(budgets["payer"], budgets["year"], strict=True))
        if payer == limit.payer
    ]
    # The budget of the year itself counts before the one of every year.
    rows = [at for wanted in (limit.year, None) for at, year in years if year == wanted]
    return CaseRows("Budgets", (rows[0],)) if rows else None
