"""The tests of keys in words, for what no key in the samples does."""

from __future__ import annotations

from dataclasses import replace

from desktop.commands.compare_tests_as_text import key_tests_as_text
from desktop.commands.text_table import TextPage
from models.names import names_of
from models.programme import Programme
from models.results.comparison import Comparison, KeyTest, WrongWay
from models.words.language import ENGLISH
from solver.compare.report import comparison
from solver.solve import prepare, solve_to_explain
from tests.cases import worked


def _compared() -> Comparison:
    prepared = prepare(worked(), "base")
    return comparison(prepared, solve_to_explain(prepared))


def test_a_payment_that_falls_as_a_need_rises_names_the_programme_and_the_money() -> None:
    way = WrongWay("needs", "need", Programme("city", "welcome", 2023), "port", -12.5)
    found = replace(_compared(), tests=(KeyTest("odd", (way,), (), ()),))
    text = key_tests_as_text(found, names_of(worked()), TextPage(ENGLISH, 0.01))
    assert "odd  holds      holds           fails 1 ×  counts nothing" in text
    assert "If the need of Welcome in City in 2023 rises by 1\u00a0%, Port pays 12.50 less." in text


def test_without_tests_the_reason_stands_there() -> None:
    found = replace(_compared(), tests=(), parts_left_out=(("tests", "It is too large."),))
    assert key_tests_as_text(found, names_of(worked()), TextPage(ENGLISH, 0.01)).endswith(
        "Left out: It is too large."
    )
