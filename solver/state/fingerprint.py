"""A mark by which two people can tell that they speak of the same split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import cache
from hashlib import sha256
from importlib.metadata import version

import numpy as np
import pandas as pd

from models.case import Case
from models.declaration.kinds import NUMERIC_KINDS, Table
from models.declaration.tables import REMARKS, TABLES
from models.results.split import Fingerprint, Payment, ProgrammeLine
from models.scenarios import Rules

_ENGINE = ("highspy", "PuLP", "scipy", "numpy")
_LENGTH = 16
_DIGITS = 12
_RULES_APART = ("Scenarios", "Adjustments")


def fingerprint(
    case: Case, rules: Rules, programmes: Sequence[ProgrammeLine], payments: Sequence[Payment]
) -> Fingerprint:
    """Mark the input as used, the rules, the engine and the result, each on its own.

    The order of rows, sheets and columns changes nothing, nor do sources and notes; figures count
    to twelve digits.
    """
    return Fingerprint(
        inputs=_short("\n".join(_table_mark(case, table) for table in TABLES if _counts(table))),
        rules=_short(repr(astuple(rules))),
        engine=_engine_mark(),
        result=_short(repr([_figures(programmes), _figures(payments)])),
    )


@cache
def _engine_mark() -> str:
    return _short(" ".join(f"{name}={version(name)}" for name in _ENGINE))


def _figures(lines: Sequence[ProgrammeLine | Payment]) -> list[tuple[object, ...]]:
    """Return the fields of each line, far quicker than by `astuple`, which copies deeply."""
    names = [field.name for field in fields(lines[0])] if lines else []
    return [tuple(getattr(line, name) for name in names) for line in lines]


def _counts(table: Table) -> bool:
    return table.key not in _RULES_APART


def _table_mark(case: Case, table: Table) -> str:
    """Return the sorted marks of the rows, so that their order does not matter."""
    frame = case.table(table.key)
    columns = [c for c in table.columns if c not in REMARKS]
    texts = {c.key: _as_text(frame[c.key], c.kind in NUMERIC_KINDS) for c in columns}
    texts |= {key: _as_text(frame[key], True) for key in sorted(case.open_columns(table.key))}
    rows = pd.util.hash_pandas_object(pd.DataFrame(texts), index=False).to_numpy()
    return f"{table.key} {sha256(np.sort(rows).tobytes()).hexdigest()}"


def _as_text(values: pd.Series[str], numeric: bool) -> pd.Series[str]:
    if numeric:
        return values.map(lambda v: "" if pd.isna(v) else f"{float(v):.{_DIGITS}g}")
    return values.map(lambda v: "" if pd.isna(v) else str(v))


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_LENGTH]
