"""A case in parts that are sent one by one; tables that the other side has are not sent again.

A table goes column by column, so that packing and unpacking it takes some milliseconds at
most: whoever does it holds the interpreter's lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop.engine.messages import CaseRest, Column, Part, TableBegun

if TYPE_CHECKING:
    import pandas as pd

    from models.case import Case


class CaseSender:
    """Takes cases apart; remembers the tables that were sent last."""

    def __init__(self) -> None:
        self._sent: dict[str, pd.DataFrame] = {}
        self._case: Case | None = None

    def parts(self, case: Case) -> Iterator[Part]:
        """Return what makes a case of the one that was sent before; each part has to be sent."""
        if case is self._case:
            return
        for key, frame in case.tables.items():
            if self._sent.get(key) is not frame:
                self._sent[key] = frame
                yield TableBegun(key, frame.columns)
                yield from (Column(frame.iloc[:, at].to_numpy()) for at in range(frame.shape[1]))
        before = None if self._case is None else self._case.unknown_sheets
        sheets = None if case.unknown_sheets is before else case.unknown_sheets
        self._case = case
        yield CaseRest(tuple(case.tables), dict(case.unknown_columns), sheets)


class CaseReceiver:
    """Puts cases together; a table that was not sent again is the very same object as before."""

    def __init__(self) -> None:
        self._tables: dict[str, pd.DataFrame] = {}
        self._begun: TableBegun | None = None
        self._columns: list[Column] = []
        self._case: Case | None = None

    @property
    def case(self) -> Case:
        """The case that was sent last, whole."""
        assert self._case is not None
        return self._case

    def take(self, part: Part) -> None:
        """Take the next part."""
        if isinstance(part, Column):
            self._columns.append(part)
            return
        self._end_table()
        if isinstance(part, TableBegun):
            self._begun = part
        else:
            self._case = self._whole(part)

    def _end_table(self) -> None:
        if self._begun is not None:
            self._tables[self._begun.key] = _frame(self._begun.columns, self._columns)
        self._begun, self._columns = None, []

    def _whole(self, rest: CaseRest) -> Case:
        from models.case import Case  # noqa: PLC0415  # loads pandas

        tables = {key: self._tables[key] for key in rest.tables}
        unknown = MappingProxyType(dict(rest.unknown_columns))
        sheets = rest.unknown_sheets
        if sheets is None:
            sheets = self.case.unknown_sheets
        return Case(MappingProxyType(tables), unknown, sheets)


def _frame(names: pd.Index, columns: list[Column]) -> pd.DataFrame:
    """Return a table of columns whose types stay as they are."""
    import pandas as pd  # noqa: PLC0415  # the window's first second needs none

    cells = enumerate(column.values for column in columns)
    frame = pd.DataFrame({at: pd.Series(values, dtype=values.dtype) for at, values in cells})
    frame.columns = names
    return frame
