from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from models.case import Case
from models.checks.matching import fold_header
from models.declaration.tables import TABLES
from models.flows.adjustments import adjusted
from models.problems import Problem, RelaisError, Severity
from models.results.split import Appendix, ConflictLine, GoalLine, Split, TransferLine, appendix_of
from models.used import tables_of
from models.words.cell_figures import PageUnit
from models.words.language import ENGLISH, in_every_language
from models.words.text import Text
from models.workbook import labels
from models.workbook.labels import (
    BRIDGE,
    CHANGES,
    CHECKS,
    COMPARISON,
    CONFLICTS,
    FIRST,
    LISTS,
    RESULT_SHEETS,
    YARDSTICKS,
)
from models.workbook.reading import read_case
from models.workbook.result import context, write_result
from tests.models.workbook.formulas import Evaluator
from tests.models.workbook.small_case import small, write
from tests.models.workbook.small_split import SPLIT

NAMES = [ENGLISH.say(name) for name in RESULT_SHEETS]
WRITTEN = [
    name
    for name in NAMES
    if name not in ("Conflict", "Warnings", "Adjustments made", "Price of the key")
]
DAY = date(2026, 11, 22)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return read_case(write(small(), tmp_path / "small.xlsx")).case


def written(case: Case, split: Split, folder: Path, *, values: bool = True) -> openpyxl.Workbook:
    path = folder / "result.xlsx"
    write_result(case, split, path, case_name="small.xlsx", made_on=DAY)
    return openpyxl.load_workbook(path, data_only=values)


def texts_of(book: openpyxl.Workbook, sheet: str) -> list[str]:
    """Return every text of a sheet, from the top."""
    cells = (value for row in book[sheet].iter_rows(values_only=True) for value in row)
    return [value for value in cells if isinstance(value, str)]


def renamed(split: Split, old: str, new: str) -> Split:
    """Return the split with another key for one territory."""

    def name(text: str) -> str:
        return new if text == old else text

    def moved(lines: tuple[TransferLine, ...]) -> tuple[TransferLine, ...]:
        return tuple(replace(t, payer=name(t.payer), receiver=name(t.receiver)) for t in lines)

    appendix = appendix_of(split)
    return replace(
        split,
        programmes=tuple(
            replace(p, host=name(p.host), answered_by=p.answered_by and name(p.answered_by))
            for p in split.programmes
        ),
        payments=tuple(replace(p, payer=name(p.payer), host=name(p.host)) for p in split.payments),
        payers=tuple(replace(p, payer=name(p.payer)) for p in split.payers),
        appendix=Appendix(
            ledger=moved(appendix.ledger),
            transfers=moved(appendix.transfers),
            clearing=moved(appendix.clearing),
            keys=tuple(replace(k, payer=name(k.payer)) for k in appendix.keys),
        ),
    )


@pytest.mark.parametrize("city", ["city", "c*", "=city", "<5", "Straße ✓", "FEDERATION"])
def test_every_formula_has_the_value_that_is_stored(city: str, case: Case, tmp_path: Path) -> None:
    split = renamed(SPLIT, "city", city)
    formulas = written(case, split, tmp_path, values=False)
    stored = written(case, split, tmp_path)
    evaluator = Evaluator(formulas)
    found: dict[str, int] = {}
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    found[sheet.title] = found.get(sheet.title, 0) + 1
                    value = stored[sheet.title][cell.coordinate].value
                    computed = evaluator.cell(sheet.title, cell.coordinate)
                    assert computed == pytest.approx(value, abs=1e-9), cell.coordinate
    assert set(found) == set(WRITTEN) - {"Binding"}
    assert found["Split"] == 4 + 3
    assert found["Programmes"] == 3 * 4 + 6


def test_the_sheets_and_their_first_columns_are_those_of_the_contract(
    case: Case, tmp_path: Path
) -> None:
    book = written(case, SPLIT, tmp_path)
    assert book.sheetnames == [*WRITTEN, *(table.key for table in tables_of(case))]

    def header(sheet: str, count: int) -> list[object]:
        return [cell.value for cell in book[sheet][1][:count]]

    assert header("Split", 6) == ["payer", "host", "stage", "year", "amount", "host_residual"]
    assert header("Programmes", 11) == [
        "host", "stage", "year", "responsible", "persons", "unit_cost", "existing_funding",
        "need", "contributions", "host_residual", "unfunded",
    ]  # fmt: skip
    assert header("Payers", 9) == [
        "payer", "later_benefit", "own_programmes", "others_programmes", "received", "net",
        "burden", "range_low", "range_high",
    ]  # fmt: skip
    assert header("Transfers", 3) == ["from", "to", "amount"]
    assert [row[:3] for row in book["Goals"].iter_rows(min_row=2, values_only=True)] == [
        (1, "unfunded", 100),
        (2, "equal_burden", 0.5),
        (2, "equal_burden", 0.25),
    ]


def test_the_names_of_result_sheets_are_valid_and_none_is_a_table() -> None:
    known = {fold_header(t) for table in TABLES for t in (table.key, *table.labels.all())}
    for names in zip(*map(in_every_language, RESULT_SHEETS), strict=True):
        assert len({name.casefold() for name in names}) == len(RESULT_SHEETS)
        for name in names:
            assert fold_header(name) not in known
            assert len(name) <= 31
            assert not set(name) & set(r"[]:*?/\\")
            assert name.strip("' ") == name
    others = {COMPARISON, CHANGES, BRIDGE, YARDSTICKS, CONFLICTS, FIRST, LISTS, CHECKS}
    texts = (value for value in vars(labels).values() if isinstance(value, Text))
    assert {text for text in texts if text.context == "sheet"} == {*RESULT_SHEETS, *others}


def test_the_first_page_states_the_result_and_where_it_comes_from(
    case: Case, tmp_path: Path
) -> None:
    words = texts_of(written(case, SPLIT, tmp_path), "Split at a glance")
    assert words[1] == (
        "Of the EUR 1,210.10 needed in 2023–2024, Federation pays 660.00 and City 450.10; 50.00 "
        "of it is left with hosts and 100.00 (8.3\u00a0%) stay unfunded."
    )
    facts = dict(pairwise(words))
    assert facts["Case"] == "small.xlsx"
    assert facts["Scenario"] == "base"
    assert facts["Date"] == "2026-11-22"
    assert facts["Currency"] == "EUR"
    assert facts["Fingerprint"] == "none"


def test_the_first_page_names_payers_by_what_they_pay_with_the_key_beside(
    case: Case, tmp_path: Path
) -> None:
    sheet = written(case, SPLIT, tmp_path)["Split at a glance"]
    rows = [row[:9] for row in sheet.iter_rows(values_only=True)]
    start = next(i for i, row in enumerate(rows) if row[1] == "Key") + 1
    assert rows[start : start + 4] == [
        ("Federation", "federation", 0, 660, 660, 0, 660, 2640, 0.25),
        ("City", "city", 250.1, 200, 450.1, 660, -460, 400, 0.5),
        ("Liège", "Liège", 0, 0, 0, 0, 0, 0, None),
        ("All payers", None, 250.1, 860, 1110.1, 660, 200, 3040, None),
    ]


def test_the_first_page_has_a_native_chart_whose_title_says_the_finding(
    case: Case, tmp_path: Path
) -> None:
    written(case, SPLIT, tmp_path)
    with zipfile.ZipFile(tmp_path / "result.xlsx") as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert "<c:barChart>" in chart
    finding = "Federation carries 55\u00a0% of what is needed, all of it for programmes of others"
    assert finding in chart
    assert '<c:min val="0"/>' in chart
    assert chart.index("<c:v>Federation</c:v>") < chart.index("<c:v>City</c:v>")


def test_the_first_page_shows_the_largest_payers_and_adds_up_the_others(
    case: Case, tmp_path: Path
) -> None:
    line = SPLIT.payers[1]
    many = tuple(
        replace(line, payer=f"p{i:02d}", others=float(i), received=0.0, net=float(i))
        for i in range(40)
    )
    sheet = written(case, replace(SPLIT, payers=many), tmp_path)["Split at a glance"]
    rows = {row[0]: row[4] for row in sheet.iter_rows(values_only=True) if row[0]}
    assert rows["p39"] == 39
    assert rows["10 others"] == sum(range(10))
    assert rows["All payers"] == sum(range(40))


def test_a_statement_gives_the_balance_of_each_year_and_when_it_turns_positive(
    case: Case, tmp_path: Path
) -> None:
    rows = list(written(case, SPLIT, tmp_path)["Statements"].iter_rows(min_row=2, values_only=True))
    mine = [row for row in rows if row[0] == "federation"]
    factor = 1 / 1.02
    balances = {row[6]: row[10] for row in mine if row[2] == "By year"}
    assert balances == {
        2023: pytest.approx(-650),
        2024: pytest.approx(-650 + 640 - 10 * factor),
        2025: pytest.approx(-650 + 640 - 10 * factor + 2000),
    }
    items = {row[3]: row[7] for row in mine if row[2] == "In all"}
    assert items["Pays itself back from"] == 2025
    assert items["Least it could pay as well"] == "not measured"
    city = {row[3]: row[7] for row in rows if row[0] == "city"}
    assert city["Pays itself back from"] == "not within the years counted"
    assert city["Most it could pay as well"] == 450.1


def test_a_statement_adds_up_the_same_by_year_by_stage_and_by_programme(
    case: Case, tmp_path: Path
) -> None:
    rows = list(written(case, SPLIT, tmp_path)["Statements"].iter_rows(min_row=2, values_only=True))

    def total(payer: str, *parts: str) -> float:
        return sum(float(str(row[7])) for row in rows if row[0] == payer and row[2] in parts)

    paying = ("Pays for its own programmes", "Pays for programmes of others")
    for line in SPLIT.payers:
        paid = pytest.approx(line.own + line.others)
        assert total(line.payer, "By year") == paid
        assert total(line.payer, "By stage") == paid
        assert total(line.payer, *paying) == paid
        assert total(line.payer, "Receives") == pytest.approx(line.received)


def test_three_ways_of_counting_who_owes_whom_agree(case: Case, tmp_path: Path) -> None:
    sheet = written(case, SPLIT, tmp_path)["Who owes whom"]
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["federation"][2:9] == (660, 0, 660, 660, 660, 0, 0)
    assert rows["city"][2:9] == (0, 660, -660, -660, -660, 0, 200)


def test_what_binds_is_said_both_ways_in_short_sentences(case: Case, tmp_path: Path) -> None:
    book = written(case, SPLIT, tmp_path)
    rows = list(book["Binding"].iter_rows(min_row=2, values_only=True))
    assert [str(row[9]).replace("\u00a0", " ") for row in rows if row[9]] == [
        "The 2023 budget of City stands at EUR 250.10. With EUR 1 more, City pays EUR 1 more and "
        "EUR 1 less stays unfunded.",
        "The clause “City pays at most EUR 90,000 for ‘welcome’ in 2023” stands at EUR 250.10. "
        "With EUR 10 less, City pays EUR 10 less, Federation pays EUR 7 more, Liège pays EUR 2 "
        "more and Quarter pays EUR 1 more.",
    ]
    assert [row[6:9] for row in rows[1:3]] == [
        ("city", -10, "City"),
        ("federation", 7, "Federation"),
    ]


def test_goals_say_in_which_unit_they_are_counted(case: Case, tmp_path: Path) -> None:
    rows = list(written(case, SPLIT, tmp_path)["Goals"].iter_rows(min_row=2, values_only=True))
    assert rows[0][3] == "EUR, discounted to 2023"
    assert rows[1][3] == "share of later benefit"
    assert rows[0][6] == pytest.approx(100)


def test_a_key_has_its_meaning_and_its_change_is_measured_from_payers(
    case: Case, tmp_path: Path
) -> None:
    book = written(case, SPLIT, tmp_path, values=False)
    row = next(book["Keys"].iter_rows(min_row=2, values_only=True))
    assert row[3] == "=C2-Payers!K2"
    assert row[6] == "yes"
    assert row[10:12] == ("Equal parts", "every payer pays the same")


def test_totals_are_bold_and_headers_stay_in_sight(case: Case, tmp_path: Path) -> None:
    sheet = written(case, SPLIT, tmp_path, values=False)["Split"]
    assert sheet["A6"].value == "Total"
    assert sheet["E6"].value == "=SUM(E2:E5)"
    assert sheet["E6"].font.bold
    assert sheet["E2"].number_format == "#,##0.00"
    assert sheet.freeze_panes == "A2"


def test_every_sheet_prints_on_a4_landscape_one_page_wide(case: Case, tmp_path: Path) -> None:
    book = written(case, SPLIT, tmp_path)
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToWidth in (None, 1)
        footer = sheet.oddFooter
        assert footer is not None
        assert footer.left is not None
        assert "small.xlsx" in str(footer.left.text)
    assert book["Split at a glance"].page_setup.fitToHeight in (None, 1)


def test_money_rounded_to_units_is_shown_in_units(case: Case, tmp_path: Path) -> None:
    sheet = written(case, replace(SPLIT, rounding=1000), tmp_path)["Split"]
    assert sheet["E2"].number_format == "#,##0"


def test_the_result_workbook_reads_back_as_the_case_it_was_made_from(
    case: Case, tmp_path: Path
) -> None:
    warned = replace(SPLIT, warnings=(Problem(Severity.WARNING, "odd", "=Odd", "Look."),))
    written(case, warned, tmp_path)
    read = read_case(tmp_path / "result.xlsx")
    assert read.problems == ()
    assert read.case.unknown_sheets == ()
    for key in case.tables:
        assert read.case.table(key).equals(case.table(key)), key


def test_adjustments_that_the_data_hold_are_not_made_a_second_time(
    case: Case, tmp_path: Path
) -> None:
    used, _ = adjusted(case, "new")
    book = written(used, replace(SPLIT, scenario="new"), tmp_path)
    assert book["Adjustments made"]["A2"].value == "new"
    assert any("Adjustments made" in text for text in texts_of(book, "Split at a glance"))
    again, _ = adjusted(read_case(tmp_path / "result.xlsx").case, "new")
    assert again.table("Costs").equals(used.table("Costs"))
    assert not used.table("Costs").equals(case.table("Costs"))


def test_an_early_answer_says_on_the_first_page_that_it_is_not_final(
    case: Case, tmp_path: Path
) -> None:
    early = replace(SPLIT, still_to_come=("equal_burden", "proportional"))
    words = texts_of(written(case, early, tmp_path), "Split at a glance")
    assert words[2] == (
        "Not final: better answers follow. Goals still to come: equal burdens, shares close "
        "to later benefit."
    )


def test_a_split_without_payments_has_totals_of_zero(case: Case, tmp_path: Path) -> None:
    book = written(case, Split("ok", "base", "EUR", 0.01, appendix=Appendix()), tmp_path)
    assert [cell.value for cell in book["Split"][3]][:5] == ["Total", None, None, None, 0]
    assert "There is no programme to fund." in texts_of(book, "Split at a glance")


def test_sums_over_very_many_payments_are_values_and_that_is_said(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "MOST_COMPARISONS", 0)
    book = written(case, SPLIT, tmp_path, values=False)
    assert book["Payers"]["C2"].value == 250.1
    assert book["Split"]["E2"].value == 250.1
    assert any("add up the sheet Split" in text for text in texts_of(book, "Split at a glance"))


def test_payments_that_fit_in_no_sheet_are_left_out_and_that_is_said(
    case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "MOST_LISTED", 3)
    book = written(case, SPLIT, tmp_path)
    assert not any(row[0] for row in book["Split"].iter_rows(min_row=2, values_only=True))
    assert book["Payers"]["C2"].value == 250.1
    assert any("more than a sheet holds" in text for text in texts_of(book, "Split at a glance"))


def test_a_conflict_says_what_clashes_and_what_each_clause_would_have_to_be(
    case: Case, tmp_path: Path
) -> None:
    lines = (
        ConflictLine("cap", 95_000.0),
        ConflictLine("share", None),
        ConflictLine("cap", 95_000.0, settles_all=False),
    )
    book = written(
        case, Split("conflict", "base", "EUR", 0.01, conflict=lines, appendix=Appendix()), tmp_path
    )
    assert book.sheetnames == [
        *("Split at a glance", "Conflict"),
        *(table.key for table in tables_of(case)),
    ]
    rows = [row[:2] for row in book["Conflict"].iter_rows(values_only=True)]
    assert rows == [("clause", "needs"), ("cap", 95_000), ("share", None), ("cap", 95_000)]
    page = list(book["Split at a glance"].iter_rows(values_only=True))
    assert page[4][3:5] == ("at most EUR\u00a090,000.00", "at most EUR\u00a095,000.00")
    assert page[5][3:5] == ("at least 25\u00a0% of the need", "no value of it helps")
    assert page[6][4] == "at most EUR\u00a095,000.00; other clauses still clash"


def test_a_text_too_long_for_a_cell_is_refused_with_its_place(case: Case, tmp_path: Path) -> None:
    long = renamed(SPLIT, "city", "x" * 32_768)
    with pytest.raises(RelaisError, match="longer than the 32,767 characters"):
        write_result(case, long, tmp_path / "result.xlsx")
    assert not (tmp_path / "result.xlsx").exists()


def test_a_name_that_looks_like_a_formula_stays_text(case: Case, tmp_path: Path) -> None:
    frame = case.table("Territories").copy()
    frame["name"] = ["=1+1", "+City", "@Liège", "-x"]
    book = written(case.with_table("Territories", frame), SPLIT, tmp_path, values=False)
    names = [row[0] for row in book["Split at a glance"].iter_rows() if row[0].value == "=1+1"]
    assert [cell.data_type for cell in names] == ["s"]
    assert book["Payers"]["J2"].data_type == "s"


def test_the_same_split_gives_the_same_bytes(case: Case, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_result(case, SPLIT, tmp_path / name, made_on=DAY)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_without_a_payer_no_total_adds_up_itself(case: Case, tmp_path: Path) -> None:
    nobody = replace(SPLIT, payments=(), payers=(), binding=(), appendix=Appendix())
    book = written(case, nobody, tmp_path, values=False)
    for sheet in ("Split at a glance", "Who owes whom"):
        row = next(row for row in book[sheet].iter_rows() if row[0].value == "All payers")
        assert {cell.value for cell in row[2:8]} == {0}, sheet


@pytest.mark.parametrize("name", ["=Split!$A$1", "Split!A1", "Budget!B2 & more"])
def test_a_name_that_looks_like_an_address_is_text_in_the_title_of_the_chart(
    name: str, case: Case, tmp_path: Path
) -> None:
    frame = case.table("Territories").copy()
    frame["name"] = [name, "City", "Liège", "Quarter"]
    written(case.with_table("Territories", frame), SPLIT, tmp_path)
    with zipfile.ZipFile(tmp_path / "result.xlsx") as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    assert f"<a:t>{name.replace('&', '&amp;')} carries 55\u00a0%" in chart
    title = chart.split("</c:title>")[0]
    assert "<c:f>" not in title


def test_a_step_that_changes_no_total_of_a_payer_says_what_it_changes(
    case: Case, tmp_path: Path
) -> None:
    line = replace(SPLIT.binding[0], step=1000.0, gap_change=0.0, payer_changes=())
    moved = replace(line, residual_change=-1000.0)
    book = written(case, replace(SPLIT, binding=(moved, line)), tmp_path)
    rows = list(book["Binding"].iter_rows(min_row=2, values_only=True))
    assert [row[5] for row in rows] == [-1000, 0]
    said = [str(row[9]).replace("\u00a0", " ").partition(". ")[2] for row in rows]
    assert said == [
        "With EUR 1,000 more, EUR 1,000 less is left with hosts.",
        "With EUR 1,000 more, nothing changes.",
    ]


def test_the_sheets_of_the_input_are_laid_out_to_be_read(case: Case, tmp_path: Path) -> None:
    costs = case.table("Costs").copy()
    costs["source"] = ["A long report, page 12. " * 20]
    costs["existing_funding"] = [1234.5]
    book = written(case.with_table("Costs", costs), SPLIT, tmp_path)
    sheet = book["Costs"]
    at = {cell.value: get_column_letter(n) for n, cell in enumerate(sheet[1], start=1)}
    source = sheet[f"{at['source']}2"]
    assert sheet.column_dimensions[at["source"]].width > 40
    assert source.alignment.wrap_text
    assert sheet.row_dimensions[2].height > 60
    assert sheet[f"{at['cost_per_person']}2"].number_format == "#,##0"
    assert sheet[f"{at['existing_funding']}2"].number_format == "#,##0.00"
    clauses, rules = book["Clauses"], book["Scenarios"]
    assert [row[8].number_format[:3] for row in clauses.iter_rows(min_row=2)] == ["#,#", "0.0"]
    assert [cell.number_format for cell in rules[2]][:2] == ["General", "0.0#####%"]
    assert book["Flows"]["A2"].number_format == "0"


def test_without_a_base_year_nothing_is_said_to_be_discounted_to_one(
    case: Case, tmp_path: Path
) -> None:
    none = Split("ok", "base", "EUR", 0.01, goals=(GoalLine("unfunded", 0.0),), appendix=Appendix())
    book = written(case, none, tmp_path)
    words = " ".join(texts_of(book, "Split at a glance") + texts_of(book, "Goals"))
    assert "None" not in words
    assert "Burden: its contributions, over its later benefit." in words


def test_a_conflict_states_each_clause_as_it_was_written(case: Case, tmp_path: Path) -> None:
    frame = case.table("Clauses").copy()
    frame["value"] = [500_000.55, 0.1234567]
    lines = (ConflictLine("cap", 95_000.0), ConflictLine("share", 0.2))
    split = Split("conflict", "base", "EUR", 1, conflict=lines, appendix=Appendix())
    book = written(case.with_table("Clauses", frame), split, tmp_path)
    page = list(book["Split at a glance"].iter_rows(values_only=True))
    assert page[4][3:5] == ("at most EUR\u00a0500,000.55", "at most EUR\u00a095,000")
    said = ("at least 12.34567\u00a0% of the need", "at least 20\u00a0% of the need")
    assert page[5][3:5] == said
    looks = [(row[5].number_format, row[1].number_format) for row in book["Conflict"]][1:]
    assert looks == [("#,##0.00", "#,##0"), ("0.00000 %", "0 %")]


def test_without_any_later_benefit_nobody_is_paid_back_within_the_years_counted(
    case: Case, tmp_path: Path
) -> None:
    payers = tuple(replace(line, later_benefit=0.0, benefits=()) for line in SPLIT.payers)
    book = written(case, replace(SPLIT, payers=payers), tmp_path)
    rows = list(book["Statements"].iter_rows(min_row=2, values_only=True))
    mine = [row for row in rows if row[0] == "federation"]
    assert {row[3]: row[7] for row in mine}["Pays itself back from"] == (
        "not within the years counted"
    )
    assert [row[9:11] for row in mine if row[2] == "By year"] == [
        (0, -650),
        (0, pytest.approx(-650 - 10 / 1.02)),
    ]


def test_small_amounts_are_not_called_nothing() -> None:
    unit = PageUnit(1e3, 1, "EUR")
    assert [ENGLISH.say(unit.number(amount)) for amount in (0, 10, 49, 50, 51, 1e6)] == [
        *("0.0", "<0.1", "<0.1", "0.1", "0.1", "1,000.0"),
    ]
    assert ENGLISH.say(PageUnit(1.0, 0, "EUR").number(0.4)) == "<1"
