"""Splits side by side."""
