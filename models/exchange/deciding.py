"""Accepting and refusing what came back, item by item or all at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from models.case import Case
from models.checks.references import match_names
from models.exchange.addresses import Where
from models.exchange.checking import new_errors
from models.exchange.editing import Amendment, edited
from models.exchange.leftovers import with_leftovers_as_one
from models.exchange.merging import Item, Merge, State
from models.problems import CaseRefusedError, Problem, RelaisError
from models.words.text import counted, text

Decisions = Mapping[Where, int | None]
"""For each item that was decided the offer that is taken, from 0; None: mine is kept."""

Side = Literal["mine", "theirs"]


def all_accepted(
    merge: Merge, *, deletions: bool = False, conflicts: Side | None = None
) -> Decisions:
    """Decide everything at once.

    Args:
        merge: what is to be decided.
        deletions: whether rows, columns and sheets that were deleted go.
        conflicts: the side that wins where sides differ; among several files that differ the
            one given last. None: conflicts stay undecided.
    """
    decisions: dict[Where, int | None] = {}
    for item in merge.items:
        if item.state is State.CHANGE:
            decisions[item.where] = 0
        elif item.state is State.DELETION:
            decisions[item.where] = 0 if deletions else None
        elif conflicts is not None:
            decisions[item.where] = _last(item) if conflicts == "theirs" else None
    return decisions


def all_refused(merge: Merge) -> Decisions:
    """Keep mine everywhere."""
    return {item.where: None for item in merge.items}


def undecided(merge: Merge, decisions: Decisions) -> tuple[Item, ...]:
    """Return the items nobody has decided."""
    return tuple(item for item in merge.items if item.where not in decisions)


def decided(merge: Merge, decisions: Decisions) -> Case:
    """Return the case with everything that was accepted.

    Changes and deletions that nobody has decided are not made. The case that the merge started
    from stays as it is, and the new one is checked before it is returned.

    Raises:
        RelaisError: a conflict is undecided.
        CaseRefusedError: the merged case would have errors that the case does not have now; of
            a deletion that leaves rows that name what goes, one.
    """
    left = [item for item in undecided(merge, decisions) if item.state is State.CONFLICT]
    if left:
        what = counted(
            "1 conflict is not decided; nothing was merged.",
            "{count} conflicts are not decided; nothing was merged.",
            len(left),
        )
        raise RelaisError(what, "", text("Choose a side for each of them."))
    edits = accepted_edits(merge, decisions)
    merged, _ = match_names(edited(merge.mine, edits))
    _refuse_new_errors(merge.mine, merged, edits)
    return merged


def accepted_edits(merge: Merge, decisions: Decisions) -> tuple[Amendment, ...]:
    """Return what the accepted items make of the case."""
    return tuple(
        Amendment(item.where, item.offers[taken].value)
        for item in merge.items
        if (taken := decisions.get(item.where)) is not None
    )


def _last(item: Item) -> int:
    return max(range(len(item.offers)), key=lambda place: item.offers[place].last)


def _refuse_new_errors(before: Case, after: Case, edits: Sequence[Amendment]) -> None:
    new = with_leftovers_as_one(new_errors(before, after), before, after, edits)
    if new:
        mend = text("Decide otherwise about what is listed, or mend the files that came back.")
        raise CaseRefusedError(text("the merged case"), map(_without_cell, new), mend)


def _without_cell(problem: Problem) -> Problem:
    """Name the row by its key, since the merged case stands in no workbook yet."""
    if not problem.row_key:
        return replace(problem, cell="")
    found = text("{row}: {found}", row=problem.row_key, found=problem.found)
    return replace(problem, cell="", found=found)
