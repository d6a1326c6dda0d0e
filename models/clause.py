"""One clause as a row of its table says it, the edits of it, and what it can name and be about."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from models.declaration.rules import KEY_PARTS, goals_of, meaning
from models.declaration.tables import SENSES, STATUSES
from models.declaration.years import year_span, years_written
from models.editing import CellEdit, Edit, Value, add_rows, is_blank, set_cells
from models.names import keys_of, payers_of, territories_above, texts_by_key
from models.programme import Programme
from models.scenarios import rule_here
from models.used import FIRST_EDITION

if TYPE_CHECKING:
    from models.case import Case
    from models.results.split import Split


__all__ = [
    "AGREED",
    "AT_LEAST",
    "AT_MOST",
    "EACH",
    "EXACTLY",
    "NOT_IN_FORCE",
    "PROPOSED",
    "REJECTED",
    "WITHDRAWN",
    "Clause",
    "ClauseFault",
    "Reach",
    "add_clause",
    "clause_faults",
    "clauses_of",
    "cofunded_stages",
    "each_of",
    "key_for",
    "reach_of",
    "set_clauses",
    "year_span",
]

TABLE = "Clauses"
PROPOSED, AGREED, REJECTED, WITHDRAWN = STATUSES
NOT_IN_FORCE = frozenset({REJECTED, WITHDRAWN})
"""What becomes of a clause that the split need not keep."""
EACH = KEY_PARTS
"""For what a bound can hold one by one: host, stage, group, year (2-method 2.4)."""
AT_MOST, AT_LEAST, EXACTLY = SENSES
_SMALL = 0.01
_STEPS = (1e-4, 1e-6)
"""The unit to which a share that settles a conflict is rounded, and that of a small one."""
_NOISE = 1e-6


@dataclass(frozen=True)
class Clause:
    """A clause; "" is a blank cell, and means all of them, or nobody.

    Attributes:
        key: its key.
        host: the territory of the programmes; those below it are meant too.
        years: the first and the last year; None: every year.
        each: for what the bound holds one by one, in the order of EACH; (): for the sum.
        value: money, or a fraction; NaN where it is not known.
        proposed_on: the day, as 2026-03-31.
        round, decided_round: in which it was proposed, and in which decided.
        status: never blank: blank means proposed.
        hosts: the territories that `host` means, as far as the clause was read from a case: that
            one, and since the second edition of the method those below it.
    """

    key: str
    payer: str = ""
    host: str = ""
    stage: str = ""
    group: str = ""
    years: tuple[int, int] | None = None
    each: tuple[str, ...] = ()
    measure: str = "amount"
    sense: str = AT_MOST
    value: float = math.nan
    scenario: str = ""
    proposed_by: str = ""
    proposed_on: str = ""
    round: str = ""
    decided_round: str = ""
    status: str = PROPOSED
    hosts: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def counts(self) -> bool:
        """Whether the split must keep it."""
        return self.status not in NOT_IN_FORCE

    @property
    def is_share(self) -> bool:
        """Whether the value is a fraction."""
        return self.measure != "amount"

    def applies_in(self, scenario: str) -> bool:
        """Say whether it belongs to a scenario, counted or not."""
        return self.scenario in ("", scenario)

    def is_about(self, programme: Programme, above: Collection[str] = ()) -> bool:
        """Say whether it counts what is paid for a programme.

        Args:
            programme: what names it.
            above: the territories above its host, whose clauses are about it too.
        """
        return (
            (
                self.host in ("", programme.host)
                or self.host in above
                or programme.host in self.hosts
            )
            and self.stage in ("", programme.stage)
            and self.group in ("", programme.group)
            and self.has_year(programme.year)
        )

    def has_year(self, year: int) -> bool:
        """Say whether it is about a year."""
        return self.years is None or self.years[0] <= year <= self.years[1]

    def value_to_take(self, value: float) -> float:
        """Return a value that settles a conflict as people would write it.

        A share is rounded to a hundredth of a percent, to the side that leaves more room, so that
        what it settles stays settled; one that has to be met exactly stays as it is.
        """
        if not self.is_share or self.sense == EXACTLY:
            return value
        step = _STEPS[abs(value) < _SMALL]
        steps = value / step
        whole = math.ceil(steps - _NOISE) if self.sense == AT_MOST else math.floor(steps + _NOISE)
        return float(f"{max(whole, 0) * step:.12g}")

    def cells(self) -> dict[str, Value]:
        """Return the cells of its row that a clause has."""
        texts: dict[str, Value] = {name: getattr(self, name) or None for name in _TEXTS}
        texts["year"] = None if self.years is None else years_written(self.years)
        texts["each"] = ", ".join(self.each) or None
        return {"clause": self.key, **texts, "value": self.value}


_TEXTS = (
    "payer",
    "host",
    "stage",
    "group",
    "measure",
    "sense",
    "scenario",
    "proposed_by",
    "proposed_on",
    "round",
    "decided_round",
    "status",
)


def clauses_of(case: Case) -> list[Clause]:
    """Return the clauses of a case in the order of their rows."""
    frame = case.readable(TABLE)
    columns = ("clause", "year", "each", "value", *_TEXTS)
    rows = zip(*(frame[name].tolist() for name in columns), strict=True)
    clauses = [_clause(*row) for row in rows]
    if case.edition == FIRST_EDITION or not any(one.hosts for one in clauses):
        return clauses
    parents = texts_by_key(case, "Territories", "territory", "parent")
    return [replace(one, hosts=_with_below(one.hosts, parents)) for one in clauses]


def _with_below(hosts: frozenset[str], parents: Mapping[str, str]) -> frozenset[str]:
    """Return territories and all below them."""
    found, new = set(hosts), set(hosts)
    while new:
        new = {name for name, parent in parents.items() if parent in new} - found
        found |= new
    return frozenset(found)


def each_of(cell: object) -> tuple[str, ...]:
    """Return for what a bound holds one by one, in the order of EACH; unknown words are passed."""
    named = {part.casefold() for part in goals_of(str(cell))} if isinstance(cell, str) else set()
    return tuple(part for part in EACH if part in named)


def _clause(key: Any, year: Any, each: Any, value: Any, *cells: Any) -> Clause:
    written = zip(_TEXTS, cells, strict=True)
    texts = {name: "" if is_blank(cell) else str(cell) for name, cell in written}
    texts["status"] = texts["status"] or PROPOSED
    return Clause(
        "" if is_blank(key) else str(key),
        years=year_span(year),
        each=each_of(each),
        value=float(value),
        hosts=frozenset({texts["host"]} - {""}),
        **texts,
    )


def add_clause(case: Case, clause: Clause, text: str) -> Edit:
    """Return the edit that puts a clause after the last."""
    import pandas as pd  # noqa: PLC0415  # the first window needs none

    frame = case.readable(TABLE)
    record = {**dict.fromkeys(frame.columns), **clause.cells()}
    records = pd.DataFrame([record], columns=list(frame.columns))
    return add_rows(case, TABLE, len(frame), text, records)


def set_clauses(case: Case, clauses: Mapping[int, Clause], text: str) -> Edit | None:
    """Return the edit that lets rows say what these clauses say; None: they say it already."""
    frame = case.readable(TABLE)
    cells = [
        CellEdit(row, column, _value(frame[column].iloc[row]), value)
        for row, clause in clauses.items()
        for column, value in clause.cells().items()
    ]
    cells = [cell for cell in cells if not _says_the_same(cell)]
    return set_cells(case, TABLE, cells, text) if cells else None


def _value(cell: Any) -> Value:
    return cell if cell is None or isinstance(cell, str | bool) else float(cell)


def _says_the_same(edit: CellEdit) -> bool:
    """Say whether an edit changes nothing; a blank status means proposed."""
    if is_blank(edit.before):
        return is_blank(edit.after) or (edit.column == "status" and edit.after == PROPOSED)
    return edit.before == edit.after


def key_for(clause: Clause, others: Iterable[Clause]) -> str:
    """Return a key that says what a new clause is about and that no other has."""
    parts = [clause.payer or "all", clause.sense.replace(" ", "_"), clause.stage, clause.host]
    years = "" if clause.years is None else years_written(clause.years)
    each = f"each_{'_'.join(clause.each)}" if clause.each else ""
    wanted = key = "_".join(part for part in (*parts, clause.group, years, each) if part)
    taken, number = {other.key for other in others}, 2
    while key in taken:
        key, number = f"{wanted}_{number}", number + 1
    return key


_MAKE_PROGRAMMES = ("Territories", "Stages", "Flows", "Scenarios", "Adjustments")
"""The tables on which it depends which programmes there are."""


@dataclass(frozen=True)
class ClauseFault:
    """What keeps a clause from being taken.

    Attributes:
        code: missing, no_number, negative, no_year or no_day; payer, host, stage, group, round,
            decided_round or scenario where it names one that is not there.
        typed: what was typed, or the name.
    """

    code: str
    typed: str = ""


def clause_faults(
    clause: Clause, typed_value: str, case: Case, typed_year: str = "", typed_day: str = ""
) -> Iterator[ClauseFault]:
    """Find everything that keeps a clause from being taken.

    Args:
        clause: the clause as far as it can be read.
        typed_value: what is typed for its value.
        case: its case.
        typed_year: what is typed for its years.
        typed_day: what is typed for the day on which it was proposed.
    """
    if not typed_value.strip():
        yield ClauseFault("missing")
    elif math.isnan(clause.value):
        yield ClauseFault("no_number", typed_value.strip())
    elif clause.value < 0:
        yield ClauseFault("negative")
    if clause.years is None and typed_year.strip():
        yield ClauseFault("no_year", typed_year.strip())
    if not clause.proposed_on and typed_day.strip():
        yield ClauseFault("no_day", typed_day.strip())
    for code, known in (
        ("payer", payers_of(case)),
        ("host", keys_of(case, "Territories", "territory")),
        ("stage", keys_of(case, "Stages", "stage")),
        ("group", keys_of(case, "Groups", "group")),
        ("round", keys_of(case, "Rounds", "round")),
        ("decided_round", keys_of(case, "Rounds", "round")),
        ("scenario", case.scenarios()),
    ):
        name = getattr(clause, code)
        if name and name not in known:
            yield ClauseFault(code, name)


def cofunded_stages(case: Case) -> list[str]:
    """Return the keys of the stages that programmes can be about."""
    frame = case.readable("Stages")
    rows = zip(frame["stage"], frame["cofunded"], strict=True)
    return [str(key) for key, cofunded in rows if key is not None and cofunded is True]


@dataclass(frozen=True)
class Reach:
    """The programmes of one scenario, as far as they are known.

    Attributes:
        scenario: which scenario.
        programmes: what names them; None where no split says so.
        years: the years that have programmes.
        above: the territories above each, whose clauses are about its programmes too.
    """

    scenario: str
    programmes: frozenset[Programme] | None
    years: tuple[int, ...]
    above: Mapping[str, tuple[str, ...]]

    def misses(self, clause: Clause) -> bool:
        """Say whether a clause of the scenario is about none of its programmes."""
        return clause.applies_in(self.scenario) and not self._has(clause)

    def _has(self, clause: Clause) -> bool:
        if self.programmes is None:
            return not self.years or any(map(clause.has_year, self.years))
        return any(
            clause.is_about(programme, self.above.get(programme.host, ()))
            for programme in self.programmes
        )


def reach_of(case: Case, scenario: str, solved: tuple[Case, Split] | None) -> Reach:
    """Return what clauses of a scenario can be about.

    Args:
        case: the case.
        scenario: the scenario.
        solved: a split, current or not, and its case.
    """
    above = territories_above(case) if case.edition > FIRST_EDITION else {}
    if solved is None or not _tells_of(*solved, case, scenario):
        return Reach(scenario, None, _years_of_rules(case, scenario), above)
    programmes = frozenset(line.programme for line in solved[1].programmes)
    years = tuple(sorted({programme.year for programme in programmes}))
    return Reach(scenario, programmes, years, above)


def _tells_of(solved: Case, split: Split, case: Case, scenario: str) -> bool:
    """Say whether a split, current or not, has the programmes that the case has now."""
    same = all(solved.table(table) is case.table(table) for table in _MAKE_PROGRAMMES)
    return same and split.scenario == scenario


def _years_of_rules(case: Case, scenario: str) -> tuple[int, ...]:
    here = rule_here(case, scenario, "programme_years")
    span = meaning(here.rule, here.value)
    if span is not None:
        first, last = span
        return tuple(range(first, last + 1))
    years = case.readable("Flows")["year"]
    return tuple(sorted({int(year) for year in years if not is_blank(year)}))
