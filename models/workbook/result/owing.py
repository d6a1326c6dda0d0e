"""Who owes whom: ledger, net transfers and clearing as data, and a page in which they agree."""

from __future__ import annotations

from collections.abc import Sequence

from models.results.split import TransferLine
from models.words.cell_figures import dashed, money_format
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
)
from models.workbook.result.context import Result
from models.workbook.result.figures import SumsOfSplit, are_safe_criteria

TRANSFER_COLUMNS = (
    Heading(text("from", context="payer column"), TEXT),
    Heading(text("to", context="payer column"), TEXT),
    Heading(text("amount", context="column"), MONEY, True),
    Heading(text("from_name", context="column"), TEXT),
    Heading(text("to_name", context="column"), TEXT),
)


def ledger_cells(result: Result) -> Cells:
    """Return what each contributes to the programmes of each other, summed from Split."""
    sums = SumsOfSplit(result)
    return [
        _row(
            result,
            line,
            sums.figure(
                sums.of("amount", {"payer": f"A{number}", "responsible": f"B{number}"}),
                line.amount,
            ),
        )
        for number, line in enumerate(result.appendix.ledger, start=2)
    ]


def transfer_cells(result: Result) -> Cells:
    """Return what each owes each other: one direction of the ledger less the other."""
    at = {(line.payer, line.receiver): row for row, line in enumerate(result.appendix.ledger, 2)}
    rows: Cells = []
    ledger = result.sheet(LEDGER)
    for line in result.appendix.transfers:
        there = at.get((line.payer, line.receiver))
        back = at.get((line.receiver, line.payer))
        owed = f"{ledger}!C{there}" + (f"-{ledger}!C{back}" if back else "")
        rows.append(_row(result, line, Formula(owed, line.amount) if there else line.amount))
    return rows


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
    page = SheetPage(book, OWING, result.split, result.about.footer, pages_high=0)
    for column, width in enumerate(_WIDTHS):
        page.sheet.set_column(column, column, width)
    page.put(0, 0, text("Who owes whom"), bold=True, font_size=22)
    page.sheet.set_row(0, 32)
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
    money = money_format(result.split.rounding)
    if not result.appendix.clearing:
        return row
    page.head(row, _HEADER_HEIGHT, (FROM, TO, text("Amount")))
    sheet = result.sheet(CLEARING)
    numbered = enumerate(result.appendix.clearing, start=2)
    ordered = sorted(numbered, key=lambda n: (-n[1].amount, n[0]))
    for place, line in ordered:
        row += 1
        page.put(row, 0, result.names.territory(line.payer))
        page.put(row, 1, result.names.territory(line.receiver))
        page.put(row, 2, Formula(f"{sheet}!C{place}", line.amount, money))
    return row + 1


def _write_balances(page: SheetPage, result: Result, row: int) -> int:
    page.head(row, _HEADER_HEIGHT, _BALANCE_HEAD)
    first = row + 1
    flows = _Flows(result)
    for line in result.payers:
        row += 1
        page.put(row, 0, result.names.territory(line.payer))
        page.put(row, 1, line.payer, font_color=QUIET)
        for column, cell in enumerate(flows.cells(line.payer, row + 1), start=2):
            page.put(row, column, cell)
    row += 1
    _write_totals(page, result, first, row, flows)
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


def _write_totals(page: SheetPage, result: Result, first: int, row: int, flows: _Flows) -> None:
    page.put(row, 0, ALL_PAYERS, bold=True, top=1)
    page.put(row, 1, None, top=1)
    for column in range(2, len(_WIDTHS)):
        letter = "ABCDEFGHI"[column]
        total = f"SUM({letter}{first + 1}:{letter}{row})"
        value = sum(flows.values(line.payer)[column - 2] for line in result.payers)
        cell = Formula(total, value, flows.look) if result.payers else Shown(0.0, flows.look)
        page.put(row, column, cell, bold=True, top=1)


class _Flows:
    """What each payer gives and gets, counted in three ways."""

    def __init__(self, result: Result) -> None:
        split = result.split
        self._result = result
        self._are_safe = are_safe_criteria(line.payer for line in split.payers)
        self._lines = (
            (result.sheet(LEDGER), result.appendix.ledger),
            (result.sheet(TRANSFERS), result.appendix.transfers),
            (result.sheet(CLEARING), result.appendix.clearing),
        )
        self._given = [_by(lines, "payer") for _, lines in self._lines]
        self._got = [_by(lines, "receiver") for _, lines in self._lines]
        self._others = {line.payer: line.others for line in split.payers}
        self.look = dashed(money_format(split.rounding))

    def values(self, payer: str) -> tuple[float, ...]:
        """Return the figures of a payer in the order of the columns."""
        given = [found.get(payer, 0.0) for found in self._given]
        got = [found.get(payer, 0.0) for found in self._got]
        by_ledger, by_transfers, by_clearing = (a - b for a, b in zip(given, got, strict=True))
        outside = self._others.get(payer, 0.0) - given[0]
        difference = abs(by_ledger - by_transfers) + abs(by_ledger - by_clearing)
        unit = self._result.split.rounding / 2
        small = 0.0 if difference < unit else difference
        rest = 0.0 if abs(outside) < unit else outside
        return (given[0], got[0], by_ledger, by_transfers, by_clearing, small, rest)

    def cells(self, payer: str, row: int) -> list[Formula]:
        """Return the formulas of a payer whose key stands in column B of a row."""
        who = f"B{row}"
        given, got = (
            [self._sum(sheet, len(lines), column, who) for sheet, lines in self._lines]
            for column in (0, 1)
        )
        decimals = 2 if self._result.split.rounding < 1 else 0
        others = f"{self._result.sheet(PAYERS)}!D{self._result.payer_rows[payer]}"
        formulas = (
            *(given[0], got[0], f"C{row}-D{row}"),
            *(f"{given[1]}-{got[1]}", f"{given[2]}-{got[2]}"),
            f"ROUND(ABS(E{row}-F{row})+ABS(E{row}-G{row}),{decimals})",
            f"ROUND({others}-C{row},{decimals})",
        )
        return [
            Formula(formula, value, self.look)
            for formula, value in zip(formulas, self.values(payer), strict=True)
        ]

    def _sum(self, sheet: str, count: int, column: int, payer: str) -> str:
        """Return what the payer in a cell gives (column 0) or gets (1) in a sheet."""
        amounts, who = span(sheet, 2, count), span(sheet, column, count)
        if self._are_safe:
            return f"SUMIFS({amounts},{who},{payer})"
        return f"SUMPRODUCT(1*EXACT({who},{payer}),{amounts})"


def _by(lines: Sequence[TransferLine], end: str) -> dict[str, float]:
    sums: dict[str, float] = {}
    for line in lines:
        key = getattr(line, end)
        sums[key] = sums.get(key, 0.0) + line.amount
    return sums


def _write_pairs(page: SheetPage, result: Result, row: int) -> None:
    """Write what each pair owes, gross both ways and net, the largest first."""
    lines = list(enumerate(result.appendix.transfers, start=2))
    if not lines:
        return
    at = {
        (g.payer, g.receiver): (n, g.amount) for n, g in enumerate(result.appendix.ledger, start=2)
    }
    look = _Flows(result).look
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
    row += 1
    page.head(row, _HEADER_HEIGHT, _PAIR_HEAD)
    ledger, transfers = result.sheet(LEDGER), result.sheet(TRANSFERS)
    for number, line in sorted(lines, key=lambda n: (-n[1].amount, n[0]))[:_MOST_PAIRS]:
        row += 1
        page.put(row, 0, result.names.territory(line.payer))
        page.put(row, 1, result.names.territory(line.receiver))
        there, back = (line.payer, line.receiver), (line.receiver, line.payer)
        for column, pair in ((2, there), (3, back)):
            found = at.get(pair)
            page.put(
                row, column, Formula(f"{ledger}!C{found[0]}", found[1], look) if found else None
            )
        page.put(row, 4, Formula(f"{transfers}!C{number}", line.amount, look))
