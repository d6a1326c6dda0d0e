"""What holds a split back, in sentences with money."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.results.explanation import BindingLimit, LimitName, PaymentLimit, StepEffect
from models.results.split import BindingLine
from models.words.clauses import clause_named
from models.words.figures import rounded
from models.words.names import Terms
from models.words.paragraph import Paragraph, figure_line
from models.words.payers import largest_changes, unfunded_otherwise
from models.words.text import (
    Argument,
    Linked,
    Percent,
    Quoted,
    Text,
    counted,
    joined,
    listed,
    text,
)

_MOST_NAMED = 4
"""How many payers a sentence names; the others are counted."""
_RULES = ("benefit_cap", "own_share")


def limit_said(limit: LimitName, terms: Terms) -> Linked:
    """Name a limit, leading to where it comes from."""
    standard = text("the standard cost of this programme")
    said = {
        "budget": text("the {year} budget of {payer}"),
        "clause": text("the clause {clause}"),
        "benefit_total": text("the later benefit of {payer} in all"),
        "paid_already": text("what {payer} pays already, more than it gains later,"),
        "benefit_cap": text("the benefit cap"),
        "own_share": text("the own share of the hosts"),
        "benefit": text("the later benefit of {payer} from this programme"),
        "own_share_here": text("the own share of {payer}"),
        "standard_cost": text("the standard cost of {stage}") if limit.stage else standard,
    }[limit.kind].filled(
        stage=Quoted(terms.names.stage(limit.stage or "")),
        payer=terms.territory(limit.payer or ""),
        year=limit.year or 0,
        clause=Quoted(clause_named(limit.clause or "", terms)),
    )
    return Linked(_of_part(said, limit, terms) if limit.kind == "clause" else said, limit)


def _of_part(said: Text, limit: LimitName, terms: Terms) -> Text:
    """Say for which stage, host, group and year a clause is meant that holds for each of them."""
    for named, pattern in (
        (limit.stage, text("{said} for {stage}")),
        (limit.host, text("{said} in {host}")),
        (limit.group, text("{said} for the group {group}")),
        (limit.year, text("{said} in {year}")),
    ):
        if named is not None:
            said = pattern.filled(
                said=said,
                stage=Quoted(terms.names.stage(limit.stage or "")),
                host=terms.territory(limit.host or ""),
                group=Quoted(terms.names.group(limit.group or "")),
                year=limit.year or 0,
            )
    return said


def what_binds(binding: Sequence[BindingLimit], terms: Terms) -> tuple[Argument, ...]:
    """Say what each limit does, in sentences."""
    said = tuple(limit_binds(line, terms) for line in binding)
    return said or (nothing_binds(terms, None),)


def what_binds_in_lines(
    binding: Sequence[BindingLimit], terms: Terms, payer: str | None = None
) -> list[Paragraph]:
    """List where each limit stands and what a step of it changes; with a payer, to that one."""
    lines = [line for line in binding if payer is None or _touches(line, payer)]
    listed_lines = [one for line in lines for one in _limit_in_lines(line, terms, payer)]
    return listed_lines or [Paragraph(nothing_binds(terms, payer))]


def nothing_binds(terms: Terms, payer: str | None) -> Text:
    """Say that no limit holds the split back, or none changes what a payer pays."""
    if payer is None:
        return text("No budget, clause or cap holds this split back: moving one changes nothing.")
    return text(
        "Moving a budget, a clause or a cap by a round sum does not change what {payer} pays.",
        payer=terms.territory(payer),
    )


def _limit_in_lines(line: BindingLimit, terms: Terms, payer: str | None) -> Iterator[Paragraph]:
    limits = listed(limit_said(limit, terms) for limit in _named(line))
    bound = Percent(line.bound) if _is_rule(line) else terms.money(line.bound)
    yield figure_line(text("{limits!c}", limits=limits), bound)
    if along := _moves_along(line):
        yield Paragraph(along, "remark")
    for effect in (line.looser, line.tighter):
        changes = [] if effect is None else list(_changes_of(effect, terms, payer))
        if effect is None or not changes:
            continue
        said = text("With {step} less, totals change by:")
        if effect.step > 0:
            said = text("With {step} more, totals change by:")
        yield Paragraph(said.filled(step=_size(line, effect.step, terms)), "remark")
        write = terms.column(change for _, change in changes)
        for who, change in changes[:_MOST_NAMED]:
            yield Paragraph(who, "detail", replace(write(change), signed=True))
        if others := len(changes[_MOST_NAMED:]):
            yield Paragraph(
                counted("{count} other changes by less", "{count} others change by less", others),
                "remark",
            )


def _changes_of(
    effect: StepEffect, terms: Terms, payer: str | None
) -> Iterator[tuple[Argument, float]]:
    """Yield who pays how much more, the largest changes first, and what is left open.

    Args:
        payer: the only one that is spoken of; None: all.
    """
    if payer is None and effect.gap:
        yield text("Unfunded"), effect.gap
    if payer is None and effect.host_residual:
        yield text("Left with hosts"), effect.host_residual
    parts = [part for part in effect.payers if payer in (None, part[0])]
    for key, change in sorted(parts, key=lambda part: -abs(part[1])):
        yield terms.territory(key), change


def _touches(line: BindingLimit, payer: str) -> bool:
    steps = (line.looser, line.tighter)
    return any(key == payer for step in steps if step is not None for key, _ in step.payers)


def limit_binds(line: BindingLimit, terms: Terms) -> Argument:
    """Say where a limit stands, and what a step of it changes that leaves more or less room."""
    stands = counted(
        "{limits!c} stands at {bound}.",
        "{limits!c} stand at {bound}.",
        len(_named(line)),
        limits=listed(limit_said(limit, terms) for limit in _named(line)),
        bound=Percent(line.bound) if _is_rule(line) else terms.money(line.bound),
    )
    steps = (_step(line, one, terms) for one in (line.looser, line.tighter))
    return joined(stands, _moves_along(line), *steps)


def _named(line: BindingLimit) -> list[LimitName]:
    """Return the limits by which a line is named: of each clause the first, whose bound it says."""
    named: dict[str | LimitName, LimitName] = {}
    for limit in line.limits:
        named.setdefault(limit.clause or limit, limit)
    return list(named.values())


def _moves_along(line: BindingLimit) -> Text | None:
    """Say how many limits of the same clauses move too: each year, each host has its own sum."""
    others = len(line.limits) - len(_named(line))
    if not others:
        return None
    return counted(
        "{count} more limit of this clause is reached; it moves in proportion.",
        "{count} more limits of this clause are reached; they move in proportion.",
        others,
    )


def step_binds(line: BindingLine, terms: Terms) -> Argument:
    """Say where a limit stands, and what the one step of it changes that a line is about."""
    effect = StepEffect(line.step, line.gap_change, line.residual_change, 0.0, line.payer_changes)
    up, down = (effect, None) if line.step > 0 else (None, effect)
    limit = BindingLimit(line.limits, line.bound, 1, up, down)
    if effect.changes_something:
        return limit_binds(limit, terms)
    nothing = (text("nothing changes"),)
    step = step_said(terms.money(abs(line.step)), nothing, more=line.step > 0)
    return joined(limit_binds(limit, terms), step)


def _is_rule(line: BindingLimit) -> bool:
    return line.limits[0].kind in _RULES


def _step(line: BindingLimit, effect: StepEffect | None, terms: Terms) -> Text | None:
    """Say what a step changes; None where nobody would see it."""
    changes = () if effect is None else tuple(_changes_said(effect, terms))
    if effect is None or not changes:
        return None
    return step_said(_size(line, effect.step, terms), changes, more=effect.step > 0)


def step_said(step: Argument, changes: Sequence[Argument], *, more: bool) -> Text:
    """Say what happens with a step of a limit up, or down."""
    said = text("With {step} more, {changes}.") if more else text("With {step} less, {changes}.")
    return said.filled(step=step, changes=listed(changes))


def _size(line: BindingLimit, step: float, terms: Terms) -> Argument:
    if not _is_rule(line):
        return terms.money(abs(step))
    points = rounded(abs(step) * 100)
    return counted("{count} percentage point", "{count} percentage points", points)


def _changes_said(effect: StepEffect, terms: Terms) -> Iterator[Argument]:
    """Say who pays how much more or less, the largest changes first, and what is left open."""
    yield from largest_changes(effect.payers, _MOST_NAMED, terms.names, terms.money)
    if effect.host_residual:
        more, less = (
            text("{amount} more is left with hosts"),
            text("{amount} less is left with hosts"),
        )
        said = more if effect.host_residual > 0 else less
        yield said.filled(amount=terms.money(abs(effect.host_residual)))
    if effect.gap:
        yield unfunded_otherwise(effect.gap, terms.money(abs(effect.gap)))


def limits_reached(limits: Sequence[PaymentLimit], terms: Terms) -> tuple[Argument, ...]:
    """Say which limits a payment has reached and what moving them would change."""
    return tuple(joined(_reached(one, terms), _moved(one, terms)) for one in limits if one.reached)


def _reached(limit: PaymentLimit, terms: Terms) -> Text:
    return {
        "at most": text("{limit!c} is reached: at most {bound}."),
        "at least": text("{limit!c} is reached: at least {bound}."),
        "exactly": text("{limit!c} is reached: exactly {bound}."),
    }[limit.sense].filled(limit=limit_said(limit.limit, terms), bound=terms.money(limit.bound))


def _moved(limit: PaymentLimit, terms: Terms) -> Text | None:
    if limit.step is None or limit.change is None:
        return None
    said = text("this payment would stay as it is")
    if limit.change > 0:
        said = text("this payment would be {change} higher")
    elif limit.change < 0:
        said = text("this payment would be {change} lower")
    change = said.filled(change=terms.money(abs(limit.change)))
    return step_said(terms.money(abs(limit.step)), (change,), more=limit.step > 0)
