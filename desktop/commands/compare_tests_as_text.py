"""The tests of the keys in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.commands import figures
from desktop.commands.compare_words import BY_DESIGN, TESTS, ingredient_in_words
from desktop.commands.text_table import paragraph, table
from models.comparison import Comparison, KeyTest, Tested, WrongWay
from models.names import Names
from models.words.language import ENGLISH

_PROPERTIES: tuple[Tested, ...] = ("own share", "others' shares", "needs")
_TITLE = "DOES EACH KEY MOVE THE RIGHT WAY"
_HEADERS = ("key", "own share", "others’ shares", "needs", "what really weighs")


def key_tests_as_text(compare: Comparison, words: Names) -> str:
    """Say for each key whether it is monotone and what its ingredients really weigh."""
    if not compare.tests:
        return "\n".join(
            [_TITLE, "", paragraph(f"Left out: {ENGLISH.say(compare.why_without('tests'))}")]
        )
    rows = [
        [
            test.key,
            *(_found(test, tested) for tested in _PROPERTIES),
            _weights(test),
        ]
        for test in compare.tests
    ]
    notes = [paragraph(note, "  ") for note in _worst(compare, words)]
    lines = table(_HEADERS, rows, left=5)
    return "\n".join([_TITLE, "", paragraph(TESTS), "", *lines, "", *notes]).rstrip()


def _found(test: KeyTest, tested: Tested) -> str:
    failed = len(test.failed(tested))
    return f"fails {failed:,} ×" if failed else "holds"


def _weights(test: KeyTest) -> str:
    if not test.weights:
        return "counts nothing"
    parts = (f"{ingredient_in_words(name)} {weight:.0%}" for name, weight in test.weights)
    return ", ".join(parts)


def _worst(compare: Comparison, words: Names) -> Iterator[str]:
    for test in compare.tests:
        largest = [test.failed(tested)[:1] for tested in _PROPERTIES]
        said = [_wrong_way(way, compare, words) for found in largest for way in found]
        if said:
            yield f"{test.key}, most of all: {' '.join((*said, BY_DESIGN.get(test.key, '')))}"


def _wrong_way(way: WrongWay, compare: Comparison, words: Names) -> str:
    payer, verb = words.territory(way.payer), "more" if way.change > 0 else "less"
    if way.tested == "needs":
        host, stage, year = way.raised
        by = figures.money(abs(way.change), compare.split.rounding)
        place = f"{words.stage(str(stage))} in {words.territory(str(host))} in {year}"
        return f"If the need of {place} rises by 1 %, {payer} pays {by} {verb}."
    name = words.territory(str(way.raised[0]))
    owner = f"{name}’" if name.endswith("s") else f"{name}’s"
    what = ingredient_in_words(way.ingredient)
    by = figures.share(abs(way.change))
    return f"If {owner} {what} rises by 1 %, {payer} pays {by} of all needs {verb}."
