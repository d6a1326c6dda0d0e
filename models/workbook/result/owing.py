"""Who owes whom: ledger, net transfers and clearing as data, and a page in which they agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from models.checks.checked import column_letter
from models.results.split import PayerLine, TransferLine
from models.words.cell_figures import money_format
from models.words.text import Argument, Number, counted, text
from models.workbook.books import Book
from models.workbook.labels import (
    ALL_PAYERS,
    CLEARING,
    FROM,
    KEY,
    LEDGER,
    OWING,
    PAYER,
    PAYERS,
    TO,
    TRANSFERS,
)
from models.workbook.layout import (
    MONEY,
    QUIET,
    TEXT,
    Cells,
    Formula,
    Heading,
    SheetPage,
    Shown,
    span,
    sum_where,
)
from models.workbook.result.context import Result
from models.workbook.result.figures import SumsOfSplit, are_safe_criteria
from models.workbook.result.programmes import answers_column

TRANSFER_COLUMNS = (
    Heading(text("from", context="payer column"), TEXT),
    Heading(text("to", context="payer column"), TEXT),
    Heading(text("amount", context="column"), MONEY, True),
    Heading(text("from_name", context="column"), TEXT),
    Heading(text("to_name", context="column"), TEXT),
)


def ledger_cells(result: Result) -> Cells:
    """Return what each contributes to the programmes of each other, summed from Split."""
    sums, answers = SumsOfSplit(result), answers_column(result).key
    return [
        _row(
            result,
            line,
            sums.figure(
                sums.of("amount", {"payer": f"A{number}", answers: f"B{number}"}),
                line.amount,
            ),
        )
        for number, line in enumerate(result.appendix.ledger, start=2)
    ]


def transfer_cells(result: Result) -> Cells:
    """Return what each owes each other: one direction of the ledger less the other."""
    at, ledger = _ledger_rows(result), result.sheet(LEDGER)
    rows: Cells = []
    for line in result.appendix.transfers:
        there = at.get((line.payer, line.receiver))
        back = at.get((line.receiver, line.payer))
        owed = f"{ledger}!C{there[0]}" if there else ""
        owed += f"-{ledger}!C{back[0]}" if back else ""
        rows.append(_row(result, line, Formula(owed, line.amount) if there else line.amount))
    return rows


def _ledger_rows(result: Result) -> dict[tuple[str, str], tuple[int, TransferLine]]:
    """Return the row of each pair in the sheet Ledger, with its line."""
    ledger = enumerate(result.appendix.ledger, start=2)
    return {(line.payer, line.receiver): (row, line) for row, line in ledger}


def clearing_cells(result: Result) -> Cells:
    """Return the few payments that settle everything."""
    return [_row(result, line, line.amount) for line in result.appendix.clearing]


def _row(result: Result, line: TransferLine, amount: object) -> list[object]:
    names = result.names
    keys = [line.payer, line.receiver]
    return [*keys, amount, *(names.territory(key) for key in keys)]


_MOST_PAIRS = 100
_HEADER_HEIGHT = 48
_WIDTHS = (30, 30, 18, 18, 18, 18, 18, 14, 18)
_BALANCE_HEAD = (
    PAYER,
    KEY,
    text("Contributes to programmes of others"),
    text("Others contribute to its own"),
    text("Owes on balance (−: is owed)"),
    text("By net transfers"),
    text("By the clearing"),
    text("Difference"),
    text("Of no payer’s programmes"),
)
_PAIR_HEAD = (FROM, TO, text("Contributes"), text("Gets back"), text("Owes on balance"))


def write_owing(book: Book, result: Result) -> None:
    """Write the sheet."""
    page = SheetPage(book, OWING, result.split, result.about.footer, _WIDTHS, pages_high=0)
    page.title(text("Who owes whom"), 22, 32)
    page.put(1, 0, _how_many(result), font_size=14)
    row = _write_clearing(page, result, 3)
    row = _write_balances(page, result, row + 1)
    _write_pairs(page, result, row + 2)


def _how_many(result: Result) -> Argument:
    count = len(result.appendix.clearing)
    if not count:
        return text("Nobody owes anybody anything")
    if result.appendix.fewest:
        return counted(
            "One payment settles everything; no fewer would.",
            "{count} payments settle everything; no fewer would.",
            count,
        )
    return counted(
        "One payment settles everything; whether fewer could is not proved.",
        "{count} payments settle everything; whether fewer could is not proved.",
        count,
    )


def _write_clearing(page: SheetPage, result: Result, row: int) -> int:
    """Write the payments of the clearing, the largest first; return the next free row."""
    if not result.appendix.clearing:
        return row
    page.head(row, _HEADER_HEIGHT, (FROM, TO, text("Amount")))
    sheet = result.sheet(CLEARING)
    numbered = enumerate(result.appendix.clearing, start=2)
    ordered = sorted(numbered, key=lambda n: (-n[1].amount, n[0]))
    money = money_format(result.split.rounding)
    for place, (number, line) in enumerate(ordered, row + 1):
        ends = map(result.names.territory, (line.payer, line.receiver))
        page.put_row(place, 0, (*ends, Formula(f"{sheet}!C{number}", line.amount, money)))
    return row + 1 + len(ordered)


def _write_balances(page: SheetPage, result: Result, row: int) -> int:
    page.head(row, _HEADER_HEIGHT, _BALANCE_HEAD)
    first, balances = row + 1, _Balances(result)
    cells = [balances.cells(line, number) for number, line in enumerate(result.payers, first + 1)]
    for place, (line, figures) in enumerate(zip(result.payers, cells, strict=True), first):
        page.put(place, 0, result.names.territory(line.payer))
        page.put(place, 1, line.payer, font_color=QUIET)
        page.put_row(place, 2, figures)
    row = first + len(cells)
    _write_totals(page, result, first, row, cells)
    said = text(
        "The three ways of counting must agree: contributions in full (sheet {ledger}), what each "
        "pair owes after both directions are offset ({transfers}), and the few payments of the "
        "clearing ({clearing}). What goes to programmes that no payer answers for is owed to "
        "nobody.",
        ledger=LEDGER,
        transfers=TRANSFERS,
        clearing=CLEARING,
    )
    page.spread(row + 1, 0, len(_WIDTHS) - 1, said, 34, font_color=QUIET)
    return row + 2


def _write_totals(
    page: SheetPage, result: Result, first: int, row: int, cells: Sequence[Sequence[Formula]]
) -> None:
    page.put(row, 0, ALL_PAYERS, bold=True, top=1)
    page.put(row, 1, None, top=1)
    for column in range(2, len(_WIDTHS)):
        letter, look = column_letter(column), result.dashed_money
        total = f"SUM({letter}{first + 1}:{letter}{row})"
        value = sum(figures[column - 2].value for figures in cells)
        cell = Formula(total, value, look) if cells else Shown(0.0, look)
        page.put(row, column, cell, bold=True, top=1)


class _Balances:
    """What each payer gives and gets, counted in three ways."""

    def __init__(self, result: Result) -> None:
        appendix = result.appendix
        self._result = result
        self._are_safe = are_safe_criteria(line.payer for line in result.split.payers)
        self._lines = (
            (result.sheet(LEDGER), appendix.ledger),
            (result.sheet(TRANSFERS), appendix.transfers),
            (result.sheet(CLEARING), appendix.clearing),
        )
        self._given, self._got = (
            [_sums(lines, end) for _, lines in self._lines] for end in ("payer", "receiver")
        )

    def cells(self, line: PayerLine, row: int) -> list[Formula]:
        """Return the formulas of a payer whose key stands in column B of a row."""
        given, got = (
            [self._sum(sheet, len(lines), column, f"B{row}") for sheet, lines in self._lines]
            for column in (0, 1)
        )
        decimals = 2 if self._result.split.rounding < 1 else 0
        others = f"{self._result.sheet(PAYERS)}!D{self._result.payer_rows[line.payer]}"
        formulas = (
            *(given[0], got[0], f"C{row}-D{row}"),
            *(f"{given[1]}-{got[1]}", f"{given[2]}-{got[2]}"),
            f"ROUND(ABS(E{row}-F{row})+ABS(E{row}-G{row}),{decimals})",
            f"ROUND({others}-C{row},{decimals})",
        )
        look = self._result.dashed_money
        return [Formula(*cell, look) for cell in zip(formulas, self._values(line), strict=True)]

    def _values(self, line: PayerLine) -> tuple[float, ...]:
        given = [found.get(line.payer, 0.0) for found in self._given]
        got = [found.get(line.payer, 0.0) for found in self._got]
        by_ledger, by_transfers, by_clearing = (a - b for a, b in zip(given, got, strict=True))
        outside = line.others - given[0]
        difference = abs(by_ledger - by_transfers) + abs(by_ledger - by_clearing)
        unit = self._result.split.rounding / 2
        small = 0.0 if difference < unit else difference
        rest = 0.0 if abs(outside) < unit else outside
        return (given[0], got[0], by_ledger, by_transfers, by_clearing, small, rest)

    def _sum(self, sheet: str, count: int, column: int, payer: str) -> str:
        """Return what the payer in a cell gives (column 0) or gets (1) in a sheet."""
        pairs = [(span(sheet, column, count), payer)]
        return sum_where(span(sheet, 2, count), pairs, safe=self._are_safe)


def _sums(lines: Sequence[TransferLine], end: str) -> dict[str, float]:
    sums: dict[str, float] = defaultdict(float)
    for line in lines:
        sums[getattr(line, end)] += line.amount
    return sums


def _write_pairs(page: SheetPage, result: Result, row: int) -> None:
    """Write what each pair owes, gross both ways and net, the largest first."""
    lines = list(enumerate(result.appendix.transfers, start=2))
    if not lines:
        return
    at, look = _ledger_rows(result), result.dashed_money
    page.put(row, 0, text("Pair by pair"), bold=True, font_size=14)
    if len(lines) > _MOST_PAIRS:
        more = text(
            "The {count} largest of {all}; all stand in the sheets {ledger} and {transfers}.",
            count=Number(_MOST_PAIRS),
            all=Number(len(lines)),
            ledger=LEDGER,
            transfers=TRANSFERS,
        )
        page.put(row, 2, more, font_color=QUIET)
    page.head(row + 1, _HEADER_HEIGHT, _PAIR_HEAD)
    ledger, transfers = result.sheet(LEDGER), result.sheet(TRANSFERS)
    largest = sorted(lines, key=lambda n: (-n[1].amount, n[0]))[:_MOST_PAIRS]
    for place, (number, line) in enumerate(largest, row + 2):
        page.put_row(place, 0, map(result.names.territory, (line.payer, line.receiver)))
        there, back = (line.payer, line.receiver), (line.receiver, line.payer)
        for column, pair in ((2, there), (3, back)):
            found = at.get(pair)
            cell = Formula(f"{ledger}!C{found[0]}", found[1].amount, look) if found else None
            page.put(place, column, cell)
        page.put(place, 4, Formula(f"{transfers}!C{number}", line.amount, look))
