"""All rules of the chosen scenario; each change is one edit of the case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QWidget,
)

from desktop.document.edits import RuleEditing
from desktop.look.language import say
from desktop.look.rule_editor import PercentEditor, QuietWheel, RuleEditor
from desktop.look.scenario_box import scenarios_offered
from desktop.look.theme import BODY, CAPTION, HEADING, STEP, Theme
from desktop.look.widgets import (
    in_column,
    in_row,
    line_label,
    link_button,
    wrapped_label,
)
from desktop.pages.context import Context
from desktop.pages.rules.key_editor import KeyEditor
from desktop.pages.rules.rule_editors import ChoiceEditor, GoalEditor, TypedEditor
from models.declaration.rules import (
    BURDEN_BASES,
    KEY_PARTS,
    RULE_BY_KEY,
    SPLIT_RULES,
    TIMINGS,
    RuleDeclaration,
    RuleKind,
)
from models.declaration.tables import TABLE_BY_KEY
from models.editing import TableChange
from models.meeting import OF_EFFECTS
from models.names import currency_of
from models.scenarios import TABLE, RuleHere, rules_here
from models.used import FIRST_EDITION, is_used, says_effects
from models.words.rules import basis_name, origin_of, timing_name, way_back
from models.words.text import Argument

if TYPE_CHECKING:
    from models.case import Case

_FIRST = (
    "own_share_min", "benefit_cap", "de_minimis", "additionality", "burden_basis", "goals",
)  # fmt: skip
"""What is argued about comes first; the others follow as they are declared."""

_CHOICES: dict[RuleKind, Sequence[tuple[str, Callable[[str], Argument]]]] = {
    RuleKind.BASIS: [(basis, basis_name) for basis in BURDEN_BASES],
    RuleKind.TIMING: [(timing, timing_name) for timing in TIMINGS],
    RuleKind.SCENARIO: [],
}
"""The values of the rules that are chosen from a list, and what names each; scenarios come and go.
"""


class RuleRow(QWidget):
    """Name and origin above, the control, the help below."""

    def __init__(self, editor: RuleEditor, theme: Theme) -> None:
        super().__init__()
        self.editor = editor
        self.name = line_label(say(editor.rule.labels), font=theme.font(BODY, heavy=True))
        self.name.setBuddy(editor.focusProxy() or editor)
        self.origin = line_label(quiet=True, font=theme.font(CAPTION))
        self.way_back = link_button()
        self.way_back.setFont(theme.font(CAPTION))
        self.help = wrapped_label(say(editor.rule.help), quiet=True, font=theme.font(CAPTION))
        head = in_row(self.name, 1, self.origin, self.way_back)
        # The way back comes with the first move of the slider below it, which must not move.
        head.addStrut(max(one.sizeHint().height() for one in (self.name, self.way_back)))
        self.setLayout(in_column(head, editor, self.help, spacing=STEP))

    def show_rule(self, here: RuleHere, *, may_change: bool) -> None:
        """Show the rule as it stands, and whether it may be changed."""
        self.editor.show_value(here.value)
        origin, back = say(origin_of(here)), say(way_back(here))
        self.origin.setText(origin)
        self.origin.setVisible(bool(origin))
        self.way_back.setText(back)
        self.way_back.setAccessibleName(f"{self.name.text()}: {back}" if back else "")
        self.way_back.setVisible(bool(back))
        # After it was shown, so that nothing typed stays.
        self.editor.setEnabled(may_change)
        self.way_back.setEnabled(may_change)


class RuleList(QScrollArea):
    """The rules below each other; of the second edition those set or counted, others folded."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._document, self._locale = context.document, context.locale
        self._wheel = QuietWheel(self)
        self.setObjectName("plain")
        self.setAccessibleName(self.tr("Rules of the scenario"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows: dict[str, RuleRow] = {}
        self._shown: dict[str, RuleHere] = {}
        inside = QWidget()
        inside.setObjectName("plain")
        self._inside = inside
        # Before it is filled: it would ask all it holds how large it is, for nothing.
        self.setWidget(inside)
        heading = line_label(self.tr("Rules"), font=context.theme.font(HEADING))
        self._column = in_column(heading, spacing=5 * STEP, margins=(0, 0, 4 * STEP, 0))
        inside.setLayout(self._column)
        rest = [rule.key for rule in SPLIT_RULES if rule.key not in _FIRST]
        for key in (*_FIRST, *rest):
            self._add(RULE_BY_KEY[key], context)
        self._is_unfolded = False
        self.more_button = link_button()
        self._column.addLayout(in_row(self.more_button, 1))
        self._column.addStretch(1)
        self.more_button.clicked.connect(lambda: self.unfold(not self._is_unfolded))
        document = context.document
        document.table_changed.connect(self._on_table_changed)
        for signal in (
            document.case_replaced,
            document.scenario_changed,
            document.frozen_changed,
            document.refused,
        ):
            signal.connect(self.refresh)
        self.refresh()

    def minimumSizeHint(self) -> QSize:
        """Return the width in which no control is cut off; further down one scrolls."""
        least, bar = super().minimumSizeHint(), self.verticalScrollBar().sizeHint().width()
        inside = self._inside.minimumSizeHint().width() + bar
        return QSize(max(least.width(), inside), least.height())

    def take_over(self, before: RuleList) -> None:
        """Show the same rules."""
        self.unfold(before._is_unfolded)

    def unfold(self, unfolded: bool) -> None:
        """Show all rules, or of those of the second edition only what is set."""
        self._is_unfolded = unfolded
        self._show_later_rules()

    def _show_later_rules(self) -> None:
        later = [key for key, here in self._shown.items() if here.rule.edition > FIRST_EDITION]
        case = self._document.case_of_split
        # What effects the case has of its own is argued about as soon as it says so.
        counted = OF_EFFECTS if case is not None and says_effects(case) else ()
        folded = [key for key in later if not self._shown[key].is_set and key not in counted]
        for key in later:
            self.rows[key].setVisible(self._is_unfolded or key not in folded)
        self.more_button.setVisible(bool(folded) or self._is_unfolded)
        more, fewer = self.tr("More rules"), self.tr("Fewer rules")
        self.more_button.setText(fewer if self._is_unfolded else more)
        names = (self.rows[key].name.text() for key in folded)
        self.more_button.setToolTip("" if self._is_unfolded else ", ".join(names))

    @Slot()
    def refresh(self) -> None:
        """Show the rules of the chosen scenario; a frozen one's as they were agreed."""
        self._shown.clear()
        self._show_what_changed()

    def _show_what_changed(self) -> None:
        case, scenario = self._document.case_of_split, self._document.scenario
        if case is None:
            return
        reference = self.rows["reference_scenario"].editor
        if isinstance(reference, ChoiceEditor):
            reference.offer([(key, name) for name, key in scenarios_offered(case)])
        for key, here in rules_here(case, scenario, self.rows).items():
            if here != self._shown.get(key):
                self._shown[key] = here
                self.rows[key].show_rule(here, may_change=scenario not in self._document.frozen)
        self._offer_keys(case)
        self._show_later_rules()

    def _offer_keys(self, case: Case) -> None:
        """Offer no key only where a blank cell is none, and groups only where there are some."""
        here, editor = self._shown["same_key_by"], self.rows["same_key_by"].editor
        if isinstance(editor, KeyEditor):
            has_groups = is_used(case, TABLE_BY_KEY["Groups"])
            parts = [part for part in KEY_PARTS if part != "group" or has_groups]
            editor.offer(with_none=here.in_base or here.inherited is None, parts=parts)

    def _add(self, rule: RuleDeclaration, context: Context) -> None:
        editor = self._editor(rule, context)
        row = RuleRow(editor, context.theme)
        editing = RuleEditing(self._document, rule)
        editor.edited.connect(editing)
        row.way_back.clicked.connect(editing.take_over)
        self.rows[rule.key] = row
        self._column.addWidget(row)

    def _editor(self, rule: RuleDeclaration, context: Context) -> RuleEditor:
        if rule.kind in (RuleKind.SHARE, RuleKind.GROWTH, RuleKind.CAP):
            return PercentEditor(rule, self._locale, self._wheel)
        if rule.kind is RuleKind.GOALS:
            return GoalEditor(rule, context.theme)
        if rule.kind is RuleKind.KEY_BY:
            return KeyEditor(rule, self._wheel)
        if rule.kind in _CHOICES:
            choices = [(value, say(name(value))) for value, name in _CHOICES[rule.kind]]
            return ChoiceEditor(rule, self._wheel, choices)
        document = self._document
        return TypedEditor(rule, self._locale, lambda: currency_of(document.open_case))

    @Slot(object)
    def _on_table_changed(self, change: TableChange) -> None:
        if change.table == TABLE:
            self._show_what_changed()
