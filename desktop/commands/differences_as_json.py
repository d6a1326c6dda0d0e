"""Differences and their parts as plain values, for `--json`."""

from __future__ import annotations

from models.exchange.differences import Difference
from models.exchange.located import Source
from models.exchange.plain_values import identity_as_record, plain_value_of


def difference_as_record(found: Difference, source: Source) -> dict[str, object]:
    """Return a difference; `old` and `new` are null where a cell is blank or nothing is there."""
    return {
        **identity_as_record(found.where, found.identity),
        "change": found.kind,
        "old": plain_value_of(found.where, found.old),
        "new": plain_value_of(found.where, found.new),
        "source": source_as_record(source),
    }


def source_as_record(source: Source) -> dict[str, str]:
    """Return where a value stands."""
    return {"file": source.file, "sheet": source.sheet, "cell": source.cell}
