"""The matrix of a split: what payers pay for programmes, one by one and in sums."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Literal

from models.results.folding import Path, TreeNode
from models.results.lines import ProgrammeLine
from models.results.split import PayerLine, Split
from models.words.text import Argument

Sum = Literal["need", "paid", "residual", "unfunded"]
FIRST_SUMS: tuple[Sum, ...] = ("need", "unfunded")
"""The sums that stand before the payers."""
LAST_SUMS: tuple[Sum, ...] = ("paid", "residual")
"""The sums that stand after them."""


@dataclass(frozen=True)
class MatrixColumn:
    """A column of the matrix: a payer, several payers in one, or a sum over all payers.

    Attributes:
        payers: the payers it is about; none for a sum.
        total: which sum it is; None for payers.
        folded: whether it hides parts; None where it has none.
        path: its place in the tree of payers.
    """

    label: Argument
    payers: tuple[str, ...] = ()
    total: Sum | None = None
    folded: bool | None = None
    path: Path = ()


def _no_note(_column: MatrixColumn) -> Argument:
    return ""


@dataclass(frozen=True, eq=False)
class MatrixRow:
    """One row of the matrix or of its totals: a figure or nothing under each column.

    Attributes:
        figure: gives the exact figure under a column; None: nothing is known.
        note: what is to be said about it; "": nothing.
        share: whether the figures are shares.
        heavy: whether the row is set heavier.
        node: the programmes that it is about; None: all.
    """

    label: Argument
    figure: Callable[[MatrixColumn], float | None]
    note: Callable[[MatrixColumn], Argument] = _no_note
    share: bool = False
    heavy: bool = False
    node: TreeNode | None = None


@dataclass(frozen=True)
class _RowSums:
    """What the programmes of a row come to: by payer, and the four sums."""

    by_payer: dict[str, float]
    sums: dict[Sum, float]


@dataclass(frozen=True, eq=False)
class MatrixFigures:
    """The figures of one split; each row is added up when it is first asked for.

    Sums are correctly rounded sums of the exact payments, in whatever order these come.
    """

    split: Split
    amounts: tuple[dict[str, float], ...]
    _rows: dict[TreeNode, _RowSums] = field(default_factory=dict)

    def row(self, node: TreeNode) -> MatrixRow:
        """Return the row of some programmes."""
        return MatrixRow(node.label, lambda column: self.figure(node, column), node=node)

    def figure(self, node: TreeNode, column: MatrixColumn) -> float:
        """Return what stands in a row under a column."""
        if node not in self._rows:
            self._rows[node] = self._over(node.leaves)
        row = self._rows[node]
        if column.total is not None:
            return row.sums[column.total]
        return fsum(row.by_payer.get(payer, 0.0) for payer in column.payers)

    def _over(self, leaves: Sequence[int]) -> _RowSums:
        parts: dict[str, list[float]] = {}
        for leaf in leaves:
            for payer, amount in self.amounts[leaf].items():
                parts.setdefault(payer, []).append(amount)
        return _RowSums(
            {payer: fsum(amounts) for payer, amounts in parts.items()},
            sums_of(self.split.programmes[leaf] for leaf in leaves),
        )


def figures_of(split: Split) -> MatrixFigures:
    """Return the figures of a split."""
    places = {line.programme: place for place, line in enumerate(split.programmes)}
    amounts: tuple[dict[str, float], ...] = tuple({} for _ in split.programmes)
    for line in split.payments:
        amounts[places[line.programme]][line.payer] = line.amount
    return MatrixFigures(split, amounts)


def sums_of(programmes: Iterable[ProgrammeLine]) -> dict[Sum, float]:
    """Return what some programmes come to."""
    lines = list(programmes)
    return {
        "need": fsum(line.need for line in lines),
        "unfunded": fsum(line.unfunded for line in lines),
        "paid": fsum(fsum((line.contributions, line.host_residual)) for line in lines),
        "residual": fsum(line.host_residual for line in lines),
    }


def discounted_contributions(split: Split, rate: float) -> dict[str, float]:
    """Return what each payer contributes, in money of the base year, without host residual."""
    parts: dict[str, list[float]] = {line.payer: [] for line in split.payers}
    for line in split.payments:
        years = 0 if split.base_year is None else line.year - split.base_year
        contributed = fsum((line.amount, -line.host_residual))
        parts[line.payer].append(contributed / (1.0 + rate) ** years)
    return {payer: fsum(amounts) for payer, amounts in parts.items()}


def lines_of(split: Split, payers: Iterable[str]) -> list[PayerLine]:
    """Return the statements of some payers."""
    wanted = set(payers)
    return [line for line in split.payers if line.payer in wanted]


def paid_for_stage(split: Split, payer: str, stage: str) -> float:
    """Return what a payer pays for all programmes of a stage."""
    return fsum(line.amount for line in split.payments_of((payer,)) if line.stage == stage)


def paid_by_year(split: Split, payers: Collection[str]) -> dict[int, float]:
    """Return what some payers pay together for the programmes of each year that has any."""
    parts: dict[int, list[float]] = {year: [] for year in years_of(split)}
    for line in split.payments_of(payers):
        parts[line.year].append(line.amount)
    return {year: fsum(amounts) for year, amounts in parts.items()}


def years_of(split: Split) -> list[int]:
    """Return the years that have programmes, in order."""
    return sorted({line.year for line in split.programmes})
