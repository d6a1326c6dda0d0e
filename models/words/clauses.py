"""Clauses as sentences: what they say, who asks for it, and what keeps one from being taken."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from models.clause import (
    AGREED,
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    REJECTED,
    WITHDRAWN,
    Clause,
    ClauseFault,
    Reach,
)
from models.names import Names
from models.results.clause_standing import ClauseStanding
from models.results.explanation import LimitName
from models.results.split import ConflictLine
from models.typed_dates import held_day
from models.words.names import Terms, scenario_name
from models.words.text import (
    Argument,
    Day,
    Linked,
    Listing,
    Money,
    Percent,
    Quoted,
    Share,
    Text,
    text,
)


def clause_said(clause: Clause, terms: Terms) -> Text:
    """Return what a clause says: Flanders pays at most EUR 12,000,000 in 2027."""
    said = _pattern(clause).filled(
        payer=payer_of(clause.payer, terms.names),
        value=clause_value(clause, clause.value, terms),
    )
    if _forbids(clause):
        return _about(said, clause, terms.names)
    return _summed(said, clause, terms.names)


def _forbids(clause: Clause) -> bool:
    """Say whether nothing may be paid, which holds for the sum as for each part of it."""
    return clause.value == 0 and clause.sense != AT_LEAST


def _pattern(clause: Clause) -> Text:
    if _forbids(clause):
        return text("{payer} pays nothing")
    kind = {AT_MOST: 0, AT_LEAST: 1}.get(clause.sense, 2)
    patterns = {
        "amount": (
            text("{payer} pays at most {value}"),
            text("{payer} pays at least {value}"),
            text("{payer} pays exactly {value}"),
        ),
        "share_of_need": (
            text("{payer} pays at most {value} of what is needed"),
            text("{payer} pays at least {value} of what is needed"),
            text("{payer} pays exactly {value} of what is needed"),
        ),
        "share_of_benefit": (
            text("{payer} pays at most {value} of its later benefit"),
            text("{payer} pays at least {value} of its later benefit"),
            text("{payer} pays exactly {value} of its later benefit"),
        ),
    }
    return patterns.get(clause.measure, (text("{payer} pays {value}"),) * 3)[kind]


def _about(said: Text, clause: Clause, names: Names) -> Text:
    """Add to what is said for which programmes; nothing for all."""
    selected = replace(clause, each=())
    patterns = (_of_stages(selected), _of_hosts(selected), _of_groups(selected))
    return _added(said, (*patterns, _of_years(selected)), clause, names)


def _summed(said: Text, clause: Clause, names: Names) -> Text:
    """Add to what is said of a sum for which programmes it is, and for what one by one."""
    patterns = (_of_stages(clause), _of_hosts(clause), _of_groups(clause))
    of_years = _of_years(clause)
    if clause.years is not None and clause.years[0] < clause.years[1]:
        one_by_one = "year" in clause.each
        each = text("{said} in each of the years {first} to {last}")
        of_years = each if one_by_one else text("{said} in the years {first} to {last} together")
    return _added(said, (*patterns, of_years), clause, names)


def _added(said: Text, patterns: Iterable[Text | None], clause: Clause, names: Names) -> Text:
    first, last = clause.years or (0, 0)
    for pattern in patterns:
        if pattern is not None:
            said = pattern.filled(
                said=said,
                stage=Quoted(names.stage(clause.stage)),
                host=names.territory(clause.host),
                group=Quoted(names.group(clause.group)),
                year=first,
                first=first,
                last=last,
            )
    return said


def _of_stages(clause: Clause) -> Text | None:
    if clause.stage:
        return text("{said} for {stage}")
    return text("{said} for each stage") if "stage" in clause.each else None


def _of_hosts(clause: Clause) -> Text | None:
    one_by_one = "host" in clause.each
    if not clause.host:
        return text("{said} in each territory") if one_by_one else None
    return text("{said} in each territory of {host}") if one_by_one else text("{said} in {host}")


def _of_groups(clause: Clause) -> Text | None:
    if clause.group:
        return text("{said} for the group {group}")
    return text("{said} for each group") if "group" in clause.each else None


def _of_years(clause: Clause) -> Text | None:
    if clause.years is None:
        return text("{said} in each year") if "year" in clause.each else None
    is_one = clause.years[0] == clause.years[1]
    return text("{said} in {year}") if is_one else text("{said} in the years {first} to {last}")


def clause_named(key: str, terms: Terms) -> Argument:
    """Name a clause by its label; one that has none by what it says."""
    mine = next((clause for clause in terms.clauses if clause.key == key), None)
    if key in terms.names.clauses or mine is None:
        return terms.names.clause(key)
    return clause_said(mine, terms)


def clause_origin(clause: Clause, terms: Terms) -> Listing:
    """Return who proposed a clause, whether it is agreed, and where it is in force."""
    parts = [*_proposal(clause), *_decision(clause)]
    everywhere, only = text("in every scenario"), text("only in {scenario}")
    where = only.filled(scenario=terms.scenario(clause.scenario)) if clause.scenario else everywhere
    parts.append(where)
    if not clause.counts:
        parts.append(text("not counted"))
    return Listing(tuple(parts), last="")


def _proposal(clause: Clause) -> Iterator[Argument]:
    """Say who proposed a clause, in which round and on which day."""
    said = text("proposed")
    if clause.proposed_by:
        said = text("proposed by {party}", party=clause.proposed_by)
    day = held_day(clause.proposed_on)
    if not (clause.proposed_by or clause.round or day):
        return
    if clause.round:
        said = text("{said} in round {round}", said=said, round=Quoted(clause.round))
    yield said if day is None else text("{said} on {day}", said=said, day=Day(day))


def _decision(clause: Clause) -> Iterator[Argument]:
    """Say what became of a clause, and in which round; that it is rejected only with the round."""
    decided = {
        AGREED: text("agreed"),
        WITHDRAWN: text("withdrawn"),
        REJECTED: text("rejected"),
    }.get(clause.status)
    if decided is None or (clause.status == REJECTED and not clause.decided_round):
        return
    if clause.decided_round:
        decided = text("{said} in round {round}", said=decided, round=Quoted(clause.decided_round))
    yield decided


def clause_with_origin(clause: Clause, terms: Terms) -> Text:
    """Return what a clause says, and its origin."""
    return text(
        "{clause} — {origin}",
        clause=clause_said(clause, terms),
        origin=clause_origin(clause, terms),
    )


def payer_of(payer: str, names: Names) -> Argument:
    """Return whose payments a clause means."""
    return names.territory(payer) if payer else text("Everyone together")


def clause_value(clause: Clause, value: float, terms: Terms) -> Argument:
    """Return a value of a clause in full: an amount with its currency, or a percentage."""
    if math.isnan(value):
        return "…"
    return Percent(value) if clause.is_share else Money(value, terms.currency)


def sense_said(sense: str) -> Argument:
    """Return whether a clause asks for at most, at least or exactly its value."""
    return {
        AT_MOST: text("at most"), AT_LEAST: text("at least"), EXACTLY: text("exactly")
    }[sense]  # fmt: skip


def proposed(clause: Clause, terms: Terms) -> Text:
    """Return what a clause says and who asks for it."""
    said = clause_said(clause, terms)
    if not clause.proposed_by:
        return said
    return text("{clause} (proposed by {party})", clause=said, party=clause.proposed_by)


def with_other_value(clause: Clause, value: float, terms: Terms) -> Text:
    """Return a clause with another value beside its own."""
    return text(
        "{clause}: {value} in place of {now}",
        clause=proposed(clause, terms),
        value=clause_value(clause, clause.value_to_take(value), terms),
        now=clause_value(clause, clause.value, terms),
    )


def what_it_needs(clause: Clause, line: ConflictLine, terms: Terms) -> Text:
    """Return a clause of a conflict with the value it needs, and whether that is all."""
    if line.needs is None:
        return text("{clause}: none; it clashes whatever its value", clause=proposed(clause, terms))
    change = with_other_value(clause, line.needs, terms)
    if line.settles_all:
        return change
    return text("{change}; other clauses still clash then", change=change)


def misses_programmes(clause: Clause, reach: Reach, names: Names) -> Argument:
    """Say that a clause is about no programme of its scenario; "" where it may be."""
    if not reach.misses(clause):
        return ""
    scenario = Quoted(scenario_name(reach.scenario, names.scenarios))
    nothing = _about(text("no programme"), clause, names)
    said = text("{scenario} has {nothing}: this clause binds nothing there.")
    # Payments for no programme add up to nothing, and so does the need of none.
    is_asked = clause.sense != AT_MOST and clause.measure != "share_of_need"
    if is_asked and clause.value > 0:
        said = text("{scenario} has {nothing}: this clause cannot hold there.")
    return said.filled(scenario=scenario, nothing=nothing)


def fault_said(fault: ClauseFault) -> Text:
    """Say what keeps a clause from being taken."""
    return {
        "missing": text("Type how much; the value is missing."),
        "no_number": text("{typed} is not a number; type one such as 25 or 12,000,000."),
        "negative": text("The value is below zero, but nobody can pay less than nothing."),
        "no_year": text(
            "{typed} is no year; type four digits such as 2027, years such as 2026-2028, or choose "
            "every year."
        ),
        "no_day": text("{typed} is no date; type one such as 2026-03-31."),
        "payer": text("{typed} is no territory that pays; choose the payer again."),
        "host": text("There is no territory {typed}; choose the host again."),
        "stage": text("There is no stage {typed}; choose the stage again."),
        "group": text("There is no group {typed}; choose the group again."),
        "round": text("There is no round {typed}; choose the round again."),
        "decided_round": text("There is no round {typed}; choose the round again."),
        "scenario": text("There is no scenario {typed}; choose the scenario again."),
    }[fault.code].filled(typed=Quoted(fault.typed))


def standings_said(standings: Iterable[ClauseStanding], terms: Terms) -> tuple[Text, ...]:
    """Say each clause, and then where it stands."""
    return tuple(
        text(
            "{clause}. {standing}",
            clause=Linked(
                proposed(standing.clause, terms),
                LimitName("clause", clause=standing.clause.key),
            ),
            standing=standing_said(standing, terms, terms.money),
        )
        for standing in standings
    )


def standing_said(
    standing: ClauseStanding, terms: Terms, write: Callable[[float], Argument]
) -> Text:
    """Say what is paid of what a clause counts, and that it binds or what room it leaves.

    Args:
        standing: where the clause stands.
        terms: what its case calls things.
        write: writes amounts.
    """
    if not standing.programmes:
        nothing = _about(text("nothing is needed"), standing.clause, terms.names)
        return text("{nothing!c}: the clause binds nothing.", nothing=nothing)
    said = text("{paid}; the clause leaves room for {room}.")
    if standing.asks_for_nothing:
        said = text("{paid}; the clause asks for nothing.")
    elif standing.binds:
        said = text("{paid}: the clause binds.")
    elif standing.clause.sense == AT_LEAST:
        said = text("{paid}; the clause asks for {room} less.")
    return said.filled(paid=_paid(standing, terms, write), room=write(standing.room))


def _paid(standing: ClauseStanding, terms: Terms, write: Callable[[float], Argument]) -> Text:
    """Say what is paid of what a clause counts: as money, and as the share that it speaks of.

    Where it binds that is its own value, rounded no further than people wrote it.
    """
    clause = standing.clause
    pays = text("{payer} pays {value}") if standing.paid else text("{payer} pays nothing")
    said = pays.filled(payer=payer_of(clause.payer, terms.names), value=write(standing.paid))
    said = _about(said, standing.about, terms.names)
    if standing.share is None or not standing.paid:
        return said
    pattern = {
        "share_of_need": text("{paid}, {share} of what is needed"),
        "share_of_benefit": text("{paid}, {share} of its later benefit"),
    }[clause.measure]
    share = Percent(clause.value) if standing.binds else Share(standing.share, in_table=True)
    return pattern.filled(paid=said, share=share)
