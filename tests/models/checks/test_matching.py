"""Names as people type them, and the name most like another."""

from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.case import case_of
from models.checks import matching as module
from models.checks.every import check_case
from models.checks.matching import (
    CLOSE_ENOUGH,
    KnownNames,
    Nearest,
    clean_name,
    fold,
    foreign_letters,
)
from models.words.language import ENGLISH
from tests.models.checks.test_check_case import frame


@pytest.mark.parametrize(
    "written", ["liège", "LIEGE", " Liège ", "Li e ge", "Lie\u0300ge", "Liège\u200b", "Liège\u00a0"]
)
def test_names_that_differ_by_case_accents_or_blanks_are_the_same(written: str) -> None:
    assert KnownNames(["Liège", "Namur"]).same(written) == "Liège"


def test_cleaning_keeps_case_and_accents_and_makes_blanks_single() -> None:
    assert clean_name("  Sint\u00a0 Jans\u202fMolenbe\u0301ek ") == "Sint Jans Molenbéek"


def test_the_german_sharp_s_and_its_capitals_fold_alike() -> None:
    assert fold("Straße") == fold("STRASSE")


def test_two_names_that_fold_alike_are_never_guessed_between() -> None:
    known = KnownNames(["Port", "port"])
    assert known.same("Port") == "Port"
    assert known.same("PORT") is None


def test_a_near_miss_is_suggested_and_a_far_one_is_not() -> None:
    known = KnownNames(["brussels", "flanders"])
    assert known.nearest("brusels") == "brussels"
    assert known.nearest("zzz") is None


def test_letters_of_another_alphabet_are_seen_through() -> None:
    known = KnownNames(["city"])
    assert known.same("сity") is None
    assert known.look_alike("сity") == "city"
    assert foreign_letters("сity") == "с"
    assert known.look_alike("citt") is None


NAMES = st.text("abcdeé漢\U0001f600\ud800", min_size=1, max_size=9)


@given(st.lists(NAMES, max_size=12, unique=True), NAMES)
def test_the_nearest_name_is_the_one_that_difflib_finds(names: list[str], name: str) -> None:
    theirs = difflib.get_close_matches(name, names, n=1, cutoff=CLOSE_ENOUGH)
    assert Nearest(names).to(name) == (theirs[0] if theirs else None)


def test_only_names_that_can_be_near_are_compared_letter_by_letter() -> None:
    nearest = Nearest([f"{chr(97 + n % 26) * 5}{n}" for n in range(1000)] + ["flanders"])
    assert nearest.to("flandres") == "flanders"
    assert nearest.letters == len("flanders") ** 2


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        (["territory"], [f"territory{n}" for n in range(199_000)]),
        ([f"territory{n}" for n in range(199_000)], [f"teritory{n}" for n in range(1_000)]),
        (["ab" * 4_000], ["ba" * 4_000] * 100),
        ([f"{n:012b}" for n in range(4096)], [f"{n:013b}" for n in range(8192)]),
    ],
    ids=["many unknown", "many known", "long", "anagrams"],
)
def test_the_comparisons_are_bounded_whatever_is_asked(
    known: list[str], asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_LETTERS", 50_000)
    monkeypatch.setattr(module, "MOST_NAMES", 1_000_000)
    nearest = Nearest(known)
    for name in asked:
        nearest.to(name)
    assert nearest.looked_at < 1_000_000 + len(known)
    longest = max(map(len, known)) * max(map(len, asked))
    assert nearest.letters < 50_000 + longest


def test_names_that_are_not_looked_for_any_more_are_said_to_be_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = KnownNames(["flanders"])
    assert ENGLISH.say(known.hint("flandres")) == "Did you mean “flanders”?"
    assert known.hint("zzz") == ""
    monkeypatch.setattr(module, "MOST_NAMES", 2)
    said = ENGLISH.say(known.hint("flandrs"))
    assert said == "Too many names are unknown to look for one like it."
    assert ENGLISH.say(known.hint("flandres")) == "Did you mean “flanders”?"


def test_every_unknown_name_is_told_where_they_are_too_many_to_look_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "MOST_NAMES", 100)
    unknown = [f"citty {n}" for n in range(300)]
    case = case_of({
        "Territories": frame(territory=["city"]),
        "Policies": frame(policy=[f"p{n}" for n in range(300)], owner=unknown),
    })  # fmt: skip
    told = [p for p in check_case(case) if p.code == "unknown-territory"]
    assert len(told) == 300
    assert sum("Did you mean" in ENGLISH.say(p.mend) for p in told) == 100
    assert sum("Too many names" in ENGLISH.say(p.mend) for p in told) == 200
