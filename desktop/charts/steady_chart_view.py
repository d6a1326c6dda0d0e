"""A chart that is drawn anew while somebody reads it with the keys."""

from __future__ import annotations

from desktop.charts.chart import Chart
from desktop.charts.chart_view import ChartView


class SteadyChartView(ChartView):
    """A chart that is redrawn with other figures; the keys stay where they were."""

    def show_chart(self, chart: Chart | None) -> None:
        """Show another chart; the mark that the keys stand on stays if it is still there."""
        before = self._current_key()
        super().show_chart(chart)
        if before is not None:
            keys = [mark.key for mark in self.marks()]
            self._current = keys.index(before) if before in keys else -1

    def _current_key(self) -> object:
        marks = self.marks() if self._current >= 0 else []
        return marks[self._current].key if 0 <= self._current < len(marks) else None
