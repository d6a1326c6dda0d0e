"""The figures of the matrix: what payers pay for programmes, one by one and in sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import fsum
from typing import Literal

from desktop.pages.split.folding import Node, Path
from models.results.split import PayerLine, Programme, ProgrammeLine, Split

Sum = Literal["need", "paid", "residual", "unfunded"]
FIRST_SUMS: tuple[Sum, ...] = ("need", "unfunded")
"""The sums that stand before the payers."""
LAST_SUMS: tuple[Sum, ...] = ("paid", "residual")
"""The sums that stand after them."""
SUMS = (*FIRST_SUMS, *LAST_SUMS)


@dataclass(frozen=True)
class Column:
    """A column of the matrix: a payer, several payers in one, or a sum over all payers.

    Attributes:
        payers: the payers it is about; none for a sum.
        total: which sum it is; None for payers.
        folded: whether it hides parts; None where it has none.
        path: its place in the tree of payers.
    """

    label: str
    payers: tuple[str, ...] = ()
    total: Sum | None = None
    folded: bool | None = None
    path: Path = ()


@dataclass(frozen=True)
class RowSums:
    """What the programmes of a row come to: by payer, the four sums, and payers in groups.

    A group is added up when it is first asked for.
    """

    by_payer: dict[str, float]
    sums: dict[Sum, float]
    groups: dict[tuple[str, ...], float] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of one split; each row is added up when it is first asked for.

    Sums are correctly rounded sums of the exact payments, in whatever order these come.
    """

    split: Split
    amounts: tuple[dict[str, float], ...]
    _rows: dict[Node, RowSums] = field(default_factory=dict)

    def figure(self, node: Node, column: Column) -> float:
        """Return what stands in a row under a column."""
        row = self.row(node)
        if column.total is not None:
            return row.sums[column.total]
        if len(column.payers) == 1:
            return row.by_payer.get(column.payers[0], 0.0)
        if column.payers not in row.groups:
            row.groups[column.payers] = fsum(row.by_payer.get(p, 0.0) for p in column.payers)
        return row.groups[column.payers]

    def row(self, node: Node) -> RowSums:
        """Return what the programmes of a row come to."""
        if node not in self._rows:
            self._rows[node] = self.over(node.leaves)
        return self._rows[node]

    def over(self, leaves: Sequence[int]) -> RowSums:
        """Return what some programmes come to."""
        parts: dict[str, list[float]] = {}
        for leaf in leaves:
            for payer, amount in self.amounts[leaf].items():
                parts.setdefault(payer, []).append(amount)
        lines = [self.split.programmes[leaf] for leaf in leaves]
        return RowSums(
            {payer: fsum(amounts) for payer, amounts in parts.items()},
            {total: fsum(sum_of(line, total) for line in lines) for total in SUMS},
        )


def figures_of(split: Split) -> Figures:
    """Return the figures of a split."""
    places = {programme_of(line): place for place, line in enumerate(split.programmes)}
    amounts: tuple[dict[str, float], ...] = tuple({} for _ in split.programmes)
    for line in split.payments:
        amounts[places[line.host, line.stage, line.year]][line.payer] = line.amount
    return Figures(split, amounts)


def programme_of(line: ProgrammeLine) -> Programme:
    """Return what names a programme."""
    return line.host, line.stage, line.year


def sum_of(line: ProgrammeLine, total: Sum) -> float:
    """Return one of the four sums of a programme."""
    if total == "paid":
        return fsum((line.contributions, line.host_residual))
    return {"residual": line.host_residual, "unfunded": line.unfunded, "need": line.need}[total]


def total_paid(line: PayerLine) -> float:
    """Return what a payer pays in all."""
    return fsum((line.own, line.others))


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
