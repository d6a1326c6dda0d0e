"""Marks on bars that the last change moved: an arrow, and the difference in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QLocale

from desktop.charts.bar import Bar
from desktop.look import formats
from desktop.look.language import say
from models.words.text import text


def marked(bar: Bar, moved_from: float | None, locale: QLocale) -> Bar:
    """Return a bar that shows where the last change moved it from; None: it did not move it."""
    if moved_from is None:
        return bar
    said = say(
        text(
            "By the last change: {change}", change=formats.signed(bar.total - moved_from, locale, 2)
        )
    )
    parts = tuple(replace(part, text=f"{part.text}\n{said}") for part in bar.parts)
    return replace(bar, parts=parts, moved_from=moved_from)


def with_legend(unit: str, moved_from: Mapping[str, float]) -> str:
    """Return the line of the unit, which says what the arrows are where there are any."""
    if not moved_from:
        return unit
    return say(text("{unit}; the arrow: the last change", unit=unit))
