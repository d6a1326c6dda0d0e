"""The names that people read for the keys of a case."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from models.editing import is_blank

if TYPE_CHECKING:
    from models.case import Case


@dataclass(frozen=True)
class Names:
    """The names of territories, stages and clauses; a key without a name is its own name."""

    territories: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)

    def territory(self, key: str) -> str:
        """Return the name of a territory."""
        return self.territories.get(key, key)

    def stage(self, key: str) -> str:
        """Return the name of a stage."""
        return self.stages.get(key, key)

    def clause(self, key: str) -> str:
        """Return a clause in a few words."""
        return self.clauses.get(key, key)


def names_of(case: Case) -> Names:
    """Return the names that a case gives."""
    return Names(
        _column(case, "Territories", "territory", "name"),
        _column(case, "Stages", "stage", "name"),
        _column(case, "Clauses", "clause", "label"),
    )


def currency_of(case: Case) -> str:
    """Return the currency of the base scenario."""
    rules = _column(case, "Scenarios", "rule", "base")
    return str(rules.get("currency", "EUR"))


def _column(case: Case, table: str, key: str, value: str) -> dict[str, str]:
    rows = zip(case.table(table)[key], case.table(table)[value], strict=True)
    return {str(k): str(v) for k, v in rows if not is_blank(k) and not is_blank(v)}


def folded(text: str) -> str:
    """Return a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
