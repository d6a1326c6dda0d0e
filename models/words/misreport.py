"""Whether it pays to state figures that are not true, in words (2-method 2.7a)."""

from __future__ import annotations

from collections.abc import Sequence

from models.results.figure_rows import FigureCell, FigureColumn, FigureRow, FigureSheet
from models.results.misreport import Figures, Misreport
from models.words.names import Terms
from models.words.text import Argument, Percent, Text, joined, text

NOT_KNOWN = text("It is not known yet whether anybody would gain by stating wrong figures.")


def figures_stated(figures: Figures) -> Text:
    """Return which figures a payer states."""
    if figures == "benefits":
        return text("benefits that it receives")
    return text("costs of its programmes")


def stated_by(percent: float) -> Text:
    """Say by how much figures are stated otherwise than they are."""
    by = Percent(abs(percent) / 100)
    return text("{by} higher", by=by) if percent > 0 else text("{by} lower", by=by)


def pays_to_misreport(found: Sequence[Misreport], terms: Terms) -> Argument:
    """Say by which of some misreports of one payer it gains most, if it does.

    Args:
        found: those of one payer, at least one.
    """
    best = max(found, key=lambda one: one.gain or 0.0)
    payer = terms.territory(best.payer)
    if best.gain is None or best.gain < terms.rounding:
        return text("By none of these misreports {payer} would gain anything.", payer=payer)
    said = (
        text("{payer} would gain {amount} by stating the benefits that it receives {by}.")
        if best.figures == "benefits"
        else text("{payer} would gain {amount} by stating the costs of its programmes {by}.")
    )
    return said.filled(payer=payer, amount=terms.money(best.gain), by=stated_by(best.percent))


def misreport_sentence(found: Sequence[Misreport], terms: Terms) -> Argument:
    """Say who would gain most by stating its figures otherwise than they are.

    Args:
        found: those of all payers.
        terms: what things are called.
    """
    gains = [one for one in found if _pays(one, terms)]
    if not gains:
        by = Percent(max((abs(one.percent) for one in found), default=0.0) / 100)
        return text(
            "Nobody would gain anything by stating its benefits or its costs {by} higher or lower.",
            by=by,
        )
    best = max(gains, key=lambda one: one.gain or 0.0)
    said = (
        text(
            "{payer} would gain most by a wrong figure: {amount}, by stating the benefits that it "
            "receives {by}."
        )
        if best.figures == "benefits"
        else text(
            "{payer} would gain most by a wrong figure: {amount}, by stating the costs of its "
            "programmes {by}."
        )
    )
    return said.filled(
        payer=terms.territory(best.payer),
        amount=terms.brief(best.gain or 0.0),
        by=stated_by(best.percent),
    )


def misreport_note() -> Argument:
    """Say what a gain is, and what limits it."""
    return joined(
        text(
            "In each column a payer states its own figures so, and all others theirs as they are. "
            "It gains (+) what it pays less, and what its programmes collect above what they truly "
            "need."
        ),
        text("What limits such gains: a standard cost, an own share, a clause."),
    )


def misreport_sheet(found: Sequence[Misreport], terms: Terms) -> FigureSheet:
    """Return what each payer would gain by each of its misreports."""
    payers = list(dict.fromkeys(one.payer for one in found))
    ways = list(dict.fromkeys((one.figures, one.percent) for one in found))
    by_way = {(one.payer, one.figures, one.percent): one for one in found}
    columns = tuple(FigureColumn(_way(*way), "change") for way in ways)
    rows = (
        FigureRow(
            terms.territory(payer),
            tuple(_gain(by_way[payer, *way], terms) for way in ways),
            payer,
        )
        for payer in payers
    )
    return FigureSheet(columns, tuple(rows))


def _way(figures: Figures, percent: float) -> Text:
    said = text("Benefits {by}") if figures == "benefits" else text("Costs {by}")
    return said.filled(by=stated_by(percent))


def _gain(one: Misreport, terms: Terms) -> FigureCell:
    if one.then is None or one.gain is None:
        return FigureCell(None, text("With these figures the clauses cannot all hold."))
    note = text(
        "It would pay {then}, not {now}, and receive {got}, not {gets}.",
        then=terms.money(one.then.paid),
        now=terms.money(one.now.paid),
        got=terms.money(one.then.received),
        gets=terms.money(one.now.received),
    )
    return FigureCell(one.gain if abs(one.gain) >= terms.rounding / 2 else 0.0, note)


def _pays(one: Misreport, terms: Terms) -> bool:
    return one.gain is not None and one.gain >= terms.rounding
