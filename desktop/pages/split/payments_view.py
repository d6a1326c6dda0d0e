"""Who pays what: bars, the matrix of the payments under them, and beside both the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Self

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from desktop.document.document import Solved
from desktop.document.last_change import LastChange
from desktop.engine.explaining import Explaining
from desktop.engine.why_questions import AboutCohort, AboutEntry, AboutSplit, Topic
from desktop.look.folding import WrappingRow
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.unit_box import UnitBox
from desktop.look.widgets import in_column, in_row, named, splitter, spoken_box
from desktop.pages.context import Context
from desktop.pages.page import Page
from desktop.pages.split.matrix import ChosenCells, SplitMatrix
from desktop.pages.split.payer_bars import LEAST_BOX, PayerBarsPanel
from desktop.pages.split.room_sharing import LEAST_PANEL, RoomSharing
from desktop.pages.split.split_view import SplitView
from desktop.pages.split.way_back import WayBack
from desktop.pages.split.why_panel import WhyPanel, question_about
from models.words.headlines import split_sentence
from models.words.matrix import NESTINGS, has_groups, nesting_name
from models.words.names import CellOf
from models.words.text import Argument, text


class PaymentsView(SplitView):
    """The choices of the matrix, then bars over it and the reasons beside it.

    Args:
        page: it lies on, which has its commands.
        context: of the window.
        unit_box: the unit of the amounts.
    """

    def __init__(self, page: Page, context: Context, unit_box: UnitBox) -> None:
        super().__init__()
        document, locale = context.document, context.locale
        self._unit_box = unit_box
        self._shown: Solved | None = None
        self._asked: Topic | None = AboutSplit()
        self.nesting_box = _box(self.tr("Order of the rows"))
        self.nesting_box.addItems([say(nesting_name(nesting)) for nesting in NESTINGS])
        self.level_box = _box(self.tr("Unfold the rows to"))
        self.matrix = SplitMatrix(context.theme, locale)
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
        self.figures = splitter(Qt.Orientation.Vertical, self.bars_panel, self.matrix)
        self.sides = splitter(Qt.Orientation.Horizontal, self.figures, self.why)
        self._make_actions(page)
        self._room = RoomSharing(self.sides, self.figures, self.matrix, self.bars_panel)
        self._lay_out()
        self._connect()

    @property
    def groups(self) -> Sequence[Sequence[QAction]]:
        """What can be done here, in groups; the first with what is chosen."""
        return self._groups

    def sentence(self, solved: Solved) -> Argument:
        """Return who carries most."""
        return split_sentence(solved.split, solved.names)

    def first_place(self) -> QWidget:
        """Return the matrix."""
        return self.matrix.view

    def mark_stale(self, stale: bool) -> None:
        """Set figures that are not current in the second grey."""
        self.matrix.mark_stale(stale)

    def copy(self) -> None:
        """Copy the selected figures, or the selected sentences."""
        if self.why.text.hasFocus():
            self.why.text.copy()
        else:
            self.matrix.copy()

    def can_copy(self) -> bool:
        """Say whether figures or sentences are selected."""
        if self.why.text.hasFocus():
            return self.why.text.textCursor().hasSelection()
        return self.matrix.has_chosen()

    def forget(self) -> None:
        """Forget what was shown and chosen: another case is open."""
        self._asked = self._shown = None
        self._way.forget()
        self.matrix.forget_widths()

    def start_change(self, solved: Solved) -> None:
        """Take note of a new split, from which the next change is measured."""
        self._last_change.start(solved)

    def look(self, *, now: bool) -> None:
        """Work out reasons while somebody looks."""
        self.explaining.set_active(now and self.why_action.isChecked())

    def show_split(self, solved: Solved) -> None:
        """Show a split; the room is shared out anew when the first one of a case comes."""
        first = self._shown is None
        self._shown = solved
        self.matrix.show_split(solved, self._unit_box.unit)
        self._name_nestings(solved)
        if first:
            self._room.share_width()
        self._offer_levels()
        self._show_bars()
        if first:
            self._share_height()

    def take_over(self, before: Self) -> None:
        """Show the same rows and columns, with the same cell chosen and the same room."""
        for mine, theirs in (
            (self.bars_action, before.bars_action),
            (self.why_action, before.why_action),
        ):
            with self._room.by_itself():
                mine.setChecked(theirs.isChecked())
        for box, chosen in (
            (self.nesting_box, before.nesting_box),
            (self.bars_panel.parts_box, before.bars_panel.parts_box),
        ):
            box.setCurrentIndex(chosen.currentIndex())
        self._room.take_over(before._room)
        if self._shown is not None:
            topic = self.explaining.topic
            self.matrix.take_over(before.matrix, self._shown, self._unit_box.unit)
            if isinstance(topic, AboutEntry | AboutCohort):  # no cell of the matrix says these
                self.explaining.ask(topic)
            self._way.take_over(before._way)
            self._offer_levels()
            self.level_box.setCurrentIndex(before.level_box.currentIndex())
            self._show_bars()

    def begin(self) -> None:
        """Share out the room, when the page is seen for the first time."""
        self._room.begin()
        self._share_height()

    def go_back(self) -> bool:
        """Choose and say what was chosen and said before the last link."""
        return self._shown is not None and self._way.go_back(self._shown.split)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the new width."""
        super().resizeEvent(event)
        self._room.share_width()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show bars as soon as there is room for them, and no longer than that."""
        if watched is self.figures and event.type() == QEvent.Type.Resize:
            self._share_height()
        return super().eventFilter(watched, event)

    def _make_actions(self, page: Page) -> None:
        self.bars_action = QAction(
            self.tr("Show the bars"), page, shortcut=QKeySequence("Ctrl+B"), checkable=True
        )
        self.why_action = QAction(
            self.tr("Show why"), page, shortcut=QKeySequence("Ctrl+I"), checkable=True
        )
        self.why_action.setChecked(True)
        matrix, bars, are_seen = self.matrix, self.bars, self.bars_action.isChecked
        self._groups: tuple[tuple[QAction, ...], ...] = (
            (
                page.command(
                    self.tr("Why this amount"), self._on_reasons_wanted, "", matrix.has_chosen
                ),
            ),
            self._folding_commands(page),
            (self.bars_action, self.why_action),
            (
                page.command(self.tr("Copy the bars as an image"), bars.copy_image, "", are_seen),
                page.command(
                    self.tr("Save the bars as PNG, SVG or PDF…"),
                    bars.choose_and_save,
                    "",
                    are_seen,
                ),
            ),
        )

    def _folding_commands(self, page: Page) -> tuple[QAction, ...]:
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
                page.command(caption, partial(act, fold=fold), keys, partial(can, fold=fold))
                for caption, keys, act, can, fold in of_this
            ),
            page.command(self.tr("Fold all rows"), lambda: matrix.unfold_to(0)),
            page.command(self.tr("Unfold all rows"), lambda: matrix.unfold_to(levels.count())),
        )

    def _lay_out(self) -> None:
        choices = WrappingRow(
            named(self.tr("R&ows"), self.nesting_box),
            named(self.tr("unfolded &to"), self.level_box),
            spacing=4 * STEP,
        )
        choices.add_room()
        self.bars_button = _switch(self.tr("Bars"), self.bars_action)
        self.why_button = _switch(self.tr("Why"), self.why_action)
        choices.add(in_row(self.bars_button, self.why_button, spacing=4 * STEP))
        self.bars_panel.hide()
        self.figures.installEventFilter(self)
        self.why.setMinimumWidth(LEAST_PANEL)
        self.setLayout(in_column(choices, (self.sides, 1), spacing=3 * STEP))

    def _connect(self) -> None:
        self.nesting_box.activated.connect(self._on_nesting_activated)
        self.level_box.activated.connect(self.matrix.unfold_to)
        self.bars_panel.parts_box.activated.connect(self._show_bars)
        self.bars_action.toggled.connect(self._on_bars_toggled)
        self.why_action.toggled.connect(self._on_why_toggled)
        self.matrix.chosen.connect(self._on_chosen)
        self.matrix.reasons_wanted.connect(self._on_reasons_wanted)
        self.matrix.menu_wanted.connect(self.menu_wanted)
        self.bars.chosen.connect(self.matrix.go_to)
        self.why.cell_wanted.connect(self._on_cell_wanted)
        self.why.topic_wanted.connect(self._on_topic_wanted)

    @Slot(int)
    def _on_nesting_activated(self, at: int) -> None:
        self.matrix.nest(NESTINGS[at])
        self._offer_levels()

    def _name_nestings(self, solved: Solved) -> None:
        """Say that rows are nested by group too, where there are groups."""
        with_groups = has_groups(solved.split)
        for at, nesting in enumerate(NESTINGS):
            self.nesting_box.setItemText(at, say(nesting_name(nesting, has_groups=with_groups)))

    def _offer_levels(self) -> None:
        levels = (", ".join(map(say, level)) for level in self.matrix.levels())
        names = [level[:1].upper() + level[1:] for level in levels]
        shown = [self.level_box.itemText(at) for at in range(self.level_box.count())]
        if names != shown:
            self.level_box.clear()
            self.level_box.addItems(names)
            self.level_box.setCurrentIndex(self.matrix.level_seen())

    # The bars.

    def _share_height(self) -> None:
        """Show the bars where there is room for them, unless somebody chose otherwise by hand."""
        if self._shown is None or not self._room.decides_on_bars:
            return
        with self._room.by_itself():
            self._fill_bars(self._shown)
            self.bars_action.setChecked(self._room.has_room_for_bars())
            self._room.give_bars_room()

    def _fill_bars(self, solved: Solved) -> bool:
        """Put a split into the bars; say whether they take another height now."""
        moved_from = self._last_change.moved_from(solved)
        return self.bars_panel.show_bars(solved, self._unit_box.unit, moved_from)

    @Slot()
    def _show_bars(self) -> None:
        if self._shown is None:
            return
        self._last_change.moved_from(self._shown)
        if self.bars_action.isChecked() and self._fill_bars(self._shown):
            self._room.give_bars_room()

    @Slot(bool)
    def _on_bars_toggled(self, seen: bool) -> None:
        self._room.note_toggle()
        self.bars_panel.setVisible(seen)
        self._show_bars()
        if seen:
            self._room.give_bars_room()

    @Slot(bool)
    def _on_why_toggled(self, seen: bool) -> None:
        self.why.setVisible(seen)
        self.explaining.set_active(seen and self.isVisible())

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
