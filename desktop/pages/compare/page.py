"""The compare page: two to six splits side by side, who gains and loses, and the bridge."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Self

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QPushButton,
    QTabWidget,
    QWidget,
)

from desktop.app import dialogs
from desktop.app.dialogs import ask_for_spoken_workbook
from desktop.charts.chart_origin import ChartOrigin
from desktop.engine.question import AnswerState
from desktop.engine.tasks import BRIDGES
from desktop.engine.watch import Watch
from desktop.look.colours import TerritoryColours, territory_colours
from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.state_bar import StateBar
from desktop.look.theme import STEP, mark_stale
from desktop.look.unit_box import ChosenUnit, UnitBox
from desktop.look.widgets import fill_box, in_column, in_row, named, spoken_box
from desktop.pages.compare.bridge_panel import BridgePanel
from desktop.pages.compare.chooser import Chooser
from desktop.pages.compare.comparing import (
    Bridging,
    Choice,
    Comparing,
    choice_name,
)
from desktop.pages.compare.gains import GainsView, gain_charts
from desktop.pages.compare.sides_view import SidesView, unit_of
from desktop.pages.context import Context
from desktop.pages.page import COMPARE, Page
from desktop.project.scenario_menu import ScenarioMenu
from models.clause import clauses_of
from models.names import Names, currency_of, names_of
from models.problems import RelaisError
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.clauses import clause_said
from models.words.comparison import comparison_sentence, conflict_sentences, split_name
from models.words.language import Language
from models.words.names import Terms, scenario_name
from models.words.text import text

_REFUSED = text("The data have errors, which the page Data lists; no split can be computed.")
_FIRST_KEYS = ("host_pays", "population")


class ComparePage(Page):
    """Chooses splits on the left; shows them as a table, as gains and losses and as a bridge."""

    number = COMPARE

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        document, engine = context.document, context.engine
        self._document, self._locale = document, context.locale
        new_question = context.new_kept_question
        self.comparing = context.keep(
            Comparing,
            lambda: Comparing(document, new_question(text("Comparing")), engine),
        )
        self.bridging = context.keep(
            Bridging, lambda: Bridging(document, new_question(text("Walking")), engine)
        )
        self._writing = context.new_question(text("Writing the comparison"))
        self._names, self._colours = Names(), TerritoryColours(())
        self._clauses: dict[str, str] = {}
        self._side: SideBySide | None = None
        self.chooser = Chooser(self.comparing, context.theme)
        self.state = StateBar()
        self.conflicts = StateBar()
        self.keys_button = QPushButton(self.tr("Compare with two &keys"))
        self.scenario_button = QPushButton(self.tr("New &scenario…"))
        self._scenarios = ScenarioMenu(document, context.solving, self)
        self.base_box = spoken_box(self.tr("Base"))
        self.unit_box = UnitBox(context.keep(ChosenUnit, lambda: ChosenUnit(document)))
        self.export_button = QPushButton(self.tr("E&xport…"))
        self.sides = SidesView(context.theme, context.locale)
        ChartOrigin(self, context, lambda: "")  # its charts name their scenarios themselves
        self.gains = GainsView(context.theme)
        self.bridge_panel = BridgePanel(self.bridging, context.theme, context.locale)
        self.tabs = QTabWidget(documentMode=True)
        self.tabs.tabBar().setAccessibleName(self.tr("Views of the comparison"))
        self._lay_out()
        self._connect()
        self.refresh()

    def first_place(self) -> QWidget:
        """Return the list of what can be compared."""
        return self.chooser.list

    def copy(self) -> None:
        """Copy the selected figures."""
        self.sides.view.copy()

    def commands(self) -> Sequence[QAction]:
        """Return what can be done here."""
        return (self.command(self.tr("Export the comparison…"), self.choose_and_export),)

    def take_over(self, before: Self) -> None:
        """Show the same view with the same choices."""
        self.unit_box.take_over(before.unit_box)
        self.sides.take_over(before.sides)
        self.bridge_panel.take_over(before.bridge_panel)
        self.tabs.setCurrentIndex(before.tabs.currentIndex())
        self._show_side()

    def look(self, *, now: bool) -> None:
        """Compare while somebody looks."""
        self.comparing.look(now=now)

    def _lay_out(self) -> None:
        self.tabs.addTab(self.sides, self.tr("Side by side"))
        self.tabs.addTab(self.gains, self.tr("Who gains, who loses"))
        self.tabs.addTab(self.bridge_panel, self.tr("Bridge"))
        base = named(self.tr("&Base"), self.base_box)
        unit = named(self.tr("A&mounts in"), self.unit_box)
        top = WrappingRow(base, unit, spacing=6 * STEP)
        top.add_room()
        top.add(self.export_button)
        first = in_row(self.scenario_button, self.keys_button, 1, spacing=6 * STEP)
        for bar in (self.state, self.conflicts):
            self.put_beside_sentence(bar)
        right = in_column(top, first, (self.tabs, 1), 0)
        self.body.addLayout(in_row(self.chooser, (right, 1), spacing=6 * STEP), 1)

    def _connect(self) -> None:
        self.comparing.changed.connect(self.refresh)
        self.chooser.refused.connect(self.context.say)
        self.state.acted.connect(self._on_acted)
        self.conflicts.acted.connect(self._on_settling_wanted)
        self.keys_button.clicked.connect(self._on_keys_wanted)
        self.scenario_button.clicked.connect(self._on_scenario_wanted)
        self.base_box.activated.connect(self._on_base_activated)
        self.unit_box.changed.connect(self._show_side)
        self.export_button.clicked.connect(self.choose_and_export)
        self.tabs.currentChanged.connect(self._on_tab_changed)
        self._writing.finished.connect(self._on_written)
        self._writing.failed.connect(self._on_write_failed)
        self.context.theme.changed.connect(self._show_side)

    @Slot()
    def refresh(self) -> None:
        """Show what is chosen, what is known of it, and how that stands."""
        self.chooser.refresh()
        self._offer_bases()
        self._say_state()
        side = self.comparing.side
        if side is not self._side:
            self._side = side
            if side is not None and not self.comparing.is_stale:
                case = self._document.open_case
                self._names, self._colours = names_of(case), territory_colours(case)
                terms = Terms(self._names, currency_of(case))
                clauses = clauses_of(case)
                self._clauses = {one.key: say(clause_said(one, terms)) for one in clauses}
                self._offer_units(side)
            self._show_side()
        stale = self.comparing.is_stale
        self.sides.table.mark_stale(stale)
        self.bridge_panel.setEnabled(not stale)
        mark_stale(self.sentence, stale=stale)
        self.tabs.setVisible(_has_figures(side))
        self.export_button.setEnabled(self.comparing.state is AnswerState.CURRENT)
        self.sides.offer(now=_has_figures(side))
        self.unit_box.setEnabled(_has_figures(side))

    @Slot()
    def choose_and_export(self) -> None:
        """Ask for a place and write the comparison there."""
        path = self._document.path
        if self.comparing.state is not AnswerState.CURRENT or path is None:
            return
        proposal = path.with_name(say(text("{name} comparison.xlsx", name=path.stem)))
        chosen = ask_for_spoken_workbook(self, self.tr("Export the comparison"), proposal)
        if chosen is not None and self.comparing.state is AnswerState.CURRENT:
            self.export(*chosen)

    def export(self, path: Path, spoken: Language) -> None:
        """Write the comparison to a workbook, with the way from the base to each other split."""
        side, case = self.comparing.side, self._document.open_case
        source = self._document.path
        assert side is not None
        case_name, engine = source.name if source else "", self.context.engine

        def work(watch: Watch) -> Path:
            from models.workbook import comparison  # noqa: PLC0415  # loads xlsxwriter

            ways = engine.ask(BRIDGES, watch, case, side)
            comparison.write_comparison(case, side, ways, path, case_name=case_name, spoken=spoken)
            return path

        self._writing.ask(work)

    def _say_state(self) -> None:
        state = self.comparing.state
        self.keys_button.setVisible(state is AnswerState.EMPTY)
        alone = len(self.comparing.scenarios()) < len(_FIRST_KEYS)
        self.scenario_button.setVisible(state is AnswerState.EMPTY and alone)
        old = ""
        if self.comparing.is_stale:
            old = " " + self.tr("What is shown is of the case before it was edited.")
        computing = text("Computing…")
        if self.comparing.computing:
            name = scenario_name(self.comparing.computing, self.comparing.labels)
            computing = text("Computing {scenario}…", scenario=name)
        sentences = {AnswerState.COMPUTING: computing, AnswerState.REFUSED: _REFUSED}
        self.state.say_state(state, self.comparing.error, sentences, after=old)
        if self.comparing.side is None:
            self.sentence.setText(self._without_side(state))
            self.conflicts.say("")

    def _without_side(self, state: AnswerState) -> str:
        if state is not AnswerState.EMPTY:
            compared = self.tr("The splits are being compared.")
            return compared if state.is_computing else self.tr("There is no comparison yet.")
        if len(self.comparing.scenarios()) < 2:
            return self.tr(
                "This case has only one scenario. Make another to set beside it; keys can be "
                "compared already."
            )
        return self.tr("Tick two to six splits on the left to set them side by side.")

    @Slot()
    def _show_side(self) -> None:
        side, unit = self._side, self.unit_box.unit
        self.bridge_panel.show_side(
            side if not self.comparing.is_stale else None, self._names, self._colours, unit
        )
        if side is None:
            return
        self.sentence.setText(say(comparison_sentence(side, self._names)))
        clashes = _clashes(side)
        words = "\n".join(map(say, conflict_sentences(clashes, self._clauses)))
        self.conflicts.say(words, self.tr("Settle it…"))
        self.sides.show_side(side, self._names, unit, self.comparing.keys_share_needs_of)
        line = say(
            text(
                "Change against {base}, {unit}; right: pays more, left: pays less",
                base=split_name(side.base_split),
                unit=unit_of(side, unit),
            )
        )
        self.gains.show_charts(gain_charts(side, self._names, unit, line, self._locale))

    def _offer_bases(self) -> None:
        choices = self.comparing.chosen.choices
        letter = self.comparing.chosen.letter
        labels = self.comparing.labels
        items = [(f"{letter(one)} {choice_name(one, labels)}", one) for one in choices]
        fill_box(self.base_box, items, self.comparing.base)
        self.base_box.setEnabled(bool(choices))

    def _offer_units(self, side: SideBySide) -> None:
        if _has_figures(side):
            amounts = [line.pays for split in side.splits for line in split.lines.values()]
            self.unit_box.offer(side.base_split.currency, amounts)

    @Slot()
    def _on_acted(self) -> None:
        state = self.comparing.state
        if state is AnswerState.COMPUTING:
            self.comparing.cancel()
        elif state is AnswerState.REFUSED:
            self.problems_wanted.emit()
        else:
            self.comparing.refresh()

    @Slot()
    def _on_settling_wanted(self) -> None:
        side = self.comparing.side
        clashes = _clashes(side) if side is not None else []
        if clashes:
            self._document.choose_scenario(clashes[0].scenario)
            self.settling_wanted.emit()

    @Slot()
    def _on_scenario_wanted(self) -> None:
        """Make a scenario, and set it beside what is chosen."""
        before = self.comparing.scenarios()
        self._scenarios.ask_for_new()
        for choice in self.comparing.scenarios():
            if choice not in before:
                self.comparing.choose(choice, on=True)

    @Slot()
    def _on_keys_wanted(self) -> None:
        for name in _FIRST_KEYS:
            self.comparing.choose(Choice(name, is_key=True), on=True)

    @Slot(int)
    def _on_base_activated(self, at: int) -> None:
        self.comparing.choose_base(self.base_box.itemData(at))

    @Slot(int)
    def _on_tab_changed(self, _at: int) -> None:
        self.bridge_panel.look(now=self.tabs.currentWidget() is self.bridge_panel)

    @Slot(object)
    def _on_written(self, path: Path) -> None:
        self.context.say(say(text("Written to {path}", path=str(path))))

    @Slot(object)
    def _on_write_failed(self, error: object) -> None:
        if isinstance(error, RelaisError):
            dialogs.tell_error(self, error)


def _clashes(side: SideBySide) -> list[ComparedSplit]:
    """Return the scenarios that have no split."""
    return [split for split in side.splits if split.key is None and split.measured is None]


def _has_figures(side: SideBySide | None) -> bool:
    """Say whether any of the splits is there."""
    return side is not None and any(split.measured is not None for split in side.splits)
