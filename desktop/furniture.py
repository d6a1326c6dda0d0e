"""What opens, solves and keeps a case, made for a window that is shown already."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop import menus
from desktop.ahead import Ahead
from desktop.background import PAINTING_MILLISECONDS, Lane
from desktop.context import Context
from desktop.document import Document
from desktop.files import Files
from desktop.overlays import Overlays
from desktop.pages.page_book import PageBook
from desktop.progress import ProgressStrip
from desktop.project.case_actions import CaseActions
from desktop.project.keeper import Keeper
from desktop.project.safe_places import SafePlaces, usual_places
from desktop.project.scenario_menu import ScenarioMenu
from desktop.services import Services
from desktop.solving import Solving

if TYPE_CHECKING:
    from desktop.main_window import MainWindow


def furnish(window: MainWindow, services: Services, places: SafePlaces | None) -> None:
    """Make all that a window needs beside what it shows at first."""
    translate, new_lane = QCoreApplication.translate, partial(_new_lane, window)
    places = places or usual_places()
    theme, locale = window.theme, window.locale_of_figures
    document = Document(window)
    window.settings, window.document = places.settings, document
    window.solving = Solving(
        document, new_lane(translate("MainWindow", "Computing"), pause=0), services
    )
    reading = new_lane(translate("MainWindow", "Opening"))
    writing = new_lane(translate("MainWindow", "Writing"))
    window.keeper = Keeper(document, places.recovery)
    window.files = Files(document, reading, writing, services, window.keeper)
    window.case_actions = CaseActions(
        window, document, window.files, window.notices, places, locale
    )
    window.scenario_menu = ScenarioMenu(document, window.solving, locale, window)
    window.context = Context(
        document,
        window.solving,
        window.files,
        services,
        places.settings,
        theme,
        locale,
        new_lane,
        window.say,
    )
    window.book = PageBook(window.context, window)
    aside = Lane(window.pool, window)
    window.lanes.append(aside)
    window.ahead = Ahead(window.book, aside, window.lanes, window)
    window.overlays = Overlays(window, places.settings)
    window.actions_of_menus = menus.build(window)


def _new_lane(window: MainWindow, title: str, pause: int = PAINTING_MILLISECONDS) -> Lane:
    """Return a lane for work in the background, with its progress in the status bar."""
    lane = Lane(window.pool, window, pause)
    window.lanes.append(lane)
    window.strips.append(ProgressStrip(lane, title))
    window.statusBar().addPermanentWidget(window.strips[-1])
    return lane
