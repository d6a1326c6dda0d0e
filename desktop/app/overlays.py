"""What lies over the window for a while: the meeting view, the command palette, the tour."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, Slot
from PySide6.QtWidgets import QWidget

from desktop.look.language import say
from desktop.pages.page import Page
from models.words.text import text

if TYPE_CHECKING:
    from desktop.app.main_window import MainWindow
    from desktop.app.palette import Command
    from desktop.app.tour import Stop, Tour
    from desktop.pages.meeting.meeting_view import MeetingView

_TOUR_SEEN = "tour/seen"


class Overlays(QObject):
    """Opens them, one of each at a time; none is loaded before, for the sake of a quick start."""

    def __init__(self, window: MainWindow, settings: QSettings) -> None:
        super().__init__(window)
        self._window, self._settings = window, settings
        self.meeting: MeetingView | None = None
        self.tour: Tour | None = None

    @Slot()
    def start_meeting(self) -> None:
        """Fill the screen with the split and a few sliders; once more ends it."""
        if self.meeting is not None:
            self.meeting.close()
        elif self._window.document.case is not None:
            from desktop.pages.meeting.meeting_view import MeetingView  # noqa: PLC0415

            self.meeting = MeetingView(self._window.context, self._settings, self._window)
            self.meeting.left.connect(self._on_meeting_left)
            self.meeting.showFullScreen()

    @Slot()
    def show_palette(self) -> None:
        """Offer everything that can be done now."""
        from desktop.app.palette import Palette  # noqa: PLC0415

        palette = Palette(self._commands(), self._window.theme, self._window)
        palette.finished.connect(palette.deleteLater)
        palette.show()

    @Slot()
    def start_tour(self) -> None:
        """Show a newcomer round."""
        if self.tour is None and self._window.document.case is not None:
            from desktop.app.tour import Tour  # noqa: PLC0415

            self.tour = Tour(self._stops(), self._window.theme, self._window)
            self.tour.ended.connect(self._on_tour_ended)

    @Slot()
    def tour_at_first_start(self) -> None:
        """Start the tour once the first split is there, unless it was ever seen or skipped."""
        if not self._settings.value(_TOUR_SEEN, False, type=bool):
            self._window.document.split_changed.connect(self._on_first_split)

    def close_all(self) -> None:
        """Take away what lies over the window."""
        if self.meeting is not None:
            self.meeting.close()
        if self.tour is not None:
            self.tour.end()

    def _commands(self) -> list[Command]:
        from desktop.app.palette import Command, command_of, menu_commands  # noqa: PLC0415

        window = self._window
        page = window.pages.currentWidget()
        here: list[Command] = []
        if isinstance(page, Page):
            here = [command_of(action, page.title.replace("&", "")) for action in page.actions()]
        document = window.document
        scenarios = [] if document.case is None else document.case.scenarios()
        chosen = [
            Command(
                say(text("Scenario: {name}", name=name)),
                "",
                partial(document.choose_scenario, name),
            )
            for name in scenarios
            if name != document.scenario
        ]
        return [*here, *menu_commands(window.menuBar()), *chosen]

    def _stops(self) -> list[Stop]:
        from desktop.app.tour import Stop  # noqa: PLC0415
        from desktop.pages.rules.page import RulesPage  # noqa: PLC0415

        window = self._window
        rules = window.page_of(RulesPage)
        return [
            Stop(
                self.tr("Start with the sentence"),
                self.tr("Each page opens with its result, in the names and figures of the case."),
                partial(self._on, window.split_page, window.split_page.sentence),
            ),
            Stop(
                self.tr("Who pays what"),
                self.tr(
                    "Fold rows with a click. Choose a figure, and the reasons stand beside it."
                ),
                partial(self._on, window.split_page, window.split_page.matrix),
            ),
            Stop(
                self.tr("Argue with it"),
                self.tr(
                    "Move a rule or switch a clause: the split follows at once, and every move "
                    "can be undone."
                ),
                partial(self._on, rules, rules.rules),
            ),
            Stop(
                self.tr("The pages"),
                self.tr(
                    "Data, trajectories, split, rules, comparison, exchange. Ctrl and a number "
                    "open them; Ctrl+K finds everything else."
                ),
                partial(self._on, window.split_page, window.rail),
            ),
            Stop(
                self.tr("Before the meeting"),
                self.tr(
                    "F11 fills the screen with the split and a few sliders, for the projector."
                ),
                partial(self._on, window.split_page, window.menuBar()),
            ),
        ]

    def _on(self, page: Page, place: QWidget) -> QWidget:
        """Show the page that a place is on, and return the place."""
        if self._window.pages.currentWidget() is not page:
            self._window.show_page(page)
        return place

    @Slot()
    def _on_first_split(self) -> None:
        if self._window.document.split_is_current:
            self._window.document.split_changed.disconnect(self._on_first_split)
            self.start_tour()

    @Slot()
    def _on_tour_ended(self) -> None:
        self.tour = None
        self._settings.setValue(_TOUR_SEEN, True)

    @Slot()
    def _on_meeting_left(self) -> None:
        if self.meeting is not None:
            self.meeting.deleteLater()
            self.meeting = None
            self._window.activateWindow()
