"""Where in a file something stands that is known by its key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.case import Case
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import Where
from models.exchange.keyed import Keyed
from models.workbook.places import Place


@dataclass(frozen=True)
class Source:
    """Where a value stands: file, sheet as it is called there, cell ("" where it has none)."""

    file: str
    sheet: str
    cell: str

    def as_record(self) -> dict[str, str]:
        """Return it as plain values, for `--json` and the trail."""
        return {"file": self.file, "sheet": self.sheet, "cell": self.cell}


@dataclass(frozen=True, eq=False)
class Located:
    """A case that was read from a file.

    Attributes:
        file: what the file is called wherever its values are shown.
        case: its rows.
        places: where its tables stand in the file; a table it does not have is not in it.
    """

    file: str
    case: Case
    places: Mapping[str, Place]
    _keyed: dict[str, Keyed] = field(default_factory=dict, init=False, repr=False)

    def keyed(self, table: str) -> Keyed:
        """Return the rows of a table by key."""
        if table not in self._keyed:
            self._keyed[table] = Keyed(TABLE_BY_KEY[table], self.case.table(table))
        return self._keyed[table]

    def source(self, where: Where) -> Source:
        """Return where the file says it; of a row or column it has not, only the sheet."""
        place = self.places.get(where.table)
        if place is None:
            return Source(self.file, where.table, "")
        if where.key is None:
            return Source(self.file, place.sheet, place.cell(None, where.column))
        row = self.keyed(where.table).rows.get(where.key)
        return Source(self.file, place.sheet, "" if row is None else place.cell(row, where.column))
