from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pandas as pd

from models.case import Case, case_of
from models.checks.every import check_case
from models.checks.references import match_names
from models.problems import Problem, Severity, grouped
from models.words.language import ENGLISH


def frame(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame(columns)


def small_case(**tables: pd.DataFrame) -> Case:
    usual = {
        "Territories": frame(territory=["city", "port"], pays=[True, True]),
        "Stages": frame(
            stage=["welcome", "work"], order=[1.0, 3.0], duration=[1.0, 5.0], cofunded=[True, False]
        ),
        "Flows": frame(
            year=[2023, 2024, 2024],
            from_stage=[None, "welcome", "welcome"],
            from_territory=[None, "city", "city"],
            to_stage=["welcome", "work", None],
            to_territory=["city", "port", None],
            persons=[10, 6, 4],
        ),
        "Costs": frame(stage=["welcome"], cost_per_person=[5.0]),
        "Benefits": frame(stage=["work"], benefit_per_person=[9.0]),
    }
    return case_of({**usual, **tables})


def codes(case: Case) -> list[str]:
    return [problem.code for problem in check_case(case)]


def flows(*rows: tuple[Any, ...]) -> pd.DataFrame:
    columns = ["year", "from_stage", "from_territory", "to_stage", "to_territory", "persons"]
    return pd.DataFrame(list(rows), columns=columns)


def test_a_sound_case_has_no_problem() -> None:
    assert check_case(small_case()) == ()


def test_an_empty_case_has_nothing_to_split_and_no_other_problem() -> None:
    assert [problem.code for problem in check_case(case_of({}))] == ["no-flows"]


def test_a_problem_has_the_place_of_the_plain_form() -> None:
    costs = frame(stage=["welcome", "work"], cost_per_person=[5.0, -1.0])
    (problem,) = check_case(small_case(Costs=costs))
    assert (problem.table, problem.row, problem.column) == ("Costs", 1, "cost_per_person")
    assert problem.place == "Costs!E3"
    assert problem.row_key == "work"


def test_a_move_inside_a_stage_belongs_to_the_cohort_of_its_own_year() -> None:
    rows = (
        (2023, None, None, "welcome", "city", 10),
        (2023, "welcome", "city", "welcome", "port", 4),
        (2024, "welcome", "city", "work", "city", 6),
        (2024, "welcome", "port", "work", "port", 4),
    )
    assert codes(small_case(Flows=flows(*rows))) == []
    more = (*rows[:2], (2024, "welcome", "city", "work", "city", 7), rows[3])
    (problem,) = check_case(small_case(Flows=flows(*more)))
    assert ENGLISH.say(problem.found) == (
        "More persons leave the cohort welcome, city, 2023 than entered it: 11 against 10."
    )


def test_a_stay_of_no_year_lets_people_go_on_in_the_year_they_came() -> None:
    stages = frame(
        stage=["welcome", "work"], order=[1.0, 3.0], duration=[0.0, 5.0], cofunded=[True, False]
    )
    rows = flows(
        (2023, None, None, "welcome", "city", 10), (2023, "welcome", "city", "work", "port", 10)
    )
    assert codes(small_case(Stages=stages, Flows=rows)) == []


def test_a_cohort_whose_years_are_not_over_may_have_no_onward_flow() -> None:
    usual = small_case().table("Flows")
    recent = flows((2024, None, None, "welcome", "city", 3))
    assert codes(small_case(Flows=pd.concat([usual, recent], ignore_index=True))) == []
    older = flows((2022, None, None, "welcome", "port", 3))
    assert codes(small_case(Flows=pd.concat([usual, older], ignore_index=True))) == [
        "no-onward-flow"
    ]


def test_a_cost_of_any_territory_serves_every_programme_of_its_stage() -> None:
    costs = frame(stage=["welcome"], territory=["port"], cost_per_person=[5.0])
    (problem,) = check_case(small_case(Costs=costs))
    assert (problem.code, problem.severity) == ("missing-cost", Severity.WARNING)
    assert problem.place == "Costs"


def test_names_are_matched_and_listed_and_the_old_case_is_as_it_was() -> None:
    case = small_case(Benefits=frame(stage=["WORK "], benefit_per_person=[9.0]))
    matched, warnings = match_names(case)
    assert matched.table("Benefits")["stage"].tolist() == ["work"]
    assert case.table("Benefits")["stage"].tolist() == ["WORK "]
    assert [str(warning) for warning in warnings] == [
        "Benefits!B2: “WORK ” was read as “work”. Write it as “work”."
    ]


def test_a_clause_on_a_projected_year_names_programmes_still_to_come() -> None:
    clauses = frame(
        clause=["later"], year=[2030.0], measure=["amount"], sense=["at most"], value=[5.0]
    )
    assert codes(small_case(Clauses=clauses)) == ["clause-of-nothing"]
    projected = frame(rule=["project_until"], base=[2031.0])
    assert codes(small_case(Clauses=clauses, Scenarios=projected)) == []
    short = frame(rule=["project_until"], base=[2029.0])
    assert codes(small_case(Clauses=clauses, Scenarios=short)) == ["clause-of-nothing"]


def test_a_clause_on_a_year_that_no_scenario_of_it_funds_binds_nothing() -> None:
    clauses = frame(
        clause=["early", "all"],
        year=[2023.0, math.nan],
        scenario=[None, None],
        measure=["amount"] * 2,
        sense=["at most"] * 2,
        value=[5.0] * 2,
    )
    later = frame(
        rule=["project_until", "programme_years"],
        base=[2031.0, "2026-2030"],
        early=[None, "2023-2030"],
    )
    (problem,) = check_case(small_case(Clauses=clauses, Scenarios=later.drop(columns="early")))
    assert (problem.code, problem.row) == ("clause-of-nothing", 0)
    assert ENGLISH.say(problem.found).endswith("in the programme years; it binds nothing.")
    asks = clauses.assign(sense="at least")
    (problem,) = check_case(small_case(Clauses=asks, Scenarios=later.drop(columns="early")))
    assert ENGLISH.say(problem.found).endswith("in the programme years; it cannot hold.")
    assert codes(small_case(Clauses=clauses, Scenarios=later)) == []
    in_base = clauses.assign(scenario="base")
    assert codes(small_case(Clauses=in_base, Scenarios=later)) == ["clause-of-nothing"]


def test_a_clause_on_a_host_is_about_the_territories_below_it_but_not_in_the_first_edition() -> (
    None
):
    territories = frame(territory=["realm", "city", "port"], parent=[None, "realm", "realm"])
    clauses = frame(
        clause=["c"], host=["realm"], measure=["amount"], sense=["at most"], value=[5.0]
    )
    case = small_case(Territories=territories, Clauses=clauses)
    assert codes(case) == []
    assert codes(replace(case, edition=1)) == ["clause-of-nothing"]


def test_a_clause_on_a_group_that_enters_no_programme_names_nothing() -> None:
    usual = small_case()
    groups = frame(group=["asylum", "family"])
    of_asylum = usual.table("Flows").assign(group="asylum")
    clauses = frame(
        clause=["a", "f"],
        group=["asylum", "family"],
        measure=["amount"] * 2,
        sense=["at most"] * 2,
        value=[5.0] * 2,
    )
    (problem,) = check_case(small_case(Groups=groups, Flows=of_asylum, Clauses=clauses))
    assert (problem.code, problem.row) == ("clause-of-nothing", 1)
    assert ENGLISH.say(problem.mend) == "Check its host, stage, group and year."


def test_cohorts_are_of_one_group_and_change_it_on_the_way() -> None:
    rows = pd.DataFrame(
        [
            (2023, "asylum", None, None, "welcome", "city", None, 10),
            (2023, "asylum", "welcome", "city", "welcome", "city", "family", 4),
            (2024, "asylum", "welcome", "city", "work", "city", None, 6),
            (2024, "family", "welcome", "city", "work", "city", "asylum", 4),
        ],
        columns=[
            "year", "group", "from_stage", "from_territory", "to_stage", "to_territory", "to_group",
            "persons",
        ],
    )  # fmt: skip
    groups = frame(group=["asylum", "family"])
    assert codes(small_case(Groups=groups, Flows=rows)) == []
    more = rows.assign(persons=[10, 4, 6, 5])
    (problem,) = check_case(small_case(Groups=groups, Flows=more))
    assert ENGLISH.say(problem.found) == (
        "More persons leave the cohort welcome, city, family, 2023 than entered it: 5 against 4."
    )


def test_a_cost_of_one_group_serves_no_other() -> None:
    flows_of_two = pd.concat(
        [small_case().table("Flows").assign(group=group) for group in ("asylum", "family")],
        ignore_index=True,
    )
    groups = frame(group=["asylum", "family"])
    costs = frame(stage=["welcome"], group=["asylum"], cost_per_person=[5.0])
    case = small_case(Groups=groups, Flows=flows_of_two, Costs=costs)
    assert codes(case) == ["missing-cost"]
    assert codes(case.with_table("Costs", costs.assign(group=None))) == []


def test_rows_that_add_up_may_name_the_same_and_others_may_not() -> None:
    paid = frame(payer=["city"] * 2, year=[2023.0] * 2, amount=[5.0, 6.0])
    assert codes(small_case(Paid=paid)) == []
    waiting = frame(stage=["welcome"] * 2, waiting_cost_per_person=[5.0, 6.0])
    assert codes(small_case(Waiting=waiting)) == ["duplicate-key"]


def test_a_goal_that_stays_close_to_the_base_needs_another_scenario() -> None:
    rules = frame(rule=["goals"], base=["unfunded, least_change"])
    (problem,) = check_case(small_case(Scenarios=rules))
    assert problem.code == "reference-circle"


def _said(**tables: pd.DataFrame) -> list[str]:
    problems = check_case(small_case(**tables))
    assert all(problem.severity is Severity.WARNING for problem in problems)
    return [str(problem).replace("\u00a0", " ") for problem in problems]


def test_rates_and_caps_that_look_like_percents_are_told_in_every_scenario() -> None:
    rules = frame(
        rule=["discount_rate", "benefit_cap", "arrivals_growth"],
        base=[3.0, 80.0, None],
        low=[0.03, "none", 5.0],
    )
    assert _said(Scenarios=rules) == [
        "Scenarios!B2: The rule “Discount rate” is 3, which is 300 %. Type a fraction: 0.03 for "
        "3 %.",
        "Scenarios!B3: The rule “Benefit cap” is 80, which is 8,000 %. Type a fraction: 0.8 for "
        "80 %.",
        "Scenarios!E4: The rule “Growth of arrivals” is 5, which is 500 %. Type a fraction: 0.05 "
        "for 5 %.",
    ]


def test_a_discount_rate_of_one_percent_typed_as_one_is_told() -> None:
    (said,) = _said(Scenarios=frame(rule=["discount_rate"], base=[1.0]))
    assert said.endswith("is 1, which is 100 %. Type a fraction: 0.01 for 1 %.")


def test_rates_caps_and_shares_of_honest_size_are_not_told() -> None:
    rules = frame(rule=["discount_rate", "benefit_cap", "arrivals_growth"], base=[0.12, 2.0, 1.0])
    clauses = frame(clause=["c"], measure=["share_of_benefit"], sense=["at most"], value=[1.5])
    assert _said(Scenarios=rules, Clauses=clauses) == []


def test_shares_of_clauses_that_look_like_percents_are_told() -> None:
    clauses = frame(
        clause=["c", "d"],
        measure=["share_of_benefit", "share_of_need"],
        sense=["at most", "at most"],
        value=[25.0, 2.0],
    )
    assert _said(Clauses=clauses) == [
        "Clauses!I2: The share 25 is more than 5 times the whole benefit. Type a fraction: 0.25 "
        "for 25 %.",
        "Clauses!I3: The share 2 is more than the whole need. Type a fraction: 0.02 for 2 %.",
    ]


def test_more_than_twenty_alike_are_shown_as_one_with_their_range() -> None:
    def problem(row: int, column: str = "persons") -> Problem:
        return Problem(
            Severity.ERROR, "blank-cell", "It is blank.", "Fill it.", "Flows", row, column,
            cell=f"F{row + 2}",
        )  # fmt: skip

    few = [problem(row) for row in range(20)]
    assert grouped(few) == tuple(few)
    other = problem(3, "year")
    shown = grouped([*few, problem(41), other])
    assert shown[1:] == (other,)
    assert shown[0].place == "Flows!F2:F43"
    assert ENGLISH.say(shown[0].found) == "21 cells alike; the first: It is blank."


def test_problems_without_a_cell_are_all_shown_however_many_they_are() -> None:
    problems = [
        Problem(Severity.WARNING, "rates-above-one", f"Cohort {number}.", "Look at it.", "Flows")
        for number in range(25)
    ]
    assert grouped(problems) == tuple(problems)
