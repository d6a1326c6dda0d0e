"""The sentences that open the pages: what is so, in the case's own names and figures."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from models.split import PayerLine, Split

if TYPE_CHECKING:
    from models.case import Case


def split_sentence(solved: Solved, locale: QLocale) -> str:
    """Return who carries most of what is needed, and what stays unfunded."""
    split = solved.split
    need = sum(line.need for line in split.programmes)
    years = _span(split)
    if not split.programmes:
        return QCoreApplication.translate("Sentences", "There is no programme to fund.")
    if need <= 0:
        return nothing_needed(split)
    payers = sorted(split.payers, key=lambda line: line.paid, reverse=True)
    most = payers[0].paid if payers else 0.0
    return _pattern(payers, most).format(
        payer=solved.names.territory(payers[0].payer) if payers else "",
        share=formats.percent_in_words(most / need, locale),
        need=formats.money_in_words(need, split.currency, locale),
        years=years,
        unfunded=unfunded_in_words(split, locale),
    )


def _pattern(payers: Sequence[PayerLine], most: float) -> str:
    if most <= 0:
        return QCoreApplication.translate(
            "Sentences", "Nobody pays towards the {need} needed in {years}; {unfunded}."
        )
    if len(payers) > 1 and payers[1].paid == most:
        return QCoreApplication.translate(
            "Sentences",
            "Nobody carries more than {payer}: {share} of the {need} needed in {years}; "
            "{unfunded}.",
        )
    return QCoreApplication.translate(
        "Sentences", "{payer} carries {share} of the {need} needed in {years}; {unfunded}."
    )


def nothing_needed(split: Split) -> str:
    """Say why nothing has to be paid: rounding, or it is funded already, or no cost is known."""
    if split.is_rounded_away:
        return QCoreApplication.translate(
            "Sentences",
            "Nobody pays anything: each need of {years} is less than half of the rounding, "
            "{rounding}.",
        ).format(years=_span(split), rounding=f"{split.rounding:,.15g}")
    text = (
        QCoreApplication.translate(
            "Sentences", "Nothing needs funding in {years}: all of it is funded already."
        )
        if any(line.unit_cost > 0 for line in split.programmes)
        else QCoreApplication.translate(
            "Sentences",
            "Nothing needs funding in {years}, since no programme has a cost: fill in Costs on the "
            "page Data.",
        )
    )
    return text.format(years=_span(split))


def unfunded_in_words(split: Split, locale: QLocale) -> str:
    """Say how much of what is needed nobody pays."""
    need = sum(line.need for line in split.programmes)
    gap = sum(line.unfunded for line in split.programmes)
    if gap < split.rounding / 2:
        return QCoreApplication.translate("Sentences", "nothing stays unfunded")
    return QCoreApplication.translate("Sentences", "{gap} ({share}) stays unfunded").format(
        gap=formats.money_in_words(gap, split.currency, locale),
        share=formats.percent_in_words(gap / need, locale),
    )


def others_finding(solved: Solved, locale: QLocale) -> str:
    """Return who carries most of what is paid for the programmes of others."""
    payers = sorted(solved.split.payers, key=lambda line: line.others, reverse=True)
    crossing = fsum(line.others for line in payers)
    if crossing <= 0:
        return QCoreApplication.translate("Sentences", "Nobody pays for others’ programmes")
    name, most = solved.names.territory(payers[0].payer), payers[0].others
    amount = formats.money_in_words(crossing, solved.split.currency, locale)
    if most >= crossing:
        text = QCoreApplication.translate(
            "Sentences", "{payer} pays all of the {amount} that goes to others’ programmes"
        )
    elif payers[1].others == most:
        text = QCoreApplication.translate(
            "Sentences",
            "Nobody pays more than {payer}: {share} of the {amount} that goes to others’ "
            "programmes",
        )
    else:
        text = QCoreApplication.translate(
            "Sentences", "{payer} pays {share} of the {amount} that goes to others’ programmes"
        )
    share = formats.percent_in_words(most / crossing, locale)
    return text.format(payer=name, share=share, amount=amount)


def case_sentence(case: Case, path: Path, locale: QLocale) -> str:
    """Return what a case holds."""
    sentence = QCoreApplication.translate(
        "Sentences", "{name} holds {territories}, {stages} and {flows}{years}."
    )
    return sentence.format(
        name=path.name,
        territories=formats.counted(
            QCoreApplication.translate("Sentences", "{count} territory"),
            QCoreApplication.translate("Sentences", "{count} territories"),
            len(case.table("Territories")),
            locale,
        ),
        stages=formats.counted(
            QCoreApplication.translate("Sentences", "{count} stage"),
            QCoreApplication.translate("Sentences", "{count} stages"),
            len(case.table("Stages")),
            locale,
        ),
        flows=formats.counted(
            QCoreApplication.translate("Sentences", "{count} flow"),
            QCoreApplication.translate("Sentences", "{count} flows"),
            len(case.table("Flows")),
            locale,
        ),
        years=_flow_years(case),
    )


def _flow_years(case: Case) -> str:
    years = case.table("Flows")["year"].dropna()
    if not len(years):
        return ""
    first, last = int(years.min()), int(years.max())
    if first == last:
        return QCoreApplication.translate("Sentences", " of {year}").format(year=first)
    text = QCoreApplication.translate("Sentences", " from {first} to {last}")
    return text.format(first=first, last=last)


def _span(split: Split) -> str:
    years = [line.year for line in split.programmes]
    return _years(min(years), max(years)) if years else ""


def _years(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def goal_name(goal: str) -> str:
    """Return what a goal of the rules wants, in a few words."""
    translate = QCoreApplication.translate
    return {
        "unfunded": translate("Goals", "as little unfunded as can be"),
        "host_residual": translate("Goals", "as little left with hosts as can be"),
        "equal_burden": translate("Goals", "equal burdens"),
        "proportional": translate("Goals", "shares close to later benefit"),
        "least_change": translate("Goals", "close to the split in force"),
        "fewest_transfers": translate("Goals", "few transfers"),
    }.get(goal, goal)


def early_sentence(split: Split) -> str:
    """Say which goals an early answer of a large case meets, and which it does not yet."""
    return QCoreApplication.translate(
        "Sentences", "A first answer, with {met}. Still to come: {rest}."
    ).format(
        met=", ".join(goal_name(line.goal) for line in split.goals),
        rest=", ".join(goal_name(goal) for goal in split.still_to_come),
    )
