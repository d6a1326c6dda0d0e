"""How names and figures are written in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from models.case import Case


def grouped(amount: float) -> str:
    """Write money with its thousands grouped, and cents only where there are any."""
    whole = abs(amount - round(amount)) < 0.005
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"


def counted(persons: float) -> str:
    """Write persons with one decimal, none where they are whole."""
    whole = abs(persons - round(persons)) < 0.05
    return f"{persons:,.0f}" if whole else f"{persons:,.1f}"


def percent(share: float) -> str:
    """Write a fraction as a percentage with one decimal, none where it is whole."""
    hundredths = 100 * share
    whole = abs(hundredths - round(hundredths)) < 0.05
    return f"{hundredths:,.0f} %" if whole else f"{hundredths:,.1f} %"


@dataclass(frozen=True)
class Words:
    """The names of a case, and how figures are written; a key without a name is its own name."""

    territories: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    money: Callable[[float], str] = grouped
    persons: Callable[[float], str] = counted
    percent: Callable[[float], str] = percent

    def territory(self, key: str) -> str:
        """Return the name of a territory."""
        return self.territories.get(key, key)

    def stage(self, key: str) -> str:
        """Return the name of a stage."""
        return self.stages.get(key, key)

    def clause(self, key: str) -> str:
        """Return the label of a clause in quotation marks."""
        return f"“{self.clauses.get(key, key)}”"


def words_of(case: Case, money: Callable[[float], str] = grouped) -> Words:
    """Take the names from the case."""
    return Words(
        territories=_names(case, "Territories", "territory", "name"),
        stages=_names(case, "Stages", "stage", "name"),
        clauses=_names(case, "Clauses", "clause", "label"),
        money=money,
    )


def _names(case: Case, table: str, key: str, name: str) -> dict[str, str]:
    frame = case.table(table)
    pairs = zip(frame[key], frame[name], strict=True)
    return {str(k): str(n) for k, n in pairs if not pd.isna(n) and str(n).strip()}


def listed(parts: Iterable[str], joined: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    known: Sequence[str] = list(parts)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {joined} {known[-1]}"


def possessive(name: str) -> str:
    """Return the name in the genitive."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def first_large(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]
