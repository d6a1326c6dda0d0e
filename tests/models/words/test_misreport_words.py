"""Who would gain by wrong figures, as it is said on the page."""

from __future__ import annotations

from models.names import Names
from models.results.misreport import Figures, Misreport
from models.results.split import PayerLine
from models.words.language import ENGLISH
from models.words.misreport import misreport_note, misreport_sentence, misreport_sheet
from models.words.names import Terms
from models.words.text import Argument

TERMS = Terms(Names({"city": "the City"}), "EUR", 1.0)


def line(payer: str, paid: float) -> PayerLine:
    return PayerLine(payer, 0.0, 0.0, paid, 0.0, paid, None, None, None)


def tried(payer: str, figures: Figures, percent: float, then: float | None) -> Misreport:
    after = None if then is None else line(payer, then)
    return Misreport(payer, figures, percent, line(payer, 100.0), after)


def said(words: Argument) -> str:
    return ENGLISH.say(words).replace("\u00a0", " ")


FOUND = (
    tried("city", "benefits", -10.0, 70.0),
    tried("city", "costs", 10.0, 100.4),
    tried("port", "benefits", -10.0, 40.0),
    tried("port", "costs", 10.0, None),
)


def test_who_gains_most_is_named_with_the_figure() -> None:
    assert said(misreport_sentence(FOUND, TERMS)) == (
        "port would gain most by a wrong figure: EUR 60, by stating the benefits that it receives "
        "10 % lower."
    )
    costs = (tried("city", "costs", 10.0, 50.0),)
    assert "the costs of its programmes 10 % higher" in said(misreport_sentence(costs, TERMS))


def test_where_nobody_gains_that_is_said() -> None:
    none = (tried("city", "costs", 10.0, 100.4), tried("city", "costs", -10.0, None))
    assert said(misreport_sentence(none, TERMS)) == (
        "Nobody would gain anything by stating its benefits or its costs 10 % higher or lower."
    )


def test_a_column_for_each_wrong_figure_and_a_reason_where_there_is_no_split() -> None:
    sheet = misreport_sheet(FOUND, TERMS)
    assert [said(one.label) for one in sheet.columns] == [
        "Benefits 10 % lower",
        "Costs 10 % higher",
    ]
    assert [said(row.label) for row in sheet.rows] == ["the City", "port"]
    first, second = sheet.rows
    assert [cell.value for cell in first.cells] == [30.0, 0.0], "less than half a unit is nothing"
    assert [cell.value for cell in second.cells] == [60.0, None]
    assert "the clauses cannot all hold" in said(second.cells[1].note)
    assert (
        said(first.cells[0].note)
        == "It would pay EUR 70, not EUR 100, and receive EUR 0, not EUR 0."
    )
    assert not first.heavy


def test_what_a_gain_is_and_what_limits_it_is_noted() -> None:
    assert "what it pays less" in said(misreport_note())
    assert said(misreport_note()).endswith("a standard cost, an own share, a clause.")
