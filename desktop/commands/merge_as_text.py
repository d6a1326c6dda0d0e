"""What a merge did, for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from desktop.commands.differences_in_words import (
    DifferenceWords,
    by_sheet,
    count,
    source_in_words,
)
from desktop.commands.remarks_in_words import with_remarks
from desktop.commands.rows_in_words import RowWords
from models.exchange.merging import Item, State
from models.exchange.offers import Offer
from models.exchange.other_case import OtherCaseError
from models.readable import readable

if TYPE_CHECKING:
    from desktop.commands.merge import MergeOutcome

_CHOOSE = "Nothing was written: choose a side with --mine or --theirs, or settle them by hand."


def merge_as_text(outcome: MergeOutcome) -> str:
    """Return every item by sheet, then what is open, then the counts."""
    words = _MergeWords(outcome)
    items = [(item.where, words.line(item)) for item in outcome.merge.items]
    remarks = [remark for back in outcome.received.returned for remark in back.remarks]
    lines = by_sheet(with_remarks(items, remarks, words.differences, with_file=True))
    return "\n".join([*lines, *([""] if lines else []), *map(readable, _ending(outcome))])


class _MergeWords:
    def __init__(self, outcome: MergeOutcome) -> None:
        cases = [back.read.case for back in outcome.received.returned]
        self.differences = DifferenceWords(RowWords((outcome.merge.mine, *cases)))
        self._decisions = outcome.decisions

    def line(self, item: Item) -> str:
        """Return one item: what becomes of it, or the sides between which to choose."""
        subject = self.differences.subject(item.where, item.identity)
        if item.state is State.CONFLICT:
            return f"conflict: {subject}: {self._sides(item)}{self._taken(item)}"
        change = self.differences.change(item.where, item.mine, item.offers[0].value)
        is_open = item.state is State.DELETION and self._decisions.get(item.where) is None
        return (
            f"{'not deleted: ' if is_open else ''}{subject}: "
            f"{change}{_sources(item, item.offers[0])}"
        )

    def _sides(self, item: Item) -> str:
        name = item.where.column if item.where.subject == "cell" else item.where.subject
        sent, mine = (self.differences.value(item.where, v) for v in (item.issued, item.mine))
        sides = [f"sent and mine {sent}"] if sent == mine else [f"sent {sent}", f"mine {mine}"]
        sides += [
            f"theirs {self.differences.value(item.where, offer.value)}{_sources(item, offer)}"
            for offer in item.offers
        ]
        return f"{name}: {'; '.join(sides)}"

    def _taken(self, item: Item) -> str:
        if item.where not in self._decisions:
            return ""
        taken = self._decisions[item.where]
        value = item.mine if taken is None else item.offers[taken].value
        return f" → {self.differences.value(item.where, value)}"


def _sources(item: Item, offer: Offer) -> str:
    texts = [source_in_words(source, item.where, with_file=True) for source in offer.sources]
    inner = (text.removeprefix(" (").removesuffix(")") for text in texts)
    return f" ({'; '.join(inner)})"


def _ending(outcome: MergeOutcome) -> Iterable[str]:
    received, merge = outcome.received, outcome.merge
    for repeated in received.repeated:
        yield f"{repeated.file} is the same file as {repeated.first}; it was read once."
    for refused in received.refused:
        is_other = isinstance(refused.error, OtherCaseError)
        why = "is of another case" if is_other else "has errors"
        yield f"{refused.file} {why} and was left out."
    conflicts = merge.in_state(State.CONFLICT)
    deletions = merge.in_state(State.DELETION)
    kept = [item for item in deletions if outcome.decisions.get(item.where) is None]
    remarks = sum(len(back.remarks) for back in received.returned)
    further = f", {count(remarks, 'comment')}" if remarks else ""
    yield (
        f"{count(len(received.returned), 'file')}: {count(len(merge.items), 'difference')}, "
        f"{count(len(conflicts), 'conflict')}, {count(len(deletions), 'deletion')}"
        f"{further}."
    )
    if kept:
        yield f"{count(len(kept), 'deletion')} to confirm, not made: --delete makes them."
    if outcome.written is not None:
        yield f"Written to {outcome.written.name}."
    elif received.returned:
        yield _CHOOSE
    else:
        yield "Nothing was written: no file could be merged."
