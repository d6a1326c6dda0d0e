"""What can be asked about a split, and what is found out."""

from __future__ import annotations

from dataclasses import dataclass

from models.programme import Place, Programme
from models.results.explanation import BindingLimit, PaymentReasons, Ranges
from models.results.origin import CohortOrigin, EntryOrigin, NeedOrigin
from models.results.split import Split


@dataclass(frozen=True)
class AboutSplit:
    """What shapes the split as a whole."""


@dataclass(frozen=True)
class AboutPayer:
    """Why a payer pays what it pays in all, or some payers together."""

    payers: tuple[str, ...]


@dataclass(frozen=True)
class AboutProgrammes:
    """Who pays for some programmes; one or the sum of a row."""

    programmes: tuple[Programme, ...]
    label: str


@dataclass(frozen=True)
class AboutPayment:
    """Why some payers pay what they pay for some programmes; mostly one for one."""

    payers: tuple[str, ...]
    programmes: tuple[Programme, ...]
    label: str


@dataclass(frozen=True)
class AboutEntry:
    """How persons of a programme come to a later place, and what that brings a payer."""

    payer: str
    programme: Programme
    place: Place


@dataclass(frozen=True)
class AboutCohort:
    """Who enters a place, on the way to a programme."""

    programme: Programme
    place: Place


Topic = AboutSplit | AboutPayer | AboutProgrammes | AboutPayment | AboutEntry | AboutCohort


def still_there(topic: Topic, split: Split) -> Topic:
    """Return the topic, or that about the whole where a split lacks what it is about."""
    payers = {line.payer for line in split.payers}
    there = payers.issuperset(payers_of(topic))
    if there and (about := programmes_of(topic)):
        there = {line.programme for line in split.programmes}.issuperset(about)
    return topic if there else AboutSplit()


@dataclass(frozen=True)
class Found:
    """What the engine found out.

    Attributes:
        payments: why single payments are what they are; the others' too where a programme is
            asked about.
        binding: the limits that shape the split.
        ranges: how far totals could differ over all splits that leave as little unfunded.
        need: what the need of a single programme is made of.
        entry: how persons come to the place that is asked about.
        cohort: who enter it.
    """

    payments: tuple[PaymentReasons, ...] = ()
    binding: tuple[BindingLimit, ...] = ()
    ranges: tuple[Ranges, ...] = ()
    need: NeedOrigin | None = None
    entry: EntryOrigin | None = None
    cohort: CohortOrigin | None = None


def payers_of(topic: Topic) -> tuple[str, ...]:
    """Return the payers that a topic is about; none: all."""
    if isinstance(topic, AboutEntry):
        return (topic.payer,)
    return topic.payers if isinstance(topic, AboutPayer | AboutPayment) else ()


def programmes_of(topic: Topic) -> tuple[Programme, ...]:
    """Return the programmes that a topic is about; none: all."""
    if isinstance(topic, AboutEntry | AboutCohort):
        return (topic.programme,)
    if isinstance(topic, AboutProgrammes | AboutPayment):
        return topic.programmes
    return ()
