"""Accepting and refusing what came back, item by item or all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from models.case import Case
from models.checks.references import match_names
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import ABSENT, Address
from models.exchange.amendments import Amendment, edited, new_errors
from models.exchange.keyed import Keyed
from models.exchange.merging import Item, Merge, MergeState
from models.problems import CaseRefusedError, Problem, RelaisError, Severity
from models.words.text import Number, Quoted, counted, listed, text

Decisions = Mapping[Address, int | None]
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
    decisions: dict[Address, int | None] = {}
    for item in merge.items:
        if item.state is MergeState.CHANGE:
            decisions[item.where] = 0
        elif item.state is MergeState.DELETION:
            decisions[item.where] = 0 if deletions else None
        elif conflicts is not None:
            files = [offer.last for offer in item.offers]
            last = files.index(max(files))
            decisions[item.where] = last if conflicts == "theirs" else None
    return decisions


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
    left = [item for item in undecided(merge, decisions) if item.state is MergeState.CONFLICT]
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


_NAMED_IN = {
    "unknown-territory": "Territories",
    "unknown-stage": "Stages",
    "unknown-group": "Groups",
    "unknown-round": "Rounds",
    "unknown-scenario": "Scenarios",
}

Named = tuple[str, str]
"""A table and the name of a row in it; of Scenarios, that of a column."""


def with_leftovers_as_one(
    errors: Iterable[Problem], before: Case, after: Case, edits: Sequence[Amendment]
) -> tuple[Problem, ...]:
    """Return the errors, those of rows that name a deleted thing as one for each such thing.

    Args:
        errors: what is wrong with the case after the edits.
        before: the case before them, which still has what they delete.
        after: the case after them.
        edits: what was done.
    """
    gone = _deleted(before, edits)
    left: dict[Named, list[Problem]] = {named: [] for named in gone}
    others: list[Problem] = []
    for problem in errors:
        left.get(_named_by(problem, after), others).append(problem)
    return (*(_leftover(named, rows) for named, rows in left.items() if rows), *others)


def _deleted(before: Case, edits: Sequence[Amendment]) -> tuple[Named, ...]:
    """Return the territories, stages, groups, … that go, as they were written."""
    found: list[Named] = []
    for edit in edits:
        where = edit.where
        if edit.value is not ABSENT or where.table not in _NAMED_IN.values():
            continue
        if where.table == "Scenarios":
            found += [(where.table, str(where.column))] if where.subject == "column" else []
        elif where.subject == "row":
            keyed = Keyed(TABLE_BY_KEY[where.table], before.table(where.table))
            found.append((where.table, str(keyed.identity(where.key or ())[0])))
    return tuple(found)


def _named_by(problem: Problem, after: Case) -> Named:
    """Return what the cell of an unknown name names, ("", "") for any other problem."""
    table = _NAMED_IN.get(problem.code)
    if table is None or problem.row is None:
        return "", ""
    return table, str(after.table(problem.table)[problem.column].tolist()[problem.row])


def _leftover(named: Named, rows: Sequence[Problem]) -> Problem:
    table, name = named
    by_table = Counter(of_table for of_table, _ in dict.fromkeys((p.table, p.row) for p in rows))
    places = (
        text("{count} in {sheet}", count=Number(number), sheet=TABLE_BY_KEY[of_table].labels)
        for of_table, number in by_table.items()
    )
    tables = list(TABLE_BY_KEY)
    first = min(rows, key=lambda problem: (tables.index(problem.table), problem.row or 0))
    found = counted(
        "Deleting {name} from {sheet} leaves 1 row that names it: {places}; first {first}, {row}.",
        "Deleting {name} from {sheet} leaves {count} rows that name it: {places}; first {first}, "
        "{row}.",
        sum(by_table.values()),
        name=Quoted(name),
        sheet=TABLE_BY_KEY[table].labels,
        places=listed(places, last=""),
        first=TABLE_BY_KEY[first.table].labels,
        row=first.row_key,
    )
    mend = text("Delete those too, or keep it.")
    return Problem(Severity.ERROR, "deletion-leaves-rows", found, mend, table)
