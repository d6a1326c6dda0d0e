"""The checks of a case: one small function a rule; they know no file."""

from models.checks.every import KeptChecks, check_case
from models.checks.grouping import grouped

__all__ = ["KeptChecks", "check_case", "grouped"]
