"""The pages that are made so far; each is made when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any, cast

from PySide6.QtCore import QObject, Signal

from desktop.context import Context
from desktop.document import Document
from desktop.pages.all_pages import KIND_OF, PAGES
from desktop.pages.late_listening import LateListening
from desktop.pages.page import Page


@dataclass(eq=False)
class _Begun:
    """A page on its way: the parts that take longest are made, and then the page.

    Attributes:
        listening: what it hears of a document that had a case before.
    """

    page_class: type[Page]
    context: Context
    listening: LateListening | None
    parts: Mapping[str, Any]
    page: Page | None = None

    def made(self) -> Page:
        """Return the page, put together from its parts if it was not."""
        if self.page is None:
            self.page = self.page_class(self.context, **self.parts)
        return self.page


class PageBook(QObject):
    """Makes the pages of the window.

    A page that is made while a case is open is told all that it missed, as if the case were opened
    now, so that it stands as one that was there from the beginning.

    Signals:
        made: a page was made; carries it, before it is told what it missed.
    """

    made = Signal(object)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[int, Page] = {}
        self._begun: dict[int, _Begun] = {}

    def at(self, number: int) -> Page:
        """Return the page with this number, made now if it was not."""
        if number not in self._pages:
            self._make(number)
        return self._pages[number]

    def load_more(self, number: int) -> bool:
        """Load a little of what a page needs; say whether there was something to load.

        In the thread of the window, as everything that uses Qt: PySide makes its types when they
        are first asked for, and two threads that do so at once end the process.
        """
        kind = KIND_OF[number]
        left = [module for module in (*kind.loads, kind.module) if module not in sys.modules]
        if left:
            import_module(left[0])
        return bool(left)

    def made_at(self, number: int) -> Page | None:
        """Return the page with this number if it was made."""
        return self._pages.get(number)

    def every(self) -> list[Page]:
        """Return all pages, in the order of the rail."""
        return [self.at(kind.number) for kind in PAGES]

    def go_on(self, number: int) -> bool:
        """Make a little more of a page that nobody asked for yet; say whether there is more to do.

        Without a case there is nothing to do: a page that is begun then would hear of its case
        twice.
        """
        if number in self._pages or self._context.document.case is None:
            return False
        begun = self._begun.get(number)
        if begun is None and self.load_more(number):
            return True
        if begun is None:
            self._begun[number] = self._begin(number)
        elif begun.page is None:
            begun.made()
        else:
            self._make(number)
        return number not in self._pages

    def _begin(self, number: int) -> _Begun:
        document = self._context.document
        listening = None if document.case is None else LateListening(document)
        context = self._context
        if listening is not None:
            context = replace(context, document=cast("Document", listening))
        kind = KIND_OF[number]
        page_class = getattr(import_module(kind.module), kind.class_name)
        return _Begun(page_class, context, listening, page_class.parts(context))

    def _make(self, number: int) -> None:
        begun = self._begun.pop(number, None) or self._begin(number)
        page = self._pages[number] = begun.made()
        self.made.emit(page)
        if begun.listening is not None:
            begun.listening.setParent(page)
            begun.listening.catch_up()
