"""`relais explain`: why a payer pays, and which data move its bill."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.commands.text_table import WIDTH
from tests.cases import FIRST_EDITION, SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")


def _text(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["explain", *arguments]) == status
    return capsys.readouterr().out.replace("\u00a0", " ")


def _record(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(_text(capsys, *arguments, "--json"))
    return record


def _places(record: dict[str, Any]) -> list[tuple[str, str, int]]:
    return [(line["host"], line["stage"], line["year"]) for line in record["payments"]]


def _with_clauses(folder: Path, *rows: tuple[object, ...]) -> str:
    book = openpyxl.load_workbook(WORKED)
    sheet = book.create_sheet("Clauses")
    sheet.append(["clause", "payer", "host", "stage", "measure", "sense", "value"])
    for row in rows:
        sheet.append(row)
    book.save(folder / "clauses.xlsx")
    return str(folder / "clauses.xlsx")


def test_without_a_choice_every_payment_is_explained_the_largest_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = _record(capsys, WORKED, "--payer", "port")
    amounts = [line["amount"] for line in record["payments"]]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) == pytest.approx(160695.65)
    assert _places(record)[0] == ("city", "welcome", 2023)
    assert record["not_explained"] == {"payments": 0, "amount": 0.0}


def test_the_trace_follows_people_to_what_they_bring(capsys: pytest.CaptureFixture[str]) -> None:
    record = _record(capsys, WORKED, "--payer", "port", "--stage", "welcome")
    assert record["payments"][0]["trace"] == [
        {
            "stage": "work",
            "territory": "port",
            "year": 2025,
            "persons": 35.0,
            "benefit_per_person": 6000.0,
            "value": 210000.0,
            "due": 35.0,
            "years": 5,
        }
    ]
    text = _text(capsys, WORKED, "--payer", "port", "--stage", "welcome")
    said = " ".join(text.split())
    entry = next(line.split() for line in text.splitlines() if line.startswith("Work "))
    assert entry == ["Work", "Port", "2025", "35", "6,000.00", "210,000.00"]
    assert "18.26087 % of what all gain later from this programme" in text
    assert "Port contributes 77 % of its later benefit in all" in said


def _whole(figure: str) -> int:
    return int(figure.rstrip("*").replace(",", "").replace("−", "-"))


def test_where_people_go_adds_up_to_what_all_of_it_is_worth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    belgium = str(SAMPLES / "belgium.xlsx")
    _, *parts = _text(capsys, belgium, "--payer", "ANT", "--top", "6").split("of these persons")
    assert len(parts) == 6
    for part in parts:
        table, _, rest = part.partition("Together that is EUR ")
        rows = [line.split()[-1] for line in table.splitlines()[1:] if line and line[0] != "*"]
        assert sum(map(_whole, rows)) == _whole(rest.split(", ", 1)[0])


def test_the_text_says_what_the_payer_pays_and_how_far_it_could_differ(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = " ".join(_text(capsys, WORKED, "--payer", "city").split())
    assert "Why City pays EUR 30,608.70 in all (city); scenario base" in text
    assert "Others pay EUR 689,391.30 for its own." in text
    assert "The goals before the last leave City no choice: it pays EUR 30,608.70." in text
    assert "Over all splits that fund everything City could pay from EUR 0 to EUR 720,000." in text


@pytest.mark.parametrize(
    ("choice", "places"),
    [
        (["--host", "port"], [("port", "training", 2024)]),
        (["--year", "2024"], [("city", "training", 2024), ("port", "training", 2024)]),
        (["--host", "city", "--stage", "training"], [("city", "training", 2024)]),
    ],
)
def test_host_stage_and_year_choose(
    choice: list[str], places: list[tuple[str, str, int]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert _places(_record(capsys, WORKED, "--payer", "federation", *choice)) == places


def test_the_smallest_payments_are_counted_where_only_the_largest_are_asked_for(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = _record(capsys, WORKED, "--payer", "port", "--top", "1")
    assert len(record["payments"]) == 1
    assert record["not_explained"]["payments"] == 2
    left = f"{record['not_explained']['amount']:,.2f}"
    assert f"2 more, EUR {left} together" in _text(capsys, WORKED, "--payer", "port", "--top", "1")


def test_a_programme_it_pays_nothing_for_says_why_not(capsys: pytest.CaptureFixture[str]) -> None:
    text = _text(capsys, WORKED, "--payer", "city", "--host", "port")
    assert "City pays nothing of the EUR 160,000" in text
    assert "City gains nothing later from this programme." in text


def test_a_clause_that_holds_a_payment_back_is_its_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _with_clauses(
        tmp_path, ("ceiling", "federation", "city", "welcome", "amount", "at most", 50000)
    )
    text = _text(capsys, case, "--payer", "federation", "--stage", "welcome")
    said = " ".join(text.split())
    clause = "“Federation pays at most EUR 50,000 for ‘Welcome’ in City”"
    assert f"The clause {clause} is reached: at most EUR 50,000." in said
    assert "With EUR 1,000 more, this payment would be EUR " in said
    assert f"It is not that share because of the clause {clause}." in said


def test_with_impact_the_rows_that_move_the_bill_come_with_whose_bill_they_move_most(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = _record(capsys, WORKED, "--payer", "port", "--impact")
    benefit = next(
        rows for rows in record["impact"] if rows["table"] == "Benefits"
        and rows["beneficiary"] is None and rows["territory"] == "port"
    )  # fmt: skip
    change = next(line["change"] for line in benefit["payers"] if line["payer"] == "port")
    # Port gains 212,100 instead of 210,000: its burden falls from 880/1150 to 880/1152.1.
    assert change == pytest.approx(880000 * (212.1 / 1152.1 - 210 / 1150), abs=0.006)
    text = _text(capsys, WORKED, "--payer", "port", "--impact")
    assert f"+{change:,.2f}" in text.split("WHICH DATA MOVE THE BILL")[1]
    assert "A benefit per person to Federation 1 % higher for Work" in text
    assert "1 % more people who enter Training in City in 2024 from Welcome in City" in text


def test_without_asking_nothing_is_solved_for_the_impact(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert _record(capsys, WORKED, "--payer", "port")["impact"] is None
    assert "WHICH DATA" not in _text(capsys, WORKED, "--payer", "port")


def test_rows_of_a_place_can_be_raised_together(capsys: pytest.CaptureFixture[str]) -> None:
    rows = _record(capsys, WORKED, "--payer", "port", "--impact", "table")["impact"]
    assert sorted(line["table"] for line in rows) == ["Benefits", "Costs", "Flows"]


def test_a_row_that_would_make_clauses_clash_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _with_clauses(
        tmp_path,
        ("all", "federation", "port", None, "share_of_need", "at least", 1.0),
        ("top", "federation", "port", None, "amount", "at most", 160000),
    )
    text = _text(capsys, case, "--payer", "federation", "--impact", "--top", "1")
    row = next(line for line in text.splitlines() if "cost per person" in line and "clash" in line)
    assert "Training" in row
    assert "“clash”: with that change the clauses could no longer all hold." in text


def test_clauses_that_clash_are_said_as_solve_says_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = _with_clauses(
        tmp_path,
        ("much", "port", None, None, "amount", "at least", 100),
        ("little", "port", None, None, "amount", "at most", 50),
    )
    said = _text(capsys, clash, "--payer", "port", status=1)
    assert main(["solve", clash]) == 1
    assert capsys.readouterr().out.replace("\u00a0", " ") == said
    assert main(["explain", clash, "--payer", "port", "--json"]) == 1
    record = json.loads(capsys.readouterr().out)
    assert list(record) == ["status", "scenario", "conflict"]
    assert [line["clause"] for line in record["conflict"]] == ["little", "much"]


def test_the_json_is_the_same_every_time(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = (WORKED, "--payer", "federation", "--impact", "place", "--json")
    text = _text(capsys, *arguments)
    assert text == _text(capsys, *arguments)
    assert list(json.loads(text)) == [
        "status", "scenario", "currency", "rounding", "base_year", "payer", "left_as_host",
        "ranges", "payments", "not_explained", "impact",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sample", "payer"),
    [
        (SAMPLES / "belgium.xlsx", "ANT"),
        (FIRST_EDITION / "belgium.xlsx", "BE"),
        (SAMPLES / "europe.xlsx", "DEU"),
    ],
)
def test_the_payments_of_a_sample_add_up_and_no_line_is_wider_than_the_page(
    sample: Path, payer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(sample)
    record = _record(capsys, case, "--payer", payer)
    paid = sum(line["amount"] for line in record["payments"])
    assert paid == pytest.approx(record["payer"]["own"] + record["payer"]["others"])
    assert max(map(len, _text(capsys, case, "--payer", payer).splitlines())) <= WIDTH


def test_a_payer_of_nothing_is_told_how_to_ask(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _with_clauses(tmp_path, ("no", "port", None, None, "amount", "at most", 0))
    text = _text(capsys, case, "--payer", "port")
    assert "Why Port pays EUR 0 in all" in text
    assert "Port pays for no programme. To see why not, ask about one with --host" in text


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--payer", "nobody"], "no payer “nobody”. Choose one of: city, federation, port."),
        (["--payer", "city", "--host", "nowhere"], "no host “nowhere”. Choose one of: city, port."),
        (["--payer", "city", "--stage", "x"], "no stage “x”. Choose one of: welcome, training."),
        (["--payer", "city", "--year", "1999"], "--year 1999: No programme that needs funding"),
        (["--payer", "city", "--host", "port", "--stage", "welcome"], "in 2023, 2024."),
        (["--payer", "city", "--top", "0"], "Give 1 or more"),
        (["--payer", "city", "--scenario", "x"], "no scenario “x”"),
    ],
)
def test_wrong_use_gives_status_two_and_says_what_to_do(
    arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["explain", WORKED, *arguments]) == 2
    printed = capsys.readouterr()
    assert what in printed.err
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_a_territory_that_does_not_pay_names_who_stands_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    sheet = book["Territories"]
    headers = [cell.value for cell in sheet[1]]
    port = next(row for row in range(2, 5) if sheet.cell(row, 1).value == "port")
    sheet.cell(port, headers.index("pays") + 1).value = False
    sheet.cell(port, headers.index("parent") + 1).value = "federation"
    book.save(tmp_path / "port.xlsx")
    assert main(["explain", str(tmp_path / "port.xlsx"), "--payer", "port"]) == 2
    assert (
        "port does not pay. federation stands for it: ask about --payer federation."
        in capsys.readouterr().err
    )


def test_with_a_misreport_every_payer_is_told_what_it_would_gain(
    capsys: pytest.CaptureFixture[str],
) -> None:
    record = _record(capsys, WORKED, "--payer", "federation", "--misreport", "20")
    lines = record["misreport"]
    assert record["status"] == "ok"
    assert {line["payer"] for line in lines} == {"city", "federation", "port"}
    mine = [line for line in lines if line["payer"] == "federation"]
    assert [(line["figures"], line["percent"]) for line in mine] == [
        ("benefits", -20), ("benefits", 20), ("costs", -20), ("costs", 20)
    ]  # fmt: skip
    # 880/(1150 - 180) of 720,000, where it was 880/1150 of 900,000.
    assert mine[0]["pays_now"] == pytest.approx(688_695.65)
    assert mine[0]["pays_then"] == pytest.approx(880 / 970 * 720_000, abs=0.01)
    assert mine[0]["gain"] == pytest.approx(mine[0]["pays_now"] - mine[0]["pays_then"], abs=0.01)
    assert [line["gain"] for line in mine[2:]] == [0, 0]  # it answers for no programme


def test_the_text_says_what_one_payer_would_gain_by_misreporting(
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = _text(capsys, WORKED, "--payer", "federation", "--misreport", "20%")
    assert "by stating the benefits that it receives 20 % lower" in said
    assert "City" not in said
    assert max(map(len, said.splitlines())) <= WIDTH


@pytest.mark.parametrize("percent", ["0", "-5", "101", "much", "nan"])
def test_only_a_percentage_can_be_misreported(
    capsys: pytest.CaptureFixture[str], percent: str
) -> None:
    given = f"--misreport={percent}"
    record = json.loads(_text(capsys, WORKED, "--payer", "city", given, "--json", status=2))
    assert record["status"] == "refused"
    assert percent in record["problems"][0]["found"]


def test_where_clauses_clash_there_is_nothing_to_misreport(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _with_clauses(tmp_path, ("all", "port", None, None, "amount", "at least", 9e9))
    given = (path, "--payer", "port", "--misreport", "10", "--json")
    record = json.loads(_text(capsys, *given, status=1))
    assert record["status"] == "conflict"
    assert "misreport" not in record
