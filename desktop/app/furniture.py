"""What opens, solves and keeps a case, made for a window that is shown already."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop.app import menus
from desktop.app.overlays import Overlays
from desktop.app.page_book import PageBook
from desktop.app.prefetch import Ahead
from desktop.app.progress import ProgressStrip
from desktop.document.document import Document
from desktop.document.solving import Solving
from desktop.engine.background import PAINTING_MILLISECONDS, Lane
from desktop.engine.services import Services
from desktop.look.formats import reading_locale
from desktop.pages.context import Context, Kept
from desktop.pages.page import Page
from desktop.project.case_actions import CaseActions
from desktop.project.files import Files
from desktop.project.keeper import Keeper
from desktop.project.safe_places import SafePlaces, usual_places
from desktop.project.scenario_menu import ScenarioMenu
from models.words.text import Argument, text

if TYPE_CHECKING:
    from desktop.app.main_window import MainWindow


def furnish(window: MainWindow, services: Services, places: SafePlaces | None) -> None:
    """Make all that a window needs beside what it shows at first."""
    new_lane = partial(_new_lane, window)
    places = places or usual_places()
    document = Document(window)
    window.settings, window.document = places.settings, document
    window.solving = Solving(document, new_lane(text("Computing"), pause=0), services)
    reading, writing = new_lane(text("Opening")), new_lane(text("Writing"))
    window.keeper = Keeper(document, places.recovery)
    window.files = Files(document, reading, writing, services, window.keeper)
    window.case_actions = CaseActions(window, document, window.files, window.notices, places)
    window.scenario_menu = ScenarioMenu(document, window.solving, window)
    window.context = Context(
        document,
        window.solving,
        window.files,
        services,
        places.settings,
        window.theme,
        window.locale_of_figures,
        partial(_new_page_lane, window),
        Kept(new_lane, window),
        window.say,
    )
    window.book = PageBook(window.context, window)
    aside = Lane(window.pool, window)
    window.lanes.append(aside)
    window.ahead = Ahead(window.book, aside, window.lanes, window)
    window.overlays = Overlays(window, places.settings)
    window.actions_of_menus = menus.build(window)


def refurnish(window: MainWindow) -> None:
    """Make all that has words anew in the language that is shown now.

    The case stays open with its history, its split and what is computed of it, and each page
    stands as it did before.
    """
    window.locale_of_figures = reading_locale()
    shown = window.pages.currentWidget()
    for lane in window.lanes_of_pages:
        _let_go(window, lane)
    window.lanes_of_pages.clear()
    for outdated in (window.scenario_menu, window.scenario_menu.menu, window.actions_of_menus):
        outdated.deleteLater()
    window.scenario_menu = ScenarioMenu(window.document, window.solving, window)
    window.actions_of_menus = menus.build(window)
    window.context = replace(window.context, locale=window.locale_of_figures)
    before = window.book.make_anew(window.context)
    if isinstance(shown, Page):
        window.show_number(shown.number)
    for page in before:
        window.pages.removeWidget(page)
        page.deleteLater()


def _new_lane(window: MainWindow, title: Argument, pause: int = PAINTING_MILLISECONDS) -> Lane:
    """Return a lane for work in the background, with its progress in the status bar."""
    lane = Lane(window.pool, window, pause)
    window.lanes.append(lane)
    window.strips.append(ProgressStrip(lane, title))
    window.statusBar().addPermanentWidget(window.strips[-1])
    return lane


def _new_page_lane(window: MainWindow, title: Argument) -> Lane:
    """Return a lane that goes with the pages when they are made anew."""
    lane = _new_lane(window, title)
    window.lanes_of_pages.append(lane)
    return lane


def _let_go(window: MainWindow, lane: Lane) -> None:
    """Close a lane that nobody needs any more, and take its strip away."""
    lane.close()
    window.lanes.remove(lane)
    for strip in [one for one in window.strips if one.lane is lane]:
        window.strips.remove(strip)
        window.statusBar().removeWidget(strip)
        strip.deleteLater()
    lane.deleteLater()
