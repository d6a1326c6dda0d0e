"""The statement of each payer, in rows that can be filtered by payer and by part."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from models.checks.checked import column_letter
from models.split import PayerLine, Payment, ProgrammeLine
from models.workbook.books import Book
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.formulas import payer_columns
from models.workbook.result.looks import YEAR, burden_look, dashed
from models.workbook.result.pay_back import balances, first_payment, is_measured, pays_back_from
from models.workbook.result.sums import SumsOfSplit
from models.workbook.result_names import PAYERS, STATEMENTS
from models.workbook.result_sheets import (
    TEXT,
    Cells,
    Formula,
    Heading,
    ResultSheet,
    Shown,
    money_format,
)


def columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of the sheet."""
    money = dashed(money_format(result.split.rounding))
    return (
        Heading(texts.PAYER, TEXT, width=11),
        Heading(texts.NAME, TEXT, width=26),
        Heading(texts.PART_OF, TEXT, width=28),
        Heading(texts.ITEM, TEXT, width=58),
        Heading(texts.HOST, TEXT, width=11),
        Heading(texts.STAGE, TEXT, width=12),
        Heading(texts.YEAR, YEAR, width=8),
        Heading(texts.AMOUNT, money, width=18),
        Heading(texts.OF_WHICH_LEFT, money, width=18),
        Heading(texts.BENEFIT_OF_YEAR, money, width=18),
        Heading(texts.BALANCE, money, width=18),
    )


@dataclass(frozen=True)
class Line:
    """One line of a statement, before it is known in which row it stands.

    Attributes:
        part, item: what it says, in words.
        amount: the figure; where `sums` names columns, the sum of Split over them.
        sums: the columns of Split that must equal the cells of this row.
        less_own: whether what the payer pays itself is taken off that sum.
        gain, balance: of a year.
    """

    part: str
    item: str
    amount: object
    host: str | None = None
    stage: str | None = None
    year: int | None = None
    sums: tuple[str, ...] = ()
    less_own: bool = False
    left: float | None = None
    gain: float | None = None
    balance: float | None = None


def write_statements(book: Book, result: Result) -> None:
    """Write the sheet."""
    rows, strong = statement_cells(result)
    sheet = ResultSheet(book, STATEMENTS, columns(result), result.split, result.footer)
    sheet.write(rows, strong)


def statement_cells(result: Result) -> tuple[Cells, set[int]]:
    """Return the rows of all statements, and which of them begin a payer."""
    sums, programmes = SumsOfSplit(result), _Programmes(result)
    rows: Cells = []
    strong: set[int] = set()
    for line in result.payers:
        strong.add(len(rows))
        previous: Line | None = None
        for part in _lines(result, programmes, line):
            rows.append(_cells(result, sums, line, part, previous, len(rows) + 2))
            previous = part
    return rows, strong


class _Programmes:
    """Which payments and programmes belong to whom."""

    def __init__(self, result: Result) -> None:
        self.responsible = {
            (p.host, p.stage, p.year): p.responsible for p in result.split.programmes
        }
        self.payments: dict[str, list[Payment]] = {}
        self.own_payment: dict[tuple[str, str, int], float] = {}
        self.answered: dict[str, list[ProgrammeLine]] = {}
        for line in result.split.payments:
            self.payments.setdefault(line.payer, []).append(line)
            place = (line.host, line.stage, line.year)
            if self.responsible.get(place) == line.payer:
                self.own_payment[place] = line.amount
        for programme in result.split.programmes:
            if programme.responsible is not None:
                self.answered.setdefault(programme.responsible, []).append(programme)


def _lines(result: Result, programmes: _Programmes, line: PayerLine) -> Iterator[Line]:
    yield from _in_all(result, line)
    for year, amount, gain, balance in balances(result, line.payer):
        known = is_measured(result)
        mine = programmes.payments.get(line.payer, ())
        left = math.fsum(p.host_residual for p in mine if p.year == year)
        yield Line(
            texts.BY_YEAR, str(year), amount, year=year, sums=("payer", "year"), left=left,
            gain=gain if known else None, balance=balance if known else None,
        )  # fmt: skip
    yield from _by_stage(result, programmes.payments.get(line.payer, []))
    if result.is_live:
        yield from _by_programme(result, programmes, line.payer)
    else:
        yield Line(texts.FOR_OTHERS, texts.SEE_SPLIT, None)


def _in_all(result: Result, line: PayerLine) -> Iterator[Line]:
    row = result.payer_rows[line.payer]
    keys = [heading.key for heading in payer_columns(result)]

    def of(key: str, value: float) -> Formula:
        return Formula(f"{PAYERS}!{column_letter(keys.index(key))}{row}", value)

    yield Line(texts.IN_ALL, texts.PAYS_IN_ALL, of("pays_in_all", line.paid))
    yield Line(texts.IN_ALL, texts.PAYS_OWN, of("own_programmes", line.own))
    yield Line(texts.IN_ALL, texts.PAYS_OTHERS, of("others_programmes", line.others))
    yield Line(texts.IN_ALL, texts.RECEIVES, of("received", line.received))
    yield Line(texts.IN_ALL, texts.NET, of("net", line.net))
    yield Line(texts.IN_ALL, texts.LATER_BENEFIT, of("later_benefit", line.later_benefit))
    look = burden_look(result.rules.burden_basis)
    burden = texts.NO_BURDEN if line.burden is None else Shown(line.burden, look)
    yield Line(texts.IN_ALL, texts.BURDEN, burden)
    for words, key, end in (
        (texts.LEAST, "range_low", line.low),
        (texts.MOST, "range_high", line.high),
    ):
        yield Line(texts.IN_ALL, words, texts.NOT_MEASURED if end is None else of(key, end))
    yield Line(texts.IN_ALL, texts.PAYS_BACK, _pays_back(result, line.payer))


def _pays_back(result: Result, payer: str) -> object:
    if first_payment(result, payer) is None:
        return texts.PAYS_NOTHING
    if not is_measured(result):
        return texts.NOT_MEASURED
    year = pays_back_from(result, payer)
    return texts.NOT_PAID_BACK if year is None else Shown(year, YEAR)


def _by_stage(result: Result, payments: list[Payment]) -> Iterator[Line]:
    amounts: dict[str, float] = {}
    left: dict[str, float] = {}
    for line in payments:
        amounts[line.stage] = amounts.get(line.stage, 0.0) + line.amount
        left[line.stage] = left.get(line.stage, 0.0) + line.host_residual
    for stage in (s for s in result.stages if s in amounts):
        yield Line(
            texts.BY_STAGE, result.names.stage(stage), amounts[stage], stage=stage,
            sums=("payer", "stage"), left=left[stage],
        )  # fmt: skip


def _by_programme(result: Result, programmes: _Programmes, payer: str) -> Iterator[Line]:
    mine = programmes.payments.get(payer, [])
    for part, is_own in ((texts.FOR_OWN, True), (texts.FOR_OTHERS, False)):
        for line in mine:
            place = (line.host, line.stage, line.year)
            if (programmes.responsible.get(place) == payer) is is_own:
                yield Line(
                    part, _programme(result, *place), line.amount, *place,
                    sums=("payer", "host", "stage", "year"), left=line.host_residual,
                )  # fmt: skip
    for programme in programmes.answered.get(payer, []):
        place = (programme.host, programme.stage, programme.year)
        paid = programme.contributions + programme.host_residual
        received = paid - programmes.own_payment.get(place, 0.0)
        if received > result.split.rounding / 2:
            yield Line(
                texts.RECEIVED, _programme(result, *place), received, *place,
                sums=("host", "stage", "year"), less_own=True,
            )  # fmt: skip


def _programme(result: Result, host: str, stage: str, year: int) -> str:
    return texts.PROGRAMME_IN.format(
        stage=result.names.stage(stage), host=result.names.territory(host), year=year
    )


_CELLS = {"payer": "A", "host": "E", "stage": "F", "year": "G"}


def _cells(
    result: Result, sums: SumsOfSplit, payer: PayerLine, line: Line, previous: Line | None, row: int
) -> list[object]:
    equal = {column: f"{_CELLS[column]}{row}" for column in line.sums}
    amount, left = line.amount, None
    if line.sums and isinstance(line.amount, float):
        text = sums.of("amount", equal)
        if line.less_own:
            text += f"-{sums.of('amount', {'payer': f'A{row}', **equal})}"
        amount = sums.figure(text, line.amount)
        if line.left is not None:
            left = sums.figure(sums.of("host_residual", equal), line.left)
    return [
        *(payer.payer, result.names.territory(payer.payer), line.part, line.item),
        *(line.host, line.stage, line.year, amount, left, line.gain),
        _balance(line, previous, row),
    ]


def _balance(line: Line, previous: Line | None, row: int) -> Formula | None:
    if line.balance is None:
        return None
    before = f"K{row - 1}+" if previous is not None and previous.balance is not None else ""
    text = f"{before}J{row}-H{row}*(1+discount_rate)^(base_year-G{row})"
    return Formula(text, line.balance)
