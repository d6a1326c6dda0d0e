"""The early answers of a large case, a line each on standard error."""

from __future__ import annotations

from time import monotonic

from desktop.commands.figures import money
from desktop.commands.output import tell
from desktop.commands.progress import ShownProgress
from models.split import Split


class EarlyAnswers:
    """Says what each early answer comes to, and that better ones follow."""

    def __init__(self, progress: ShownProgress) -> None:
        self._progress = progress
        self._start = monotonic()

    def __call__(self, split: Split) -> None:
        """Say what one early answer comes to."""
        self._progress.clear()
        tell(early_line(split, monotonic() - self._start))


def early_line(split: Split, seconds: float) -> str:
    """Return what an early answer comes to, in a line."""
    need = sum(line.need for line in split.programmes)
    paid = sum(line.paid for line in split.payers)
    gap = sum(line.unfunded for line in split.programmes)
    return (
        f"Not final, after {seconds:.0f} s: of {money(need, split.rounding)} {split.currency} "
        f"needed, {money(paid, split.rounding)} are paid and {money(gap, split.rounding)} stay "
        f"unfunded. Still to come: {', '.join(split.still_to_come)}."
    )
