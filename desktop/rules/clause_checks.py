"""What is wrong with a clause that is being written, in words."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from models.clause import Clause

if TYPE_CHECKING:
    from models.case import Case


def clause_problems(
    clause: Clause, typed_value: str, case: Case, typed_year: str = ""
) -> list[str]:
    """Return a sentence for everything that keeps a clause from being taken."""
    return [*_value(clause, typed_value), *_year(clause, typed_year), *_names(clause, case)]


def payers_of(case: Case) -> list[str]:
    """Return the keys of the territories that pay."""
    frame = case.table("Territories")
    rows = zip(frame["territory"], frame["pays"], strict=True)
    return [str(key) for key, pays in rows if key is not None and pays is not False]


def keys_of(case: Case, table: str, column: str) -> list[str]:
    """Return the keys of a table."""
    return [str(key) for key in case.table(table)[column] if key is not None]


def _value(clause: Clause, typed: str) -> list[str]:
    translate = QCoreApplication.translate
    if not typed.strip():
        return [translate("Clauses", "Type how much; the value is missing.")]
    if math.isnan(clause.value):
        wrong = translate(
            "Clauses", "“{typed}” is not a number; type one such as 25 or 12,000,000."
        )
        return [wrong.format(typed=typed.strip())]
    if clause.value < 0:
        return [
            translate("Clauses", "The value is below zero, but nobody can pay less than nothing.")
        ]
    return []


def _year(clause: Clause, typed: str) -> list[str]:
    if clause.year is not None or not typed.strip():
        return []
    text = QCoreApplication.translate(
        "Clauses", "“{typed}” is no year; type four digits such as 2027, or choose every year."
    )
    return [text.format(typed=typed.strip())]


def _names(clause: Clause, case: Case) -> list[str]:
    translate = QCoreApplication.translate
    territories = keys_of(case, "Territories", "territory")
    asked = (
        (
            clause.payer,
            payers_of(case),
            translate("Clauses", "“{name}” is no territory that pays; choose the payer again."),
        ),
        (
            clause.host,
            territories,
            translate("Clauses", "There is no territory “{name}”; choose the host again."),
        ),
        (
            clause.stage,
            keys_of(case, "Stages", "stage"),
            translate("Clauses", "There is no stage “{name}”; choose the stage again."),
        ),
        (
            clause.scenario,
            list(case.scenarios()),
            translate("Clauses", "There is no scenario “{name}”; choose the scenario again."),
        ),
    )
    return [text.format(name=name) for name, known, text in asked if name and name not in known]
