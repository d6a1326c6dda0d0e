"""The keys for comparison: what each payer would pay, what the key means and where it is from."""

from __future__ import annotations

from models.checks.checked import column_letter
from models.declaration.choices import NO, YES
from models.declaration.keys import key_in_words, key_source
from models.words.text import listed, text
from models.workbook.result.context import Result
from models.workbook.result.formulas import payer_columns
from models.workbook.result.looks import burden_look
from models.workbook.result_names import PAYERS
from models.workbook.result_sheets import MONEY, TEXT, Cells, Formula, Heading, place_of


def key_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Keys."""
    return (
        Heading(text("key", context="column"), TEXT),
        Heading(text("payer", context="column"), TEXT),
        Heading(text("amount", context="column"), MONEY),
        Heading(text("change", context="column"), MONEY),
        Heading(text("burden", context="column"), burden_look(result.rules.burden_basis)),
        Heading(text("more_than_it_gains", context="column"), TEXT),
        Heading(text("unfunded", context="column"), MONEY),
        Heading(text("clauses_broken", context="column"), TEXT, width=44),
        Heading(text("payer_name", context="column"), TEXT),
        Heading(text("meaning", context="column"), TEXT, width=50),
        Heading(text("source", context="column"), TEXT, width=40),
    )


def key_cells(result: Result) -> Cells:
    """Return a row for each key and payer; the change is measured from the sheet Payers."""
    in_all = column_letter(place_of(payer_columns(result), "pays_in_all"))
    sheet = result.sheet(PAYERS)
    place = result.payer_rows
    pays = {line.payer: line.paid for line in result.split.payers}
    rows: Cells = []
    for number, line in enumerate(result.appendix.keys, start=2):
        formula = f"C{number}-{sheet}!{in_all}{place.get(line.payer)}"
        change = line.amount - pays.get(line.payer, 0.0)
        rows.append(
            [
                *(line.key, line.payer, line.amount),
                Formula(formula, change) if line.payer in place else line.change,
                *(line.burden, YES if line.more_than_it_gains else NO, line.unfunded),
                listed(line.clauses_broken, last="") if line.clauses_broken else None,
                result.names.territory(line.payer),
                key_in_words(line.key),
                key_source(line.key) or None,
            ]
        )
    return rows
