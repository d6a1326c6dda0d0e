"""The meeting view: large type, the split as bars, a few sliders, and nothing else."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSettings, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop.charts.bars_view import FittingBarsView
from desktop.charts.outcome_chart import outcome_bars
from desktop.document.document import Solved
from desktop.document.freezing import FrozenNotice
from desktop.document.last_change import LastChange
from desktop.document.pinned import PinnedSplit
from desktop.engine.question import AnswerState
from desktop.look.language import say
from desktop.look.rule_editor import PercentEditor
from desktop.look.theme import HUGE, LARGE, STEP, TITLE, mark_stale
from desktop.look.widgets import height_left, in_column, in_row, wrapped_label
from desktop.pages.context import Context
from desktop.pages.meeting.payer_panel import PayerPanel
from desktop.pages.meeting.sliders import (
    MeetingSliders,
    chosen_rules,
    control_size,
    control_style,
    keep_rules,
)
from desktop.pages.meeting.state_panel import StatePanel, StateRoom, stale_words, state_sentence
from models.declaration.rules import RULE_BY_KEY
from models.meeting import may_switch, payers_of_clauses, sliding_rules, switched
from models.words.headlines import (
    PinnedBy,
    change_sentence,
    largest_first,
    moved_line,
    split_sentence,
)
from models.words.outcome import OTHERS, UNFUNDED

_WIDE = 1800
_MARGIN = 12 * STEP
_MOST_LINES = 3
_LEAST_BARS = 40 * STEP
_PATIENCE_MILLISECONDS = 300
"""How long a split may be on its way before the one on the screen is marked as the one before."""


class MeetingView(QWidget):
    """A window of its own that fills the screen; Escape or F11 leaves it.

    Every bar shows the change against the pinned split, the one there was when the meeting
    began or when somebody pressed P. What is not current is marked: grey at once, faded and said
    as soon as it does not change by itself in a moment. A click on a bar or its name, or Enter
    on it, shows why that payer pays; Escape or a second click brings the bars back.

    Signals:
        left: the meeting is over.
    """

    left = Signal()

    def __init__(self, context: Context, settings: QSettings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context, self._settings = context, settings
        self._document, self._solving = context.document, context.solving
        self.setWindowTitle(self.tr("Meeting – Relais"))
        self.pinned = context.keep(PinnedSplit, lambda: PinnedSplit(context.document))
        solved = context.document.solved
        if solved is not None and not solved.split.still_to_come and not self.pinned.is_chosen:
            # A first answer is waited for: others would differ from it by themselves.
            self.pinned.pin(PinnedBy.MEETING)
        self._shown: Solved | None = None
        self.moved, self.sentence = wrapped_label(), wrapped_label()
        for label in (self.moved, self.sentence):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.panel = StatePanel(context)
        self.panel_room = StateRoom(self.panel)
        self.chart = FittingBarsView(context.theme)
        self._last_change = LastChange(context.document, self)
        self.reasons = PayerPanel(context, self.pinned)
        self._sliders = MeetingSliders(context)
        self.frozen_notice = FrozenNotice(context.document, context.locale, self)
        self._patience = QTimer(self, interval=_PATIENCE_MILLISECONDS, singleShot=True)
        self.bars_button = QPushButton(self.tr("Back to the b&ars"))
        self.undo_button = QPushButton(self.tr("&Undo"))
        self.redo_button = QPushButton(self.tr("&Redo"))
        self.back_button = QPushButton()
        self.pin_button = QPushButton(self.tr("&Pin this split"))
        self.rules_button = QPushButton(self.tr("&Sliders"))
        self.leave_button = QPushButton(self.tr("&Leave"))
        self._lay_out()
        self._add_actions()
        self._sliders.show_rules(chosen_rules(settings, self._document.case_of_split))
        self._connect()
        self._set_look()
        self.refresh()

    @property
    def editors(self) -> dict[str, PercentEditor]:
        """The sliders, by the rules that they move."""
        return self._sliders.editors

    @Slot()
    def refresh(self) -> None:
        """Show the newest split against the pinned one, or say why there is none."""
        solved, waiting = self._document.solved, self._solving.state.is_computing
        self.pinned.pin_first()
        came = solved is not self._shown
        if not waiting:
            self._patience.stop()
        elif came or not self._patience.isActive():
            self._patience.start()
        self._show_controls()
        if solved is not None and self.reasons.payer not in (None, *solved.split.totals):
            self.reasons.look_at(None)
        if waiting and not came and solved is not None:
            # What is offered is for the rules of a moment ago.
            self.panel.setEnabled(False)
            self._mark_sentence()
            self.reasons.refresh()
        else:
            self._show_everything()

    @Slot()
    def pin(self) -> None:
        """Compare from now on with the split as it is."""
        if self._document.split_is_current:
            self.pinned.pin()
            self.refresh()

    @Slot()
    def go_back(self) -> None:
        """Put everything back to where it was when the split was pinned."""
        if self.pinned.can_go_back:
            self.pinned.go_back()

    def choose(self, key: str) -> None:
        """Take the slider of a rule in, or leave it out."""
        keys = tuple(self.editors)
        if may_switch(keys, key):
            chosen = switched(keys, key)
            keep_rules(self._settings, chosen)
            self._sliders.show_rules(chosen)
            self._set_look()
            self._sliders.show_values()

    def look_at(self, payer: str) -> None:
        """Show why a payer pays what it pays, in the place of the bars."""
        if self._has_split():
            self.reasons.look_at(payer)
            self._show_everything()
            self.bars_button.setFocus()

    @Slot()
    def look_at_all(self) -> None:
        """Show the bars again."""
        self.reasons.look_at(None)
        self._show_everything()
        self.chart.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Escape and F11, or first bring the bars back on Escape; pin on P."""
        if event.key() == Qt.Key.Key_Escape and self.reasons.isVisible():
            self.look_at_all()
        elif event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        elif event.key() == Qt.Key.Key_P:
            self.pin()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say everything as large as the screen allows."""
        super().resizeEvent(event)
        self._set_look()
        self._share_width()
        self._share_room()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the meeting is over."""
        super().closeEvent(event)
        self.reasons.look_at(None)
        self._patience.stop()
        self.left.emit()

    @Slot()
    def _show_everything(self) -> None:
        self._shown = self._document.solved
        self.sentence.setText(self._said())
        self.moved.setText(self._moved())
        self._mark_sentence()
        self._set_sentence_size()
        self._show_bars()
        self._show_panel()

    def _said(self) -> str:
        solved = self._document.solved
        if solved is None or not self._has_split():
            return say(state_sentence(self._solving))
        if self.reasons.payer is not None:
            return say(self.reasons.title(solved))
        pinned = self.pinned.beside(solved)
        if pinned is None or pinned is solved:
            return say(split_sentence(solved.split, solved.names))
        return say(change_sentence(solved.split, pinned.split, solved.names, self.pinned.by))

    def _has_split(self) -> bool:
        """Say whether there is a split of the rules as they are, or one on its way."""
        state = self._solving.state
        is_due = state.is_computing or state is AnswerState.CURRENT
        return is_due and self._document.solved is not None

    def _moved(self) -> str:
        """Return what was moved to what the sentence speaks of: the split, or what has none."""
        case, scenario = self._document.case_of_split, self._document.scenario
        if self._solving.state.is_computing and (solved := self._document.solved) is not None:
            case, scenario = solved.case, solved.split.scenario
        pinned = self.pinned.solved
        before = None if pinned is None else (pinned.case, pinned.split)
        return "" if case is None else say(moved_line(case, scenario, before))

    def _mark_sentence(self) -> None:
        stale = self._solving.state.is_computing and not self._document.split_is_current
        for label in (self.moved, self.sentence):
            mark_stale(label, stale=stale)

    @Slot()
    def _show_bars(self) -> None:
        solved = self._document.solved
        if solved is None:
            self.chart.show_chart(None)
            return
        moves = self._last_change.moves_since(solved)
        stale = stale_words(self._document, solved, moves)
        draw = partial(
            outcome_bars,
            solved,
            self.pinned.beside(solved),
            "",
            self._context.locale,
            started=self._last_change.start(solved),
            spoken_of=self._spoken_of(),
            stale="" if self._patience.isActive() else say(stale),
            has_reasons=self._has_split(),
            by=self.pinned.by,
        )
        self.chart.show_fitting(
            lambda size, most: draw(size=size, most=most), self.width() >= _WIDE
        )
        self.chart.setAccessibleName(self.sentence.text())

    def _show_reasons(self) -> None:
        """Show the reasons in the place of the bars while somebody looks at a payer."""
        wanted = self.reasons.payer is not None and self._has_split()
        for widget in (self.reasons, self.bars_button):
            widget.setVisible(wanted)
        self.reasons.refresh()

    @Slot()
    def _show_panel(self) -> None:
        """Say what stands in the way of a split, which takes its room from the bars."""
        self.panel.refresh()
        self._show_reasons()
        self._share_room()

    def _share_width(self) -> None:
        """Put the buttons in two rows where one is too narrow for their words."""
        rows = [self._buttons.itemAt(at) for at in range(self._buttons.count())]
        wide = sum(row.sizeHint().width() for row in rows if row is not None)
        is_wide = wide + self._buttons.spacing() <= self._width()
        way = QBoxLayout.Direction
        self._buttons.setDirection(way.LeftToRight if is_wide else way.TopToBottom)

    def _share_room(self) -> None:
        """Give the bars what is left, where that is enough to read them."""
        room = height_left(self._column, self.size(), self.chart, self.reasons, self.panel_room)
        is_enough = self.panel_room.take(self._width(), room, _LEAST_BARS)
        self.chart.setVisible(is_enough and self.reasons.isHidden())

    def _width(self) -> int:
        return self.width() - 2 * _MARGIN

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        if key == OTHERS:
            self._offer_others()
        elif key != UNFUNDED:
            self.look_at(str(key))

    def _offer_others(self) -> None:
        """Offer the payers that share a bar."""
        solved, places = self._document.solved, {m.key: m.area for m in self.chart.marks()}
        assert solved is not None  # what was clicked shows it
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for line in largest_first(solved.split):
            if line.payer not in places:
                action = QAction(solved.names.territory(line.payer), menu)
                action.triggered.connect(lambda _checked, key=line.payer: self.look_at(key))
                menu.addAction(action)
        menu.popup(self.chart.mapToGlobal(places[OTHERS].bottomLeft().toPoint()))

    def _spoken_of(self) -> frozenset[str]:
        """Return whose payments the clauses that clash are about."""
        conflict, lines = self._solving.conflict, self._solving.conflict_lines
        if conflict is None:
            return frozenset()
        return payers_of_clauses(conflict.case, (line.clause for line in lines))

    @Slot()
    def _show_controls(self) -> None:
        document, stack = self._document, self._document.undo_stack
        is_other = document.solved is not self.pinned.solved
        self.pin_button.setEnabled(document.split_is_current and is_other)
        for button, can, text in (
            (self.undo_button, stack.canUndo(), stack.undoText()),
            (self.redo_button, stack.canRedo(), stack.redoText()),
        ):
            button.setEnabled(can)
            button.setToolTip(text)
        self.back_button.setEnabled(self.pinned.can_go_back)
        self._say_where_back_leads()
        self._sliders.show_values()

    def _say_where_back_leads(self) -> None:
        """Name the pinned split only where somebody pinned one."""
        words = self.tr("&Back to the start")
        if self.pinned.is_chosen:
            words = self.tr("&Back to the pinned split")
        if words != self.back_button.text():
            self.back_button.setText(words)
            self._share_width()

    def _lay_out(self) -> None:
        back = (self.undo_button, self.redo_button, self.back_button)
        on = (self.pin_button, self.rules_button, self.leave_button)
        self._buttons = in_row(in_row(*back, 1), in_row(1, *on))
        self._column = in_column(
            in_column(in_row((self.moved, 1), self.bars_button), self.sentence, spacing=STEP),
            self.panel_room,
            (self.chart, 1),
            (self.reasons, 1),
            0,
            self.frozen_notice,
            self._sliders,
            self._buttons,
            spacing=4 * STEP,
            margins=(_MARGIN, 6 * STEP, _MARGIN, 4 * STEP),
        )
        # The screen says how large this is: words that need more room take it from the bars.
        self._column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._column)

    def _add_actions(self) -> None:
        """Undo and redo by their keys too: those of the window do not reach this one."""
        stack, keys = self._document.undo_stack, QKeySequence.StandardKey
        for key, act in ((keys.Undo, stack.undo), (keys.Redo, stack.redo)):
            action = QAction(self)
            action.setShortcuts(key)
            action.triggered.connect(act)
            self.addAction(action)

    def _connect(self) -> None:
        document, solving, theme = self._document, self._solving, self._context.theme
        for signal in (
            document.split_changed,
            document.table_changed,
            document.case_replaced,
            document.frozen_changed,
            solving.state_changed,
        ):
            signal.connect(self.refresh)
        document.undo_stack.indexChanged.connect(self._show_controls)
        solving.conflict_settled.connect(self._show_panel)
        solving.question.started.connect(self.chart.end_motion)  # D211
        self._patience.timeout.connect(self._show_everything)
        self.chart.resized.connect(self._show_bars)
        self.chart.chosen.connect(self._on_chosen)
        self.reasons.closed.connect(self.look_at_all)
        self.bars_button.clicked.connect(self.look_at_all)
        theme.changed.connect(self._set_look)
        self.undo_button.clicked.connect(document.undo_stack.undo)
        self.redo_button.clicked.connect(document.undo_stack.redo)
        self.back_button.clicked.connect(self.go_back)
        self.pin_button.clicked.connect(self.pin)
        self.rules_button.clicked.connect(self._offer_rules)
        self.leave_button.clicked.connect(self.close)

    @Slot()
    def _set_look(self) -> None:
        theme, far = self._context.theme, self.width() >= _WIDE
        sizes = (theme.font(size).pixelSize() for size in (TITLE, control_size(far)))
        style = control_style(theme.colours, *sizes)
        if style != self.styleSheet():
            self.setStyleSheet(style)
        self.moved.setFont(theme.font(control_size(far)))
        self.frozen_notice.sentence.setFont(theme.font(control_size(far)))
        self._sliders.set_size(control_size(far))
        self.reasons.largest = HUGE if far else LARGE
        self._set_sentence_size()

    def _set_sentence_size(self) -> None:
        """Say the sentence in the largest type in which it leaves room for the rest."""
        theme = self._context.theme
        size = HUGE if self.width() >= _WIDE else LARGE
        room = QRect(0, 0, self._width(), 10_000)
        metrics = QFontMetrics(theme.font(size, heavy=True))
        wrapped = metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, self.sentence.text())
        if wrapped.height() > _MOST_LINES * metrics.lineSpacing() + 1:
            size = LARGE
        self.sentence.setFont(theme.font(size, heavy=True))

    @Slot()
    def _offer_rules(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = tuple(self.editors)
        for key in sliding_rules(self._document.case_of_split):
            action = QAction(say(RULE_BY_KEY[key].labels), menu, checkable=True)
            action.setChecked(key in keys)
            action.setEnabled(may_switch(keys, key))
            action.triggered.connect(lambda _checked, key=key: self.choose(key))
            menu.addAction(action)
        menu.popup(self.rules_button.mapToGlobal(self.rules_button.rect().topLeft()))
