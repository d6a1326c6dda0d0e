"""How the territories, programmes, clauses and money of a case are named in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from models.clause import Clause
from models.declaration.tables import BASE_SCENARIO, TABLE_BY_KEY
from models.names import Names
from models.programme import Place, Programme
from models.results.split import Split
from models.words.figures import decimals_of, money_decimals
from models.words.text import Argument, Linked, Money, Number, Text, text


@dataclass(frozen=True)
class CellOf:
    """A cell of the matrix, to go to: a payment, a payer, a programme, or the whole."""

    payer: str | None = None
    programme: Programme | None = None


@dataclass(frozen=True)
class EntryOf:
    """A later place that persons of a programme enter, and what that brings a payer, to go to."""

    payer: str
    programme: Programme
    place: Place


@dataclass(frozen=True)
class CohortOf:
    """Those who enter a place on the way to a programme, to go to."""

    programme: Programme
    place: Place


@dataclass(frozen=True)
class BasisOf:
    """What the burden of a payer is measured by, to go to its row.

    Attributes:
        payer: whose burden it is.
        basis: one of those of the rules.
    """

    payer: str
    basis: str


@dataclass(frozen=True)
class Terms:
    """What sentences about one case call things.

    Attributes:
        names: the names of its territories, stages and clauses.
        currency: the currency of its money.
        rounding: the unit of its payments.
        are_brief: whether three digits of an amount will do, for what is read from afar.
        clauses: those of the case, so that one without a label is named by what it says.
    """

    names: Names = field(default_factory=Names)
    currency: str = ""
    rounding: float = 0.01
    are_brief: bool = False
    clauses: Sequence[Clause] = ()

    def money(self, amount: float) -> Money:
        """Return an amount, exact to the unit of payments where three digits will not do."""
        if self.are_brief:
            return self.brief(amount)
        return Money(amount, self.currency, None if self.rounding < 1 else self.rounding)

    def each(self, amount: float) -> Money:
        """Return an amount for one person, with all its digits, since people multiply with it."""
        return Money(amount, self.currency, exact=True)

    def decimals(self, amount: float) -> int:
        """Return the decimals with which an amount is written that is not brief."""
        return money_decimals(amount, None if self.rounding < 1 else self.rounding)

    def column(self, amounts: Iterable[float]) -> Callable[[float], Money]:
        """Return what writes the amounts of one list: all of them have the same decimals."""
        has_cents = any(money_decimals(amount, None) for amount in amounts)
        unit = 0.01 if self.rounding < 1 and has_cents else 1.0
        return lambda amount: Money(amount, self.currency, unit)

    def counts(self, numbers: Iterable[float]) -> Callable[[float], Number]:
        """Return what writes the numbers of persons of one list: with the same decimals."""
        decimals = max((decimals_of(number, 1) for number in numbers), default=0)
        return lambda number: Number(number, decimals, padded=True)

    def brief(self, amount: float) -> Money:
        """Return an amount with three digits, for what opens a page or is read from afar."""
        return Money(amount, self.currency, brief=True)

    def territory(self, key: str) -> str:
        """Return the name of a territory."""
        return self.names.territory(key)

    def stage(self, key: str) -> str:
        """Return the name of a stage."""
        return self.names.stage(key)

    def scenario(self, key: str) -> Argument:
        """Return what people call a scenario."""
        return scenario_name(key, self.names.scenarios)

    def payer(self, key: str, programme: Programme | None = None) -> Linked:
        """Return the name of a payer, leading to its total or to what it pays for a programme."""
        return Linked(self.territory(key), CellOf(key, programme))

    def programme(self, programme: Programme) -> Text:
        """Return what a programme is called."""
        return programme_name(programme, self.names)

    def place(self, place: Place) -> Text:
        """Return what the persons who enter a place are called."""
        return programme_name(Programme(*place), self.names)

    def payment(self, programme: Programme, payer: str | None = None) -> Linked:
        """Return what a programme is called, leading to it or to what a payer pays for it."""
        return Linked(self.programme(programme), CellOf(payer, programme))


def terms_of(split: Split, names: Names, clauses: Sequence[Clause] = ()) -> Terms:
    """Return what sentences about a split call things."""
    return Terms(names, split.currency, split.rounding, clauses=clauses)


def programme_name(programme: Programme, names: Names) -> Text:
    """Return what a programme is called; with its group, and who answers for a part of it."""
    said = {
        (False, False): text("{stage} in {host}, {year}"),
        (True, False): text("{stage} in {host}, {group}, {year}"),
        (False, True): text("{stage} in {host} ({responsible}), {year}"),
        (True, True): text("{stage} in {host} ({responsible}), {group}, {year}"),
    }[bool(programme.group), bool(programme.responsible)]
    return said.filled(
        stage=names.stage(programme.stage),
        host=names.territory(programme.host),
        group=names.group(programme.group),
        responsible=names.territory(programme.responsible),
        year=programme.year,
    )


def scenario_name(key: str, labels: Mapping[str, str]) -> Argument:
    """Return what people call a scenario: by its label, or else by its key as they write it."""
    if key in labels:
        return labels[key]
    if key == BASE_SCENARIO:
        return TABLE_BY_KEY["Scenarios"].column(BASE_SCENARIO).labels
    return key.replace("_", " ")


def scenario_with_key(key: str, labels: Mapping[str, str]) -> Argument:
    """Return what a scenario is called where one chooses it: its label beside its key."""
    label = labels.get(key, key)
    if label == key:
        return scenario_name(key, labels)
    return text("{label} – {key}", label=label, key=key)


def span(first: int, last: int) -> Argument:
    """Return some years: the first and the last, or the only one."""
    return first if first == last else text("{first}–{last}", first=first, last=last)


def sheet_named(table: str) -> Argument:
    """Return what a table is called; a sheet that is none goes by its own name."""
    return TABLE_BY_KEY[table].labels if table in TABLE_BY_KEY else table


def column_named(table: str, column: str) -> Argument:
    """Return what a column is called; one that is not declared goes by its own name."""
    is_known = table in TABLE_BY_KEY and TABLE_BY_KEY[table].declares(column)
    return TABLE_BY_KEY[table].column(column).labels if is_known else column
