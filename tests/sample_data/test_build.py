"""The sample cases: built again they are the same, and every figure says where it is from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.workbook.reading import examine
from sample_data import belgium, cities, cities_flows, europe, sources, worked
from sample_data.belgium_flows import DATA_YEARS, SERVED, first_applications, flows, granted
from sample_data.belgium_places import (
    PLACES,
    at_decision,
    moves_of_family,
    moves_of_refugees,
    moves_of_temporary,
    of_family,
    of_temporary,
    product,
    third_of,
    transition,
)
from sample_data.build import CASES, build
from sample_data.europe_flows import STATES, arriving, disputed, moved_on, moving_on
from sample_data.persons import apportion
from sample_data.writing import Row, Sheets

FOLDER = Path(sources.__file__).parent
REAL_CASES = {
    "belgium": belgium.sheets(),
    "cities": cities.sheets(),
    "europe": europe.sheets(),
}
EVERY_CASE = {**REAL_CASES, "worked": worked.sheets()}
IDENTITY = {
    "Territories": ("territory",),
    "Stages": ("stage",),
    "Groups": ("group",),
    "Flows": (
        *("year", "group", "from_stage", "from_territory"),
        *("to_stage", "to_territory", "to_group"),
    ),
    "Costs": ("year", "stage", "territory", "group", "responsible"),
    "Waiting": ("year", "stage", "territory", "group", "bearer"),
    "Benefits": ("year", "stage", "territory", "group", "beneficiary"),
    "Existing": ("payer", "year", "stage", "territory", "group", "responsible"),
    "Budgets": ("year", "payer"),
    "Clauses": ("clause",),
    "Scenarios": ("rule",),
    "Policies": ("policy",),
}
Cohort = tuple[Any, Any, Any, Any]
"""Stage, territory, group and year."""


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
    """Return the persons who leave and who enter, by stage, territory, group and year."""
    leaving: Counter[Cohort] = Counter()
    entering: Counter[Cohort] = Counter()
    for row in flows:
        if row["from_stage"]:
            group = row.get("group")
            leaving[row["from_stage"], row["from_territory"], group, row["year"]] += persons_in(row)
        if row["to_stage"]:
            group = row.get("to_group") or row.get("group")
            entering[row["to_stage"], row["to_territory"], group, row["year"]] += persons_in(row)
    return leaving, entering


@pytest.mark.parametrize("name", sorted(CASES))
def test_building_again_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    build(tmp_path)
    assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes()


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_program_reads_each_case_without_a_single_remark(name: str) -> None:
    assert [problem.code for problem in examine(FOLDER / name).problems] == []


def test_every_row_names_its_source_or_its_assumption(real_case: Sheets) -> None:
    silent = [
        (sheet, row)
        for sheet, rows in real_case.items()
        for row in rows
        if not row["source"] and not str(row["note"]).startswith("Assumption: ")
    ]
    assert silent == []


@pytest.mark.parametrize("name", sorted(set(CASES) - {"worked.xlsx"}))
def test_no_figure_stands_in_a_sample_without_a_source_or_a_note(name: str) -> None:
    book = openpyxl.load_workbook(FOLDER / name, read_only=True)
    silent = []
    for sheet in book.worksheets:
        header, *lines = sheet.iter_rows(values_only=True)
        remarks = [header.index("source"), header.index("note")]
        for number, cells in enumerate(lines, start=2):
            figures = [cell for at, cell in enumerate(cells) if at not in remarks]
            if any(cell is not None for cell in figures) and not any(cells[at] for at in remarks):
                silent.append((sheet.title, number))
    assert silent == []


def test_no_party_is_the_source_of_a_figure(real_case: Sheets) -> None:
    parties = ("vlaamsbelang", "n-va.be", "maaikedevreese", "gillesverstraeten")
    cited = [
        row["source"]
        for rows in real_case.values()
        for row in rows
        if any(party in str(row["source"]).lower() for party in parties)
    ]
    assert cited == []


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
    for (stage, territory, group, year), persons in leaving.items():
        assert persons == entering[stage, territory, group, year - duration[stage]]


def test_persons_are_whole_and_above_zero(any_case: Sheets) -> None:
    counts = [row["persons"] for row in any_case["Flows"]]
    assert all(isinstance(count, int) and count > 0 for count in counts)


def test_rows_of_flows_stand_in_their_order(real_case: Sheets) -> None:
    years: list[Any] = [row["year"] for row in real_case["Flows"]]
    assert years == sorted(years)


def test_as_many_arrive_in_belgium_as_applied_for_the_first_time() -> None:
    arrived = Counter[object]()
    for row in REAL_CASES["belgium"]["Flows"]:
        if row["group"] == "applicants" and not row["from_stage"]:
            arrived[row["year"]] += persons_in(row)
    assert {year: arrived[year] for year in DATA_YEARS} == {
        year: first_applications(year) for year in DATA_YEARS
    }
    # 2024: 39,615 who applied less 6,469 who did so again.
    assert arrived[2024] == 33_146


def test_as_many_are_granted_protection_as_the_office_granted() -> None:
    protected = Counter[int]()
    for key, persons in flows().items():
        if key.to_group == "protected":
            protected[key.year] += persons
    # Refugee status and subsidiary protection of 2022, without the children under twelve.
    assert granted(2022) == 11_061
    followed = 1 - 3_400 / 49_000 - 6_600 / 49_000 / 2
    assert protected[2022] == pytest.approx(granted(2022) * followed, abs=3)


def test_every_group_that_is_served_comes_to_work_and_those_without_papers_do_not() -> None:
    working = {key.group for key in flows() if key.to is not None and key.to[0] == "work"}
    assert working == set(SERVED)


def test_three_thirds_of_the_moves_give_the_observed_change_of_region() -> None:
    step = third_of(transition())
    for found, given in zip(product(product(step, step), step), transition(), strict=True):
        assert found == pytest.approx(given)


@pytest.mark.parametrize(
    "moves",
    [
        moves_of_refugees(soon=True),
        moves_of_refugees(soon=False),
        moves_of_temporary(),
        moves_of_family(),
    ],
)
def test_nobody_is_lost_or_counted_twice_between_places(moves: dict[str, Any]) -> None:
    assert set(moves) == set(PLACES)
    for part in moves.values():
        assert set(part) == set(PLACES)
        assert sum(part.values()) == pytest.approx(1)
        assert min(part.values()) >= 0


def test_refugees_of_flanders_live_in_one_municipality_before_and_after() -> None:
    for shares in (cities_flows.before(), cities_flows.after()):
        assert sum(shares.values()) == pytest.approx(1)
    stay = transition()[cities_flows.FLANDERS][cities_flows.FLANDERS]
    for part in cities_flows.moves().values():
        assert sum(part.values()) == pytest.approx(stay)


def test_moves_between_municipalities_lead_to_where_refugees_live_later() -> None:
    old, new, moves = cities_flows.before(), cities_flows.after(), cities_flows.moves()
    stay = transition()[cities_flows.FLANDERS][cities_flows.FLANDERS]
    for place in cities_flows.PLACES:
        reached = sum(old[origin] * part.get(place, 0.0) for origin, part in moves.items())
        assert reached == pytest.approx(new[place] * stay)


@pytest.mark.parametrize("shares", [at_decision(), of_temporary(), of_family()])
def test_every_newcomer_lives_in_one_place(shares: dict[str, float]) -> None:
    assert set(shares) == set(PLACES)
    assert sum(shares.values()) == pytest.approx(1)


def test_belgium_has_as_many_inhabitants_as_its_regions_and_the_german_speaking_community() -> None:
    inhabitants = {
        t["territory"]: float(str(t["population"])) for t in REAL_CASES["belgium"]["Territories"]
    }
    regions = sum(inhabitants[key] for key in ("FL", "WA", "BX", "DG"))
    assert regions == inhabitants["BE"] == inhabitants["SS"]
    assert inhabitants["ANT"] + inhabitants["FL_local"] == pytest.approx(inhabitants["FL"], abs=1)


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


@pytest.mark.parametrize("year", [2023, 2024])
def test_in_europe_each_person_is_received_once(year: int) -> None:
    arrived, went = arriving(year), moving_on(year)
    assert all(arrived[state] >= went[state] for state in STATES)
    # Requests to take charge are of people who had applied nowhere before.
    assert sum(moved_on(year).values()) < sum(disputed(year).values())
    applied = {2023: 1_049_500, 2024: 912_000}[year]
    assert sum(arrived.values()) < applied


def test_shares_of_a_cohort_add_up_to_it_and_ties_go_to_the_earlier() -> None:
    assert apportion(10, {"a": 1, "b": 1, "c": 1}) == {"a": 4, "b": 3, "c": 3}
    assert apportion(0, {"a": 1.0}) == {"a": 0}


def test_the_worked_example_is_that_of_the_method() -> None:
    leaving, entering = leaving_and_entering(list(EVERY_CASE["worked"]["Flows"]))
    assert entering["welcome", "city", None, 2023] == 80
    assert entering["training", "port", None, 2024] == 20
    assert entering["work", "port", None, 2025] == 35
    assert leaving["reception", "city", None, 2023] == 100


def test_a_figure_that_is_in_no_source_cannot_be_used() -> None:
    with pytest.raises(LookupError, match="0 rows"):
        sources.belgian("number of unicorns", "BE", "2024")
