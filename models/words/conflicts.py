"""A conflict in words, part by part: which clauses clash, and the ways out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from models.case import Case
from models.clause import Clause, clauses_of
from models.declaration.rules import NO_CAP
from models.editing import Value
from models.names import names_of
from models.results.explanation import ClausePrice, ConflictReport, RuleGivesWay
from models.results.split import ConflictLine, Split
from models.scenarios import rule_here
from models.words.clauses import payer_of, proposed, what_it_needs, with_other_value
from models.words.names import Terms, terms_of
from models.words.rules import rule_value
from models.words.text import Argument, Joined, Money, Percent, Text, counted, text

_Way = tuple[ClausePrice, ...]
_MOST = 6
"""Sets and ways out that are listed; more would not be read in a meeting."""
_FEW = 2
"""Clauses that a room is told one by one."""
LOOKING = text("Looking for what would settle this…")
_SAME = 1e-5
"""Ways whose money differs by a smaller part are equally far."""


class Role(Enum):
    """What a part of a conflict in words is."""

    TITLE = auto()
    HEADING = auto()
    AND_ALSO = auto()
    """Leads from one set of clauses that clash to the next."""
    CLAUSE = auto()
    """One of those that clash."""
    WAY = auto()
    """A way out, which can be taken."""
    REMARK = auto()


@dataclass(frozen=True)
class ConflictPart:
    """One part of a conflict in words.

    Attributes:
        said: its sentence; of a way out one for each clause that it changes.
        values: the values that clauses (by key) take on this way out.
        dropped: the clauses that do not count on this way out.
        rule: the rule that gives way on it, by its key, and its value then; None: none does.
        is_best: whether no way out moves less money.
    """

    role: Role
    said: tuple[Argument, ...]
    values: tuple[tuple[str, float], ...] = ()
    dropped: tuple[str, ...] = ()
    rule: tuple[str, Value] | None = None
    is_best: bool = False

    @property
    def gives_way(self) -> tuple[str, ...]:
        """The clauses or the rule, by key, that give way on this way out."""
        if self.rule is not None:
            return ("rule", self.rule[0])
        return self.dropped or tuple(key for key, _ in self.values)

    @property
    def listed(self) -> Argument:
        """All that is said, a line for each clause."""
        if len(self.said) > 1:
            return Joined(tuple(text("• {clause}", clause=one) for one in self.said), "\n")
        return self.said[0]

    @property
    def action(self) -> Text:
        """What a button says that takes this way out."""
        if self.dropped:
            return text("Do without")
        return text("Take it") if self.is_best else text("Change it")

    @property
    def together(self) -> Joined:
        """All that is said, in one line."""
        return Joined(self.said, "; ")


def whose_clash(split: Split, case: Case) -> Text:
    """State that there is no split, and whose payments the clauses that clash are about."""
    names, payers = names_of(case), {clause.key: clause.payer for clause in clauses_of(case)}
    clashing = [payers.get(line.clause, "") for line in split.conflict]
    return counted(
        "There is no split: 1 clause ({payers}) cannot hold.",
        "There is no split: {count} clauses ({payers}) cannot hold together.",
        len(clashing),
        payers=Joined(tuple(payer_of(payer, names) for payer in dict.fromkeys(clashing)), ", "),
    )


def what_clashes(split: Split) -> Argument:
    """Say that clauses clash and how to give way, above the list of them."""
    return counted(
        "The clause below cannot hold under the rules of the scenario {scenario}.",
        "The clauses below cannot all hold in the scenario {scenario}. Give way on one of them: "
        "each line says what it would have to be for the others to stand.",
        len(split.conflict),
        scenario=split.scenario,
    )


def needed_value(clause: Mapping[str, Any], line: ConflictLine, split: Split) -> Argument:
    """Say what a clause, a row of Clauses, would have to be for the others to stand."""
    if line.needs is None:
        return text("no value of it helps")
    asks = asked_value(clause, line.needs, split)
    return asks if line.settles_all else text("{asks}; other clauses still clash", asks=asks)


def asked_value(clause: Mapping[str, Any], value: float, split: Split) -> Argument:
    """Say what a clause, a row of Clauses, asks for with a value."""
    measure, sense = clause.get("measure"), clause.get("sense")
    asked: Argument
    if measure == "share_of_need":
        asked = text("{share} of the need", share=Percent(value))
    elif measure == "share_of_benefit":
        asked = text("{share} of later benefit", share=Percent(value))
    else:
        asked = Money(value, split.currency, split.rounding, exact=True)
    return {
        "at most": text("at most {amount}"),
        "at least": text("at least {amount}"),
        "exactly": text("exactly {amount}"),
    }.get(str(sense), text("{amount}")).filled(amount=asked)


class Conflict:
    """Says a conflict: the clauses of a case in their own words, and what would settle it."""

    def __init__(self, split: Split, case: Case) -> None:
        self._rounding = split.rounding
        self._case, self._scenario = case, split.scenario
        self._terms: Terms = terms_of(split, names_of(case))
        self._clauses: Mapping[str, Clause] = {one.key: one for one in clauses_of(case)}

    def parts(
        self,
        report: ConflictReport | None,
        lines: Sequence[ConflictLine],
        *,
        looking: bool = False,
    ) -> Iterator[ConflictPart]:
        """Say everything that is known.

        Args:
            report: all there is to know; None, or without sets: only one set is known.
            lines: that one set, with what each of its clauses needs.
            looking: whether what would settle it is still looked for.
        """
        first = report.sets[0] if report and report.sets else lines
        yield _part(
            Role.TITLE,
            text("This clause cannot hold under the rules")
            if len(first) == 1
            else text("These clauses cannot all hold"),
        )
        if report and report.sets:
            yield from self._all(report)
        else:
            yield from self._one_set(lines, looking=looking)

    def equal_ways(
        self, report: ConflictReport | None, lines: Sequence[ConflictLine]
    ) -> Iterator[ConflictPart]:
        """Say every way out that moves the least money, and the fewest clauses not to count.

        The program takes no side: of ways that are equally far all are said, by the names of whom
        they are about, and where it is not known how far they are, all there are.

        Args:
            report: as in `parts`.
            lines: as in `parts`.
        """
        if report and report.sets:
            if best := self._best_ways(report):
                yield from self._best(best, report.money_moved)
            yield from self._rules(report.rules)
            drops: Sequence[Sequence[str]] = report.to_drop
        else:
            alone = [line for line in lines if line.needs is not None and line.settles_all]
            for line in sorted(alone, key=lambda line: self._name(line.clause)):
                yield self._way([(line.clause, line.needs or 0.0)])
            drops = [(line.clause,) for line in lines]
        fewest = min(map(len, drops), default=0)
        for keys in self._by_name(keys for keys in drops if len(keys) == fewest):
            clauses = Joined(tuple(map(self.clause, keys)), "; ")
            said = text("Not counted: {clauses}", clauses=clauses)
            yield ConflictPart(Role.WAY, (said,), dropped=tuple(keys))

    def clause(self, key: str) -> Argument:
        """Return what a clause says and who asks for it."""
        return proposed(self._clause(key), self._terms)

    def change(self, key: str, value: float) -> Argument:
        """Return a clause with another value beside its own."""
        return with_other_value(self._clause(key), value, self._terms)

    def need(self, line: ConflictLine) -> Argument:
        """Return a clause of a set with the value that it needs."""
        return what_it_needs(self._clause(line.clause), line, self._terms)

    def taken(self, changes: Iterable[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
        """Return the values that clauses take where they get those that they need."""
        return tuple((key, self._clause(key).value_to_take(value)) for key, value in changes)

    def _clause(self, key: str) -> Clause:
        return self._clauses.get(key, Clause(key))

    def _one_set(self, lines: Sequence[ConflictLine], *, looking: bool) -> Iterator[ConflictPart]:
        yield from self._set(line.clause for line in lines)
        if looking:
            yield _part(Role.REMARK, LOOKING)
            return
        for line in lines:
            role = Role.REMARK if line.needs is None else Role.WAY
            needs = () if line.needs is None else ((line.clause, line.needs),)
            yield ConflictPart(role, (self.need(line),), self.taken(needs))
        yield from self._to_drop([(line.clause,) for line in lines])

    def _all(self, report: ConflictReport) -> Iterator[ConflictPart]:
        for number, keys in enumerate(report.sets[:_MOST]):
            if number and len(keys) == 1:
                yield _part(Role.AND_ALSO, text("And this one cannot"))
            elif number:
                yield _part(Role.AND_ALSO, text("And these cannot either"))
            yield from self._set(keys)
        if len(report.sets) > _MOST or not report.complete:
            yield _part(Role.REMARK, text("There are more conflicts besides."))
        best = self._best_ways(report)
        if best:
            yield from self._best(best, report.money_moved)
        alone = [price for price in report.prices if (price,) not in best]
        yield from self._alone(alone, is_other=any(len(way) == 1 for way in best))
        if report.rules:
            yield _part(Role.HEADING, text("Or a rule of the scenario gives way"))
        yield from self._rules(report.rules)
        yield from self._to_drop(report.to_drop)

    def _set(self, keys: Iterable[str]) -> Iterator[ConflictPart]:
        for key in keys:
            yield _part(Role.CLAUSE, self.clause(key))

    def _best_ways(self, report: ConflictReport) -> list[_Way]:
        """Return the ways that move the least money, those of one clause that tie too, by name."""
        if any(change.needs is None for change in report.changes) or not report.changes:
            return []
        most = report.money_moved + max(self._rounding, _SAME * report.money_moved)
        alone = [(p,) for p in report.prices if p.money is not None and p.money <= most]
        ways = [report.changes, *(way for way in alone if way != report.changes)]
        return sorted(ways, key=lambda way: [self._name(change.clause) for change in way])

    def _best(self, ways: Sequence[_Way], moved: float) -> Iterator[ConflictPart]:
        money = self._terms.money(moved)
        yield _part(
            Role.HEADING,
            text("No way out moves less than {amount}", amount=money)
            if len(ways) == 1
            else text("Equally far: each of these ways moves {amount}", amount=money),
        )
        for way in ways:
            yield self._way([(change.clause, change.needs or 0.0) for change in way], is_best=True)

    def _alone(self, prices: Sequence[ClausePrice], *, is_other: bool) -> Iterator[ConflictPart]:
        """Say what each clause would have to be to settle everything alone."""
        if all(price.needs is None for price in prices):
            said = text("No clause can settle this alone.")
            if is_other:
                said = text("No other clause can settle this alone.")
            yield from [_part(Role.REMARK, said)] if prices else []
            return
        yield _part(Role.HEADING, text("Or one clause alone gives way"))
        for price in prices:
            if price.needs is not None:
                yield self._way([(price.clause, price.needs)])
                continue
            clause = self.clause(price.clause)
            yield _part(Role.REMARK, text("{clause}: no value of it alone would do", clause=clause))

    def _rules(self, rules: Sequence[RuleGivesWay]) -> Iterator[ConflictPart]:
        """Say with what other value of a rule of the scenario all clauses would hold."""
        for way in rules:
            here = rule_here(self._case, self._scenario, way.rule)
            value: Value = NO_CAP if way.value is None else way.value
            said = text(
                "{rule}: {value} in place of {now}",
                rule=here.rule.labels,
                value=rule_value(here.rule, value),
                now=rule_value(here.rule, here.value),
            )
            yield ConflictPart(Role.WAY, (said,), rule=(way.rule, value))

    def _by_name(self, sets: Iterable[Sequence[str]]) -> list[Sequence[str]]:
        """Return sets of clauses, smaller ones first, then by the names of whom they are about."""
        return sorted(sets, key=lambda keys: (len(keys), [self._name(key) for key in keys]))

    def _name(self, key: str) -> tuple[str, str]:
        """Return by what a clause is put in an order that favours nobody: its payer and itself."""
        payer = self._clause(key).payer
        return (self._terms.territory(payer).casefold() if payer else "", key)

    def _way(self, changes: Sequence[tuple[str, float]], *, is_best: bool = False) -> ConflictPart:
        said = tuple(self.change(key, value) for key, value in changes)
        return ConflictPart(Role.WAY, said, self.taken(changes), is_best=is_best)

    def _to_drop(self, sets: Sequence[Sequence[str]]) -> Iterator[ConflictPart]:
        if sets:
            yield _part(Role.HEADING, text("Or some do not count"))
        for keys in self._by_name(sets)[:_MOST]:
            said = tuple(self.clause(key) for key in keys)
            yield ConflictPart(Role.WAY, said, dropped=tuple(keys))


def few_clauses(sentences: Sequence[Argument]) -> tuple[Argument, ...]:
    """Return sentences on clauses, as many as a room can take in; the others are counted."""
    more = len(sentences) - _FEW
    if more <= 0:
        return tuple(sentences)
    rest = counted("and {count} more clause", "and {count} more clauses", more)
    return (*sentences[:_FEW], rest)


def _part(role: Role, said: Argument) -> ConflictPart:
    return ConflictPart(role, (said,))
