"""Which data move whose bill: by hand on the worked example, else by solving the changed case."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.case import Case
from models.names import names_of
from models.results.explanation import DataImpact
from models.words.language import ENGLISH
from models.words.ranges import rows_raised
from solver.engine.cancelling import SolveCancelledError
from solver.explain.impact import Together, data_impact, raised, rows_together
from tests.cases import with_rows, worked
from tests.solver.explain.builders import money_paid, solved

B = {"city": 40000.0, "federation": 900000.0, "port": 210000.0}


def _row(case: Case, table: str, **cells: object) -> int:
    frame = case.table(table)
    mine = [all(frame[key].iloc[i] == v for key, v in cells.items()) for i in range(len(frame))]
    return mine.index(True)


def test_a_cost_moves_every_bill_by_its_equal_burden() -> None:
    case = worked()
    row = _row(case, "Costs", stage="welcome")
    impacts = {i.rows.rows: i for i in data_impact(case, tables=("Costs",))}
    # Welcome costs 400,000: 4,000 more, shared by later benefit of 1,150,000 in all.
    changes = dict(impacts[row,].payers)
    for payer, benefit in B.items():
        assert changes[payer] == pytest.approx(4000 * benefit / 1150000, abs=0.006)
    assert impacts[row,].gap == 0.0


def test_a_benefit_moves_the_bill_to_who_gains() -> None:
    case = worked()
    row = _row(case, "Benefits", beneficiary="federation")
    impacts = {i.rows.rows: i for i in data_impact(case, tables=("Benefits",))}
    changes = dict(impacts[row,].payers)
    # The federation gains 909,000 instead of 900,000: burdens fall from 880/1150 to 880/1159.
    assert changes["federation"] == pytest.approx(880000 * (909 / 1159 - 900 / 1150), abs=0.006)
    assert changes["port"] == pytest.approx(880000 * 210 * (1 / 1159 - 1 / 1150), abs=0.006)
    assert sum(changes.values()) == pytest.approx(0.0, abs=0.02)


def test_more_people_on_one_way_out_leave_fewer_on_the_others() -> None:
    case = worked()
    row = _row(case, "Flows", to_stage="work", from_territory="port")
    impacts = {i.rows.rows: i for i in data_impact(case, tables=("Flows",))}
    # 20 train in Port: 15 find work, 5 leave. 15.15 and 5 are more than 20 and scaled to 20.
    more = 20 * 15.15 / 20.15 - 15
    changes = dict(impacts[row,].payers)
    new = {"city": 40000.0, "federation": 900000 + 20000 * more, "port": 210000 + 6000 * more}
    for payer, benefit in new.items():
        expected = 880000 * (benefit / (1150000 + 26000 * more) - B[payer] / 1150000)
        assert changes[payer] == pytest.approx(expected, abs=0.006)


def test_a_budget_that_binds_moves_its_payer() -> None:
    case = with_rows(worked(), "Budgets", [(None, "federation", 300000)])
    impact = data_impact(case, tables=("Budgets",))[0]
    # 3,000 more in each of two years.
    assert dict(impact.payers)["federation"] == pytest.approx(6000.0)
    assert dict(impact.payers)["city"] == pytest.approx(-6000.0)
    assert said(impact, case) == "A budget 1 % higher for Federation"


@pytest.mark.parametrize("together", list(Together))
def test_each_impact_is_that_of_the_changed_case_and_the_largest_comes_first(
    together: Together,
) -> None:
    case = with_rows(worked(), "Budgets", [(2024, "federation", 300000)])
    before = solved(case)
    impacts = data_impact(case, together=together)
    assert [i.largest for i in impacts] == sorted((i.largest for i in impacts), reverse=True)
    for impact in impacts:
        after = solved(raised(case, impact.rows, 1.0))
        changes = money_paid(after) - money_paid(before)
        measured = dict(impact.payers)
        for payer, change in zip(before.setup.payers, changes, strict=True):
            assert measured.get(payer, 0.0) == pytest.approx(change, abs=0.006)


def test_every_figure_is_raised_once() -> None:
    case = worked()
    for together in Together:
        for table in ("Flows", "Costs", "Benefits"):
            rows = [row for g in rows_together(case, table, together) for row in g.rows]
            assert sorted(rows) == list(range(len(case.table(table))))


def test_people_who_leave_are_named_by_where_they_leave() -> None:
    groups = list(rows_together(worked(), "Flows", Together.PLACE))
    leaving = [(g.stage, g.territory) for g in groups if g.leaving]
    assert all(stage is not None for stage, _ in leaving)


def test_data_that_would_make_the_clauses_clash_say_so() -> None:
    case = with_rows(
        worked(),
        "Clauses",
        [("all", None, None, None, None, None, "amount", "at most", 880000),
         ("fed", None, "federation", "port", None, None, "share_of_need", "at least", 1.0),
         ("top", None, "federation", "port", None, None, "amount", "at most", 160000)],
    )  # fmt: skip
    impacts = {i.rows: i for i in data_impact(case, tables=("Costs",))}
    clash = [i for i in impacts.values() if not i.solved]
    assert [i.rows.stage for i in clash] == ["training"]
    assert said(clash[0], case) == "A cost per person 1 % higher for Training"


def said(impact: DataImpact, case: Case) -> str:
    raised = ENGLISH.say(rows_raised(impact.rows, impact.percent, names_of(case)))
    return raised.replace("\u00a0", " ")


def test_a_wish_to_stop_is_heard_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []

    def tell(_: str, done: int, of: int) -> None:
        told.append((done, of))

    with pytest.raises(SolveCancelledError):
        data_impact(worked(), progress=tell, cancelled=lambda: len(told) > 3)
    assert len(told) == 4


def test_an_existing_payment_and_a_group_are_said_as_what_they_are() -> None:
    case = with_rows(
        worked(),
        "Existing",
        [{"payer": "port", "year": 2023, "stage": "welcome", "territory": "city", "amount": 50000}],
    )
    [impact] = data_impact(case, tables=("Existing",))
    # 500 more flow already of a need of 350,000: the burdens stay, since they count.
    assert sum(change for _, change in impact.payers) == pytest.approx(-500.0, abs=0.02)
    assert said(impact, case) == "An existing payment 1 % higher for Welcome in City in 2023"
    of_a_group = replace(impact, rows=replace(impact.rows, group="asylum"))
    assert said(of_a_group, case).endswith("Welcome in City (asylum) in 2023")
