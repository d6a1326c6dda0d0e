"""The short table of percentages that an agreement is signed as, and what it costs, in words."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from models.results.figure_rows import FigureCell, FigureColumn, FigureRow, FigureSheet
from models.results.key_table import KeyClass, KeyTable
from models.results.simplicity import PayerPrice, SimplicityPrice
from models.results.split import Split
from models.words.names import Terms
from models.words.simplicity import NO_PRICE, goals_with_the_key
from models.words.text import Argument, Text, counted, joined, text

NO_KEY = text(
    "There is no short table to sign: in this scenario each programme has shares of its own."
)
WHAT_A_KEY_IS = text(
    "With a same key a payer pays one percentage of every need of a kind. The rule is on the page "
    "Rules and clauses: what the percentages may depend on, of host, stage, group and year."
)
_NOT_YET = text("It is worked out what the free split would be.")


def key_sentence(table: KeyTable, price: SimplicityPrice | None, terms: Terms) -> Text:
    """Say in how many percentages an agreement is written, and whom that costs the most.

    Args:
        table: the percentages.
        price: what they cost; None: not known yet.
        terms: what things are called.
    """
    written = counted(
        "The agreement is written as 1 percentage",
        "The agreement is written as {count} percentages",
        table.count,
    )
    if price is None:
        return text("{written}.", written=written)
    if not price.payers:
        return text("{written}; without them the clauses cannot all hold.", written=written)
    dearest = max(price.payers, key=lambda line: line.change)
    if dearest.change < terms.rounding / 2:
        return text(
            "{written}; that makes nobody pay more than in the free split.", written=written
        )
    return text(
        "{written}; that costs {payer} the most: {amount} more than in the free split.",
        written=written,
        payer=terms.territory(dearest.payer),
        amount=terms.brief(dearest.change),
    )


def key_note(price: SimplicityPrice | None, split: Split, basis: str, terms: Terms) -> Argument:
    """Say what the percentages are of, what stands beside them, and what the goals come to."""
    goals: Iterator[Argument] = iter(())
    if price is not None:
        goals = goals_with_the_key(price, basis, terms) if price.payers else iter((NO_PRICE,))
    return joined(
        text(
            "Each percentage is of the need of every programme of its kind; own programmes are "
            "those that the payer answers for."
        ),
        _beside_the_key(split, terms),
        *goals,
        between="\n",
    )


def _beside_the_key(split: Split, terms: Terms) -> Text | None:
    """Say what no percentage covers; None: they cover everything."""
    left = fsum(split.of_programmes("host_residual"))
    if left < terms.rounding / 2 and not split.unfunded:
        return None
    return text(
        "No percentage covers what is left with hosts, {left}, and what stays unfunded, {gap}.",
        left=terms.money(left),
        gap=terms.money(split.unfunded),
    )


def key_sheet(
    table: KeyTable, price: SimplicityPrice | None, split: Split, terms: Terms
) -> FigureSheet:
    """Return the table: percentages, then what each pays with the key, without it, and the change.

    Args:
        table: the percentages.
        price: what they cost; None: not known yet.
        split: with the key.
        terms: what things are called.
    """
    of_money = (
        FigureColumn(text("Pays with the key"), "money"),
        FigureColumn(text("In the free split"), "money"),
        FigureColumn(
            text("The key costs it"),
            "change",
            text("What it pays more (+) or less (−) because the percentages are the same."),
        ),
    )
    shares = (FigureColumn(_class_name(one, terms), "share") for one in table.classes)
    lines = {line.payer: line for line in price.payers} if price is not None else {}
    missing: Argument = _NOT_YET if price is None else NO_PRICE
    rows = [
        FigureRow(
            terms.territory(payer),
            (
                *(_share(table, payer, one) for one in table.classes),
                *_amounts(paid, lines.get(payer), missing),
            ),
            payer,
        )
        for payer, paid in split.totals.items()
    ]
    return FigureSheet((*shares, *of_money), (*rows, _total(table, split, price, missing)))


def _share(table: KeyTable, payer: str, one: KeyClass) -> FigureCell:
    share = table.shares.get((payer, one))
    if share is not None:
        return FigureCell(share)
    if one.own:
        return FigureCell(None, text("It answers for no such programme, or gains nothing from it."))
    return FigureCell(None, text("It gains nothing later from these programmes."))


def _amounts(paid: float, line: PayerPrice | None, missing: Argument) -> tuple[FigureCell, ...]:
    if line is None:
        return (FigureCell(paid), FigureCell(None, missing), FigureCell(None, missing))
    return (FigureCell(paid), FigureCell(line.without_key), FigureCell(line.change))


def _total(
    table: KeyTable, split: Split, price: SimplicityPrice | None, missing: Argument
) -> FigureRow:
    blank = tuple(FigureCell(None) for _ in table.classes)
    paid = fsum(split.totals.values())
    whole = None
    if price is not None and price.payers:
        without = fsum(line.without_key for line in price.payers)
        changes = fsum(line.change for line in price.payers)
        whole = (FigureCell(paid), FigureCell(without), FigureCell(changes))
    return FigureRow(text("All together"), (*blank, *(whole or _amounts(paid, None, missing))))


def _class_name(one: KeyClass, terms: Terms) -> Argument:
    """Name the programmes of a percentage by all that it depends on."""
    programmes = joined(
        None if one.stage is None else terms.stage(one.stage),
        None if one.group is None else terms.names.group(one.group),
        None if one.host is None else text("in {host}", host=terms.territory(one.host)),
        one.year,
        between=" · ",
    )
    if one.own is None:
        return programmes if programmes.sentences else text("All programmes")
    if not programmes.sentences:
        return text("Own programmes") if one.own else text("Others’ programmes")
    whose = text("{programmes}: own") if one.own else text("{programmes}: others’")
    return whose.filled(programmes=programmes)
