"""From which additionality on all programmes are paid back, in words."""

from __future__ import annotations

from math import ceil, floor

from models.results.split import Split, appendix_of
from models.results.switching import SwitchingValue
from models.words.text import Money, Number, Text, text

_NOISE = 1e-6


LOOKED_FOR = text("From which effect of the programmes on all of it is paid back is worked out.")
NOT_LOOKED_FOR = text(
    "From which effect of the programmes on all of it is paid back was not worked out."
)


def paid_back(split: Split) -> Text:
    """Say from which effect of the programmes on all of it is paid back (2-method 2.3).

    Args:
        split: a split with its appendix.
    """
    if split.is_switching_left_out:
        return paid_back_at(None, split.currency)
    appendix = appendix_of(split)
    found = SwitchingValue(appendix.switching_value, appendix.benefit_left)
    return paid_back_at(found, split.currency)


def paid_back_at(found: SwitchingValue | None, currency: str) -> Text:
    """Say the same where it was found by itself.

    Args:
        found: from where on; None: the case is too large to look for it.
        currency: of the case.
    """
    if found is None:
        return text(
            "From which effect of the programmes on all of it is paid back is not looked for in a "
            "case of this size."
        )
    value, left = found.additionality, found.part_of_benefit
    if value is None:
        return text(
            "Within these limits not all of it is paid back, even if each programme's effect is "
            "wholly its own."
        )
    if value == 0:
        return text("No programme needs money, so that nothing has to be paid back.")
    return _paid_back_from(left).filled(
        effects=Number(ceil(100 * value - _NOISE)),
        part=Number(0 if left is None else floor(100 * left + _NOISE)),
        hundred=Money(100, currency),
    )


def _paid_back_from(left: float | None) -> Text:
    """Return the sentence that fits what is left of the later benefit.

    "At least" is rounded up; what it leaves is then no less than what is said of it.
    """
    if left is None:
        return text(
            "All of it is paid back if at least {effects} of 100 of each programme's effect are "
            "its own."
        )
    if left > 1 + _NOISE:
        return text(
            "All of it is paid back if at least {effects} of 100 of each programme's effect are "
            "its own; that is {part} for every {hundred} of the later benefit counted here."
        )
    return text(
        "All of it is paid back if at least {effects} of 100 of each programme's effect are its "
        "own; that is {part} of every {hundred} of the later benefit counted here."
    )
