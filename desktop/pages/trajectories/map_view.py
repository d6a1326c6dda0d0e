"""The view of the map: which figure, on which outlines, and what no area shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from desktop.app import dialogs
from desktop.charts.map_chart_view import MapChartView
from desktop.charts.map_ground import WHOLE
from desktop.document.document import Solved
from desktop.look.colours import TerritoryColours
from desktop.look.formats import MINUS
from desktop.look.language import say
from desktop.look.theme import HEADING, STEP, Theme
from desktop.look.widgets import in_column, in_row, named, spoken_box, wrapped_label
from desktop.pages.trajectories.map_chart import Mapped, map_of
from models.flows.map_figures import MAP_FIGURES, MapFigure
from models.geometry.atlas import Atlas, read_geojson
from models.problems import RelaisError
from models.results.trajectories import Trajectories
from models.words.text import text
from models.words.trajectories import words_of

_ZOOM_WIDTH = 9 * STEP


class MapView(QWidget):
    """A map of any figure; without one, what can be done about it.

    Signals:
        atlas_wanted: other outlines are wanted; carries an Atlas.
        figure_chosen: another figure is shown.
    """

    atlas_wanted = Signal(object)
    figure_chosen = Signal()

    def __init__(self, theme: Theme, locale: QLocale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._locale = locale
        self.figure_box = spoken_box(self.tr("Figure on the map"))
        self.figure_box.addItems([say(figure.label) for figure in MAP_FIGURES])
        self.atlas_box = spoken_box(self.tr("Outlines of the map"))
        self.open_button = QPushButton(self.tr("Open &GeoJSON…"))
        self.chart = MapChartView(theme)
        self.zoom = ZoomButtons(self.chart)
        self.unmatched = wrapped_label(quiet=True)
        self.empty = _NoMap(theme)
        self.stack = QStackedWidget()
        self._atlases: list[Atlas] = []
        self.mapped: Mapped | None = None
        self._lay_out()
        self.figure_box.activated.connect(self.figure_chosen)
        self.atlas_box.activated.connect(self._on_atlas_chosen)
        self.open_button.clicked.connect(self.choose_and_open)
        self.empty.button.clicked.connect(self.choose_and_open)

    @property
    def figure(self) -> MapFigure:
        """The figure that is chosen."""
        return MAP_FIGURES[self.figure_box.currentIndex()]

    def show_answer(
        self,
        answer: Trajectories,
        solved: Solved | None,
        colours: TerritoryColours,
        year: int | None,
    ) -> None:
        """Show the chosen figure; the year is that of an amount."""
        self._offer_atlases(answer)
        if answer.map.atlas is None or not answer.map.area_of:
            self.mapped = None
            self.chart.show_chart(None)
            self.zoom.hide()
            self.empty.explain(answer)
            self.stack.setCurrentWidget(self.empty)
            return
        self.mapped = map_of(answer, self.figure, solved, colours, self._locale, year)
        self.chart.show_chart(self.mapped.chart)
        self.zoom.show()
        self.unmatched.setText(self.mapped.chart.note)
        self.unmatched.setVisible(bool(self.mapped.chart.note))
        self.stack.setCurrentIndex(0)

    @Slot()
    def choose_and_open(self) -> None:
        """Ask for the user's own outlines."""
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Open outlines of territories"),
            "",
            self.tr("GeoJSON (*.geojson *.json)"),
        )
        try:
            if name:
                self.atlas_wanted.emit(read_geojson(Path(name)))
        except RelaisError as error:
            dialogs.tell_error(self, error)

    def _lay_out(self) -> None:
        boxes = (
            named(self.tr("&Figure"), self.figure_box),
            named(self.tr("&Map"), self.atlas_box),
        )
        self.choices = QWidget()
        self.choices.setLayout(in_row(*boxes, self.open_button, 1, self.zoom, spacing=6 * STEP))
        with_map = QWidget()
        with_map.setLayout(in_column((self.chart, 1), self.unmatched))
        self.stack.addWidget(with_map)
        self.stack.addWidget(self.empty)
        self.setLayout(in_column(self.choices, (self.stack, 1)))

    def _offer_atlases(self, answer: Trajectories) -> None:
        atlas = answer.map.atlas
        offered = list(answer.map.choices)
        own = (a for a in (*self._atlases, answer.query.atlas) if a is not None and a.own)
        offered += dict.fromkeys(own)
        if offered != self._atlases:
            self._atlases = offered
            self.atlas_box.clear()
            self.atlas_box.addItems([self._atlas_name(one) for one in offered])
        self.choices.setVisible(bool(offered))
        if atlas in offered:
            self.atlas_box.setCurrentIndex(offered.index(atlas))

    def _atlas_name(self, atlas: Atlas) -> str:
        return {
            "territories": self.tr("Belgium: regions and German-speaking Community"),
            "regions": self.tr("Belgium: regions"),
            "provinces": self.tr("Belgium: provinces"),
            "arrondissements": self.tr("Belgium: arrondissements"),
            "municipalities": self.tr("Belgium: municipalities"),
            "states": self.tr("Europe: states"),
        }.get(atlas.key, atlas.key)

    @Slot(int)
    def _on_atlas_chosen(self, at: int) -> None:
        self.atlas_wanted.emit(self._atlases[at])


class ZoomButtons(QWidget):
    """Each does what a key does on the map; those that would change nothing are off."""

    def __init__(self, view: MapChartView) -> None:
        super().__init__()
        self._view = view
        self.nearer, self.farther = QPushButton("+"), QPushButton(MINUS)
        self.whole = QPushButton(self.tr("Who&le map"))
        for button, name, tip, act in (
            (
                self.farther,
                self.tr("Zoom out"),
                self.tr("Zoom out (−, or the wheel)"),
                view.zoom_out,
            ),
            (self.nearer, self.tr("Zoom in"), self.tr("Zoom in (+, or the wheel)"), view.zoom_in),
            (self.whole, self.tr("Whole map"), self.tr("Show the whole map (0)"), view.show_whole),
        ):
            button.setAccessibleName(name)
            button.setToolTip(tip)
            button.clicked.connect(act)
        self.setLayout(in_row(self.farther, self.nearer, self.whole, spacing=STEP))
        for button in (self.nearer, self.farther):
            button.setFixedWidth(_ZOOM_WIDTH)
        view.zoomed.connect(self.refresh)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Offer what would change something."""
        zoomed = self._view.zoom > WHOLE.zoom
        self.whole.setEnabled(zoomed)
        self.farther.setEnabled(zoomed)
        self.nearer.setEnabled(self._view.chart is not None and not self._view.nearest)


class _NoMap(QWidget):
    """Says why there is no map, and what can be done about it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.sentence = wrapped_label(font=theme.font(HEADING))
        self.advice = wrapped_label(quiet=True)
        self.button = QPushButton(self.tr("Open &GeoJSON…"))
        pieces = (self.sentence, self.advice, in_row(self.button, 1), 1)
        self.setLayout(in_column(*pieces, spacing=3 * STEP, margins=(0, 6 * STEP, 0, 0)))

    def explain(self, answer: Trajectories) -> None:
        """Say what is missing."""
        own = answer.query.atlas if answer.query.atlas and answer.query.atlas.own else None
        if own is not None:
            said = say(text("No area of {file} is a territory of this case.", file=own.key))
            advice = text(
                "Each area needs a property, whatever it is called, that holds the key or the name "
                "of a territory, such as {example}."
            )
        else:
            said = self.tr("No packaged map shows the territories of this case.")
            advice = text(
                "Maps of Belgium and of Europe’s states are packaged. For other territories, open "
                "a GeoJSON file whose areas have a property that holds their keys or names, such "
                "as {example}."
            )
        keys = answer.map.unmatched or tuple(key for key, _ in answer.territories)
        words = words_of(answer)
        named = [name for key in keys[:1] for name in (key, say(words.territory(key)))]
        example = " · ".join(dict.fromkeys(named))
        self.sentence.setText(said)
        self.advice.setText(say(advice.filled(example=example or "BX")))
