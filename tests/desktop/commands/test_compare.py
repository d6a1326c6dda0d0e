"""`relais compare`: a split beside keys, river rules and games, to read and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from desktop.__main__ import main
from desktop.commands.text_table import WIDTH
from models.words.comparison import key_name
from models.words.language import ENGLISH
from tests.cases import FIRST_EDITION, SAMPLES

WORKED = str(SAMPLES / "worked.xlsx")


def _text(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["compare", *arguments]) == status
    return capsys.readouterr().out


def _record(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(_text(capsys, *arguments, "--json", status=status))
    return record


def _section(text: str, title: str) -> list[str]:
    """Return the lines of one section, to the next title."""
    lines = text.split(f"\n{title}\n")[1].splitlines()
    ends = [i for i, line in enumerate(lines) if line.isupper()]
    return lines[: ends[0]] if ends else lines


def _row(lines: list[str], name: str) -> list[str]:
    """Return the cells of the row of a name; its name is one of them."""
    cells = next(line[len(name) :].split() for line in lines if line.startswith(f"{name} "))
    return [name, *cells]


def _clash(folder: Path) -> str:
    book = openpyxl.load_workbook(WORKED)
    sheet = book.create_sheet("Clauses")
    sheet.append(["clause", "payer", "measure", "sense", "value"])
    sheet.append(["much", "port", "amount", "at least", 100])
    sheet.append(["little", "port", "amount", "at most", 50])
    book.save(folder / "clash.xlsx")
    return str(folder / "clash.xlsx")


def test_with_no_agreement_city_and_port_pay_alone(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = _record(capsys, WORKED)["scenarios"][0]
    key = next(key for key in scenario["keys"] if key["key"] == "host_pays")
    paid = {line["payer"]: line["pays"] for line in key["payers"]}
    assert paid == {"city": 720000.0, "federation": 0.0, "port": 160000.0}
    assert (key["host_residual"], key["contributions"], key["changes_hands"]) == (880000.0, 0, 0)
    assert key["more_than_they_gain"] == ["city"]
    net = {line["payer"]: line["net_position"] for line in key["payers"]}
    assert net == {"city": -680000.0, "federation": 900000.0, "port": 50000.0}


def test_the_text_shows_the_worked_example_beside_no_agreement(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paid = _section(_text(capsys, WORKED), "WHO PAYS HOW MUCH")
    assert _row(paid, "city")[1:3] == ["30,608.70", "720,000.00"]
    assert _row(paid, "federation")[1:3] == ["688,695.65", "0.00"]
    assert _row(paid, "port")[1:3] == ["160,695.65", "160,000.00"]
    assert _row(paid, "need")[1:3] == ["880,000.00", "880,000.00"]


def test_the_yardsticks_of_the_split_stand_above_those_of_the_keys(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines = _section(_text(capsys, WORKED), "YARDSTICKS")
    split = next(line for line in lines if line.startswith("the split"))
    assert split.split()[2:] == [
        "0.00", "0.00", "880,000.00", "812,411.89", "76.5", "%", "76.5", "%",
        "76.5", "%", "76.5", "%",
    ]  # fmt: skip
    assert _row(lines, "Hosts pay")[1:] == [
        "0.00", "880,000.00", "0.00", "0.00", "–", "–", "1,800.0", "%", "–",
    ]  # fmt: skip


def test_the_split_of_the_json_is_that_of_solve(capsys: pytest.CaptureFixture[str]) -> None:
    scenario = _record(capsys, WORKED)["scenarios"][0]
    assert main(["solve", WORKED, "--json"]) == 0
    solved = json.loads(capsys.readouterr().out)
    assert solved.pop("switching_value") is not None  # which a comparison does not look for
    assert scenario["solved"].pop("switching_value") is None
    assert scenario["solved"] == solved


def test_the_json_has_its_declared_parts_and_is_the_same_every_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _text(capsys, WORKED, "--json")
    assert text == _text(capsys, WORKED, "--json")
    record = json.loads(text)
    assert list(record) == ["case", "scenarios"]
    assert list(record["scenarios"][0]) == [
        "scenario", "status", "currency", "rounding", "base_year", "burden_basis", "need",
        "later_benefit", "split", "solved", "keys", "left_out", "parts_left_out", "tests", "river",
        "stability", "transfers",
    ]  # fmt: skip


def test_every_key_has_its_rule_in_words_and_those_in_force_their_source(
    capsys: pytest.CaptureFixture[str],
) -> None:
    keys = {key["key"]: key for key in _record(capsys, WORKED)["scenarios"][0]["keys"]}
    assert all(key["rule"] for key in keys.values())
    assert "2024/1351" in keys["mixed"]["source"]
    text = _section(_text(capsys, WORKED), "THE KEYS AND THEIR SOURCES")
    for name in keys:
        assert any(f"({name}): " in line for line in text)
    assert "[Finanzausgleichsgesetz § 10, since 2020]" in " ".join(text)


def test_a_key_without_figures_is_left_out_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    sheet = book["Territories"]
    column = [cell.value for cell in sheet[1]].index("fiscal_capacity") + 1
    for row in range(2, sheet.max_row + 1):
        sheet.cell(row, column).value = None
    book.save(tmp_path / "poor.xlsx")
    case = str(tmp_path / "poor.xlsx")
    left_out = {k["key"]: k["reason"] for k in _record(capsys, case)["scenarios"][0]["left_out"]}
    assert left_out["mixed"] == "No payer has a figure in Fiscal capacity."
    assert (
        "Left out: Population and capacity (mixed). No payer has a figure in Fiscal capacity."
        in _text(capsys, case)
    )


def test_the_tests_of_the_keys_say_what_fails_and_what_weighs(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _text(capsys, WORKED)
    lines = _section(text, "DOES EACH KEY MOVE THE RIGHT WAY")
    assert _row(lines, "Population and capacity") == [
        "Population and capacity", "holds", "holds", "holds",
        *("population", "45", "%,", "fiscal", "capacity", "55", "%"),
    ]  # fmt: skip
    assert _row(lines, "German equalisation")[1:5] == ["fails", "2", "×", "fails"]
    fails = "If the population of Port rises by 1 %, Port pays 0.3 % of all needs less."
    assert fails in text.replace("\u00a0", " ")


def test_the_river_goes_from_shared_downstream_to_host_pays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    scenario = _record(capsys, WORKED)["scenarios"][0]
    stays = {rule["stays"]: rule for rule in scenario["river"]["splits"]}
    assert list(stays) == [0.0, 0.25, 0.5, 0.75, 1.0]
    keys = {key["key"]: key for key in scenario["keys"]}
    assert stays[1.0]["payers"] == keys["host_pays"]["payers"]
    assert [line["pays"] for line in stays[0.0]["payers"]] == [240000, 320000, 320000]
    text = _text(capsys, WORKED)
    assert "Dong, Ni & Wang 2012" in text
    assert _row(_section(text, "SHARED ALONG THE RIVER"), "city") == [
        "city", "240,000.00", "360,000.00", "480,000.00", "600,000.00", "720,000.00",
    ]  # fmt: skip


def test_stability_names_the_coalitions_that_would_do_better_alone(
    capsys: pytest.CaptureFixture[str],
) -> None:
    views = _record(capsys, WORKED)["scenarios"][0]["stability"]
    assert [(view["lost"], view["stable"]) for view in views] == [(1.0, True), (0.0, False)]
    # Alone and with hosts that run their programmes anyway, Federation would pay nothing.
    assert views[1]["groups"][1] == {
        "payers": ["federation"],
        "alone": 0.0,
        "charged": 688695.65,
        "saves": 688695.65,
    }
    text = _text(capsys, WORKED)
    assert "None of the 7 coalitions would do better alone" in text
    assert (
        "Federation and Port would save 689,391.30: 849,391.30 charged, 160,000.00 alone." in text
    )


def test_the_clearing_settles_the_gross_ledger(capsys: pytest.CaptureFixture[str]) -> None:
    transfers = _record(capsys, WORKED)["scenarios"][0]["transfers"]
    assert list(transfers) == ["gross", "net", "clearing", "fewest"]
    balance: dict[str, float] = {}
    for sign, lines in ((1, transfers["gross"]), (-1, transfers["clearing"])):
        for line in lines:
            for side, payer in ((1, line["payer"]), (-1, line["receiver"])):
                balance[payer] = balance.get(payer, 0.0) + sign * side * line["amount"]
    assert balance == pytest.approx(dict.fromkeys(balance, 0.0), abs=1e-6)
    owes = _section(_text(capsys, WORKED), "WHO OWES WHOM")
    assert "Settled by 2 payments; no way needs fewer." in owes
    assert _row(owes, "port")[-1] == "123,716.24"
    assert next(line.split() for line in owes if line.startswith("in all")) == [
        "in", "all", "689,391.30", "123,020.59", "812,411.89",
    ]  # fmt: skip


def test_several_scenarios_stand_side_by_side_first_and_each_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = str(SAMPLES / "cities.xlsx")
    names = ["base", "later_benefit", "base"]
    text = _text(capsys, case, "--scenario", *names)
    assert text.startswith("THE SPLITS OF THE SCENARIOS")
    assert text.count("\nWHO PAYS HOW MUCH\n") == 2
    together = text.split("\n\n\n")[0].splitlines()
    for name in ("base", "later_benefit"):
        assert main(["solve", case, "--scenario", name, "--json"]) == 0
        solved = json.loads(capsys.readouterr().out)
        federal = next(line for line in solved["payers"] if line["payer"] == "BE")
        assert f"{federal['own'] + federal['others']:,.0f}" in _row(together, "BE")


def test_the_way_from_the_first_scenario_to_another_adds_up_with_what_stays_unfunded(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = str(FIRST_EDITION / "belgium.xlsx")
    text = _text(capsys, case, "--scenarios", "base,host_pays_today")
    way = _section(text, "FROM BASE TO HOST_PAYS_TODAY, STEP BY STEP")
    assert next(line.split() for line in way if line)[-1] == "unfunded"
    start, end = (_figures(_row(way, name)) for name in ("base", "host_pays_today"))
    steps = [_figures(line.split()) for line in way if line[:1].isdigit() and "," in line]
    steps = [step for step in steps if len(step) == len(start)]
    assert len(steps) >= 2
    assert [sum(column) for column in zip(start, *steps, strict=True)] == end
    assert end[-1] - start[-1] > 2e7
    assert any(line.startswith(f"{len(steps)}. Least own share: 0") for line in way)


def _figures(cells: list[str]) -> list[int]:
    """Return the figures of a row after its name; none where a cell is no figure."""
    bare = [cell.replace(",", "").replace("−", "-") for cell in cells[1:]]
    return [int(cell) for cell in bare] if all(_is_figure(cell) for cell in bare) else []


def _is_figure(cell: str) -> bool:
    return cell.lstrip("+-").isdigit()


def test_a_clause_that_a_key_breaks_is_named_with_the_money(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _text(capsys, str(FIRST_EDITION / "belgium.xlsx"))
    lines = _section(text, "CLAUSES BROKEN, AND BY HOW MUCH")
    assert _row(lines, "Hosts pay")[1:] == ["–", "–", "+3,392,949", "–"]
    split = next(line for line in lines if line.startswith("the split"))
    assert split.split()[2:] == ["–"] * 4


def test_with_27_payers_the_game_is_left_out_and_it_is_said_why(
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = str(SAMPLES / "europe.xlsx")
    game = _section(_text(capsys, case), "WOULD ANY COALITION DO BETTER ALONE")
    assert "up to 12 payers; here there are 27" in " ".join(game)
    scenario = _record(capsys, case)["scenarios"][0]
    assert scenario["stability"] == []
    assert [left["part"] for left in scenario["parts_left_out"]] == ["stability"]


@pytest.mark.parametrize("name", ["worked.xlsx", "belgium.xlsx", "cities.xlsx", "europe.xlsx"])
def test_no_line_is_wider_than_the_page(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    lines = _text(capsys, str(SAMPLES / name)).splitlines()
    assert max(map(len, lines)) <= WIDTH <= 120


def test_clauses_that_clash_are_said_and_the_keys_follow(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clash = _clash(tmp_path)
    text = _text(capsys, clash, status=1)
    assert "the clauses cannot all hold" in text
    assert "A smallest set that clashes: little, much." in " ".join(text.split())
    assert _row(_section(text, "WHO PAYS HOW MUCH"), "city")[1] == "720,000.00"
    assert "WHO OWES WHOM" not in text
    scenario = _record(capsys, clash, status=1)["scenarios"][0]
    assert (scenario["status"], scenario["split"]) == ("conflict", None)
    assert [view["stable"] for view in scenario["stability"]] == [None, None]
    assert len(scenario["keys"]) == 12


@pytest.mark.parametrize(
    ("sheet", "said"),
    [("Flows", "nothing needs funding"), ("Territories", "no territory pays")],
)
def test_nothing_to_compare_is_said(
    sheet: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = openpyxl.load_workbook(WORKED)
    if sheet == "Flows":
        book[sheet].delete_rows(2, 50)
    else:
        for row in range(2, 5):
            book[sheet].cell(row, 7).value = False
    book.save(tmp_path / "nothing.xlsx")
    assert said in _text(capsys, str(tmp_path / "nothing.xlsx"))
    assert _record(capsys, str(tmp_path / "nothing.xlsx"))["scenarios"][0]["tests"] == []


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["nowhere.xlsx"], "no such file"),
        ([WORKED, "--scenario", "nowhere"], "no scenario “nowhere”. Choose one of: base."),
        ([WORKED, "--scenario", "base", "elsewhere"], "no scenario “elsewhere”"),
    ],
)
def test_wrong_use_gives_status_two_and_says_what_to_do(
    arguments: list[str], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["compare", *arguments]) == 2
    printed = capsys.readouterr()
    assert what in printed.err.replace("There is ", "")
    assert printed.err.count("\n") == 1
    assert printed.out == ""


def test_scenarios_are_named_with_commas_between_them(capsys: pytest.CaptureFixture[str]) -> None:
    cities = str(SAMPLES / "cities.xlsx")
    record = _record(capsys, cities, "--scenarios", "base, later_benefit")
    assert [scenario["scenario"] for scenario in record["scenarios"]] == ["base", "later_benefit"]


def test_a_workbook_sets_scenarios_and_keys_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "comparison.xlsx"
    assert main(["compare", WORKED, "--keys", "-o", str(output), "--json"]) == 0
    captured = capsys.readouterr()
    assert f"Wrote {output}." in captured.err
    record = json.loads(captured.out)
    book = openpyxl.load_workbook(output, data_only=True)
    keys = [ENGLISH.say(key_name(key["key"])) for key in record["scenarios"][0]["keys"]]
    rows = list(book["Yardsticks"].iter_rows(min_row=2, values_only=True))
    assert [row[1] for row in rows] == ["base", *keys]
    paid = [row[3] for row in book["SplitB"].iter_rows(min_row=2, max_row=4, values_only=True)]
    assert paid == [720000, 0, 160000]


def test_a_workbook_alone_is_told_on_standard_error_and_conflicts_by_the_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "comparison.xlsx"
    assert main(["compare", _clash(tmp_path), "-o", str(output)]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "Conflicts" in openpyxl.load_workbook(output).sheetnames


def test_a_comparison_that_would_replace_the_case_or_is_no_workbook_is_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = _clash(tmp_path)
    assert main(["compare", case, "-o", case]) == 2
    assert main(["compare", case, "-o", str(tmp_path / "x.csv")]) == 2
    assert "Traceback" not in capsys.readouterr().err
