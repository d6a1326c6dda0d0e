"""Rows that a recipient was given to read, and changed all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.declaration.tables import TABLE_BY_KEY
from models.exchange.addresses import RowKey
from models.exchange.differences import Difference
from models.exchange.issued import IssuedVersion
from models.exchange.keyed import Keyed, row_key_of
from models.exchange.located import Located
from models.problems import Problem, Severity
from models.words.text import Quoted, text
from models.workbook.dressed.issue import given_rows


def given_and_changed(
    issued: IssuedVersion, read: Located, found: Sequence[Difference]
) -> Iterator[Problem]:
    """Yield a warning at each cell or row that was locked when it was sent and differs now.

    Only a part for one territory has such rows; locked cells can be unlocked by anybody.

    Args:
        issued: what was sent.
        read: what came back.
        found: the differences between them.
    """
    if not issued.recipient or not found:
        return
    given = _given_keys(issued)
    for one in found:
        if one.where.key is not None and one.where.key in given.get(one.where.table, ()):
            source = read.source(one.where)
            name = row_key_of(one.identity)
            yield Problem(
                Severity.WARNING,
                "given-row-changed",
                text(
                    "{row} was sent to be read, not to be changed, and was changed.",
                    row=Quoted(name),
                ),
                text("Take the change over only if whoever answers for the row agrees."),
                sheet=source.sheet,
                cell=source.cell,
                table=one.where.table,
                column=one.where.column,
                row_key=name,
            )


def _given_keys(issued: IssuedVersion) -> dict[str, frozenset[RowKey]]:
    keys = {}
    for table, rows in given_rows(issued.case, issued.recipient).items():
        places = Keyed(TABLE_BY_KEY[table], issued.case.table(table)).rows
        keys[table] = frozenset(key for key, row in places.items() if row in rows)
    return keys
