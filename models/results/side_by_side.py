"""Several splits of one case side by side: what each payer pays under each, against a base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Literal

from models.results.comparison import Comparison, MeasuredSplit, PayerMeasures
from models.words.text import Argument

Figure = Literal["money", "per_head", "share_of_need", "burden", "load", "change"]
FIGURES: tuple[Figure, ...] = (
    "money", "per_head", "share_of_need", "burden", "load", "change"
)  # fmt: skip
"""What can be set side by side; a load counts what is left with a host too, a burden does not."""
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def letters_of(place: int) -> str:
    """Return the letters of a place: A to Z, then AA, AB, and so on."""
    letters = ""
    while place >= 0:
        letters = LETTERS[place % len(LETTERS)] + letters
        place = place // len(LETTERS) - 1
    return letters


@dataclass(frozen=True, eq=False)
class ComparedSplit:
    """One of the splits.

    Attributes:
        letters: by which it is told from the others.
        comparison: of its scenario; a key shares the needs of that scenario.
        key: None: the split of the scenario itself.
        called: what people call its scenario; "": it goes by its key.
    """

    letters: str
    comparison: Comparison
    key: str | None = None
    called: Argument = ""

    @property
    def scenario(self) -> str:
        """The scenario whose split it is, or whose needs the key shares."""
        return self.comparison.scenario

    @property
    def name(self) -> str:
        """The key, or else the scenario."""
        return self.key or self.scenario

    @cached_property
    def measured(self) -> MeasuredSplit | None:
        """What it comes to; None where clauses clash or the key cannot be used."""
        if self.key is None:
            return self.comparison.measured
        return next((one for one in self.comparison.keys if one.name == self.key), None)

    @cached_property
    def lines(self) -> Mapping[str, PayerMeasures]:
        """What it means for each payer."""
        return {line.payer: line for line in self.measured.payers} if self.measured else {}

    @property
    def currency(self) -> str:
        """The currency of its amounts."""
        return self.comparison.split.currency

    @property
    def rounding(self) -> float:
        """The unit of its payments."""
        return self.comparison.split.rounding

    @property
    def need(self) -> float:
        """The sum of all needs."""
        return self.comparison.need

    @property
    def paid(self) -> float:
        """What all pay together."""
        return self.rounded(sum(line.pays for line in self.lines.values()))

    def rounded(self, amount: float) -> float:
        """Return an amount with as many decimals as payments have, at least two."""
        exponent = Decimal(str(self.rounding)).normalize().as_tuple().exponent
        decimals = max(2, -exponent) if isinstance(exponent, int) else 2
        return round(amount, decimals) + 0.0


@dataclass(frozen=True, eq=False)
class SideBySide:
    """Splits side by side.

    Attributes:
        splits: in the order in which they stand.
        base: the letters of the split that the others are set against.
        population: of the payers where it is known.
    """

    splits: tuple[ComparedSplit, ...]
    base: str
    population: Mapping[str, float]

    @property
    def base_split(self) -> ComparedSplit:
        """The split that the others are set against."""
        return next(split for split in self.splits if split.letters == self.base)

    @cached_property
    def others(self) -> tuple[ComparedSplit, ...]:
        """The splits but the base."""
        return tuple(split for split in self.splits if split.letters != self.base)

    @cached_property
    def payers(self) -> tuple[str, ...]:
        """Everybody who pays in one of the scenarios, in their order."""
        pairs = (pair for split in self.splits for pair in split.comparison.later_benefit)
        return tuple(dict.fromkeys(payer for payer, _ in pairs))

    def can_be_set_against_base(self, split: ComparedSplit) -> bool:
        """Say whether both are there and in the same currency."""
        base = self.base_split
        both = split.measured is not None and base.measured is not None
        return both and split.currency == base.currency

    def figure(self, figure: Figure, split: ComparedSplit, payer: str) -> float | None:
        """Return a figure of a payer under a split; None where it is not known."""
        line = split.lines.get(payer)
        if line is None:
            return None
        if figure in ("per_head", "share_of_need"):
            size = self.population.get(payer, 0.0) if figure == "per_head" else split.need
            return line.pays / size if size > 0 else None
        if figure == "change":
            return self.change(split, payer)
        return {"money": line.pays, "burden": line.burden, "load": line.load}[figure]

    def change(self, split: ComparedSplit, payer: str) -> float | None:
        """Return how much more a payer pays than under the base; None where one is not known."""
        mine, theirs = split.lines.get(payer), self.base_split.lines.get(payer)
        if mine is None or theirs is None or not self.can_be_set_against_base(split):
            return None
        return split.rounded(mine.pays - theirs.pays)

    def changes(self, split: ComparedSplit) -> dict[str, float]:
        """Return how much more each payer pays than under the base."""
        found = {payer: self.change(split, payer) for payer in self.payers}
        return {payer: change for payer, change in found.items() if change is not None}

    def gap_change(self, split: ComparedSplit) -> float:
        """Return how much more stays unfunded than under the base; 0 where it is not known."""
        base = self.base_split
        if split.measured is None or base.measured is None:
            return 0.0
        return split.rounded(split.measured.unfunded - base.measured.unfunded)

    def differs(self, figure: Figure, payer: str) -> bool:
        """Say whether the splits that are there show different figures for a payer."""
        there = [split for split in self.splits if split.measured is not None]
        return len({self.figure(figure, split, payer) for split in there}) > 1

    def most_moved(self) -> tuple[ComparedSplit, bool] | None:
        """Return the split that moves most money against the base, and whether it alone does."""
        there = [split for split in self.others if self.can_be_set_against_base(split)]
        moved = [sum(map(abs, self.changes(split).values())) for split in there]
        if not there:
            return None
        most = max(moved)
        return there[moved.index(most)], moved.count(most) == 1
