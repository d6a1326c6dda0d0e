"""Fixed keys for comparison, measured by the same yardsticks (2-method 2.5)."""

from __future__ import annotations

import numpy as np

from models.flows.places import NOBODY, Floats
from models.split import KeyLine
from solver.clauses import ClauseTerm
from solver.exact import burdens
from solver.setup import Setup
from solver.statement import Money

_MORE_THAN_IT_GAINS = 1e-9


def key_lines(setup: Setup, paid: Floats, money: Money) -> tuple[KeyLine, ...]:
    """Compare the split with what each payer would pay under each key.

    Args:
        setup: the index tables.
        paid: what each payer pays in the split, in money.
        money: the unit of the payments.
    """
    lines: list[KeyLine] = []
    for key, matrix in key_matrices(setup).items():
        lines += _lines(setup, key, matrix, paid, money)
    return tuple(lines)


def key_matrices(setup: Setup) -> dict[str, Floats]:
    """Return for each key what each payer pays for each programme: programmes × payers, scaled.

    A key whose figures are all unknown is left out. Programmes that a key gives to nobody stay
    unfunded: those without a host for host_pays, those without a beneficiary for benefit.
    """
    weights = {"equal": np.ones(len(setup.payers)), **_known_weights(setup)}
    matrices = {"host_pays": _host_pays(setup)}
    for key, weight in weights.items():
        if weight.sum() > 0:
            matrices[key] = np.outer(setup.need, weight / weight.sum())
    matrices["benefit"] = _by_benefit(setup)
    return matrices


def _known_weights(setup: Setup) -> dict[str, Floats]:
    frame = setup.traced.case.table("Territories").set_index("territory")
    own = setup.traced.case.open_columns("Territories")
    columns = ["population", "fiscal_capacity", *sorted(own)]
    rows = frame.reindex(list(setup.payers))
    weights = {c: rows[c].fillna(0.0).to_numpy(dtype=float) for c in columns}
    population, capacity = weights["population"], weights["fiscal_capacity"]
    if population.sum() > 0 and capacity.sum() > 0:
        weights["mixed"] = population / population.sum() / 2 + capacity / capacity.sum() / 2
    return weights


def _host_pays(setup: Setup) -> Floats:
    matrix = np.zeros((len(setup.need), len(setup.payers)))
    hosted = np.flatnonzero(setup.host != NOBODY)
    matrix[hosted, setup.host[hosted]] = setup.need[hosted]
    return matrix


def _by_benefit(setup: Setup) -> Floats:
    matrix = np.zeros((len(setup.need), len(setup.payers)))
    matrix[setup.pair_programme, setup.pair_payer] = setup.targets["proportional"]
    return matrix


def _lines(setup: Setup, key: str, matrix: Floats, paid: Floats, money: Money) -> list[KeyLine]:
    amounts = matrix.sum(axis=0) * setup.unit
    discounted = (setup.weight[:, None] * matrix).sum(axis=0)
    burden = burdens(setup, discounted)
    gap = money.nearest(float((setup.need - matrix.sum(axis=1)).sum()) * setup.unit)
    broken = tuple(
        clause.clause for clause in setup.clauses if _breaks(setup, clause, matrix, money)
    )
    return [
        KeyLine(
            key=key,
            payer=payer,
            amount=money.nearest(amounts[h]),
            change=money.digits(money.nearest(amounts[h]) - paid[h]),
            burden=None if burden[h] is None else round(float(burden[h] or 0.0), 12),
            more_than_it_gains=bool(
                discounted[h] > setup.total_benefit[h] * (1 + _MORE_THAN_IT_GAINS)
            ),
            unfunded=gap,
            clauses_broken=broken,
        )
        for h, payer in enumerate(setup.payers)
    ]


def _breaks(setup: Setup, clause: ClauseTerm, matrix: Floats, money: Money) -> bool:
    """Say whether the payments pass a clause by more than one unit."""
    chosen = matrix[clause.programmes]
    total = chosen.sum() if clause.payer == NOBODY else chosen[:, clause.payer].sum()
    off = (float(total) - clause.bound) * setup.unit
    above = off > money.rounding and clause.sense in ("at most", "exactly")
    return above or (off < -money.rounding and clause.sense in ("at least", "exactly"))
