"""Who pays for a programme and who gains from it, or for several together."""

from __future__ import annotations

from math import fsum

from PySide6.QtCore import QCoreApplication

from desktop import formats
from desktop.tables.split_figures import Programme
from desktop.why.of_payment import MOST_LISTED, payments_of
from desktop.why.questions import AboutProgrammes, Found
from desktop.why.telling import CellOf, Telling, Words, line_of
from models.split import ProgrammeLine


def tell_programmes(
    telling: Telling, question: AboutProgrammes, found: Found | None, words: Words
) -> None:
    """Tell what is needed, who pays and who gains."""
    if len(question.programmes) == 1:
        _tell_one(telling, question.programmes[0], found, words)
    else:
        _tell_several(telling, question, words)


def _tell_one(telling: Telling, programme: Programme, found: Found | None, words: Words) -> None:
    line = line_of(words.solved, programme)
    title = QCoreApplication.translate("Why", "Who pays for {programme}")
    telling.title = title.format(programme=words.programme(programme))
    telling.say(_need(line, words))
    telling.say(_answers_for(line, words))
    _tell_payers(telling, programme, line, words)
    gains = [why for why in found.payments if why.later_benefit > 0] if found else []
    if gains:
        telling.heading(QCoreApplication.translate("Why", "Who gains later from these persons"))
    text = QCoreApplication.translate("Why", "{payer} gains {benefit}, {share} of what all gain.")
    for why in gains:
        name = words.territory(why.payer)
        counted = why.benefit_of_all > 0 and why.later_benefit <= why.benefit_of_all
        share = words.share(why.later_benefit / why.benefit_of_all) if counted else ""
        pattern = text if counted else QCoreApplication.translate("Why", "{payer} gains {benefit}.")
        telling.say(
            pattern.format(payer=name, benefit=words.money(why.later_benefit), share=share),
            [(name, CellOf(why.payer, programme))],
        )


def _need(line: ProgrammeLine, words: Words) -> str:
    text = QCoreApplication.translate(
        "Why",
        "{persons} at {cost} each, less {funding} that is funded already: {need} is needed.",
    )
    return text.format(
        persons=words.persons(line.persons),
        cost=words.money(line.unit_cost),
        funding=words.money(line.existing_funding),
        need=words.money(line.need),
    )


def _answers_for(line: ProgrammeLine, words: Words) -> str:
    if line.responsible is None:
        return QCoreApplication.translate("Why", "No territory that pays answers for it.")
    text = QCoreApplication.translate("Why", "{payer} answers for it.")
    return text.format(payer=words.territory(line.responsible))


def _tell_payers(telling: Telling, programme: Programme, line: ProgrammeLine, words: Words) -> None:
    every = [each.payer for each in words.solved.split.payers]
    paid = payments_of(words, every, [programme])
    telling.heading(QCoreApplication.translate("Why", "Who pays"))
    text = QCoreApplication.translate("Why", "{payer} pays {amount}, {share} of the need.")
    for payment in paid:
        name = words.territory(payment.payer)
        share = words.share(payment.amount / line.need)
        telling.say(
            text.format(payer=name, amount=words.money(payment.amount), share=share),
            [(name, CellOf(payment.payer, programme))],
        )
    if line.unfunded:
        text = QCoreApplication.translate("Why", "Nobody pays {amount}, {share} of the need.")
        share = words.share(line.unfunded / line.need)
        telling.say(text.format(amount=words.money(line.unfunded), share=share))
    if not paid and not line.unfunded:
        telling.say(QCoreApplication.translate("Why", "Nothing is needed."))


def _tell_several(telling: Telling, question: AboutProgrammes, words: Words) -> None:
    lines = [line_of(words.solved, programme) for programme in question.programmes]
    every = [line.payer for line in words.solved.split.payers]
    paid = payments_of(words, every, question.programmes)
    need, gap = fsum(line.need for line in lines), fsum(line.unfunded for line in lines)
    telling.title = QCoreApplication.translate("Why", "Who pays for {programmes}").format(
        programmes=question.label
    )
    text = QCoreApplication.translate("Why", "{count} programmes need {need}; {gap}.")
    nothing = QCoreApplication.translate("Why", "nothing of it stays unfunded")
    some = QCoreApplication.translate("Why", "{amount} of it stays unfunded")
    telling.say(
        text.format(
            count=formats.number(len(lines), words.locale),
            need=words.money(need),
            gap=some.format(amount=words.money(gap)) if gap else nothing,
        )
    )
    by_payer: dict[str, list[float]] = {}
    for payment in paid:
        by_payer.setdefault(payment.payer, []).append(payment.amount)
    sums = sorted(((fsum(v), key) for key, v in by_payer.items()), reverse=True)
    if sums:
        telling.heading(QCoreApplication.translate("Why", "Who pays"))
    text = QCoreApplication.translate("Why", "{payer} pays {amount}, {share} of the need.")
    for amount, key in sums[:MOST_LISTED]:
        share = words.share(amount / need) if need else ""
        telling.say(
            text.format(payer=words.territory(key), amount=words.money(amount), share=share)
        )
    rest = [amount for amount, _ in sums[MOST_LISTED:]]
    if rest:
        text = QCoreApplication.translate("Why", "The other {count} pay {amount} together.")
        telling.say(text.format(count=len(rest), amount=words.money(fsum(rest))))
