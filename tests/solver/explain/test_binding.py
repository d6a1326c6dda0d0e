"""Each sentence of a step against the case changed that way and solved from nothing."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.case import Case
from models.names import names_of
from models.results.explanation import BindingLimit, LimitName, StepEffect
from models.words.language import ENGLISH
from models.words.limits import limit_binds
from models.words.names import Terms
from solver.engine.cancelling import SolveCancelledError
from solver.engine.engine import Engine
from solver.explain.answer import Answer
from solver.explain.binding import binding_lines, what_binds
from solver.explain.limits import limits_of
from solver.goals.chain import pursue
from solver.state.exact import ExactSplit
from tests.agreement.cases import tiny_case
from tests.cases import with_cells, with_rows, worked
from tests.drawing import first_made, seeds
from tests.solver.explain.builders import (
    belgium,
    solved,
    solved_or_none,
    with_budget_moved,
    with_clause_value,
    with_rule,
)


def _changed(case: Case, answer: Answer, limit: LimitName, step: float) -> Case:
    if limit.kind == "budget":
        return with_budget_moved(case, answer, limit.payer or "", limit.year or 0, step)
    if limit.kind == "clause":
        terms = {term.clause: term for term in answer.setup.clauses}
        term = terms[limit.clause or ""]
        by = step / (term.per_value * answer.setup.unit)
        return with_clause_value(case, term.clause, term.value + by)
    value = answer.setup.benefit_cap if limit.kind == "benefit_cap" else answer.setup.own_share
    rule = {"benefit_cap": "benefit_cap", "own_share": "own_share_min"}[limit.kind]
    return with_rule(case, rule, (value or 0.0) + step)


def _from_nothing(case: Case, answer: Answer, line: BindingLimit, step: float) -> ExactSplit:
    """Solve the changed case; a benefit total is no input, so its column is changed instead."""
    if line.limits[0].kind == "benefit_total":
        h = answer.setup.payers.index(line.limits[0].payer or "")
        upper = answer.model.arrays.upper.copy()
        upper[answer.model.layout.total[h]] += step / answer.setup.unit
        model = replace(answer.model, arrays=replace(answer.model.arrays, upper=upper))
        goals = answer.setup.traced.rules.goals
        return pursue(Engine(model.arrays), model, goals).split
    for limit in line.limits:
        case = _changed(case, answer, limit, step)
    return solved(case).split


def _assert_holds(case: Case, answer: Answer, line: BindingLimit) -> None:
    effects = [effect for effect in (line.up, line.down) if effect is not None]
    assert effects
    for effect in effects:
        _assert_same(answer, effect, _from_nothing(case, answer, line, effect.step))


def said(line: BindingLimit, case: Case) -> str:
    sentence = ENGLISH.say(limit_binds(line, Terms(names_of(case), "EUR")))
    return sentence.replace("\u00a0", " ")


def _assert_same(answer: Answer, effect: StepEffect, after: ExactSplit) -> None:
    setup, near = answer.setup, 2 * answer.money.rounding
    near += 1e-6 * setup.unit
    changes = (after.paid(setup) - answer.split.paid(setup)) * setup.unit
    measured = dict(effect.payers)
    for payer, change in zip(setup.payers, changes, strict=True):
        assert measured.get(payer, 0.0) == pytest.approx(change, abs=near), payer
    gap = float((after.gaps - answer.split.gaps).sum()) * setup.unit
    left = float((after.residuals - answer.split.residuals).sum()) * setup.unit
    assert effect.gap == pytest.approx(gap, abs=near)
    assert effect.host_residual == pytest.approx(left, abs=near)


def _bound(seed: int) -> tuple[Case, Answer, tuple[BindingLimit, ...]] | None:
    """Return a random case in which something binds."""
    case = tiny_case(seed)
    answer = solved_or_none(case)
    lines = what_binds(answer) if answer is not None else ()
    return (case, answer, lines) if answer is not None and lines else None


@pytest.mark.parametrize("seed", seeds(300, 24))
def test_each_sentence_holds_when_it_is_done(seed: int) -> None:
    case, answer, lines = first_made(_bound, seed)
    for line in lines:
        _assert_holds(case, answer, line)


def test_random_cases_bind_in_every_way() -> None:
    kinds = set()
    for seed in range(300, 380):
        answer = solved_or_none(tiny_case(seed))
        if answer is not None:
            kinds |= {line.limits[0].kind for line in what_binds(answer)}
    assert kinds == {"budget", "clause", "benefit_total", "benefit_cap", "own_share"}


def test_the_sentences_of_a_real_case_hold_when_they_are_done() -> None:
    case = replace(belgium(), edition=1)  # by the second one no budget of the sample binds
    answer = solved(case)
    lines = what_binds(answer)
    assert {line.limits[0].kind for line in lines} >= {"budget", "clause"}
    for line in lines:
        _assert_holds(case, answer, line)


def _limited() -> Case:
    return with_rows(worked(), "Budgets", [(None, "federation", 300000)])


def test_a_budget_that_holds_back_is_said_with_money() -> None:
    case = _limited()
    sentences = [said(line, case) for line in what_binds(solved(case))]
    # Of 580,000 left after the federation's two budgets City and Port pay at most all they gain,
    # 250,000: the hosts keep 30,000, and the rest of the step relieves them first.
    assert sentences[0].startswith(
        "The 2023 budget of Federation stands at EUR 300,000. With EUR 10,000 more, "
    )
    assert "EUR 10,000 less is left with hosts" in sentences[0]


def test_the_figures_of_a_step_are_those_worked_out_by_hand() -> None:
    case = with_rows(
        worked(),
        "Clauses",
        [("cap", "Ceiling", "federation", None, None, None, "amount", "at most", 600000)],
    )
    lines = {line.limits[0]: line for line in what_binds(solved(case))}
    line = lines[LimitName("clause", clause="cap")]
    assert (line.bound, line.loosens) == (600000.0, 1)
    # City and Port pay all they gain; 30,000 stay with the hosts. 10,000 more relieve them of
    # 10,000, whatever the way; 10,000 less leave them with 10,000 more.
    assert line.up is not None
    assert line.down is not None
    assert (line.up.step, line.up.host_residual, line.up.gap) == (10000.0, -10000.0, 0.0)
    assert (line.down.step, line.down.host_residual, line.down.gap) == (-10000.0, 10000.0, 0.0)
    assert dict(line.up.payers)["federation"] == 10000.0
    assert sum(change for _, change in line.up.payers) == 0.0
    sentence = said(line, case)
    assert sentence.startswith("The clause “Ceiling” stands at EUR 600,000. With EUR 10,000 more, ")
    assert "Federation pays EUR 10,000 more and EUR 10,000 less is left with hosts. " in sentence
    assert ". With EUR 10,000 less, " in sentence


def test_two_limits_on_the_same_payments_hold_back_only_together() -> None:
    both = with_rows(
        worked(),
        "Clauses",
        [
            ("a", None, "federation", None, None, None, "amount", "at most", 600000),
            ("b", None, "federation", None, None, None, "amount", "at most", 600000),
        ],
    )
    answer = solved(both)
    groups = [line for line in what_binds(answer) if line.limits[0].kind == "clause"]
    assert [[limit.clause for limit in line.limits] for line in groups] == [["a", "b"]]
    _assert_holds(both, answer, groups[0])
    sentence = said(groups[0], both)
    assert sentence.startswith(
        "The clause “a” and the clause “b” stand at EUR 600,000. With EUR 10,000 more, "
    )


def test_a_limit_that_is_not_reached_is_not_named() -> None:
    loose = with_rows(
        worked(),
        "Clauses",
        [("loose", None, "federation", None, None, None, "amount", "at most", 800000)],
    )
    assert all(line.limits[0].kind != "clause" for line in what_binds(solved(loose)))


def test_a_step_that_the_clauses_forbid_is_no_step() -> None:
    tight = with_rows(
        worked(),
        "Clauses",
        [
            ("low", None, "federation", None, None, None, "amount", "at least", 600000),
            ("top", None, "federation", None, None, None, "amount", "at most", 600000),
        ],
    )
    lines = {line.limits[0].clause: line for line in what_binds(solved(tight))}
    assert lines["top"].down is None
    assert lines["top"].up is not None
    assert "With EUR 10,000 less, " not in said(lines["top"], tight)


def test_a_clause_that_asks_for_more_is_loosened_downwards() -> None:
    asking = with_rows(
        worked(),
        "Clauses",
        [("low", None, "port", None, None, None, "amount", "at least", 200000)],
    )
    answer = solved(asking)
    line = next(line for line in what_binds(answer) if line.limits[0].clause == "low")
    assert line.loosens == -1
    assert line.looser == line.down
    _assert_holds(asking, answer, line)
    sentence = said(line, asking)
    assert sentence.startswith("The clause “low” stands at EUR 200,000. With EUR 10,000 less, ")
    assert "Port pays EUR 10,000 less" in sentence


def test_the_lines_of_the_workbook_are_the_looser_and_then_the_tighter_step() -> None:
    answer = solved(belgium())
    lines = binding_lines(answer)
    steps = [
        (line.limits, line.bound, step.step, step.gap, step.host_residual, step.payers)
        for line in what_binds(answer)
        if line.limits[0].kind not in ("benefit_cap", "own_share")
        for step in (line.looser, line.tighter)
        if step is not None and step.changes_something
    ]
    assert any(line.step < 0 for line in lines)
    assert any(line.step > 0 for line in lines)
    assert [
        (
            *(line.limits, line.bound, line.step),
            *(line.gap_change, line.residual_change, line.payer_changes),
        )
        for line in lines
    ] == steps


def test_a_line_of_the_workbook_says_what_hosts_are_relieved_of() -> None:
    lines = {(line.name, line.step): line for line in binding_lines(solved(_limited()))}
    assert lines["federation, 2023", 10000.0].residual_change == -10000.0


def test_a_wish_to_stop_is_heard() -> None:
    with pytest.raises(SolveCancelledError):
        what_binds(solved(worked()), cancelled=lambda: True)


def test_the_engine_is_left_as_it_was() -> None:
    answer = solved(belgium())
    what_binds(answer)
    bounds = answer.engine.bounds()
    assert np.array_equal(bounds.upper, answer.start.upper)
    assert np.array_equal(bounds.row_upper, answer.start.row_upper)


def test_a_standard_cost_that_binds_is_moved_for_its_whole_stage() -> None:
    case = with_cells(worked(), "Stages", [(1, "standard_cost", 3000.0)])
    stage = case.table("Stages")["stage"].iloc[1]
    answer = solved(case)
    [line] = [one for one in what_binds(answer) if one.limits[0].kind == "standard_cost"]
    assert line.limits == (LimitName("standard_cost", stage=stage),)
    for effect in (line.up, line.down):
        assert effect is not None
        changed = with_cells(case, "Stages", [(1, "standard_cost", 3000.0 + effect.step)])
        _assert_same(answer, effect, solved(changed).split)
    assert said(line, case).startswith("The standard cost of “Welcome” stands at EUR 3,000. ")


def test_what_is_paid_already_is_said_where_it_is_more_than_is_gained() -> None:
    """City gains 40,000 later in all and pays 250,000 of its own welcome already."""
    existing = {
        "payer": "city", "year": 2023, "stage": "welcome", "territory": "city", "amount": 250_000,
    }  # fmt: skip
    case = with_rows(worked(), "Existing", [existing])
    answer = solved(case)
    by_payer = {limit.name.payer: limit for limit in limits_of(answer.model, answer.start)}
    city = by_payer["city"]
    assert (city.name.kind, city.bound * answer.setup.unit) == ("paid_already", 250_000)
    assert by_payer["port"].name.kind == "benefit_total"
    line = BindingLimit((city.name,), 250_000.0, 1, None, None)
    said = ENGLISH.say(limit_binds(line, Terms(names_of(case), "EUR", 0.01)))
    assert said.startswith("What City pays already, more than it gains later, stands at")
    kinds = {one.limit for one in binding_lines(answer)}
    assert kinds <= {"budget", "clause", "benefit_total", "benefit_cap", "own_share"}
