"""The checks of a case: one small function a rule; they know no file."""

from models.checks.every import check_case
from models.checks.grouping import grouped

__all__ = ["check_case", "grouped"]
