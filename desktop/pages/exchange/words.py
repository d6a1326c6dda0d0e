"""What came back in one sentence, as it lies on the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from desktop.pages.exchange.services import Answer, Offered, Seen
from models.words.answers import (
    Offers,
    answers_of,
    how_far_decided,
    nothing_came_back,
    what_answers_say,
)
from models.words.text import Argument


def exchange_sentence(answers: Sequence[Answer], seen: Seen | None) -> Argument:
    """Return the result of the page: what the answers change, or what to do first."""
    if not answers:
        return nothing_came_back(sum(row.is_issue for row in seen.trail) if seen else 0)
    whose = answers_of([(answer.sender, answer.file) for answer in answers])
    comments = sum(len(answer.returned.remarks) for answer in answers)
    return what_answers_say(whose, _offers(seen.offered) if seen else None, comments)


def _offers(offered: Sequence[Offered]) -> Offers:
    """Count what changes, what conflicts with what and what is to be confirmed."""
    items = {row.where: row for row in offered}.values()
    changed = [row for row in items if row.state != "deletion"]
    conflicts = [row for row in changed if row.state == "conflict"]
    against_mine = sum(row.clashes_with_mine for row in conflicts)
    return Offers(
        changed=len(changed),
        are_figures=all(row.is_figure for row in changed),
        against_mine=against_mine,
        between_answers=len(conflicts) - against_mine,
        deleted=len(items) - len(changed),
    )


def decided_sentence(offered: Sequence[Offered], decisions: Mapping[Any, int | None]) -> Argument:
    """Return how far the deciding is."""
    items = {row.where for row in offered}
    accepted = sum(decisions.get(where) is not None for where in items)
    refused = sum(where in decisions for where in items) - accepted
    return how_far_decided(accepted, refused, len(items) - accepted - refused)
