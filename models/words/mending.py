"""What to do about a workbook that was read, where several faults have one remedy."""

from __future__ import annotations

from models.words.text import text

SAVE_ANEW = text("Open it in Excel or LibreOffice, save it anew and try again.")
LET_IT_CALCULATE = text("Open the workbook in Excel, let it calculate and save it.")
NO_TOTALS = text("Remove the row: totals are computed from the rows.")
TYPE_THE_NAME_AGAIN = text("Format the cell as text and type the name again.")
