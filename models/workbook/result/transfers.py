"""Who owes whom as data: the gross ledger, net transfers after offsetting, the clearing."""

from __future__ import annotations

from models.results.split import TransferLine
from models.words.text import text
from models.workbook.result.context import Result
from models.workbook.result.sums import SumsOfSplit, are_safe_criteria
from models.workbook.result_names import LEDGER
from models.workbook.result_sheets import MONEY, TEXT, Cells, Formula, Heading, span

TRANSFER_COLUMNS = (
    Heading(text("from", context="column"), TEXT),
    Heading(text("to", context="column"), TEXT),
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


class SumsOfTransfers:
    """Writes sums over Ledger, Transfers or Clearing of what one payer gives or gets."""

    def __init__(self, result: Result) -> None:
        self._safe = are_safe_criteria(line.payer for line in result.split.payers)

    def given(self, sheet: str, count: int, payer: str) -> str:
        """Return what the payer in a cell gives."""
        return self._of(sheet, count, 0, payer)

    def got(self, sheet: str, count: int, payer: str) -> str:
        """Return what the payer in a cell gets."""
        return self._of(sheet, count, 1, payer)

    def _of(self, sheet: str, count: int, column: int, payer: str) -> str:
        amounts, who = span(sheet, 2, count), span(sheet, column, count)
        if self._safe:
            return f"SUMIFS({amounts},{who},{payer})"
        return f"SUMPRODUCT(1*EXACT({who},{payer}),{amounts})"
