"""From a rounded split to what people read: payments, programmes, payers, transfers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from math import floor, fsum

import numpy as np
from scipy import sparse

from models.flows.existing import ExistingPayments
from models.flows.places import NOBODY, Floats, Ints, Places
from models.flows.programmes import Programmes
from models.flows.traced import named
from models.results.lines import PaymentColumns, ProgrammeColumns
from models.results.split import GoalLine, PayerLine, TransferLine
from solver.compare.clearing import Clearing
from solver.inputs.setup import Setup
from solver.state.exact import ExactSplit, burdens, goal_value
from solver.state.rounding import RoundedSplit

_BURDEN_DIGITS = 12
_HALF_NOISE, _RELATIVE_NOISE = 1e-6, 1e-14
"""How far below half a unit the solver may put what is half a unit: in units, and of the amount."""


@dataclass(frozen=True)
class Rounding:
    """Turns whole units of the rule `rounding` into money, exactly."""

    rounding: float

    def of(self, units: int) -> float:
        """Return the money of a number of units."""
        return float(int(units) * Decimal(str(self.rounding)))

    def of_all(self, units: Ints) -> list[float]:
        """Return the money of each of many numbers of units, the same as `of`."""
        unit = Decimal(str(self.rounding))
        if unit == unit.to_integral_value():
            return list(np.asarray(units * float(unit), dtype=float).tolist())
        parts = int((1 / unit).to_integral_value())
        if unit * parts == 1:
            return list(np.asarray(units / parts, dtype=float).tolist())
        return [self.of(int(u)) for u in units]

    def nearest(self, amount: float) -> float:
        """Round an amount to the nearest unit; half a unit goes away from zero.

        What the solver's noise puts just below a half is a half too, so that the same figures in
        another currency, or in a thousandfold of it, go the same way.
        """
        units = abs(amount) / self.rounding
        whole = floor(units + 0.5 + _HALF_NOISE + units * _RELATIVE_NOISE)
        return self.of(whole if amount > 0 else -whole) + 0.0

    def digits(self, amount: float) -> float:
        """Cut an amount that is no payment to as many decimals as payments have, at least two."""
        return round(float(amount), self._decimals) + 0.0

    @cached_property
    def _decimals(self) -> int:
        exponent = Decimal(str(self.rounding)).normalize().as_tuple().exponent
        return max(2, -exponent) if isinstance(exponent, int) else 2


def goal_lines(setup: Setup, split: ExactSplit, money: Rounding) -> tuple[GoalLine, ...]:
    """Say what each goal reached, in order."""
    lines = []
    for goal in setup.traced.rules.goals:
        value = goal_value(setup, split, goal)
        if isinstance(value, tuple):
            lines.append(GoalLine(goal, tuple(round(b, _BURDEN_DIGITS) for b in value)))
        else:
            lines.append(GoalLine(goal, money.digits(value)))
    return tuple(lines)


def payments(setup: Setup, split: RoundedSplit, money: Rounding) -> PaymentColumns:
    """List every payment that is not zero, by programme, then payer."""
    places, contributed, left = _paid(setup, split)
    programme, payer = np.divmod(places, max(1, len(setup.payers)))
    return PaymentColumns(
        payers=setup.payers,
        programmes=tuple(setup.programmes),
        payer=payer,
        programme=programme,
        amount=np.array(money.of_all(contributed + left)),
        host_residual=np.array(money.of_all(left)),
    )


def _paid(setup: Setup, split: RoundedSplit) -> tuple[Ints, Ints, Ints]:
    """Return where something is paid (programme · payers + payer), and both kinds of units."""
    count = len(setup.payers)
    paid = np.flatnonzero(split.contributions)
    hosted = np.flatnonzero((split.residuals != 0) & (setup.host != NOBODY))
    of_pairs = setup.pair_programme[paid] * count + setup.pair_payer[paid]
    of_hosts = hosted * count + setup.host[hosted]
    places = np.sort(np.concatenate([of_pairs, of_hosts]))
    places = places[np.diff(places, prepend=-1) > 0]
    contributed, left = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
    contributed[np.searchsorted(places, of_pairs)] = split.contributions[paid]
    left[np.searchsorted(places, of_hosts)] = split.residuals[hosted]
    return places, contributed, left


def programme_lines(setup: Setup, split: RoundedSplit, money: Rounding) -> ProgrammeColumns:
    """Describe every programme of the case, those without a need too."""
    traced = setup.traced
    contributed = _sum_units(setup.pair_programme, split.contributions, len(setup.need))
    whatever = _whatever_is_paid(traced.places, traced.programmes, traced.existing, money)
    figures = {
        "need": split.need,
        "contributions": contributed,
        "host_residual": split.residuals,
        "unfunded": split.gaps,
    }
    paid = {name: _over_all(setup, units, money) for name, units in figures.items()}
    return replace(whatever, figures={**whatever.figures, **paid})


@lru_cache(maxsize=1)  # other rules leave the programmes as they are
def _whatever_is_paid(
    places: Places, programmes: Programmes, existing: ExistingPayments, money: Rounding
) -> ProgrammeColumns:
    """Return the programmes without what is paid for them."""
    figures = {
        "unit_cost": programmes.unit_cost,
        "existing_funding": programmes.existing_funding,
        "existing": existing.by_programme,
        "fixed_cost": programmes.fixed_cost,
    }
    amounts = {name: list(map(money.digits, one.tolist())) for name, one in figures.items()}
    hosts = programmes.host.tolist()
    return ProgrammeColumns(
        names=tuple(named(places, programmes)),
        answered_by=tuple(None if h == NOBODY else places.payers[h] for h in hosts),
        government=tuple(places.territories[g] for g in programmes.government.tolist()),
        figures={
            "persons": [round(persons, 6) for persons in programmes.persons.tolist()],
            **amounts,
        },
    )


_BENEFIT_NOISE = 1e-12
"""What is smaller than this part of the largest later benefit is a rounding error."""


def later_benefit_lines(setup: Setup, money: Rounding) -> tuple[tuple[tuple[str, float], ...], ...]:
    """Return D(h,k) of each programme of the case by payer, where it is not 0; below 0 too."""
    traced = setup.traced
    cells = sparse.csr_array(traced.signed_benefit).tocoo()
    largest = float(np.abs(cells.data).max(initial=0.0))
    lines: list[list[tuple[str, float]]] = [[] for _ in range(len(traced.programmes))]
    columns = (cells.row.tolist(), cells.col.tolist(), cells.data.tolist())
    for k, h, gain in sorted(zip(*columns, strict=True)):
        if abs(gain) > _BENEFIT_NOISE * largest:
            lines[k].append((setup.payers[h], money.digits(gain)))
    return tuple(map(tuple, lines))


def _over_all(setup: Setup, units: Ints, money: Rounding) -> list[float]:
    """Return the money of each programme of the case; nothing for those without a need."""
    every = np.zeros(len(setup.traced.programmes), dtype=np.int64)
    every[setup.rows] = units
    return money.of_all(every)


def payer_lines(
    setup: Setup,
    exact: ExactSplit,
    split: RoundedSplit,
    money: Rounding,
) -> tuple[PayerLine, ...]:
    """State for each payer what it pays, receives and gains.

    Args:
        setup: the index tables.
        exact: the split before rounding; burdens are measured on it.
        split: the payments in whole units.
        money: the unit of the payments.
    """
    count = len(setup.payers)
    own_pairs, host = setup.pair_is_host, setup.host[setup.pair_programme]
    units = split.contributions
    residual = _sum_units(setup.host, split.residuals, count)
    own = _sum_units(setup.pair_payer[own_pairs], units[own_pairs], count) + residual
    others = _sum_units(setup.pair_payer[~own_pairs], units[~own_pairs], count)
    received = _sum_units(host[~own_pairs], units[~own_pairs], count)
    measured = burdens(setup, exact.totals(setup))
    existing = setup.traced.paid_already.sum(axis=0).tolist()
    discounted = setup.paid_already.tolist()
    in_years = _existing_by_year(setup.traced.existing, setup.traced.programmes, money)
    lines = []
    for h, payer in enumerate(setup.payers):
        burden = measured[h]
        lines.append(
            PayerLine(
                payer=payer,
                later_benefit=money.digits(setup.total_benefit[h] * setup.unit),
                own=money.of(own[h]),
                others=money.of(others[h]),
                received=money.of(received[h]),
                net=money.of(others[h] - received[h]),
                burden=None if burden is None else round(burden, _BURDEN_DIGITS),
                low=None,
                high=None,
                benefits=_benefits_by_year(setup, h, money),
                existing=money.digits(existing[h]),
                existing_discounted=money.digits(discounted[h] * setup.unit),
                existing_by_year=in_years[h],
            )
        )
    return tuple(lines)


def ranged_lines(
    lines: tuple[PayerLine, ...], setup: Setup, ends: tuple[Floats, Floats], money: Rounding
) -> tuple[PayerLine, ...]:
    """State beside what each payer pays how far that could differ.

    Args:
        lines: the payers' lines without it.
        setup: the index tables.
        ends: the least and the most of each payer's total, in scaled money.
        money: the unit of the payments.
    """
    found = []
    for line, low, high in zip(lines, *ends, strict=True):
        paid = money.nearest(line.paid)
        least, most = (money.nearest(end * setup.unit) for end in (low, high))
        found.append(replace(line, low=min(paid, least), high=max(paid, most)))
    return tuple(found)


def _benefits_by_year(setup: Setup, payer: int, money: Rounding) -> tuple[tuple[int, float], ...]:
    stream = setup.traced.total.stream
    gains = ((year, money.digits(stream[year][payer])) for year in sorted(stream))
    return tuple((year, gain) for year, gain in gains if gain)


@lru_cache(maxsize=1)  # other rules leave it as it is
def _existing_by_year(
    existing: ExistingPayments, programmes: Programmes, money: Rounding
) -> list[tuple[tuple[int, float], ...]]:
    """Return for each payer what it pays already in each year, where that is not nothing."""
    cells = sparse.csr_array(existing.counted).tocoo()
    years = programmes.year[cells.row].tolist()
    sums: list[dict[int, list[float]]] = [{} for _ in range(existing.counted.shape[1])]
    for payer, year, amount in zip(cells.col.tolist(), years, cells.data.tolist(), strict=True):
        sums[payer].setdefault(year, []).append(amount)
    return [
        tuple((year, money.digits(fsum(amounts))) for year, amounts in sorted(of.items()))
        for of in sums
    ]


def owed_lines(setup: Setup, owed: Ints, money: Rounding) -> tuple[TransferLine, ...]:
    """Say what each payer owes each other, from a table of payers × receivers in whole units."""
    return tuple(
        TransferLine(setup.payers[h], setup.payers[g], money.of(owed[h, g]))
        for h, g in np.argwhere(owed > 0)
    )


def clearing_lines(setup: Setup, clearing: Clearing, money: Rounding) -> tuple[TransferLine, ...]:
    """Say which few payments settle all that is owed."""
    return tuple(
        TransferLine(setup.payers[p.payer], setup.payers[p.receiver], money.of(p.units))
        for p in clearing.payments
    )


def _sum_units(position: Ints, units: Ints, count: int) -> Ints:
    sums = np.zeros(count, dtype=np.int64)
    somebody = position != NOBODY
    np.add.at(sums, position[somebody], units[somebody])
    return sums
