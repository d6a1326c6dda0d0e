"""The way back from where links led: what was chosen in the matrix and said about it before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from desktop.engine.explaining import Explaining
from desktop.engine.why_questions import Topic, still_there
from desktop.pages.split.matrix import ChosenCells, SplitMatrix
from desktop.pages.split.why_panel import WhyPanel
from models.results.split import Split


@dataclass(frozen=True)
class _Seen:
    """What stood on the page when a link was followed: the choice, the topic, how far down."""

    chosen: ChosenCells
    topic: Topic
    scrolled: int


class WayBack:
    """Remembers what was seen when each link was followed, and shows it again, the last first.

    Args:
        matrix: in which something was chosen.
        explaining: what was asked.
        why: where it was said; its button for going back is seen while there is a way.
    """

    def __init__(self, matrix: SplitMatrix, explaining: Explaining, why: WhyPanel) -> None:
        self._matrix, self._explaining, self._why = matrix, explaining, why
        self._seen: list[_Seen] = []

    def remember(self) -> None:
        """Remember what is seen now: a link is about to be followed."""
        scrolled = self._why.text.verticalScrollBar().value()
        seen = _Seen(self._matrix.chosen_now(), self._explaining.topic, scrolled)
        self._seen.append(seen)
        self._show_button()

    def forget(self) -> None:
        """Forget all: of another case nothing was seen."""
        self._seen.clear()
        self._show_button()

    def take_over(self, before: Self) -> None:
        """Remember what another page remembers."""
        self._seen = list(before._seen)
        self._show_button()

    def go_back(self, split: Split) -> bool:
        """Show what was seen before the last link; say whether there was one.

        Args:
            split: the split that is shown; what it lacks is not asked about again.
        """
        if not self._seen:
            return False
        seen = self._seen.pop()
        self._show_button()
        self._matrix.choose_again(seen.chosen)
        self._explaining.ask(still_there(seen.topic, split))
        self._why.text.verticalScrollBar().setValue(seen.scrolled)
        return True

    def _show_button(self) -> None:
        self._why.back_button.setVisible(bool(self._seen))
