"""The statement of each payer, in rows that can be filtered by payer and by part."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from types import MappingProxyType

from models.checks.checked import column_letter
from models.declaration.tables import TABLE_BY_KEY
from models.programme import Programme
from models.results.cash import is_measured
from models.results.lines import Payment, ProgrammeLine
from models.results.split import PayerLine
from models.words.cell_figures import YEAR, burden_look
from models.words.names import programme_name
from models.words.text import Argument, text
from models.workbook.books import Book
from models.workbook.labels import (
    BURDEN,
    PAYER,
    PAYS_OTHERS,
    PAYS_OWN,
    SPLIT,
    STATEMENTS,
)
from models.workbook.layout import TEXT, Cells, Formula, Heading, ResultSheet, Shown
from models.workbook.result.context import Result
from models.workbook.result.figures import (
    AMOUNTS,
    SumsOfSplit,
    balances,
    in_payers,
)
from models.workbook.result.programmes import named_cells, named_columns

_PLACE = TABLE_BY_KEY["Clauses"]
_IN_ALL = text("In all")
NOT_MEASURED = text("not measured")
PAYS_BACK = text("Pays itself back from")
PAYS_NOTHING = text("it pays nothing")
NOT_PAID_BACK = text("not within the years counted")
_OF_PAYERS = (
    *("pays_in_all", "own_programmes", "others_programmes", "received", "net"),
    "later_benefit",
)


def columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of the sheet."""
    money = result.dashed_money
    group = Heading(_PLACE.column("group").labels, TEXT, width=14)
    responsible = Heading(TABLE_BY_KEY["Costs"].column("responsible").labels, TEXT, width=14)
    return (
        Heading(PAYER, TEXT, width=11),
        Heading(text("Name"), TEXT, width=26),
        Heading(text("Part"), TEXT, width=28),
        Heading(text("Item"), TEXT, width=58),
        Heading(_PLACE.column("host").labels, TEXT, width=11),
        Heading(_PLACE.column("stage").labels, TEXT, width=12),
        *([group] if result.has_groups else []),
        Heading(_PLACE.column("year").labels, YEAR, width=8),
        *([responsible] if result.has_responsible else []),
        Heading(text("Amount"), money, width=18),
        Heading(text("Of which left with it as host"), money, width=18),
        Heading(text("Later benefit of the year, discounted"), money, width=18),
        Heading(text("Balance to date, discounted"), money, width=18),
    )


def write_statements(book: Book, result: Result) -> None:
    """Write the sheet."""
    rows, strong = statement_cells(result)
    sheet = ResultSheet(book, STATEMENTS, columns(result), result.split, result.about.footer)
    sheet.write(rows, strong)


def statement_cells(result: Result) -> tuple[Cells, set[int]]:
    """Return the rows of all statements, and which of them begin a payer."""
    statements = _Statements(result)
    strong: set[int] = set()
    for line in result.payers:
        strong.add(len(statements.rows))
        statements.add(line)
    return statements.rows, strong


_FIRST_OF_PLACE = 4
"""The column in which the keys of what a row is about begin."""


class _Statements:
    """The rows of the statements, which are added payer by payer."""

    def __init__(self, result: Result) -> None:
        self.rows: Cells = []
        self._result, self._sums = result, SumsOfSplit(result)
        self._payments: dict[str, list[Payment]] = defaultdict(list)
        self._own_payment: dict[Programme, float] = {}
        self._named = [heading.key for heading in named_columns(result)]
        places = range(_FIRST_OF_PLACE, _FIRST_OF_PLACE + len(self._named) + 4)
        *named, self._amount, _, self._gain, self._balance = map(column_letter, places)
        self._letters = {"payer": "A", **dict(zip(self._named, named, strict=True))}
        self._answered: dict[str | None, list[ProgrammeLine]] = defaultdict(list)
        for line in result.split.payments:
            self._payments[line.payer].append(line)
            if result.answered_by.get(line.programme) == line.payer:
                self._own_payment[line.programme] = line.amount
        for programme in result.split.programmes:
            self._answered[programme.answered_by].append(programme)

    def add(self, line: PayerLine) -> None:
        """Add the statement of a payer."""
        result, payer = self._result, line.payer
        self._add_in_all(line)
        mine, known = self._payments[payer], is_measured(result.split)
        for year, amount, gain, balance in balances(result, payer):
            gains = (gain, balance) if known else (None, None)
            left = math.fsum(p.host_residual for p in mine if p.year == year)
            place, sums = {"year": year}, ("payer", "year")
            self._add(payer, text("By year"), str(year), amount, place, sums, left, gains=gains)
        self._add_stages(payer)
        if result.is_live:
            self._add_programmes(payer)
        else:
            item = text("Payments by programme: see the sheet {sheet}", sheet=SPLIT)
            self._add(payer, PAYS_OTHERS, item, None)

    def _add(
        self,
        payer: str,
        part: Argument,
        item: Argument,
        amount: object,
        place: Mapping[str, object] = MappingProxyType({}),
        sums: tuple[str, ...] = (),
        left: float | None = None,
        *,
        less_own: bool = False,
        gains: tuple[float | None, float | None] = (None, None),
    ) -> None:
        """Add a row.

        Args:
            payer: whose statement it is in.
            part: the part it belongs to, in words.
            item: what it says, in words.
            amount: the figure; where `sums` names columns, the sum of Split over them.
            place: what the row is about.
            sums: the columns of Split that must equal the cells of this row.
            left: how much of it is left with the payer as host.
            less_own: whether what the payer pays itself is taken off that sum.
            gains: the later benefit of the year and the balance to date.
        """
        row = len(self.rows) + 2
        equal = {column: f"{self._letters[column]}{row}" for column in sums}
        residual: Formula | float | None = None
        if isinstance(amount, float):
            added = self._sums.of("amount", equal)
            if less_own:
                added += f"-{self._sums.of('amount', {'payer': f'A{row}', **equal})}"
            amount = self._sums.figure(added, amount)
            if left is not None:
                residual = self._sums.figure(self._sums.of("host_residual", equal), left)
        gain, balance = gains
        to_date: Formula | None = None
        if balance is not None:
            before = f"{self._balance}{row - 1}+" if self.rows[-1][-1] is not None else ""
            year = f"{self._letters['year']}{row}"
            paid = f"{self._amount}{row}*(1+discount_rate)^(base_year-{year})"
            change = f"{before}{self._gain}{row}-{paid}"
            to_date = Formula(change, balance)
        name = self._result.names.territory(payer)
        about = [place.get(key) for key in self._named]
        self.rows.append([payer, name, part, item, *about, amount, residual, gain, to_date])

    def _add_in_all(self, line: PayerLine) -> None:
        result, payer = self._result, line.payer
        row = result.payer_rows[payer]

        def of(key: str, value: float) -> Formula:
            return Formula(in_payers(result, key, row), value)

        for key in _OF_PAYERS:
            words, figure = AMOUNTS[key]
            self._add(payer, _IN_ALL, words, of(key, figure(line)))
        burden: object = text("nothing to measure it against")
        if line.burden is not None:
            burden = Shown(line.burden, burden_look(result.rules.burden_basis))
        self._add(payer, _IN_ALL, BURDEN, burden)
        for said, key, end in (
            (text("Least it could pay as well"), "range_low", line.low),
            (text("Most it could pay as well"), "range_high", line.high),
        ):
            self._add(payer, _IN_ALL, said, NOT_MEASURED if end is None else of(key, end))
        self._add(payer, _IN_ALL, PAYS_BACK, _pays_back(result, payer))

    def _add_stages(self, payer: str) -> None:
        amounts: dict[str, float] = defaultdict(float)
        left: dict[str, float] = defaultdict(float)
        for line in self._payments[payer]:
            amounts[line.stage] += line.amount
            left[line.stage] += line.host_residual
        for stage in (s for s in self._result.stages if s in amounts):
            item, place = self._result.names.stage(stage), {"stage": stage}
            sums = ("payer", "stage")
            self._add(payer, text("By stage"), item, amounts[stage], place, sums, left[stage])

    def _add_programmes(self, payer: str) -> None:
        result, sums = self._result, tuple(self._named)
        for part, is_own in ((PAYS_OWN, True), (PAYS_OTHERS, False)):
            for line in self._payments[payer]:
                if (result.answered_by.get(line.programme) == payer) is is_own:
                    item, place = self._about(line.programme)
                    mine = ("payer", *sums)
                    self._add(payer, part, item, line.amount, place, mine, line.host_residual)
        for programme in self._answered[payer]:
            paid = programme.contributions + programme.host_residual
            received = paid - self._own_payment.get(programme.programme, 0.0)
            if received > result.split.rounding / 2:
                item, place = self._about(programme.programme)
                self._add(payer, text("Receives"), item, received, place, sums, less_own=True)

    def _about(self, programme: Programme) -> tuple[Argument, Mapping[str, object]]:
        """Return what a programme is called, and the keys that name it."""
        cells = named_cells(self._result, programme)
        named = dict(zip(self._named, cells, strict=True))
        return programme_name(programme, self._result.names), named


def _pays_back(result: Result, payer: str) -> object:
    cash = result.cash[payer]
    if cash.first_payment is None:
        return PAYS_NOTHING
    if not is_measured(result.split):
        return NOT_MEASURED
    year = cash.pays_back_from
    return NOT_PAID_BACK if year is None else Shown(year, YEAR)
