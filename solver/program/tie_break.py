"""The last word between splits that every goal finds equally good (2-method 2.4)."""

from __future__ import annotations

from hashlib import sha256

from solver.program.columns import Expression, LinearProgram


def tie_break(program: LinearProgram) -> Expression:
    """Σ weight · payment, each weight fixed for ever by the keys of payer and programme.

    The weights have nothing in common with each other, so that no two splits tie.
    """
    setup = program.setup
    terms: Expression = []
    pairs = zip(setup.pair_payer.tolist(), setup.pair_programme.tolist(), strict=True)
    for pair, (h, k) in enumerate(pairs):
        weight = weight_of("contribution", setup.payers[h], *setup.programme_name(k))
        terms += program.contribution(pair, weight)
    for k, residual in program.residuals.items():
        terms.append((residual, weight_of("host residual", *setup.programme_name(k))))
    for k, gap in enumerate(program.gaps):
        terms.append((gap, weight_of("gap", *setup.programme_name(k))))
    return terms


def weight_of(*keys: str | int) -> float:
    """Return a number from 1 to 2 that depends on nothing but these keys."""
    text = "\x1f".join(str(key) for key in keys)
    return 1.0 + int.from_bytes(sha256(text.encode()).digest()[:6], "big") / 2.0**48
