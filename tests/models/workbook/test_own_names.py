"""Names that look like totals, notes, formulas or marks are written and read back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from models.case import Case, case_of
from models.checks.matching import fold
from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLES
from models.problems import Severity
from models.workbook.dressed.issue import Issue
from models.workbook.dressed.writing import write_dressed
from models.workbook.plain import write_case
from models.workbook.reading import examine
from models.workbook.result import write_result
from tests.models.workbook.small_split import SPLIT
from tests.models.workbook.test_plain import ODD_NAMES, assert_same

_OWN = {fold(text) for table in TABLES for c in table.columns for text in (c.key, *c.labels.all())}
NAMES = list({fold(name): name for name in ODD_NAMES}.values())
SCENARIOS = [name for name in NAMES if fold(name) not in _OWN]


def _odd_case() -> Case:
    """Return a case in which every odd name is one of each thing that has a name."""
    one, two = NAMES[0], NAMES[1]
    columns: dict[str, dict[str, Any]] = {
        "Territories": {"territory": NAMES, "name": NAMES, "population": [10.0] * len(NAMES)},
        "Stages": {
            "stage": NAMES,
            "order": range(len(NAMES)),
            "cofunded": [True] * (len(NAMES) - 1) + [False],
        },
        "Flows": {
            "year": [2024.0] * len(NAMES),
            "to_stage": [one] * len(NAMES),
            "to_territory": NAMES,
            "persons": [5.0] * len(NAMES),
            "note": NAMES,
        },
        "Costs": {"stage": NAMES, "cost_per_person": [1.0] * len(NAMES), "responsible": NAMES},
        "Benefits": {"stage": NAMES, "benefit_per_person": [1.0] * len(NAMES)},
        "Clauses": {
            "clause": NAMES,
            "label": NAMES,
            "payer": NAMES,
            "host": [two] * len(NAMES),
            "measure": ["amount"] * len(NAMES),
            "sense": ["at most"] * len(NAMES),
            "value": [1.0] * len(NAMES),
        },
        "Policies": {"policy": NAMES, "category": ["general"] * len(NAMES), "owner": NAMES},
        "Scenarios": {"rule": ["discount_rate"], "base": [0.1], **{n: [0.2] for n in SCENARIOS}},
    }
    return case_of({key: pd.DataFrame(rows, dtype=object) for key, rows in columns.items()})


def _plainly(case: Case, path: Path) -> None:
    write_case(case, path)


def _dressed_in(language: str) -> Callable[[Case, Path], None]:
    def write(case: Case, path: Path) -> None:
        write_dressed(Issue(case, "odd", language, date(2026, 11, 22)), path)

    return write


def _as_result(case: Case, path: Path) -> None:
    write_result(case, SPLIT, path)


WRITERS: dict[str, Callable[[Case, Path], None]] = {"plain": _plainly, "result": _as_result}
WRITERS |= {f"dressed in {language}": _dressed_in(language) for language in LANGUAGES}


@pytest.mark.parametrize("writer", WRITERS)
def test_every_odd_name_reads_back(writer: str, tmp_path: Path) -> None:
    ours, path = _odd_case(), tmp_path / "odd.xlsx"
    WRITERS[writer](ours, path)
    found = examine(path)
    assert [str(p) for p in found.problems if p.severity is Severity.ERROR] == []
    assert found.case is not None
    assert_same(found.case, ours)


@pytest.mark.parametrize("name", ["Total", "Source : SPF", "* revised", "Gesamt"])
def test_somebody_elses_row_that_looks_so_is_still_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "odd.xlsx"
    write_case(case_of({"Territories": pd.DataFrame({"territory": ["a"]})}), path)
    book = openpyxl.load_workbook(path)
    book["Territories"]["A3"] = name
    book.save(path)
    codes = [p.code for p in examine(path).problems if p.severity is Severity.ERROR]
    assert codes in (["total-row"], ["note-row"])
