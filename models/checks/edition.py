"""Which figures of an open case of the first edition of the method change by the second (2.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from models.case import Case
from models.checks.checked import CheckedCase
from models.checks.funding import policies_of_every_year
from models.clause import REJECTED, WITHDRAWN
from models.declaration.rules import ENTRY, RULE_BY_KEY
from models.declaration.tables import TABLES
from models.problems import Problem, Severity
from models.used import FIRST_EDITION, is_filled, is_used
from models.words.text import Argument, Quoted, Text, counted, joined, listed, text

FIGURES_CHANGE = "figures-of-another-edition"
"""The code of the warning that says it."""
_TIMING = RULE_BY_KEY["benefit_timing"]


@dataclass(frozen=True)
class EditionChange:
    """What the second edition counts otherwise in a case.

    Attributes:
        said: a whole sentence for each of them.
        of_timing: whether benefits of long stages are among it, which a rule can keep as they were.
        of_amounts: whether payments change, and not only the years in which benefits come.
    """

    said: Argument
    of_timing: bool
    of_amounts: bool

    def as_problem(self) -> Problem:
        """Return it as a warning, for the commands."""
        mend = text("Compare the split with the one of before, if it was agreed.")
        if self.of_timing:
            mend = text(
                "Set the rule {rule} to {entry} to keep benefits whole in the year of entry.",
                rule=Quoted(_TIMING.labels),
                entry=Quoted(ENTRY),
            )
        return Problem(Severity.WARNING, FIGURES_CHANGE, self.said, mend)


def edition_change(case: Case) -> EditionChange | None:
    """Return what changes in a case; None: nothing, or it uses the second edition already."""
    if case.edition == FIRST_EDITION or _uses_later_edition(case):
        return None
    checked = CheckedCase(case)
    stages, clauses = tuple(_long_stages(checked)), tuple(_clauses_below(checked))
    policies = [p.row for p in policies_of_every_year(checked) if p.row is not None]
    changes = [
        *([_said_of_stages(stages)] if stages else ()),
        *([_said_of_clauses(clauses)] if clauses else ()),
        *([_said_of_policies(checked, policies)] if policies else ()),
    ]
    if not changes:
        return None
    first = text("This case was made under the first edition of the method; some figures change.")
    of_amounts = bool(clauses or policies) or (bool(stages) and _is_discounted(checked))
    return EditionChange(joined(first, *changes), bool(stages), of_amounts)


def _uses_later_edition(case: Case) -> bool:
    for table in TABLES:
        frame = case.table(table.key)
        if table.edition > FIRST_EDITION and is_used(case, table):
            return True
        later = (column for column in table.columns if column.edition > FIRST_EDITION)
        if any(is_filled(frame, column) for column in later):
            return True
    rules = case.table("Scenarios")["rule"].tolist()
    return any(key in RULE_BY_KEY and RULE_BY_KEY[key].edition > FIRST_EDITION for key in rules)


def _long_stages(checked: CheckedCase) -> Iterator[str]:
    """Yield the stages of several years that come after a co-funded one and bring benefits."""
    rows = checked.rows("Stages", ("stage", "order", "duration", "cofunded"))
    first = min((order for _, order, _, funded in rows if funded is True), default=None)
    valued = set(checked.cells("Benefits", "stage"))
    for stage, order, duration, _ in rows:
        is_later = first is not None and order is not None and order > first
        if is_later and stage in valued and (duration or 0) > 1:
            yield stage


def _is_discounted(checked: CheckedCase) -> bool:
    """Say whether a scenario counts later benefits for less, so that it matters when they come."""
    rules = checked.cells("Scenarios", "rule")
    row = rules.index("discount_rate") if "discount_rate" in rules else None
    names = checked.case.scenarios() if row is not None else ()
    return any(checked.cells("Scenarios", name)[row or 0] for name in names)


def _clauses_below(checked: CheckedCase) -> Iterator[str]:
    """Yield the clauses in force whose host has territories below it."""
    parents = set(checked.cells("Territories", "parent"))
    for key, host, status in checked.rows("Clauses", ("clause", "host", "status")):
        if host is not None and host in parents and status not in (REJECTED, WITHDRAWN):
            yield key


def _said_of_stages(stages: tuple[str, ...]) -> Text:
    return counted(
        "Benefits of the stage {stages} come evenly over its years instead of whole in the year "
        "of entry.",
        "Benefits of the stages {stages} come evenly over their years instead of whole in the "
        "year of entry.",
        len(stages),
        stages=listed(map(Quoted, stages)),
    )


def _said_of_clauses(clauses: tuple[str, ...]) -> Text:
    return counted(
        "The clause {clauses} counts programmes in the territories below its host too.",
        "The clauses {clauses} count programmes in the territories below their host too.",
        len(clauses),
        clauses=listed(map(Quoted, clauses)),
    )


def _said_of_policies(checked: CheckedCase, rows: list[int]) -> Text:
    names = checked.cells("Policies", "policy")
    return counted(
        "The spending of the policy {policies} counts in each programme year instead of once for "
        "all of them.",
        "The spending of the policies {policies} counts in each programme year instead of once "
        "for all of them.",
        len(rows),
        policies=listed([Quoted(names[row] or "") for row in rows]),
    )
