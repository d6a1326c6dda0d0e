"""The tokens of the window's look, in one place: type, spacing, colours, light and dark."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from PySide6.QtCore import QObject, QSettings, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from models.problems import Severity

CAPTION, BODY, HEADING, TITLE = 12, 13, 16, 22
LARGE, HUGE = 34, 56
"""The type scale in pixels at the usual system font size."""
STEP = 4
"""Spacing goes in steps of this many pixels."""
CORNER = 6
_FOLDER = Path(__file__).parent
ROW_HEIGHT = 26
MOTION_MILLISECONDS = 150
"""How long what changed takes to its new place."""
AS_SYSTEM = "system"
SCHEMES = {
    AS_SYSTEM: Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
"""What one may choose of light and dark, as it is kept."""
USUAL_SIZE = 100
TEXT_SIZES = (90, USUAL_SIZE, 110, 125, 150)
"""What one may choose of the size of the text, in percent of the system's."""
_SCHEME, _TEXT_SIZE, _STILL = "look/scheme", "look/text_size", "look/reduced_motion"


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
    error_mark: str
    warning: str
    warning_mark: str


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
    error_mark="#b3261e",
    warning="#fbecc8",
    warning_mark="#8a6100",
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
    error_mark="#ff9a8f",
    warning="#4a3c1c",
    warning_mark="#f0c455",
)


class Theme(QObject):
    """The look in force: what the user chose of it, else that of the system, also as it changes.

    Attributes:
        scheme: what is chosen of SCHEMES.
        text_size: what is chosen of TEXT_SIZES.
        reduced_motion: whether nothing is to move, whatever the system says.

    Signals:
        changed: other colours are in force.
        resized: the text has another size; what has fonts of its own is to be made anew.
    """

    changed = Signal()
    resized = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._system_scale = max(1.0, QFontInfo(app.font()).pixelSize() / BODY)
        self._settings: QSettings | None = None
        self._font_of_system = QFont()
        self._fonts: dict[tuple[int, bool], QFont] = {}
        self.colours = LIGHT
        self.scheme, self.text_size, self.reduced_motion = AS_SYSTEM, USUAL_SIZE, False
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setFont(self.font(BODY))
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        self.apply(hints.colorScheme())

    def keep_in(self, settings: QSettings) -> None:
        """Put in force what was chosen at an earlier start; keep there what is chosen now."""
        self._settings = None
        scheme = str(settings.value(_SCHEME, AS_SYSTEM))
        self.choose_scheme(scheme if scheme in SCHEMES else AS_SYSTEM)
        size = settings.value(_TEXT_SIZE, USUAL_SIZE, type=int)
        self.choose_text_size(size if size in TEXT_SIZES else USUAL_SIZE)
        self.reduce_motion(bool(settings.value(_STILL, False, type=bool)))
        self._settings = settings

    def choose_scheme(self, scheme: str) -> None:
        """Show light or dark, or whichever of them the system shows."""
        if scheme != self.scheme:
            self.scheme = scheme
            self._keep(_SCHEME, scheme)
            # So that the frame that the system draws around the window follows too.
            QGuiApplication.styleHints().setColorScheme(SCHEMES[scheme])
            self.apply(SCHEMES[scheme])

    def choose_text_size(self, percent: int) -> None:
        """Show all text larger or smaller than the system does."""
        if percent != self.text_size:
            self.text_size = percent
            self._keep(_TEXT_SIZE, percent)
            self._app.setFont(self.font(BODY))
            # What a style sheet has dressed keeps its font until it is dressed again.
            self._app.setStyleSheet(self._app.styleSheet())
            self.resized.emit()

    def reduce_motion(self, reduced: bool) -> None:
        """Let things jump to their new places, or move there."""
        self.reduced_motion = reduced
        self._keep(_STILL, reduced)

    @Slot(Qt.ColorScheme)
    def _on_system_changed(self, scheme: Qt.ColorScheme) -> None:
        if self.scheme == AS_SYSTEM:
            self.apply(scheme)

    def apply(self, scheme: Qt.ColorScheme) -> None:
        """Put a colour scheme in force; an unknown one is the system's, light where it has none."""
        if scheme == Qt.ColorScheme.Unknown:
            scheme = QGuiApplication.styleHints().colorScheme()
        self.colours = DARK if scheme == Qt.ColorScheme.Dark else LIGHT
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(_style_sheet(self.colours))
        self.changed.emit()

    def _keep(self, name: str, chosen: object) -> None:
        if self._settings is not None:
            self._settings.setValue(name, chosen)

    def motion_milliseconds(self) -> int:
        """Return how long a motion takes; 0: there is to be none, by the user or the system."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415  # its names take 5 ms to load

        hint = QStyle.StyleHint.SH_Widget_Animation_Duration  # D156
        still = self.reduced_motion or not self._app.style().styleHint(hint)
        return 0 if still else MOTION_MILLISECONDS

    def font(self, size: int, *, heavy: bool = False) -> QFont:
        """Return the system's interface font in a size of the type scale, digits tabular."""
        system, kind = self._app.font(), (round(size * self._scale()), heavy)
        if system != self._font_of_system:
            self._font_of_system, self._fonts = QFont(system), {}
        if kind not in self._fonts:
            font = QFont(system)
            font.setPixelSize(kind[0])
            font.setFeature(QFont.Tag("tnum"), 1)
            font.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
            self._fonts[kind] = font
        return QFont(self._fonts[kind])

    def row_height(self) -> int:
        """Return the height of a row of a table in pixels."""
        return round(ROW_HEIGHT * self._scale())

    def _scale(self) -> float:
        return self._system_scale * self.text_size / USUAL_SIZE

    def problem_colour(self, severity: Severity) -> QColor:
        """Return the ground on which a cell with a problem stands."""
        error = severity is Severity.ERROR
        return QColor(self.colours.error if error else self.colours.warning)

    def problem_mark(self, severity: Severity) -> QColor:
        """Return what marks a cell with a problem on its ground."""
        error = severity is Severity.ERROR
        return QColor(self.colours.error_mark if error else self.colours.warning_mark)

    def quiet_colour(self) -> QColor:
        """Return the second grey of text."""
        return QColor(self.colours.quiet_text)


def mark_stale(widget: QWidget, *, stale: bool) -> None:
    """Set words in the second grey where what they say is not current."""
    if bool(widget.property("stale")) is not stale:
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
    return Template((_FOLDER / "style.qss").read_text(encoding="utf-8")).substitute(
        asdict(colours),
        step=STEP,
        two_steps=2 * STEP,
        three_steps=3 * STEP,
        corner=CORNER,
        pictures=(_FOLDER / "pictures").as_posix(),
        scheme="light" if colours is LIGHT else "dark",
    )
