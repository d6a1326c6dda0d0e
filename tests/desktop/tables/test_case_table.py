from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from PySide6.QtCore import QLocale, Qt
from pytestqt.modeltest import ModelTester

from desktop.document.document import Document
from desktop.look.theme import Theme
from desktop.tables.case_table import CaseTable
from models.case import Case, case_of
from models.declaration.tables import TABLE_BY_KEY
from models.problem_listing import CellProblems
from models.problems import Problem, Severity


def case() -> Case:
    return case_of(
        {
            "Flows": pd.DataFrame(
                {
                    "year": [2023.0, 2024.0],
                    "to_stage": ["welcome", None],
                    "persons": [1234.5, 0.0],
                    "colour": ["blue", None],
                }
            ),
            "Stages": pd.DataFrame({"stage": ["welcome"], "order": [0.0], "cofunded": [True]}),
            "Scenarios": pd.DataFrame(
                {
                    "rule": ["currency", "own_share_min", "programme_years"],
                    "base": ["CHF", 0.25, 2026.0],
                    "harder": [None, 0.5, "2026-2030"],
                }
            ),
            "Clauses": pd.DataFrame(
                {"clause": ["a", "b"], "measure": ["share_of_need", "amount"], "value": [0.1, 5e6]}
            ),
        },
        {"Flows": ("colour",)},
    )


@pytest.fixture
def document() -> Document:
    document = Document()
    document.replace_case(case(), Path("case.xlsx"), ())
    return document


def table_of(document: Document, key: str, theme: Theme, locale: QLocale) -> CaseTable:
    return CaseTable(document, TABLE_BY_KEY[key], theme, locale)


def shown(table: CaseTable, row: int, column: str) -> str:
    return str(table.index(row, table.column_at(column)).data())


def header(table: CaseTable, column: str) -> str:
    return str(table.headerData(table.column_at(column), Qt.Orientation.Horizontal))


@pytest.mark.parametrize("key", TABLE_BY_KEY)
def test_every_table_is_a_sound_model(
    document: Document, key: str, theme: Theme, locale: QLocale, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(table_of(document, key, theme, locale))


def test_figures_are_shown_for_people(document: Document, theme: Theme, locale: QLocale) -> None:
    flows = table_of(document, "Flows", theme, locale)
    assert shown(flows, 0, "persons") == "1,234.5"
    assert shown(flows, 1, "persons") == "–"
    assert shown(flows, 0, "year") == "2023"
    assert shown(flows, 1, "to_stage") == ""
    stages = table_of(document, "Stages", theme, locale)
    assert shown(stages, 0, "order") == "0"
    assert shown(stages, 0, "cofunded") == "yes"


def test_shares_are_shown_as_percent(document: Document, theme: Theme, locale: QLocale) -> None:
    clauses = table_of(document, "Clauses", theme, locale)
    assert shown(clauses, 0, "value").replace("\u00a0", " ") == "10 %"
    assert shown(clauses, 1, "value") == "5,000,000"
    rules = table_of(document, "Scenarios", theme, locale)
    assert shown(rules, 1, "harder").replace("\u00a0", " ") == "50 %"
    assert shown(rules, 2, "base") == "2026"
    assert shown(rules, 2, "harder") == "2026-2030"


def test_the_header_has_the_unit_of_the_case(
    document: Document, theme: Theme, locale: QLocale
) -> None:
    costs = table_of(document, "Costs", theme, locale)
    assert header(costs, "cost_per_person") == "Cost per person (CHF)"
    assert header(costs, "stage") == "Stage"


def test_rows_are_numbered_as_in_the_workbook_so_that_messages_can_be_followed(
    document: Document, theme: Theme, locale: QLocale
) -> None:
    flows = table_of(document, "Flows", theme, locale)
    assert flows.headerData(0, Qt.Orientation.Vertical) == "2"


def test_a_column_that_is_only_kept_cannot_be_edited(
    document: Document, theme: Theme, locale: QLocale
) -> None:
    flows = table_of(document, "Flows", theme, locale)
    index = flows.index(0, flows.column_at("colour"))
    assert index.data() == "blue"
    assert not index.flags() & Qt.ItemFlag.ItemIsEditable
    assert not flows.setData(index, "red")


@pytest.mark.parametrize("key", TABLE_BY_KEY)
def test_typing_what_a_cell_says_changes_nothing(
    document: Document, key: str, theme: Theme, locale: QLocale
) -> None:
    table = table_of(document, key, theme, locale)
    for row in range(table.rowCount()):
        for at in range(table.columnCount()):
            index = table.index(row, at)
            table.setData(index, index.data(Qt.ItemDataRole.EditRole))
    assert document.undo_stack.isClean()


def test_a_source_too_long_for_its_column_is_told_whole(
    document: Document, theme: Theme, locale: QLocale
) -> None:
    flows = table_of(document, "Flows", theme, locale)
    index, source = flows.index(0, flows.column_at("source")), "Statbel <2026>, " + "table 3 " * 9
    flows.setData(index, source)
    told = index.data(Qt.ItemDataRole.ToolTipRole)
    assert "Statbel &lt;2026&gt;, table 3" in told
    assert flows.index(0, flows.column_at("to_stage")).data(Qt.ItemDataRole.ToolTipRole) is None


def test_a_problem_is_told_in_its_cell(document: Document, theme: Theme, locale: QLocale) -> None:
    flows = table_of(document, "Flows", theme, locale)
    problem = Problem(
        Severity.ERROR, "x", "“welcome” is no stage.", "Add it.", "Flows", 0, "to_stage"
    )
    flows.take_problems(CellProblems([problem]))
    index = flows.index(0, flows.column_at("to_stage"))
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "“welcome” is no stage. Add it."
    assert index.data(Qt.ItemDataRole.BackgroundRole) == theme.problem_colour(Severity.ERROR)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "To stage, row 2: welcome. “welcome” is no stage. Add it."
    )
    assert flows.index(1, 0).data(Qt.ItemDataRole.BackgroundRole) is None
