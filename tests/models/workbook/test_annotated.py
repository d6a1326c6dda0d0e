"""The annotated copy: what is marked, what is listed, and all that stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from models.problems import Problem, RelaisError, Severity
from models.workbook.annotated import write_annotated
from models.workbook.plain import write_case
from models.workbook.problem_list import FILLS
from models.workbook.reading import examine
from models.xlsx.copies import asks_outside
from tests.cases import worked
from tests.models.workbook.small_case import small, with_cells, write
from tests.models.xlsx.archives import part, with_part
from tests.models.xlsx.test_guard import NO_WORKBOOKS

ERROR, WARNING = FILLS[Severity.ERROR], FILLS[Severity.WARNING]


def problem(cell: str, found: str = "It is wrong.", **rest: Any) -> Problem:
    severity = rest.pop("severity", Severity.ERROR)
    given = {"sheet": "Flows", "table": "Flows", "column": "persons", **rest}
    return Problem(severity, "wrong", found, "Mend it.", cell=cell, **given)


def returned(folder: Path, change: Callable[[Any], object] = list) -> Path:
    path = write(small(), folder / "returned.xlsx")
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)
    return path


def annotated(path: Path, *problems: Problem, name: str = "copy.xlsx") -> Any:
    write_annotated(path, problems, path.with_name(name))
    return openpyxl.load_workbook(path.with_name(name))


def listed(book: Any) -> list[tuple[Any, ...]]:
    return [row for row in book.worksheets[0].iter_rows(min_row=5, values_only=True) if any(row)]


def fill(cell: Any) -> str:
    return str(cell.fill.start_color.rgb) if cell.fill.fill_type else ""


def test_the_first_sheet_lists_every_problem_and_links_to_its_cell(tmp_path: Path) -> None:
    given = problem("F3", "It says 80.", row_key="2023 · city", expected="a number")
    book = annotated(returned(tmp_path), given)
    assert book.sheetnames[0] == "Problems"
    assert book.active.title == "Problems"
    assert [cell.value for cell in book["Problems"][4]] == [
        "severity",
        "code",
        "sheet",
        "cell",
        "column",
        "row key",
        "found",
        "expected",
        "how to mend",
    ]
    assert listed(book) == [
        (
            "error",
            "wrong",
            "Flows",
            "F3",
            "persons",
            "2023 · city",
            "It says 80.",
            "a number",
            "Mend it.",
        )
    ]
    assert book["Problems"]["D5"].hyperlink.location == "'Flows'!F3"


def test_each_cell_has_a_comment_and_the_fill_of_its_worst_problem(tmp_path: Path) -> None:
    book = annotated(
        returned(tmp_path),
        problem("F3", "It is odd.", severity=Severity.WARNING),
        problem("F3", "It is wrong.", expected="a number"),
        problem("F4", "It is odd.", severity=Severity.WARNING),
    )
    flows = book["Flows"]
    assert flows["F3"].comment.text == (
        "Relais warning: It is odd. Mend it.\n"
        "Relais error: It is wrong. Expected: a number. Mend it."
    )
    assert [fill(flows[cell]) for cell in ("F3", "F4", "F5")] == [ERROR, WARNING, ""]
    assert flows["F5"].comment is None


def test_the_rest_of_the_workbook_stays_as_it_was(tmp_path: Path) -> None:
    def dress(book: Any) -> None:
        choice = DataValidation(type="list", formula1='"yes,no"')
        choice.add("F2:F9")
        book["Territories"].add_data_validation(choice)
        book["Territories"]["E2"].number_format = "#,##0.00 €"
        book["Costs"].sheet_state = "hidden"
        book["Budgets"].sheet_state = "veryHidden"
        book["Flows"].row_dimensions[4].hidden = True
        book["Flows"].freeze_panes = "B2"
        book["Flows"].column_dimensions["A"].width = 33
        book["Stages"].protection.sheet = True
        book["Stages"]["B2"] = "=1-1"
        book.create_sheet("Our notes")["C7"] = "call Amina"

    path = returned(tmp_path, dress)
    before = path.read_bytes()
    book = annotated(path, problem("F3"))
    assert path.read_bytes() == before
    original = openpyxl.load_workbook(path)
    assert book.sheetnames[1:] == original.sheetnames
    for sheet in original.worksheets:
        copy = book[sheet.title]
        assert list(copy.values) == list(sheet.values)
        assert copy.sheet_state == sheet.sheet_state
        assert not copy.sheet_view.tabSelected
    rule = book["Territories"].data_validations.dataValidation[0]
    assert (rule.formula1, str(rule.sqref)) == ('"yes,no"', "F2:F9")
    assert book["Territories"]["E2"].number_format == "#,##0.00 €"
    assert book["Flows"].row_dimensions[4].hidden
    assert book["Flows"].freeze_panes == "B2"
    assert book["Flows"].column_dimensions["A"].width == 33
    assert book["Stages"].protection.sheet
    assert book["Stages"]["B2"].value == "=1-1"


def test_problems_without_a_cell_are_on_the_list_only(tmp_path: Path) -> None:
    book = annotated(
        returned(tmp_path),
        problem("", "A column is missing."),
        problem("", "A sheet is missing.", sheet="Payers", table="Payers"),
    )
    lines = [(line[2], line[3], line[6]) for line in listed(book)]
    assert lines == [
        ("Flows", None, "A column is missing."),
        ("Payers", None, "A sheet is missing."),
    ]
    assert book["Problems"]["C5"].hyperlink.location == "'Flows'!A1"
    assert book["Problems"]["C6"].hyperlink is None
    cells = [cell for sheet in book.worksheets[1:] for row in sheet for cell in row]
    assert not [cell for cell in cells if cell.comment or fill(cell)]


def test_many_alike_are_one_line_yet_each_cell_is_marked(tmp_path: Path) -> None:
    problems = [problem(f"F{row}", f"Row {row} is wrong.") for row in range(2, 27)]
    book = annotated(returned(tmp_path), *problems)
    [line] = listed(book)
    assert line[3] == "F2:F26"
    assert line[6] == "25 cells alike; the first: Row 2 is wrong."
    for row in range(2, 27):
        cell = book["Flows"][f"F{row}"]
        assert cell.comment.text == f"Relais error: Row {row} is wrong. Mend it."
        assert fill(cell) == ERROR


def test_many_problems_without_a_cell_are_each_on_the_list(tmp_path: Path) -> None:
    problems = [problem("", f"Cost {n} is missing.", column=None) for n in range(25)]
    assert len(listed(annotated(returned(tmp_path), *problems))) == 25


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(1)", "#REF!", "{=1}"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    def put(book: Any) -> None:
        book["Flows"]["F3"].value = text
        book["Flows"]["F3"].data_type = "s"

    book = annotated(returned(tmp_path, put), problem("F3", text, row_key=text))
    cells = [book["Flows"]["F3"], book["Problems"]["F5"], book["Problems"]["G5"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s")] * 3


def test_comments_of_others_are_kept_and_extended(tmp_path: Path) -> None:
    def comment(book: Any) -> None:
        book["Flows"]["F3"].comment = Comment("Counted twice.\nAsk Jan.", "Amina")
        book["Flows"]["F4"].comment = Comment("Sure.", "Jan")

    flows = annotated(returned(tmp_path, comment), problem("F3"))["Flows"]
    assert flows["F3"].comment.text == (
        "Counted twice.\nAsk Jan.\n\nRelais error: It is wrong. Mend it."
    )
    assert flows["F3"].comment.author == "Amina"
    assert flows["F4"].comment.text == "Sure."


def test_a_copy_that_was_mended_in_part_is_marked_anew(tmp_path: Path) -> None:
    def comment(book: Any) -> None:
        book["Flows"]["F3"].comment = Comment("Ask Jan.", "Amina")

    path = returned(tmp_path, comment)
    annotated(path, problem("F3"), problem("F4"), problem("F5"), name="first.xlsx")
    book = annotated(path.with_name("first.xlsx"), problem("F5", "Still."), name="second.xlsx")
    assert book.sheetnames == ["Problems", *small()]
    assert [line[6] for line in listed(book)] == ["Still."]
    flows = book["Flows"]
    assert flows["F3"].comment.text == "Ask Jan."
    assert flows["F4"].comment is None
    assert flows["F5"].comment.text == "Relais error: Still. Mend it."
    assert [fill(flows[cell]) for cell in ("F3", "F4", "F5")] == ["", "", ERROR]


def test_the_list_of_a_copy_is_no_part_of_the_case(tmp_path: Path) -> None:
    path = returned(tmp_path)
    annotated(path, problem("F3"))
    found = examine(tmp_path / "copy.xlsx")
    assert found.problems == examine(path).problems
    assert found.case is not None
    assert found.case.unknown_sheets == ()


def test_a_sheet_of_the_same_name_is_not_taken_for_the_list(tmp_path: Path) -> None:
    def own(book: Any) -> None:
        book.create_sheet("Problems")["A1"] = "ours"

    book = annotated(returned(tmp_path, own), problem("F3"))
    assert book["Problems"]["A1"].value == "ours"
    assert book.sheetnames[0] == "Problems1"
    assert listed(book)


def test_a_problem_in_a_merged_cell_is_marked_where_it_is_seen(tmp_path: Path) -> None:
    path = returned(tmp_path, lambda book: book["Flows"].merge_cells("F3:F5"))
    flows = annotated(path, problem("F4"))["Flows"]
    assert "It is wrong." in flows["F3"].comment.text


def test_every_filled_cell_of_a_range_is_marked(tmp_path: Path) -> None:
    flows = annotated(returned(tmp_path), problem("E3:F5"))["Flows"]
    marked = {cell.coordinate for row in flows for cell in row if cell.comment}
    assert marked == {"E3", "E5", "F3", "F4", "F5"}


def test_what_is_hidden_is_said_since_the_link_does_not_lead_there(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book["Flows"].row_dimensions[3].hidden = True
        book["Flows"].column_dimensions["E"].hidden = True
        book["Costs"].sheet_state = "hidden"

    problems = [problem("F3"), problem("E4"), problem("D2", sheet="Costs")]
    book = annotated(returned(tmp_path, hide), *problems)
    assert [line[8] for line in listed(book)] == [
        "Mend it. Row 3 is hidden: show it first.",
        "Mend it. Column E is hidden: show it first.",
        "Mend it. The sheet “Costs” is hidden: show it first.",
    ]


def test_characters_that_no_workbook_holds_do_not_stop_the_copy(tmp_path: Path) -> None:
    path = write(small(), tmp_path / "odd\x07name.xlsx")
    found = problem("F3", "It says \x00\x0b" + "x" * 40_000)
    write_annotated(path, [found], tmp_path / "copy.xlsx")
    book = openpyxl.load_workbook(tmp_path / "copy.xlsx")
    assert book["Problems"]["A1"].value == "Problems found in odd\ufffdname.xlsx"
    assert len(book["Flows"]["F3"].comment.text) <= 30_000


def test_nothing_outside_is_asked_by_the_copy(tmp_path: Path) -> None:
    def reach(book: Any) -> None:
        book["Flows"]["F3"] = "='[1]Sheet 1'!A1*2"
        book["Flows"]["F4"] = "=2*10"
        book.defined_names["theirs"] = DefinedName("theirs", attr_text="[1]Lists!$A$1:$A$9")
        book.defined_names["ours"] = DefinedName("ours", attr_text="Flows!$A$1:$A$9")
        rule = DataValidation(type="list", formula1="[1]Lists!$A$1:$A$9")
        rule.add("A2")
        book["Flows"].add_data_validation(rule)

    path = returned(tmp_path, reach)
    content = path.read_bytes()
    sheet = part(content, "xl/worksheets/sheet3.xml")
    stored = sheet.replace(b"A1*2</f><v />", b"A1*2</f><v>84</v>")
    assert stored != sheet
    path.write_bytes(with_part(content, "xl/worksheets/sheet3.xml", stored))
    book = annotated(path, problem("F3"))
    assert [book["Flows"][cell].value for cell in ("F3", "F4")] == [84, "=2*10"]
    assert list(book.defined_names) == ["ours"]
    assert book["Flows"].data_validations.dataValidation == []


@pytest.mark.parametrize(
    ("formula", "asks"),
    [
        ("=[1]Sheet1!A1", True),
        ("=1+'[2]My sheet'!B2", True),
        ("='C:\\x\\[book.xlsx]Sheet'!A1", True),
        ("=cmd|'/c calc'!A0", True),
        ('=WEBSERVICE("http://x")', True),
        ("=SUM(A1:A9)", False),
        ("=Table1[1]", False),
        ("=SUM(Table1[[#This Row],[persons]])", False),
        ("='My sheet'!A1", False),
        ('=IF(A1="[1]x!","a|b!c",2)', False),
    ],
)
def test_formulas_that_ask_outside_are_told_apart(formula: str, asks: bool) -> None:
    assert asks_outside(formula) is asks


@pytest.mark.parametrize("kind", NO_WORKBOOKS)
def test_a_refused_file_gets_its_message_and_no_copy(tmp_path: Path, kind: str) -> None:
    content, message = NO_WORKBOOKS[kind]
    path = tmp_path / "case.xlsx"
    path.write_bytes(content)
    with pytest.raises(RelaisError) as refused:
        write_annotated(path, [], tmp_path / "copy.xlsx")
    assert str(refused.value) == message
    assert [file.name for file in tmp_path.iterdir()] == ["case.xlsx"]


def test_a_workbook_with_damaged_parts_is_told_to_be_saved_anew(tmp_path: Path) -> None:
    path = returned(tmp_path)
    content = path.read_bytes()
    name = "xl/worksheets/sheet3.xml"
    broken = part(content, name).replace(b"<v>80</v>", b"<v>eighty</v>")
    path.write_bytes(with_part(content, name, broken))
    problems = examine(path).problems
    with pytest.raises(RelaisError, match="no annotated copy can be made of it"):
        write_annotated(path, problems, tmp_path / "copy.xlsx")
    assert not (tmp_path / "copy.xlsx").exists()


def test_the_copy_never_takes_the_place_of_the_workbook(tmp_path: Path) -> None:
    path = returned(tmp_path)
    before = path.read_bytes()
    (tmp_path / "link.xlsx").symlink_to(path)
    for name in ("returned.xlsx", "link.xlsx"):
        with pytest.raises(RelaisError, match="take the place of the workbook"):
            write_annotated(path, [], tmp_path / name)
    assert path.read_bytes() == before


def test_every_problem_that_reading_finds_is_marked_at_its_place(tmp_path: Path) -> None:
    sheets = with_cells(("Flows", "F3", "many"), ("Costs", "D2", "5.000"), ("Flows", "E4", "Citty"))
    sheets["Kosten"] = sheets.pop("Costs")
    path = write(sheets, tmp_path / "returned.xlsx")
    book = annotated(path, *examine(path).problems)
    for sheet, cell, said in (
        ("Flows", "F3", "“many” stands where a number belongs"),
        ("Kosten", "D2", "“5.000” may be 5000 or 5"),
        ("Flows", "E4", "“Citty” is not known"),
    ):
        assert said in book[sheet][cell].comment.text
        assert fill(book[sheet][cell]) == ERROR


def test_a_fill_that_was_there_before_gives_way_to_the_mark(tmp_path: Path) -> None:
    def paint(book: Any) -> None:
        for cell in ("F3", "F4"):
            book["Flows"][cell].fill = PatternFill("solid", start_color="FF00FF00")

    flows = annotated(returned(tmp_path, paint), problem("F3"))["Flows"]
    assert [fill(flows[cell]) for cell in ("F3", "F4")] == [ERROR, "FF00FF00"]


@pytest.mark.parametrize("text", ["_x0041_", "a _x000D_ b", "_x005F_", "__x0041_"])
def test_a_text_that_looks_like_a_character_in_disguise_stays_that_text(
    tmp_path: Path, text: str
) -> None:
    path = tmp_path / "typed.xlsx"
    territories = worked().table("Territories")
    write_case(worked().with_table("Territories", territories.assign(name=text)), path)
    write_annotated(path, [problem("F3")], tmp_path / "copy.xlsx")
    case = examine(tmp_path / "copy.xlsx").case
    assert case is not None
    assert set(case.table("Territories")["name"]) == {text}
