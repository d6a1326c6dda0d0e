"""The sliders of a meeting: which rules they move, few, thick, and named to be read from afar."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSettings
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QAbstractSpinBox, QGridLayout, QLabel, QSizePolicy, QWidget

from desktop.document.edits import RuleEditing
from desktop.look.language import say
from desktop.look.rule_editor import PercentEditor, QuietWheel
from desktop.look.theme import LARGE, STEP, TITLE, Colours
from desktop.pages.context import Context
from models.case import Case
from models.declaration.rules import RULE_BY_KEY
from models.meeting import rules_moved, sliding_rules
from models.scenarios import rule_here

_KEPT_AS = "meeting/rules"
_IN_A_ROW = 3
_BOX_LETTERS = "100.5 % "


def chosen_rules(settings: QSettings, case: Case | None = None) -> tuple[str, ...]:
    """Return the rules chosen last that a meeting on a case can move.

    The usual ones where what is kept makes no sense.
    """
    return rules_moved(str(settings.value(_KEPT_AS, "")).split(","), sliding_rules(case))


def keep_rules(settings: QSettings, keys: Iterable[str]) -> None:
    """Keep a choice for the next meeting."""
    settings.setValue(_KEPT_AS, ",".join(keys))


class MeetingSliders(QWidget):
    """A slider with its exact percent for each of some rules."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._wheel = QuietWheel(self)
        self.editors: dict[str, PercentEditor] = {}
        self._labels: dict[str, QLabel] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10 * STEP)
        self._grid.setVerticalSpacing(STEP)

    def show_rules(self, keys: tuple[str, ...]) -> None:
        """Show a slider for each of these rules."""
        for widget in (*self._labels.values(), *self.editors.values()):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self.editors, self._labels = {}, {}
        document, locale = self._context.document, self._context.locale
        in_a_row = 2 if len(keys) == 2 * 2 else _IN_A_ROW
        for at, key in enumerate(keys):
            rule = RULE_BY_KEY[key]
            editor = PercentEditor(rule, locale, self._wheel)
            editor.box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
            editor.edited.connect(RuleEditing(document, rule))
            self.editors[key], self._labels[key] = editor, QLabel(say(rule.labels))
            row, column = divmod(at, in_a_row)
            self._grid.addWidget(self._labels[key], 2 * row, column)
            self._grid.addWidget(editor, 2 * row + 1, column)
        for column in range(_IN_A_ROW):
            self._grid.setColumnStretch(column, int(column < min(in_a_row, len(keys))))

    def show_values(self) -> None:
        """Show what the rules are now; those of a frozen scenario can no longer be moved."""
        document = self._context.document
        case = document.case_of_split
        if case is None:
            return
        for key, editor in self.editors.items():
            editor.show_value(rule_here(case, document.scenario, key).value)
            editor.setEnabled(document.scenario not in document.frozen)

    def set_size(self, size: int) -> None:
        """Set names in a size of the type scale, and give figures room for it."""
        font = self._context.theme.font(size)
        width = QFontMetrics(font).horizontalAdvance(_BOX_LETTERS) + 2 * STEP
        for key, editor in self.editors.items():
            self._labels[key].setFont(font)
            editor.box.setFixedWidth(width)


def control_size(far: bool) -> int:
    """Return the size of type of controls, larger where there is more room."""
    return LARGE if far else TITLE


def control_style(colours: Colours, button_pixels: int, slider_pixels: int) -> str:
    """Return the look of controls that are seen, and seen to have the focus, from afar.

    Args:
        colours: the palette in force.
        button_pixels: how large the type of buttons is.
        slider_pixels: how large that of what stands beside the sliders is.
    """
    c = colours
    return f"""
    QPushButton, QMenu {{ font-size: {button_pixels}px; }}
    QDoubleSpinBox, QCheckBox {{ font-size: {slider_pixels}px; }}
    QPushButton {{ padding: {STEP}px {4 * STEP}px; }}
    QPushButton:focus {{ border: 2px solid {c.accent}; }}
    QSlider {{ min-height: 34px; }}
    QSlider::groove:horizontal {{ height: 10px; border-radius: 5px; background: {c.hairline};
        border: 1px solid {c.quiet_text}; }}
    QSlider::sub-page:horizontal {{ border-radius: 5px; background: {c.accent};
        border: 1px solid {c.accent}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {c.hairline};
        border-color: {c.quiet_text}; }}
    QSlider::handle:horizontal {{ width: 24px; height: 24px; margin: -9px 0;
        border-radius: 14px; background: {c.surface}; border: 2px solid {c.quiet_text}; }}
    QSlider::handle:horizontal:hover {{ background: {c.hover}; }}
    QSlider::handle:horizontal:focus {{ border-color: {c.accent}; background: {c.accent}; }}
    QDoubleSpinBox {{ background: {c.surface}; border: 1px solid {c.quiet_text};
        border-radius: 6px; padding: {STEP // 2}px {STEP}px; }}
    QDoubleSpinBox:focus {{ border: 2px solid {c.accent}; }}
    QDoubleSpinBox:disabled {{ border-color: {c.hairline}; color: {c.quiet_text}; }}
    QCheckBox {{ spacing: {2 * STEP}px; }}
    QCheckBox::indicator {{ width: 22px; height: 22px; }}
    """
