"""What is funded already: payments that flow under other laws, and policies (2-method 2.1, 2.4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from models.checks.checked import CheckedCase
from models.checks.costs import parts_of
from models.checks.flows import Flows
from models.checks.programmes import funded_cohorts, last_year_of_data
from models.checks.references import nesting_of
from models.checks.rules import rules_of_scenarios
from models.declaration.tables import TABLE_BY_KEY
from models.problems import Problem
from models.scenarios import Rules
from models.used import FIRST_EDITION
from models.words.text import Argument, Quoted, text

_Selected: TypeAlias = tuple[str | None, str | None, str | None]
"""A stage, a territory and a group, None for all of them."""
_POLICIES = TABLE_BY_KEY["Policies"]


@dataclass(frozen=True)
class FundedYears:
    """The years in which programmes are funded, by any scenario.

    Attributes:
        rules: of each scenario.
        _last: the last year whose programmes the flows tell; the years after it are projected.
    """

    rules: Sequence[Rules]
    _years: Mapping[_Selected, set[int]]
    _last: int

    @classmethod
    def of(cls, checked: CheckedCase) -> FundedYears | None:
        """Read them; None where flows, stages or rules have errors, so that nobody can tell."""
        if checked.once(Flows.of).doubtful or None in checked.cells("Stages", "cofunded"):
            return None
        rules = list(checked.once(rules_of_scenarios).values())
        known = [one for one in rules if one is not None]
        if len(known) != len(rules):
            return None
        return cls(known, checked.once(_years_entered), checked.once(last_year_of_data))

    def of_programmes(
        self, rules: Rules, stage: str | None, territory: str | None, group: str | None
    ) -> set[int]:
        """Return the years with programmes that a selection meets; None selects all of them.

        Of the years to come, those have programmes that their places had before.
        """
        met = self._years.get((stage, territory, group), set())
        to_come = range(self._last + 1, (rules.project_until or self._last) + 1)
        to_come = to_come if met else range(0)
        return {year for year in (*met, *to_come) if rules.has_programmes_in(year)}


def _years_entered(checked: CheckedCase) -> Mapping[_Selected, set[int]]:
    """Return the years in which persons enter the co-funded stages that each selection meets."""
    found: dict[_Selected, set[int]] = defaultdict(set)
    for stage, territory, year, group in checked.once(funded_cohorts):
        for selection in product({stage, None}, {territory, None}, {group, None}):
            found[selection].add(year)
    return found


def existing_of_nothing(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every existing payment towards a programme that there is not."""
    columns = ("stage", "territory", "group", "year", "responsible")
    rows = checked.rows("Existing", columns)
    funded = checked.once(FundedYears.of) if rows else None
    if funded is None:
        return
    for row, (stage, territory, group, year, responsible) in enumerate(rows):
        if None in (stage, territory, year):
            continue
        if any(
            year in funded.of_programmes(rules, stage, territory, group) for rules in funded.rules
        ):
            if responsible is None or _answers(checked, responsible, stage, territory):
                continue
            found = text(
                "{name} answers for no programme of {stage} in {territory}; the payment counts "
                "nowhere.",
                name=Quoted(responsible),
                stage=Quoted(stage),
                territory=Quoted(territory),
            )
            mend = text("Correct or clear {column}.", column=_label("Existing", "responsible"))
            column = "responsible"
        else:
            found = text(
                "There is no programme that this payment is made towards: nobody enters its "
                "stage there in a programme year; it counts nowhere."
            )
            mend = text("Check its stage, territory, group and year.")
            column = "year"
        yield checked.warning("existing-of-nothing", "Existing", row, column, found, mend)


def _answers(checked: CheckedCase, name: str, stage: str, territory: str) -> bool:
    """Say whether a government may answer for programmes of a stage in a territory."""
    parts = [
        part.responsible or territory
        for together, parts in checked.once(parts_of).items()
        if together.stage == stage and together.territory in (None, territory)
        for part in parts
    ]
    return name in (parts or [territory])


def existing_of_nobody(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every existing payment of a territory for which nobody pays."""
    nesting = checked.once(nesting_of)
    for row, name in enumerate(checked.cells("Existing", "payer")):
        if name in nesting.pays and not nesting.pays[name] and nesting.payers.get(name) is None:
            found = text(
                "The territory {name} does not pay, and no parent of it pays either; the payment "
                "counts nowhere.",
                name=Quoted(name),
            )
            mend = text("Name a territory that pays.")
            yield checked.warning("existing-of-nobody", "Existing", row, "payer", found, mend)


def policies_of_every_year(checked: CheckedCase) -> Iterator[Problem]:
    """Yield a warning for every policy whose spending counts in each of several years.

    The first edition of the method shared it over the years, as one sum (3-workbook).
    """
    if checked.case.edition == FIRST_EDITION:
        return
    columns = ("policy", "stage", "territory", "group", "year", "spending", "counts_as_funding")
    rows = [
        (row, *cells)
        for row, cells in enumerate(checked.rows("Policies", columns))
        if cells[-1] is True and cells[-2] and cells[-3] is None
    ]
    funded = checked.once(FundedYears.of) if rows else None
    for row, policy, stage, territory, group, *_ in rows if funded else ():
        assert funded is not None
        years = [funded.of_programmes(rules, stage, territory, group) for rules in funded.rules]
        if max(map(len, years)) > 1:
            found = text(
                "The spending of the policy {policy} is a year's, and counts in each of {count} "
                "programme years; earlier versions shared it over all of them as one sum.",
                policy=Quoted(policy or ""),
                count=max(map(len, years)),
            )
            mend = text(
                "Type what it spends in a year, or fill in {column} where it is of one year alone.",
                column=_label("Policies", "year"),
            )
            yield checked.warning("policy-of-every-year", "Policies", row, "spending", found, mend)


def _label(table: str, column: str) -> Argument:
    return Quoted(TABLE_BY_KEY[table].column(column).labels)
