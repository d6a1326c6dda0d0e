"""For what a clause holds one by one, and in which round it was proposed and decided."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.checked import CheckedCase
from models.checks.matching import KnownNames
from models.declaration.rules import KEY_PARTS, goals_of
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem
from models.words.text import Argument, Quoted, joined, listed, text

_ORDER = TABLE_BY_KEY["Rounds"].column("order")


def words_of_each(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every clause that holds for each of something nobody knows, or twice."""
    known = KnownNames(KEY_PARTS)
    expected = text(
        "some of {parts}, each once, separated by commas", parts=listed(KEY_PARTS, last="")
    )
    for row, cell in enumerate(checked.cells("Clauses", "each")):
        if cell is None:
            continue
        parts = [part.casefold() for part in goals_of(str(cell))]
        found = _wrong_word(parts)
        if found:
            near = [known.hint(part) for part in parts if part not in known]
            mend = joined(*near[:1], text("Correct the words, or clear the cell."))
            yield checked.error("unknown-each", "Clauses", row, "each", found, mend, expected)
        elif "group" in parts and not checked.cells("Groups", "group"):
            found = text("The clause holds for each group, but the case has no groups.")
            fill_in = text(
                "Fill in {sheet}, or take out {word}.",
                sheet=TABLE_BY_KEY["Groups"].labels,
                word=Quoted("group"),
            )
            yield checked.error("each-without-groups", "Clauses", row, "each", found, fill_in)


def _wrong_word(parts: list[str]) -> Argument:
    """Say which word is wrong, "" where none is."""
    for place, part in enumerate(parts):
        if part not in KEY_PARTS:
            return text("{word} is nothing that a clause can hold for each of.", word=Quoted(part))
        if part in parts[:place]:
            return text("{word} stands twice.", word=Quoted(part))
    return "" if parts else text("The cell names nothing.")


def orders_of_rounds(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every round with the order of an earlier row."""
    seen: dict[float, str] = {}
    for row, (name, order) in enumerate(checked.rows("Rounds", ("round", "order"))):
        if order is None or name is None:
            continue
        if order in seen:
            found = text(
                "The rounds {one} and {other} have the same {order}.",
                one=Quoted(seen[order]),
                other=Quoted(name),
                order=Quoted(_ORDER.labels),
            )
            mend = text("Count the rounds from the first, each with a number of its own.")
            yield checked.error("rounds-of-one-order", "Rounds", row, "order", found, mend)
        seen.setdefault(order, name)


def decided_before_proposed(checked: CheckedCase) -> Iterator[Problem]:
    """Yield an error for every clause that was decided in an earlier round than proposed."""
    order = {name: at for name, at in checked.rows("Rounds", ("round", "order")) if at is not None}
    for row, (proposed, decided) in enumerate(checked.rows("Clauses", ("round", "decided_round"))):
        if proposed in order and decided in order and order[decided] < order[proposed]:
            found = text(
                "The clause was decided in round {decided}, before it was proposed in round "
                "{proposed}.",
                decided=Quoted(decided),
                proposed=Quoted(proposed),
            )
            mend = text("Correct one of the two rounds, or their order.")
            yield checked.error(
                "decided-before-proposed", "Clauses", row, "decided_round", found, mend
            )
