"""What a payer would gain by stating figures that are not true: as JSON and in plain text."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence

from desktop.commands.progress import ShownProgress
from desktop.commands.text_table import TextPage
from desktop.commands.wrong_use import WrongUseError
from models.case import Case
from models.names import names_of
from models.results.misreport import Misreport
from models.results.split import Split
from models.words.language import Language
from models.words.misreport import figures_stated, pays_to_misreport, stated_by
from models.words.names import terms_of
from models.words.text import Argument, text
from solver.compare.misreporting import misreports
from solver.solve import Prepared
from solver.state.statement import Rounding

_MOST = 100.0


def percent_of(given: str) -> float:
    """Return by how much figures are stated higher and lower.

    Raises:
        WrongUseError: it is no such percentage.
    """
    try:
        percent = float(given.strip().rstrip("%"))
    except ValueError:
        percent = 0.0
    if not 0 < percent <= _MOST:
        what = text("{given} is no percentage above 0 and at most 100.", given=given)
        raise WrongUseError(what, "--misreport", text("Write, for instance, --misreport 20."))
    return percent


def misreport(
    case: Case, prepared: Prepared, split: Split, options: Namespace, progress: ShownProgress
) -> str:
    """Say what one payer would gain by misreporting; as JSON, what each would.

    Args:
        case: the case, whose names are used.
        prepared: the scenario.
        split: its split.
        options: what was asked for.
        progress: told split by split.
    """
    every = tuple(line.payer for line in split.payers)
    payers = every if options.json else (options.payer,)
    found = misreports(prepared, split, percent_of(options.misreport), payers, progress=progress)
    return _as_json(split, found) if options.json else _as_text(case, split, found, options.spoken)


def _as_json(split: Split, found: Sequence[Misreport]) -> str:
    digits = Rounding(split.rounding).digits
    lines = [
        {
            "payer": one.payer,
            "figures": one.figures,
            "percent": one.percent,
            "pays_now": digits(one.now.paid),
            "pays_then": None if one.then is None else digits(one.then.paid),
            "gain": None if one.gain is None else digits(one.gain),
        }
        for one in found
    ]
    record = {"status": split.status, "scenario": split.scenario, "misreport": lines}
    return json.dumps(record, ensure_ascii=False, indent=2)


def _as_text(case: Case, split: Split, found: Sequence[Misreport], spoken: Language) -> str:
    page, terms = TextPage(spoken, split.rounding), terms_of(split, names_of(case))
    headers = (
        *(text("figures it supplies"), text("stated")),
        *(text("pays own"), text("pays others'"), text("receives"), text("net"), text("gains")),
    )
    now = found[0].now
    amounts = (now.own, now.others, now.received, now.net)
    rows: list[Sequence[Argument]] = [
        (text("all"), text("as they are"), *map(page.money, amounts), ""),
        *(_row(one, page) for one in found),
    ]
    title = text("Does it pay to misreport? ({payer})", payer=now.payer)
    said = page.paragraph(pays_to_misreport(found, terms))
    return page.section(title, [said, "", *page.table(headers, rows, left=2)])


def _row(one: Misreport, page: TextPage) -> Sequence[Argument]:
    stated = (figures_stated(one.figures), stated_by(one.percent))
    if one.then is None or one.gain is None:
        return (*stated, text("no split"), "", "", "", "")
    then = one.then
    amounts = map(page.money, (then.own, then.others, then.received, then.net))
    return (*stated, *amounts, page.money(one.gain, signed=True))
