"""What a person at work brings to all governments, the one figure that both cases rest on."""

from __future__ import annotations

from sample_data.assumptions import WORKER_LIKE_NATIVE
from sample_data.sources import belgian

AGED_20_64 = belgian("net contribution aged 20-64: natives / 1st gen / 2nd gen", "BE", "2016")


def worker_value_a_year() -> float:
    """Return what a person at work brings to all governments in a year, in EUR."""
    natives, first_generation = AGED_20_64.number(0), AGED_20_64.number(1)
    return first_generation + WORKER_LIKE_NATIVE.value * (natives - first_generation)
