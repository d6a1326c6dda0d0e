"""The template of a new case: no rows, but every rule with its default."""

from __future__ import annotations

import pandas as pd

from models.case import Case, case_of
from models.declaration.rules import RULES
from models.declaration.tables import BASE_SCENARIO


def blank_case() -> Case:
    """Return a case with nothing filled in but the rules, each with its default."""
    rows = [{"rule": rule.key, BASE_SCENARIO: rule.default} for rule in RULES]
    return case_of({"Scenarios": pd.DataFrame(rows, dtype=object)})
