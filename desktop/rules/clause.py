"""One clause as a row of its table says it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop.parsing import Value, is_blank
from models.declaration.tables import SENSES, STATUSES

if TYPE_CHECKING:
    from models.case import Case

TABLE = "Clauses"
PROPOSED, AGREED, REJECTED = STATUSES
AT_MOST, AT_LEAST, EXACTLY = SENSES


@dataclass(frozen=True)
class Clause:
    """A clause; "" is a blank cell, and means all of them, or nobody.

    Attributes:
        key: its key.
        value: money, or a fraction; NaN where it is not known.
        year: None: every year.
        status: never blank: blank means proposed.
    """

    key: str
    payer: str = ""
    host: str = ""
    stage: str = ""
    year: int | None = None
    measure: str = "amount"
    sense: str = AT_MOST
    value: float = math.nan
    scenario: str = ""
    proposed_by: str = ""
    status: str = PROPOSED

    @property
    def counts(self) -> bool:
        """Whether the split must keep it."""
        return self.status != REJECTED

    @property
    def is_share(self) -> bool:
        """Whether the value is a fraction."""
        return self.measure != "amount"

    def applies_in(self, scenario: str) -> bool:
        """Say whether it belongs to a scenario, counted or not."""
        return self.scenario in ("", scenario)

    def cells(self) -> dict[str, Value]:
        """Return the cells of its row that a clause has."""
        year = math.nan if self.year is None else float(self.year)
        texts = {name: getattr(self, name) or None for name in _TEXTS}
        return {"clause": self.key, **texts, "year": year, "value": self.value}


_TEXTS = ("payer", "host", "stage", "measure", "sense", "scenario", "proposed_by", "status")


def clauses_of(case: Case) -> list[Clause]:
    """Return the clauses of a case in the order of their rows."""
    return [_clause(row) for row in case.table(TABLE).to_dict("records")]


def _clause(row: Mapping[Any, Any]) -> Clause:
    texts = {name: "" if is_blank(row[name]) else str(row[name]) for name in _TEXTS}
    texts["status"] = texts["status"] or PROPOSED
    key = "" if is_blank(row["clause"]) else str(row["clause"])
    year = None if is_blank(row["year"]) else int(row["year"])
    return Clause(key, year=year, value=float(row["value"]), **texts)


def free_key(wanted: str, taken: set[str]) -> str:
    """Return a key that no other clause has."""
    number, key = 2, wanted
    while key in taken:
        key, number = f"{wanted}_{number}", number + 1
    return key
