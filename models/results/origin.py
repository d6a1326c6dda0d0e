"""Where figures come from: the rows of the case behind needs, rates and benefits, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from models.programme import Place, Programme


@dataclass(frozen=True)
class InputRows:
    """Rows of the case that a figure comes from.

    Attributes:
        table: the table they stand in.
        rows: their places there, counted from 0; none where nothing in the case says the figure.
        said: for each row what its columns source and note say, "" where they are blank.
        adjusted_by: the rows of Adjustments by which the scenario changes the figure.
    """

    table: str
    rows: tuple[int, ...] = ()
    said: tuple[tuple[str, str], ...] = ()
    adjusted_by: tuple[int, ...] = ()


@dataclass(frozen=True)
class OnwardStep:
    """People who come from one place to another, and the rate at which they do.

    Attributes:
        place: where they come from, and the year in which they entered there.
        persons: how many are there.
        rate: the part of them that goes on.
        counted: how many persons the flows count that went so.
        base: out of how many who entered.
        years: the years in which those entered: its own year where that is observed, else all
            years that are.
        is_observed: whether it is the own rate of these people.
        flows: the rows that were counted.
    """

    place: Place
    persons: float
    rate: float
    counted: float
    base: float
    years: tuple[int, ...]
    is_observed: bool
    flows: InputRows

    @property
    def going(self) -> float:
        """How many go on."""
        return self.persons * self.rate

    @property
    def is_scaled(self) -> bool:
        """Whether the flows count more who leave than entered, so that the rate is scaled."""
        return self.rate * self.base < self.counted * (1 - 1e-9)


@dataclass(frozen=True)
class EntryOrigin:
    """How persons of a programme come to enter a later stage somewhere, and what that brings.

    Attributes:
        payer: to whom it brings something.
        programme: the programme.
        place: where and when they enter.
        coming: from where they come into the stage, the largest number first.
        moving: who move in from other territories within the stage; they bring what they bring
            where they entered it.
        benefit_per_person: what each who enters brings the payer, money of that year.
        benefits: the rows that say so.
        discount_rate: what a year later counts less.
        value: what those due bring, in money of the year of the programme.
        due: how many of those who enter do so only because of the programme.
        years: over how many years what each brings comes evenly; 1: at once.
    """

    payer: str
    programme: Programme
    place: Place
    coming: tuple[OnwardStep, ...]
    moving: tuple[OnwardStep, ...]
    benefit_per_person: float
    benefits: InputRows
    discount_rate: float
    value: float
    due: float = 0.0
    years: int = 1

    @property
    def persons(self) -> float:
        """How many enter the stage there; moves within it are no entries."""
        return sum(step.going for step in self.coming)


@dataclass(frozen=True)
class CohortOrigin:
    """Who enters a stage in a territory in a year: counted by flows, or projected.

    Attributes:
        place: where and when.
        persons: how many.
        flows: the rows that count them; none where they are projected.
        arriving: of projected persons, those who arrive from outside.
        growth: by what arrivals grow a year, since the flows have none of that year; 0 where
            they have.
        arrivals: the rows of the arrivals that this goes on from.
        coming: of projected persons, those who come from other places.
    """

    place: Place
    persons: float
    flows: InputRows
    arriving: float
    growth: float
    arrivals: InputRows
    coming: tuple[OnwardStep, ...]

    @property
    def is_projected(self) -> bool:
        """Whether nobody counted who enters."""
        return not self.flows.rows


@dataclass(frozen=True)
class NeedOrigin:
    """What the need of a programme is made of.

    Attributes:
        cohort: who enters it.
        cost: the row that says what each costs.
        funding: the policies that count as its funding.
    """

    cohort: CohortOrigin
    cost: InputRows
    funding: InputRows
