"""The figures of a split as formulas over one another: Split, Programmes, Payers.

Split holds the payments; the sums of Programmes and Payers are taken from it, so that each can be
followed to the payments it is made of.
"""

from __future__ import annotations

from collections.abc import Iterable

from models.split import Split
from models.workbook.result_sheets import MONEY, PERSONS, TEXT, Cells, Formula, Heading, span

SPLIT_COLUMNS = (
    Heading("payer", TEXT),
    Heading("host", TEXT),
    Heading("stage", TEXT),
    Heading("year"),
    Heading("amount", MONEY, True),
    Heading("host_residual", MONEY, True),
    Heading("responsible", TEXT),
)
PROGRAMME_COLUMNS = (
    Heading("host", TEXT),
    Heading("stage", TEXT),
    Heading("year"),
    Heading("responsible", TEXT),
    Heading("persons", PERSONS, True),
    Heading("unit_cost", MONEY),
    Heading("existing_funding", MONEY, True),
    Heading("need", MONEY, True),
    Heading("contributions", MONEY, True),
    Heading("host_residual", MONEY, True),
    Heading("unfunded", MONEY, True),
)
PAYER_COLUMNS = (
    Heading("payer", TEXT),
    Heading("later_benefit", MONEY, True),
    Heading("own_programmes", MONEY, True),
    Heading("others_programmes", MONEY, True),
    Heading("received", MONEY, True),
    Heading("net", MONEY, True),
    Heading("burden"),
    Heading("range_low", MONEY),
    Heading("range_high", MONEY),
)
_LONGEST_CRITERION = 255


def split_cells(split: Split) -> Cells:
    """Return a row for each payment, with the payer that answers for its programme."""
    responsible = {(p.host, p.stage, p.year): p.responsible for p in split.programmes}
    return [
        [
            line.payer,
            line.host,
            line.stage,
            line.year,
            line.amount,
            line.host_residual,
            responsible.get((line.host, line.stage, line.year)),
        ]
        for line in split.payments
    ]


def programme_cells(split: Split) -> Cells:
    """Return a row for each programme; what is paid and left is summed from Split."""
    sums = _SumsOfSplit(split)
    rows: Cells = []
    for number, line in enumerate(split.programmes, start=2):
        same = {"host": f"A{number}", "stage": f"B{number}", "year": f"C{number}"}
        paid, residual = sums.of("amount", same), sums.of("host_residual", same)
        figures = [line.persons, line.unit_cost, line.existing_funding, line.need]
        sums_and_rest = [
            Formula(f"{paid}-{residual}", line.contributions),
            Formula(residual, line.host_residual),
            Formula(f"H{number}-I{number}-J{number}", line.unfunded),
        ]
        named = [line.host, line.stage, line.year, line.responsible]
        rows.append([*named, *figures, *sums_and_rest])
    return rows


def payer_cells(split: Split) -> Cells:
    """Return a row for each payer; what it pays and receives is summed from Split."""
    sums = _SumsOfSplit(split)
    rows: Cells = []
    for number, line in enumerate(split.payers, start=2):
        payer = f"A{number}"
        own = sums.of("amount", {"payer": payer, "responsible": payer})
        figures = [
            Formula(own, line.own),
            Formula(f"{sums.of('amount', {'payer': payer})}-C{number}", line.others),
            Formula(f"{sums.of('amount', {'responsible': payer})}-C{number}", line.received),
            Formula(f"D{number}-E{number}", line.net),
        ]
        rows.append([line.payer, line.later_benefit, *figures, line.burden, line.low, line.high])
    return rows


class _SumsOfSplit:
    """Writes the sums over the rows of Split whose columns are as given."""

    def __init__(self, split: Split) -> None:
        self._count = len(split.payments)
        texts = {text for line in split.payments for text in (line.payer, line.host, line.stage)}
        texts |= {t for p in split.programmes for t in (p.host, p.stage, p.responsible or p.host)}
        self._are_safe = _are_safe_criteria(texts)

    def of(self, amount: str, equal: dict[str, str]) -> str:
        """Return the sum of a column over the rows where each column equals a cell."""
        conditions = [(self._span(column), cell) for column, cell in equal.items()]
        if self._are_safe:
            pairs = ",".join(f"{where},{cell}" for where, cell in conditions)
            return f"SUMIFS({self._span(amount)},{pairs})"
        products = "*".join(f"({where}={cell})" for where, cell in conditions)
        return f"SUMPRODUCT({products},{self._span(amount)})"

    def _span(self, key: str) -> str:
        keys = [heading.key for heading in SPLIT_COLUMNS]
        return span("Split", keys.index(key), self._count)


def _are_safe_criteria(texts: Iterable[str]) -> bool:
    """Say whether SUMIFS takes each text for itself: no signs, and no two equal numbers."""
    names = [text for text in texts if text]
    if any(len(t) > _LONGEST_CRITERION or t[0] in "<>=" or set(t) & set("*?~") for t in names):
        return False
    numbers = [number for text in names if (number := _as_number(text)) is not None]
    return len(set(numbers)) == len(numbers)


def _as_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
