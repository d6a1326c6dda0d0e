"""The sentences that open pages and charts: what is so, and what a change of it does."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from math import fsum

from models import clause, scenarios
from models.case import Case
from models.clause import clauses_of
from models.declaration.rules import SPLIT_RULES, meaning
from models.editing import tables_that_differ
from models.names import Names, scenario_labels
from models.results.split import PayerLine, Split
from models.scenarios import rule_here
from models.words.cell_figures import PageUnit
from models.words.figures import rounded
from models.words.names import Terms, scenario_name, span, terms_of
from models.words.payers import largest_changes
from models.words.rules import rule_moved, rule_value
from models.words.text import (
    Argument,
    Exactly,
    Joined,
    Money,
    Quoted,
    Share,
    Text,
    counted,
    joined,
    listed,
    text,
)

MOST_NAMED = 2
"""How many payers the sentence of a change names."""
_MOST_LISTED = 3
"""How many payers the sentence of a result names."""
_NO_CENTS = 1000
"""A need from which on sentences leave cents out."""


class PinnedBy(Enum):
    """How a split came to be the one that every newer one is compared with."""

    PERSON = "person"
    MEETING = "meeting"
    RULES = "rules"
    CASE = "case"


TABLES_OF_SENTENCE = frozenset({"Territories", "Stages", "Flows"})
"""The tables of which the sentence about a case speaks."""


def case_sentence(case: Case, name: str) -> Text:
    """Return what a case holds."""
    years = case.readable("Flows")["year"].dropna()
    first, last = (int(years.min()), int(years.max())) if len(years) else (0, 0)
    if not len(years):
        said = text("{name} holds {territories}, {stages} and {flows}.")
    elif first == last:
        said = text("{name} holds {territories}, {stages} and {flows} of {first}.")
    else:
        said = text("{name} holds {territories}, {stages} and {flows} from {first} to {last}.")
    territories, stages, flows = (len(case.table(t)) for t in ("Territories", "Stages", "Flows"))
    return said.filled(
        name=name,
        territories=counted("{count} territory", "{count} territories", territories),
        stages=counted("{count} stage", "{count} stages", stages),
        flows=counted("{count} flow", "{count} flows", flows),
        first=first,
        last=last,
    )


def split_sentence(split: Split, names: Names) -> Text:
    """Return who carries most of what is needed, and what stays unfunded."""
    if nothing := nothing_to_share(split):
        return nothing
    need = split.need
    terms, payers = terms_of(split, names), largest_first(split)
    most = payers[0].paid if payers else 0.0
    if most <= 0:
        said = text("Nobody pays towards the {need} needed in {years}; {unfunded}.")
    elif len(payers) > 1 and payers[1].paid == most:
        said = text(
            "Nobody carries more than {payer}: {share} of the {need} needed in {years}; {unfunded}."
        )
    else:
        said = text("{payer} carries {share} of the {need} needed in {years}; {unfunded}.")
    return said.filled(
        payer=terms.territory(payers[0].payer) if payers else "",
        share=Share(most / need),
        need=terms.brief(need),
        years=_years(split),
        unfunded=_unfunded_said(split, terms),
    )


def rules_sentence(split: Split, names: Names, case: Case) -> Text:
    """Return under which rules who pays the most, and what stays unfunded."""
    if nothing := nothing_to_share(split):
        return nothing
    need = split.need
    terms, payers, asked = terms_of(split, names), largest_first(split), _asked_for(split, case)
    most = payers[0].paid if payers else 0.0
    is_tie = len(payers) > 1 and payers[1].paid == most
    # Beside a sum of thousands no cent of one payer decides anything.
    amount, needed = (rounded(one) if need >= _NO_CENTS else one for one in (most, need))
    who = "nobody" if most <= 0 else "tie" if is_tie else "one"
    return {
        ("nobody", True): text(
            "With {asked}, nobody pays anything of the {need} needed; {unfunded}."
        ),
        ("nobody", False): text("Nobody pays anything of the {need} needed; {unfunded}."),
        ("tie", True): text(
            "With {asked}, nobody pays more than {payer}: {amount} of {need}; {unfunded}."
        ),
        ("tie", False): text("Nobody pays more than {payer}: {amount} of {need}; {unfunded}."),
        ("one", True): text("With {asked}, {payer} pays the most: {amount} of {need}; {unfunded}."),
        ("one", False): text("{payer} pays the most: {amount} of {need}; {unfunded}."),
    }[who, asked is not None].filled(
        asked=asked or "",
        payer=terms.territory(payers[0].payer) if payers else "",
        amount=terms.brief(amount),
        need=terms.brief(needed),
        unfunded=_unfunded_said(split, terms),
    )


def _asked_for(split: Split, case: Case) -> Text | None:
    """Name the rules and clauses that ask for something; None where none does."""
    own = rule_here(case, split.scenario, "own_share_min")
    count = sum(one.counts and one.applies_in(split.scenario) for one in clauses_of(case))
    clauses = counted("{count} clause", "{count} clauses", count) if count else text("no clause")
    if not meaning(own.rule, own.value):
        return clauses if count else None
    return text(
        "an own share of at least {share} and {clauses}",
        share=rule_value(own.rule, own.value),
        clauses=clauses,
    )


def nothing_to_share(split: Split) -> Text | None:
    """Say why nothing has to be paid; None: something has to be."""
    if not split.programmes:
        return text("There is no programme to fund.")
    years = _years(split)
    if any(need > 0 for need in split.of_programmes("need")):
        return None
    if split.is_rounded_away:
        return text(
            "Nobody pays anything: each need of {years} is less than half of the rounding, "
            "{rounding}.",
            years=years,
            rounding=Exactly(split.rounding),
        )
    if any(line.unit_cost > 0 for line in split.programmes):
        return text("Nothing needs funding in {years}: all of it is funded already.", years=years)
    return text(
        "Nothing needs funding in {years}, since no programme has a cost: fill in the sheet Costs.",
        years=years,
    )


def _unfunded_said(split: Split, terms: Terms) -> Text:
    gap, need = split.unfunded, split.need
    said = text("{amount} ({share}) stays unfunded") if gap else text("nothing stays unfunded")
    return said.filled(amount=terms.brief(gap), share=Share(gap / need))


def result_sentence(split: Split, names: Names, unit: PageUnit) -> Argument:
    """Say who pays how much of what is needed, and what stays unfunded."""
    if nothing := nothing_to_share(split):
        return nothing
    need, years = split.need, _years(split)
    payers = [line for line in largest_first(split) if line.paid > 0]
    needed = unit.written(need)
    if not payers:
        return text("Nobody pays towards the {need} needed in {years}.", need=needed, years=years)
    return text(
        "Of the {need} needed in {years}, {parts}; {rest}.",
        need=needed,
        years=years,
        parts=listed(_parts(names, unit, payers)),
        rest=_rest(split, unit, need),
    )


def _parts(names: Names, unit: PageUnit, payers: list[PayerLine]) -> list[Argument]:
    shown = payers if len(payers) <= _MOST_LISTED + 1 else payers[:_MOST_LISTED]
    rest = payers[len(shown) :]
    named: list[tuple[Argument, float]]
    named = [(names.territory(line.payer), line.paid) for line in shown]
    if rest:
        named.append((others(len(rest)), sum(line.paid for line in rest)))
    patterns = [text("{payer} pays {amount}"), *(text("{payer} {amount}") for _ in named[1:])]
    return [
        pattern.filled(payer=name, amount=unit.number(amount))
        for pattern, (name, amount) in zip(patterns, named, strict=True)
    ]


def _rest(split: Split, unit: PageUnit, need: float) -> Argument:
    left, gap = (sum(split.of_programmes(key)) for key in ("host_residual", "unfunded"))
    least = split.rounding / 2
    return {
        (False, False): text("nothing stays unfunded"),
        (True, False): text("{left} of it is left with hosts and nothing stays unfunded"),
        (False, True): text("{gap} ({share}) stay unfunded"),
        (True, True): text("{left} of it is left with hosts and {gap} ({share}) stay unfunded"),
    }[left >= least, gap >= least].filled(
        left=unit.number(left), gap=unit.number(gap), share=Share(gap / need)
    )


def chart_finding(split: Split, names: Names) -> Argument:
    """Say what the chart shows: who carries most, and for whom."""
    need = split.need
    payers = largest_first(split)
    if not payers or payers[0].paid <= 0:
        return text("Nobody pays")
    first = payers[0]
    said = _of_first(first)
    if len(payers) > 1 and payers[1].paid == first.paid:
        said = text("Nobody carries more than {payer}: {share} of what is needed")
    payer = names.territory(first.payer)
    return said.filled(payer=payer, share=Share(first.paid / need))


def _of_first(line: PayerLine) -> Text:
    if line.own <= 0:
        return text("{payer} carries {share} of what is needed, all of it for programmes of others")
    if line.others <= 0:
        return text("{payer} carries {share} of what is needed, all of it for its own programmes")
    if line.others > line.own:
        return text(
            "{payer} carries {share} of what is needed, most of it for programmes of others"
        )
    return text("{payer} carries {share} of what is needed, most of it for its own programmes")


def others(count: int) -> Argument:
    """Return what stands for the payers that are not named."""
    return counted("1 other", "{count} others", count)


def largest_first(split: Split) -> tuple[PayerLine, ...]:
    """Return the payers, those who pay most first."""
    return tuple(sorted(split.payers, key=lambda line: (-line.paid, line.payer)))


def others_finding(split: Split, names: Names) -> Text:
    """Return who carries most of what is paid for the programmes of others."""
    payers = sorted(split.payers, key=lambda line: line.others, reverse=True)
    crossing = fsum(line.others for line in payers)
    if crossing <= 0:
        return text("Nobody pays for others’ programmes")
    most = payers[0].others
    if most >= crossing:
        said = text("{payer} pays all of the {amount} that goes to others’ programmes")
    elif payers[1].others == most:
        said = text(
            "Nobody pays more than {payer}: {share} of the {amount} that goes to others’ programmes"
        )
    else:
        said = text("{payer} pays {share} of the {amount} that goes to others’ programmes")
    terms = terms_of(split, names)
    return said.filled(
        payer=terms.territory(payers[0].payer),
        share=Share(most / crossing),
        amount=terms.brief(crossing),
    )


def no_split(*, is_computing: bool) -> Text:
    """Say that there is no split to show: one is on its way, or there was none yet."""
    return text("The split is being computed.") if is_computing else text("There is no split yet.")


def pinned_split(by: PinnedBy) -> Text:
    """Return what the split is called that others are compared with: pinned only if it was."""
    return {
        PinnedBy.PERSON: text("the pinned split"),
        PinnedBy.MEETING: text("the split when the meeting began"),
        PinnedBy.RULES: text("the split when the rules were opened"),
        PinnedBy.CASE: text("the first split of this case"),
    }[by]


def change_sentence(
    split: Split, pinned: Split, names: Names, by: PinnedBy = PinnedBy.PERSON
) -> Text:
    """Say who pays more and who less than in the pinned split, and what stays unfunded."""
    gap = unfunded_change(split, pinned)
    changes = _changed(split, pinned).items()
    if not changes:
        return text(
            "Nobody pays more or less than in {pinned}; {unfunded}.",
            pinned=pinned_split(by),
            unfunded=gap,
        )
    named = largest_changes(changes, MOST_NAMED, names, terms_of(split, names).brief)
    return text("{changes}; {unfunded}.", changes=joined(*named, between="; "), unfunded=gap)


def unfunded_change(split: Split, pinned: Split) -> Text:
    """Say what nobody pays for, and by how much that is more or less than in the pinned split."""
    gap, change = split.unfunded, split.unfunded - pinned.unfunded
    said = text("nothing stays unfunded")
    if gap:
        said = text("{amount} stays unfunded", amount=Money(gap, split.currency, brief=True))
    if abs(change) <= least_change(split, pinned):
        return said
    more, less = text("{unfunded} (+{change})"), text("{unfunded} (−{change})")
    by = Money(abs(change), split.currency, brief=True)
    return (more if change > 0 else less).filled(unfunded=said, change=by)


def outcome_title(
    split: Split, pinned: Split | None, names: Names, by: PinnedBy = PinnedBy.PERSON
) -> Argument:
    """Say who pays how much, or what is different from the pinned split; None: none is pinned."""
    if pinned is None:
        return ""
    if pinned is split:
        if not split.unfunded:
            return text("Who pays how much")
        return text("Who pays how much; {unfunded}", unfunded=unfunded_change(split, split))
    changes = change_sentence(split, pinned, names, by)
    if pinned.scenario == split.scenario:
        return changes
    scenario = Quoted(scenario_name(pinned.scenario, names.scenarios))
    return text("Compared with {scenario}: {changes}", scenario=scenario, changes=changes)


def _changed(split: Split, pinned: Split) -> dict[str, float]:
    before, now = pinned.totals, split.totals
    changes = {payer: now[payer] - before.get(payer, 0.0) for payer in now}
    least = least_change(split, pinned)
    return {payer: change for payer, change in changes.items() if abs(change) > least}


def least_change(split: Split, pinned: Split) -> float:
    """Return the difference up to which two amounts of these splits are the same."""
    return max(split.rounding, pinned.rounding) / 2


def _years(split: Split) -> Argument:
    """Return the years in which something is needed; all of them where nothing is."""
    every = [name.year for name in split.programme_names]
    needed = zip(every, split.of_programmes("need"), strict=True)
    years = [year for year, need in needed if need > 0] or every
    return span(min(years), max(years))


def moved_line(case: Case, scenario: str, pinned: tuple[Case, Split] | None) -> Joined:
    """Return the scenario, and what differs in its rules, clauses and data from the pinned ones."""
    labels = scenario_labels(case)
    called = Quoted(scenario_name(scenario, labels))
    parts: list[Argument] = [text("Scenario {scenario}", scenario=called)]
    if pinned is None or (pinned[0] is case and pinned[1].scenario == scenario):
        return joined(*parts)
    then, compared = pinned[0], pinned[1].scenario
    if compared != scenario:
        other = Quoted(scenario_name(compared, labels))
        parts.append(text("compared with {scenario}", scenario=other))
    moves = [*_rules_moved(case, scenario, then, compared), *_tables_moved(case, then)]
    parts += moves[:MOST_NAMED]
    if more := len(moves[MOST_NAMED:]):
        parts.append(counted("{count} other change", "{count} other changes", more))
    return joined(*parts, between=" · ")


def _rules_moved(case: Case, scenario: str, then: Case, compared: str) -> Iterator[Argument]:
    for rule in SPLIT_RULES:
        before, after = rule_here(then, compared, rule.key), rule_here(case, scenario, rule.key)
        if before.value != after.value:
            yield rule_moved(rule, before.value, after.value)


def _tables_moved(case: Case, then: Case) -> Iterator[Argument]:
    tables = set(tables_that_differ(case, then))
    now, before = ({one.key: repr(one) for one in clauses_of(each)} for each in (case, then))
    count = sum(now.get(key) != before.get(key) for key in {*now, *before})
    if clause.TABLE in tables and count:
        yield counted("{count} clause changed", "{count} clauses changed", count)
    if tables - {clause.TABLE, scenarios.TABLE}:
        yield text("other data")
