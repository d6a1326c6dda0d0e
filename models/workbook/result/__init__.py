"""The result workbook: a split as a document for those who decide and those who check."""

from models.workbook.result.writing import write_result

__all__ = ["write_result"]
