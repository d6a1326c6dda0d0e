from __future__ import annotations

import pytest

from models.results.sweep import Spread, SweepPlan, VariedRule


@pytest.fixture
def own_shares() -> SweepPlan:
    """The least own share from nothing to a half, in six steps."""
    return SweepPlan("base", (VariedRule("own_share_min", (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)),))


@pytest.fixture
def uncertain() -> SweepPlan:
    """Two rules' values with five samples each."""
    spreads = (Spread("Flows", "persons", 0.1), Spread("Costs", "cost_per_person", 0.05))
    return SweepPlan("base", (VariedRule("own_share_min", (0.0, 0.25)),), 5, spreads, 7)
