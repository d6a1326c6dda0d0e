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
        *_table(split.payers, decimals),
    ]
    return "\n".join(lines)


def _table(payers: tuple[PayerLine, ...], decimals: int) -> list[str]:
    headers = ("payer", "pays own", "pays others'", "receives", "later benefit", "burden")
    rows = [headers, *(_cells(line, decimals) for line in payers)]
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


def _cells(line: PayerLine, decimals: int) -> tuple[str, ...]:
    money = (line.own, line.others, line.received, line.later_benefit)
    burden = "" if line.burden is None else f"{line.burden:.1%}"
    return (line.payer, *(f"{amount:,.{decimals}f}" for amount in money), burden)


def _conflict(split: Split) -> str:
    lines = [f"Scenario {split.scenario}: these clauses cannot all hold."]
    for line in split.conflict:
        needs = "no value of it would help" if line.needs is None else f"would need {line.needs:,}"
        lines.append(f"  {line.clause}: alone, {needs}")
    return "\n".join([*lines, "Change one of them, or reject it, and solve again."])
