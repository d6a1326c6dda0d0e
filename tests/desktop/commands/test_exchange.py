"""`relais diff` and `relais merge`: what is printed, what is written, and the exit status."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from desktop.__main__ import main
from models.exchange.differences import differences
from models.workbook.dressed.issue import Issue, issue_for
from models.workbook.dressed.writing import write_dressed
from models.workbook.reading import read_case
from tests.cases import FIRST_EDITION, SAMPLES, first_sample
from tests.models.exchange.builders import changed_workbook

WORKED = SAMPLES / "worked.xlsx"
Make = Callable[..., str]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Return what makes a copy of the worked example with other values in some cells."""

    def made(name: str, *cells: tuple[str, str, Any]) -> str:
        def change(book: Any) -> None:
            for sheet, cell, value in cells:
                book[sheet][cell] = value

        return str(changed_workbook(WORKED, tmp_path / name, change))

    return made


def test_diff_says_each_change_in_a_sentence_and_counts_at_the_end(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    new = make(
        "new.xlsx", ("Flows", "F5", 45), ("Costs", "D2", 5100), ("Costs", "E1", "note"),
        ("Costs", "E2", "seen"),
    )  # fmt: skip
    assert main(["diff", str(WORKED), new]) == 0
    assert capsys.readouterr().out == (
        "Flows, 2024, Welcome in City → Training in City: Persons 40 → 45 (cell F5)\n"
        "\n"
        "Costs, every year, Welcome, every territory: Cost per person 5,000 → 5,100 (cell D2)\n"
        "Costs, every year, Welcome, every territory: Note blank → “seen” (cell E2)\n"
        "\n"
        "3 differences: 3 cells changed.\n"
    )


def test_diff_says_which_rows_are_new_or_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(book: Any) -> None:
        book["Benefits"].delete_rows(2)
        book["Flows"].append([2026, None, None, "reception", "port", 7])
        book["Flows"].title = "Stromen"

    new = changed_workbook(WORKED, tmp_path / "new.xlsx", change)
    assert main(["diff", str(WORKED), str(new)]) == 0
    assert capsys.readouterr().out == (
        "Flows, 2026, arrival → Reception in Port: row added, Persons 7 (row 13, sheet Stromen)\n"
        "\n"
        "Benefits, every year, Work, City, Beneficiary: the territory itself: "
        "row deleted (worked.xlsx, row 2)\n"
        "\n"
        "2 differences: 1 row added, 1 row deleted.\n"
    )


def test_diff_of_the_same_says_that_nothing_differs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(WORKED), str(WORKED)]) == 0
    assert capsys.readouterr().out == "No differences between worked.xlsx and worked.xlsx.\n"


def test_diff_as_json_has_key_values_and_source(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(WORKED), make("new.xlsx", ("Flows", "F5", 45)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "differences": [
            {
                "subject": "cell",
                "sheet": "Flows",
                "key": {
                    "year": 2024,
                    "from_stage": "welcome",
                    "from_territory": "city",
                    "to_stage": "training",
                    "to_territory": "city",
                },
                "column": "persons",
                "change": "changed",
                "old": 40,
                "new": 45,
                "source": {"file": "new.xlsx", "sheet": "Flows", "cell": "F5"},
            }
        ]
    }


def test_diff_refuses_a_workbook_with_errors_and_lists_them(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(WORKED), make("bad.xlsx", ("Flows", "F5", -1))]) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "Flows!F5: The number −1 is negative." in printed.err


def test_a_file_that_is_not_there_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", str(WORKED), "nowhere.xlsx"]) == 2
    assert main(["merge", str(WORKED), "nowhere.xlsx", "-o", "merged.xlsx"]) == 2
    assert capsys.readouterr().err.count("There is no such file") == 2


def test_merge_writes_what_came_back_from_all(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = make("a.xlsx", ("Flows", "F5", 45)), make("b.xlsx", ("Costs", "D2", 5100))
    merged = tmp_path / "merged.xlsx"
    assert main(["merge", str(WORKED), a, b, "-o", str(merged)]) == 0
    assert capsys.readouterr().out == (
        "Flows, 2024, Welcome in City → Training in City: Persons 40 → 45 (a.xlsx, cell F5)\n"
        "\n"
        "Costs, every year, Welcome, every territory: "
        "Cost per person 5,000 → 5,100 (b.xlsx, cell D2)\n"
        "\n"
        "2 files: 2 differences.\n"
        "Written to merged.xlsx.\n"
    )
    both = make("both.xlsx", ("Flows", "F5", 45), ("Costs", "D2", 5100))
    assert differences(read_case(merged).case, read_case(Path(both)).case) == ()


def test_merge_writes_nothing_while_conflicts_are_left(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = make("a.xlsx", ("Flows", "F5", 45)), make("b.xlsx", ("Flows", "F5", 47))
    merged = tmp_path / "merged.xlsx"
    assert main(["merge", str(WORKED), a, b, "-o", str(merged)]) == 1
    said = capsys.readouterr().out
    assert (
        "conflict: Flows, 2024, Welcome in City → Training in City: Persons: sent and mine 40; "
        "theirs 45 (a.xlsx, cell F5); theirs 47 (b.xlsx, cell F5)\n" in said
    )
    assert "Nothing was written" in said
    assert not merged.exists()


@pytest.mark.parametrize(
    ("side", "order", "persons"),
    [("--mine", "ab", 41), ("--theirs", "ab", 47), ("--theirs", "ba", 45)],
)
def test_merge_takes_the_side_that_is_chosen(
    make: Make, tmp_path: Path, side: str, order: str, persons: float
) -> None:
    files = {
        "a": make("a.xlsx", ("Flows", "F5", 45)),
        "b": make("b.xlsx", ("Flows", "F5", 47), ("Flows", "F2", 110)),
    }
    now = make("now.xlsx", ("Flows", "F5", 41))
    merged = tmp_path / "merged.xlsx"
    returned = [files[name] for name in order]
    command = ["merge", str(WORKED), *returned, "-o", str(merged), "--into", now, side]
    assert main(command) == 0
    flows = read_case(merged).case.table("Flows")["persons"]
    assert (flows[3], flows[0]) == (persons, 110)


def test_merge_takes_back_a_part_of_the_case_that_was_sent_alone(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def part(persons: float) -> Callable[[Any], None]:
        def change(book: Any) -> None:
            for name in [name for name in book.sheetnames if name != "Flows"]:
                del book[name]
            book["Flows"].delete_rows(4, 100)
            book["Flows"]["F2"] = persons

        return change

    sent = changed_workbook(WORKED, tmp_path / "sent.xlsx", part(100))
    back = changed_workbook(WORKED, tmp_path / "back.xlsx", part(120))
    now, merged = make("now.xlsx", ("Flows", "F5", 41)), tmp_path / "merged.xlsx"
    command = ["merge", str(sent), str(back), "-o", str(merged), "--into", now]
    assert main(command) == 0
    assert "1 file: 1 difference." in capsys.readouterr().out
    flows = read_case(merged).case.table("Flows")["persons"].tolist()
    assert (len(flows), flows[0], flows[3]) == (11, 120, 41)


def test_merge_deletes_only_what_is_confirmed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    back = str(
        changed_workbook(WORKED, tmp_path / "back.xlsx", lambda b: b["Benefits"].delete_rows(2))
    )
    merged = tmp_path / "merged.xlsx"
    command = ["merge", str(WORKED), back, "-o", str(merged)]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "not deleted: Benefits, every year, Work, City" in said
    assert "1 deletion to confirm, not made: --delete makes it." in said
    assert len(read_case(merged).case.table("Benefits")) == 3
    assert main([*command, "--delete"]) == 0
    assert len(read_case(merged).case.table("Benefits")) == 2


def test_merge_leaves_a_bad_file_out_and_says_so(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good, bad = make("good.xlsx", ("Flows", "F5", 45)), make("bad.xlsx", ("Flows", "F5", "many"))
    merged = tmp_path / "merged.xlsx"
    assert main(["merge", str(WORKED), bad, good, "-o", str(merged)]) == 1
    printed = capsys.readouterr()
    assert "bad.xlsx has errors and was left out." in printed.out
    assert "bad.xlsx: error: Flows!F5: The text “many” stands where a number" in printed.err
    assert read_case(merged).case.table("Flows")["persons"][3] == 45


def test_merge_lists_many_alike_as_one_and_all_of_them_as_json(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [("Territories", f"{c}{r}", v) for r in range(5, 30)
            for c, v in (("A", f"t{r}"), ("C", "federation"), ("E", f"{r},5"))]  # fmt: skip
    texts = make("texts.xlsx", *rows)
    bad = make("bad.xlsx", *rows, *(("Territories", f"E{r}", "many") for r in range(5, 30)))
    merged = str(tmp_path / "merged.xlsx")
    assert main(["merge", str(WORKED), texts, bad, "-o", merged, "--json"]) == 1
    printed = capsys.readouterr()
    said = [line.partition(" alike")[0] for line in printed.err.splitlines() if "alike" in line]
    assert said == [
        "texts.xlsx: warning: Territories!E5:E29: 25 cells",
        "bad.xlsx: error: Territories!E5:E29: 25 cells",
    ]
    record = json.loads(printed.out)
    assert len(record["warnings"]["texts.xlsx"]) == 25
    assert len(record["refused"][0]["problems"]) == 25


def test_merge_of_bad_files_only_writes_nothing(make: Make, tmp_path: Path) -> None:
    merged = tmp_path / "merged.xlsx"
    bad = make("bad.xlsx", ("Flows", "F5", "many"))
    assert main(["merge", str(WORKED), bad, "-o", str(merged)]) == 1
    assert not merged.exists()


def test_merge_as_json_has_every_side_of_every_item(
    make: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a, b = make("a.xlsx", ("Flows", "F5", 45)), make("b.xlsx", ("Flows", "F5", 47))
    again = make("again.xlsx")
    Path(again).write_bytes(Path(a).read_bytes())
    merged = str(tmp_path / "merged.xlsx")
    assert main(["merge", str(WORKED), a, b, again, "-o", merged, "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert record["written"] is None
    assert record["repeated"] == [{"file": "again.xlsx", "first": "a.xlsx"}]
    (item,) = record["items"]
    assert (item["state"], item["decision"], item["mine"]) == ("conflict", "open", 40)
    assert [(o["issued"], o["theirs"]) for o in item["offers"]] == [(40, 45), (40, 47)]


def test_merge_does_not_take_the_place_of_what_it_reads(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    back = make("back.xlsx", ("Flows", "F5", 45))
    before = Path(back).read_bytes()
    assert main(["merge", str(WORKED), back, "-o", back]) == 2
    assert "take the place" in capsys.readouterr().err
    assert Path(back).read_bytes() == before


def test_diff_names_a_row_as_it_was_called_before(
    make: Make, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["diff", str(WORKED), make("new.xlsx", ("Territories", "B3", "Town"))]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Territories, City: Name “City” → “Town” (cell B3)\n")


def _part(folder: Path, territory: str, change: Callable[[Any], None]) -> str:
    """Return a workbook issued to one territory, with a cell changed on the way."""
    case = first_sample("belgium")
    whole = Issue(case, "belgium", "fr", date(2026, 11, 22))
    write_dressed(issue_for(whole, territory), folder / f"{territory}.xlsx")
    book = openpyxl.load_workbook(folder / f"{territory}.xlsx")
    change(book)
    book.save(folder / f"{territory}.xlsx")
    return str(folder / f"{territory}.xlsx")


def _dearer_welcome(book: Any) -> None:
    cell = book["Coûts"]["E5"]
    assert cell.value == 4600
    cell.value = 4700


def test_what_one_territory_was_not_sent_is_not_deleted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = _part(tmp_path, "FL", _dearer_welcome)
    merged = tmp_path / "merged.xlsx"
    assert (
        main(["merge", str(FIRST_EDITION / "belgium.xlsx"), part, "-o", str(merged), "--json"]) == 0
    )
    capsys.readouterr()
    before, after = first_sample("belgium"), read_case(merged).case
    assert len(differences(before, after)) == 1
    assert 4700 in set(after.table("Costs")["cost_per_person"])


def test_a_workbook_whose_record_of_what_was_sent_was_changed_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(book: Any) -> None:
        for row in book["_relais"].iter_rows():
            if row[0].value == "recipient":
                row[1].value = "WA"

    part = _part(tmp_path, "FL", change)
    merged = tmp_path / "merged.xlsx"
    assert main(["merge", str(FIRST_EDITION / "belgium.xlsx"), part, "-o", str(merged)]) == 1
    assert "The hidden sheet _relais, which says what was sent, was changed." in (
        capsys.readouterr().err
    )
    assert not merged.exists()


def _objecting(book: Any) -> None:
    _dearer_welcome(book)
    book["Coûts"]["E5"].comment = Comment("Trop\nbas", "Jo")
    book["Flux"]["F6"].comment = Comment("Faux", "Jo")
    book["Contrôles"]["B2"].comment = Comment("Merci", "Jo")


def test_comments_are_told_with_the_change_and_where_nothing_changed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, part = str(FIRST_EDITION / "belgium.xlsx"), _part(tmp_path, "FL", _objecting)
    assert main(["diff", sent, part]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("Persons: comment by Jo: “Faux” (cell F6, sheet Flux)")
    assert lines[2].endswith("Cost per person 4,600 → 4,700 (cell E5, sheet Coûts)")
    assert lines[3].endswith("Cost per person: comment by Jo: “Trop bas” (cell E5, sheet Coûts)")
    assert lines[5] == "Sheet “Contrôles”: comment by Jo: “Merci” (cell B2)"
    assert lines[-1] == (
        "1 difference: 1 cell changed. 3 comments. It is the part for FL: what was not sent there "
        "is left out."
    )
    assert main(["merge", sent, part, "-o", str(tmp_path / "m.xlsx")]) == 0
    merged = capsys.readouterr().out.splitlines()
    assert [line.split(" (")[0] for line in merged[:6]] == [
        line.split(" (")[0] for line in lines[:6]
    ]
    assert "1 file: 1 difference, 3 comments." in merged
    assert main(["check", part]) == 0
    assert "Coûts!E5: comment by Jo: “Trop bas”" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("command", ["diff", "merge", "check"])
def test_comments_are_in_the_json_too(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part, sent = _part(tmp_path, "FL", _objecting), [str(FIRST_EDITION / "belgium.xlsx")]
    further = ["-o", str(tmp_path / "m.xlsx")] if command == "merge" else []
    sent = [] if command == "check" else sent
    assert main([command, *sent, part, *further, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)["comments"]
    assert [(one["author"], one["text"]) for one in said] == [
        ("Jo", "Faux"),
        ("Jo", "Trop\nbas"),
        ("Jo", "Merci"),
    ]


def test_an_answer_of_another_case_is_refused_unless_it_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sent, merged = str(SAMPLES / "worked.xlsx"), tmp_path / "m.xlsx"
    part = _part(tmp_path, "FL", _dearer_welcome)
    merge = ["merge", sent, part, "-o", str(merged), "--theirs"]
    assert main(merge) == 1
    printed = capsys.readouterr()
    assert not merged.exists()
    assert "is of another case and was left out." in printed.out
    assert "It is of another case than what was sent: Territories has " in printed.err
    assert "--other-case takes it all the same" in printed.err
    assert main(["diff", sent, part]) == 0
    told = capsys.readouterr().out.splitlines()[0]
    assert "It is of another case than what was sent" in told
    assert main(["diff", sent, part, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["other_case"] in told
    assert main([*merge, "--other-case"]) in (0, 1)
    assert "is of another case and was left out." not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("sheets", "rows"),
    [(("Politiques",), 7), (("Bénéfices",), 6), (("Bénéfices", "Politiques"), 13)],
)
def test_a_deleted_sheet_is_the_same_for_diff_and_merge(
    sheets: tuple[str, ...], rows: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def remove(book: Any) -> None:
        for name in sheets:
            book.remove(book[name])

    sent = str(FIRST_EDITION / "belgium.xlsx")
    part = _part(tmp_path, "WA", remove)
    assert main(["diff", sent, part, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["differences"]
    assert main(["merge", sent, part, "-o", str(tmp_path / "m.xlsx"), "--json"]) == 0
    items = json.loads(capsys.readouterr().out)["items"]
    assert [(one["subject"], one["key"], one["change"]) for one in found] == [
        (item["subject"], item["key"], "deleted") for item in items
    ]
    assert {item["state"] for item in items} == {"deletion"}
    assert len(items) == rows
    assert not differences(read_case(Path(sent)).case, read_case(tmp_path / "m.xlsx").case)


def test_the_comments_of_a_file_that_was_left_out_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(book: Any) -> None:
        book["Coûts"]["E5"] = "inconnu"
        book["Coûts"]["E5"].comment = Comment("Demandez à la région", "Jo")

    sent, part = str(FIRST_EDITION / "belgium.xlsx"), _part(tmp_path, "FL", spoil)
    merge = ["merge", sent, part, "-o", str(tmp_path / "m.xlsx")]
    assert main(merge) == 1
    assert "Coûts!E5: comment by Jo: “Demandez à la région”" in capsys.readouterr().err
    assert main([*merge, "--json"]) == 1
    (refused,) = json.loads(capsys.readouterr().out)["refused"]
    assert [one["text"] for one in refused["comments"]] == ["Demandez à la région"]
