"""A small evaluator of the formulas of the result workbook: sums, conditional sums, products."""

from __future__ import annotations

import math
import re
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import range_boundaries

_CALL = re.compile(r"(SUMIFS|SUMPRODUCT|SUM)\(((?:[^()]|\([^()]*\))*)\)")
_CELL = re.compile(r"(?:('(?:[^']|'')+'|\b[A-Za-z_]+)!)?\b([A-Z]+\d+)\b")
_SAME = re.compile(r"EXACT\(([^,]+),([^)]+)\)|\(([^=()]+)=([^)]+)\)")


class Evaluator:
    """Evaluates each cell of a workbook from the cells its formula names."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, str], Any] = {}

    def cell(self, sheet: str, address: str) -> Any:
        if (sheet, address) not in self._known:
            cell = self._book[sheet][address]
            is_formula = cell.data_type == "f"
            value = self._formula(sheet, cell.value[1:]) if is_formula else cell.value
            self._known[sheet, address] = value
        return self._known[sheet, address]

    def _formula(self, sheet: str, text: str) -> float:
        plain = _CALL.sub(lambda call: f"({self._call(sheet, call[1], call[2])!r})", text)
        for name, defined in self._book.defined_names.items():
            place, _, cell = defined.attr_text.replace("$", "").rpartition("!")
            plain = plain.replace(name, repr(self.cell(_unquoted(place), cell)))
        plain = _CELL.sub(
            lambda c: f"({self.cell(_unquoted(c[1] or '') or sheet, c[2]) or 0!r})", plain
        )
        functions = {"__builtins__": {}, "ABS": abs, "ROUND": round}
        return float(eval(plain.replace("^", "**"), functions))

    def _call(self, sheet: str, name: str, inner: str) -> float:
        if name == "SUM":
            return math.fsum(value or 0.0 for value in self._range(sheet, inner))
        if name == "SUMIFS":
            amounts, *pairs = inner.split(",")
            conditions = list(zip(pairs[::2], pairs[1::2], strict=True))
        else:
            products, amounts = inner.rsplit(",", 1)
            if not products.startswith("1*"):
                both = zip(self._range(sheet, products), self._range(sheet, amounts), strict=True)
                return math.fsum((a or 0.0) * (b or 0.0) for a, b in both)
            conditions = [(a or c, b or d) for a, b, c, d in _SAME.findall(products)]
        columns = [self._range(sheet, where) for where, _ in conditions]
        wanted = [self.cell(sheet, cell) for _, cell in conditions]
        rows = zip(self._range(sheet, amounts), *columns, strict=True)
        return math.fsum((amount or 0.0) for amount, *cells in rows if cells == wanted)

    def _range(self, sheet: str, text: str) -> list[Any]:
        name, _, cells = text.rpartition("!")
        name = _unquoted(name) or sheet
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        assert left is not None
        assert left == right
        assert top is not None
        assert bottom is not None
        column = get_column_letter(left)
        return [self.cell(name, f"{column}{row}") for row in range(top, bottom + 1)]


def _unquoted(sheet: str) -> str:
    """Return the name of a sheet of which formulas write another form."""
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet
