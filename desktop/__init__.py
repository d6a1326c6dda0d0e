"""Shows and edits a case and its split: no program language, no workbook library."""
