"""The pages that are made so far; each is made when it is first needed."""

from __future__ import annotations

import sys
from collections.abc import Generator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import cast

from PySide6.QtCore import QObject, Signal

from desktop.app.all_pages import KIND_OF, PAGES
from desktop.app.late_listening import LateListening
from desktop.document.document import Document
from desktop.pages.context import Context
from desktop.pages.page import Page


@dataclass(eq=False)
class _Begun:
    """A page on its way.

    Attributes:
        listening: what it hears of a document that had a case before.
        steps: makes it, and returns it in the end.
    """

    listening: LateListening | None
    steps: Generator[None, None, Page]
    page: Page | None = None

    def go_on(self) -> None:
        """Make a little more of the page."""
        try:
            next(self.steps)
        except StopIteration as end:
            self.page = end.value

    def made(self) -> Page:
        """Return the page, whole."""
        while self.page is None:
            self.go_on()
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
        self._missing: dict[int, LateListening] = {}

    def at(self, number: int) -> Page:
        """Return the page with this number, made now if it was not."""
        if number not in self._pages:
            self._make(number)
        self._catch_up(number)
        return self._pages[number]

    def made_at(self, number: int) -> Page | None:
        """Return the page with this number if it was made."""
        return self._pages.get(number)

    def every(self) -> list[Page]:
        """Return all pages, in the order of the rail."""
        return [self.at(kind.number) for kind in PAGES]

    def make_anew(self, context: Context) -> list[Page]:
        """Make the pages that are there once more; each stands as the one before, returned, did."""
        self._context = context
        before, self._pages, self._begun, self._missing = self._pages, {}, {}, {}
        for number, page in before.items():
            anew = self.at(number)
            anew.resize(page.size())
            anew.take_over(page)
        return list(before.values())

    def go_on(self, number: int) -> bool:
        """Make a little more of a page that nobody waits for; say whether there is more to do."""
        if number in self._pages:
            self._catch_up(number)
            return False
        begun = self._begun.get(number)
        if begun is None and self._load_more(number):
            return True
        if begun is None or self._is_late(begun):
            self._begun[number] = self._begin(number)
        elif begun.page is None:
            del self._begun[number]  # what fails half way is begun anew
            begun.go_on()
            self._begun[number] = begun
        else:
            self._make(number)
        return number not in self._pages or number in self._missing

    def _load_more(self, number: int) -> bool:
        """Load a little of what a page needs; say whether there was something to load.

        In the thread of the window, as everything that uses Qt: PySide makes its types when they
        are first asked for, and two threads that do so at once end the process.
        """
        kind = KIND_OF[number]
        left = [module for module in (*kind.loads, kind.module) if module not in sys.modules]
        if left:
            import_module(left[0])
        return bool(left)

    def _is_late(self, begun: _Begun) -> bool:
        """Say whether a case was opened since, of which not all that is made of a page heard."""
        return begun.listening is None and self._context.document.case is not None

    def _begin(self, number: int) -> _Begun:
        document = self._context.document
        listening = None if document.case is None else LateListening(document)
        context = self._context
        if listening is not None:
            context = replace(context, document=cast("Document", listening))
        kind = KIND_OF[number]
        page_class: type[Page] = getattr(import_module(kind.module), kind.class_name)
        return _Begun(listening, page_class.in_steps(context))

    def _make(self, number: int) -> None:
        begun = self._begun.pop(number, None)
        if begun is None or self._is_late(begun):
            begun = self._begin(number)
        page = self._pages[number] = begun.made()
        if begun.listening is not None:
            begun.listening.setParent(self)  # what the page computes with may outlive it
            self._missing[number] = begun.listening
        self.made.emit(page)

    def _catch_up(self, number: int) -> None:
        """Tell a page what it missed, if it was not told yet."""
        listening = self._missing.pop(number, None)
        if listening is not None:
            listening.catch_up()
