"""Progress on standard error, only where a person watches, and the early answers of large cases."""

from __future__ import annotations

import sys
from time import monotonic

from desktop.app.terminal import put, tell
from models.declaration.rules import GOALS
from models.results.split import Split
from models.words.goals import goal_names
from models.words.language import Language, readable
from models.words.text import Argument, Money, Number, text

_AFTER = 0.6


class ShownProgress:
    """Shows the stage on one line once the work has taken a moment, until its block ends."""

    def __init__(self, spoken: Language) -> None:
        self._spoken = spoken
        self._start = monotonic()
        self._shown = False
        self._watched = sys.stderr is not None and sys.stderr.isatty()

    def __enter__(self) -> ShownProgress:
        return self

    def __exit__(self, *_error: object) -> None:
        self.clear()

    def __call__(self, stage: Argument, done: int, of: int = 0) -> None:
        """Show a stage and, where it is known, how much of it is done."""
        if self._watched and monotonic() - self._start > _AFTER:
            said = _stage(stage) if isinstance(stage, str) else stage
            count = f" {done} / {of}" if of else ""
            put(f"\r\x1b[K{readable(self._spoken.say(said))}{count} …")
            self._shown = True

    def clear(self) -> None:
        """Take the line away."""
        if self._shown:
            put("\r\x1b[K")
            self._shown = False


def _stage(stage: str) -> Argument:
    """Return what a stage is called; the name of a sheet that is read stands for itself."""
    return {
        "Opening": text("Opening"),
        "Checking": text("Checking"),
        "trace": text("Following people"),
        "program": text("Setting up the program"),
        "conflict": text("Looking for clauses that clash"),
        "conflict prices": text("Looking for clauses that clash"),
        "range": text("Looking how far totals could differ"),
        "binding": text("Looking for what holds the split back"),
        "why": text("Looking for the reasons"),
        "data impact": text("Raising the figures one by one"),
        "keys": text("Computing the keys"),
        "tests of the keys": text("Testing the keys"),
        "stability": text("Looking for coalitions that would do better alone"),
        "bridge": text("Going from one split to the other"),
        **dict.fromkeys(GOALS, text("Solving")),
    }.get(stage, stage)


class EarlyAnswers:
    """Says what each early answer comes to, and that better ones follow."""

    def __init__(self, progress: ShownProgress, spoken: Language) -> None:
        self._progress, self._spoken = progress, spoken
        self._start = monotonic()

    def __call__(self, split: Split) -> None:
        """Say what one early answer comes to."""
        self._progress.clear()
        seconds = monotonic() - self._start
        need = split.need
        paid = sum(line.paid for line in split.payers)
        gap = sum(split.of_programmes("unfunded"))
        said = text(
            "Not final, after {seconds} s: of {need} needed, {paid} are paid and {gap} stay "
            "unfunded. Still to come: {goals}.",
            seconds=Number(seconds),
            need=Money(need, split.currency, split.rounding),
            paid=Money(paid, rounding=split.rounding),
            gap=Money(gap, rounding=split.rounding),
            goals=goal_names(split.still_to_come),
        )
        tell(self._spoken.say(said))
