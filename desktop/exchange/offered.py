"""What came back, in words. Loads pandas: import it in background."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.commands.rows_in_words import RowWords, cell_in_words
from desktop.edits import table_label
from desktop.exchange.services import FileProblem, Look, Offered
from models.declaration.kinds import NUMERIC_KINDS, Kind
from models.declaration.tables import TABLE_BY_KEY
from models.exchange.differences import same_value
from models.exchange.located import Source
from models.exchange.merging import Item, Merge
from models.exchange.remarks import Remark
from models.exchange.where import ABSENT, RowKey, Where
from models.names import currency_of
from models.problems import Problem, Severity


def taken_over_here(merge: Merge, look: Look) -> tuple[Merge, tuple[FileProblem, ...]]:
    """Return what is to be decided, without what was settled and what is no part of a case.

    Sheets and columns that the declaration does not know are kept with the file, not edited.
    """
    left_out = tuple(_left_out(item) for item in merge.items if _is_further(item, look))
    items = (item for item in merge.items if not _is_further(item, look))
    kept = tuple(item for item in items if not _is_settled(item, look))
    return replace(merge, items=kept), left_out


def _is_further(item: Item, look: Look) -> bool:
    where = item.where
    if where.subject == "sheet":
        return True
    cases = [look.case, *(answer.returned.read.case for answer in look.answers)]
    return any(where.column in case.unknown_columns.get(where.table, ()) for case in cases)


def _is_settled(item: Item, look: Look) -> bool:
    return item.where in look.settled and same_value(
        item.where, item.mine, look.settled[item.where]
    )


def _left_out(item: Item) -> FileProblem:
    translate = QCoreApplication.translate
    source = item.offers[0].sources[0]
    name = item.where.column or item.where.table
    found = translate("Exchange", "“{name}” is no part of the tables of a case; it differs.")
    mend = translate("Exchange", "Read it in the file; it is not taken over.")
    problem = Problem(
        Severity.WARNING,
        "not-taken-over",
        found.format(name=name),
        mend,
        sheet=source.sheet,
        cell=source.cell,
    )
    return FileProblem(source.file, problem)


def offered(merge: Merge, look: Look) -> tuple[Offered, ...]:
    """Return each value that came back, in the order of the sheets."""
    cases = [merge.mine, *(answer.returned.read.case for answer in look.answers)]
    remarks = [remark for answer in look.answers for remark in answer.returned.remarks]
    words = _Words(RowWords(cases), currency_of(look.case), look.locale, remarks)
    return tuple(row for item in merge.items for row in words.rows(item))


class _Words:
    def __init__(
        self, rows: RowWords, currency: str, locale: QLocale, remarks: Iterable[Remark]
    ) -> None:
        self._rows, self._currency, self._locale = rows, currency, locale
        self._remarks: dict[tuple[str, RowKey | None], list[Remark]] = defaultdict(list)
        for remark in remarks:
            self._remarks[remark.where.table, remark.where.key].append(remark)

    def rows(self, item: Item) -> Iterator[Offered]:
        where = item.where
        table = TABLE_BY_KEY[where.table]
        row = self._rows.row(table, item.identity) if where.key is not None else ""
        for place, offer in enumerate(item.offers):
            differs = not same_value(where, item.mine, offer.issued)
            yield Offered(
                item,
                place,
                item.state.value,
                table_label(where.table),
                row,
                self._column(where),
                self._value(where, offer.issued),
                self._value(where, item.mine) if differs else "",
                self._value(where, offer.value),
                "; ".join(_place(source) for source in offer.sources),
                where.subject == "cell" and _kind(where) in NUMERIC_KINDS,
                differs,
                self._comment(where, {source.file for source in offer.sources}),
            )

    def _comment(self, where: Where, files: Collection[str]) -> str:
        """Return what some files say about a thing in comments."""
        said = self._remarks.get((where.table, where.key), ())
        own = (one for one in said if one.source.file in files and one.is_about(where))
        return "; ".join(remark.told for remark in own)

    def _column(self, where: Where) -> str:
        """Return the name of a column, with its currency where it holds money."""
        if _kind(where) is not Kind.MONEY:
            return _column(where)
        text = QCoreApplication.translate("Exchange", "{column}, {currency}")
        return text.format(column=_column(where), currency=self._currency)

    def _value(self, where: Where, value: Any) -> str:
        translate = QCoreApplication.translate
        if value is ABSENT:
            return translate("Exchange", "not there")
        if where.subject == "column":
            return translate("Exchange", "there")
        if where.subject == "row":
            return self._row(where, value)
        return self._cell(where, value)

    def _row(self, where: Where, values: Any) -> str:
        identity = TABLE_BY_KEY[where.table].identity
        cells = (
            f"{_column(Where(where.table, (), column))} "
            f"{self._cell(Where(where.table, (), column), value)}"
            for column, value in values
            if column not in identity
        )
        return ", ".join(cells) or QCoreApplication.translate("Exchange", "there")

    def _cell(self, where: Where, value: Any) -> str:
        translate = QCoreApplication.translate
        if value is None:
            return translate("Exchange", "blank")
        if isinstance(value, bool):
            return translate("Exchange", "yes") if value else translate("Exchange", "no")
        if isinstance(value, int | float) and _kind(where) is not Kind.YEAR:
            return formats.trimmed(float(value), self._locale, 6)
        return cell_in_words(TABLE_BY_KEY[where.table], str(where.column), value)


def _kind(where: Where) -> Kind | None:
    table = TABLE_BY_KEY[where.table]
    if where.column is None or not table.declares(where.column):
        return None
    return next((c.kind for c in table.columns if c.key == where.column), None)


def _column(where: Where) -> str:
    """Return the name of a column; for a row as a whole, that it is one."""
    if where.column is None:
        return QCoreApplication.translate("Exchange", "whole row")
    table = TABLE_BY_KEY[where.table]
    labels = (c.labels.in_language("en") for c in table.columns if c.key == where.column)
    return next(labels, where.column)


def _place(source: Source) -> str:
    cell = f"{source.sheet}!{source.cell}" if source.cell else source.sheet
    return f"{source.file}, {cell}"
