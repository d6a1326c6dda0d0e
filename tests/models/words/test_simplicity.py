"""What a same key costs, as it is said."""

from __future__ import annotations

from models.results.simplicity import GoalPrice, PayerPrice, SimplicityPrice
from models.words.language import ENGLISH
from models.words.names import Terms
from models.words.simplicity import what_the_key_costs

TERMS = Terms(currency="EUR")


def said(price: SimplicityPrice) -> list[str]:
    return [
        ENGLISH.say(one).replace("\u00a0", " ")
        for one in what_the_key_costs(price, "benefit", TERMS)
    ]


def test_the_largest_change_comes_first_then_who_pays_the_same_then_the_goals() -> None:
    price = SimplicityPrice(
        (
            PayerPrice("A", 90.0, 100.0, 0.45, 0.5),
            PayerPrice("B", 230.0, 200.0, 0.6, 0.5),
            PayerPrice("C", 7.0, 7.0, None, None),
        ),
        (
            GoalPrice("unfunded", 5.0, 25.0),
            GoalPrice("host_residual", 0.0, 0.0),
            GoalPrice("equal_burden", 0.6, 0.5),
        ),
    )
    more, less, same, better, worse = said(price)
    assert more == "With the same key B pays EUR 30 more: EUR 230, not EUR 200."
    assert less == "With the same key A pays EUR 10 less: EUR 90, not EUR 100."
    assert same == "For C the same key changes nothing."
    assert "is met better with the same key: EUR 5, not EUR 25." in better
    assert "is met less well with the same key: 60 %, not 50 %." in worse


def test_a_key_without_which_there_is_no_split_has_no_price() -> None:
    (only,) = said(SimplicityPrice((), ()))
    assert only.endswith("so that it has no price.")
