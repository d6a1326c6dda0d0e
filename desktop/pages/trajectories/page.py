"""The page Trajectories: where people go, what steady stocks hide, and a map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Self

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QPushButton,
    QStackedWidget,
    QTabBar,
    QWidget,
)

from desktop.charts.chart_origin import ChartOrigin
from desktop.charts.chart_view import ChartView
from desktop.document.document import Solved
from desktop.engine.question import AnswerState
from desktop.look.colours import TerritoryColours, territory_colours
from desktop.look.context_menu import pop_up
from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.state_bar import StateBar, state_sentence
from desktop.look.theme import STEP, mark_stale
from desktop.look.widgets import (
    fill_box,
    in_column,
    in_row,
    keep_room,
    label_for,
    named,
    spoken_box,
)
from desktop.pages.context import Context
from desktop.pages.page import TRAJECTORIES, Page
from desktop.pages.trajectories.map_view import MapView
from desktop.pages.trajectories.stocks_view import StocksView
from desktop.pages.trajectories.streams_view import StreamsView
from desktop.pages.trajectories.tracing import Tracing
from desktop.pages.trajectories.without_view import WithoutView
from models.flows.map_figures import years_of
from models.geometry.atlas import Atlas
from models.results.trajectories import Cell, Trajectories
from models.words.names import scenario_name
from models.words.stocks import stocks_sentence
from models.words.text import Argument, text
from models.words.trajectories import of_its_group, streams_sentence, words_of
from models.words.with_and_without import ALL_YEARS_TOGETHER, compared_sentence

_TITLES = {
    AnswerState.COMPUTING: text("People are being followed through the stages…"),
    AnswerState.REFUSED: text("The data have errors, so nobody can be followed."),
}
_ADVICE: Mapping[AnswerState, Argument] = {
    AnswerState.COMPUTING: "",
    AnswerState.REFUSED: text(
        "Correct them on the page Data (Ctrl+1); this page follows by itself."
    ),
    AnswerState.FAILED: text("Correct the rule or the data it names."),
}
_INDENT = "\u2003"
_DEEPEST = 32
_LEAST_BOX = 40 * STEP
STREAMS, STOCKS, MAP, WITHOUT = range(4)


class TrajectoriesPage(Page):
    """A sentence, the choice of year and territory for all views, and the views.

    Money has years of its own, those of the programmes or of what is gained later: while the map
    shows an amount, the choice of the year is among them.
    """

    number = TRAJECTORIES

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme, locale = context.theme, context.locale
        document, new_question = context.document, context.new_kept_question
        self.tracing = context.keep(
            Tracing,
            lambda: Tracing(document, new_question(text("Following people")), context.engine),
        )
        self._shown: Trajectories | None = None
        self._money_year: int | None = None
        self._colours = TerritoryColours(())
        self.tabs = QTabBar(expanding=False, drawBase=False, usesScrollButtons=False)
        self.tabs.setAccessibleName(self.tr("View"))
        for view in (
            self.tr("&Where people go"),
            self.tr("Stoc&ks and flows"),
            self.tr("Ma&p"),
            self.tr("W&ith and without"),
        ):
            self.tabs.addTab(view)
        self.tabs.setTabVisible(WITHOUT, False)
        self.year_box = spoken_box(self.tr("Year"))
        self.territory_box = spoken_box(self.tr("Territory"))
        self.group_box = spoken_box(self.tr("Group"))
        self.chart_button = QPushButton(self.tr("&Chart"))
        self.chart_button.setAccessibleName(self.tr("What can be done with the chart"))
        self.streams = StreamsView(theme)
        self.stocks = StocksView(theme, locale)
        self.map = MapView(theme, locale)
        self.without = WithoutView(theme)
        self.state = StateBar()
        self.views = QStackedWidget()
        self.content = QWidget()
        ChartOrigin(self, context, self._scenario_shown)
        self._lay_out()
        self._connect()
        self.refresh()

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures, or the chart."""
        chart = self.current_chart()
        if chart is not None:
            chart.copy_image()
        else:
            self.stocks.view.copy()

    def commands(self) -> Sequence[QAction]:
        """Return what can be done on this page."""
        return (
            self.command(self.tr("Follow nobody any more"), self.follow_nobody),
            self.command(self.tr("Open GeoJSON for the map…"), self.map.choose_and_open),
        )

    def first_place(self) -> QWidget:
        """Return the chart or the table that is shown."""
        views = {
            STREAMS: self.streams.chart,
            STOCKS: self.stocks.view,
            MAP: self.map.chart,
            WITHOUT: self.without.chart,
        }
        return views[self.tabs.currentIndex()]

    def current_chart(self) -> ChartView | None:
        """Return the chart that is shown, None on the table."""
        charts = {
            STREAMS: self.streams.chart,
            MAP: self.map.chart,
            WITHOUT: self.without.chart,
        }
        view = charts.get(self.tabs.currentIndex())
        return view if view is not None and view.chart is not None else None

    def take_over(self, before: Self) -> None:
        """Show the same view of the same figure and year."""
        self._money_year = before._money_year
        self.map.figure_box.setCurrentIndex(before.map.figure_box.currentIndex())
        self.tabs.setCurrentIndex(before.tabs.currentIndex())
        self.refresh()

    def look(self, *, now: bool) -> None:
        """Follow people while somebody looks."""
        self.tracing.look(now=now)

    @Slot()
    def follow_nobody(self) -> None:
        """Show everybody again."""
        self.tracing.ask(replace(self.tracing.query, followed=None))

    @Slot()
    def refresh(self) -> None:
        """Show the newest answer, and how it stands to the case."""
        answer, state = self.tracing.answer, self.tracing.state
        if answer is None or state in (AnswerState.REFUSED, AnswerState.FAILED):
            self.state.say_state(state, None, _ADVICE)
            self.content.hide()
            title = state_sentence(state, self.tracing.error, _TITLES)
            self.sentence.setText(title or say(_TITLES[AnswerState.COMPUTING]))
            self._mark_stale(False)
            self._shown = None
            return
        self.state.say("")
        self.content.show()
        if answer is not self._shown:
            self._show(answer)
        self._mark_stale(state is not AnswerState.CURRENT)

    def _lay_out(self) -> None:
        for box in (self.year_box, self.territory_box, self.group_box):
            box.setMaximumWidth(80 * STEP)
        for box in (self.territory_box, self.group_box):  # long names give way on small screens
            box.setMinimumWidth(_LEAST_BOX)
        year = named(self.tr("&Year"), self.year_box)
        territory = named(self.tr("Te&rritory"), self.territory_box)
        self.group_label = label_for(self.tr("&Group"), self.group_box)
        group = in_row(self.group_label, self.group_box)
        keep_room(self.chart_button)
        row = WrappingRow(self.tabs, spacing=4 * STEP)
        row.add_room()
        for piece in (year, territory, group, self.chart_button):
            row.add(piece)
        self.content.setLayout(in_column(row, (self.views, 1), spacing=3 * STEP))
        for view in (self.streams, self.stocks, self.map, self.without):
            self.views.addWidget(view)
        self.put_beside_sentence(self.state)
        self.body.addWidget(self.content, 1)
        self.body.addStretch(0)

    def _connect(self) -> None:
        self.tracing.changed.connect(self.refresh)
        self.tabs.currentChanged.connect(self._on_view_chosen)
        self.year_box.activated.connect(self._on_filter_chosen)
        self.territory_box.activated.connect(self._on_filter_chosen)
        self.group_box.activated.connect(self._on_filter_chosen)
        self.chart_button.clicked.connect(self._show_chart_menu)
        self.streams.followed.connect(self._on_followed)
        self.map.atlas_wanted.connect(self._on_atlas_wanted)
        self.map.figure_chosen.connect(self._show_map)
        self.state.acted.connect(self._on_acted)
        self.context.document.split_changed.connect(self._on_split_changed)
        self.context.document.case_replaced.connect(self._on_case_replaced)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.follow_nobody)

    def _show(self, answer: Trajectories) -> None:
        self._shown = answer
        self._colours = territory_colours(answer.traced.case)
        self.streams.show_answer(answer, self._colours)
        self.stocks.show_answer(answer)
        self.without.show_answer(answer)
        self._offer_without(answer)
        self._show_map()

    def _offer_without(self, answer: Trajectories) -> None:
        """Have the tab of with and without where the case says what happens without."""
        has_some = answer.without is not None
        if not has_some and self.tabs.currentIndex() == WITHOUT:
            self.tabs.setCurrentIndex(STREAMS)
        if has_some is not self.tabs.isTabVisible(WITHOUT):
            self.tabs.setTabVisible(WITHOUT, has_some)
            self.tabs.updateGeometry()  # Qt leaves it as wide as before

    @Slot()
    def _show_map(self) -> None:
        # Hundreds of outlines take a moment, so the map is made only where it is seen.
        if self._shown is not None and self.tabs.currentIndex() == MAP:
            self.map.show_answer(self._shown, self._solved(), self._colours, self._year_of_money())
        if self._shown is not None:
            self._offer_filters(self._shown)
        self._say()

    def _scenario_shown(self) -> str:
        if self._shown is None:
            return ""
        traced = self._shown.traced
        return say(scenario_name(traced.scenario, traced.names.scenarios))

    def _solved(self) -> Solved | None:
        """Return the split to show figures of: that of the scenario, current or not."""
        document = self.context.document
        solved = document.solved
        fits = solved is not None and solved.split.scenario == document.scenario
        return solved if fits else None

    def _say(self) -> None:
        """Open the page with the sentence of the view that is shown."""
        answer = self._shown
        if answer is None:
            return
        self.chart_button.setVisible(self.current_chart() is not None)
        view = self.tabs.currentIndex()
        sentence: Argument = streams_sentence(answer)
        if view == STOCKS:
            sentence = stocks_sentence(answer)
        elif view == MAP and self.map.mapped is not None:
            sentence = self.map.mapped.sentence
        elif view == WITHOUT and answer.without is not None:
            sentence = compared_sentence(answer.without, words_of(answer))
        of_all = self._shows_money()
        self.sentence.setText(say(sentence if of_all else of_its_group(answer, sentence)))

    def _shows_money(self) -> bool:
        return self.tabs.currentIndex() == MAP and self.map.figure.money

    def _years_of_money(self) -> tuple[int, ...]:
        assert self._shown is not None
        solved = self._solved()
        return years_of(self.map.figure, self._shown, solved.split if solved else None)

    def _year_of_money(self) -> int | None:
        """Return the year that an amount is shown of; None: all years, or there is no amount."""
        if self._shows_money() and self._money_year in self._years_of_money():
            return self._money_year
        return None

    def _offer_filters(self, answer: Trajectories) -> None:
        of_money = self._shows_money()
        found = self._years_of_money() if of_money else answer.years
        years: list[tuple[str, object]] = [(self.tr("All years"), None)]
        years += [(str(year), year) for year in found]
        of_all_years = self.tabs.currentIndex() == WITHOUT
        chosen = self._year_of_money() if of_money else answer.query.year
        fill_box(self.year_box, years, None if of_all_years else chosen)
        self.year_box.setEnabled(bool(found) and not of_all_years)
        whole: Argument = ALL_YEARS_TOGETHER if of_all_years else ""
        if of_money and not self.map.figure.by_year:
            whole = text("{figure} is of all years together.", figure=self.map.figure.label)
        self.year_box.setToolTip(say(whole))
        names = answer.traced.names
        territories: list[tuple[str, object]] = [(self.tr("All territories"), None)]
        territories += [
            (min(depth, _DEEPEST) * _INDENT + names.territory(key), key)
            for key, depth in answer.territories
        ]
        fill_box(self.territory_box, territories, answer.query.territory)
        groups: list[tuple[str, object]] = [(self.tr("All groups"), None)]
        groups += [(names.group(key), key) for key in answer.groups]
        fill_box(self.group_box, groups, answer.query.group)
        for part in (self.group_label, self.group_box):
            part.setVisible(bool(answer.groups))
        self.group_box.setEnabled(not of_money)
        self.group_box.setToolTip(
            say(text("{figure} is of all groups together.", figure=self.map.figure.label))
            if of_money
            else ""
        )

    def _mark_stale(self, stale: bool) -> None:
        mark_stale(self.sentence, stale=stale)
        self.stocks.mark_stale(stale)

    @Slot(int)
    def _on_view_chosen(self, at: int) -> None:
        self.views.setCurrentIndex(at)
        self._show_map()

    @Slot()
    def _on_filter_chosen(self) -> None:
        query = self.tracing.query
        year, territory = self.year_box.currentData(), self.territory_box.currentData()
        if self.tabs.currentIndex() == WITHOUT:
            year = query.year  # kept for the other views
        group = self.group_box.currentData()
        is_same = (territory, group) == (query.territory, query.group)
        followed = query.followed if is_same else None
        if self._shows_money():
            self._money_year, year = year, query.year
            self._show_map()
        self.tracing.ask(
            replace(query, year=year, territory=territory, group=group, followed=followed)
        )

    @Slot(object)
    def _on_followed(self, cell: Cell | None) -> None:
        self.tracing.ask(replace(self.tracing.query, followed=cell))

    @Slot(object)
    def _on_atlas_wanted(self, atlas: Atlas) -> None:
        self.tracing.ask(replace(self.tracing.query, atlas=atlas))

    @Slot()
    def _on_acted(self) -> None:
        if self.tracing.state is AnswerState.REFUSED:
            self.problems_wanted.emit()
        else:
            self.tracing.refresh()

    @Slot()
    def _on_case_replaced(self) -> None:
        self._money_year = None

    @Slot()
    def _on_split_changed(self) -> None:
        if self._shown is not None and self.isVisible():
            self._show_map()

    @Slot()
    def _show_chart_menu(self) -> None:
        chart = self.current_chart()
        if chart is None:
            return
        place = self.chart_button.mapToGlobal(self.chart_button.rect().bottomLeft())
        pop_up(self, [chart.chart_actions()], place)
