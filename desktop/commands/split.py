"""A split and its reasons for a terminal, and as JSON (4-desktop, "Without the window")."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from desktop.commands.text_table import TextPage
from models.clause import clauses_of
from models.names import names_of
from models.problems import Problem, Severity
from models.programme import Programme
from models.project.project import FrozenScenario
from models.results.clause_standing import clause_standings
from models.results.split import Appendix, PayerLine, Split, appendix_of
from models.words.clauses import standings_said
from models.words.conflicts import Conflict, Role
from models.words.language import Language, readable
from models.words.limits import what_binds as binding_said
from models.words.names import terms_of
from models.words.payers import EXISTING_COUNT
from models.words.ranges import range_of
from models.words.text import Argument, Quoted, Share, joined, listed, text
from solver.explain.binding import what_binds
from solver.explain.conflicts import conflict_report
from solver.explain.ranges import fully_funded, same_quality
from solver.solve import Prepared, Solution

_PROGRAMME = ("contributions", "host_residual", "unfunded")
_PAYMENT = ("amount", "host_residual")
_PAYER = ("received", "net", "burden", "low", "high")


def as_agreed(
    solved: Solution, frozen: FrozenScenario | None
) -> tuple[Solution, tuple[Problem, ...]]:
    """Give a frozen scenario the payments it was agreed with.

    Usually they are those of today. Where they are not, since another version of a library
    computed them, what was agreed stands, and that is said.

    Returns:
        what was solved, with the agreed split where there is one that differs, and what is to be
        said about it.
    """
    if frozen is None or _result(solved.split) == _result(frozen.split):
        return solved, ()
    found = text(
        "The payments of the frozen scenario {scenario} are those that were agreed on {day}; with "
        "the libraries of today others would come out.",
        scenario=Quoted(frozen.scenario),
        day=frozen.moment[:10],
    )
    mend = text("The reasons below are about those of today.")
    problem = Problem(Severity.WARNING, "agreed-payments", found, mend)
    return replace(solved, split=frozen.split), (problem,)


def _result(split: Split) -> str:
    mark = appendix_of(split).fingerprint
    return "" if mark is None else mark.result


def split_as_text(split: Split, spoken: Language) -> str:
    """Return what each payer pays and what stays open, in money with the case's decimals."""
    page = TextPage(spoken, split.rounding)
    if split.status == "conflict":
        return spoken.say(clash_said(split))
    in_all = text(
        "Scenario {scenario}, {currency}: of {need} needed, {paid} are paid and {gap} stay "
        "unfunded.",
        scenario=split.scenario,
        currency=split.currency,
        need=page.money(split.need),
        paid=page.money(sum(line.paid for line in split.payers)),
        gap=page.money(sum(split.of_programmes("unfunded"))),
    )
    return "\n".join(
        [spoken.say(in_all), "", *_table(split, page), "", page.paragraph(_note(split))]
    )


def clash_said(split: Split) -> Argument:
    """Say that there is no split since clauses clash, and which."""
    return text(
        "Scenario {scenario}: the clauses cannot all hold, so that there is no split. A smallest "
        "set that clashes: {clauses}.",
        scenario=split.scenario,
        clauses=listed((line.clause for line in split.conflict), last=""),
    )


def _note(split: Split) -> Argument:
    year = split.base_year
    return joined(
        text(
            "Pays own includes what is left with it as host. The burden is what it contributes "
            "beyond that, over its later benefit or other basis."
        ),
        EXISTING_COUNT if "existing" in split.uses else None,
        text("Burdens and later benefits are discounted.")
        if year is None
        else text("Burdens and later benefits are discounted to {year}.", year=year),
    )


def _table(split: Split, page: TextPage) -> list[str]:
    headers = (
        *(text("payer"), text("pays own"), text("left as host"), text("pays others'")),
        *(text("receives"), text("later benefit"), text("burden")),
    )
    left = {line.payer: 0.0 for line in split.payers}
    for payment in split.payments:
        left[payment.payer] += payment.host_residual
    rows = [_cells(line, left[line.payer], page) for line in split.payers]
    return page.table(headers, rows)


def _cells(line: PayerLine, left: float, page: TextPage) -> tuple[Argument, ...]:
    amounts = (line.own, left, line.others, line.received, line.later_benefit)
    burden = "" if line.burden is None else Share(line.burden, in_table=True)
    return (line.payer, *map(page.money, amounts), burden)


def split_as_json(split: Split) -> str:
    """Return a split as JSON: the same split gives the same text, byte for byte."""
    return json.dumps(split_record(split), ensure_ascii=False, indent=2)


def split_record(split: Split) -> dict[str, Any]:
    """Return a split as plain values, its keys in their declared order.

    What came with the second edition stands there only where the case uses it; later benefits and
    the switching value always.
    """
    appendix = appendix_of(split)
    mark = appendix.fingerprint
    record: dict[str, Any] = {
        "status": split.status,
        "scenario": split.scenario,
        "goals": _records(split.goals, ("goal", "value")),
        "programmes": list(_programmes(split, appendix)),
        "payments": list(_payments(split)),
        "payers": list(_payers(split)),
        "conflict": _records(split.conflict, ("clause", "needs")),
        "switching_value": appendix.switching_value,
    }
    if split.same_key is not None:
        record["same_key"] = [asdict(line) for line in split.same_key]
    record["unique"] = split.unique
    record["fingerprint"] = None if mark is None else asdict(mark)
    return record


def programme_record(programme: Programme, split: Split) -> dict[str, Any]:
    """Return what names a programme: host, stage and year, group and responsible where used."""
    record: dict[str, Any] = {"host": programme.host, "stage": programme.stage}
    if "groups" in split.uses:
        record["group"] = programme.group
    record["year"] = programme.year
    if "responsible" in split.uses:
        record["responsible"] = split.government(programme)
    return record


def _programmes(split: Split, appendix: Appendix) -> Iterator[dict[str, Any]]:
    # A split that was agreed by an earlier version has none.
    gains = appendix.later_benefits or ((),) * len(split.programmes)
    for line, gained in zip(split.programmes, gains, strict=True):
        existing = {"existing": line.existing} if "existing" in split.uses else {}
        yield {
            **programme_record(line.programme, split),
            "persons": line.persons,
            "need": line.need,
            **existing,
            **_record(line, _PROGRAMME),
            "later_benefit": dict(gained),
        }


def _payments(split: Split) -> Iterator[dict[str, Any]]:
    for line in split.payments:
        named = programme_record(line.programme, split)
        yield {"payer": line.payer, **named, **_record(line, _PAYMENT)}


def _payers(split: Split) -> Iterator[dict[str, Any]]:
    for line in split.payers:
        existing = {"existing": line.existing} if "existing" in split.uses else {}
        first = _record(line, ("payer", "later_benefit", "own", "others"))
        yield {**first, **existing, **_record(line, _PAYER)}


def _records(lines: Iterable[object], fields: tuple[str, ...]) -> list[dict[str, Any]]:
    return [_record(line, fields) for line in lines]


def _record(line: object, fields: tuple[str, ...]) -> dict[str, Any]:
    return {field: getattr(line, field) for field in fields}


def reasons(prepared: Prepared, solved: Solution, spoken: Language) -> str:
    """Say why a split is what it is, in lines: for a conflict, what settles it; else what binds.

    Args:
        prepared: the scenario that was solved.
        solved: its split with the answer behind it.
        spoken: the language.
    """
    return "\n".join(readable(spoken.say(said)) for said in _reasons(prepared, solved))


def _reasons(prepared: Prepared, solved: Solution) -> Iterator[Argument]:
    answer, split = solved.answer, solved.split
    if answer is None:
        report = conflict_report(prepared.engine, prepared.model, split.rounding)
        for clash in Conflict(split, prepared.case).parts(report, split.conflict):
            match clash.role:
                case Role.TITLE | Role.HEADING | Role.AND_ALSO:
                    yield text("{heading}:", heading=clash.together)
                case Role.CLAUSE | Role.WAY:
                    yield text("  • {said}", said=clash.together)
                case Role.REMARK:
                    yield clash.together
        return
    clauses = clauses_of(prepared.case)
    terms = terms_of(split, names_of(prepared.case), clauses)
    yield from binding_said(what_binds(answer), terms)
    standings = clause_standings(clauses, split)
    yield from standings_said((one for one in standings if not one.binds), terms)
    for found in (same_quality(answer), fully_funded(answer)):
        yield from (range_of(found, part, split, terms) for part in found.payers)
