"""A linear program as the arrays that HiGHS takes."""

from __future__ import annotations

from dataclasses import dataclass

from scipy import sparse

from models.flows.places import Floats
from solver.engine.certificate import Bounds


@dataclass(frozen=True, eq=False)
class Arrays:
    """Rows and columns of a linear program, without an objective.

    Attributes:
        matrix: rows × columns.
        row_lower, row_upper, lower, upper: bounds, inf where there is none.
    """

    matrix: sparse.csr_array
    row_lower: Floats
    row_upper: Floats
    lower: Floats
    upper: Floats

    def bounds(self) -> Bounds:
        """Return its bounds, not to be changed."""
        return Bounds(self.lower, self.upper, self.row_lower, self.row_upper)
