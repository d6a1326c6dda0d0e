"""The words of choices and the help texts in the four languages."""

from __future__ import annotations

import pytest

from models.checks.matching import fold
from models.declaration.choices import (
    CHOICE_LABELS,
    choice_key,
    choice_label,
    choices_in,
    yes_no_label,
)
from models.declaration.kinds import LANGUAGES, Column, Kind
from models.declaration.rules import RULES
from models.declaration.tables import SCENARIOS, TABLE_BY_KEY, TABLES
from models.words.language import ENGLISH, language
from models.workbook.cells import parse

CHOICES = [column for table in TABLES for column in table.columns if column.choices]
HELPS = {
    *(table.help for table in TABLES),
    *(column.help for table in TABLES for column in table.columns),
    *(rule.help for rule in RULES),
    SCENARIOS.column("any").help,
}


def test_every_choice_has_its_words() -> None:
    assert {key for column in CHOICES for key in column.choices} == set(CHOICE_LABELS)


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: column.key)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_word_of_a_choice_in_any_language_is_read_as_the_choice(
    column: Column, language: str
) -> None:
    for key in column.choices:
        word = choice_label(key, language)
        for typed in (word, word.upper(), f"  {word} ", word.replace(" ", "_"), key):
            assert choice_key(column, typed) == key
            assert parse(typed, column).value == key


@pytest.mark.parametrize("column", CHOICES, ids=lambda column: column.key)
def test_no_word_stands_for_two_choices_of_a_column(column: Column) -> None:
    words = [{fold(word) for word in CHOICE_LABELS[key].all()} for key in column.choices]
    assert sum(map(len, words)) == len(set.union(*words))


def test_a_word_that_is_no_choice_is_none() -> None:
    assert choice_key(TABLE_BY_KEY["Clauses"].column("status"), "maybe") is None
    assert parse("maybe", TABLE_BY_KEY["Clauses"].column("status")).value == "maybe"


@pytest.mark.parametrize("language", LANGUAGES)
def test_yes_and_no_are_read_in_every_language(language: str) -> None:
    column = next(c for table in TABLES for c in table.columns if c.kind is Kind.YES_NO)
    for value in (True, False):
        assert parse(yes_no_label(value, language), column).value is value
    assert choices_in(column, language) == (
        yes_no_label(True, language),
        yes_no_label(False, language),
    )


@pytest.mark.parametrize("code", LANGUAGES[1:])
def test_every_help_text_is_translated(code: str) -> None:
    assert len(HELPS) > 80
    assert [one.pattern for one in HELPS if language(code).say(one) == ENGLISH.say(one)] == []
