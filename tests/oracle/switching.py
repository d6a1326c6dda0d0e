"""The additionality at which the programmes just pay themselves back (2-method 2.3)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from tests.oracle.clauses import clause_limits
from tests.oracle.program import Limit, hard_limits, minimise
from tests.oracle.reading import Data
from tests.oracle.setting import Setting, setting_from

STEPS = 20
"""0, 0.05, 0.1, … 1 are tried."""
FINE = Fraction(1, 1_000_000)


@dataclass(frozen=True)
class SwitchingValue:
    """The smallest A, and the part of the later benefit counted in the scenario that it leaves."""

    additionality: Fraction
    part_of_benefit: Fraction | None
    """None where the scenario counts no later benefit."""


def switching_value(data: Data) -> SwitchingValue | None:
    """Return the smallest A at which u = z = 0 is possible; None where even A = 1 does not do."""
    tried = [Fraction(step, STEPS) for step in range(STEPS + 1)]
    high = next((a for a in tried if _pays_back(_at(data, a))), None)
    if high is None:
        return None
    low = max(Fraction(0), high - Fraction(1, STEPS))
    while high - low > FINE:
        middle = (low + high) / 2
        if _pays_back(_at(data, middle)):
            high = middle
        else:
            low = middle
    counted = sum(setting_from(data).total_benefit.values(), Fraction(0))
    left = sum(_at(data, high).total_benefit.values(), Fraction(0))
    return SwitchingValue(high, left / counted if counted else None)


def _at(data: Data, additionality: Fraction) -> Setting:
    return setting_from(replace(data, rules=replace(data.rules, additionality=additionality)))


def _pays_back(setting: Setting) -> bool:
    """Say whether nothing need stay unfunded or with a host, within all limits."""
    nothing = [Limit({(name, k): 1}, 0, 0) for k in setting.programmes for name in ("u", "z")]
    return minimise({}, [*hard_limits(setting), *clause_limits(setting), *nothing]) is not None
