"""Window, `check` and the annotated copy say every kind of problem in the same words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import openpyxl
import pytest

from desktop.look import language as window
from desktop.look.language import show_in
from desktop.tables.problems_dialog import problem_texts
from models.declaration.kinds import LANGUAGES
from models.words.language import Language, language
from models.words.text import joined
from models.workbook.annotated import write_annotated
from models.workbook.problem_list import TITLE
from models.xlsx.shared import escaped
from tests.models.workbook.small_case import small, write
from tests.problem_kinds import Made, kinds_in_the_code, made_in
from tests.pseudo import PSEUDO, words_outside
from tests.sentences.commands import said_by

SPOKEN = {**{code: language(code) for code in LANGUAGES}, "marks": PSEUDO}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Made]:
    return made_in(tmp_path_factory.mktemp("kinds"))


@contextlib.contextmanager
def _shown_in(spoken: Language) -> Iterator[None]:
    if spoken is PSEUDO:
        before, window._Shown.language = window._Shown.language, spoken
        yield
        window._Shown.language = before
        return
    show_in(spoken.code)
    yield
    show_in("en")


def test_a_problem_of_every_kind_is_made(made: Mapping[str, Made]) -> None:
    assert len(made) >= 100
    assert set(made) == kinds_in_the_code()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", SPOKEN)
def test_window_sentence_and_annotated_copy_say_the_same_words(
    name: str, made: Mapping[str, Made], tmp_path: Path
) -> None:
    spoken, problems = SPOKEN[name], [one.problem for one in made.values()]
    returned, copy = write(small(), tmp_path / "small.xlsx"), tmp_path / "copy.xlsx"
    write_annotated(returned, problems, copy, spoken=spoken)
    sheet = openpyxl.load_workbook(copy)[spoken.say(TITLE)]
    listed = {row[1]: row for row in sheet.iter_rows(min_row=5, values_only=True)}
    assert len(listed) == len(problems)
    with _shown_in(spoken):
        for problem in problems:
            severity, _place, found, remedy = problem_texts(problem)
            line = listed[problem.code]
            label, _, _, _, _, _, in_copy, expected, mend = (str(cell or "") for cell in line)
            assert severity.casefold() == label.casefold()
            assert escaped(found) == escaped(in_copy)
            assert spoken.say(problem.expected) == expected
            assert mend.startswith(spoken.say(problem.mend))
            assert remedy.endswith(spoken.say(problem.mend))
            assert spoken.say(problem.sentence).endswith(spoken.say(joined(found, remedy)))


def test_check_says_the_sentences_of_the_window(made: Mapping[str, Made]) -> None:
    compared = 0
    for one in made.values():
        lines = said_by(one.path.parent, "check", one.path.name)
        with _shown_in(SPOKEN["en"]):
            severity, _place, found, remedy = problem_texts(one.problem)
        told = [line for line in lines if line.endswith(f"{found} {remedy}".strip())]
        compared += any(line.startswith(f"{severity.casefold()}: ") for line in told)
    assert compared > 70  # what solving and freezing alone find is no affair of `check`


def test_every_sentence_of_a_problem_can_be_translated(made: Mapping[str, Made]) -> None:
    untranslatable = {
        code: words
        for code, one in made.items()
        if (words := words_outside(PSEUDO.say(one.problem.sentence), *one.names))
    }
    assert len(made) > 80
    assert not untranslatable
