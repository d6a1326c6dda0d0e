"""The language of marks finds text that is no sentence."""

from __future__ import annotations

from models.declaration.kinds import Labels
from models.words.text import Money, Quoted, Share, counted, joined, text
from tests.pseudo import PSEUDO, words_outside


def test_patterns_are_marked_and_their_arguments_are_not() -> None:
    said = text("{payer} pays {amount}.", payer="Aalst", amount=Money(5, "EUR"))
    assert PSEUDO.say(said) == "Aalst⟦ pays ⟧EUR\u00a05⟦.⟧"
    assert words_outside(PSEUDO.say(said), "Aalst", "EUR") == []


def test_text_that_is_no_sentence_stands_outside_the_marks() -> None:
    said = joined(counted("1 row", "{count} rows", 3), "glued on", Quoted("a name"))
    assert words_outside(PSEUDO.say(said), "a name") == ["glued", "on"]


def test_the_words_of_labels_and_figures_are_marked() -> None:
    said = joined(Labels("Year", "Année", "Jaar", "Jahr"), Share(0.0001))
    assert PSEUDO.say(said) == "⟦Year⟧ ⟦less than ⟧0.1\u00a0%"
