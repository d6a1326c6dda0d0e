"""How the sheets of the dressed workbook are printed."""

from __future__ import annotations

from typing import Any

from models.words.text import Day, text
from models.workbook.dressed.issue import Issue
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
    issued = text("version {version} · {day}", version=TEMPLATE_VERSION, day=Day(issue.issued_on))
    page = text("page {page} / {pages}", page="&P", pages="&N")
    name = issue.case_name[:80].replace("&", "&&")
    return "".join(("&L", name, "&C", issue.spoken.say(issued), "&R", issue.spoken.say(page)))
