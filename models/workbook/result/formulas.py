"""The figures of a split as formulas over one another: Split, Programmes, Payers.

Split holds the payments; the sums of Programmes and Payers are taken from it, so that each can be
followed to the payments it is made of.
"""

from __future__ import annotations

from models.split import PayerLine
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
    Heading("host", TEXT),
    Heading("stage", TEXT),
    Heading("year", YEAR),
    Heading("responsible", TEXT),
    Heading("persons", PERSONS, True),
    Heading("unit_cost", MONEY),
    Heading("existing_funding", MONEY, True),
    Heading("need", MONEY, True),
    Heading("contributions", MONEY, True),
    Heading("host_residual", MONEY, True),
    Heading("unfunded", MONEY, True),
    Heading("host_name", TEXT),
    Heading("stage_name", TEXT),
    Heading("responsible_name", TEXT),
    Heading("discount_factor", "0.000000"),
)


def payer_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Payers; how a burden looks depends on its basis."""
    burden = burden_look(result.rules.burden_basis)
    return (
        Heading("payer", TEXT),
        Heading("later_benefit", MONEY, True),
        Heading("own_programmes", MONEY, True),
        Heading("others_programmes", MONEY, True),
        Heading("received", MONEY, True),
        Heading("net", MONEY, True),
        Heading("burden", burden),
        Heading("range_low", MONEY),
        Heading("range_high", MONEY),
        Heading("name", TEXT),
        Heading("pays_in_all", MONEY, True),
        Heading("host_residual", MONEY, True),
        Heading("contributions_discounted", MONEY, True),
        Heading("burden_basis", MONEY),
        Heading("burden_after_rounding", burden),
        Heading("pays_back_from", YEAR),
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
        text = f"(E{number}-F{number})*(1+discount_rate)^(base_year-D{number})"
        rows.append(
            [
                *(line.payer, line.host, line.stage, line.year, line.amount, line.host_residual),
                answers,
                result.names.territory(line.payer),
                result.names.territory(line.host),
                result.names.stage(line.stage),
                result.names.territory(answers),
                Formula(text, contributed),
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
                names.territory(line.responsible),
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
