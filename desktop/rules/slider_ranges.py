"""How far the slider of a rule goes; what is beyond is typed beside it."""

from __future__ import annotations

from dataclasses import dataclass

from models.declaration.rules import RuleDeclaration, RuleKind


@dataclass(frozen=True)
class SliderRange:
    """From where to where a slider goes and in what steps, in percent."""

    low: float
    high: float
    step: float


_BY_RULE = {
    "discount_rate": SliderRange(0.0, 10.0, 0.25),
    "de_minimis": SliderRange(0.0, 20.0, 0.5),
    "arrivals_growth": SliderRange(-50.0, 50.0, 1.0),
}
_BY_KIND = {
    RuleKind.SHARE: SliderRange(0.0, 100.0, 1.0),
    RuleKind.GROWTH: SliderRange(-20.0, 20.0, 0.5),
    RuleKind.CAP: SliderRange(0.0, 200.0, 1.0),
}
_LIMITS = {
    RuleKind.SHARE: (0.0, 100.0),
    RuleKind.GROWTH: (-99.999999, 1_000_000.0),
    RuleKind.CAP: (0.0, 1_000_000.0),
}


def slider_range(rule: RuleDeclaration) -> SliderRange:
    """Return how far the slider of a rule goes."""
    return _BY_RULE.get(rule.key, _BY_KIND[rule.kind])


def typed_limits(rule: RuleDeclaration) -> tuple[float, float]:
    """Return the least and most percent that the rule takes."""
    return _LIMITS[rule.kind]
