"""The percentages that an agreement is signed as: their table, and what they cost, in words."""

from __future__ import annotations

from dataclasses import replace

from models.names import Names
from models.results.key_table import KeyClass, key_table
from models.results.lines import ProgrammeLine
from models.results.simplicity import GoalPrice, PayerPrice, SimplicityPrice
from models.results.split import KeyShare, Split
from models.words.key_table import key_note, key_sentence, key_sheet
from models.words.language import ENGLISH, language
from models.words.names import Terms
from models.words.text import Argument
from tests.desktop.builders import split_of

TERMS = Terms(Names({"City": "the City"}), "EUR")


def said(words: Argument) -> str:
    return ENGLISH.say(words).replace("\u00a0", " ")


def keyed(*shares: KeyShare) -> Split:
    return replace(split_of(), same_key=shares)


def share(payer: str, own: bool, of: float, **what: object) -> KeyShare:
    named = {"host": None, "stage": None, "group": None, "year": None, **what}
    return KeyShare(payer, own, named["host"], named["stage"], named["group"], named["year"], of)  # type: ignore[arg-type]


BY_STAGE = keyed(
    share("City", True, 0.25, stage="welcome"),
    share("Port", False, 0.75, stage="welcome"),
    share("Port", True, 0.0, stage="welcome"),
)


def price(city: float, port: float) -> SimplicityPrice:
    lines = (
        PayerPrice("City", 250.0, 250.0 - city, None, None),
        PayerPrice("Port", 750.0, 750.0 - port, None, None),
    )
    return SimplicityPrice(lines, (GoalPrice("unfunded", 5.0, 0.0),))


def test_own_and_others_programmes_have_columns_of_their_own() -> None:
    table = key_table(BY_STAGE, ("stage",))
    assert [(one.stage, one.own) for one in table.classes] == [
        ("welcome", True),
        ("welcome", False),
    ]
    assert table.count == 2, "what is nothing is not signed"
    sheet = key_sheet(table, None, BY_STAGE, TERMS)
    assert [said(column.label) for column in sheet.columns[:2]] == [
        "welcome: own",
        "welcome: others’",
    ]
    assert [cell.value for cell in sheet.rows[0].cells] == [0.25, None, 250.0, None, None]
    assert "gains nothing later" in said(sheet.rows[0].cells[1].note)


def test_where_the_host_is_named_one_percentage_is_enough() -> None:
    split = keyed(
        share("City", True, 0.25, host="City", year=2023),
        share("Port", False, 0.75, host="City", year=2023),
    )
    table = key_table(split, ("host", "year"))
    assert table.classes == (KeyClass(None, None, "City", 2023, None),)
    sheet = key_sheet(table, price(0, 0), split, TERMS)
    assert said(sheet.columns[0].label) == "in the City · 2023"
    assert [row.cells[0].value for row in sheet.rows] == [0.25, 0.75, None]


def test_one_key_for_everything_is_named_by_whose_programmes_they_are() -> None:
    table = key_table(keyed(share("City", True, 1.0), share("City", False, 0.5)), ())
    sheet = key_sheet(table, None, BY_STAGE, TERMS)
    assert [said(one.label) for one in sheet.columns[:2]] == [
        "Own programmes",
        "Others’ programmes",
    ]


def test_stages_stand_in_the_order_of_the_split() -> None:
    line = BY_STAGE.programmes[0]
    later: ProgrammeLine = replace(line, stage="arrival", year=2024)
    split = replace(
        keyed(share("City", True, 0.5, stage="arrival"), share("City", True, 0.5, stage="welcome")),
        programmes=(line, later),
    )
    stages = [one.stage for one in key_table(split, ("stage",)).classes]
    assert stages == ["welcome", "arrival"]


def test_whom_the_percentages_cost_most_is_said() -> None:
    table = key_table(BY_STAGE, ("stage",))
    assert said(key_sentence(table, None, TERMS)) == "The agreement is written as 2 percentages."
    assert said(key_sentence(table, price(-20, 20), TERMS)) == (
        "The agreement is written as 2 percentages; that costs Port the most: EUR 20 more than in "
        "the free split."
    )
    assert "nobody pay more" in said(key_sentence(table, price(-1, 0), TERMS))
    assert "cannot all hold" in said(key_sentence(table, SimplicityPrice((), ()), TERMS))


def test_what_no_percentage_covers_and_what_goals_come_to_is_noted() -> None:
    line = replace(BY_STAGE.programmes[0], host_residual=10.0, unfunded=5.0)
    note = said(key_note(price(0, 0), replace(BY_STAGE, programmes=(line,)), "benefit", TERMS))
    assert "left with hosts, EUR 10, and what stays unfunded, EUR 5" in note
    assert "is met less well with the same key: EUR 5, not EUR 0." in note
    assert "No percentage" not in said(key_note(None, BY_STAGE, "benefit", TERMS))


def test_totals_are_set_against_the_free_split() -> None:
    sheet = key_sheet(key_table(BY_STAGE, ("stage",)), price(-20, 15), BY_STAGE, TERMS)
    assert [cell.value for cell in sheet.rows[-1].cells] == [None, None, 1000.0, 1005.0, -5.0]
    assert sheet.rows[-1].heavy
    assert said(sheet.rows[0].label) == "the City"


def test_every_language_says_it() -> None:
    table = key_table(BY_STAGE, ("stage",))
    sentences = {
        language(code).say(key_sentence(table, price(0, 9), TERMS)) for code in ("fr", "nl", "de")
    }
    assert len(sentences) == 3
