"""What changes the value of one rule; a share as a slider with its exact percent beside it."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QLocale, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QValidator
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLineEdit, QSlider, QWidget

from desktop.look import formats
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_row
from models.declaration.rules import NO_CAP, RuleDeclaration, RuleKind, meaning
from models.editing import Value

_DECIMALS = 6
_PAUSE_MILLISECONDS = 1000
"""Steps by key or wheel with a shorter pause between them are one movement."""
_LIMITS = {
    RuleKind.SHARE: (0.0, 100.0),
    RuleKind.GROWTH: (-99.999999, 1_000_000.0),
    RuleKind.CAP: (0.0, 1_000_000.0),
}


class UndoOfCase(QObject):
    """Lets the keys of undo and redo through to the window when a line has nothing to undo."""

    def __init__(self, line: QLineEdit, focused: QWidget) -> None:
        super().__init__(focused)
        self._line = line
        focused.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the shortcut to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self._line.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self._line.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().eventFilter(watched, event)


class QuietWheel(QObject):
    """Keeps the wheel away from controls that do not have the focus."""

    def watch(self, control: QWidget) -> None:
        """Guard one control; it no longer takes the focus by the wheel either."""
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to whatever scrolls."""
        unchosen = isinstance(watched, QWidget) and not watched.hasFocus()
        if unchosen and event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


class RuleEditor(QWidget):
    """The control of one rule.

    Signals:
        edited: the user wants another value (None: a blank cell); carries it and the number of
            the movement it belongs to, 0: none.
    """

    edited = Signal(object, int)

    def __init__(self, rule: RuleDeclaration) -> None:
        super().__init__()
        self.rule = rule

    def _speak_by(self, control: QWidget) -> None:
        """Let a control have the name of the rule, its help and the focus."""
        control.setAccessibleName(say(self.rule.labels))
        control.setAccessibleDescription(say(self.rule.help))
        self.setFocusProxy(control)

    def show_value(self, value: Value) -> None:
        """Show the value that counts, without saying that anybody edited it."""
        raise NotImplementedError  # a class of Qt cannot be an ABC: two metaclasses


_BY_RULE = {
    "discount_rate": (0.0, 10.0, 0.25),
    "de_minimis": (0.0, 20.0, 0.5),
    "arrivals_growth": (-50.0, 50.0, 1.0),
}
_BY_KIND = {
    RuleKind.SHARE: (0.0, 100.0, 1.0),
    RuleKind.GROWTH: (-20.0, 20.0, 0.5),
    RuleKind.CAP: (0.0, 200.0, 1.0),
}
"""From where to where a slider goes and in what steps, in percent; beyond, one types."""


class PercentBox(QDoubleSpinBox):
    """Shows a percentage with as many decimals as it has."""

    def __init__(self, locale: QLocale) -> None:
        super().__init__()
        self.setLocale(locale)
        self.setDecimals(_DECIMALS)
        self.setSuffix(f"{formats.NO_BREAK}%")
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)

    def textFromValue(self, value: float) -> str:
        """Return the figure without needless zeros."""
        return formats.trimmed(value, self.locale(), _DECIMALS)

    def valueFromText(self, text: str) -> float:
        """Read what is typed, with or without the sign of percent."""
        bare = text.replace("%", "").strip()
        number = formats.typed_number(bare, self.locale())
        return self.value() if number is None else number

    def validate(self, text: str, at: int) -> tuple[QValidator.State, str, int]:
        """Let everything be typed that may become a number."""
        number = formats.typed_number(text.replace("%", "").strip(), self.locale())
        fits = number is not None and self.minimum() <= number <= self.maximum()
        state = QValidator.State.Acceptable if fits else QValidator.State.Intermediate
        return state, text, at


class PercentEditor(RuleEditor):
    """Slider and box; for a cap also the choice of none."""

    def __init__(self, rule: RuleDeclaration, locale: QLocale, wheel: QuietWheel) -> None:
        super().__init__(rule)
        self._low, high, self._step = _BY_RULE.get(rule.key, _BY_KIND[rule.kind])
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, self._steps(high))
        self.slider.setPageStep(5)
        self.box = PercentBox(locale)
        self.box.setRange(*_LIMITS[rule.kind])
        self.box.setSingleStep(self._step)
        self.box.setFixedWidth(24 * STEP)
        UndoOfCase(self.box.lineEdit(), self.box)
        self.no_cap = QCheckBox(self.tr("No cap"))
        for control in (self.box, self.slider):
            self._speak_by(control)
            wheel.watch(control)
        self._movement = 0
        self._last_step = QElapsedTimer()
        self.setLayout(in_row((self.slider, 1), self.box, self.no_cap))
        self.no_cap.setVisible(rule.kind is RuleKind.CAP)
        self.slider.sliderPressed.connect(self._begin_movement)
        self.slider.sliderReleased.connect(self._begin_movement)
        self.slider.valueChanged.connect(self._on_moved)
        self.box.valueChanged.connect(self._on_typed)
        self.no_cap.clicked.connect(self._on_no_cap)

    def show_value(self, value: Value) -> None:
        """Show a fraction as percent; no value of a cap: none."""
        share = meaning(self.rule, value)
        capped = share is not None
        self.no_cap.setChecked(not capped)
        self.slider.setEnabled(capped)
        self.box.setEnabled(capped)
        if capped:
            self._put(share * 100)

    def _put(self, percent: float) -> None:
        with QSignalBlocker(self.slider), QSignalBlocker(self.box):
            if abs(self._percent() - percent) >= self._step:
                self.slider.setValue(self._steps(percent))
            self.box.setValue(percent)

    def _steps(self, percent: float) -> int:
        return round((percent - self._low) / self._step)

    def _percent(self) -> float:
        return self._low + self.slider.value() * self._step

    @Slot()
    def _begin_movement(self) -> None:
        self._movement += 1

    @Slot()
    def _on_moved(self) -> None:
        paused = not self._last_step.isValid() or self._last_step.elapsed() > _PAUSE_MILLISECONDS
        if paused and not self.slider.isSliderDown():
            self._begin_movement()
        self._last_step.restart()
        self.edited.emit(_share(self._percent()), self._movement)

    @Slot()
    def _on_typed(self) -> None:
        self._begin_movement()
        self.edited.emit(_share(self.box.value()), 0)

    @Slot(bool)
    def _on_no_cap(self, none: bool) -> None:
        self.edited.emit(NO_CAP if none else _share(self.box.value() or 100.0), 0)


def _share(percent: float) -> float:
    """Return the fraction that the percentage reads as: 7 % is 0.07, not 0.07000000000000001."""
    return float(f"{percent / 100:.12g}")
