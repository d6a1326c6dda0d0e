"""The main program's answers in the words of the oracle."""

from __future__ import annotations

from math import inf

from scipy import sparse

from models.case import Case
from models.flows.traced import TracedCase, trace
from models.results.lines import Payment, ProgrammeLine
from models.results.split import Split
from models.scenarios import rules_of
from tests.oracle.places import Cohort, Pair, Programme
from tests.oracle.setting import Setting, setting_of


def by_oracle(case: Case, scenario: str = "base") -> Setting:
    """Trace a scenario by the oracle, by the edition of the case."""
    return setting_of(case, scenario, edition=case.edition)


def traced(case: Case) -> TracedCase:
    """Trace the base scenario of a case."""
    return trace(case, rules_of(case, "base"))


def persons_of(found: TracedCase) -> dict[Cohort, float]:
    """Return the persons of every cohort that has some."""
    places = found.places
    territory, group = places.spot_territory, places.spot_group
    return {
        Cohort(
            places.stages[s], places.territories[territory[i]], y, places.groups[group[i]]
        ): float(n)
        for (s, y), entered in found.persons.items()
        for i, n in enumerate(entered)
        if n > 0
    }


def programmes_of(found: TracedCase) -> list[Programme]:
    """Return the programmes in the order of the main program."""
    places, k = found.places, found.programmes
    names = (*places.territories, "")
    rows = zip(k.stage, k.territory, k.year, k.group, k.responsible, strict=True)
    return [
        Programme(places.stages[s], places.territories[g], int(y), places.groups[q], names[r])
        for s, g, y, q, r in rows
    ]


def need_of(found: TracedCase) -> dict[Programme, float]:
    """Return N(k)."""
    return dict(zip(programmes_of(found), found.programmes.need.tolist(), strict=True))


def host_of(found: TracedCase) -> dict[Programme, str | None]:
    """Return the payer that answers for each programme."""
    names = [found.places.payers[h] if h >= 0 else None for h in found.programmes.host]
    return dict(zip(programmes_of(found), names, strict=True))


def later_benefit_of(found: TracedCase) -> dict[Pair, float]:
    """Return D(h,k) where it is above 0."""
    return _by_pair(found, found.later_benefit)


def counted_of(found: TracedCase) -> dict[Pair, float]:
    """Return the x̄(h,k) that count."""
    return _by_pair(found, found.paid_already)


def most_of_others_of(found: TracedCase) -> dict[Programme, float]:
    """Return what others than the host may pay of the programmes that have a standard cost."""
    most = zip(programmes_of(found), found.programmes.most_of_others.tolist(), strict=True)
    return {k: amount for k, amount in most if amount < inf}


def _by_pair(found: TracedCase, amounts: sparse.csr_array) -> dict[Pair, float]:
    programmes, cells = programmes_of(found), amounts.tocoo()
    return {
        (found.places.payers[h], programmes[k]): float(amount)
        for k, h, amount in zip(cells.row, cells.col, cells.data, strict=True)
    }


def total_benefit_of(found: TracedCase) -> dict[str, float]:
    """Return B(h)."""
    return dict(zip(found.places.payers, found.total.total.tolist(), strict=True))


def programme_of(line: Payment | ProgrammeLine) -> Programme:
    """Return the programme that a line of a split is about."""
    return Programme(line.stage, line.host, line.year, line.group, line.responsible)


def amounts_of(split: Split) -> dict[Pair, float]:
    """Return what each payer pays for each programme, host residual included."""
    return {(p.payer, programme_of(p)): p.amount for p in split.payments}


def totals_of(split: Split) -> dict[str, float]:
    """Return what each payer pays in all."""
    return {line.payer: line.own + line.others for line in split.payers}


def gaps_of(split: Split) -> dict[Programme, float]:
    """Return the unfunded gap of each programme."""
    return {programme_of(p): p.unfunded for p in split.programmes}
