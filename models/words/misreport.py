"""Whether it pays to state figures that are not true, in words (2-method 2.7a)."""

from __future__ import annotations

from collections.abc import Sequence

from models.results.misreport import Figures, Misreport
from models.words.names import Terms
from models.words.text import Argument, Percent, Text, text


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
