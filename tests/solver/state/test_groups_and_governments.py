"""A split of programmes told apart by group and responsible, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.programme import Programme
from models.results.split import KeyShare, Split, appendix_of
from solver.solve import solve_case
from tests.cases import worked
from tests.two_governments import two_governments

COMMUNITY, COUNCIL = "community", "council"


def course(group: str, responsible: str) -> Programme:
    return Programme("city", "course", 2026, group, responsible)


@pytest.fixture(scope="module")
def split() -> Split:
    return solve_case(two_governments())


def test_programmes_stand_in_the_canonical_order_each_with_its_group_and_government(
    split: Split,
) -> None:
    assert [line.programme for line in split.programmes] == [
        course(group, who) for group in ("asylum", "family") for who in (COMMUNITY, COUNCIL)
    ]
    assert [line.answered_by for line in split.programmes] == [COMMUNITY, "federation"] * 2
    assert [line.government for line in split.programmes] == [COMMUNITY, COUNCIL] * 2


def test_a_need_is_less_by_all_existing_payments_those_too_that_do_not_count(split: Split) -> None:
    lines = [(line.persons, line.existing, line.need) for line in split.programmes]
    assert lines == [
        (30.0, 3750.0, 26250.0),
        (10.0, 1250.0, 8750.0),
        (15.0, 0.0, 15000.0),
        (5.0, 0.0, 5000.0),
    ]


def test_each_payment_names_the_programme_it_is_for(split: Split) -> None:
    paid = {(line.payer, line.programme): line.amount for line in split.payments}
    assert len(paid) == len(split.payments) == 8
    for line in split.programmes:
        of_it = [amount for (_, programme), amount in paid.items() if programme == line.programme]
        assert sum(of_it) == pytest.approx(line.need)


def test_a_burden_counts_contributions_and_existing_payments(split: Split) -> None:
    city, _, federation = split.payers
    assert (city.existing, federation.existing, federation.existing_discounted) == (0, 4000, 4000)
    # All that is paid and counts, 55,000 + 4,000, over 30,000 + 150,000.
    assert city.burden == federation.burden == pytest.approx(59_000 / 180_000)
    assert city.paid == pytest.approx(30_000 * 59_000 / 180_000, abs=0.01)
    goals = {line.goal: line.value for line in split.goals}
    assert goals["equal_burden"] == pytest.approx((59_000 / 180_000,) * 2)


def test_later_benefits_are_those_of_each_programme(split: Split) -> None:
    gains = dict(
        zip(
            (line.programme for line in split.programmes),
            map(dict, appendix_of(split).later_benefits),
            strict=True,
        )
    )
    assert gains[course("asylum", COMMUNITY)] == {"city": 15_000, "federation": 75_000}
    assert gains[course("family", COUNCIL)] == {"city": 2_500, "federation": 12_500}


def test_a_same_key_is_written_as_few_percentages() -> None:
    split = solve_case(two_governments(same_key_by="stage"))
    share = 9_833.333333 / 55_000
    assert split.same_key is not None
    assert [replace(line, share=0.0) for line in split.same_key] == [
        KeyShare(payer, own, None, "course", None, None, 0.0)
        for payer, own in (("city", False), ("federation", True), ("federation", False))
    ]
    shares = [line.share for line in split.same_key]
    assert shares == pytest.approx([share, 1 - share, 1 - share])


def test_the_shares_of_a_key_name_what_they_depend_on() -> None:
    split = solve_case(two_governments(same_key_by="host, group, year"))
    assert split.same_key is not None
    named = {(line.host, line.stage, line.group, line.year) for line in split.same_key}
    hosts, groups = (COMMUNITY, "federation"), ("asylum", "family")
    assert named == {(host, None, group, 2026) for host in hosts for group in groups}
    for host, group in ((host, group) for host in hosts for group in groups):
        shares = [one.share for one in split.same_key if (one.host, one.group) == (host, group)]
        assert sum(shares) == pytest.approx(1)


def test_a_case_that_uses_nothing_of_it_names_programmes_as_before() -> None:
    split = solve_case(worked())
    assert (split.uses, split.same_key) == ((), None)
    assert [line.programme.named_parts for line in split.programmes] == [
        ("city", "welcome", 2023),
        ("city", "training", 2024),
        ("port", "training", 2024),
    ]
