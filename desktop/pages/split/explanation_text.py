"""The answer to a question: which sentences are told, in which order, under which headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from desktop.document.document import Solved
from desktop.engine.why_questions import AboutPayer, AboutPayment, AboutProgrammes, Found, Question
from desktop.look.language import say
from desktop.pages.split.explanation_paragraphs import Telling, line_of
from desktop.pages.split.figures import lines_of
from desktop.pages.split.totals import burden_basis
from models.results.explanation import PaymentReasons
from models.results.split import PayerLine, Payment, Programme, ProgrammeLine
from models.words import limits, payers, payments, programmes, ranges
from models.words.goals import goals_reached
from models.words.names import Terms, terms_of
from models.words.text import Argument, Number, counted, listed, text

MOST_LISTED = 8
"""How many entries or payments are told one by one; the others are added up."""
_MOST_NAMED = 3
"""How many payers a title names."""


def told(
    question: Question, found: Found | None, solved: Solved, *, rows_wanted: bool = False
) -> Telling:
    """Tell what the split says of a question and, where it is known, why.

    Args:
        question: what is asked.
        found: what the engine found out; None: not yet.
        solved: the split that is asked about.
        rows_wanted: whether somebody can show rows of the case.
    """
    answer = _Answer(solved, found, rows_wanted=rows_wanted)
    match question:
        case AboutPayment((payer,), (programme,)):
            answer.payment(payer, programme)
        case AboutPayment():
            answer.payments(question)
        case AboutPayer((payer,)):
            (line,) = lines_of(solved.split, (payer,))
            answer.payer(line)
        case AboutPayer():
            answer.payers(lines_of(solved.split, question.payers))
        case AboutProgrammes((programme,)):
            answer.programme(programme)
        case AboutProgrammes():
            answer.programmes(question)
        case _:
            answer.split()
    return answer.telling


class _Answer:
    """Puts the sentences of an answer together."""

    def __init__(self, solved: Solved, found: Found | None, *, rows_wanted: bool) -> None:
        self._solved, self._found = solved, found
        self._split = solved.split
        self._terms: Terms = terms_of(solved.split, solved.names)
        self._basis = burden_basis(solved)
        self.telling = Telling(solved, rows_wanted=rows_wanted)

    def split(self) -> None:
        """Tell the goals in their order, the ranges, and what holds the split back."""
        self._title(text("Why this split"))
        self._part(
            text("Goals, in their order"), goals_reached(self._split, self._basis, self._terms)
        )
        self._part(
            text("How far each total could differ"), ranges.ranges_in(self._split, self._terms)
        )
        if self._found is not None:
            binding = limits.what_binds(self._found.binding, self._terms)
            self._part(text("What holds the split back"), binding)

    def payer(self, line: PayerLine) -> None:
        """Tell what a payer pays, gains and could pay, and what shapes its total."""
        terms, found = self._terms, self._found
        self._title(payers.why_in_all(line, terms))
        self.telling.say(*payers.in_all(line, self._split, self._basis, terms))
        measured = found.ranges if found is not None else ()
        self._part(
            text("How far it could differ"),
            ranges.ranges_of(line, measured, self._split, terms),
        )
        if paid := self._payments_of([line.payer]):
            said = payments.payments_said(paid, terms, MOST_LISTED)
            self._part(text("What it pays for"), said)
        if found is not None:
            binding = limits.what_binds(found.binding, terms, line.payer)
            self._part(text("What shapes its total"), binding)

    def payers(self, lines: Sequence[PayerLine]) -> None:
        """Tell what some payers pay together, and each of them."""
        total = self._terms.money(fsum(line.paid for line in lines))
        self._title(
            counted(
                "1 payer: {amount}", "{count} payers together: {amount}", len(lines), amount=total
            )
        )
        for line in sorted(lines, key=lambda line: line.paid, reverse=True):
            self.telling.say(payers.pays(self._terms.payer(line.payer), line.paid, self._terms))

    def programme(self, programme: Programme) -> None:
        """Tell what a programme needs, who pays for it and who gains from it."""
        terms, line = self._terms, line_of(self._solved, programme)
        self._title(programmes.who_pays(terms.programme(programme)))
        self.telling.say(programmes.need_of(line, terms), programmes.answers_for(line, terms))
        self._part(text("Who pays"), self._who_pays(programme, line))
        found = self._found.payments if self._found is not None else ()
        if gains := [programmes.gains_of(why, terms) for why in found if why.later_benefit > 0]:
            self._part(text("Who gains later from these persons"), gains)

    def _who_pays(self, programme: Programme, line: ProgrammeLine) -> list[Argument]:
        terms = self._terms
        said: list[Argument] = [
            programmes.pays_of_need(terms.payer(one.payer, programme), one.amount, line.need, terms)
            for one in self._payments_of(None, [programme])
        ]
        if line.unfunded:
            said.append(programmes.unpaid_of_need(line.unfunded, line.need, terms))
        return said or [text("Nothing is needed.")]

    def programmes(self, question: AboutProgrammes) -> None:
        """Tell what some programmes need and who pays for them together."""
        terms, lines = self._terms, self._lines(question.programmes)
        need = fsum(line.need for line in lines)
        self._title(programmes.who_pays(question.label))
        self.telling.say(programmes.need_together(lines, terms))
        by_payer: dict[str, list[float]] = {}
        for payment in self._payments_of(None, question.programmes):
            by_payer.setdefault(payment.payer, []).append(payment.amount)
        sums = sorted(((fsum(v), key) for key, v in by_payer.items()), reverse=True)
        said = [
            programmes.pays_of_need(terms.territory(key), amount, need, terms)
            for amount, key in sums[:MOST_LISTED]
        ]
        if rest := [amount for amount, _ in sums[MOST_LISTED:]]:
            said.append(programmes.others_pay(rest, terms))
        if said:
            self._part(text("Who pays"), said)

    def payment(self, payer: str, programme: Programme) -> None:
        """Tell why a payer pays what it pays for a programme; first what the split itself says."""
        terms, line = self._terms, line_of(self._solved, programme)
        paid = self._payments_of([payer], [programme])
        amount = paid[0].amount if paid else 0.0
        self._title(payments.why_paid(payer, programme, amount, terms))
        self.telling.say(
            payments.paid_of_need(payer, programme, amount, line.need, line.persons, terms)
        )
        if self._found is not None and self._found.payments:
            self._reasons(self._found.payments[0])

    def _reasons(self, why: PaymentReasons) -> None:
        if why.trace:
            entries = payments.entries_of(why, self._terms, MOST_LISTED)
            self._part(text("Where these persons go"), entries)
        if worth := payments.worth(why, self._terms):
            self._part(text("What that is worth"), [worth])
        self._part(text("What shapes the amount"), payments.reasons_of(why, self._terms))

    def payments(self, question: AboutPayment) -> None:
        """Tell what some payers pay for some programmes, by what it is made of."""
        terms, lines = self._terms, self._lines(question.programmes)
        paid = self._payments_of(question.payers, question.programmes)
        amount, need = fsum(one.amount for one in paid), fsum(line.need for line in lines)
        who = self._who(question.payers)
        self._title(text("{payer}: {programmes}", payer=who, programmes=question.label))
        self.telling.say(payments.paid_here(amount, need, terms))
        if paid:
            self._part(text("Made of"), payments.payments_said(paid, terms, MOST_LISTED))
        else:
            self._unpaid(question, lines)

    def _who(self, keys: Sequence[str]) -> Argument:
        if len(keys) > _MOST_NAMED:
            return text("{count} payers", count=Number(len(keys)))
        return listed(map(self._terms.territory, keys))

    def _unpaid(self, question: AboutPayment, lines: Sequence[ProgrammeLine]) -> None:
        """Lead from a sum of nothing to the programmes that need money, each with its reasons."""
        needed = sorted((line for line in lines if line.need > 0), key=lambda line: -line.need)
        if not needed:
            self.telling.say(text("Nothing is needed: all of it is funded already."))
            return
        if gap := fsum(line.unfunded for line in needed):
            self.telling.say(text("{amount} of it stays unfunded.", amount=self._terms.money(gap)))
        payer = question.payers[0] if len(question.payers) == 1 else None
        self._part(
            text("Why nothing is paid for each"),
            payments.needs_unpaid(needed, payer, self._terms, MOST_LISTED),
        )

    def _title(self, said: Argument) -> None:
        self.telling.title = say(said)

    def _part(self, heading: Argument, sentences: Iterable[Argument]) -> None:
        self.telling.heading(heading)
        self.telling.say(*sentences)

    def _lines(self, asked: Sequence[Programme]) -> list[ProgrammeLine]:
        return [line_of(self._solved, programme) for programme in asked]

    def _payments_of(
        self, who: Sequence[str] | None, asked: Sequence[Programme] | None = None
    ) -> list[Payment]:
        """Return the payments of some payers for some programmes, or all; the largest first."""
        found = [
            line
            for line in self._split.payments
            if (who is None or line.payer in who)
            and (asked is None or (line.host, line.stage, line.year) in asked)
        ]
        return sorted(found, key=lambda line: -line.amount)
