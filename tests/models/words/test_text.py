"""Sentences as data, said in a language."""

from __future__ import annotations

import io
import pickle
from datetime import date

import pytest
from babel.messages.pofile import read_po

from models.declaration.kinds import LANGUAGES
from models.declaration.tables import TABLE_BY_KEY
from models.problems import CaseRefusedError, Problem, RelaisError, Severity
from models.project.stored_project import as_json, of_json
from models.words.language import ENGLISH, Language, language, named_language, system_language
from models.words.text import (
    Day,
    Exactly,
    Linked,
    Money,
    Number,
    Percent,
    Persons,
    Quoted,
    Share,
    counted,
    joined,
    listed,
    text,
)

_FRENCH = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "{payer} pays {amount}."
msgstr "C’est {amount} que paie {payer}."

msgid "{count} row"
msgid_plural "{count} rows"
msgstr[0] "{count} ligne"
msgstr[1] "{count} lignes"

msgid "the budget of {payer}"
msgstr "le budget {payer!d}"

msgctxt "a file"
msgid "Open"
msgstr "Ouvrir"

msgid "Open"
msgstr "Ouvert"

msgid "{currency} {number}"
msgstr "{number} {currency}"

msgid "{first} and {last}"
msgstr "{first} et {last}"

#, fuzzy
msgid "Later"
msgstr "Demain"
"""


@pytest.fixture(scope="module")
def french() -> Language:
    return Language("fr", read_po(io.BytesIO(_FRENCH.encode()), locale="fr"))


def test_a_sentence_takes_its_words_and_figures_from_the_language(french: Language) -> None:
    said = text("{payer} pays {amount}.", payer="A", amount=Money(1234567.5, "EUR", 0.01))
    assert ENGLISH.say(said) == "A pays EUR\u00a01,234,567.50."
    assert french.say(said) == "C’est 1\u202f234\u202f567,50\u00a0EUR que paie A."


@pytest.mark.parametrize(
    ("count", "english", "in_french"),
    [(0, "0 rows", "0 ligne"), (1, "1 row", "1 ligne"), (1.5, "1.5 rows", "1,5 ligne"),
     (2, "2 rows", "2 lignes"), (1200, "1,200 rows", "1\u202f200 lignes")],
)  # fmt: skip
def test_what_is_counted_has_the_number_of_its_language(
    count: float, english: str, in_french: str, french: Language
) -> None:
    said = counted("{count} row", "{count} rows", count)
    assert (ENGLISH.say(said), french.say(said)) == (english, in_french)


@pytest.mark.parametrize(
    ("name", "budget"),
    [("Flandre", "de Flandre"), ("Anvers", "d’Anvers"), ("Écaussinnes", "d’Écaussinnes")],
)
def test_french_elides_before_a_vowel(name: str, budget: str, french: Language) -> None:
    assert french.say(text("the budget of {payer}", payer=name)) == f"le budget {budget}"


def test_one_english_word_can_have_two_meanings(french: Language) -> None:
    assert french.say(text("Open", context="a file")) == "Ouvrir"
    assert french.say(text("Open")) == "Ouvert"


def test_what_is_not_translated_for_certain_stays_english(french: Language) -> None:
    assert french.say(text("Later")) == "Later"
    assert french.say(text("Unknown {what}", what="x")) == "Unknown x"


def test_names_stay_as_they_are_whatever_is_in_them() -> None:
    said = text("{name!c} stays", name="{payer} <b>&")
    assert ENGLISH.say(said) == "{payer} <b>& stays"
    assert ENGLISH.say_rich(said, _link) == "{payer} &lt;b&gt;&amp; stays"


def _link(said: str, target: object) -> str:
    return f'<a href="{target}">{said}</a>'


def test_links_stand_only_where_text_can_hold_them() -> None:
    said = text("See {what}.", what=Linked(Quoted("a<b"), 7))
    assert ENGLISH.say(said) == "See “a<b”."
    assert ENGLISH.say_rich(said, _link) == 'See <a href="7">“a&lt;b”</a>.'


@pytest.mark.parametrize(
    ("code", "marks"), [("en", "“a ‘b’”"), ("fr", "«\u00a0a “b”\u00a0»"), ("nl", "‘a “b”’"),
                        ("de", "„a ‚b‘“")]
)  # fmt: skip
def test_what_is_quoted_within_a_quotation_has_inner_marks(code: str, marks: str) -> None:
    said = text("{clause} {stage}", clause="a", stage=Quoted("b"))
    assert language(code).say(Quoted(said)) == marks
    assert language(code).say_rich(Quoted(said), _link) == marks


def test_lists_join_as_people_do(french: Language) -> None:
    assert ENGLISH.say(listed(["a"])) == "a"
    assert ENGLISH.say(listed(["a", "b", "c"])) == "a, b and c"
    assert french.say(listed(["a", "b"])) == "a et b"
    assert ENGLISH.say(listed(["a", "b"], last="or")) == "a or b"
    assert ENGLISH.say(listed(["a", "b"], last="")) == "a, b"


def test_sentences_that_say_nothing_leave_no_gap() -> None:
    assert ENGLISH.say(joined(text("One."), None, "", joined(), text("Two."))) == "One. Two."


@pytest.mark.parametrize(
    ("code", "expected"),
    [("en", "a; b"), ("fr", "a\u00a0; b"), ("nl", "a; b"), ("de", "a; b")],
)
def test_a_semicolon_between_two_parts_stands_as_in_the_language(code: str, expected: str) -> None:
    assert language(code).say(joined("a", "b", between="; ")) == expected


def test_figures_are_written_by_one_rule_each() -> None:
    said = {
        Number(-1234.5): "−1,235",
        Number(0.5): "1",
        Number(1.25, 1): "1.3",
        Number(3.0, 2): "3",
        Money(0.125, "EUR", 1, exact=True): "EUR\u00a00.125",
        Money(5.0, "EUR", 0.01, exact=True): "EUR\u00a05.00",
        Number(3.0, 2, padded=True): "3.00",
        Number(3.0, 2, signed=True): "+3",
        Exactly(0.1): "0.1",
        Exactly(1e6): "1,000,000",
        Percent(0.125): "12.5\u00a0%",
        Persons(1): "1 person",
        Persons(2.5): "2.5 persons",
        Money(12): "12",
        Money(12.5): "12.50",
        Money(12.5, "EUR", 1): "EUR\u00a013",
        Money(412_345_678, "EUR", brief=True): "EUR\u00a0412\u00a0million",
        Money(999_999_999.9, "EUR", brief=True): "EUR\u00a01.00\u00a0billion",
        Money(-3, "EUR", 1, signed=True): "EUR\u00a0−3",
        Day(date(2026, 11, 3)): "3 November 2026",
    }
    assert {one: ENGLISH.say(one) for one in said} == said


@pytest.mark.parametrize(
    ("fraction", "written"),
    [(0, "0\u00a0%"), (1e-12, "less than 0.1\u00a0%"), (0.0004, "less than 0.1\u00a0%"),
     (0.0005, "0.1\u00a0%"), (0.04, "4.0\u00a0%"), (0.0995, "10\u00a0%"), (0.41, "41\u00a0%"),
     (0.994, "99\u00a0%"), (0.996, "99.6\u00a0%"), (0.9996, "more than 99.9\u00a0%"),
     (1, "100\u00a0%"), (1 - 1e-12, "100\u00a0%"), (1.2, "120\u00a0%"), (-0.3, "−30\u00a0%")],
)  # fmt: skip
def test_a_share_is_nothing_or_all_only_where_it_is(fraction: float, written: str) -> None:
    assert ENGLISH.say(Share(fraction)) == written


def test_a_sentence_becomes_text_only_by_a_language() -> None:
    with pytest.raises(TypeError, match="a language has to say it"):
        str(text("Open"))


def test_errors_keep_what_they_are_made_of_on_their_way_from_another_process() -> None:
    problem = Problem(Severity.ERROR, "odd", text("It is odd."), text("Mend it."), sheet="Flows")
    for error in (
        RelaisError(text("It failed."), "a.xlsx", text("Try again.")),
        CaseRefusedError("a.xlsx", [problem]),
    ):
        copy = pickle.loads(pickle.dumps(error))
        assert type(copy) is type(error)
        assert copy.sentence == error.sentence
        assert copy.as_problems() == error.as_problems()
        assert str(copy) == str(error)


def test_an_error_says_where_what_and_what_to_do() -> None:
    error = RelaisError(text("It failed."), "a.xlsx", text("Try again."))
    assert str(error) == "a.xlsx: It failed. Try again."
    assert str(RelaisError("Bare.")) == "Bare."


@pytest.mark.parametrize(
    ("environment", "code"),
    [({}, "en"), ({"LANG": "fr_BE.UTF-8"}, "fr"), ({"LANG": "C.UTF-8"}, "en"),
     ({"LANGUAGE": "pt:nl:fr", "LANG": "de_DE"}, "nl"), ({"LC_ALL": "de", "LANG": "fr"}, "de"),
     ({"LC_ALL": "", "LANG": "nl_BE"}, "nl"), ({"LANG": "pt_PT"}, "en")],
)  # fmt: skip
def test_the_language_is_the_systems(environment: dict[str, str], code: str) -> None:
    assert system_language(environment) == code


def test_a_locale_that_is_none_of_the_four_names_no_language() -> None:
    assert [named_language(name) for name in ("fr-BE", "NL", "", None, "frisian", "C")] == [
        "fr", "nl", None, None, None, None,
    ]  # fmt: skip


def test_sentences_are_kept_in_a_project_file_as_they_were_made() -> None:
    said = counted(
        "{what}", "{what} {of}", 2.5,
        what=listed([Quoted("a"), Money(1.5, "EUR"), Share(0.5), 2026, 0.1, Day(date(2026, 1, 2))]),
        of=joined(text("b", context="c"), TABLE_BY_KEY["Flows"].labels),
    )  # fmt: skip
    problem = Problem(Severity.WARNING, "odd", said, "as it is", "Flows", 3, "year")
    assert of_json(Problem, as_json(problem)) == problem
    with pytest.raises((TypeError, KeyError, AttributeError)):
        of_json(Problem, as_json(problem).replace('"Money"', '"Formatter"'))


def test_days_are_written_as_in_each_language() -> None:
    day = date(2027, 1, 31)
    assert [language(code).say(Day(day)) for code in LANGUAGES] == [
        "31 January 2027",
        "31 janvier 2027",
        "31 januari 2027",
        "31. Januar 2027",
    ]


def test_the_first_of_a_month_is_an_ordinal_in_french() -> None:
    day = date(2027, 2, 1)
    assert [language(code).say(Day(day)) for code in LANGUAGES] == [
        "1 February 2027",
        "1er février 2027",
        "1 februari 2027",
        "1. Februar 2027",
    ]


@pytest.mark.parametrize(
    ("fraction", "written"),
    [(0, "–"), (1e-12, "–"), (1e-6, "<0.1\u00a0%"), (0.0004, "<0.1\u00a0%"), (0.765, "76.5\u00a0%"),
     (0.4, "40.0\u00a0%"), (0.9996, ">99.9\u00a0%"), (1, "100.0\u00a0%"), (1.2, "120.0\u00a0%"),
     (-0.0004, "−<0.1\u00a0%"), (-0.3, "−30.0\u00a0%")],
)  # fmt: skip
def test_shares_in_a_table_have_one_decimal_and_hide_nothing(fraction: float, written: str) -> None:
    assert ENGLISH.say(Share(fraction, in_table=True)) == written
