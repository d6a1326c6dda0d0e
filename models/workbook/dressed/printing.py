"""How the sheets of the dressed workbook are printed."""

from __future__ import annotations

from typing import Any

from models.workbook.dressed import words
from models.workbook.dressed.issue import Issue, written_date
from models.workbook.identity import TEMPLATE_VERSION

_A4 = 9


def set_up_page(sheet: Any, issue: Issue, *repeated: int) -> None:
    """Set A4 landscape, one page wide, the header rows on every page, and the footer."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
    sheet.hide_gridlines(2)
    if repeated:
        sheet.repeat_rows(repeated[0], repeated[-1])
    sheet.set_footer(_footer(issue))


def _footer(issue: Issue) -> str:
    """Return the footer: the case, the version and the day, the page."""
    version = words.VERSION.in_language(issue.language)
    page = words.PAGE.in_language(issue.language)
    day = written_date(issue.issued_on, issue.language)
    name = issue.case_name[:80].replace("&", "&&")
    return f"&L{name}&C{version} {TEMPLATE_VERSION} · {day}&R{page} &P / &N"
