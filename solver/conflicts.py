"""Conflicts of clauses; they live with the other explanations."""

from solver.explain.conflicts import conflict

__all__ = ["conflict"]
