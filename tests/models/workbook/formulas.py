"""A small evaluator of the formulas of the result workbook: sums, conditional sums, differences."""

from __future__ import annotations

import re
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

_CALL = re.compile(r"(SUMIFS|SUMPRODUCT|SUM)\(((?:[^()]|\([^()]*\))*)\)")
_CELL = re.compile(r"\b([A-Z]+\d+)\b")


class Evaluator:
    """Evaluates each cell of a workbook from the cells its formula names."""

    def __init__(self, book: Workbook) -> None:
        self._book = book

    def cell(self, sheet: str, address: str) -> Any:
        cell = self._book[sheet][address]
        return self._formula(sheet, cell.value[1:]) if cell.data_type == "f" else cell.value

    def _formula(self, sheet: str, text: str) -> float:
        plain = _CALL.sub(lambda call: f"({self._call(sheet, call[1], call[2])!r})", text)
        plain = _CELL.sub(lambda cell: f"({self.cell(sheet, cell[1]) or 0!r})", plain)
        return float(eval(plain, {"__builtins__": {}}))

    def _call(self, sheet: str, name: str, inner: str) -> float:
        if name == "SUM":
            return sum(value or 0.0 for value in self._range(sheet, inner))
        if name == "SUMIFS":
            amounts, *pairs = inner.split(",")
            conditions = list(zip(pairs[::2], pairs[1::2], strict=True))
        else:
            products, amounts = inner.split(",")
            conditions = [tuple(p.strip("()").split("=")) for p in products.split("*")]
        columns = [self._range(sheet, where) for where, _ in conditions]
        wanted = [self.cell(sheet, cell) for _, cell in conditions]
        rows = zip(self._range(sheet, amounts), *columns, strict=True)
        return sum((amount or 0.0) for amount, *cells in rows if cells == wanted)

    def _range(self, sheet: str, text: str) -> list[Any]:
        name, _, cells = text.rpartition("!")
        name = name or sheet
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        assert left == right
        column = self._book[name].cell(top, left).column_letter
        return [self.cell(name, f"{column}{row}") for row in range(top, bottom + 1)]
