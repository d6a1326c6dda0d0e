"""What somebody wants to see of a table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """Which rows are wanted and in which order.

    Attributes:
        held: a text that one of their cells shows; "": any.
        only_problems: whether only rows with problems are wanted.
        sorted_by: the column by whose values they come, and whether from high to low; None: as
            in the case.
    """

    held: str = ""
    only_problems: bool = False
    sorted_by: tuple[int, bool] | None = None
