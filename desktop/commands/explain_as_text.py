"""Why a payer pays, and which input rows move whose bill, in plain text."""

from __future__ import annotations

from math import fsum

from desktop.commands.text_table import WIDTH, TextPage
from models.case import Case
from models.clause import clauses_of
from models.declaration.tables import TABLE_BY_KEY
from models.editing import row_number
from models.names import Names, names_of
from models.results.clause_standing import clause_standings
from models.results.explanation import DataImpact, PaymentReasons, TraceLine
from models.results.split import Split
from models.scenarios import rules_of
from models.words import payers, payments
from models.words.clauses import standings_said
from models.words.figures import NOTHING, money_decimals
from models.words.language import Language, readable
from models.words.names import Terms, terms_of
from models.words.paragraph import as_read
from models.words.ranges import range_of, rows_raised
from models.words.sums import ROUNDED_PARTS, parts_as_read
from models.words.text import Argument, Money, Number, Percent, counted, listed, text
from solver.explain.payer import PayerExplained

_TOLD_APART_BY: dict[str, Argument] = {
    "groups": TABLE_BY_KEY["Costs"].column("group").labels,
    "responsible": TABLE_BY_KEY["Costs"].column("responsible").labels,
}
"""What programmes of one stage, territory and year are told apart by, where a case uses it."""
_MOST_ENTRIES = 12
_MOST_ROWS = 15


def explanation_as_text(case: Case, split: Split, found: PayerExplained, spoken: Language) -> str:
    """Return what a payer pays in all, its payments, and why each is what it is."""
    said = _Explanation(case, split, found, spoken)
    parts = [said.in_all(), *said.by_year(), *said.clauses(), said.payments()]
    parts += [said.payment(*one) for one in enumerate(found.payments, start=1)]
    return "\n\n\n".join(parts)


class _Explanation:
    """The parts of an explanation."""

    def __init__(self, case: Case, split: Split, found: PayerExplained, spoken: Language) -> None:
        self._case, self._split, self._found = case, split, found
        self._terms: Terms = terms_of(split, names_of(case), clauses_of(case))
        self._page, self._say = TextPage(spoken, split.rounding), spoken.say

    def in_all(self) -> str:
        split, found, terms = self._split, self._found, self._terms
        title = text(
            "{why} ({payer}); scenario {scenario}",
            why=payers.why_in_all(found.line, terms),
            payer=found.line.payer,
            scenario=split.scenario,
        )
        ranges = (
            range_of(ranges, part, split, terms)
            for ranges in found.ranges
            for part in ranges.payers
        )
        basis = rules_of(self._case, split.scenario).burden_basis
        said = (*payers.in_all(found.line, split, basis, terms), *ranges)
        lines = ["=" * WIDTH, readable(self._say(title)), ""]
        return "\n".join([*lines, *map(self._page.paragraph, said)])

    def by_year(self) -> list[str]:
        """Set out what is paid in each year."""
        rows = payers.years_paid(self._split, (self._found.line.payer,))
        if not rows:
            return []
        headers = ("", *(year for year, _ in rows))
        figures = (text("pays", context="column"), *(figure for _, figure in rows))
        title = text("Paid by year, {currency}", currency=self._split.currency)
        return [self._page.section(title, self._page.table(headers, [figures]))]

    def clauses(self) -> list[str]:
        """Say where the clauses stand that are about the payer."""
        payer = self._found.line.payer
        mine = [one for one in clauses_of(self._case) if one.payer in ("", payer)]
        standings = standings_said(clause_standings(mine, self._split), self._terms)
        if not standings:
            return []
        lines = [self._page.paragraph(said, "  ") for said in standings]
        return [self._page.section(text("Clauses"), lines)]

    def payments(self) -> str:
        found = self._found
        if not found.payments:
            return self._page.paragraph(
                text(
                    "{payer} pays for no programme. To see why not, ask about one with --host, "
                    "--stage or --year.",
                    payer=self._terms.territory(found.line.payer),
                )
            )
        rows = [self._payment_row(*one) for one in enumerate(found.payments, start=1)]
        apart = [label for use, label in _TOLD_APART_BY.items() if use in self._split.uses]
        headers = (
            "",
            text("stage"),
            text("host"),
            text("year"),
            *apart,
            text("need"),
            text("pays", context="column"),
            text("later benefit"),
            text("of what all gain"),
            text("that share of the need"),
        )
        lines = [self._page.title(text("Payments")), "", *self._page.table(headers, rows, left=3)]
        if found.more:
            more = counted(
                "1 more, {amount}, is shown with a larger --top.",
                "{count} more, {amount} together, are shown with a larger --top.",
                found.more,
                amount=self._terms.money(found.more_amount),
            )
            lines += ["", self._say(more)]
        return "\n".join(lines)

    def _payment_row(self, number: int, why: PaymentReasons) -> list[Argument]:
        share: Argument = ""
        if why.benefit_of_all:
            share = payments.part_of_all(why, self._terms)
        amounts = map(self._page.money, (why.need, why.amount, why.later_benefit))
        named = {"groups": why.group, "responsible": self._split.government(why.programme)}
        apart = [key for use, key in named.items() if use in self._split.uses]
        return [
            number, why.stage, why.host, why.year, *apart,
            *amounts, share, self._page.money(why.target),
        ]  # fmt: skip

    def payment(self, number: int, why: PaymentReasons) -> str:
        paid = payments.paid_of_need(
            why.payer, why.programme, why.amount, why.need, why.persons, self._terms
        )
        first = self._page.paragraph(text("{number}.  {said}", number=number, said=paid))
        worth = payments.worth(why, self._terms)
        rest = (*([worth] if worth else []), *payments.reasons_of(why, self._terms))
        traced = [*self._trace(why), ""] if why.trace else []
        return "\n".join([first, "", *traced, *map(self._page.paragraph, rest)])

    def _trace(self, why: PaymentReasons) -> list[str]:
        """Set the trace out, the largest values first; the small ones together."""
        ordered = sorted(why.trace, key=lambda line: -abs(line.value))
        shown, small = ordered[:_MOST_ENTRIES], ordered[_MOST_ENTRIES:]
        by_effect = not all(line.is_all_due for line in ordered)
        rows = [self._entry(line, by_effect=by_effect) for line in shown]
        values = [line.value for line in shown]
        if small:
            values.append(fsum(line.value for line in small))
            said = counted("1 smaller one", "{count} smaller ones", len(small))
            rows.append([said, *[""] * (len(rows[0]) - 1)])
        # They are read beside what all of it is worth.
        parts = parts_as_read(values, why.later_benefit, money_decimals(0.0, self._split.rounding))
        for place, (row, value) in enumerate(zip(rows, parts.figures, strict=True)):
            figure = self._page.money(float(value))
            row.append(as_read(figure, is_moved=place in parts.moved))
        headers = (
            text("of these persons enter"),
            text("in", context="place"),
            text("year"),
            text("persons"),
            *([text("due to this programme")] if by_effect else []),
            text("each brings"),
            text("value, money of {year}", year=why.year),
        )
        lines = self._page.table(headers, rows, left=2)
        if parts.moved:
            lines.append(self._page.paragraph(ROUNDED_PARTS))
        return lines

    def _entry(self, line: TraceLine, *, by_effect: bool) -> list[Argument]:
        return [
            self._terms.stage(line.stage),
            self._terms.territory(line.territory),
            line.year,
            Number(line.persons, 1),
            *([Number(line.due, 1)] if by_effect else []),
            self._page.money(line.benefit_per_person),
        ]


def impacts_as_text(
    case: Case,
    split: Split,
    payer: str,
    impacts: tuple[DataImpact, ...],
    spoken: Language,
) -> str:
    """Return the input rows that move a payer's bill most, and whose bill they move most."""
    names = names_of(case)
    moving = [impact for impact in impacts if not impact.solved or payer in dict(impact.payers)]
    moving.sort(key=lambda impact: (impact.solved, -abs(dict(impact.payers).get(payer, 0.0))))
    rows = [_impact_row(impact, payer, split, names) for impact in moving[:_MOST_ROWS]]
    headers: list[Argument] = [
        text("rows"), text("what is raised"), payer, text("moved most"), text("the gap")
    ]  # fmt: skip
    if not any(impact.gap for impact in moving):
        headers, rows = headers[:-1], [row[:-1] for row in rows]
    note = text(
        "Each figure is raised by {percent} and everything is solved again. The largest change of "
        "{payer} first. Rows are numbered as in a sheet whose headers stand in row 1.",
        percent=Percent(impacts[0].percent / 100 if impacts else 0.01),
        payer=names.territory(payer),
    )
    page, say = TextPage(spoken, split.rounding), spoken.say
    lines = page.table(headers, rows, left=2)
    rest = [*_others(len(moving) - len(rows), len(impacts) - len(moving)), *_clash(moving)]
    parts = [page.paragraph(note), "", *lines, *([""] if rest else []), *map(say, rest)]
    return page.section(text("Which data move the bill"), parts)


def _others(less: int, not_at_all: int) -> list[Argument]:
    """Say how many rows move the bill less than those shown, or not at all."""
    counts = [
        counted("1 more moves it less", "{count} more move it less", less) if less else None,
        counted("1 does not move it", "{count} do not move it", not_at_all) if not_at_all else None,
    ]
    some = [count for count in counts if count is not None]
    return [text("{counts}.", counts=listed(some))] if some else []


def _clash(moving: list[DataImpact]) -> list[Argument]:
    if all(impact.solved for impact in moving):
        return []
    return [text("“clash”: with that change the clauses could no longer all hold.")]


def _impact_row(impact: DataImpact, payer: str, split: Split, names: Names) -> list[Argument]:
    rows, changes = impact.rows, dict(impact.payers)
    said: list[Argument] = [_where(impact), rows_raised(rows, impact.percent, names)]
    if not impact.solved:
        return [*said, text("clash"), "", ""]
    most = max(changes, key=lambda key: abs(changes[key]), default="")
    by: Argument = NOTHING
    if most:
        change = _signed(changes[most], split)
        by = text("{payer} {change}", payer=names.territory(most), change=change)
    return [*said, _signed(changes.get(payer, 0.0), split), by, _signed(impact.gap, split)]


def _where(impact: DataImpact) -> Argument:
    rows, label = impact.rows.rows, TABLE_BY_KEY[impact.rows.table].labels
    if len(rows) == 1:
        return text("{table} {row}", table=label, row=row_number(rows[0]))
    return counted("{table}, 1 row", "{table}, {count} rows", len(rows), table=label)


def _signed(amount: float, split: Split) -> Money:
    return Money(amount, rounding=split.rounding, signed=True)
