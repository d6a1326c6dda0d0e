"""The sample cases: built again they are the same, and every figure says where it is from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from models.workbook.reading import examine
from sample_data import belgium, europe, sources, worked
from sample_data.belgium_flows import moves, one_step, transition
from sample_data.build import CASES, build
from sample_data.europe_flows import disputed
from sample_data.persons import apportion
from sample_data.writing import Row, Sheets

FOLDER = Path(sources.__file__).parent
REAL_CASES = {"belgium": belgium.sheets(), "europe": europe.sheets()}
EVERY_CASE = {**REAL_CASES, "worked": worked.sheets()}
IDENTITY = {
    "Territories": ("territory",),
    "Stages": ("stage",),
    "Flows": ("year", "from_stage", "from_territory", "to_stage", "to_territory"),
    "Costs": ("year", "stage", "territory"),
    "Benefits": ("year", "stage", "territory", "beneficiary"),
    "Budgets": ("year", "payer"),
    "Clauses": ("clause",),
    "Scenarios": ("rule",),
    "Policies": ("policy",),
}
Cohort = tuple[Any, Any, Any]
"""Stage, territory and year."""


@pytest.fixture(params=sorted(REAL_CASES))
def real_case(request: pytest.FixtureRequest) -> Sheets:
    return REAL_CASES[request.param]


@pytest.fixture(params=sorted(EVERY_CASE))
def any_case(request: pytest.FixtureRequest) -> Sheets:
    return EVERY_CASE[request.param]


def persons_in(row: Row) -> int:
    assert isinstance(row["persons"], int)
    return row["persons"]


def leaving_and_entering(flows: list[Row]) -> tuple[Counter[Cohort], Counter[Cohort]]:
    """Return the persons who leave and who enter, by stage, territory and year."""
    leaving: Counter[Cohort] = Counter()
    entering: Counter[Cohort] = Counter()
    for row in flows:
        if row["from_stage"]:
            leaving[row["from_stage"], row["from_territory"], row["year"]] += persons_in(row)
        if row["to_stage"]:
            entering[row["to_stage"], row["to_territory"], row["year"]] += persons_in(row)
    return leaving, entering


@pytest.mark.parametrize("name", sorted(CASES))
def test_building_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    build(tmp_path)
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_program_reads_each_case_without_a_single_remark(name: str) -> None:
    remarks = {problem.code for problem in examine(FOLDER / name).problems}
    # What the policies of belgium.xlsx spend is meant for one of its years.
    assert remarks == ({"policy-of-every-year"} if name == "belgium.xlsx" else set())


def test_every_row_names_its_source_or_its_assumption(real_case: Sheets) -> None:
    silent = [
        (sheet, row)
        for sheet, rows in real_case.items()
        for row in rows
        if not row["source"] and not str(row["note"]).startswith("Assumption: ")
    ]
    assert silent == []


def test_figures_of_less_than_high_confidence_say_so(real_case: Sheets) -> None:
    cautious = [row for rows in real_case.values() for row in rows if "Confidence" in str(row)]
    assert cautious
    assert all("Confidence of “" in str(row["note"]) for row in cautious)


def test_no_two_rows_have_the_same_key(any_case: Sheets) -> None:
    for sheet, names in IDENTITY.items():
        rows = any_case.get(sheet, [])
        keys = Counter(tuple(row.get(name) for name in names) for row in rows)
        assert [key for key, count in keys.items() if count > 1] == [], sheet


def test_whoever_left_a_cohort_had_entered_it_and_all_of_them_left(any_case: Sheets) -> None:
    duration = {row["stage"]: row["duration"] for row in any_case["Stages"]}
    leaving, entering = leaving_and_entering(list(any_case["Flows"]))
    for (stage, territory, year), persons in leaving.items():
        assert persons == entering[stage, territory, year - duration[stage]]


def test_persons_are_whole_and_above_zero(any_case: Sheets) -> None:
    counts = [row["persons"] for row in any_case["Flows"]]
    assert all(isinstance(count, int) and count > 0 for count in counts)


def test_rows_of_flows_stand_in_their_order(real_case: Sheets) -> None:
    years: list[Any] = [row["year"] for row in real_case["Flows"]]
    assert years == sorted(years)


def test_as_many_arrive_in_belgium_as_applied_there() -> None:
    arrived = Counter[object]()
    for row in REAL_CASES["belgium"]["Flows"]:
        arrived[row["year"]] += persons_in(row) if not row["from_stage"] else 0
    applied = {
        year: int(
            sources.belgian(
                "applications for international protection (persons)", "BE", str(year)
            ).number()
        )
        for year in (2021, 2022, 2023, 2024)
    }
    assert +arrived == applied


def test_three_steps_of_moving_give_the_observed_change_of_region() -> None:
    step = one_step(transition())

    def product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
        return [[sum(a * b for a, b in zip(r, c)) for c in zip(*right)] for r in left]  # noqa: B905

    for found, given in zip(product(product(step, step), step), transition(), strict=True):
        assert found == pytest.approx(given)


def test_nobody_is_lost_or_counted_twice_between_regions() -> None:
    for part in moves().values():
        assert sum(part.values()) == pytest.approx(1)


def test_belgium_has_as_many_inhabitants_as_its_regions_and_its_community() -> None:
    inhabitants = {
        t["territory"]: float(str(t["population"])) for t in REAL_CASES["belgium"]["Territories"]
    }
    federal = inhabitants.pop("BE")
    assert sum(inhabitants.values()) == federal


@pytest.mark.parametrize(
    ("year", "end", "state", "indicator"),
    [
        (2024, 0, "ITA", "incoming requests"),
        (2024, 0, "HRV", "incoming requests"),
        (2024, 0, "GRC", "incoming requests"),
        (2024, 1, "DEU", "outgoing requests"),
        (2024, 1, "FRA", "outgoing requests"),
        (2023, 0, "BGR", "incoming requests"),
        (2023, 1, "NLD", "outgoing requests"),
    ],
)
def test_disputed_persons_meet_the_totals_that_are_known(
    year: int, end: int, state: str, indicator: str
) -> None:
    fitted = sum(persons for pair, persons in disputed(year).items() if pair[end] == state)
    known = sources.european(indicator, state, str(year)).number()
    assert fitted == pytest.approx(known, abs=12)


def test_shares_of_a_cohort_add_up_to_it_and_ties_go_to_the_earlier() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportion(0, {"a": 1.0}) == {"a": 0}


def test_the_worked_example_is_that_of_the_method() -> None:
    leaving, entering = leaving_and_entering(list(EVERY_CASE["worked"]["Flows"]))
    assert entering["welcome", "city", 2023] == 80
    assert entering["training", "port", 2024] == 20
    assert entering["work", "port", 2025] == 35
    assert leaving["reception", "city", 2023] == 100


def test_a_figure_that_is_in_no_source_cannot_be_used() -> None:
    with pytest.raises(LookupError, match="0 rows"):
        sources.belgian("number of unicorns", "BE", "2024")
