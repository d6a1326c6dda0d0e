"""The bar that says which figures of a case of the first edition change, and keeps what it can."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from desktop.document.document import Document
from desktop.look.language import say
from desktop.project.notices import Choice, Notices
from desktop.project.places import SAMPLE
from models.declaration.tables import BASE_SCENARIO
from models.project.project import EDITION_SAID
from models.words.text import text

if TYPE_CHECKING:
    from models.checks.edition import EditionChange

EDITION = "edition"
"""The matter of the bar."""


def say_edition(notices: Notices, document: Document, change: EditionChange | None) -> None:
    """Show the bar, or take it away where nothing changes.

    Nobody has agreed on the samples that come with the program, so nothing is said of them.
    """
    is_ours = document.path is not None and document.path.parent == SAMPLE.parent
    if change is None or is_ours:
        notices.drop(EDITION)
        return
    read = partial(_note_read, notices, document)
    choices: list[Choice] = [(text("Close"), read)]
    if change.of_timing:
        keep = text("Keep benefits in the year of entry")
        choices.insert(0, (keep, partial(_keep_timing, notices, document)))
    notices.say(EDITION, change.said, choices)


def _keep_timing(notices: Notices, document: Document) -> None:
    """Let benefits count whole in the year of entry; the bar stays if that is refused."""
    from models.declaration.rules import ENTRY  # noqa: PLC0415  # the first window needs none
    from models.scenarios import rule_here, set_rule  # noqa: PLC0415
    from models.words.edits import rule_set  # noqa: PLC0415

    here = rule_here(document.open_case, BASE_SCENARIO, "benefit_timing")
    entry, end = map(say, rule_set(here.rule, here.value, ENTRY))
    if not document.edit(set_rule(document.open_case, here, ENTRY, entry, end)):
        _note_read(notices, document)


def _note_read(notices: Notices, document: Document) -> None:
    document.remember(EDITION_SAID, True)
    notices.drop(EDITION)
