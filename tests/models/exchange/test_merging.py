"""What was sent, the case as it is now, and what came back from several sides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import Case
from models.exchange.addresses import ABSENT, Address
from models.exchange.amendments import edited, edits_of
from models.exchange.deciding import accepted_edits, all_accepted, decided, undecided
from models.exchange.differences import differences
from models.exchange.merging import Merge, MergeState, merge_of
from models.problems import CaseRefusedError, RelaisError
from tests.drawing import drawn
from tests.models.exchange.builders import (
    WORKED,
    all_refused,
    back,
    with_cell,
    with_persons,
    with_row,
    without_row,
)
from tests.models.exchange.random_cases import cases

_SLOW = drawn(12)
_FIRST = Address("Flows", (2022.0, None, None, None, "reception", "city", None), "persons")


def _merge(*returned: Case, mine: Case = WORKED, sent: Case = WORKED) -> Merge:
    return merge_of(mine, [back(case, f"{i}.xlsx", sent) for i, case in enumerate(returned)])


def _states(merge: Merge) -> list[tuple[str, str | None, MergeState]]:
    return [(item.where.table, item.where.column, item.state) for item in merge.items]


def _sides(merge: Merge) -> tuple[Any, Any, list[Any]]:
    (item,) = merge.items
    return item.issued, item.mine, [offer.value for offer in item.offers]


def _made(merge: Merge) -> Case:
    return edited(merge.mine, accepted_edits(merge, all_accepted(merge, deletions=True)))


def test_what_only_the_other_side_changed_is_taken_over() -> None:
    merge = _merge(with_persons(WORKED, 0, 120))
    assert _states(merge) == [("Flows", "persons", MergeState.CHANGE)]
    assert decided(merge, all_accepted(merge)).table("Flows")["persons"][0] == 120


def test_what_only_mine_changed_stays_and_is_nothing_to_decide() -> None:
    assert _merge(WORKED, mine=with_persons(WORKED, 0, 120)).items == ()


def test_what_both_changed_alike_is_nothing_to_decide() -> None:
    both = with_persons(WORKED, 0, 120)
    assert _merge(both, mine=both).items == ()


def test_what_both_changed_differently_is_a_conflict_with_its_three_values() -> None:
    merge = _merge(with_persons(WORKED, 0, 120), mine=with_persons(WORKED, 0, 110))
    assert _states(merge) == [("Flows", "persons", MergeState.CONFLICT)]
    assert _sides(merge) == (100, 110, [120])


def test_two_files_that_differ_are_a_conflict_with_both_sources() -> None:
    merge = _merge(with_persons(WORKED, 0, 120), with_persons(WORKED, 0, 130))
    assert _sides(merge) == (100, 100, [120, 130])
    (item,) = merge.items
    assert [source.file for offer in item.offers for source in offer.sources] == [
        "0.xlsx",
        "1.xlsx",
    ]


def test_two_files_that_say_the_same_are_one_change_with_both_sources() -> None:
    merge = _merge(with_persons(WORKED, 0, 120), with_persons(WORKED, 0, 120))
    (item,) = merge.items
    assert item.state is MergeState.CHANGE
    assert [source.file for source in item.offers[0].sources] == ["0.xlsx", "1.xlsx"]


def test_a_deleted_row_is_a_deletion_that_waits_to_be_confirmed() -> None:
    merge = _merge(without_row(WORKED, "Benefits", 0))
    assert _states(merge) == [("Benefits", None, MergeState.DELETION)]
    kept = decided(merge, all_accepted(merge))
    assert differences(kept, WORKED) == ()
    gone = decided(merge, all_accepted(merge, deletions=True))
    assert len(gone.table("Benefits")) == len(WORKED.table("Benefits")) - 1


def test_a_row_deleted_here_and_changed_there_is_a_conflict_either_way() -> None:
    gone, changed = without_row(WORKED, "Flows", 0), with_persons(WORKED, 0, 120)
    issued, mine, (theirs,) = _sides(_merge(gone, mine=changed))
    assert (dict(issued)["persons"], dict(mine)["persons"], theirs) == (100, 120, ABSENT)
    issued, mine, (theirs,) = _sides(_merge(changed, mine=gone))
    assert (dict(issued)["persons"], mine, dict(theirs)["persons"]) == (100, ABSENT, 120)
    issued, mine, theirs = _sides(_merge(changed, gone))
    assert theirs[0] is ABSENT
    assert dict(theirs[1])["persons"] == 120


def test_a_row_deleted_on_both_sides_is_nothing_to_decide() -> None:
    gone = without_row(WORKED, "Flows", 0)
    assert _merge(gone, mine=gone).items == ()


def test_rows_that_both_sides_added_are_compared_cell_by_cell() -> None:
    row = {"year": 2026, "payer": "port"}
    mine = with_row(WORKED, "Budgets", **row, max_contribution=5)
    theirs = with_row(WORKED, "Budgets", **row, max_contribution=6, note="firm")
    assert _states(_merge(theirs, mine=mine)) == [
        ("Budgets", "max_contribution", MergeState.CONFLICT),
        ("Budgets", "note", MergeState.CHANGE),
    ]


def test_a_new_row_of_two_files_that_differ_is_one_conflict() -> None:
    row = {"year": 2026, "payer": "port"}
    merge = _merge(
        with_row(WORKED, "Budgets", **row, max_contribution=5),
        with_row(WORKED, "Budgets", **row, max_contribution=6),
    )
    assert _states(merge) == [("Budgets", None, MergeState.CONFLICT)]


def test_rows_that_were_never_sent_to_a_recipient_are_no_deletions() -> None:
    only_first = WORKED.with_table("Flows", WORKED.table("Flows").iloc[:1])
    merge = _merge(with_persons(only_first, 0, 120), sent=only_first)
    assert _states(merge) == [("Flows", "persons", MergeState.CHANGE)]
    assert len(decided(merge, all_accepted(merge)).table("Flows")) == len(WORKED.table("Flows"))


def test_a_scenario_deleted_by_one_and_changed_by_another_is_a_conflict() -> None:
    frame = WORKED.table("Scenarios")
    sent = WORKED.with_table("Scenarios", frame.assign(new=[0.1]))
    changed = WORKED.with_table("Scenarios", frame.assign(new=[0.2]))
    assert _states(_merge(WORKED, sent=sent, mine=sent)) == [
        ("Scenarios", "new", MergeState.DELETION)
    ]
    assert _states(_merge(WORKED, changed, sent=sent, mine=sent)) == [
        ("Scenarios", "new", MergeState.CONFLICT),
        ("Scenarios", "new", MergeState.CHANGE),
    ]
    assert _states(_merge(WORKED, sent=sent, mine=changed)) == [
        ("Scenarios", "new", MergeState.CONFLICT)
    ]


def test_nothing_is_merged_while_a_conflict_is_undecided() -> None:
    merge = _merge(with_persons(WORKED, 0, 120), with_persons(WORKED, 0, 130))
    assert undecided(merge, all_accepted(merge)) == merge.items
    with pytest.raises(RelaisError, match="1 conflict is not decided; nothing was merged"):
        decided(merge, all_accepted(merge))


@pytest.mark.parametrize(("side", "persons"), [("mine", 110), ("theirs", 130)])
def test_a_side_settles_every_conflict_and_the_last_file_stands_for_theirs(
    side: Any, persons: float
) -> None:
    mine = with_persons(WORKED, 0, 110)
    merge = _merge(with_persons(WORKED, 0, 140), with_persons(WORKED, 0, 130), mine=mine)
    merged = decided(merge, all_accepted(merge, conflicts=side))
    assert merged.table("Flows")["persons"][0] == persons


def test_changes_are_accepted_and_refused_one_by_one() -> None:
    theirs = with_cell(with_persons(WORKED, 0, 120), "Costs", 0, "cost_per_person", 1)
    merge = _merge(theirs)
    assert len(merge.items) == 2
    merged = decided(merge, {**all_refused(merge), _FIRST: 0})
    assert [one.where for one in differences(WORKED, merged)] == [_FIRST]
    assert differences(decided(merge, all_refused(merge)), WORKED) == ()


def _refusal(merge: Merge) -> list[str]:
    with pytest.raises(CaseRefusedError) as refused:
        decided(merge, all_accepted(merge, deletions=True))
    assert "Decide otherwise about what is listed" in str(refused.value)
    return [str(problem) for problem in refused.value.problems]


def test_a_merge_that_breaks_the_case_is_refused_and_names_the_row() -> None:
    merge = _merge(with_cell(WORKED, "Flows", 0, "persons", -1.0))
    assert _refusal(merge) == [
        "Flows: 2022 · reception · city: The number −1 is negative. Expected: a number from 0. "
        "Type a number from 0."
    ]


def test_a_deletion_that_leaves_rows_which_name_it_is_refused_in_one_message() -> None:
    merge = _merge(without_row(WORKED, "Territories", 2))
    assert _refusal(merge) == [
        "Territories: Deleting “port” from Territories leaves 5 rows that name it: 4 in Flows, "
        "1 in Benefits; first Flows, 2024 · welcome · city · training · port. Delete those too, "
        "or keep it."
    ]


def test_each_deleted_thing_has_its_own_message() -> None:
    theirs = without_row(without_row(WORKED, "Territories", 2), "Stages", 3)
    said = _refusal(_merge(theirs))
    assert [text.partition(" leaves ")[0] for text in said] == [
        "Territories: Deleting “port” from Territories",
        "Stages: Deleting “work” from Stages",
    ]


def test_a_scenario_that_clauses_name_is_not_deleted_either() -> None:
    mine = with_cell(WORKED, "Scenarios", 0, "low", 0.01)
    mine = with_row(
        mine, "Clauses", clause="c", measure="amount", sense="at most", value=1.0, scenario="low"
    )
    frame = mine.table("Scenarios").drop(columns="low")
    merge = _merge(mine.with_table("Scenarios", frame), mine=mine, sent=mine)
    assert _refusal(merge) == [
        "Scenarios: Deleting “low” from Scenarios leaves 1 row that names it: 1 in Clauses; first "
        "Clauses, c. Delete those too, or keep it."
    ]


def test_a_deletion_together_with_the_rows_that_name_it_is_made() -> None:
    theirs = without_row(WORKED, "Territories", 2)
    for table, columns in (("Flows", ("from_territory", "to_territory")),
                           ("Benefits", ("territory", "beneficiary"))):  # fmt: skip
        frame = theirs.table(table)
        kept = ~frame[list(columns)].isin(["port"]).any(axis=1)
        theirs = theirs.with_table(table, frame[kept].reset_index(drop=True))
    merge = _merge(theirs)
    merged = decided(merge, all_accepted(merge, deletions=True))
    assert "port" not in merged.table("Territories")["territory"].tolist()


@_SLOW
@given(cases(), cases(), cases(), cases())
def test_the_order_of_files_changes_no_item(a: Case, b: Case, c: Case, mine: Case) -> None:
    def items(files: Sequence[Case], names: str) -> list[Any]:
        returned = [back(case, name, a) for case, name in zip(files, names, strict=True)]
        return [
            (item.where, item.state, item.mine, [(o.value, o.sources) for o in item.offers])
            for item in merge_of(mine, returned).items
        ]

    assert items([b, c], "bc") == items([c, b], "cb")


@_SLOW
@given(cases(), cases(), st.data())
def test_changes_divided_over_two_files_merge_to_the_whole_in_any_order(
    sent: Case, whole: Case, data: st.DataObject
) -> None:
    edits = [e for e in edits_of(differences(sent, whole)) if not _is_column_gone(e)]
    rows = sorted({(e.where.table, e.where.key) for e in edits}, key=repr)
    first_rows = {row for row in rows if data.draw(st.booleans())}
    parts = [
        edited(sent, [e for e in edits if ((e.where.table, e.where.key) in first_rows) is is_first])
        for is_first in (True, False)
    ]
    goal = edited(sent, edits)
    together = _merge(*parts, mine=sent, sent=sent)
    assert not together.in_state(MergeState.CONFLICT)
    assert differences(_made(together), goal) == ()
    one_by_one = sent
    for part in reversed(parts):
        one_by_one = _made(_merge(part, mine=one_by_one, sent=sent))
    assert differences(one_by_one, goal) == ()


def _is_column_gone(edit: Any) -> bool:
    return edit.where.subject == "column" and edit.value is ABSENT
