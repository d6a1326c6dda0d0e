"""The history of a case: what was done to it, in lines that people read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True)
class HistoryLine:
    """One edit that is part of the case: when it was made (UTC, ISO 8601) and what it did."""

    moment: str
    text: str


def moment_now() -> str:
    """Return the time in UTC as a project keeps it."""
    return datetime.now(UTC).isoformat(timespec="seconds")
