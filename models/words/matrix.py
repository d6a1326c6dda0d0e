"""The matrix of a split in words: its rows and columns as trees, and the totals under it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from math import fsum
from typing import TYPE_CHECKING

from models.declaration.tables import TABLE_BY_KEY
from models.names import Names, texts_by_key
from models.results.folding import Path, PathStep, TreeNode, every_node, grow, shown
from models.results.lines import ProgrammeLine
from models.results.matrix import (
    FIRST_SUMS,
    LAST_SUMS,
    MatrixColumn,
    MatrixRow,
    Sum,
    discounted_contributions,
    lines_of,
    sums_of,
)
from models.results.split import PayerLine, Split
from models.scenarios import Rules
from models.words.payers import EXISTING, EXISTING_COUNT
from models.words.ranges import not_measured
from models.words.text import Argument, Joined, Number, joined, text

if TYPE_CHECKING:
    from models.case import Case


class Dimension(Enum):
    """What programmes are told apart by."""

    TERRITORY = "territory"
    STAGE = "stage"
    YEAR = "year"


_T, _S, _Y = Dimension.TERRITORY, Dimension.STAGE, Dimension.YEAR
NESTINGS = ((_T, _S, _Y), (_S, _T, _Y), (_Y, _T, _S), (_T, _Y, _S), (_S, _Y, _T), (_Y, _S, _T))
"""The orders in which rows can be nested; the first is the one to begin with."""
DIMENSION_NAMES: dict[Dimension, Argument] = {
    _T: text("Territory"),
    _S: text("Stage"),
    _Y: text("Year"),
}
GROUP: Argument = TABLE_BY_KEY["Costs"].column("group").labels
RESPONSIBLE: Argument = TABLE_BY_KEY["Costs"].column("responsible").labels
"""What tells programmes of one stage, territory and year apart, where they are several."""
_GROUP_STEP = "group"
_SUM_NAMES: dict[Sum, Argument] = {
    "paid": text("Paid in all"),
    "residual": text("of which host residual"),
    "unfunded": text("Unfunded"),
    "need": text("Need"),
}
_DEEPEST = 32
"""How many levels of territories are told apart: no screen has room for the indents of more."""


def nesting_name(nesting: Sequence[Dimension], *, has_groups: bool = False) -> Argument:
    """Return an order of nesting in words: Territory › Stage › Year; groups come after stages."""
    names: list[Argument] = []
    for dimension in nesting:
        names.append(DIMENSION_NAMES[dimension])
        if has_groups and dimension is Dimension.STAGE:
            names.append(GROUP)
    return Joined(tuple(names), " › ")


def has_groups(split: Split) -> bool:
    """Say whether programmes of a split are told apart by group."""
    return any(line.group for line in split.programmes)


def but_groups(tree: Iterable[TreeNode], unfolded: Collection[Path]) -> set[Path]:
    """Return what is unfolded of some nodes but for those right above groups."""
    above = {node.path for node in every_node(tree) if any(map(_is_group, _ends(node)))}
    return {path for path in unfolded if not any(path[: len(one)] == one for one in above)}


def _ends(node: TreeNode) -> Iterator[object]:
    """Yield the first step to each of the nodes right under a node."""
    return (child.path[len(node.path)] for child in node.children)


def _is_group(step: object) -> bool:
    return isinstance(step, tuple) and step[0] == _GROUP_STEP


@dataclass(frozen=True)
class TerritoryPlaces:
    """Where each territory stands: its parent, its level, its place; stages and groups too."""

    parents: dict[str, str]
    level_of: dict[str, str]
    place: dict[str, int]
    stage_place: dict[str, int]
    group_place: dict[str, int] = field(default_factory=dict)

    def chains(self, territories: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return for each territory those from the top down to it, itself last.

        What lies deeper than _DEEPEST levels stands beside each other at the deepest one.
        """
        known: dict[str, tuple[str, ...]] = {}
        for territory in territories:
            way: dict[str, None] = {}
            at: str | None = territory
            while at and at not in known and at not in way:
                way[at] = None
                at = self.parents.get(at)
            above = known.get(at, ()) if at else ()
            for key in reversed(way):
                above = known[key] = (*above[: _DEEPEST - 1], key)
        return known


def territories_of(case: Case) -> TerritoryPlaces:
    """Read where the territories of a case stand."""
    stages = case.table("Stages")
    ordered = sorted(zip(stages["order"], stages["stage"], strict=True), key=lambda row: row[0])
    return TerritoryPlaces(
        texts_by_key(case, "Territories", "territory", "parent"),
        texts_by_key(case, "Territories", "territory", "level"),
        {str(key): place for place, key in enumerate(case.table("Territories")["territory"])},
        {str(stage): place for place, (_, stage) in enumerate(ordered)},
        {str(key): place for place, key in enumerate(case.table("Groups")["group"])},
    )


def programme_tree(
    split: Split, names: Names, territories: TerritoryPlaces, nesting: Sequence[Dimension]
) -> tuple[TreeNode, ...]:
    """Return the rows of the matrix: the programmes, nested in an order."""
    lines = split.programmes
    chains = _territory_steps([line.host for line in lines], names, territories)

    stages = {
        line.stage: _step(
            Dimension.STAGE,
            line.stage,
            names.stage(line.stage),
            territories.stage_place.get(line.stage, 0),
        )
        for line in lines
    }
    years = {
        line.year: _step(Dimension.YEAR, line.year, str(line.year), line.year) for line in lines
    }

    def steps(line: ProgrammeLine, dimension: Dimension) -> Sequence[PathStep]:
        if dimension is Dimension.TERRITORY:
            return chains[line.host]
        if dimension is Dimension.YEAR:
            return years[line.year]
        return (*stages[line.stage], *_group_step(line, names, territories))

    return grow(
        [
            [
                *(step for dimension in nesting for step in steps(line, dimension)),
                *_responsible_step(line, names, territories),
            ]
            for line in lines
        ]
    )


def _step(dimension: Dimension, key: str | int, label: str, rank: int) -> tuple[PathStep]:
    return (PathStep((dimension.value, key), label, DIMENSION_NAMES[dimension], rank),)


def _group_step(
    line: ProgrammeLine, names: Names, territories: TerritoryPlaces
) -> Iterator[PathStep]:
    """Yield the group of a programme, which folds under its stage; mostly nothing."""
    if line.group:
        rank = territories.group_place.get(line.group, 0)
        yield PathStep((_GROUP_STEP, line.group), names.group(line.group), GROUP, rank)


def _responsible_step(
    line: ProgrammeLine, names: Names, territories: TerritoryPlaces
) -> Iterator[PathStep]:
    """Yield what tells a programme from others of the same persons; mostly nothing."""
    if line.responsible:
        name = names.territory(line.responsible)
        rank = territories.place.get(line.responsible, 0)
        yield PathStep(("responsible", line.responsible), name, RESPONSIBLE, rank)


def payer_tree(split: Split, names: Names, territories: TerritoryPlaces) -> tuple[TreeNode, ...]:
    """Return the columns of the matrix: the payers, folded by the territories above them."""
    payers = [line.payer for line in split.payers]
    chains = _territory_steps(payers, names, territories)
    return grow([chains[payer] for payer in payers])


def _territory_steps(
    keys: Sequence[str], names: Names, territories: TerritoryPlaces
) -> dict[str, tuple[PathStep, ...]]:
    """Return the steps to each territory; what all of them lie under is left out."""
    known = territories.chains(keys)
    chains = {key: known[key] for key in keys}
    top = _common(list(chains.values()))
    above = {key for chain in chains.values() for key in chain[top:-1]}
    return {
        key: tuple(_steps(chain[top if len(chain) > top else -1 :], above, names, territories))
        for key, chain in chains.items()
    }


def _steps(
    chain: tuple[str, ...], above: set[str], names: Names, territories: TerritoryPlaces
) -> Iterable[PathStep]:
    kind = DIMENSION_NAMES[_T]
    for key in chain:
        name, rank = names.territory(key), territories.place.get(key, 0)
        level = territories.level_of.get(key, kind)
        if key not in above:
            yield PathStep(key, name, level, rank)
            continue
        yield PathStep(
            (key, "parts"),
            text("{territory} with its parts", territory=name),
            level,
            rank,
            True,
        )
        if key == chain[-1]:
            yield PathStep(key, name, level, -1)


def _common(chains: list[tuple[str, ...]]) -> int:
    """Return how many territories at the top of all longer chains are the same.

    What holds everything would only repeat the totals; where it is itself in the list, it stands
    beside the others.
    """
    at = 0
    while True:
        longer = {chain[at] for chain in chains if len(chain) > at + 1}
        ended = {chain[-1] for chain in chains if len(chain) == at + 1}
        if len(longer) != 1 or not ended <= longer or any(len(chain) <= at for chain in chains):
            return at
        at += 1


def columns_of(
    tree: Sequence[TreeNode], payers: Sequence[str], unfolded: Collection[Path]
) -> tuple[MatrixColumn, ...]:
    """Return a column for each payer that is seen, between what is asked and what is answered.

    The need and what stays of it come first: they are read with the label of the row, however
    many payers follow.
    """
    first, last = (
        [MatrixColumn(_SUM_NAMES[total], total=total) for total in sums]
        for sums in (FIRST_SUMS, LAST_SUMS)
    )
    return (*first, *_payer_columns(tree, payers, unfolded), *last)


def _payer_columns(
    tree: Sequence[TreeNode], payers: Sequence[str], unfolded: Collection[Path]
) -> Iterator[MatrixColumn]:
    for node in shown(tree, unfolded):
        folded = node.path not in unfolded if node.folds else None
        yield MatrixColumn(
            node.label, tuple(payers[at] for at in node.leaves), folded=folded, path=node.path
        )


def total_rows(split: Split, rules: Rules) -> tuple[MatrixRow, ...]:
    """Return the rows under the matrix: totals and each payer's statement.

    Args:
        split: the split.
        rules: the rules of the scenario that it is of.
    """
    contributed = discounted_contributions(split, rules.discount_rate)
    totals = sums_of(split.programmes)
    by_payer = {line.payer: line for line in split.payers}

    def added(of: Callable[[PayerLine], float]) -> Callable[[MatrixColumn], float | None]:
        def figure(column: MatrixColumn) -> float | None:
            return fsum(of(by_payer[p]) for p in column.payers) if column.payers else None

        return figure

    def alone(of: Callable[[PayerLine], float | None]) -> Callable[[MatrixColumn], float | None]:
        return lambda column: of(by_payer[column.payers[0]]) if len(column.payers) == 1 else None

    def paid(column: MatrixColumn) -> float | None:
        return totals[column.total] if column.total else added(lambda line: line.paid)(column)

    def ranged(column: MatrixColumn) -> Argument:
        lines = lines_of(split, column.payers)
        return _range_note(lines[0]) if len(lines) == 1 else ""

    def least(column: MatrixColumn) -> Argument:
        if alone(lambda line: line.low)(column) is not None:
            return text("Without hurting a goal met before the last.")
        return _only_alone(column) or not_measured(split)

    counted_in = EXISTING_COUNT if "existing" in split.uses else None

    def burden_note(column: MatrixColumn) -> Argument:
        lines = lines_of(split, column.payers)
        if _only_alone(column) or not lines:
            return _only_alone(column)
        return joined(_burden_note(lines[0], rules), counted_in)

    def contributions_note(column: MatrixColumn) -> Argument:
        return text("Without what is left with it as host.") if column.payers else ""

    existing: list[MatrixRow] = []
    if counted_in:
        label = _money_of(EXISTING, split.base_year)
        existing.append(MatrixRow(label, added(lambda line: line.existing_discounted)))
    return (
        MatrixRow(text("Total paid"), paid, ranged, heavy=True),
        MatrixRow(text("of which others’ programmes"), added(lambda line: line.others)),
        MatrixRow(
            _money_of(text("Contributions"), split.base_year),
            added(lambda line: contributed[line.payer]),
            contributions_note,
        ),
        *existing,
        MatrixRow(
            _money_of(text("Later benefit"), split.base_year),
            added(lambda line: line.later_benefit),
        ),
        MatrixRow(
            text("Burden"),
            alone(lambda line: line.burden),
            burden_note,
            share=rules.burden_basis != "population",
        ),
        MatrixRow(text("Received from others"), added(lambda line: line.received)),
        MatrixRow(text("Net transfer to others"), added(lambda line: line.net)),
        MatrixRow(text("Could pay at least"), alone(lambda line: line.low), least),
        MatrixRow(text("Could pay at most"), alone(lambda line: line.high), least),
    )


def _money_of(what: Argument, year: int | None) -> Argument:
    """Say in the money of which year an amount is, once it is discounted."""
    return what if year is None else text("{what} (money of {year})", what=what, year=year)


def _only_alone(column: MatrixColumn) -> Argument:
    several = text("Known for each payer alone; unfold the column.")
    return several if len(column.payers) > 1 else ""


def _range_note(line: PayerLine) -> Argument:
    if line.low is None or line.high is None:
        return ""
    return text(
        "Could be from {low} to {high} without hurting a goal met before the last.",
        low=Number(line.low, 2, padded=True),
        high=Number(line.high, 2, padded=True),
    )


def _burden_note(line: PayerLine, rules: Rules) -> Argument:
    if line.burden is None:
        return text("No burden: what it is measured against is zero.")
    return {
        "benefit": text("Contributions over later benefit."),
        "fiscal_capacity": text("Contributions over fiscal capacity."),
        "population": text("Contributions for each inhabitant."),
    }[rules.burden_basis]
