"""The case workbook: reading it, writing it, and the workbook of a result."""
