"""The programmes and the payers of a split as trees: by territory level, by stage, by year."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.document.document import Solved
from desktop.look.language import say
from desktop.pages.split.folding import Node, Step, grow
from models.editing import is_blank
from models.results.split import ProgrammeLine
from models.words.text import text

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
_DEEPEST = 32
"""How many levels of territories are told apart: no screen has room for the indents of more."""


def dimension_name(dimension: Dimension) -> str:
    """Return what a dimension is called."""
    return {
        Dimension.TERRITORY: QCoreApplication.translate("Split", "Territory"),
        Dimension.STAGE: QCoreApplication.translate("Split", "Stage"),
        Dimension.YEAR: QCoreApplication.translate("Split", "Year"),
    }[dimension]


def nesting_name(nesting: Sequence[Dimension]) -> str:
    """Return an order of nesting in words: Territory › Stage › Year."""
    return " › ".join(map(dimension_name, nesting))


@dataclass(frozen=True)
class Territories:
    """Where each territory stands: its parent, its level, its place in the case."""

    parents: dict[str, str]
    level_of: dict[str, str]
    place: dict[str, int]
    stage_place: dict[str, int]

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


def territories_of(case: Case) -> Territories:
    """Read where the territories of a case stand."""
    frame, stages = case.table("Territories"), case.table("Stages")
    keys = [str(key) for key in frame["territory"]]

    def given(column: str) -> dict[str, str]:
        pairs = zip(keys, frame[column], strict=True)
        return {key: str(value) for key, value in pairs if not is_blank(value)}

    ordered = sorted(zip(stages["order"], stages["stage"], strict=True), key=lambda row: row[0])
    return Territories(
        given("parent"),
        given("level"),
        {key: place for place, key in enumerate(keys)},
        {str(stage): place for place, (_, stage) in enumerate(ordered)},
    )


def programme_tree(
    solved: Solved, territories: Territories, nesting: Sequence[Dimension]
) -> tuple[Node, ...]:
    """Return the rows of the matrix: the programmes, nested in an order."""
    lines = solved.split.programmes
    chains = _territory_steps([line.host for line in lines], solved, territories)

    stages = {
        line.stage: _step(
            Dimension.STAGE,
            line.stage,
            solved.names.stage(line.stage),
            territories.stage_place.get(line.stage, 0),
        )
        for line in lines
    }
    years = {
        line.year: _step(Dimension.YEAR, line.year, str(line.year), line.year) for line in lines
    }

    def steps(line: ProgrammeLine, dimension: Dimension) -> Sequence[Step]:
        if dimension is Dimension.TERRITORY:
            return chains[line.host]
        return stages[line.stage] if dimension is Dimension.STAGE else years[line.year]

    return grow([[s for dimension in nesting for s in steps(line, dimension)] for line in lines])


def _step(dimension: Dimension, key: str | int, label: str, rank: int) -> tuple[Step]:
    return (Step((dimension.value, key), label, dimension_name(dimension), rank),)


def payer_tree(solved: Solved, territories: Territories) -> tuple[Node, ...]:
    """Return the columns of the matrix: the payers, folded by the territories above them."""
    payers = [line.payer for line in solved.split.payers]
    chains = _territory_steps(payers, solved, territories)
    return grow([chains[payer] for payer in payers])


def _territory_steps(
    keys: Sequence[str], solved: Solved, territories: Territories
) -> dict[str, tuple[Step, ...]]:
    """Return the steps to each territory; what all of them lie under is left out."""
    known = territories.chains(keys)
    chains = {key: known[key] for key in keys}
    top = _common(list(chains.values()))
    above = {key for chain in chains.values() for key in chain[top:-1]}
    return {
        key: tuple(_steps(chain[top if len(chain) > top else -1 :], above, solved, territories))
        for key, chain in chains.items()
    }


def _steps(
    chain: tuple[str, ...], above: set[str], solved: Solved, territories: Territories
) -> Iterable[Step]:
    kind = dimension_name(Dimension.TERRITORY)
    for key in chain:
        name, rank = solved.names.territory(key), territories.place.get(key, 0)
        level = territories.level_of.get(key, kind)
        if key not in above:
            yield Step(key, name, level, rank)
            continue
        yield Step(
            (key, "parts"),
            say(text("{territory} with its parts", territory=name)),
            level,
            rank,
            True,
        )
        if key == chain[-1]:
            yield Step(key, name, level, -1)


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
