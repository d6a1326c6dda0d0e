"""The additionality at which the programmes just pay themselves back (2-method 2.3)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SwitchingValue:
    """The smallest additionality with which nothing need stay unfunded or with a host.

    Attributes:
        additionality: a fraction; None where even 1 does not do.
        part_of_benefit: what it leaves of the later benefit that the scenario counts, a fraction;
            None where there is none.
    """

    additionality: float | None
    part_of_benefit: float | None
