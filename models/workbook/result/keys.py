"""The keys for comparison: what each payer would pay, what the key means and where it is from."""

from __future__ import annotations

from models.checks.checked import column_letter
from models.declaration.keys import key_in_words, key_source
from models.words.language import ENGLISH
from models.workbook.result import texts
from models.workbook.result.context import Result
from models.workbook.result.formulas import payer_columns
from models.workbook.result.looks import burden_look
from models.workbook.result.page import clipped
from models.workbook.result_names import PAYERS
from models.workbook.result_sheets import MONEY, TEXT, Cells, Formula, Heading


def key_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Keys."""
    return (
        Heading("key", TEXT),
        Heading("payer", TEXT),
        Heading("amount", MONEY),
        Heading("change", MONEY),
        Heading("burden", burden_look(result.rules.burden_basis)),
        Heading("more_than_it_gains", TEXT),
        Heading("unfunded", MONEY),
        Heading("clauses_broken", TEXT, width=44),
        Heading("payer_name", TEXT),
        Heading("meaning", TEXT, width=50),
        Heading("source", TEXT, width=40),
    )


def key_cells(result: Result) -> Cells:
    """Return a row for each key and payer; the change is measured from the sheet Payers."""
    keys = [heading.key for heading in payer_columns(result)]
    in_all = column_letter(keys.index("pays_in_all"))
    place = result.payer_rows
    pays = {line.payer: line.paid for line in result.split.payers}
    rows: Cells = []
    for number, line in enumerate(result.appendix.keys, start=2):
        text = f"C{number}-{PAYERS}!{in_all}{place.get(line.payer)}"
        change = line.amount - pays.get(line.payer, 0.0)
        rows.append(
            [
                *(line.key, line.payer, line.amount),
                Formula(text, change) if line.payer in place else line.change,
                *(line.burden, _yes_or_no(line.more_than_it_gains), line.unfunded),
                clipped(", ".join(line.clauses_broken)) or None,
                result.names.territory(line.payer),
                ENGLISH.say(key_in_words(line.key)),
                ENGLISH.say(key_source(line.key)) or None,
            ]
        )
    return rows


def _yes_or_no(truth: bool) -> str:
    return texts.YES if truth else texts.NO
