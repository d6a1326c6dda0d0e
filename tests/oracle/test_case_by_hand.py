"""A case of the second edition worked out by hand, every figure to the cent.

A course in North and in South; a job of two years comes after it. The state answers for a part of
North's course. Town, below North, does not pay. Discount rate 25 %: δ = 1/1.25 = 0.8. One key for
everything (`same_key_by` = all).

Flows          asylum, North   100 arrive in 2024; in 2025 50 find a job in North (without the
                               course 20 would), 20 one in South (not known how many would)
               asylum, South    20 arrive in 2024; in 2025 10 find a job there (without: 5)
               family, North    40 arrive in 2024; in 2025 20 find a job there (not known)
Costs          asylum, North   North for 3/4 of the persons, 1,000 each, additionality 1 (blank)
                               the state for 1/4, 2,000 each, additionality 0.6
               family          1,500 each and 4,000 fixed, additionality 0.5
               South           3,000 each, 10,000 funded already
Benefits       a job brings 5,000 to North there, 10,000 to South there, and to the state 12,500
               anywhere, for the group family 2,500.

Effects        A benefit of two years is worth φ = (1 + 0.8)/2 = 0.9 of it on entry, and that a
               year after 2024: 0.8 · 0.9 = 0.72 of it. So a job is worth 3,600 to North, 7,200 to
               South, 9,000 to the state (family: 1,800).
  asylum North job North 50/100 - 20/100 = 0.3
               job South a = 3/4 · 1 + 1/4 · 0.6 = 0.9 (mean by share); 0.9 · 0.2 = 0.18
  asylum South job South 10/20 - 5/20 = 0.25
  family       job North 0.5 · 20/40 = 0.25

Worth of one   North            South             state
  asylum North 0.3 · 3,600      0.18 · 7,200      0.48 · 9,000
               = 1,080          = 1,296           = 4,320
  asylum South -                0.25 · 7,200      0.25 · 9,000
                                = 1,800           = 2,250
  family       0.25 · 3,600     -                 0.25 · 1,800
               = 900                              = 450

Programmes                      persons   cost less funded   D: North   South    state
  asylum North, by North        75         75,000            81,000     97,200   324,000
  asylum North, by the state    25         50,000            27,000     32,400   108,000
  asylum South                  20         50,000                 -     36,000    45,000
  family North                  40         64,000            36,000          -    18,000

B              no programme follows another, so B = Σ D:
               North 144,000; South 165,600; state 495,000; together 804,600

Existing       The state pays 14,000 for asylum in North today: by need 75 : 50, that is 8,400 and
               5,600. Town pays 4,000 for family, which is passed up to North; it does not count.
Need           asylum North by North 66,600, by the state 44,400; South 50,000; family 60,000;
               together 221,000

Goals          Nothing need stay unfunded and no host residual is needed. All pay 221,000 and
               14,000 today on 804,600: a burden of 235,000/804,600 = 1175/4023 = 0.292070...
               North 144,000 · 1175/4023           = 42,058.16
               South 165,600 · 1175/4023           = 48,366.89
               state 495,000 · 1175/4023 - 14,000  = 130,574.94

Same key       Six percentages: a North's of its own (needs 66,600 + 60,000 = 126,600), b North's
               of others' (44,400 + 50,000 = 94,400), c South's own (50,000), d South's of others'
               (171,000), e the state's own (44,400), f the state's of others' (176,600).
               Every programme is paid: a + d + f = 1, b + d + e = 1, b + c + f = 1
               and the burdens are equal:  126,600 a + 94,400 b = 42,058.16
                                            50,000 c + 171,000 d = 48,366.89
               so that one of the six is free. In b:
               a = 0.332213 - 0.745657 b       d = 0.143693 + 0.394945 b
               c = 0.475906 - 1.350712 b       e = 0.856307 - 1.394945 b
                                               f = 0.524094 + 0.350712 b
               The shares of the later benefit that they should be near, and the b there:
               a 117,000/556,200 b = 0.1634    c 36,000/81,000   b = 0.0233
               b  27,000/248,400 b = 0.1087    d 129,600/723,600 b = 0.0897
               e 108,000/167,400 b = 0.1513    f 387,000/637,200 b = 0.2374
               A unit of b moves money by 94,400 (a and b), 67,536 (c and d), 61,936 (e and f),
               447,743 in all. The distance is least where half of it, 223,871, lies on each
               side: 67,536 (c), 135,072 (d), 229,472 (b). So b = 27,000/248,400 = 5/46 and
               a = 25.12 %, b = 10.87 %, c = 32.91 %, d = 18.66 %, e = 70.47 %, f = 56.22 %.
"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from models.workbook.reading import read_case
from tests.oracle.goals import chain
from tests.oracle.places import Programme
from tests.oracle.program import unit_of
from tests.oracle.reading import Tables
from tests.oracle.setting import Setting, setting_of
from tests.oracle.switching import switching_value

WORKBOOK = Path(__file__).parents[2] / "sample_data" / "worked.xlsx"
BY_NORTH = Programme("course", "north", 2024, "asylum", "north")
BY_STATE = Programme("course", "north", 2024, "asylum", "state")
FAMILY = Programme("course", "north", 2024, "family")
IN_SOUTH = Programme("course", "south", 2024, "asylum")
LATER_BENEFIT = {
    ("north", BY_NORTH): 81_000,
    ("south", BY_NORTH): 97_200,
    ("state", BY_NORTH): 324_000,
    ("north", BY_STATE): 27_000,
    ("south", BY_STATE): 32_400,
    ("state", BY_STATE): 108_000,
    ("south", IN_SOUTH): 36_000,
    ("state", IN_SOUTH): 45_000,
    ("north", FAMILY): 36_000,
    ("state", FAMILY): 18_000,
}
TOTAL_BENEFIT = {"state": 495_000, "north": 144_000, "south": 165_600}
NEED = {BY_NORTH: 66_600, BY_STATE: 44_400, FAMILY: 60_000, IN_SOUTH: 50_000}
TOTALS = {"north": 42_058.16, "south": 48_366.89, "state": 130_574.94}
PERCENTAGES = {
    ("north", "own"): 0.251164,
    ("north", "others"): 0.108696,
    ("south", "own"): 0.329090,
    ("south", "others"): 0.186622,
    ("state", "own"): 0.704682,
    ("state", "others"): 0.562215,
}


def tables() -> Tables:
    """Return the case."""
    north = {"from_stage": "course", "from_territory": "north"}
    south = {"from_stage": "course", "from_territory": "south"}
    job_north = {"to_stage": "job", "to_territory": "north"}
    job_south = {"to_stage": "job", "to_territory": "south"}
    asylum, family = {"group": "asylum"}, {"group": "family"}
    in_north = {"to_stage": "course", "to_territory": "north"}
    in_south = {"to_stage": "course", "to_territory": "south"}
    course = {"stage": "course"}
    return {
        "Territories": [
            {"territory": "state"},
            {"territory": "north", "parent": "state"},
            {"territory": "south", "parent": "state"},
            {"territory": "town", "parent": "north", "pays": False},
        ],
        "Stages": [
            {"stage": "course", "order": 1, "duration": 1, "cofunded": True},
            {"stage": "job", "order": 2, "duration": 2, "cofunded": False},
        ],
        "Groups": [asylum, family],
        "Flows": [
            {"year": 2024, **asylum, **in_north, "persons": 100},
            {"year": 2025, **asylum, **north, **job_north, "persons": 50, "persons_without": 20},
            {"year": 2025, **asylum, **north, **job_south, "persons": 20},
            {"year": 2024, **asylum, **in_south, "persons": 20},
            {"year": 2025, **asylum, **south, **job_south, "persons": 10, "persons_without": 5},
            {"year": 2024, **family, **in_north, "persons": 40},
            {"year": 2025, **family, **north, **job_north, "persons": 20},
        ],
        "Costs": [
            {**course, **asylum, "territory": "north", "share": 0.75, "cost_per_person": 1000},
            {
                **course,
                **asylum,
                "territory": "north",
                "responsible": "state",
                "share": 0.25,
                "cost_per_person": 2000,
                "additionality": 0.6,
            },
            {
                **course,
                **family,
                "cost_per_person": 1500,
                "fixed_cost": 4000,
                "additionality": 0.5,
            },
            {**course, "territory": "south", "cost_per_person": 3000, "existing_funding": 10_000},
        ],
        "Benefits": [
            {"stage": "job", "territory": "north", "benefit_per_person": 5000},
            {"stage": "job", "territory": "south", "benefit_per_person": 10_000},
            {"stage": "job", "beneficiary": "state", "benefit_per_person": 12_500},
            {"stage": "job", **family, "beneficiary": "state", "benefit_per_person": 2500},
        ],
        "Existing": [
            {"payer": "state", "year": 2024, **in_course("north"), **asylum, "amount": 14_000},
            {
                "payer": "town",
                "year": 2024,
                **in_course("north"),
                **family,
                "amount": 4000,
                "counts": False,
            },
        ],
        "Scenarios": [
            {"rule": "discount_rate", "base": 0.25},
            {"rule": "same_key_by", "base": "all"},
        ],
    }


def in_course(territory: str) -> dict[str, str]:
    """Return the cells that name a course."""
    return {"stage": "course", "territory": territory}


@pytest.fixture(scope="module")
def setting() -> Setting:
    return setting_of(tables())


def test_needs_and_later_benefits_are_those_worked_out_by_hand(setting: Setting) -> None:
    assert setting.later_benefit == LATER_BENEFIT
    assert setting.total_benefit == TOTAL_BENEFIT
    assert setting.need == NEED
    assert setting.host == {
        BY_NORTH: "north",
        BY_STATE: "state",
        FAMILY: "north",
        IN_SOUTH: "south",
    }


def test_the_benefit_of_two_years_comes_half_and_half_discounted(setting: Setting) -> None:
    half = Fraction(144_000) / (1 + Fraction(8, 10))
    assert setting.streams["north"] == {2025: half, 2026: half * Fraction(8, 10)}


def test_existing_payments_are_spread_by_need_and_passed_up(setting: Setting) -> None:
    assert setting.counted == {("state", BY_NORTH): 8400, ("state", BY_STATE): 5600}
    assert setting.service[FAMILY].need - setting.need[FAMILY] == 4000


def test_the_split_by_one_key_is_the_one_worked_out_by_hand(setting: Setting) -> None:
    found = chain(setting)
    assert found is not None
    values = dict(found.values)
    assert values["unfunded"] == pytest.approx(0, abs=1e-6)
    assert values["host_residual"] == pytest.approx(0, abs=1e-3)
    assert values["equal_burden"] == pytest.approx((1175 / 4023,) * 3, abs=1e-7)
    unit = float(unit_of(setting))
    paid = {(h, k): found.point["x", h, k] * unit for h, k in setting.pairs}
    for h, total in TOTALS.items():
        mine = sum(amount for (payer, _), amount in paid.items() if payer == h)
        assert mine == pytest.approx(total, abs=0.006)
    assert {h for h, _ in paid} == set(TOTALS)
    for (h, k), amount in paid.items():
        share = PERCENTAGES[h, "own" if setting.host[k] == h else "others"]
        assert amount / float(setting.need[k]) == pytest.approx(share, abs=1e-6)


def test_by_the_first_edition_the_whole_benefit_comes_on_entry() -> None:
    """Nothing of it is spread: 1/0.9 of the later benefit, and no clause or policy changes."""
    setting = setting_of(tables(), edition=1)
    wanted = {pair: Fraction(amount) * 10 / 9 for pair, amount in LATER_BENEFIT.items()}
    assert setting.later_benefit == wanted


def test_the_worked_example_of_the_method_comes_out_to_the_cent() -> None:
    setting = setting_of(read_case(WORKBOOK).case)
    welcome = Programme("welcome", "city", 2023)
    in_city, in_port = Programme("training", "city", 2024), Programme("training", "port", 2024)
    assert setting.data.rules.edition == 2
    assert setting.need == {welcome: 400_000, in_city: 320_000, in_port: 160_000}
    assert setting.later_benefit == {
        ("city", welcome): 40_000,
        ("port", welcome): 210_000,
        ("federation", welcome): 900_000,
        ("city", in_city): 40_000,
        ("port", in_city): 120_000,
        ("federation", in_city): 600_000,
        ("port", in_port): 90_000,
        ("federation", in_port): 300_000,
    }
    assert setting.total_benefit == {"city": 40_000, "port": 210_000, "federation": 900_000}
    found = chain(setting)
    assert found is not None
    assert dict(found.values)["equal_burden"] == pytest.approx((880 / 1150,) * 3, abs=1e-7)
    unit = float(unit_of(setting))
    for h, total in {"city": 30_608.70, "port": 160_695.65, "federation": 688_695.65}.items():
        paid = sum(found.point["x", h, k] for k in setting.programmes if (h, k) in setting.pairs)
        assert paid * unit == pytest.approx(total, abs=0.006)


def test_the_switching_value_is_the_part_of_the_effect_that_pays_for_the_need() -> None:
    """100 persons at 1,000; 50 of them find a job worth 5,000: 100,000/250,000 = 0.4."""
    course, job = {"to_stage": "course", "to_territory": "a"}, {"to_stage": "job"}
    case: Tables = {
        "Territories": [{"territory": "a"}],
        "Stages": [
            {"stage": "course", "order": 1, "cofunded": True},
            {"stage": "job", "order": 2, "cofunded": False},
        ],
        "Flows": [
            {"year": 2024, **course, "persons": 100},
            {
                "year": 2025,
                "from_stage": "course",
                "from_territory": "a",
                **job,
                "to_territory": "a",
                "persons": 50,
            },
        ],
        "Costs": [{"stage": "course", "cost_per_person": 1000}],
        "Benefits": [{"stage": "job", "benefit_per_person": 5000}],
    }
    found = switching_value(setting_of(case).data)
    assert found is not None
    assert float(found.additionality) == pytest.approx(0.4, abs=2e-6)
    assert float(found.part_of_benefit or 0) == pytest.approx(0.4, abs=2e-6)
    dear = {**case, "Costs": [{"stage": "course", "cost_per_person": 2501}]}
    assert switching_value(setting_of(dear).data) is None
