"""The catalogue has every sentence of the code, in every language."""

from __future__ import annotations

from pathlib import Path
from string import Formatter

import pytest

from installer.translations import (
    UntranslatableError,
    catalogue_of,
    in_step,
    messages,
    messages_of,
    messages_of_data,
    written,
)
from models.declaration.kinds import LANGUAGES
from models.words.language import CATALOGUE

TRANSLATED = LANGUAGES[1:]


def test_every_pattern_of_the_code_is_found() -> None:
    found = list(messages())
    assert len(found) > 1000
    assert {"Problems", "{currency} {number} million", "The key of the territory."} <= {
        one.pattern for one in found
    }


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_catalogue_is_in_step_with_the_code(language: str) -> None:
    before = catalogue_of(language)
    file = (CATALOGUE / f"{language}.po").read_bytes()
    assert file == written(in_step(before, language)), "run python -m installer.translations"


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_names_what_the_sentence_names(language: str) -> None:
    checked, odd = 0, []
    for message in catalogue_of(language):
        if not message.id:
            continue
        names = _names(message.id if isinstance(message.id, str) else message.id[-1])
        strings = [message.string] if isinstance(message.string, str) else message.string
        assert strings is not None
        checked += 1
        odd += [one for one in strings if one and _names(one) - {"count"} != names - {"count"}]
    assert checked > 1000
    assert not odd


@pytest.mark.parametrize("language", TRANSLATED)
def test_only_what_a_language_says_begins_with_a_capital_or_elides(language: str) -> None:
    of_qt = {(one.pattern, one.context) for one in messages() if not one.is_said}
    odd = [
        message.string
        for message in catalogue_of(language)
        if (message.id, message.context or "") in of_qt and "!" in str(message.string)
        if any(conversion for _, _, _, conversion in Formatter().parse(str(message.string)))
    ]
    assert of_qt
    assert not odd


def _names(pattern: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(pattern) if name is not None}


def test_what_only_the_running_program_knows_is_no_pattern() -> None:
    with pytest.raises(UntranslatableError, match=r"a\.py:1"):
        list(messages_of("text(what)", "a.py"))


def test_patterns_are_found_however_they_are_made() -> None:
    source = (
        'text("one " "two", context="c", a=1)\ncounted("1", "2", n)\nself.tr("three")\n'
        'QCoreApplication.translate("X", "four", "verb")\npainter.translate(1, 2)\nbox.text()\n'
    )
    found = [(one.pattern, one.many, one.context) for one in messages_of(source, "a.py")]
    assert sorted(found) == [
        ("1", "2", ""), ("four", "", "verb"), ("one two", "", "c"), ("three", "", ""),
    ]  # fmt: skip


def test_sentences_of_data_files_are_found_and_values_of_other_names_are_not(
    tmp_path: Path,
) -> None:
    file = tmp_path / "a.ini"
    file.write_text("# help = no\n[a]\nkind = text\nhelp = One\n    two.\n[b]\nsource = Law\n")
    found = [(one.pattern, one.file, one.is_said) for one in messages_of_data(file, "a.ini")]
    assert found == [("One two.", "a.ini", True), ("Law", "a.ini", True)]
