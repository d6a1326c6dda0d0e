"""The figures of a split as formulas over one another: Split, Programmes, Payers.

Split holds the payments; the sums of Programmes and Payers are taken from it, so that each can be
followed to the payments it is made of.
"""

from __future__ import annotations

from models.results.split import PayerLine
from models.words.text import text
from models.workbook.result.context import Result
from models.workbook.result.looks import YEAR, burden_look
from models.workbook.result.pay_back import pays_back_from
from models.workbook.result.sums import SumsOfSplit
from models.workbook.result_sheets import (
    MONEY,
    PERSONS,
    TEXT,
    Cells,
    Formula,
    Heading,
)

PROGRAMME_COLUMNS = (
    Heading(text("host", context="column"), TEXT),
    Heading(text("stage", context="column"), TEXT),
    Heading(text("year", context="column"), YEAR),
    Heading(text("responsible", context="column"), TEXT),
    Heading(text("persons", context="column"), PERSONS, True),
    Heading(text("unit_cost", context="column"), MONEY),
    Heading(text("existing_funding", context="column"), MONEY, True),
    Heading(text("need", context="column"), MONEY, True),
    Heading(text("contributions", context="column"), MONEY, True),
    Heading(text("host_residual", context="column"), MONEY, True),
    Heading(text("unfunded", context="column"), MONEY, True),
    Heading(text("host_name", context="column"), TEXT),
    Heading(text("stage_name", context="column"), TEXT),
    Heading(text("responsible_name", context="column"), TEXT),
    Heading(text("discount_factor", context="column"), "0.000000"),
)


def payer_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Payers; how a burden looks depends on its basis."""
    burden = burden_look(result.rules.burden_basis)
    return (
        Heading(text("payer", context="column"), TEXT),
        Heading(text("later_benefit", context="column"), MONEY, True),
        Heading(text("own_programmes", context="column"), MONEY, True),
        Heading(text("others_programmes", context="column"), MONEY, True),
        Heading(text("received", context="column"), MONEY, True),
        Heading(text("net", context="column"), MONEY, True),
        Heading(text("burden", context="column"), burden),
        Heading(text("range_low", context="column"), MONEY),
        Heading(text("range_high", context="column"), MONEY),
        Heading(text("name", context="column"), TEXT),
        Heading(text("pays_in_all", context="column"), MONEY, True),
        Heading(text("host_residual", context="column"), MONEY, True),
        Heading(text("contributions_discounted", context="column"), MONEY, True),
        Heading(text("burden_basis", context="column"), MONEY),
        Heading(text("burden_after_rounding", context="column"), burden),
        Heading(text("pays_back_from", context="column"), YEAR),
    )


def split_cells(result: Result) -> Cells:
    """Return a row for each payment, with the payer that answers for its programme."""
    if not result.lists_payments:
        return []
    responsible = {(p.host, p.stage, p.year): p.responsible for p in result.split.programmes}
    rows: Cells = []
    for number, line in enumerate(result.split.payments, start=2):
        answers = responsible.get((line.host, line.stage, line.year))
        contributed = result.discounted(line.amount - line.host_residual, line.year)
        formula = f"(E{number}-F{number})*(1+discount_rate)^(base_year-D{number})"
        rows.append(
            [
                *(line.payer, line.host, line.stage, line.year, line.amount, line.host_residual),
                answers,
                result.territory(line.payer),
                result.territory(line.host),
                result.names.stage(line.stage),
                result.territory(answers),
                Formula(formula, contributed),
            ]
        )
    return rows


def programme_cells(result: Result) -> Cells:
    """Return a row for each programme; what is paid and left is summed from Split."""
    sums, names = SumsOfSplit(result), result.names
    rows: Cells = []
    for number, line in enumerate(result.split.programmes, start=2):
        same = {"host": f"A{number}", "stage": f"B{number}", "year": f"C{number}"}
        paid_here, residual = sums.of("amount", same), sums.of("host_residual", same)
        rows.append(
            [
                *(line.host, line.stage, line.year, line.responsible),
                *(line.persons, line.unit_cost, line.existing_funding, line.need),
                sums.figure(f"{paid_here}-{residual}", line.contributions),
                sums.figure(residual, line.host_residual),
                Formula(f"H{number}-I{number}-J{number}", line.unfunded),
                *(names.territory(line.host), names.stage(line.stage)),
                result.territory(line.responsible),
                Formula(
                    f"(1+discount_rate)^(base_year-C{number})", result.discounted(1.0, line.year)
                ),
            ]
        )
    return rows


def payer_cells(result: Result) -> Cells:
    """Return a row for each payer; what it pays and receives is summed from Split."""
    sums = SumsOfSplit(result)
    left, contributed = _per_payer(result)
    basis = _bases(result)
    rows: Cells = []
    for number, line in enumerate(result.split.payers, start=2):
        payer = f"A{number}"
        rows.append(
            [
                *(line.payer, line.later_benefit),
                *_paid_and_received(sums, line, number),
                *(line.burden, line.low, line.high, result.names.territory(line.payer)),
                Formula(f"C{number}+D{number}", line.paid),
                sums.figure(sums.of("host_residual", {"payer": payer}), left.get(line.payer, 0.0)),
                sums.figure(
                    sums.of("discounted", {"payer": payer}), contributed.get(line.payer, 0.0)
                ),
                *_burden(
                    number, line, basis.get(line.payer, 0.0), contributed.get(line.payer, 0.0)
                ),
                pays_back_from(result, line.payer),
            ]
        )
    return rows


def _paid_and_received(sums: SumsOfSplit, line: PayerLine, number: int) -> list[object]:
    payer = f"A{number}"
    own = sums.of("amount", {"payer": payer, "responsible": payer})
    return [
        sums.figure(own, line.own),
        sums.figure(f"{sums.of('amount', {'payer': payer})}-C{number}", line.others),
        sums.figure(f"{sums.of('amount', {'responsible': payer})}-C{number}", line.received),
        Formula(f"D{number}-E{number}", line.net),
    ]


def _per_payer(result: Result) -> tuple[dict[str, float], dict[str, float]]:
    """Return what is left with each payer as host, and its discounted contributions."""
    left: dict[str, float] = {}
    contributed: dict[str, float] = {}
    for line in result.split.payments:
        left[line.payer] = left.get(line.payer, 0.0) + line.host_residual
        weighed = result.discounted(line.amount - line.host_residual, line.year)
        contributed[line.payer] = contributed.get(line.payer, 0.0) + weighed
    return left, contributed


def _bases(result: Result) -> dict[str, float]:
    """Return what the burden of each payer is measured against."""
    basis = result.rules.burden_basis
    if basis == "benefit":
        return {line.payer: line.later_benefit for line in result.split.payers}
    frame = result.case.table("Territories")
    pairs = zip(frame["territory"], frame[basis], strict=True)
    return {str(key): float(size) for key, size in pairs if size == size}  # noqa: PLR0124 (NaN)


def _burden(number: int, line: PayerLine, basis: float, contributed: float) -> list[object]:
    """Return the basis and the burden that the rounded payments give; blank without a basis."""
    if basis <= 0 or line.burden is None:
        return [None, None]
    return [basis, Formula(f"M{number}/N{number}", contributed / basis)]
