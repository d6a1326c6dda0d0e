"""Rows that are no rows of their table: totals of others and notes, unless they are names.

A total is known by its word or by a sum of its column; what somebody types under a table as "Total"
or "Source: …" is refused. Where such a text is a name of the case that was written, the workbook
says so in its custom properties. Nothing in a row of Territories, Stages, … tells whether its key
is a name, but no other table refers to a total or a note.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from models.case import Case
from models.checks.checked import column_letter
from models.checks.matching import clean_name, fold
from models.declaration.kinds import NUMERIC_KINDS, Column, Kind, Table
from models.declaration.tables import NOTE, REMARKS, TABLE_BY_KEY, TABLES
from models.problems import NO_TOTALS, Problem, Severity
from models.words.text import Quoted, text
from models.workbook.header_rows import (
    Field,
    TableSheet,
    header_row,
    named_column,
    reads_blank,
    table_rows,
)
from models.xlsx.grid import Sheet, SheetRow
from models.xlsx.outline import NAMES_MARK
from models.xlsx.stored import is_figure

_TOTALS = frozenset(
    (
        *("total", "totals", "subtotal", "grandtotal", "overalltotal"),
        *("totaux", "soustotal", "totalgeneral", "sommetotale", "totalglobal"),
        *("totaal", "totalen", "subtotaal", "eindtotaal", "algemeentotaal", "deeltotaal"),
        *("summe", "summen", "gesamt", "gesamtsumme", "zwischensumme", "endsumme", "insgesamt"),
        *("gesamtergebnis", "teilergebnis", "endergebnis", "generaltotal", "tot", "tot.", "σ"),
    )
)
_MAY_BE_NAMES = frozenset(("somme", "sommes", "som", "sum", "ergebnis", "totale"))
"""Words for a total that also name something: Somme is a department of France."""
_LONGEST = 60
_FOOTNOTE = re.compile(r"[*†‡]|\(?\d\)")
_FEWEST_WORDS, _MOST_WORDS = 3, 8
_SUM = re.compile(
    r"(?:SUM|SUBTOTAL|AGGREGATE)\((?:\d+,)*\$?([A-Z]{1,3})\$?\d+:\$?([A-Z]{1,3})\$?\d+\)", re.I
)


def is_total_word(text: str) -> bool:  # D57
    """Say whether a text is a word for a total, alone or before what it is the total of."""
    return not _TOTALS.isdisjoint(_beginnings(text))


def may_be_total(text: str) -> bool:
    """Say whether a text begins with a word for a total, be it one that may be a name too."""
    return not (_TOTALS | _MAY_BE_NAMES).isdisjoint(_beginnings(text))


def is_whole_total(text: str) -> bool:
    """Say whether a text is a word for a total and nothing else."""
    return fold(text.replace("-", "").replace(":", "")) in _TOTALS


def reads_like_note(text: str) -> bool:
    """Say whether a text reads like a sentence, a source or a footnote rather than a name."""
    words = text.split()
    is_sentence = len(words) >= _FEWEST_WORDS and words[-1][-1] in ".!?"
    has_colon = len(words) > 1 and ":" in text
    is_footnote = _FOOTNOTE.match(text) is not None
    return has_colon or is_sentence or len(words) > _MOST_WORDS or is_footnote


def summed_column(formula: str) -> str | None:
    """Return the letter of the one column that a formula adds up, None where it does not."""
    match = _SUM.fullmatch(formula.strip())
    return match[1].upper() if match and match[1].upper() == match[2].upper() else None


def _beginnings(text: str) -> tuple[str, ...]:
    words = text[:_LONGEST].replace("-", "").replace(":", " ").split()
    return (fold(words[0]), fold("".join(words[:2]))) if words else ()


_DIGITS = 12
_MARKS_A_PROPERTY = 19
"""A custom property holds 255 characters."""


def is_own_name(text: str, marks: frozenset[str]) -> bool:
    """Say whether a text is a name that whoever wrote the workbook marked as one."""
    return bool(marks) and _mark(text) in marks


def name_properties(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the custom properties that mark the names of a case which look like no names."""
    odd = (name for name in _keys(case) if may_be_total(name) or reads_like_note(name))
    marks = sorted(set(map(_mark, odd)))
    for number, start in enumerate(range(0, len(marks), _MARKS_A_PROPERTY), start=1):
        yield f"{NAMES_MARK}{number}", " ".join(marks[start : start + _MARKS_A_PROPERTY])


def _keys(case: Case) -> Iterator[str]:
    for table in TABLES:
        for column in (column for column in table.columns if column.kind is Kind.KEY):
            yield from (cell for cell in case.table(table.key)[column.key] if isinstance(cell, str))


def _mark(text: str) -> str:
    return hashlib.sha256(fold(text).encode()).hexdigest()[:_DIGITS]


_REFERENCES = frozenset({Kind.TERRITORY, Kind.STAGE, Kind.GROUP, Kind.ROUND})
_NAMES = _REFERENCES | {Kind.KEY, Kind.RULE, Kind.SCENARIO}
_FIGURES = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER})
_REMARKS = frozenset(column.key for column in REMARKS)
_SAME = 1e-9
_FEWEST_ROWS = 2
"""Without a word for it, one row that repeats the one above is no total."""


def without_last_total(
    sheet: Sheet, rows: Sequence[SheetRow], totals: Sequence[SheetRow], fields: Sequence[Field]
) -> tuple[list[SheetRow], list[SheetRow], SheetRow | None]:
    """Take the last row out where it only adds up the rows above.

    Returns the rows of the table, the totals that are an error, and the row that was left out.
    """
    last = max((*rows, *totals), key=lambda row: row.number, default=None)
    above = [row for row in rows if row is not last]
    if last is None or not _adds_up(last, above, sheet, fields):
        return list(rows), list(totals), None
    return above, [row for row in totals if row is not last], last


def left_out_total(on: TableSheet, row: SheetRow | None) -> Iterator[Problem]:
    """Yield that the last row was left out."""
    if row is not None:
        found = text("The last row only adds up the rows above; it was left out.")
        yield on.warning("total-left-out", found, NO_TOTALS, f"A{row.number}")


def _adds_up(
    row: SheetRow, above: Sequence[SheetRow], sheet: Sheet, fields: Sequence[Field]
) -> bool:
    """Say whether every cell of a row is a sum of its column or a word for a total."""
    filled = [
        field
        for field in fields
        if field.key not in _REMARKS and not reads_blank(row.value(field.index))
    ]
    texts = [field for field in filled if isinstance(row.value(field.index), str)]
    sums = [field for field in filled if field not in texts]
    is_told = bool(texts) or any(adds_up_column(row.number, sheet, field) for field in sums)
    is_nothing = not is_told and not any(map(row.value, (field.index for field in sums)))
    if not sums or is_nothing or not (is_told or len(above) >= _FEWEST_ROWS):
        return False
    return all(_is_word(row, sheet, field) for field in texts) and all(
        adds_up_column(row.number, sheet, field) or _equals_sum(row, above, field) for field in sums
    )


def _is_word(row: SheetRow, sheet: Sheet, field: Field) -> bool:
    word, column = str(row.value(field.index)), field.column
    if is_own_name(word, sheet.own_names):
        return False
    if column is not None and column.kind is Kind.KEY:
        return is_whole_total(word)
    return is_total_word(word) or may_be_total(word)


def adds_up_column(row: int, sheet: Sheet, field: Field) -> bool:
    """Say whether the cell of a row in a column is a formula that adds up the same column."""
    return summed_column(sheet.formulas.get((row, field.index), "")) == field.letter


def _equals_sum(row: SheetRow, above: Sequence[SheetRow], field: Field) -> bool:
    column = field.column
    if column is not None and column.kind not in _FIGURES:
        return False
    figures = [float(v) for r in above if is_figure(v := r.value(field.index))]
    total = row.value(field.index)
    if not figures or not is_figure(total):
        return False
    return math.isclose(math.fsum(figures), float(total), rel_tol=_SAME, abs_tol=_SAME)


def sign_of_total(row: SheetRow, sheet: Sheet, fields: Sequence[Field]) -> Field | None:
    """Return the column whose cell tells that a row is a total, None where it is none.

    A sum tells it only where nothing names the row: the population of a federation may well be
    the sum of those of its parts.
    """
    word = next((field for field in fields if _has_total_word(row, sheet, field)), None)
    if word is not None or not sheet.formulas:
        return word
    read = (field for field in fields if field.column is not None)
    total = next((field for field in read if adds_up_column(row.number, sheet, field)), None)
    return None if total is None or _is_named(row, fields) else total


def _has_total_word(row: SheetRow, sheet: Sheet, field: Field) -> bool:
    value, column = row.value(field.index), field.column
    is_word = isinstance(value, str) and is_total_word(value)
    if column is None or not is_word or is_own_name(value, sheet.own_names):
        return False
    if column.kind is Kind.KEY:
        return is_whole_total(value)
    return column.kind in _REFERENCES or column.kind in NUMERIC_KINDS


def _is_named(row: SheetRow, fields: Sequence[Field]) -> bool:
    """Say whether a row says what it is about, other than that it is a total."""
    names = (f for f in fields if f.column and (f.column.kind in _NAMES or f.key == "name"))
    values = (row.value(field.index) for field in names)
    return any(
        not isinstance(value, str) or (clean_name(value) and not may_be_total(value))
        for value in values
        if value is not None
    )


_REFERRED = {
    "Territories": Kind.TERRITORY,
    "Stages": Kind.STAGE,
    "Groups": Kind.GROUP,
    "Rounds": Kind.ROUND,
}


def odd_keys(tables: Mapping[str, Sheet]) -> Iterator[Problem]:
    """Yield the rows of totals and the notes among the keys that nothing refers to."""
    for key, kind in _REFERRED.items():
        if key not in tables:
            continue
        listed = _listed(tables[key], TABLE_BY_KEY[key])
        suspects = [one for one in listed if _is_note(one) or _is_listed_total(one, listed)]
        known = _referred(tables, kind) if suspects else frozenset()
        for one in suspects:
            is_own = is_own_name(one.text, tables[key].own_names)
            if not is_own and fold(one.text) not in known:
                yield _odd_key(TABLE_BY_KEY[key], tables[key], one)


@dataclass(frozen=True)
class _Listed:
    """A row with a key: its text and cell, its figures by place, what else it says."""

    text: str
    cell: str
    figures: Mapping[int, float]
    others: int


def _columns(row: SheetRow, table: Table) -> dict[int, Column]:
    named = ((i, named_column(table, v)) for i, v in enumerate(row.values) if isinstance(v, str))
    return {index: table.column(key) for index, key in named if key is not None}


def _listed(sheet: Sheet, table: Table) -> list[_Listed]:
    header = header_row(sheet, table)
    columns = _columns(header, table)
    at = next((i for i, column in columns.items() if column.kind is Kind.KEY), None)
    if at is None:
        return []
    numeric = [index for index, column in columns.items() if column.kind in NUMERIC_KINDS]
    rows = (row for row in table_rows(sheet, header.number) if isinstance(row.value(at), str))
    return [_of_row(row, at, numeric) for row in rows]


def _of_row(row: SheetRow, at: int, numeric: Sequence[int]) -> _Listed:
    figures = {i: float(row.value(i)) for i in numeric if is_figure(row.value(i))}
    filled = sum(value is not None and value != "" for value in row.values)
    cell = f"{column_letter(at)}{row.number}"
    return _Listed(row.value(at), cell, figures, filled - 1 - len(figures))


def _is_note(one: _Listed) -> bool:
    """Say whether a row is one text alone that reads like no name."""
    return not one.others and not one.figures and reads_like_note(one.text)


def _is_listed_total(one: _Listed, listed: Sequence[_Listed]) -> bool:
    """Say whether a row holds figures under a word for a total, or sums under one like it."""
    if one.others or not one.figures or is_whole_total(one.text):
        return False
    if is_total_word(one.text):
        return True
    return may_be_total(one.text) and any(_is_sum_of_others(one, listed, i) for i in one.figures)


def _is_sum_of_others(one: _Listed, listed: Sequence[_Listed], index: int) -> bool:
    others = [other.figures[index] for other in listed if other != one and index in other.figures]
    return len(others) > 1 and math.isclose(math.fsum(others), one.figures[index], rel_tol=1e-9)


def _referred(tables: Mapping[str, Sheet], kind: Kind) -> frozenset[str]:
    """Return the folded names that cells of a kind hold in all tables."""
    texts: set[str] = set()
    for key, sheet in tables.items():
        header = header_row(sheet, TABLE_BY_KEY[key])
        columns = _columns(header, TABLE_BY_KEY[key])
        places = [index for index, column in columns.items() if column.kind is kind]
        below = (row for row in sheet.rows if row.number > header.number)
        values = (row.value(index) for row in below for index in places)
        texts.update(value for value in values if isinstance(value, str))
    return frozenset(map(fold, texts))


def _odd_key(table: Table, sheet: Sheet, one: _Listed) -> Problem:
    code, mend = "total-row", NO_TOTALS
    found = text("The row looks like a total of other rows, and nothing refers to it.")
    if not one.figures:
        code = "note-row"
        found = text(
            "The text stands where a name belongs, and nothing refers to it: is this a note?"
        )
        mend = text(
            "Move it to the column {column} or above the headers; fill in the row if it is a name.",
            column=Quoted(NOTE.labels),
        )
    return Problem(Severity.ERROR, code, found, mend, table.key, sheet=sheet.name, cell=one.cell)
