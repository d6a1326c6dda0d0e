"""Who owes whom: gross, offset, and settled by few payments."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.commands import figures
from desktop.commands.text_table import paragraph, table
from models.split import Split, TransferLine, appendix_of

_GROSS = (
    "Gross: what the payer of each row contributes to programmes that the payer of each column "
    "answers for."
)
_NET = "Net: what the payer of each row owes that of each column after both directions are offset."
_FEWEST = "Settled by {count}; no way needs fewer."
_FEW = "Settled by {count} (few, but with so many parties the fewest are not searched for)."


def transfers_as_text(split: Split) -> str:
    """Return the gross ledger, the net transfers, and the clearing."""
    appendix = appendix_of(split)
    if not appendix.ledger:
        return "\n".join(["WHO OWES WHOM", "", "No money changes hands."])
    count = f"{len(appendix.clearing)} payment{'' if len(appendix.clearing) == 1 else 's'}"
    parts = [
        paragraph(_GROSS), "", *_matrix(appendix.ledger, split), "",
        paragraph(_NET), "", *_matrix(appendix.transfers, split), "",
        (_FEWEST if appendix.fewest else _FEW).format(count=count), "", *_clearing(split), "",
        "On balance:", "", *_balances(split),
    ]  # fmt: skip
    return "\n".join(["WHO OWES WHOM", "", *parts])


def _matrix(lines: Sequence[TransferLine], split: Split) -> list[str]:
    """Set transfers out as rows who pay and columns who receive, those without any left out."""
    amounts = {(line.payer, line.receiver): line.amount for line in lines}
    payers = [line.payer for line in split.payers]
    rows = [payer for payer in payers if any(giver == payer for giver, _ in amounts)]
    columns = [payer for payer in payers if any(taker == payer for _, taker in amounts)]
    given = [
        [row, *(_amount(amounts.get((row, c)), split) for c in columns), _sum(lines, split, row)]
        for row in rows
    ]
    taken = (_sum(lines, split, receiver=column) for column in columns)
    header = ["from \\ to", *columns, "in all"]
    return table(header, [*given, ["in all", *taken, _sum(lines, split)]])


def _sum(lines: Sequence[TransferLine], split: Split, payer: str = "", receiver: str = "") -> str:
    """Add up what one payer gives, what one receives, or everything."""
    mine = (
        line.amount
        for line in lines
        if payer in ("", line.payer) and receiver in ("", line.receiver)
    )
    return figures.money(sum(mine), split.rounding)


def _amount(amount: float | None, split: Split) -> str:
    return figures.NOTHING if amount is None else figures.money(amount, split.rounding)


def _clearing(split: Split) -> list[str]:
    rows = [
        [line.payer, line.receiver, figures.money(line.amount, split.rounding)]
        for line in appendix_of(split).clearing
    ]
    return table(["from", "to", "amount"], rows, left=2) if rows else []


def _balances(split: Split) -> list[str]:
    rows = [
        [
            line.payer,
            *(figures.money(a, split.rounding) for a in (line.others, line.received, line.net)),
        ]
        for line in split.payers
    ]
    return table(["payer", "pays others’", "receives", "owes on balance"], rows)
