"""A split as a short text for a terminal."""

from __future__ import annotations

from models.split import PayerLine, Split


def split_as_text(split: Split) -> str:
    """Return what each payer pays and what stays open, in money with the case's decimals."""
    if split.status == "conflict":
        return _conflict(split)
    decimals = 2 if split.rounding < 1 else 0
    need = sum(line.need for line in split.programmes)
    gap = sum(line.unfunded for line in split.programmes)
    paid = sum(line.own + line.others for line in split.payers)
    lines = [
        f"Scenario {split.scenario}, {split.currency}: of {need:,.{decimals}f} needed, "
        f"{paid:,.{decimals}f} are paid and {gap:,.{decimals}f} stay unfunded.",
        "",
        *_table(split, decimals),
        "",
        f"Pays own includes what is left with it as host. The burden is what it contributes "
        f"beyond that, discounted to {split.base_year}, over its later benefit or other basis.",
    ]
    return "\n".join(lines)


def _table(split: Split, decimals: int) -> list[str]:
    headers = (
        "payer", "pays own", "left as host", "pays others'", "receives", "later benefit", "burden",
    )  # fmt: skip
    left = {line.payer: 0.0 for line in split.payers}
    for payment in split.payments:
        left[payment.payer] += payment.host_residual
    rows = [headers, *(_cells(line, left[line.payer], decimals) for line in split.payers)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(headers))]
    return [
        "  ".join(
            [
                row[0].ljust(widths[0]),
                *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
            ]
        )
        for row in rows
    ]


def _cells(line: PayerLine, left: float, decimals: int) -> tuple[str, ...]:
    money = (line.own, left, line.others, line.received, line.later_benefit)
    burden = "" if line.burden is None else f"{line.burden:.1%}"
    return (line.payer, *(f"{amount:,.{decimals}f}" for amount in money), burden)


def _conflict(split: Split) -> str:
    names = ", ".join(line.clause for line in split.conflict)
    return (
        f"Scenario {split.scenario}: the clauses cannot all hold, so that there is no split. "
        f"A smallest set that clashes: {names}."
    )
