"""The statement of each payer, in rows that can be filtered by payer and by part."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from models.declaration.tables import TABLE_BY_KEY
from models.results.split import PayerLine, Payment, ProgrammeLine
from models.words.cell_figures import YEAR, burden_look
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
    first_payment,
    in_payers,
    is_measured,
    pays_back_from,
)

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
    return (
        Heading(PAYER, TEXT, width=11),
        Heading(text("Name"), TEXT, width=26),
        Heading(text("Part"), TEXT, width=28),
        Heading(text("Item"), TEXT, width=58),
        Heading(_PLACE.column("host").labels, TEXT, width=11),
        Heading(_PLACE.column("stage").labels, TEXT, width=12),
        Heading(_PLACE.column("year").labels, YEAR, width=8),
        Heading(text("Amount"), money, width=18),
        Heading(text("Of which left with it as host"), money, width=18),
        Heading(text("Later benefit of the year, discounted"), money, width=18),
        Heading(text("Balance to date, discounted"), money, width=18),
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

    part: Argument
    item: Argument
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
    sheet = ResultSheet(book, STATEMENTS, columns(result), result.split, result.about.footer)
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
        self.payments: dict[str, list[Payment]] = defaultdict(list)
        self.own_payment: dict[tuple[str, str, int], float] = {}
        self.answered: dict[str | None, list[ProgrammeLine]] = defaultdict(list)
        for line in result.split.payments:
            self.payments[line.payer].append(line)
            place = (line.host, line.stage, line.year)
            if result.responsible.get(place) == line.payer:
                self.own_payment[place] = line.amount
        for programme in result.split.programmes:
            self.answered[programme.responsible].append(programme)


def _lines(result: Result, programmes: _Programmes, line: PayerLine) -> Iterator[Line]:
    yield from _in_all(result, line)
    mine, known = programmes.payments[line.payer], is_measured(result)
    for year, amount, gain, balance in balances(result, line.payer):
        left = math.fsum(p.host_residual for p in mine if p.year == year)
        yield Line(
            text("By year"), str(year), amount, year=year, sums=("payer", "year"), left=left,
            gain=gain if known else None, balance=balance if known else None,
        )  # fmt: skip
    yield from _by_stage(result, mine)
    if result.is_live:
        yield from _by_programme(result, programmes, line.payer)
    else:
        item = text("Payments by programme: see the sheet {sheet}", sheet=SPLIT)
        yield Line(PAYS_OTHERS, item, None)


def _in_all(result: Result, line: PayerLine) -> Iterator[Line]:
    row = result.payer_rows[line.payer]

    def of(key: str, value: float) -> Formula:
        return Formula(in_payers(result, key, row), value)

    for key in _OF_PAYERS:
        words, amount = AMOUNTS[key]
        yield Line(_IN_ALL, words, of(key, amount(line)))
    look = burden_look(result.rules.burden_basis)
    nothing = text("nothing to measure it against")
    burden = nothing if line.burden is None else Shown(line.burden, look)
    yield Line(_IN_ALL, BURDEN, burden)
    for words, key, end in (
        (text("Least it could pay as well"), "range_low", line.low),
        (text("Most it could pay as well"), "range_high", line.high),
    ):
        yield Line(_IN_ALL, words, NOT_MEASURED if end is None else of(key, end))
    yield Line(_IN_ALL, PAYS_BACK, _pays_back(result, line.payer))


def _pays_back(result: Result, payer: str) -> object:
    if first_payment(result, payer) is None:
        return PAYS_NOTHING
    if not is_measured(result):
        return NOT_MEASURED
    year = pays_back_from(result, payer)
    return NOT_PAID_BACK if year is None else Shown(year, YEAR)


def _by_stage(result: Result, payments: list[Payment]) -> Iterator[Line]:
    amounts: dict[str, float] = defaultdict(float)
    left: dict[str, float] = defaultdict(float)
    for line in payments:
        amounts[line.stage] += line.amount
        left[line.stage] += line.host_residual
    for stage in (s for s in result.stages if s in amounts):
        yield Line(
            text("By stage"), result.names.stage(stage), amounts[stage], stage=stage,
            sums=("payer", "stage"), left=left[stage],
        )  # fmt: skip


def _by_programme(result: Result, programmes: _Programmes, payer: str) -> Iterator[Line]:
    for part, is_own in ((PAYS_OWN, True), (PAYS_OTHERS, False)):
        for line in programmes.payments[payer]:
            place = (line.host, line.stage, line.year)
            if (result.responsible.get(place) == payer) is is_own:
                yield Line(
                    part, _programme(result, *place), line.amount, *place,
                    sums=("payer", "host", "stage", "year"), left=line.host_residual,
                )  # fmt: skip
    for programme in programmes.answered[payer]:
        place = (programme.host, programme.stage, programme.year)
        paid = programme.contributions + programme.host_residual
        received = paid - programmes.own_payment.get(place, 0.0)
        if received > result.split.rounding / 2:
            yield Line(
                text("Receives"), _programme(result, *place), received, *place,
                sums=("host", "stage", "year"), less_own=True,
            )  # fmt: skip


def _programme(result: Result, host: str, stage: str, year: int) -> Argument:
    return text(
        "{stage} in {host}, {year}",
        stage=result.names.stage(stage),
        host=result.names.territory(host),
        year=year,
    )


_CELLS = {"payer": "A", "host": "E", "stage": "F", "year": "G"}


def _cells(
    result: Result, sums: SumsOfSplit, payer: PayerLine, line: Line, previous: Line | None, row: int
) -> list[object]:
    equal = {column: f"{_CELLS[column]}{row}" for column in line.sums}
    amount, left = line.amount, None
    if line.sums and isinstance(line.amount, float):
        added = sums.of("amount", equal)
        if line.less_own:
            added += f"-{sums.of('amount', {'payer': f'A{row}', **equal})}"
        amount = sums.figure(added, line.amount)
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
    change = f"{before}J{row}-H{row}*(1+discount_rate)^(base_year-G{row})"
    return Formula(change, line.balance)
