"""A case traced under the rules of a scenario: all that the linear program is built from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from models.case import Case
from models.flows.flow_table import flow_table
from models.flows.later_benefit import LaterValue, TotalBenefit, later_benefits, total_benefit
from models.flows.places import Places, places_of
from models.flows.programmes import Programmes, nothing_to_fund, programmes_of
from models.flows.projection import projected
from models.flows.rates import Persons, Rates, observed_persons
from models.flows.unit_benefits import BenefitTable
from models.problems import Problem
from models.rules import Rules
from models.words.language import ENGLISH


@dataclass(frozen=True, eq=False)
class TracedCase:
    """What 2-method 2.1 to 2.3 make of a case.

    Attributes:
        case: the case as used, with its adjustments.
        persons: n(s,·,y), projected years included.
        later_benefit: D(h,k), programmes × payers, money at the year of the programme.
        total: B(h) and its stream.
        discount: δ.
        base_year: t₀; None where there is no programme.
        warnings: what had to be assumed on the way.
    """

    case: Case
    rules: Rules
    places: Places
    rates: Rates
    persons: Persons
    programmes: Programmes
    later_benefit: sparse.csr_array
    total: TotalBenefit
    discount: float
    base_year: int | None
    warnings: tuple[Problem, ...]


def trace(case: Case, rules: Rules) -> TracedCase:
    """Trace every programme of a case to those who benefit later."""
    places = places_of(case)
    flows = flow_table(case, places)
    rates = Rates(places, flows, observed_persons(places, flows), flows.last_year())
    persons = projected(places, flows, rates, rules)
    programmes, warnings = programmes_of(case, places, persons, rules)
    discount = 1 / (1 + rules.discount_rate)
    base_year = _base_year(rules, programmes)
    benefits = BenefitTable(case, places)
    value = LaterValue(places, rates, benefits, discount)
    later = later_benefits(places, programmes, value)
    total = total_benefit(places, rates, benefits, programmes, discount, base_year or 0)
    return TracedCase(
        case, rules, places, rates, persons, programmes, later, total, discount, base_year,
        _sorted_once((*rates.warnings, *warnings, *nothing_to_fund(case, programmes, rules))),
    )  # fmt: skip


def _base_year(rules: Rules, programmes: Programmes) -> int | None:
    if rules.base_year is not None:
        return rules.base_year
    return int(np.min(programmes.year)) if len(programmes) else None


def _sorted_once(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    once = dict.fromkeys(problems)
    return tuple(sorted(once, key=lambda p: (p.table, p.code, ENGLISH.say(p.found))))
