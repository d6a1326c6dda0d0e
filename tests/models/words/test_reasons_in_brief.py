"""Why a payer pays, in few lines for a room: each is a sentence of the Split page, in short."""

from __future__ import annotations

from dataclasses import replace

from models.clause import Clause
from models.names import Names
from models.results.explanation import BindingLimit, LimitName, StepEffect
from models.results.lines import Payment, ProgrammeLine
from models.results.matrix import paid_by_year
from models.results.split import PayerLine, Split
from models.words.headlines import PinnedBy
from models.words.language import ENGLISH
from models.words.names import Terms
from models.words.ranges import ranges_of
from models.words.reasons_in_brief import ReasonsInBrief


def programme(year: int, need: float) -> ProgrammeLine:
    return ProgrammeLine("City", "City", "welcome", year, 10.0, 0, 0, need, need, 0, 0)


SPLIT = Split(
    "ok",
    "base",
    "EUR",
    1.0,
    base_year=2027,
    programmes=(programme(2028, 4e6), programme(2027, 12e6)),
    payments=(
        Payment("Port", "City", "welcome", 2028, 2_345_678.0, 0.0),
        Payment("Port", "City", "welcome", 2027, 4e6, 0.0),
        Payment("City", "City", "welcome", 2027, 8e6, 3e6),
    ),
    payers=(
        PayerLine("City", 20e6, 8e6, 0, 6_345_678.0, -6_345_678.0, 0.25, 8e6, 8e6),
        PayerLine("Port", 40e6, 0, 6_345_678.0, 0, 6_345_678.0, 0.15, 5e6, 7e6),
    ),
)


def brief(payer: str, split: Split = SPLIT) -> ReasonsInBrief:
    return ReasonsInBrief(split, Names(), payer)


def said(sentence: object) -> str:
    return ENGLISH.say(sentence).replace("\u00a0", " ")  # type: ignore[arg-type]


def limit(payer: str, change: float, clause: str) -> BindingLimit:
    step = StepEffect(1e6, 0.0, 0.0, 0.0, ((payer, change),))
    name = LimitName("clause", clause=clause)
    return BindingLimit((name,), 5e6, 1, step, None)


def test_the_title_says_the_whole_payment_and_its_share_of_the_need() -> None:
    assert said(brief("Port").title(None)) == "Port pays EUR 6.35 million, 40 % of the need."


def test_the_title_says_by_how_much_it_is_another_amount_than_in_the_pinned_split() -> None:
    line = replace(SPLIT.payers[1], others=4e6)
    pinned = replace(SPLIT, payers=(SPLIT.payers[0], line))
    more = said(brief("Port").title(pinned))
    assert more.endswith(" That is EUR 2.35 million more than in the pinned split.")
    less = said(brief("Port", pinned).title(SPLIT))
    assert less.endswith(" That is EUR 2.35 million less than in the pinned split.")
    assert said(brief("Port").title(SPLIT)) == said(brief("Port").title(None))
    of_meeting = said(brief("Port").title(pinned, PinnedBy.MEETING))
    assert of_meeting.endswith(" more than in the split when the meeting began.")


def test_the_split_itself_says_the_largest_payment_and_the_gain() -> None:
    largest, gain = map(said, brief("Port").known())
    assert largest == "The largest payment, EUR 4.00 million, is for welcome in City, 2027."
    assert gain.startswith("It gains EUR 40.0 million later from the persons of all programmes")


def test_of_a_host_what_is_left_with_it_is_said_first() -> None:
    first, _ = map(said, brief("City").known())
    assert first.startswith("EUR 3.00 million of it is left with City as the host")


def test_a_range_that_three_digits_cannot_tell_is_said_in_full() -> None:
    line = replace(SPLIT.payers[1], low=6_345_000.0, high=6_346_000.0)
    narrow = replace(SPLIT, payers=(SPLIT.payers[0], line))
    ranges, _ = map(said, brief("Port", narrow).found([], ()))
    assert ranges.endswith("Port could pay from EUR 6,345,000 to EUR 6,346,000.")


def test_what_is_paid_is_never_beyond_its_range_though_it_is_rounded() -> None:
    for low, high in ((5e6, 6_345_677.0), (6_345_679.0, 7e6)):
        line = replace(SPLIT.payers[1], low=low, high=high)
        (range_said,) = ranges_of(line, [], SPLIT, Terms(Names(), "EUR"))
        assert "EUR 6,345,678" in said(range_said)


def test_of_the_limits_the_one_that_moves_the_payer_most_is_said() -> None:
    binding = [limit("Port", 1e5, "small"), limit("Port", -9e5, "large"), limit("City", 1e6, "no")]
    ranges, binds = map(said, brief("Port").found(binding, ()))
    assert ranges.endswith("Port could pay from EUR 5.00 million to EUR 7.00 million.")
    assert "“large”" in binds
    assert binds.endswith("With EUR 1.00 million more, Port pays EUR 900,000 less.")


def test_a_limit_is_said_with_one_step_the_looser_one_where_it_is_felt() -> None:
    felt = StepEffect(-1e6, 0.0, 0.0, 0.0, (("Port", -1e6),))
    both = replace(limit("Port", 5e5, "both"), down=felt)
    only_less = replace(both, up=StepEffect(1e6, 0.0, 0.0, 0.0, ()))
    for binding, step in ((both, "more"), (only_less, "less")):
        _, binds = map(said, brief("Port").found([binding], ()))
        assert f"With EUR 1.00 million {step}, Port pays EUR " in binds
        assert binds.count("With ") == 1


def test_where_no_limit_moves_the_payer_that_is_said() -> None:
    _, binds = map(said, brief("Port").found([limit("City", 1e6, "other")], ()))
    assert binds.endswith("does not change what Port pays.")


def test_a_payer_is_explained_in_five_lines_at_most() -> None:
    for payer in ("City", "Port"):
        one = brief(payer)
        assert len([one.title(SPLIT), *one.known(), *one.found([limit(payer, 1, "a")], ())]) <= 5


def test_where_nothing_is_needed_that_is_all() -> None:
    nothing = replace(SPLIT, programmes=(), payments=())
    assert said(brief("Port", nothing).title(None)) == "Nothing is needed."


def test_payments_by_year_are_in_order_and_add_up_to_the_total() -> None:
    paid = paid_by_year(SPLIT, ("Port",))
    assert list(paid.items()) == [(2027, 4e6), (2028, 2_345_678.0)]
    assert sum(paid.values()) == SPLIT.totals["Port"]
    assert paid_by_year(SPLIT, ("City",))[2028] == 0


def test_the_clause_about_the_payer_that_binds_is_named_and_no_other() -> None:
    clauses = [
        Clause("loose", "Port", years=(2027, 2027), value=9e6),
        Clause("cap", "Port", years=(2028, 2028), value=2_345_678.0),
        Clause("theirs", "City", value=8e6),
    ]
    reasons = ReasonsInBrief(SPLIT, Names(), "Port", clauses)
    told = [said(one) for one in reasons.found((), ())]
    assert [one for one in told if "clause" in one and "binds" in one] == [
        "Port pays EUR 2.35 million in 2028: the clause binds."
    ]
