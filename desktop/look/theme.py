"""The tokens of the window's look, in one place: type, spacing, colours, light and dark."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from models.problems import Severity

CAPTION, BODY, HEADING, TITLE = 12, 13, 16, 22
LARGE, HUGE = 34, 56
"""The type scale in pixels at the usual system font size."""
STEP = 4
"""Spacing goes in steps of this many pixels."""
CORNER = 6
_PICTURES = (Path(__file__).parent / "pictures").as_posix()
ROW_HEIGHT = 26
MOTION_MILLISECONDS = 150
"""How long what changed takes to its new place."""


@dataclass(frozen=True)
class Colours:
    """One palette: two greys for text, one accent, one surface above the background."""

    background: str
    surface: str
    text: str
    quiet_text: str
    hairline: str
    track: str
    accent: str
    on_accent: str
    selection: str
    hover: str
    error: str
    warning: str


LIGHT = Colours(
    background="#f5f5f3",
    surface="#ffffff",
    text="#1b1f23",
    quiet_text="#5a6169",
    hairline="#dcdedf",
    track="#c2c7cc",
    accent="#1c5d99",
    on_accent="#ffffff",
    selection="#d9e7f5",
    hover="#ebeef1",
    error="#f9d9d5",
    warning="#fbecc8",
)
DARK = Colours(
    background="#16181b",
    surface="#1e2125",
    text="#e7e9eb",
    quiet_text="#a3aab1",
    hairline="#363b41",
    track="#565d65",
    accent="#82b4ec",
    on_accent="#0d1b2a",
    selection="#2b4059",
    hover="#282c31",
    error="#5a2a28",
    warning="#4a3c1c",
)


class Theme(QObject):
    """The look in force; follows the colour scheme of the system."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scale = max(1.0, QFontInfo(app.font()).pixelSize() / BODY)
        self.colours = LIGHT
        self._reduced_motion = False
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.font(BODY))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.apply)
        self.apply(hints.colorScheme())

    @Slot(Qt.ColorScheme)
    def apply(self, scheme: Qt.ColorScheme) -> None:
        """Put a colour scheme in force."""
        self.colours = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()

    @Slot(bool)
    def reduce_motion(self, reduced: bool) -> None:
        """Let things jump to their new places, or move there."""
        self._reduced_motion = reduced

    def motion_milliseconds(self) -> int:
        """Return how long a motion takes; 0: there is to be none, by the user or the system."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415  # its names take 5 ms to load

        hint = QStyle.StyleHint.SH_Widget_Animation_Duration  # D156
        still = self._reduced_motion or not self._app.style().styleHint(hint)
        return 0 if still else MOTION_MILLISECONDS

    def font(self, size: int, *, heavy: bool = False) -> QFont:
        """Return the system's interface font in a size of the type scale, digits tabular."""
        font = QFont(self._app.font())
        font.setPixelSize(round(size * self._scale))
        font.setFeature(QFont.Tag("tnum"), 1)
        font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
        return font

    def row_height(self) -> int:
        """Return the height of a row of a table in pixels."""
        return round(ROW_HEIGHT * self._scale)

    def problem_colour(self, severity: Severity) -> QColor:
        """Return the ground on which a cell with a problem stands."""
        error = severity is Severity.ERROR
        return QColor(self.colours.error if error else self.colours.warning)

    def quiet_colour(self) -> QColor:
        """Return the second grey of text."""
        return QColor(self.colours.quiet_text)


def mark_stale(widget: QWidget, *, stale: bool) -> None:
    """Set words in the second grey where what they say is not current."""
    widget.setProperty("stale", stale)
    widget.style().polish(widget)


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.background,
        QPalette.ColorRole.Base: colours.surface,
        QPalette.ColorRole.AlternateBase: colours.background,
        QPalette.ColorRole.Button: colours.surface,
        QPalette.ColorRole.WindowText: colours.text,
        QPalette.ColorRole.Text: colours.text,
        QPalette.ColorRole.ButtonText: colours.text,
        QPalette.ColorRole.ToolTipBase: colours.surface,
        QPalette.ColorRole.ToolTipText: colours.text,
        QPalette.ColorRole.PlaceholderText: colours.quiet_text,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.text,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.Accent: colours.accent,
        QPalette.ColorRole.Mid: colours.hairline,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.quiet_text))
    palette.setColor(
        QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor(colours.quiet_text)
    )
    return palette


def _style_sheet(colours: Colours) -> str:
    c = colours
    scheme = "light" if c is LIGHT else "dark"
    tick, up, down = (f"{_PICTURES}/{name}_{scheme}.svg" for name in ("tick", "up", "down"))
    return f"""
    QTableView {{ background: {c.surface}; border: 1px solid {c.hairline};
        gridline-color: {c.hairline}; selection-background-color: {c.selection};
        selection-color: {c.text}; outline: 0; }}
    QTableView::item {{ padding: 0 {STEP}px; }}
    QTableView#problems::item {{ padding: {STEP}px; }}
    QTableView::item:hover {{ background: {c.hover}; }}
    QTableView::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QHeaderView {{ background: {c.background}; border: none; }}
    QHeaderView::section {{ background: {c.background}; color: {c.quiet_text}; border: none;
        border-bottom: 1px solid {c.hairline}; border-right: 1px solid {c.hairline};
        padding: 0 {2 * STEP}px; }}
    QTableCornerButton::section {{ background: {c.background}; border: none;
        border-bottom: 1px solid {c.hairline}; border-right: 1px solid {c.hairline}; }}
    QTableView#totals {{ border-top: 2px solid {c.text}; }}
    QTableView#totals QHeaderView::section:vertical,
    QTableView#matrix QHeaderView::section:vertical {{ color: {c.text};
        background: {c.surface}; }}
    QTableView#matrix QHeaderView:vertical {{ background: {c.surface}; }}
    QFrame#rail {{ background: {c.background}; border: none;
        border-right: 1px solid {c.hairline}; }}
    QFrame#rail QPushButton {{ border: 1px solid transparent; border-radius: {CORNER}px;
        text-align: left; background: transparent;
        padding: {2 * STEP}px {3 * STEP}px; }}
    QFrame#rail QPushButton:hover {{ background: {c.hover}; }}
    QFrame#rail QPushButton:checked {{ background: {c.selection}; }}
    QFrame#rail QPushButton:focus {{ border: 1px solid {c.accent}; }}
    QFrame#state {{ background: {c.surface}; border: 1px solid {c.hairline};
        border-left: 4px solid {c.accent}; border-radius: {CORNER}px; }}
    QFrame#bubble {{ background: {c.surface}; border: 1px solid {c.hairline};
        border-radius: {CORNER}px; }}
    QDialog#palette {{ background: {c.surface}; border: 1px solid {c.hairline}; }}
    QDialog#palette QListView::item {{ padding: {STEP}px {2 * STEP}px; }}
    QDialog#palette QListView::item:selected {{ background: {c.selection}; color: {c.text}; }}
    QLabel#quiet {{ color: {c.quiet_text}; }}
    QLabel[stale="true"] {{ color: {c.quiet_text}; }}
    QPushButton {{ background: {c.surface}; border: 1px solid {c.hairline};
        border-radius: {CORNER}px; padding: {STEP}px {3 * STEP}px; }}
    QPushButton:hover {{ background: {c.hover}; }}
    QPushButton:checked {{ background: {c.selection}; }}
    QPushButton:focus {{ border-color: {c.accent}; }}
    QPushButton:default {{ background: {c.accent}; color: {c.on_accent}; }}
    QPushButton:disabled {{ color: {c.quiet_text}; }}
    QPushButton#link {{ border: none; background: transparent; color: {c.accent};
        text-decoration: underline; padding: 0; }}
    QPushButton#link:focus {{ border-bottom: 1px solid {c.accent}; }}
    QTextBrowser#why {{ background: {c.background}; color: {c.text};
        selection-background-color: {c.selection}; selection-color: {c.text}; }}
    QTabBar::tab {{ background: transparent; border: none; color: {c.quiet_text};
        padding: {2 * STEP}px {3 * STEP}px; border-bottom: 2px solid transparent; }}
    QTabBar::tab:hover {{ color: {c.text}; }}
    QTabBar::tab:selected {{ color: {c.text}; border-bottom: 2px solid {c.accent}; }}
    QTabBar::tab:focus {{ background: {c.hover}; }}
    QStatusBar {{ border-top: 1px solid {c.hairline}; }}
    QStatusBar::item {{ border: none; }}
    QSplitter::handle {{ background: transparent; }}
    QCheckBox::indicator, QListWidget::indicator {{ width: 14px; height: 14px;
        border: 1px solid {c.quiet_text}; border-radius: 3px; background: {c.surface}; }}
    QCheckBox::indicator:checked, QListWidget::indicator:checked {{ background: {c.accent};
        border-color: {c.accent}; image: url("{tick}"); }}
    QCheckBox::indicator:disabled, QListWidget::indicator:disabled {{
        border-color: {c.hairline}; }}
    QListWidget::indicator:checked:disabled, QCheckBox::indicator:checked:disabled {{
        background: {c.quiet_text}; }}
    QCheckBox:focus {{ color: {c.accent}; }}
    QLineEdit, QAbstractSpinBox, QComboBox[editable="true"] {{ background: {c.surface};
        border: 1px solid {c.hairline}; border-radius: {CORNER}px; padding: 1px {STEP}px; }}
    QLineEdit:focus, QAbstractSpinBox:focus, QComboBox[editable="true"]:focus {{
        border-color: {c.accent}; }}
    QLineEdit:disabled, QAbstractSpinBox:disabled {{ color: {c.quiet_text}; }}
    QAbstractItemView QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit {{
        border: none; border-radius: 0; padding: 0; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ width: 16px; border: none;
        subcontrol-origin: border; background: transparent; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: top right; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: bottom right; }}
    QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{
        background: {c.hover}; }}
    QAbstractSpinBox::up-arrow {{ image: url("{up}"); width: 10px; height: 10px; }}
    QAbstractSpinBox::down-arrow {{ image: url("{down}"); width: 10px; height: 10px; }}
    QComboBox[editable="true"]::drop-down {{ width: 20px; border: none; }}
    QComboBox[editable="true"]::down-arrow {{ image: url("{down}"); width: 12px; height: 12px; }}
    QSlider:horizontal {{ min-height: 22px; }}
    QSlider::groove:horizontal {{ height: 4px; border-radius: 2px; background: {c.track}; }}
    QSlider::sub-page:horizontal {{ border-radius: 2px; background: {c.accent}; }}
    QSlider::sub-page:horizontal:disabled {{ background: {c.track}; }}
    QSlider::handle:horizontal {{ width: 12px; height: 12px; margin: -5px 0;
        border: 1px solid {c.quiet_text}; border-radius: 7px; background: {c.surface}; }}
    QSlider::handle:horizontal:hover {{ background: {c.hover}; }}
    QSlider::handle:horizontal:focus {{ border: 3px solid {c.accent}; width: 12px; height: 12px;
        margin: -7px 0; border-radius: 9px; }}
    QScrollArea#plain, QWidget#plain {{ background: transparent; border: none; }}
    QListWidget#goals, QListWidget#clauses {{ background: {c.surface};
        border: 1px solid {c.hairline}; border-radius: {CORNER}px; outline: 0; }}
    QListWidget#goals::item, QListWidget#clauses::item {{ padding: {STEP}px {2 * STEP}px;
        color: {c.text}; }}
    QListWidget#goals::item:hover, QListWidget#clauses::item:hover {{ background: {c.hover}; }}
    QListWidget#goals::item:selected, QListWidget#clauses::item:selected {{
        background: {c.selection}; }}
    QListWidget#goals::item:disabled, QListWidget#clauses::item:disabled {{
        color: {c.quiet_text}; background: transparent; }}
    QListWidget#goals:focus, QListWidget#clauses:focus {{ border-color: {c.accent}; }}
    """
