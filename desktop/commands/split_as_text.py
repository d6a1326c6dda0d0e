"""A split as a short text for a terminal."""

from __future__ import annotations

from desktop.commands.figures import money, share, to_base_year
from desktop.commands.text_table import paragraph, table
from models.split import PayerLine, Split


def split_as_text(split: Split) -> str:
    """Return what each payer pays and what stays open, in money with the case's decimals."""
    if split.status == "conflict":
        return _conflict(split)
    need = sum(line.need for line in split.programmes)
    gap = sum(line.unfunded for line in split.programmes)
    paid = sum(line.paid for line in split.payers)
    lines = [
        f"Scenario {split.scenario}, {split.currency}: of {money(need, split.rounding)} needed, "
        f"{money(paid, split.rounding)} are paid and {money(gap, split.rounding)} stay unfunded.",
        "",
        *_table(split),
        "",
        paragraph(
            f"Pays own includes what is left with it as host. The burden is what it contributes "
            f"beyond that, discounted{to_base_year(split.base_year)}, over its later benefit or "
            "other basis."
        ),
    ]
    return "\n".join(lines)


def _table(split: Split) -> list[str]:
    headers = (
        "payer", "pays own", "left as host", "pays others'", "receives", "later benefit", "burden",
    )  # fmt: skip
    left = {line.payer: 0.0 for line in split.payers}
    for payment in split.payments:
        left[payment.payer] += payment.host_residual
    rows = [headers, *(_cells(line, left[line.payer], split.rounding) for line in split.payers)]
    return table(rows[0], rows[1:])


def _cells(line: PayerLine, left: float, rounding: float) -> tuple[str, ...]:
    amounts = (line.own, left, line.others, line.received, line.later_benefit)
    burden = "" if line.burden is None else share(line.burden)
    return (line.payer, *(money(amount, rounding) for amount in amounts), burden)


def _conflict(split: Split) -> str:
    names = ", ".join(line.clause for line in split.conflict)
    return (
        f"Scenario {split.scenario}: the clauses cannot all hold, so that there is no split. "
        f"A smallest set that clashes: {names}."
    )
