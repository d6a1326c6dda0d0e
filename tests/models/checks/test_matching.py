from __future__ import annotations

import pytest

from models.checks.matching import KnownNames, clean_name, fold, foreign_letters


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
