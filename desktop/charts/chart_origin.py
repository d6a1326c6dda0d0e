"""What a picture of a chart tells of where it is from, and where it is proposed to be written."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.charts.chart import Chart
from desktop.look.language import say
from models.words.names import scenario_name
from models.words.text import text

if TYPE_CHECKING:
    from desktop.pages.context import Context

_LONGEST = 60
"""A file is named after its chart with no more letters than this."""
_END_OF_PHRASE = re.compile(r"[:;(]|\. ")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\s]+')


class ChartOrigin(QObject):  # D153
    """Knows the case for the charts of a page; a chart finds it by the widgets it lies in.

    Args:
        page: whose charts it is for.
        context: of the window.
        scenario: returns the scenario that the charts show; "": none, or more than one. Without
            it, that of the split.
    """

    def __init__(
        self, page: QWidget, context: Context, scenario: Callable[[], str] | None = None
    ) -> None:
        super().__init__(page)
        self._context = context
        self._scenario = scenario or self._scenario_of_split

    def source(self) -> str:
        """Return the line under a picture: the file, the scenario and today."""
        path, today = self._context.document.path, QDate.currentDate()
        date = self._context.locale.toString(today, QLocale.FormatType.ShortFormat)
        return " · ".join(filter(None, (path.name if path else "", self._scenario(), date)))

    def proposal(self, chart: Chart) -> Path:
        """Return where a picture of a chart may be written: beside the case, named after both."""
        path = self._context.document.path
        return (path or Path.home() / "Relais").with_name(
            " ".join(filter(None, (path.stem if path else "", file_name_of(chart)))) + ".png"
        )

    def say_written(self, path: Path) -> None:
        """Say that a picture was written."""
        self._context.say(say(text("Written to {path}", path=str(path))))

    def _scenario_of_split(self) -> str:
        document = self._context.document
        solved = document.solved
        if solved is None:
            return document.scenario
        return say(scenario_name(solved.split.scenario, solved.names.scenarios))


def origin_for(view: QWidget) -> ChartOrigin | None:
    """Return the origin of the charts of the page that a widget lies in."""
    at: QWidget | None = view
    while at is not None:
        for child in at.findChildren(
            ChartOrigin, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            return child
        at = at.parentWidget()
    return None


def file_name_of(chart: Chart) -> str:
    """Return what a file with a picture of a chart may be called, without its ending."""
    text = chart.name or chart.title
    if len(text) > _LONGEST:
        text = _END_OF_PHRASE.split(text, maxsplit=1)[0]
    text = _NOT_IN_NAMES.sub(" ", text).strip(" .")
    if len(text) > _LONGEST:
        text = text[: _LONGEST + 1].rpartition(" ")[0] or text[:_LONGEST]
    return text.strip(" .,;") or "chart"
