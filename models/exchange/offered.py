"""What came back set against the case, in words; the process of the engine does it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from models.case import Case
from models.declaration.kinds import NUMERIC_KINDS, Kind
from models.exchange.addresses import Address, RowKey
from models.exchange.answers import FileProblem, Offered, Reply, Seen, Settled
from models.exchange.differences import kind_of, same_value
from models.exchange.merging import Item, merge_of
from models.exchange.remarks import Remark
from models.names import currency_of
from models.problems import Problem, Severity
from models.words.exchange import (
    DifferenceWords,
    sources_in_words,
    value,
)
from models.words.names import column_named, sheet_named
from models.words.text import Argument, Quoted, joined, text


def set_beside(case: Case, answers: Sequence[Reply], settled: Settled) -> Seen:
    """Set what came back against a case.

    What was settled is left out, and so is what is no part of a case: sheets and columns that the
    declaration does not know are kept with the file, not edited.
    """
    merge = merge_of(case, [answer.returned for answer in answers])
    cases = [case, *(answer.returned.read.case for answer in answers)]
    items: list[Item] = []
    left_out: list[FileProblem] = []
    for item in merge.items:
        if _is_further(item, cases):
            left_out.append(_left_out(item))
        elif not _is_settled(item, settled):
            items.append(item)
    kept = replace(merge, items=tuple(items))
    remarks: dict[tuple[str, RowKey | None], list[Remark]] = defaultdict(list)
    for remark in (remark for answer in answers for remark in answer.returned.remarks):
        remarks[remark.where.table, remark.where.key].append(remark)
    words, currency = DifferenceWords(cases), currency_of(case)
    offered = (row for item in items for row in _rows(item, words, currency, remarks))
    return Seen(kept, tuple(offered), tuple(left_out))


def _is_further(item: Item, cases: Sequence[Case]) -> bool:
    where = item.where
    if where.subject == "sheet":
        return True
    return any(where.column in case.unknown_columns.get(where.table, ()) for case in cases)


def _is_settled(item: Item, settled: Settled) -> bool:
    where = item.where
    return where in settled and same_value(where, item.mine, settled[where])


def _left_out(item: Item) -> FileProblem:
    source = item.offers[0].sources[0]
    problem = Problem(
        Severity.WARNING,
        "not-taken-over",
        text(
            "{name} is no part of the tables of a case; it differs.",
            name=Quoted(item.where.column or item.where.table),
        ),
        text("Read it in the file; it is not taken over."),
        sheet=source.sheet,
        cell=source.cell,
    )
    return FileProblem(source.file, problem)


def _rows(
    item: Item,
    words: DifferenceWords,
    currency: str,
    remarks: Mapping[tuple[str, RowKey | None], Sequence[Remark]],
) -> Iterator[Offered]:
    """Yield each value that came back for one thing."""
    where, said = item.where, remarks.get((item.where.table, item.where.key), ())
    for place, offer in enumerate(item.offers):
        differs = not same_value(where, item.mine, offer.issued)
        files = {source.file for source in offer.sources}
        own = [one.said for one in said if one.source.file in files and one.is_about(where)]
        yield Offered(
            item,
            place,
            item.state.value,
            sheet_named(where.table),
            words.row(where, item.identity),
            _column(where, currency),
            value(where, offer.issued),
            value(where, item.mine) if differs else "",
            value(where, offer.value),
            sources_in_words(offer.sources, where),
            where.subject == "cell" and kind_of(where.table, where.column) in NUMERIC_KINDS,
            differs,
            joined(*own, between="; ") if own else "",
        )


def _column(where: Address, currency: str) -> Argument:
    """Return the name of a column, with its currency where it holds money."""
    if where.column is None:
        return text("whole row")
    column = column_named(where.table, where.column)
    if kind_of(where.table, where.column) is not Kind.MONEY:
        return column
    return text("{column}, {currency}", column=column, currency=currency)
