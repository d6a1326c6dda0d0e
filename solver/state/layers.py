"""The layers of a split, each computed by one function for whoever asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version

import numpy as np
import pandas as pd

from models.case import Case
from models.declaration.kinds import NUMERIC_KINDS, Table
from models.declaration.rules import ENTRY, SPLIT_RULES, RuleDeclaration, parse_rule
from models.declaration.tables import REMARKS
from models.problems import Problem, Severity
from models.results.lines import Payment, ProgrammeLine
from models.results.split import RANGES_LEFT_OUT, SWITCHING_LEFT_OUT, Appendix, Fingerprint, Split
from models.scenarios import Rules
from models.used import FIRST_EDITION, columns_of, tables_of
from models.words.text import Number, text
from solver.compare.clearing import cleared, gross_ledger
from solver.compare.measured import key_lines
from solver.engine.cancelling import Progress, silent
from solver.explain.answer import Answer
from solver.explain.ranges import ranges
from solver.inputs.setup import Setup
from solver.program.model import Model
from solver.state.countable import swallowed_payers
from solver.state.exact import ExactSplit
from solver.state.rounding import RoundedSplit, rounded
from solver.state.same_key import key_shares
from solver.state.statement import (
    Rounding,
    clearing_lines,
    goal_lines,
    later_benefit_lines,
    owed_lines,
    payer_lines,
    payments,
    programme_lines,
    ranged_lines,
)


def paid(
    blank: Split, model: Model, exact: ExactSplit, *, holding_limits: bool = True
) -> tuple[Split, RoundedSplit]:
    """State who pays what, what each payer gains, and what each goal came to.

    Args:
        blank: the scenario, its currency and what was noticed before it was solved.
        model: the program.
        exact: the payments before rounding.
        holding_limits: as of `rounded`.

    Returns:
        the first layer, and the payments in whole units.
    """
    setup = model.setup
    money = Rounding(setup.traced.rules.rounding)
    whole = rounded(model, exact, money.rounding, holding_limits=holding_limits)
    payers = payer_lines(setup, exact, whole, money)
    lost = () if blank.is_rounded_away else swallowed_payers(setup, exact, payers)
    split = replace(
        blank,
        warnings=(*blank.warnings, *lost),
        goals=goal_lines(setup, exact, money),
        programmes=programme_lines(setup, whole, money),
        same_key=key_shares(setup, exact),
        payments=payments(setup, whole, money),
        payers=payers,
    )
    return split, whole


def ranges_left_out(setup: Setup) -> Problem:
    """Return the warning that the ranges of so many payers are not measured."""
    return Problem(
        Severity.WARNING,
        RANGES_LEFT_OUT,
        text(
            "How far the total of each of the {count} payers could differ is not measured: in a "
            "case of this size that would take hours.",
            count=Number(len(setup.payers)),
        ),
        text("Ask for one payer: {command}.", command="relais explain CASE --payer KEY"),
    )


def switching_left_out() -> Problem:
    """Return the warning that the switching value of so large a case is not looked for."""
    return Problem(
        Severity.WARNING,
        SWITCHING_LEFT_OUT,
        text(
            "From which additionality on the programmes pay themselves back is not looked for: in "
            "a case of this size that would take hours."
        ),
        text("Ask about fewer programme years."),
    )


def ranged(split: Split, answer: Answer, progress: Progress = silent) -> Split:
    """Measure how far the total of each payer could differ.

    Raises:
        SolveCancelledError: somebody asked to stop.
    """
    try:
        ends = ranges(answer.engine, answer.model, answer.before_last, progress)
    finally:
        answer.engine.restore(answer.start)
    return replace(split, payers=ranged_lines(split.payers, answer.setup, ends, answer.money))


def appendix_to(split: Split, case: Case, setup: Setup, whole: RoundedSplit) -> Appendix:
    """Settle what each owes each, compare with the keys and mark the result.

    Args:
        split: payments and statement.
        case: the case as the scenario uses it.
        setup: the index tables.
        whole: the payments in whole units.
    """
    rules = setup.traced.rules
    money = Rounding(rules.rounding)
    owed = cleared(gross_ledger(setup, whole))
    totals = [line.paid for line in split.payers]
    need = split.need
    return Appendix(
        ledger=owed_lines(setup, owed.gross, money),
        transfers=owed_lines(setup, owed.net, money),
        clearing=clearing_lines(setup, owed, money),
        fewest=owed.fewest,
        keys=key_lines(setup, totals, need, money),
        fingerprint=fingerprint(case, rules, split),
        later_benefits=later_benefit_lines(setup, money),
    )


_ENGINE = ("highspy", "PuLP", "scipy", "numpy")
_LENGTH = 16
_DIGITS = 12
_PROGRAMME_FIGURES = (
    *("host", "answered_by", "stage", "year", "persons", "unit_cost", "existing_funding"),
    *("need", "contributions", "host_residual", "unfunded"),
)
_PAYMENT_FIGURES = ("payer", "host", "stage", "year", "amount", "host_residual")
_RULES_APART = ("Scenarios", "Adjustments")
_NO_INPUT = ("Paid", "Rounds", "Dissents")
"""What no split depends on: it comes after the split, or is only said of it."""


def fingerprint(case: Case, rules: Rules, split: Split) -> Fingerprint:
    """Mark the input as used, the rules, the engine and the result, each on its own.

    The order of rows, sheets and columns changes nothing, nor do sources and notes; figures count
    to twelve digits. What came with a later edition of the method counts only where a case uses
    it, so that the marks of others stay what they were.
    """
    tables = (_table_mark(case, table) for table in tables_of(case) if _counts(table))
    named = ("group", "responsible") if split.uses else ()
    existing = ("existing",) if split.uses else ()
    programmes = _figures(split.programmes, (*_PROGRAMME_FIGURES, *named, *existing))
    payments = _figures(split.payments, (*_PAYMENT_FIGURES, *named))
    return Fingerprint(
        inputs=_short("\n".join(tables)),
        rules=_rules_mark(case, rules),
        engine=_engine_mark(),
        result=_short(repr([programmes, payments])),
    )


def _rules_mark(case: Case, rules: Rules) -> str:
    """Mark the rules; those of a later edition only where they change what the first one did."""
    values = {field.name: getattr(rules, field.name) for field in fields(rules)}
    edition = values.pop("edition")
    later = {rule: values.pop(rule.key) for rule in SPLIT_RULES if rule.edition > FIRST_EDITION}
    if edition == FIRST_EDITION:
        return _short(repr(tuple(values.values())))
    is_changed = {r.key: v for r, v in later.items() if _is_changed(case, rules, r, v)}
    return _short(repr(tuple(values.values())) + (repr(is_changed) if is_changed else ""))


def _is_changed(case: Case, rules: Rules, rule: RuleDeclaration, value: object) -> bool:
    """Say whether a rule of a later edition makes other figures than the first one had.

    That one counted benefits whole in the year of entry: spread, they are others where they are
    discounted and last for years.
    """
    if rule.key != "benefit_timing":
        return bool(value != parse_rule(rule, rule.default))
    lasts = bool(case.readable("Stages")["duration"].max() > 1)
    return value != ENTRY and rules.discount_rate != 0 and lasts


@cache
def _engine_mark() -> str:
    return _short(" ".join(f"{name}={version(name)}" for name in _ENGINE))


def _figures(
    lines: Sequence[ProgrammeLine | Payment], names: tuple[str, ...]
) -> list[tuple[object, ...]]:
    """Return some fields of each line."""
    return [tuple(getattr(line, name) for name in names) for line in lines]


def _counts(table: Table) -> bool:
    return table.key not in (*_RULES_APART, *_NO_INPUT)


def _table_mark(case: Case, table: Table) -> str:
    """Return the sorted marks of the rows, so that their order does not matter."""
    frame = case.table(table.key)
    columns = [c for c in columns_of(case, table) if c not in REMARKS]
    texts = {c.key: _as_text(frame[c.key], c.kind in NUMERIC_KINDS) for c in columns}
    texts |= {key: _as_text(frame[key], True) for key in sorted(case.open_columns(table.key))}
    rows = pd.util.hash_pandas_object(pd.DataFrame(texts), index=False).to_numpy()
    return f"{table.key} {sha256(np.sort(rows).tobytes()).hexdigest()}"


def _as_text(values: pd.Series[str], numeric: bool) -> pd.Series[str]:
    if numeric:
        return values.map(lambda v: "" if pd.isna(v) else f"{float(v):.{_DIGITS}g}")
    return values.map(lambda v: "" if pd.isna(v) else str(v))


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:_LENGTH]
