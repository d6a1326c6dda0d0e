"""A comparison in plain text: what people read in a terminal or paste into a note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop.commands.compare_tests_as_text import (
    SAID,
    key_tests_as_text,
    stability_as_text,
    transfers_as_text,
)
from desktop.commands.split import clash_said
from desktop.commands.text_table import WIDTH, TextPage
from models.declaration.keys import key_in_words
from models.names import Names
from models.results.comparison import Comparison, MeasuredSplit
from models.words.comparison import key_name
from models.words.figures import NOTHING
from models.words.language import Language
from models.words.payers import EXISTING_COUNT
from models.words.side_by_side import burden_meaning, load_meaning
from models.words.text import (
    Argument,
    Exactly,
    Money,
    Number,
    Percent,
    Share,
    Text,
    counted,
    joined,
    listed,
    text,
)

RIVER_RULE = Text(SAID["river"]["meaning"])
RIVER_SOURCES = Text(SAID["river"]["source"])
_Splits = Sequence[tuple[Argument, MeasuredSplit]]
_CENTS = 0.01


def comparison_as_text(compare: Comparison, names: Names, spoken: Language) -> str:
    """Return everything one scenario is compared with, section by section."""
    page = TextPage(spoken, compare.split.rounding)
    return "\n\n\n".join([_title(compare, names, page), *_sections(compare, names, page)])


def _sections(compare: Comparison, names: Names, page: TextPage) -> Iterator[str]:
    if not compare.need or not compare.later_benefit:
        return
    yield from _Beside(compare, page).sections()
    yield key_tests_as_text(compare, names, page)
    yield _river(compare, page)
    yield stability_as_text(compare, names, page)
    if compare.measured is not None:
        yield transfers_as_text(compare.split, page)


def _title(compare: Comparison, names: Names, page: TextPage) -> str:
    said: Argument = _needs(compare, page)
    if compare.measured is None:
        keys = text(
            "`relais solve` says what would settle it. The keys follow, since they need no split."
        )
        said = joined(clash_said(compare.split), keys)
    named = [(payer, names.territory(payer)) for payer, _ in compare.later_benefit]
    legend = [f"{key} {name}" for key, name in named if key != name]
    lines = ["=" * WIDTH, page.paragraph(said)]
    if legend:
        lines.append(page.paragraph(text("Payers: {payers}.", payers=listed(legend, last=""))))
    return "\n".join(lines)


def _needs(compare: Comparison, page: TextPage) -> Text:
    split = compare.split
    if split.is_rounded_away:
        return text(
            "Scenario {scenario}: the rounding, {rounding}, makes nothing of every need, so there "
            "is nothing to share.",
            scenario=split.scenario,
            rounding=Exactly(split.rounding),
        )
    if not compare.need:
        return text(
            "Scenario {scenario}: nothing needs funding, so there is nothing to share.",
            scenario=split.scenario,
        )
    if not compare.later_benefit:
        return text(
            "Scenario {scenario}: no territory pays, so nobody can share anything.",
            scenario=split.scenario,
        )
    programmes = sum(line.need > 0 for line in split.programmes)
    return text(
        "Scenario {scenario}, {currency}: {need} needed by {programmes}; {payers}.",
        scenario=split.scenario,
        currency=split.currency,
        need=page.money(compare.need),
        programmes=counted("{count} programme", "{count} programmes", programmes),
        payers=counted("{count} payer", "{count} payers", len(compare.later_benefit)),
    )


def scenarios_as_text(compared: Sequence[Comparison], spoken: Language) -> str:
    """Set the splits of several scenarios side by side; their needs may differ."""
    solved = [(one, one.measured) for one in compared if one.measured is not None]
    payers = dict.fromkeys(payer for one, _ in solved for payer, _ in one.later_benefit)
    columns = [_column(one, found, payers, spoken) for one, found in solved]
    sums = (
        *(text("unfunded"), text("need"), text("left with hosts"), text("changes hands")),
        *(text("largest burden"), text("smallest burden")),
        *(text("largest load"), text("smallest load")),
    )
    names: list[Argument] = [*payers, *sums]
    rows = [[name, *(column[i] for column in columns)] for i, name in enumerate(names)]
    headers: list[Argument] = [text("payer"), *(one.scenario for one, _ in solved)]
    clashes = [one.scenario for one in compared if one.measured is None]
    page = TextPage(spoken, _CENTS)
    lines = page.table(headers, rows)
    if clashes:
        said = text(
            "Without a split, since clauses clash: {scenarios}.", scenarios=listed(clashes, last="")
        )
        lines += ["", page.paragraph(said)]
    return page.section(text("The splits of the scenarios"), lines)


def _column(
    compare: Comparison, found: MeasuredSplit, payers: Iterable[str], spoken: Language
) -> list[Argument]:
    paid = {line.payer: line.pays for line in found.payers}
    money = TextPage(spoken, compare.split.rounding).money
    sums = (found.unfunded, compare.need, found.host_residual, found.changes_hands)
    return [
        *(money(paid[payer]) if payer in paid else NOTHING for payer in payers),
        *map(money, sums),
        *(_burden(figure, compare.burden_basis) for figure in _ends(found)),
    ]


def _ends(found: MeasuredSplit) -> tuple[float | None, ...]:
    """Return the largest and the smallest burden, then of the loads."""
    burdens = (found.largest_burden, found.smallest_burden)
    return (*burdens, found.largest_load, found.smallest_load)


def _burden(figure: float | None, basis: str) -> Argument:
    """Return a burden: a share, or money for each inhabitant; a dash where there is none."""
    if figure is None:
        return NOTHING
    return Money(figure, rounding=_CENTS) if basis == "population" else Share(figure, in_table=True)


@dataclass(frozen=True)
class _Beside:
    """The split and the keys side by side: who pays, who is better off, the yardsticks."""

    compare: Comparison
    page: TextPage

    def sections(self) -> Iterator[str]:
        """Yield the sections on the split and the keys."""
        own, section = self.compare.measured, self.page.section
        solved = [] if own is None else [(text("the split"), own)]
        splits = [*solved, *((key_name(key.name), key) for key in self.compare.keys)]
        whole = text("Host residual included. Each column adds up to the need.")
        yield section(text("Who pays how much"), self.paid(splits), whole)
        yield section(text("Who is better off"), self._balance(splits), self._balance_note())
        yield section(text("Yardsticks"), self.yardsticks(splits), self._burden_note())
        yield section(text("Clauses broken, and by how much"), self._clauses(splits))
        sources = [self.page.paragraph(said, "  ") for said in self._keys()]
        yield section(text("The keys and their sources"), sources, *self._left_out())

    def paid(self, splits: _Splits) -> list[str]:
        """Return who pays how much under each split."""
        money = self.page.money
        rows: list[list[Argument]] = [
            [payer, *(money(split.payers[h].pays) for _, split in splits)]
            for h, (payer, _) in enumerate(self.compare.later_benefit)
        ]
        rows.append([text("unfunded"), *(money(split.unfunded) for _, split in splits)])
        rows.append([text("need"), *(money(self.compare.need) for _ in splits)])
        return self.page.table([text("payer"), *(name for name, _ in splits)], rows)

    def _balance(self, splits: _Splits) -> list[str]:
        money = self.page.money
        rows: list[list[Argument]] = [
            [payer, money(gain), *(money(split.payers[h].net_position) for _, split in splits)]
            for h, (payer, gain) in enumerate(self.compare.later_benefit)
        ]
        headers = [text("payer"), text("later benefit"), *(name for name, _ in splits)]
        return self.page.table(headers, rows)

    def _balance_note(self) -> Argument:
        year = self.compare.split.base_year
        return joined(
            text(
                "Later benefit less all that a payer pays. Below zero it pays more than it gains."
            ),
            text("Both are discounted.")
            if year is None
            else text("Both are discounted to {year}.", year=year),
        )

    def yardsticks(self, splits: _Splits) -> list[str]:
        """Return what each split comes to by every yardstick."""
        headers = (
            *("", text("unfunded gap"), text("left with hosts"), text("contributions")),
            *(text("changes hands"), text("largest burden"), text("smallest burden")),
            *(text("largest load"), text("smallest load")),
            *(text("Gini"), text("Gini of loads"), text("pay more than they gain")),
        )
        return self.page.table(headers, [self._measures(name, split) for name, split in splits])

    def _measures(self, name: Argument, split: MeasuredSplit) -> list[Argument]:
        sums = (split.unfunded, split.host_residual, split.contributions, split.changes_hands)
        more = text(
            "{some} of {all}",
            some=Number(len(split.more_than_they_gain)),
            all=Number(len(split.payers)),
        )
        return [
            name,
            *map(self.page.money, sums),
            *(_burden(figure, self.compare.burden_basis) for figure in _ends(split)),
            *map(self._gini, (split.gini, split.load_gini)),
            more,
        ]

    def _gini(self, figure: float | None) -> str:
        return NOTHING if figure is None else self.page.spoken.figures.number(figure, 3)

    def _burden_note(self) -> Argument:
        basis = self.compare.burden_basis
        has_existing = "existing" in self.compare.split.uses
        burden = text("Burden: {meaning}", meaning=burden_meaning(basis))
        load = text("Total load: {meaning}", meaning=load_meaning(basis))
        both = EXISTING_COUNT if has_existing else None
        gini = text(
            "Gini: how unequal the burdens are, 0 all alike, towards 1 one payer carries all."
        )
        hands = text("Changes hands: paid for programmes that others answer for.")
        return joined(burden, load, both, gini, hands)

    def _clauses(self, splits: _Splits) -> list[str]:
        """Set the clauses that are broken out by split; a dash where one is kept."""
        money = self.page.money
        broken = [(name, dict(split.clauses_broken)) for name, split in splits]
        clauses = sorted({clause for _, amounts in broken for clause in amounts})
        if not clauses:
            return [self.page.paragraph(text("None of them breaks a clause in force."))]
        rows = [
            [
                name,
                *(
                    money(amounts[clause], signed=True) if clause in amounts else NOTHING
                    for clause in clauses
                ),
            ]
            for name, amounts in broken
        ]
        kept = text("Above (+) or below (−) what the clause allows; a dash: it is kept.")
        return [*self.page.table(["", *clauses], rows), "", self.page.paragraph(kept)]

    def _keys(self) -> Iterator[Argument]:
        for key in self.compare.keys:
            rule = text("{key}: {rule}.", key=_coded(key.name), rule=key_in_words(key.name))
            source = text("[{source}]", source=key.source) if key.source else None
            yield joined(rule, source)

    def _left_out(self) -> Iterator[Argument]:
        for name, reason in self.compare.left_out:
            yield text("Left out: {key}. {reason}", key=_coded(name), reason=reason)


def _coded(key: str) -> Argument:
    """Name a key with its code, by which JSON and workbooks know it."""
    name = key_name(key)
    return key if name == key else text("{name} ({key})", name=name, key=key)


def _river(compare: Comparison, page: TextPage) -> str:
    """Return who pays how much as more of each need stays with its host, and the sources."""
    beside = _Beside(compare, page)
    rules = [
        (text("{share} stays", share=Percent(float(rule.name))), rule) for rule in compare.river
    ]
    lines = [page.paragraph(RIVER_RULE), "", *beside.paid(rules), "", *beside.yardsticks(rules)]
    return page.section(text("Shared along the river"), lines, RIVER_SOURCES)
