from __future__ import annotations

from desktop.pages.compare.comparing import MOST, Choice, ChosenSplits


def test_splits_keep_their_letters_while_others_go() -> None:
    chosen = ChosenSplits()
    choices = [Choice(f"s{i}") for i in range(MOST)]
    assert all(chosen.add(choice) for choice in choices)
    assert not chosen.add(Choice("one more"))
    chosen.remove(choices[1])
    assert chosen.letter(choices[2]) == "C"
    assert chosen.add(Choice("one more"))
    assert chosen.letter(Choice("one more")) == "B"
