"""How long 581 territories × 4 stages × 10 years take to trace, and in how much memory.

Run by hand: python -m tests.benchmarks.trace_municipalities

Compared with the least that any program must do: reading the same flows' columns once into
positions, and one dense product 581 × 581 for each stage and year.
"""

from __future__ import annotations

import resource
from time import perf_counter

import numpy as np
import pandas as pd

from models.case import Case
from models.flows.places import places_of
from models.flows.traced import trace
from models.scenarios import rules_of
from tests.benchmarks.municipal import municipal_case


def main() -> None:
    """Print the ratio and the memory."""
    case = municipal_case()
    start = perf_counter()
    traced = trace(case, rules_of(case, "base"))
    taken = perf_counter() - start
    least = _least(case)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(
        f"flows {len(case.table('Flows')):,}, programmes {len(traced.programmes):,}, "
        f"pairs {traced.later_benefit.nnz:,}"
    )
    print(f"trace {taken:.2f} s, least {least:.2f} s, ratio {taken / least:.1f}")
    print(f"peak memory of the process {peak:.2f} GB")


def _least(case: Case) -> float:
    start = perf_counter()
    places, flows = places_of(case), case.table("Flows")
    for column in ("from_territory", "to_territory"):
        pd.Index(places.territories).get_indexer(pd.Index(flows[column]))
    dense = np.random.default_rng(0).random((581, 581))
    for _ in range(3 * 10):
        dense @ dense
    return perf_counter() - start


if __name__ == "__main__":
    main()
