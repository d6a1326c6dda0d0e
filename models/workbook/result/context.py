"""What every sheet of the result is written from, and the facts at the foot of its first page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import pandas as pd

from models.case import Case
from models.declaration.choices import CHOICE_LABELS
from models.declaration.tables import TABLE_BY_KEY
from models.names import Names
from models.programme import Programme
from models.results.cash import Cash, cash_of, paid_in_years
from models.results.split import Appendix, PayerLine, Split, appendix_of
from models.scenarios import Rules
from models.version import version
from models.words.cell_figures import YEAR, dashed, money_format
from models.words.headlines import largest_first
from models.words.language import ENGLISH, Language, whole
from models.words.switching import paid_back
from models.words.text import Argument, Number, Text, text
from models.workbook.labels import ADJUSTED, PAYERS, PROGRAMMES, SPLIT, WARNINGS
from models.workbook.layout import HAIRLINE, QUIET, SheetPage, Shown, as_referred
from models.xlsx.guard import LARGE_LIMITS

MOST_LISTED = LARGE_LIMITS.rows - 10
"""The most payments that the sheet Split holds; with more, it says so and holds none."""
MOST_COMPARISONS = 300_000_000  # D77
"""With more cells to compare, every opening in Excel, which computes anew, would be slow."""


@dataclass(frozen=True)
class About:
    """Where a result comes from: the name of the case, the day, the version of the program."""

    case_name: str
    made_on: date
    version: str

    @property
    def footer(self) -> str:
        """What stands at the foot of each page: names only."""
        program = f"Relais {self.version}"
        return " · ".join(part for part in (self.case_name, program) if part)


def about(case_name: str, made_on: date | None) -> About:
    """Return where a result comes from that is written now, by this program."""
    return About(whole(case_name), made_on or date.today(), version())


@dataclass(frozen=True)
class Result:
    """A split with the case as used, its rules and names.

    Attributes:
        adjustments: the rows of Adjustments that the case as used already holds.
        spoken: the language in which the workbook is written.
    """

    split: Split
    case: Case
    rules: Rules
    names: Names
    about: About
    adjustments: pd.DataFrame
    spoken: Language = ENGLISH

    def sheet(self, name: Text) -> str:
        """Return the name of a sheet as formulas write it."""
        return as_referred(self.spoken.say(name))

    def territory(self, key: str | None) -> str | None:
        """Return the name of a territory; None for none."""
        return None if key is None else self.names.territory(key)

    def choice(self, key: str | None) -> Argument | None:
        """Return the word for a choice: in English its key, as in the sheets of the input."""
        return key if key is None or self.spoken.code == "en" else CHOICE_LABELS.get(key, key)

    @property
    def appendix(self) -> Appendix:
        """Who owes whom, the keys and the fingerprint."""
        return appendix_of(self.split)

    @property
    def dashed_money(self) -> str:
        """How amounts look on the pages that show nothing as a dash."""
        return dashed(money_format(self.split.rounding))

    @cached_property
    def lists_payments(self) -> bool:
        """Whether the payments fit in a sheet."""
        return len(self.split.payments) <= MOST_LISTED

    @cached_property
    def is_live(self) -> bool:
        """Whether sums are formulas over the payments, which a large split has too many of."""
        split = self.split
        sums = 2 * len(split.programmes) + 8 * len(split.payers) + 2 * len(self.appendix.ledger)
        comparisons = (sums + len(split.payments)) * len(split.payments)
        return self.lists_payments and comparisons <= MOST_COMPARISONS

    def discounted(self, amount: float, year: int) -> float:
        """Return an amount of a year at the base year."""
        base = self.split.base_year
        return amount if base is None else amount * (1 + self.rules.discount_rate) ** (base - year)

    @cached_property
    def paid_by_year(self) -> Mapping[str, Mapping[int, float]]:
        """What each payer pays in each year, host residual included, not discounted."""
        return paid_in_years(self.split)

    @cached_property
    def cash(self) -> Mapping[str, Cash]:
        """What each payer pays and gains year by year."""
        return cash_of(self.split, self.rules.discount_rate)

    @cached_property
    def answered_by(self) -> Mapping[Programme, str | None]:
        """Which payer answers for each programme."""
        return {p.programme: p.answered_by for p in self.split.programmes}

    @property
    def has_groups(self) -> bool:
        """Whether programmes are of groups of persons."""
        return "groups" in self.split.uses

    @property
    def has_responsible(self) -> bool:
        """Whether several governments answer for parts of a cohort."""
        return "responsible" in self.split.uses

    @property
    def has_existing(self) -> bool:
        """Whether something is paid already under other laws."""
        return "existing" in self.split.uses

    @cached_property
    def payer_rows(self) -> Mapping[str, int]:
        """The row of each payer in the sheet Payers."""
        return {line.payer: row for row, line in enumerate(self.split.payers, start=2)}

    @cached_property
    def stages(self) -> tuple[str, ...]:
        """The stages that have programmes, in the order of the trajectory."""
        frame = self.case.table("Stages").sort_values(["order", "stage"])
        known = [str(stage) for stage in frame["stage"]]
        rest = sorted({line.stage for line in self.split.programmes} - set(known))
        return (*known, *rest)

    @cached_property
    def payers(self) -> tuple[PayerLine, ...]:
        """The payers, those who pay most first."""
        return largest_first(self.split)


def write_facts(page: SheetPage, result: Result, row: int, last_column: int) -> int:
    """Write the facts, a label and a value in each row, and the notes; return the next row.

    Base year and discount rate get names, by which formulas in other sheets refer to them.
    """
    for column in range(last_column + 1):
        page.put(row, column, None, top=1, top_color=HAIRLINE)
    top = {"top": 1, "top_color": HAIRLINE}
    for label, value, name in _facts(result):
        page.put(row, 0, label, font_color=QUIET, **top)
        page.put(row, 1, value, align="left", **top)
        if name:
            page.name_cell(name, row)
        row, top = row + 1, {}
    for note in _notes(result):
        said = page.say(note)
        page.spread(row, 0, last_column, said, 30 if len(said) > 110 else 16, font_color=QUIET)
        row += 1
    return row


def _facts(result: Result) -> list[tuple[Argument, object, str]]:
    """Return each fact, with the name of its cell where formulas refer to it."""
    split, rounding, none = result.split, result.split.rounding, text("none")
    mark = result.appendix.fingerprint
    base = none if split.base_year is None else Shown(split.base_year, YEAR)
    unit = Shown(rounding, "General" if rounding < 0.01 else money_format(rounding))
    scenario = TABLE_BY_KEY["Clauses"].column("scenario").labels
    return [
        (text("Case"), result.about.case_name or text("not saved under a name"), ""),
        (scenario, split.scenario, ""),
        (text("Date"), result.about.made_on.isoformat(), ""),
        (text("Version of Relais"), result.about.version, ""),
        (text("Fingerprint"), str(mark) if mark else none, ""),
        (text("Currency"), split.currency, ""),
        (text("Base year"), base, "base_year"),
        (text("Discount rate"), Shown(result.rules.discount_rate, "0.0##%"), "discount_rate"),
        (text("Rounding"), unit, ""),
    ]


def _notes(result: Result) -> list[Argument]:
    split = result.split
    notes: list[Argument] = []
    if split.status == "ok":
        notes += [_how_to_follow(result), paid_back(split)]
    if len(result.adjustments):
        notes.append(
            text(
                "The data sheets hold the data as {scenario} uses them; the adjustments made "
                "stand in the sheet {sheet}. Solve other scenarios from the case, not from this "
                "file.",
                scenario=split.scenario,
                sheet=ADJUSTED,
            )
        )
    if split.warnings:
        notes.append(
            text(
                "What had to be assumed, and what to look at, stands in the sheet {sheet} "
                "({count}).",
                sheet=WARNINGS,
                count=Number(len(split.warnings)),
            )
        )
    return notes


def _how_to_follow(result: Result) -> Argument:
    payments = Number(len(result.split.payments))
    if not result.lists_payments:
        return text(
            "The {count} payments are more than a sheet holds; sums are given as values. The "
            "command solve with --json lists every payment.",
            count=payments,
        )
    if not result.is_live:
        return text(
            "Sums over the {count} payments are given as values, since so many formulas would "
            "make the file slow; add up the sheet {sheet} to check them.",
            count=payments,
            sheet=SPLIT,
        )
    return text(
        "To follow a figure: each total is a formula; it leads to {payers} or {programmes}, from "
        "there to {split}, where each payment stands in a row.",
        payers=PAYERS,
        programmes=PROGRAMMES,
        split=SPLIT,
    )
