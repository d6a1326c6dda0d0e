"""What a programme is called: with its group and the government that answers, where there are."""

from __future__ import annotations

import pytest

from models.names import Names
from models.programme import Programme
from models.words.language import ENGLISH
from models.words.names import programme_name

NAMES = Names(
    {"city": "City", "gov": "The Community"}, {"course": "Course"}, groups={"a": "Asylum"}
)


@pytest.mark.parametrize(
    ("group", "responsible", "said"),
    [
        ("", "", "Course in City, 2026"),
        ("a", "", "Course in City, Asylum, 2026"),
        ("", "gov", "Course in City (The Community), 2026"),
        ("a", "gov", "Course in City (The Community), Asylum, 2026"),
    ],
)
def test_a_programme_is_called_by_all_that_tells_it_apart(
    group: str, responsible: str, said: str
) -> None:
    programme = Programme("city", "course", 2026, group, responsible)
    assert ENGLISH.say(programme_name(programme, NAMES)) == said


def test_keys_name_what_has_no_other_name() -> None:
    programme = Programme("port", "stay", 2026, "family")
    assert ENGLISH.say(programme_name(programme, Names())) == "stay in port, family, 2026"
    assert programme.named_parts == ("port", "stay", 2026, "family")
