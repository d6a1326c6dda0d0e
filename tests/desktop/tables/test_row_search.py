"""What is found for a whole column at once is what its cells show one by one."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from PySide6.QtCore import QLocale

from desktop.engine.watch import StoppedError
from desktop.tables import row_search
from desktop.tables.row_order import RowFilter
from desktop.tables.row_search import only, places_of, sorted_rows, wanted_rows
from desktop.tables.table_cells import TableCells
from models.case import case_of
from models.declaration.tables import TABLE_BY_KEY


def never() -> bool:
    return False


def cells_of(key: str, **columns: list[object]) -> TableCells:
    table = TABLE_BY_KEY[key]
    locale = QLocale(QLocale.Language.English, QLocale.Country.Europe)
    return TableCells(table, case_of({key: pd.DataFrame(columns)}), locale, {})


def flows(count: int = 400) -> TableCells:
    draw = np.random.default_rng(3)
    words = ["Étude", "arrival", "work", None, "Zebra", "etude", "éclair", "WORK"]
    return cells_of(
        "Flows",
        year=draw.choice([2023.0, 2024.0, np.nan], count).tolist(),
        to_stage=draw.choice(np.array(words, dtype=object), count).tolist(),
        persons=draw.choice([0.0, 1234.5, 17, np.nan, 12.345678], count).tolist(),
    )


def rules() -> TableCells:
    return cells_of(
        "Scenarios",
        rule=["currency", "own_share_min", "programme_years", "benefit_cap", "rounding"],
        base=["CHF", 0.25, "2026-2030", None, 1.0],
        later=[None, 1.0, 2026.0, True, "none"],
    )


@pytest.mark.parametrize("cells", [flows(), rules()], ids=["flows", "rules"])
@pytest.mark.parametrize("text", ["1", "work", "É", "25", "–", "1,234.5", "%", "zz"])
def test_a_text_is_found_where_a_cell_shows_it(cells: TableCells, text: str) -> None:
    columns = range(len(cells.keys))
    wanted = [
        (row, at)
        for row in range(cells.count)
        for at in columns
        if text.casefold() in cells.shown(row, at).casefold()
    ]
    assert list(places_of(cells, None, text, never)) == wanted
    rows = wanted_rows(cells, RowFilter(held=text), (), never)
    assert rows is not None
    assert rows.tolist() == sorted({row for row, _ in wanted})


def test_places_are_counted_in_the_order_in_which_rows_are_shown() -> None:
    cells = cells_of("Stages", stage=["a", "b", "ab"])
    found = places_of(cells, np.array([2, 0]), "a", never)
    assert list(found) == [(0, 0), (1, 0)]
    assert (found.before((1, 0)), found.up_to((1, 0)), found.has((0, 1))) == (1, 2, False)
    assert {at: rows.tolist() for at, rows in found.by_columns().items()} == {0: [0, 1]}
    assert list(only((3, 1), 4)) == [(3, 1)]
    assert not places_of(cells, None, "", never)


@pytest.mark.parametrize("descending", [False, True])
def test_figures_are_sorted_by_value_and_blanks_come_last(descending: bool) -> None:
    cells = flows()
    at = cells.place("persons")
    values = cells.values[at].tolist()
    filled = [row for row in range(cells.count) if not np.isnan(values[row])]
    wanted = sorted(filled, key=lambda row: values[row], reverse=descending)
    rows = sorted_rows(cells, np.arange(cells.count), at, descending, never).tolist()
    assert rows == wanted + [row for row in range(cells.count) if np.isnan(values[row])]


@pytest.mark.parametrize("slice_length", [3, 5000])
def test_words_are_sorted_without_case_and_accents_and_equal_ones_keep_their_order(
    slice_length: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_search, "SLICE", slice_length)
    cells = cells_of("Stages", stage=["b", "Étude", None, "etude", "A", "ETUDE", "a"])
    rows = np.arange(7)
    assert sorted_rows(cells, rows, 0, False, never).tolist() == [4, 6, 0, 1, 3, 5, 2]
    assert sorted_rows(cells, rows, 0, True, never).tolist() == [1, 3, 5, 0, 4, 6, 2]


def test_figures_come_before_words_in_a_column_of_both() -> None:
    cells = rules()
    rows = sorted_rows(cells, np.arange(5), cells.place("base"), False, never)
    assert rows.tolist() == [1, 4, 2, 0, 3]


def test_only_rows_with_problems_that_hold_the_text_are_wanted() -> None:
    cells = cells_of("Stages", stage=["a", "b", "ab", "c"])
    rows = wanted_rows(cells, RowFilter(held="b", only_problems=True), {0, 2, 9}, never)
    assert rows is not None
    assert rows.tolist() == [2]
    assert wanted_rows(cells, RowFilter(), {0}, never) is None
    # The column by which they were sorted may have gone since.
    assert wanted_rows(cells, RowFilter(sorted_by=(99, False)), (), never) is None


def test_work_that_is_no_longer_wanted_ends() -> None:
    with pytest.raises(StoppedError):
        wanted_rows(flows(), RowFilter(held="a"), (), lambda: True)
