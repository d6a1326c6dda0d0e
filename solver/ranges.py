"""The range of each payer's total; it lives with the other explanations."""

from solver.explain.ranges import ranges

__all__ = ["ranges"]
