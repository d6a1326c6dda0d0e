"""Who pays for whom, in nests of any depth and shape, in a time that grows as they do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import case_of
from models.checks.every import check_case
from models.flows.places import NOBODY, Nesting, places_of
from models.words.language import ENGLISH
from tests.models.checks.test_check_case import frame

MANY = 20_000


class Counted(Mapping[str, str | None]):
    """Parents that count how often they are asked for."""

    def __init__(self, parents: dict[str, str | None]) -> None:
        self.parents, self.asked = parents, 0

    def __getitem__(self, name: str) -> str | None:
        self.asked += 1
        return self.parents[name]

    def __contains__(self, name: object) -> bool:
        self.asked += 1
        return name in self.parents

    def __iter__(self) -> Iterator[str]:
        return iter(self.parents)

    def __len__(self) -> int:
        return len(self.parents)


def chain(count: int) -> dict[str, str | None]:
    return {f"t{n}": f"t{n + 1}" if n + 1 < count else None for n in range(count)}


SHAPES: dict[str, dict[str, str | None]] = {
    "a chain from below": chain(MANY),
    "a chain from above": dict(reversed(chain(MANY).items())),
    "a circle": chain(MANY) | {f"t{MANY - 1}": "t0"},
    "a chain into a circle": chain(MANY) | {f"t{MANY - 1}": f"t{MANY // 2}"},
    "a star": {f"t{n}": "t0" if n else None for n in range(MANY)},
    "many small circles": {f"t{n}": f"t{n ^ 1}" for n in range(MANY)},
    "each its own parent": {f"t{n}": f"t{n}" for n in range(MANY)},
    "parents that nobody knows": {f"t{n}": f"x{n}" for n in range(MANY)},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
@pytest.mark.parametrize("pays", ["all", "none", "the last"])
def test_each_territory_is_looked_at_a_few_times_whatever_the_shape(
    shape: dict[str, str | None], pays: str
) -> None:
    parents = Counted(shape)
    paying = dict.fromkeys(shape, pays == "all") | {f"t{MANY - 1}": pays != "none"}
    nesting = Nesting(parents, paying)
    assert len(nesting.payers) == MANY
    nesting.circles()
    nesting.at_or_below("t0")
    assert parents.asked <= 12 * MANY


def payer_by_hand(name: str, parents: Mapping[str, str | None], pays: set[str]) -> str | None:
    at: str | None = name
    for _ in range(len(parents) + 1):
        if at is None or at not in parents or at in pays:
            break
        at = parents[at]
    return at if at in pays else None


NESTS = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from([*"abcdefghx", None]))


@given(NESTS, st.sets(st.sampled_from("abcdefgh")))
def test_payers_circles_and_parts_are_those_found_by_walking(
    parents: dict[str, str | None], paying: set[str]
) -> None:
    pays = paying & parents.keys()
    nesting = Nesting(parents, {name: name in pays for name in parents})
    assert nesting.payers == {name: payer_by_hand(name, parents, pays) for name in parents}

    def above(name: str) -> list[str]:
        way: list[str] = []
        at = parents[name]
        while at is not None and at not in way:
            way.append(at)
            at = parents.get(at)
        return way

    in_circles = {name for name in parents if name in above(name)}
    circles = nesting.circles()
    assert {name for circle in circles for name in circle} == in_circles
    order = list(parents)
    firsts = [order.index(circle[0]) for circle in circles]
    assert firsts == sorted(firsts)
    for circle in circles:
        assert circle[0] == circle[-1] == min(circle, key=order.index)
        assert all(parents[low] == high for low, high in pairwise(circle))
    for name in "abcx":
        below = {t for t in parents if t == name or name in above(t)}
        assert nesting.at_or_below(name) == below


def test_a_long_circle_is_one_error_that_people_can_read() -> None:
    names = [f"t{n}" for n in range(4000)]
    case = case_of({"Territories": frame(territory=names, parent=[*names[1:], "t0"])})
    (problem,) = [p for p in check_case(case) if p.code == "parent-circle"]
    assert problem.row == 0
    assert "t0 → t1 → " in ENGLISH.say(problem.found)
    assert "… 3,981 more … → " in ENGLISH.say(problem.found)
    assert ENGLISH.say(problem.found).endswith(" → t3999 → t0.")


def test_places_know_the_payers_at_the_top_of_a_long_chain() -> None:
    names = [f"t{n:04}" for n in range(4000)]
    pays = [False] * 3999 + [True]
    territories = frame(territory=names, parent=[*names[1:], None], pays=pays)
    places = places_of(case_of({"Territories": territories}))
    assert set(places.payer_of.tolist()) == {0}
    territories = frame(territory=names, parent=[*names[1:], None], pays=[False] * 4000)
    assert set(places_of(case_of({"Territories": territories})).payer_of.tolist()) == {NOBODY}
