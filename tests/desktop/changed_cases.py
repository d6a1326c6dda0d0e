"""Cases with another rule or another clause."""

from __future__ import annotations

import math

import pandas as pd

from models.case import Case
from models.editing import with_rows
from tests.cases import with_cells


def with_rule(case: Case, rule: str, value: float | str, scenario: str = "base") -> Case:
    row = list(case.table("Scenarios")["rule"]).index(rule)
    return with_cells(case, "Scenarios", [(row, scenario, value)])


def with_clause(case: Case, **cells: object) -> Case:
    blank = dict.fromkeys(case.table("Clauses").columns)
    record = pd.DataFrame([{**blank, "year": math.nan, **cells}])
    return with_rows(case, "Clauses", (0,), record)


def clashing(case: Case) -> Case:
    return with_clause(
        case, clause="all", payer="BE", measure="share_of_need", sense="at least", value=0.9
    )
