"""Where the people of one programme go later, and what that brings one payer (2-method 2.3)."""

from __future__ import annotations

import numpy as np

from models.flows.lookup import BenefitTable
from models.flows.places import Floats
from models.flows.rates import Persons, carried_by_moves, carry_forward
from models.flows.traced import TracedCase
from models.results.explanation import TraceLine

_NOBODY = 1e-9
"""Persons below which an entry is a rounding error."""

Entries = dict[tuple[int, int], Floats]
"""For (year, stage) the persons of the programme who enter that stage, by territory."""


def entries_of(traced: TracedCase, programme: int) -> Entries:
    """Carry the persons of one programme forward by the rates, over every way they take.

    A move inside a stage is no entry of its own: people bring what they bring where they entered.

    Args:
        traced: the traced case.
        programme: its position among the programmes of the case.
    """
    programmes, rates = traced.programmes, traced.rates
    start = (int(programmes.stage[programme]), int(programmes.year[programme]))
    persons = np.zeros(len(traced.places.territories))
    persons[programmes.territory[programme]] = programmes.persons[programme]
    entered: Persons = {start: persons}

    def all_who_come(stage: int, year: int, arrived: Floats) -> Floats:
        return carried_by_moves(rates.at(stage, year).moves, arrived)

    carry_forward(rates, [start], entered, all_who_come)
    del entered[start]
    return {
        (year, stage): entered[stage, year] for year, stage in sorted((y, s) for s, y in entered)
    }


def trace_lines(
    traced: TracedCase, programme: int, payer: int, benefits: BenefitTable
) -> tuple[TraceLine, ...]:
    """Say which people of a programme bring a payer how much, where and when.

    The values add up to D(h,k); entries that bring the payer nothing are left out.
    """
    places, start = traced.places, int(traced.programmes.year[programme])
    lines = []
    for (year, stage), persons in entries_of(traced, programme).items():
        gains = benefits.at(stage, year)[:, [payer]].toarray().ravel()
        for territory in np.flatnonzero((persons > _NOBODY) & (gains != 0)).tolist():
            count, gain = float(persons[territory]), float(gains[territory])
            value = count * gain * traced.discount ** (year - start)
            lines.append(
                TraceLine(
                    places.stages[stage], places.territories[territory], year, count, gain, value
                )
            )
    return tuple(lines)
