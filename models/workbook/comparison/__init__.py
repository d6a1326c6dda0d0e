"""The workbook of a comparison: splits side by side, for those who decide and those who check."""

from models.workbook.comparison.writing import write_comparison

__all__ = ["write_comparison"]
