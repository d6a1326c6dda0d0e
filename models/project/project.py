"""What a project file holds: a case and all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from models.declaration.tables import BASE_SCENARIO

if TYPE_CHECKING:
    from models.case import Case  # loads pandas, which the history in the window does without
    from models.results.split import Split
    from models.scenarios import Rules


UNSETTLED = "unsettled"
"""The setting that keeps what is wrong with sheets and columns of a draft."""
EDITION_SAID = "edition said"
"""The setting that keeps that somebody read which figures the second edition changes."""


@dataclass(frozen=True)
class HistoryLine:
    """One edit that is part of the case: when it was made (UTC, ISO 8601) and what it did."""

    moment: str
    text: str


def moment_now() -> str:
    """Return the time in UTC as a project keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, eq=False)
class FrozenScenario:
    """A scenario as it was agreed, which never changes again.

    Attributes:
        scenario: its name.
        moment: when it was frozen (UTC, ISO 8601).
        case: all data as they were.
        rules: its rules as they were.
        split: its split.
    """

    scenario: str
    moment: str
    case: Case
    rules: Rules
    split: Split


@dataclass(frozen=True, eq=False)
class Project:
    """A case with the scenario that was chosen, its history and what pages remember.

    Attributes:
        case: the data.
        scenario: the scenario that is shown.
        history: the edits that made the case what it is, the earliest first.
        settings: what pages remember, as plain values (text, numbers, yes/no, lists, mappings).
        frozen: the scenarios that can no longer change, the earliest first.
        stamp: names this version of the file; each time it is written it gets another one.
    """

    case: Case
    scenario: str = BASE_SCENARIO
    history: tuple[HistoryLine, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    frozen: tuple[FrozenScenario, ...] = ()
    stamp: str = ""
