"""Sums and products as they are read: lists add up, and factors bring the figure beside them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from math import fsum

from hypothesis import assume, given
from hypothesis import strategies as st

from models.words.figures import rounded_to
from models.words.language import ENGLISH
from models.words.paragraph import Paragraph, figure_line, parts_of, sum_line, summed
from models.words.sums import (
    ROUNDED_PARTS,
    decimals_to_multiply,
    parts_as_read,
    persons_at_rate,
    persons_decimals,
    share_to_multiply,
)
from models.words.text import Money, Number, Share, text
from tests.drawing import drawn

_parts = st.lists(st.floats(-1e7, 1e7).map(lambda it: round(it, 6)), min_size=1, max_size=12)
_shares = st.floats(1e-4, 0.9999)
_decimals = st.sampled_from((0, 1, 2))


@drawn()
@given(_parts, _decimals)
def test_parts_add_up_to_their_whole_which_is_rounded_as_everywhere(
    parts: list[float], decimals: int
) -> None:
    whole = fsum(parts)
    found = parts_as_read(parts, whole, decimals)
    assert sum(found.figures, Decimal(0)) == rounded_to(whole, decimals)


@drawn()
@given(_parts, _decimals)
def test_no_part_is_off_by_a_whole_last_digit(parts: list[float], decimals: int) -> None:
    found = parts_as_read(parts, fsum(parts), decimals)
    least = Decimal(1).scaleb(-decimals)
    for place, (part, figure) in enumerate(zip(parts, found.figures, strict=True)):
        assert abs(figure - Decimal(str(part))) < least
        assert place in found.moved or figure == rounded_to(part, decimals)


def test_parts_that_are_not_all_of_the_whole_are_rounded_each_by_itself() -> None:
    found = parts_as_read((1.4, 2.4), 8.0, 0)
    assert list(map(int, found.figures)) == [1, 2]
    assert not found.moved
    whole = parts_as_read((2.0, 3.0), 6.0, 0).figures
    assert list(map(int, whole)) == [2, 3], "a whole number is never moved"


def read(figure: object) -> Decimal:
    """Read a figure as a person does, without its mark."""
    said = ENGLISH.say(figure)  # type: ignore[arg-type]
    kept = "".join(one for one in said.replace("−", "-") if one in "0123456789.-")
    return Decimal(kept)


def as_text(lines: list[Paragraph]) -> list[str]:
    return [ENGLISH.say(line.figure).replace("\u00a0", " ") for line in lines]


def test_a_list_adds_up_marks_what_it_moved_and_says_what_the_mark_means() -> None:
    lines = [figure_line(name, Money(1.4, "EUR", 1.0)) for name in ("A", "B", "C")]
    found = summed(lines, sum_line(text("Together"), Money(4.2, "EUR", 1.0)))
    assert as_text(found) == ["EUR 2*", "EUR 1", "EUR 1", "EUR 4", ""]
    assert found[-1] == Paragraph(ROUNDED_PARTS, "remark")


def test_a_list_that_adds_up_by_itself_stays_as_it_is() -> None:
    lines = [figure_line(name, Number(1.5, 1, padded=True)) for name in ("A", "B")]
    total = sum_line(text("Together"), Number(3.0, 1, padded=True))
    assert summed(lines, total) == [*lines, total]


def test_remarks_and_lines_without_a_figure_are_no_parts() -> None:
    lines = [
        figure_line("A", Money(0.4, "EUR", 1.0)),
        Paragraph("of it", "detail", Money(9.0, "EUR", 1.0)),
        figure_line("none", "–"),
        figure_line("B", Money(0.4, "EUR", 1.0)),
    ]
    found = parts_of(lines, Money(0.8, "EUR", 1.0))
    assert as_text(found) == ["EUR 1*", "EUR 9", "–", "EUR 0", ""]


@drawn()
@given(_shares, st.integers(1, 10**9), _decimals)
def test_a_share_brings_the_product_that_is_shown(
    fraction: float, need: int, decimals: int
) -> None:
    product = fraction * need
    share = share_to_multiply(fraction, (float(need),), product, decimals)
    shown = read(share) / 100 * need
    unit = Decimal(1).scaleb(-decimals)
    assert share.decimals is not None
    assert shown.quantize(unit, ROUND_HALF_UP) == rounded_to(product, decimals)


def test_a_share_has_no_more_digits_than_it_takes() -> None:
    assert ENGLISH.say(share_to_multiply(0.5, (80.0,), 40.0, 0)) == "50\u00a0%"
    said = ENGLISH.say(share_to_multiply(18 / 23, (400_000.0,), 400_000 * 18 / 23, 2))
    assert said == "78.26087\u00a0%"


def test_a_share_is_never_written_as_nothing_or_all() -> None:
    assert ENGLISH.say(share_to_multiply(0.00004, (10.0,), 0.0004, 0)) == "0.004\u00a0%"
    assert ENGLISH.say(share_to_multiply(0.99996, (10.0,), 9.9996, 0)) == "99.996\u00a0%"


def test_a_share_that_leads_nowhere_is_written_as_all_shares() -> None:
    assert share_to_multiply(0.25, (100.0, 101.0), 90.0, 0) == Share(0.25)


@drawn()
@given(st.floats(0.1, 1e5), _shares)
def test_persons_times_their_rate_are_those_who_go_on(persons: float, rate: float) -> None:
    assume(persons * rate > 0.05)
    many, at = persons_at_rate(persons, rate, 1)
    going = rounded_to(persons * rate, 1)
    product = rounded_to(persons, many.decimals) * read(at) / 100
    assert product.quantize(Decimal("0.1"), ROUND_HALF_UP) == going


def test_whole_persons_stay_whole_beside_a_rate_of_one_decimal() -> None:
    persons, rate = persons_at_rate(80.0, 0.4375, 0)
    assert (ENGLISH.say(persons), ENGLISH.say(rate)) == ("80 persons", "43.8\u00a0%")
    persons, rate = persons_at_rate(80.0, 0.4375, 1)
    assert (ENGLISH.say(persons), ENGLISH.say(rate)) == ("80 persons", "43.8\u00a0%")


def test_persons_are_written_so_that_all_of_them_cost_what_is_said() -> None:
    assert persons_decimals(12.345, 20_000.0, 246_900.0, 0) == 3
    assert persons_decimals(12.345, 20_000.0, 240_000.0, 0) == 1, "discounted in between"


def test_without_a_number_of_decimals_that_does_there_is_none() -> None:
    assert decimals_to_multiply(2.4, Decimal(2), 4.8, 0, 0) == 1
    assert decimals_to_multiply(2.4, Decimal(2), 9.0, 0, 0) is None
