"""Units that a workbook writes beside figures: one that is not the column's is an error.

They stand in headers, in the row of units above them, in number formats, in titles and in the
names of sheets. Figures are never converted: whoever sent them has to say what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.checks.checked import column_letter
from models.declaration.kinds import Column, Kind
from models.declaration.units import (
    FIGURES,
    Unit,
    is_other_symbol,
    is_other_unit,
    read_unit,
)
from models.problems import Problem, Severity
from models.words.figures import significant
from models.words.text import Argument, Exactly, Quoted, joined, text
from models.workbook.header_rows import Field, TableSheet, unit_in_name
from models.xlsx.grid import Sheet, SheetRow
from models.xlsx.shared import shown_units

_LONGEST, _LONGEST_TITLE = 60, 200
_PLAIN = {
    Kind.PERSONS: text("persons"),
    Kind.WHOLE: text("whole years"),
    Kind.YEAR: text("calendar years"),
    Kind.YEARS: text("calendar years"),
    Kind.NUMBER: text("plain numbers, shares as fractions"),
}
_YEARS = frozenset({Kind.YEAR, Kind.YEARS})
_SAYS = {
    "header": text("The header says {said}."),
    "above": text("The cell above the header says {said}."),
    "sheet": text("The name of the sheet says {said}."),
}


def unit_problems(
    on: TableSheet, rows: Sequence[SheetRow], fields: Sequence[Field], money: str
) -> Iterator[Problem]:
    """Yield what is said of the units that a sheet names.

    Args:
        on: the sheet of the table.
        rows: the rows of the table.
        fields: the columns that were found.
        money: the currency of the case, as it is written there.
    """
    sheet, header = on.sheet, on.header.number
    figures = [
        (field, field.column)
        for field in fields
        # Columns that users add are measured as they like.
        if field.column and field.column.kind in FIGURES and on.table.declares(field.key)
    ]
    above = _units_row(sheet, header, fields)
    in_name = unit_in_name(sheet.name)
    named = read_unit(in_name)
    for field, column in figures:
        at_header = on.at_header(field)
        for said in field.units:
            yield from _told(on, field, said, money, at_header, "header")
        written = None if above is None else above.value(field.index)
        if isinstance(written, str) and column.kind not in _YEARS:  # a title begins there
            yield from _told(on, field, written, money, f"{field.letter}{header - 1}", "above")
        if column.kind is Kind.MONEY and (named.currency or named.factor != 1):
            yield from _told(on, field, in_name, money, at_header, "sheet")
    if sheet.formats:
        yield from _in_formats(on, rows, figures, money)
    titles = [row for row in sheet.rows if row.number < header and row is not above]
    yield from _in_titles(on, titles, figures, money)


def _units_row(sheet: Sheet, header: int, fields: Sequence[Field]) -> SheetRow | None:
    """Return the row right above the headers where it says units column by column.

    A single text over the first column is a title, and texts of which none is a unit are headings.
    """
    row = next((row for row in sheet.rows if row.number == header - 1), None)
    if row is None:
        return None
    first = min((field.index for field in fields), default=0)
    texts = [i for i, value in enumerate(row.values) if isinstance(value, str) and value.strip()]
    units = [read_unit(str(row.values[index])) for index in texts]
    has_unit = any(not unit.says_nothing for unit in units)
    return row if has_unit and texts != [first] else None


def _told(
    on: TableSheet, field: Field, said: str, money: str, cell: str, where: str
) -> Iterator[Problem]:
    """Yield what is said of a text beside a column: not its unit, or none that is known."""
    column = on.table.column(field.key)
    unit, plain = read_unit(said), _plain(column, money)
    says = _SAYS[where].filled(said=Quoted(said[:_LONGEST]))
    if said.strip().casefold() == money.casefold() and column.kind is Kind.MONEY:
        return
    if is_other_unit(unit, column, money):
        other = text(
            "That is not the unit of this column: its figures are read as {unit}.", unit=plain
        )
        found, mend = joined(says, other), _mend(unit, column, money)
        yield on.error("other-unit", found, mend, cell, field.key)
    elif not unit.is_known:
        unknown = text("That is not known as a unit; the figures were read as {unit}.", unit=plain)
        mend = text("Make sure that they are {unit}.", unit=plain)
        yield on.warning("unknown-unit", joined(says, unknown), mend, cell, field.key)


def _plain(column: Column, money: str) -> Argument:
    return money if column.kind is Kind.MONEY else _PLAIN[column.kind]


def _mend(unit: Unit, column: Column, money: str) -> Argument:
    own = read_unit(money).factor if column.kind is Kind.MONEY else 1.0
    is_scaled = unit.factor != own and not unit.counts and not unit.per - {"person"}
    if not is_scaled:
        return text(
            "Give the figures as {unit}, and write that unit or none.", unit=_plain(column, money)
        )
    return text(
        "Give the figures as {unit} (here multiplied by {factor}), and write that unit or none.",
        unit=_plain(column, money),
        factor=Exactly(significant(unit.factor / own, 10)),
    )


def _in_formats(
    on: TableSheet, rows: Sequence[SheetRow], figures: Sequence[tuple[Field, Column]], money: str
) -> Iterator[Problem]:
    """Yield an error for each figure that is shown in another unit than that of its column."""
    texts: dict[tuple[str, str], str] = {}
    by_index = {field.index: (field, column) for field, column in figures}
    numbers = {row.number for row in rows}
    for (row, index), code in on.sheet.formats.items():
        if row not in numbers or index not in by_index:
            continue
        field, column = by_index[index]
        if (code, field.key) not in texts:
            texts[code, field.key] = _other_in_format(code, column, money)
        if said := texts[code, field.key]:
            plain = _plain(column, money)
            found = text(
                "The cell is shown with {said}, but its figure is read as {unit}.",
                said=Quoted(said),
                unit=plain,
            )
            mend = text("Give the figure as {unit}, and format the cell so.", unit=plain)
            yield on.error("other-unit", found, mend, f"{field.letter}{row}", field.key)


def _other_in_format(code: str, column: Column, money: str) -> str:
    """Return what a format writes that is not the unit of a column, "" where it is.

    A format that divides by a thousand and says so shows the stored figure rightly.
    """
    for shown in shown_units(code):
        unit = read_unit(shown.text)
        if shown.symbol and column.kind is Kind.MONEY and is_other_symbol(shown.symbol, money):
            return shown.text
        if unit.says_nothing:
            continue
        in_cell = Unit(
            unit.factor / shown.divisor, unit.currency, unit.counts, unit.per, unit.is_known
        )
        if is_other_unit(in_cell, column, money):
            return shown.text
    return ""


def _in_titles(
    on: TableSheet, titles: Sequence[SheetRow], figures: Sequence[tuple[Field, Column]], money: str
) -> Iterator[Problem]:
    """Yield what titles above the table say of its amounts: a text that is all unit is an error.

    A longer one may be about something else: a warning.
    """
    amounts = [column for _, column in figures if column.kind is Kind.MONEY]
    texts = [(row, at, said) for row in titles for at, said in enumerate(row.values)]
    for row, index, said in texts if amounts else ():
        unit = read_unit(said[:_LONGEST_TITLE]) if isinstance(said, str) else Unit()
        is_about_money = bool(unit.currency) or unit.factor != 1
        if not is_about_money or not all(is_other_unit(unit, one, money) for one in amounts):
            continue
        found = text(
            "Above the table stands {said}; its amounts are read as {currency}.",
            said=Quoted(said[:_LONGEST]),
            currency=money,
        )
        severity = Severity.ERROR if unit.is_known else Severity.WARNING
        mend = text(
            "Make sure that they are {currency}, and remove what says otherwise.", currency=money
        )
        cell = f"{column_letter(index)}{row.number}"
        yield on.problem(severity, "other-unit", found, mend, cell)
