from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.programme import Programme
from models.results.folding import (
    Path,
    PathStep,
    TreeNode,
    every_node,
    grow,
    levels,
    unfolded_to,
)
from models.results.matrix import FIRST_SUMS, LAST_SUMS, MatrixColumn, figures_of
from models.results.split import Split
from models.words.language import ENGLISH
from models.words.matrix import (
    NESTINGS,
    Dimension,
    TerritoryPlaces,
    but_groups,
    columns_of,
    nesting_name,
    payer_tree,
    programme_tree,
    territories_of,
)
from tests.desktop.splits import CASE, NAMES, split_over, splits
from tests.drawing import drawn

NEST = st.sampled_from(NESTINGS)


def cents(amount: float) -> Decimal:
    return Decimal(repr(amount)).quantize(Decimal("0.01"))


@drawn()
@given(split=splits(), nesting=NEST)
def test_every_folded_row_is_the_sum_of_its_leaves_to_the_cent(
    split: Split, nesting: tuple[Dimension, ...]
) -> None:
    figures = figures_of(split)
    payers = [line.payer for line in split.payers]
    columns = [MatrixColumn(p, (p,)) for p in payers] + [
        MatrixColumn(t, total=t) for t in (*FIRST_SUMS, *LAST_SUMS)
    ]
    columns.append(MatrixColumn("all", tuple(payers)))
    tree = programme_tree(split, NAMES, territories_of(CASE), nesting)
    alone = {n.leaves: n for n in every_node(tree) if not n.folds}
    for node in every_node(tree):
        for column in columns:
            parts = [cents(figures.figure(alone[(leaf,)], column)) for leaf in node.leaves]
            assert cents(figures.figure(node, column)) == sum(parts)


@drawn()
@given(split=splits(), nesting=NEST)
def test_every_programme_stands_in_the_tree_once(
    split: Split, nesting: tuple[Dimension, ...]
) -> None:
    tree = programme_tree(split, NAMES, territories_of(CASE), nesting)
    leaves = [leaf for node in tree for leaf in node.leaves]
    assert sorted(leaves) == list(range(len(split.programmes)))
    assert len({node.path for node in every_node(tree)}) == len(list(every_node(tree)))
    for node in every_node(tree):
        assert not node.folds or len(node.children) > 1
        assert all(child.depth == node.depth + 1 for child in node.children)


@drawn()
@given(split=splits(), nesting=NEST)
def test_paid_by_each_adds_up_to_paid_in_all(split: Split, nesting: tuple[Dimension, ...]) -> None:
    figures = figures_of(split)
    payers = tuple(line.payer for line in split.payers)
    for node in every_node(programme_tree(split, NAMES, territories_of(CASE), nesting)):
        paid = figures.figure(node, MatrixColumn("paid", total="paid"))
        assert cents(figures.figure(node, MatrixColumn("all", payers))) == cents(paid)


def step(key: Hashable, rank: int = 0) -> PathStep:
    return PathStep(key, str(key), "kind", rank)


def labels(nodes: tuple[TreeNode, ...]) -> list[str]:
    return ["  " * node.depth + ENGLISH.say(node.label) for node in every_node(nodes)]


def test_rows_stand_by_rank_and_a_single_part_is_drawn_with_what_holds_it() -> None:
    tree = grow(
        [
            [step("B", 2), step("y", 2)],
            [step("B", 2), step("x", 1)],
            [step("A", 1), step("z", 1)],
        ]
    )
    assert labels(tree) == ["A · z", "B", "  x", "  y"]
    assert levels(tree) == (("kind",), ("kind",))


def territory_rows(nesting: tuple[Dimension, ...]) -> list[str]:
    hosts = ("Land", "North", "South", "Other")
    programmes = [
        Programme(h, s, y) for y in (2024, 2023) for s in ("work", "school") for h in hosts
    ]
    return labels(programme_tree(split_over(programmes), NAMES, territories_of(CASE), nesting))


def test_a_territory_with_parts_has_its_own_programmes_beside_them() -> None:
    rows = territory_rows(NESTINGS[0])
    assert rows[:8] == [
        "The Land with its parts",
        "  The Land",
        "    school",
        "      2023",
        "      2024",
        "    work",
        "      2023",
        "      2024",
    ]
    assert [row for row in rows if not row.startswith(" ")] == ["The Land with its parts", "Other"]


def test_years_can_come_first() -> None:
    rows = territory_rows((Dimension.YEAR, Dimension.STAGE, Dimension.TERRITORY))
    assert rows[:6] == [
        "2023",
        "  school",
        "    The Land with its parts",
        "      The Land",
        "      North",
        "      South",
    ]


def test_what_holds_everything_is_left_out_and_stands_beside_its_parts_where_it_pays() -> None:
    answer = split_over([Programme("North", "school", 2023), Programme("South", "school", 2023)])
    rows = programme_tree(answer, NAMES, territories_of(CASE), NESTINGS[0])
    assert labels(rows) == ["North · school · 2023", "South · school · 2023"]
    payers = [line.payer for line in answer.payers]
    assert payers == ["Land", "North", "South", "Other"]
    columns = columns_of(payer_tree(answer, NAMES, territories_of(CASE)), payers, frozenset())
    assert [ENGLISH.say(column.label) for column in columns] == [
        "Need",
        "Unfunded",
        "The Land with its parts",
        "Other",
        "Paid in all",
        "of which host residual",
    ], "what is asked for and what is missing is read with the label, however many payers follow"
    assert columns[2].payers == ("Land", "North", "South")


@pytest.mark.parametrize("reverse", [False, True])
def test_a_chain_of_parents_of_any_length_folds(reverse: bool) -> None:
    names = [f"t{n}" for n in range(4000)]
    parents = dict(pairwise(names))
    place = {name: at for at, name in enumerate(names)}
    chain = TerritoryPlaces(parents, {}, place, {"school": 0})
    hosts = names[::-10] if reverse else names[::10]
    answer = split_over([Programme(host, "school", 2030) for host in hosts])
    tree = programme_tree(answer, NAMES, chain, NESTINGS[0])
    leaves = [node for node in every_node(tree) if not node.folds]
    assert sorted(leaf for node in leaves for leaf in node.leaves) == list(range(len(hosts)))
    assert max(node.depth for node in every_node(tree)) < 40
    assert chain.chains(["t3998"])["t3998"] == ("t3999", "t3998")


def test_parents_in_a_circle_end_where_they_begin_again() -> None:
    circle = TerritoryPlaces({"a": "b", "b": "c", "c": "a"}, {}, {}, {})
    assert circle.chains("a")["a"] == ("c", "b", "a")


def test_a_programme_of_a_group_and_of_a_government_is_a_row_of_its_own() -> None:
    programmes = [
        Programme("North", "school", 2023, group, responsible)
        for group in ("asylum", "family")
        for responsible in ("Land", "Other")
    ]
    places = replace(territories_of(CASE), group_place={"asylum": 0, "family": 1})
    tree = programme_tree(split_over(programmes), NAMES, places, NESTINGS[0])
    assert labels(tree) == [
        "North · school",
        "  asylum · 2023",
        "    The Land",
        "    Other",
        "  family · 2023",
        "    The Land",
        "    Other",
    ]
    leaves = [leaf for node in every_node(tree) if not node.folds for leaf in node.leaves]
    assert leaves == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("nesting", "rows"),
    [
        (0, ["North · school", "  asylum", "    2023", "    2024", "  family · 2023"]),
        (2, ["2023 · North · school", "  asylum", "  family", "2024 · North · school · asylum"]),
    ],
)
def test_groups_fold_under_their_stage_in_any_order(nesting: int, rows: list[str]) -> None:
    of = (("asylum", 2023), ("asylum", 2024), ("family", 2023))
    programmes = [Programme("North", "school", year, group) for group, year in of]
    places = replace(territories_of(CASE), group_place={"asylum": 0, "family": 1})
    tree = programme_tree(split_over(programmes), NAMES, places, NESTINGS[nesting])
    assert labels(tree) == rows
    everything = unfolded_to(tree, 9)
    assert not any(under(tree, path) == "group" for path in but_groups(tree, everything))
    said = ENGLISH.say(nesting_name(NESTINGS[nesting], has_groups=True))
    assert "Stage › Group" in said


def under(tree: Sequence[TreeNode], path: Path) -> object:
    node = next(node for node in every_node(tree) if node.path == path)
    step = node.children[0].path[len(path)]
    return step[0] if isinstance(step, tuple) else step
