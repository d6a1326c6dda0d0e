"""The split page: who pays what in the chosen scenario, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from PySide6.QtCore import QEvent, QMetaMethod, QObject, QPoint, Qt, QTimer, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QPushButton,
    QWidget,
)

from desktop.charts.chart_origin import ChartOrigin
from desktop.document.document import Solved
from desktop.document.freezing import mark_frozen
from desktop.document.last_change import LastChange
from desktop.engine.explaining import Explaining
from desktop.engine.why_questions import AboutCohort, AboutEntry, AboutSplit, Topic
from desktop.look.context_menu import pop_up
from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.scenario_box import ScenarioBox
from desktop.look.state_bar import SplitStateBar
from desktop.look.theme import STEP, mark_stale
from desktop.look.unit_box import ChosenUnit, UnitBox
from desktop.look.widgets import in_row, link_button, named, splitter, spoken_box
from desktop.pages.context import Context
from desktop.pages.page import SPLIT, Page
from desktop.pages.split.matrix import ChosenCells, SplitMatrix
from desktop.pages.split.payer_bars import LEAST_BOX, PayerBarsPanel
from desktop.pages.split.way_back import WayBack
from desktop.pages.split.why_panel import WhyPanel, question_about
from models.words.headlines import no_split, split_sentence
from models.words.matrix import NESTINGS, nesting_name
from models.words.names import CellOf
from models.words.text import counted, text

_LEAST_PANEL, _MOST_PANEL = 65 * STEP, 160 * STEP
_LEAST_MATRIX = 60 * STEP
"""What the bars leave to the matrix at least: its header, a few rows and the first totals."""
_HEIGHT_WITH_BARS = 180 * STEP
"""From here on there are bars even where they have to scroll, as those of dozens of payers do."""

_NEXT_TURN = 1
"""Milliseconds after which keys and clicks have been heard."""


class SplitPage(Page):
    """A sentence, choices, how the split stands; then bars, the matrix and the reasons."""

    number = SPLIT

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        document, solving, locale = context.document, context.solving, context.locale
        self._document, self._solving, self._locale = document, solving, locale
        self._shown: Solved | None = None
        self._was_seen = self._is_sharing = self._bars_by_hand = False
        self._is_shared_by_hand = False
        self._asked: Topic | None = AboutSplit()
        self.scenario_box = ScenarioBox(document)
        self.unit_box = UnitBox(context.keep(ChosenUnit, lambda: ChosenUnit(document)))
        self.unit_box.setMinimumWidth(LEAST_BOX)
        self.nesting_box = _box(self.tr("Order of the rows"))
        self.nesting_box.addItems([say(nesting_name(nesting)) for nesting in NESTINGS])
        self.level_box = _box(self.tr("Unfold the rows to"))
        self.warnings_button = link_button()
        self.state_line = SplitStateBar(document, solving)
        self.matrix = SplitMatrix(context.theme, locale)
        ChartOrigin(self, context)
        self.bars_panel = PayerBarsPanel(context.theme, locale)
        self.bars = self.bars_panel.bars
        self._last_change = LastChange(document, self)
        self.explaining = context.keep(
            Explaining,
            lambda: Explaining(
                document, context.new_kept_question(text("Working out why")), context.engine
            ),
        )
        self.why = WhyPanel(self.explaining, document, context.theme)
        self._way = WayBack(self.matrix, self.explaining, self.why)
        self._make_actions()
        self._lay_out()
        self._connect()

    def first_place(self) -> QWidget:
        """Return the matrix."""
        return self.matrix.view

    @Slot()
    def copy(self) -> None:
        """Copy the selected figures, or the selected sentences."""
        if self.why.text.hasFocus():
            self.why.text.copy()
        else:
            self.matrix.copy()

    def commands(self) -> Sequence[QAction]:
        """Return what can be done here."""
        return [action for group in self._groups for action in group]

    def can_copy(self) -> bool:
        """Say whether figures or sentences are selected."""
        if self.why.text.hasFocus():
            return self.why.text.textCursor().hasSelection()
        return self.matrix.has_chosen()

    @Slot(QPoint)
    def _show_menu(self, at: QPoint) -> None:
        """Offer what can be done with the chosen figures."""
        copy = () if self.copy_action is None else (self.copy_action,)
        first, *others = self._groups
        pop_up(self.matrix, [(*first, *copy), *others], at, self.is_possible)

    def take_over(self, before: Self) -> None:
        """Show the same rows and columns in the same unit, with the same cell chosen."""
        self._was_seen, self._bars_by_hand = before._was_seen, before._bars_by_hand
        self._is_shared_by_hand = before._is_shared_by_hand
        self._is_sharing = True
        for mine, theirs in (
            (self.bars_action, before.bars_action),
            (self.why_action, before.why_action),
        ):
            mine.setChecked(theirs.isChecked())
        self._is_sharing = False
        self.unit_box.take_over(before.unit_box)
        for box, chosen in (
            (self.nesting_box, before.nesting_box),
            (self.bars_panel.parts_box, before.bars_panel.parts_box),
        ):
            box.setCurrentIndex(chosen.currentIndex())
        self.sides.setSizes(before.sides.sizes())
        self.figures.setSizes(before.figures.sizes())
        if self._shown is not None:
            topic = self.explaining.topic
            self.matrix.take_over(before.matrix, self._shown, self.unit_box.unit)
            if isinstance(topic, AboutEntry | AboutCohort):  # no cell of the matrix says these
                self.explaining.ask(topic)
            self._way.take_over(before._way)
            self._offer_levels()
            self.level_box.setCurrentIndex(before.level_box.currentIndex())
            self._show_bars()

    def showEvent(self, event: QShowEvent) -> None:
        """Show what came meanwhile; the first time, share out the room."""
        self.refresh()
        if not self._was_seen:
            self._was_seen = True
            self._share_out()
        super().showEvent(event)

    def look(self, *, now: bool) -> None:
        """Ask for reasons while somebody looks."""
        signal = QMetaMethod.fromSignal(self.rows_wanted)
        self.why.offers_rows = self.isSignalConnected(signal)
        self.explaining.set_active(now and self.why_action.isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show bars as soon as there is room for them, and no longer than that."""
        if watched is self.figures and event.type() == QEvent.Type.Resize:
            self._share_height()
        return super().eventFilter(watched, event)

    def _share_out(self) -> None:
        """Give the reasons what the matrix can spare, and show bars where there is height."""
        self._share_width()
        self.sides.setStretchFactor(0, 1)
        self.sides.setStretchFactor(1, 0)
        self._share_height()

    def _share_height(self) -> None:
        """Show the bars where there is room for them, unless somebody chose otherwise by hand."""
        if self._shown is None or not self._was_seen or self._bars_by_hand:
            return
        self._is_sharing = True
        moved_from = self._last_change.moved_from(self._shown)
        self.bars_panel.show_bars(self._shown, self.unit_box.unit, moved_from)
        self.bars_action.setChecked(self._has_room_for_bars())
        self._give_bars_room()
        self._is_sharing = False

    def _has_room_for_bars(self) -> bool:
        height = self.figures.height()
        return height >= _HEIGHT_WITH_BARS or self.bars_panel.wanted_height() <= self._room_above()

    def _room_above(self) -> int:
        """Return what the matrix can spare: what it does not need, or half where all bars fit."""
        height, whole = self.figures.height(), self.matrix.whole_height()
        half = min(height - _LEAST_MATRIX, height // 2) - 2 * STEP
        if self.bars_panel.wanted_height() > half:
            half = height * 2 // 5
        return max(height - whole - 2 * STEP, half)

    def _share_width(self) -> None:
        """Give the reasons what the matrix does not need, unless somebody has shared it out."""
        if not self._is_shared_by_hand:
            wide = self.width() - 12 * STEP
            spare = wide - self.matrix.wanted_width() - self.sides.handleWidth()
            panel = max(_LEAST_PANEL, wide // 4, min(_MOST_PANEL, spare))
            self.sides.setSizes([wide - panel, panel])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        if self._was_seen:
            self._share_width()

    @Slot()
    def _on_sides_moved(self) -> None:
        self._is_shared_by_hand = True

    def _make_actions(self) -> None:
        self.bars_action = QAction(
            self.tr("Show the bars"), self, shortcut=QKeySequence("Ctrl+B"), checkable=True
        )
        self.why_action = QAction(
            self.tr("Show why"), self, shortcut=QKeySequence("Ctrl+I"), checkable=True
        )
        self.why_action.setChecked(True)
        matrix, bars, are_seen = self.matrix, self.bars, self.bars_action.isChecked
        self._groups = (
            (
                self.command(
                    self.tr("Why this amount"), self._on_reasons_wanted, "", matrix.has_chosen
                ),
            ),
            self._folding_commands(),
            (self.bars_action, self.why_action),
            (
                self.command(self.tr("Copy the bars as an image"), bars.copy_image, "", are_seen),
                self.command(
                    self.tr("Save the bars as PNG, SVG or PDF…"),
                    bars.choose_and_save,
                    "",
                    are_seen,
                ),
            ),
        )

    def _folding_commands(self) -> tuple[QAction, ...]:
        matrix, levels = self.matrix, self.level_box
        of_this = (
            (self.tr("Fold this row"), "", matrix.fold_current_row, matrix.can_fold_row, True),
            (self.tr("Unfold this row"), "", matrix.fold_current_row, matrix.can_fold_row, False),
            (
                self.tr("Fold the payers of this column"),
                "Alt+-",
                matrix.fold_current_payers,
                matrix.can_fold_payers,
                True,
            ),
            (
                self.tr("Unfold the payers of this column"),
                "Alt++",
                matrix.fold_current_payers,
                matrix.can_fold_payers,
                False,
            ),
        )
        return (
            *(
                self.command(caption, partial(act, fold=fold), keys, partial(can, fold=fold))
                for caption, keys, act, can, fold in of_this
            ),
            self.command(self.tr("Fold all rows"), lambda: matrix.unfold_to(0)),
            self.command(self.tr("Unfold all rows"), lambda: matrix.unfold_to(levels.count())),
        )

    def _lay_out(self) -> None:
        choices = WrappingRow(spacing=4 * STEP)
        for caption, box in (
            (self.tr("&Scenario"), self.scenario_box),
            (self.tr("A&mounts in"), self.unit_box),
            (self.tr("R&ows"), self.nesting_box),
            (self.tr("unfolded &to"), self.level_box),
        ):
            choices.add(named(caption, box))
        choices.add_room()
        self.bars_button = _switch(self.tr("Bars"), self.bars_action)
        self.why_button = _switch(self.tr("Why"), self.why_action)
        buttons = (self.warnings_button, self.bars_button, self.why_button)
        choices.add(in_row(*buttons, spacing=4 * STEP))
        self.figures = splitter(Qt.Orientation.Vertical, self.bars_panel, self.matrix)
        self.bars_panel.hide()
        self.figures.installEventFilter(self)
        self.figures.splitterMoved.connect(self._on_height_chosen)
        self.figures.setStretchFactor(0, 0)
        self.figures.setStretchFactor(1, 1)
        self.sides = splitter(Qt.Orientation.Horizontal, self.figures, self.why)
        self.why.setMinimumWidth(_LEAST_PANEL)
        self.put_beside_sentence(self.state_line)
        self.put_at_end_of_sentence(self.warnings_button)
        self.body.addLayout(choices)
        self.body.addWidget(self.sides, 1)

    def _connect(self) -> None:
        self.unit_box.changed.connect(self._on_unit_changed)
        self.nesting_box.activated.connect(self._on_nesting_activated)
        self.level_box.activated.connect(self.matrix.unfold_to)
        self.bars_panel.parts_box.activated.connect(self._show_bars)
        self.bars_action.toggled.connect(self._on_bars_toggled)
        self.why_action.toggled.connect(self._on_why_toggled)
        self.warnings_button.clicked.connect(self.warnings_wanted)
        self.matrix.chosen.connect(self._on_chosen)
        self.matrix.reasons_wanted.connect(self._on_reasons_wanted)
        self.matrix.menu_wanted.connect(self._show_menu)
        self.bars.chosen.connect(self.matrix.go_to)
        self.sides.splitterMoved.connect(self._on_sides_moved)
        self.why.cell_wanted.connect(self._on_cell_wanted)
        self.why.topic_wanted.connect(self._on_topic_wanted)
        self.why.rows_wanted.connect(self.rows_wanted)
        self.why.refused.connect(self.refused)
        self.why.back_wanted.connect(self.go_back)
        self.state_line.problems_wanted.connect(self.problems_wanted)
        self.state_line.settle_wanted.connect(self.settling_wanted)
        self._document.case_replaced.connect(self._on_case_replaced)
        self._document.split_changed.connect(self.refresh)
        self._solving.state_changed.connect(self.refresh)
        for signal in (
            self._document.case_replaced,
            self._document.table_changed,
            self._document.scenario_changed,
            self._document.frozen_changed,
        ):
            signal.connect(self._mark_frozen)
        self._mark_frozen()
        self.refresh()

    @Slot()
    def _mark_frozen(self) -> None:
        mark_frozen(self.scenario_box, self._document, self._locale)

    @Slot()
    def _on_unit_changed(self) -> None:
        if self._shown is not None:
            self.matrix.show_split(self._shown, self.unit_box.unit)
            self._show_bars()

    @Slot(int)
    def _on_nesting_activated(self, at: int) -> None:
        self.matrix.nest(NESTINGS[at])
        self._offer_levels()

    @Slot()
    def refresh(self) -> None:
        """Show the newest split, and whether it is current."""
        solved = self._document.solved
        stale = not self._document.split_is_current
        self.sides.setVisible(solved is not None)
        mark_stale(self.sentence, stale=stale)
        self.matrix.mark_stale(stale)
        if solved is None:
            self._shown = None
            self.sentence.setText(say(no_split(is_computing=self._solving.state.is_computing)))
            self.warnings_button.hide()
        elif solved is not self._shown:
            self._last_change.start(solved)
            if self._shown is None or self.isVisible():
                self._show(solved)

    def _paint_next_turn(self) -> None:
        """Paint what is shown now in a turn of its own: both together would be a long one."""
        self.setUpdatesEnabled(False)
        QTimer.singleShot(_NEXT_TURN, self, self._paint_again)

    @Slot()
    def _paint_again(self) -> None:
        self.setUpdatesEnabled(True)

    def _show(self, solved: Solved) -> None:
        first = self._shown is None
        self._shown = solved
        self.sentence.setText(say(split_sentence(solved.split, solved.names)))
        if first:
            self._paint_next_turn()
            needs = [line.need for line in solved.split.programmes]
            needs += [line.paid for line in solved.split.payers]
            self.unit_box.offer(solved.split.currency, needs)
        self.matrix.show_split(solved, self.unit_box.unit)
        if first and self._was_seen:
            self._share_width()
        self._offer_levels()
        self._show_bars()
        if first:
            self._share_height()
        count = len(solved.split.warnings)
        self.warnings_button.setVisible(count > 0)
        self.warnings_button.setText(say(counted("1 warning", "{count} warnings", count)))

    def _offer_levels(self) -> None:
        levels = (", ".join(map(say, level)) for level in self.matrix.levels())
        names = [level[:1].upper() + level[1:] for level in levels]
        shown = [self.level_box.itemText(at) for at in range(self.level_box.count())]
        if names != shown:
            self.level_box.clear()
            self.level_box.addItems(names)
            self.level_box.setCurrentIndex(self.matrix.level_seen())

    @Slot()
    def _show_bars(self) -> None:
        if self._shown is None:
            return
        moved_from = self._last_change.moved_from(self._shown)
        if not self.bars_action.isChecked():
            return
        if self.bars_panel.show_bars(self._shown, self.unit_box.unit, moved_from):
            self._give_bars_room()

    def _give_bars_room(self) -> None:
        """Give the bars what they need, and the matrix no less than it can do with."""
        top = max(min(self.bars_panel.wanted_height(), self._room_above()), 0)
        self.figures.setSizes([top, self.figures.height() - top])

    # What is chosen, and why.

    @Slot(object)
    def _on_chosen(self, chosen: ChosenCells) -> None:
        split = self._shown.split if self._shown is not None else None
        name = self.matrix.row_name(chosen.node) if chosen.node is not None else ""
        question = question_about(split, chosen.payers, chosen.node, name)
        # A new split chooses the same again; whoever has gone on from there stays there.
        if question != self._asked:
            self._asked = question
            self.explaining.ask(question)

    @Slot()
    def _on_reasons_wanted(self) -> None:
        self.why_action.setChecked(True)
        self.why.text.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_cell_wanted(self, cell: CellOf) -> None:
        self._way.remember()
        self._asked = None
        self.matrix.go_to(cell.payer, cell.programme)

    @Slot(object)
    def _on_topic_wanted(self, topic: Topic) -> None:
        self._way.remember()
        self.explaining.ask(topic)

    @Slot()
    def _on_case_replaced(self) -> None:
        self._asked = self._shown = None
        self._way.forget()
        self.matrix.forget_widths()

    @Slot()
    def go_back(self) -> bool:
        """Choose and say what was chosen and said before the last link."""
        return self._shown is not None and self._way.go_back(self._shown.split)

    @Slot()
    def _on_height_chosen(self) -> None:
        self._bars_by_hand = True

    @Slot(bool)
    def _on_bars_toggled(self, seen: bool) -> None:
        self._bars_by_hand = self._bars_by_hand or not self._is_sharing
        self.bars_panel.setVisible(seen)
        self._show_bars()
        if seen:
            self._give_bars_room()

    @Slot(bool)
    def _on_why_toggled(self, seen: bool) -> None:
        self.why.setVisible(seen)
        self.look(now=self.isVisible())


def _box(spoken: str) -> QComboBox:
    box = spoken_box(spoken)
    box.setMinimumWidth(LEAST_BOX)
    return box


def _switch(text: str, action: QAction) -> QPushButton:
    """Return a button that shows and does what an action is and does."""
    button = QPushButton(text)
    button.setObjectName("switch")
    button.setCheckable(True)
    button.setChecked(action.isChecked())
    button.setToolTip(
        f"{action.text()} ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
    )
    button.toggled.connect(action.setChecked)
    action.toggled.connect(button.setChecked)
    return button
