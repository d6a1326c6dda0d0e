"""Keeps the open scenario with its program, so that moving a slider need not begin anew."""

from __future__ import annotations

from dataclasses import replace

from desktop.engine.watch import Watch
from models.case import Case
from models.flows.adjustments import adjusted
from models.results.explanation import ConflictReport
from models.results.misreport import Misreport
from models.results.simplicity import SimplicityPrice
from models.results.split import Split
from models.results.switching import SwitchingValue
from models.scenarios import Rules, rules_of
from solver.compare.misreporting import misreports
from solver.engine.warm import Warm
from solver.explain.conflicts import conflict_report
from solver.goals.large import is_large
from solver.solve import (
    Prepared,
    Solution,
    prepare,
    solve_payments,
    with_appendix,
    with_ranges,
    with_simplicity,
    with_switching,
)

MAY_CHANGE = ("Scenarios", "Clauses", "Budgets")
"""The tables that may differ from one solve to the next; with any other the case is traced anew."""


class WarmSolving:  # D134
    """Solves one scenario after the other, going on from the last one where that may be.

    Not to be used from two threads at once.
    """

    def __init__(self) -> None:
        self._warm: Warm | None = None
        self._case: Case | None = None
        self._begun_anew = True
        self._solved: Solution | None = None
        """What was found last for `_case`, if it is what a solve from nothing finds."""
        self._sent: Split | None = None
        """The split that whoever asks has: what was found since may hold more layers."""

    def solve(self, case: Case, scenario: str, watch: Watch) -> Split:
        """Find payments and statement.

        They are those that a solve from nothing finds, but that a payment may get another unit
        while rules move, and that a discounted limit may be passed by some then: `rest` follows.

        Raises:
            RelaisError: the rules of the scenario cannot be used.
            SolveCancelledError: the watch asked to stop.
        """
        known = self._known(case, scenario)
        if known is not None:
            self._sent = known.split
            return known.split
        prepared = self._prepared(case, scenario, watch)
        will_rest = not self._begun_anew and not is_large(prepared.model)
        solved = solve_payments(
            prepared,
            progress=watch.progress,
            early=watch.deliver,
            holding_limits=not will_rest,
        )
        if not will_rest:
            self._solved = solved
        self._sent = solved.split
        return solved.split

    def rest(self, case: Case, scenario: str, watch: Watch) -> Split | None:
        """Return the split with its ranges, as every export has it.

        It is solved from nothing, unless that is how `solve` found it: exact amounts that lie
        half way between two units differ by the solver's rounding errors between a kept program
        and a new one, so that one unit may go to another payment. The programs of a large case
        always begin from nothing.

        Returns:
            the split; None where there is nothing to add to what whoever asks has already.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        before, rested = self._sent, self._rested(case, scenario, watch).split
        self._sent = rested
        return None if rested is before else rested

    def whole(self, case: Case, scenario: str, watch: Watch) -> Split:
        """Return the split with all its layers, as every export has it.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        whole = with_simplicity(self._switched(case, scenario, watch), watch.progress)
        self._keep(case, whole)
        return with_appendix(whole).split

    def switching(self, case: Case, scenario: str, watch: Watch) -> SwitchingValue | None:
        """Find from which additionality on all is paid back; None: the case is too large.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        return self._switched(case, scenario, watch).switching

    def price_of_key(self, case: Case, scenario: str, watch: Watch) -> SimplicityPrice | None:
        """Find what a same key costs against the split without it; None: there is no such rule.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        priced = with_simplicity(self._rested(case, scenario, watch), watch.progress)
        self._keep(case, priced)
        return priced.simplicity

    def misreports(
        self, case: Case, scenario: str, percent: float, watch: Watch
    ) -> tuple[Misreport, ...]:
        """Find what each payer would gain by stating its figures higher and lower.

        Args:
            case, scenario: what is solved.
            percent: by how much.
            watch: told split by split.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        true = self._rested(case, scenario, watch)
        return misreports(
            true.prepared,
            true.split,
            percent,
            tuple(true.split.totals),
            progress=watch.progress,
            cancelled=watch.cancelled,
        )

    def settle(self, case: Case, scenario: str, watch: Watch) -> ConflictReport:
        """Find what would settle a scenario whose clauses cannot all hold.

        Raises:
            SolveCancelledError: the watch asked to stop.
        """
        prepared = self._prepared(case, scenario, watch)
        start = prepared.engine.bounds()
        try:
            return conflict_report(
                prepared.engine,
                prepared.model,
                prepared.setup.traced.rules.rounding,
                progress=watch.progress,
                cancelled=watch.cancelled,
            )
        finally:
            prepared.engine.restore(start)

    def _switched(self, case: Case, scenario: str, watch: Watch) -> Solution:
        switched = with_switching(self._rested(case, scenario, watch), watch.progress)
        self._keep(case, switched)
        return switched

    def _keep(self, case: Case, solved: Solution) -> None:
        """Keep what is known of a split now, if it is that of the case that is open."""
        if self._case is case:
            self._solved = solved

    def _known(self, case: Case, scenario: str) -> Solution | None:
        """Return what a solve from nothing finds, where that is known."""
        solved = self._solved
        if solved is None or self._case is not case or solved.split.scenario != scenario:
            return None
        return solved

    def _rested(self, case: Case, scenario: str, watch: Watch) -> Solution:
        solved = self._known(case, scenario)
        if solved is None:
            prepared = prepare(case, scenario, progress=watch.progress, cancelled=watch.cancelled)
            solved = solve_payments(prepared, progress=watch.progress)
        solved.prepared.engine.ask(watch.cancelled)
        rested = with_ranges(solved, watch.progress)
        self._keep(case, rested)
        return rested

    def _prepared(self, case: Case, scenario: str, watch: Watch) -> Prepared:
        rules = rules_of(case, scenario)
        kept, before = self._warm, self._case
        self._warm = self._case = self._solved = None  # what fails half way is not gone on from
        if kept is not None and before is not None and _may_go_on(kept, before, case, rules):
            kept.prepared.engine.ask(watch.cancelled)
            self._begun_anew = False
            _change(kept, before, case, rules)
        else:
            if kept is not None:
                kept.prepared.engine.free()
            self._begun_anew = True
            kept = Warm(prepare(case, scenario, progress=watch.progress, cancelled=watch.cancelled))
        self._warm, self._case = kept, case
        return kept.prepared


def _may_go_on(kept: Warm, before: Case, case: Case, rules: Rules) -> bool:
    """Say whether only rules, clauses and budgets differ, and none that change what is traced.

    The split that `least_change` stays close to may be another one, so that is always begun anew.
    """
    known = kept.prepared.setup.traced.rules
    return (
        known.scenario == rules.scenario
        and all(_same(before, case, key) for key in case.tables if key not in MAY_CHANGE)
        and "least_change" not in (*rules.goals, *known.goals)
        and kept.may_change(rules)
    )


def _change(kept: Warm, before: Case, case: Case, rules: Rules) -> None:
    clauses = None if _same(before, case, "Clauses") else case.table("Clauses")
    if _same(before, case, "Budgets"):
        kept.change(rules=rules, clauses=clauses)
        return
    used, warnings = adjusted(case, rules.scenario)
    kept.change(rules=rules, clauses=clauses, budgets=used.table("Budgets"))
    traced = kept.prepared.setup.traced
    kept.prepared = replace(kept.prepared, warnings=(*warnings, *traced.warnings))


def _same(before: Case, case: Case, table: str) -> bool:
    return before.table(table) is case.table(table)
