"""The pages that are made so far; each is made when it is first needed."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import cast

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.document import Document
from desktop.pages.all_pages import KIND_OF, PAGES
from desktop.pages.late_listening import LateListening
from desktop.pages.page import Page


class PageBook(QObject):
    """Makes the pages of the window.

    A page that is made while a case is open is told all that it missed, as if the case were opened
    now, so that it stands as one that was there from the beginning.

    Signals:
        loaded: what a page needs was loaded; carries the number of the page.
        made: a page was made; carries it, before it is told what it missed.
    """

    loaded = Signal(int)
    made = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[int, Page] = {}

    def at(self, number: int) -> Page:
        """Return the page with this number, made now if it was not."""
        if number not in self._pages:
            self._make(number)
        return self._pages[number]

    def load(self, *numbers: int) -> None:
        """Load what pages need, for the background: making them then takes a moment only."""
        for number in numbers:
            import_module(KIND_OF[number].module)
            self.loaded.emit(number)

    def made_at(self, number: int) -> Page | None:
        """Return the page with this number if it was made."""
        return self._pages.get(number)

    def every(self) -> list[Page]:
        """Return all pages, in the order of the rail."""
        return [self.at(kind.number) for kind in PAGES]

    def _make(self, number: int) -> None:
        kind, document = KIND_OF[number], self._context.document
        page_class = getattr(import_module(kind.module), kind.class_name)
        if document.case is None:
            self._pages[number] = page_class(self._context)
            self.made.emit(self._pages[number])
            return
        listening = LateListening(document)
        self._pages[number] = page_class(
            replace(self._context, document=cast("Document", listening))
        )
        listening.setParent(self._pages[number])
        self.made.emit(self._pages[number])
        listening.catch_up()
