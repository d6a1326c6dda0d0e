"""Shares and rates that look like percents: fractions are meant, 0.03 for 3 %."""

from __future__ import annotations

from collections.abc import Iterator

from models.checks.checked import CheckedCase
from models.declaration.rules import RULE_BY_KEY
from models.problems import Problem
from models.words.text import Argument, Exactly, Percent, Quoted, text

_HONEST_RULES = {"discount_rate": 0.5, "arrivals_growth": 1.0, "benefit_cap": 5.0}
"""What a rule is hardly meant to be above: a year that counts a third less, arrivals that more than
double each year, a payer that pays five times its benefit. Rules that are shares end at 1."""

_HONEST_SHARES = {"share_of_need": 1.0, "share_of_benefit": 5.0}


def percents_in_rules(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every rate or cap that is likely a percent, in every scenario."""
    keys = enumerate(checked.cells("Scenarios", "rule"))
    limited = [(row, key, _HONEST_RULES[key]) for row, key in keys if key in _HONEST_RULES]
    for scenario in checked.case.scenarios():
        values = checked.cells("Scenarios", scenario)
        for row, key, limit in limited:
            value = values[row]
            if _is_above(value, limit):
                found = text(
                    "The rule {rule} is {value}, which is {percent}.",
                    rule=Quoted(RULE_BY_KEY[key].labels),
                    value=Exactly(value),
                    percent=Percent(value),
                )
                mend = _mend(value)
                yield checked.warning("percent-as-whole", "Scenarios", row, scenario, found, mend)


def shares_of_clauses(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every clause on a share of need or benefit that is likely a percent."""
    for row, (measure, value) in enumerate(checked.rows("Clauses", ("measure", "value"))):
        limit = _HONEST_SHARES.get(measure)
        if limit is not None and _is_above(value, limit):
            found = (
                text("The share {share} is more than the whole need.")
                if measure == "share_of_need"
                else text("The share {share} is more than {times} times the whole benefit.")
            ).filled(share=Exactly(value), times=Exactly(limit))
            yield checked.warning("share-above-1", "Clauses", row, "value", found, _mend(value))


def _is_above(value: object, limit: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return limit < value < float("inf")


def _mend(value: float) -> Argument:
    fraction = value / 100
    return text(
        "Type a fraction: {fraction} for {percent}.",
        fraction=Exactly(fraction),
        percent=Percent(fraction),
    )
