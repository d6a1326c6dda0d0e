"""From which effect on all is paid back, as it is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.problems import Problem, Severity
from models.results.split import SWITCHING_LEFT_OUT, Appendix, Split
from models.words.language import ENGLISH, Language, language
from models.words.switching import paid_back
from models.words.text import LANGUAGES

SPLIT = Split("ok", "base", "EUR", 0.01)


def said(value: float | None, left: float | None, spoken: Language = ENGLISH) -> str:
    split = replace(SPLIT, appendix=Appendix(switching_value=value, benefit_left=left))
    return spoken.say(paid_back(split)).replace("\u00a0", " ")


def test_what_is_needed_is_rounded_up_and_what_it_leaves_down() -> None:
    assert said(0.515456, 0.765217) == (
        "All of it is paid back if at least 52 of 100 of each programme's effect are its own; that "
        "is 76 of every EUR 100 of the later benefit counted here."
    )
    assert "at least 40 of 100" in said(0.4 + 1e-9, 0.64)


def test_a_scenario_that_counts_less_is_told_what_it_would_take() -> None:
    assert "120 for every EUR 100 of the later benefit counted here" in said(0.6, 1.2)


def test_without_later_benefit_nothing_is_said_of_it() -> None:
    assert said(0.6, None).endswith("effect are its own.")


def test_none_and_nothing_and_too_large_are_said() -> None:
    assert "not all of it is paid back" in said(None, None)
    assert said(0.0, 0.0) == "No programme needs money, so that nothing has to be paid back."
    warning = Problem(Severity.WARNING, SWITCHING_LEFT_OUT, "large", "")
    large = replace(SPLIT, appendix=Appendix(), warnings=(warning,))
    assert "in a case of this size" in ENGLISH.say(paid_back(large))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_says_the_figures(code: str) -> None:
    found = said(0.515456, 0.765217, language(code))
    assert {"52", "76", "100"} <= set(found.replace(".", " ").split())
