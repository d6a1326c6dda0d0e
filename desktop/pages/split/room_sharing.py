"""How the bars, the matrix under them and the reasons beside both share the room there is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QSplitter

from desktop.look.theme import STEP
from desktop.pages.split.matrix import SplitMatrix
from desktop.pages.split.payer_bars import PayerBarsPanel

LEAST_PANEL, _MOST_PANEL = 65 * STEP, 160 * STEP
_LEAST_MATRIX = 60 * STEP
"""What the bars leave to the matrix at least: its header, a few rows and the first totals."""
_HEIGHT_WITH_BARS = 180 * STEP
"""From here on there are bars even where they have to scroll, as those of dozens of payers do."""


class RoomSharing(QObject):
    """Shares out the width and the height, as long as nobody has done so by hand.

    Args:
        sides: the figures, and beside them the reasons.
        figures: the bars, and under them the matrix.
        matrix: of the payments.
        bars_panel: the bars with their choice.
    """

    def __init__(
        self,
        sides: QSplitter,
        figures: QSplitter,
        matrix: SplitMatrix,
        bars_panel: PayerBarsPanel,
    ) -> None:
        super().__init__(sides)
        self._sides, self._figures = sides, figures
        self._matrix, self._bars_panel = matrix, bars_panel
        self._has_begun = self._is_sharing = False
        self._bars_by_hand = self._is_shared_by_hand = False
        sides.setMinimumHeight(_LEAST_MATRIX)  # in a lower window the bars go
        figures.setStretchFactor(0, 0)
        figures.setStretchFactor(1, 1)
        sides.setStretchFactor(0, 1)
        sides.setStretchFactor(1, 0)
        figures.splitterMoved.connect(self._on_height_chosen)
        sides.splitterMoved.connect(self._on_sides_moved)

    @property
    def decides_on_bars(self) -> bool:
        """Whether the room decides if there are bars, since nobody has."""
        return self._has_begun and not self._bars_by_hand

    def begin(self) -> None:
        """Share out from now on: the page is seen."""
        self._has_begun = True
        self.share_width()

    def take_over(self, before: Self) -> None:
        """Share as somebody has chosen before the widgets were made anew."""
        self._has_begun, self._bars_by_hand = before._has_begun, before._bars_by_hand
        self._is_shared_by_hand = before._is_shared_by_hand
        self._sides.setSizes(before._sides.sizes())
        self._figures.setSizes(before._figures.sizes())

    @contextmanager
    def by_itself(self) -> Iterator[None]:
        """Let what is switched meanwhile not count as switched by hand."""
        self._is_sharing = True
        yield
        self._is_sharing = False

    def note_toggle(self) -> None:
        """Take note that the bars were switched on or off; by hand, unless by the room."""
        self._bars_by_hand = self._bars_by_hand or not self._is_sharing

    def share_width(self) -> None:
        """Give the reasons what the matrix does not need, unless somebody has shared it out."""
        if self._has_begun and not self._is_shared_by_hand:
            parent = self._sides.parentWidget()
            wide = (parent or self._sides).width()
            spare = wide - self._matrix.wanted_width() - self._sides.handleWidth()
            panel = max(LEAST_PANEL, wide // 4, min(_MOST_PANEL, spare))
            self._sides.setSizes([wide - panel, panel])

    def has_room_for_bars(self) -> bool:
        """Say whether the bars fit over the matrix, or scroll where there is height enough."""
        height = self._figures.height()
        return height >= _HEIGHT_WITH_BARS or self._bars_panel.wanted_height() <= self._room_above()

    def give_bars_room(self) -> None:
        """Give the bars what they need, and the matrix no less than it can do with."""
        top = max(min(self._bars_panel.wanted_height(), self._room_above()), 0)
        self._figures.setSizes([top, self._figures.height() - top])

    def _room_above(self) -> int:
        """Return what the matrix can spare: what it does not need, or half where all bars fit."""
        height, whole = self._figures.height(), self._matrix.whole_height()
        half = min(height - _LEAST_MATRIX, height // 2) - 2 * STEP
        if self._bars_panel.wanted_height() > half:
            half = height * 2 // 5
        return max(height - whole - 2 * STEP, half)

    @Slot()
    def _on_sides_moved(self) -> None:
        self._is_shared_by_hand = True

    @Slot()
    def _on_height_chosen(self) -> None:
        self._bars_by_hand = True
