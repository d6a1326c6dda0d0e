"""Rows of a list that are sentences: as high as their lines need."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop.look.theme import STEP

_PADDING = 2 * STEP
"""As the style sheet has it at the sides of such a row."""


class SentenceDelegate(QStyledItemDelegate):
    """Measures a row with its switch and its padding, which Qt forgets where lines wrap."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the width of the list and the height of the wrapped text."""
        style = self._view.style()
        switch = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, self._view)
        margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self._view) + 1
        whole = self._view.viewport().width() - 2 * self._view.spacing()
        room = whole - 2 * _PADDING - switch - 4 * margin - STEP
        text = str(index.data() or "")
        box = QRect(0, 0, max(room, 1), 10_000)
        lines = option.fontMetrics.boundingRect(box, int(Qt.TextFlag.TextWordWrap), text)
        return QSize(whole, lines.height() + 3 * STEP)
