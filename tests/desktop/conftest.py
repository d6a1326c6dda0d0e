from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.app import dialogs
from desktop.app import window as window_module
from desktop.app.dialogs import UnsavedChoice
from desktop.app.window import MainWindow
from desktop.engine.tasks import TaskRunner
from desktop.look import language
from desktop.look.theme import Theme
from desktop.project.edition_notice import EDITION
from desktop.project.places import SafePlaces
from models.project import any_case
from models.workbook.reading import Examination, Progress
from models.xlsx.guard import USUAL_LIMITS, Limits
from tests.desktop.builders import EngineHere

SAMPLES = Path(__file__).resolve().parents[2] / "sample_data"
FIRST_EDITION = Path(__file__).parent / "commands" / "first_edition"
"""The samples as they were under the first edition of the method."""
SOLVED_WITHIN = 60_000

OpenWindow = Callable[..., MainWindow]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # The platform without a screen says so of every window that has a least size.
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints", extend=True))


NEVER = 24 * 3_600_000


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Let each test begin in English, whichever language the one before it chose."""
    before = QLocale()
    yield
    language.show_in("en")
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def nothing_is_made_in_spare_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave unmade what a test does not look at."""
    monkeypatch.setattr(window_module, "PAUSE_MILLISECONDS", NEVER)


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def locale() -> QLocale:
    return QLocale(QLocale.Language.English, QLocale.Country.Europe)


@pytest.fixture
def places(tmp_path: Path) -> SafePlaces:
    """Places of the program's own that no other test has."""
    own = tmp_path / "own"
    settings = QSettings(str(own / "settings.ini"), QSettings.Format.IniFormat)
    return SafePlaces(own / "recovery", own, settings)


_READ: dict[Path, Examination] = {}


@pytest.fixture
def samples_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each sample once for all windows that open it: nobody can change what was read."""
    examine = any_case.examine

    def examined(
        path: Path, progress: Progress | None = None, limits: Limits = USUAL_LIMITS
    ) -> Examination:
        if path.parent not in (SAMPLES, FIRST_EDITION) or limits is not USUAL_LIMITS:
            return examine(path, progress, limits)
        if path not in _READ:
            _READ[path] = examine(path, progress)
        return _READ[path]

    monkeypatch.setattr(any_case, "examine", examined)


@pytest.fixture
def open_window(
    qtbot: QtBot,
    theme: Theme,
    locale: QLocale,
    places: SafePlaces,
    samples_read_once: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[OpenWindow]:
    """Shows windows; each must have nothing left running once it is closed."""
    windows: list[MainWindow] = []
    theme.apply(Qt.ColorScheme.Light)
    QTest.keyRelease(QWidget(), Qt.Key.Key_Shift)  # as if no test before had held a key
    QTest.mouseRelease(QWidget(), Qt.MouseButton.LeftButton)  # nor a button of the mouse

    def show(engine: TaskRunner | None = None) -> MainWindow:
        window = MainWindow(theme, locale)
        window.begin(engine or EngineHere(), places)
        windows.append(window)
        window.show()
        # Keys reach shortcuts only in the active window; without a window manager one must ask.
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    yield show
    monkeypatch.setattr(dialogs, "ask_about_unsaved_edits", lambda *_: UnsavedChoice.DISCARD)
    for window in windows:
        window.close()
        assert window.pool.activeThreadCount() == 0
        window.deleteLater()
    # Else the next test would dress this window anew, and let it follow whatever is changed.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def solved_on(qtbot: QtBot, window: MainWindow, path: Path) -> MainWindow:
    """Open a case and wait for its split."""
    window.open_path(path)
    wait_for_split(qtbot, window)
    return window


def wait_for_split(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.document.split_is_current, timeout=SOLVED_WITHIN)
    qtbot.waitUntil(lambda: not window.solving.busy, timeout=SOLVED_WITHIN)


def freeze(qtbot: QtBot, window: MainWindow) -> None:
    """Freeze the chosen scenario, as soon as its split has all layers."""
    document = window.document
    window.solving.when_whole(document.freeze_scenario)
    qtbot.waitUntil(lambda: document.scenario in document.frozen, timeout=SOLVED_WITHIN)


@pytest.fixture
def sample(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """A window on the Belgian sample, solved."""
    return solved_on(qtbot, open_window(), SAMPLES / "belgium.xlsx")


@pytest.fixture
def old_sample(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """A window on the Belgian sample as it was, solved; what changes since was read."""
    window = solved_on(qtbot, open_window(), FIRST_EDITION / "belgium.xlsx")
    window.notices.drop(EDITION)
    return window


@pytest.fixture
def worked(qtbot: QtBot, open_window: OpenWindow) -> MainWindow:
    """A window on the worked example, solved."""
    return solved_on(qtbot, open_window(), SAMPLES / "worked.xlsx")
