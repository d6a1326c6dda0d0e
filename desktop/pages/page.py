"""A page of the window: opens with one sentence that states its result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Self

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.look.headline import Headline
from desktop.look.language import say
from desktop.look.theme import STEP
from desktop.look.widgets import in_column, in_row
from desktop.pages.context import Context
from models.words.text import Text, text

DATA, TRAJECTORIES, SPLIT, RULES, COMPARE, EXCHANGE = range(1, 7)


@dataclass(frozen=True)
class PageKind:
    """A page before it is made; none of them is loaded here.

    Attributes:
        number: its place in the rail and its shortcut, Ctrl and this number.
        name: its name with its mnemonic.
        module: where its class is.
        class_name: the name of the class.
    """

    number: int
    name: Text
    module: str
    class_name: str

    @property
    def title(self) -> str:
        """Its name in the rail and in the menu, with its mnemonic."""
        return say(self.name)

    def make(self, context: Context) -> Page:
        """Make the page, which shows the document as it is now."""
        page_class: type[Page] = getattr(import_module(self.module), self.class_name)
        return page_class(context)


def _kind(number: int, name: Text, page: str) -> PageKind:
    return PageKind(number, name, f"desktop.pages.{page}.page", f"{page.capitalize()}Page")


PAGES = (
    _kind(DATA, text("&Data"), "data"),
    _kind(TRAJECTORIES, text("&Trajectories"), "trajectories"),
    _kind(SPLIT, text("&Split"), "split"),
    _kind(RULES, text("&Rules and clauses"), "rules"),
    _kind(COMPARE, text("&Compare"), "compare"),
    _kind(EXCHANGE, text("&Exchange"), "exchange"),
)
"""The pages of the window, in the order of the rail."""
_SENTENCE, _BAR = 3, 2
"""How the sentence shares the width with a bar beside it."""
KIND_OF = {kind.number: kind for kind in PAGES}


class Page(QWidget):
    """What all pages have: a place in the rail, a sentence, and what Copy means on them.

    A page is made when it is first shown, or a little before. Its constructor listens to the
    document and shows it as it is by then, so that none misses anything.

    Attributes:
        number: which of the pages it is.
        title: its name in the rail and in the menu, with its mnemonic.
        sentence: states the result of the page in the case's own names and figures.
        body: the layout under the sentence, which a page fills.
        copy_action: copies what is selected, from the menu of the window; None: it has none.

    Signals:
        refused: what was asked for may not be done; carries the sentence that says why.
        problems_wanted: somebody wants to see what is wrong with the data.
        settling_wanted: somebody wants to settle the conflict of the chosen scenario.
        rules_wanted: somebody wants to see the rules of the chosen scenario.
        rows_wanted: somebody wants to see rows of the data; carries CaseRows.
        back_wanted: somebody wants to go back to where a link was followed.
        warnings_wanted: somebody wants to see the warnings of the split.
    """

    refused = Signal(str)
    problems_wanted = Signal()
    settling_wanted = Signal()
    rules_wanted = Signal()
    rows_wanted = Signal(object)
    back_wanted = Signal()
    warnings_wanted = Signal()
    number = 0
    copy_action: QAction | None = None

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._possible: dict[QAction, Callable[[], bool]] = {}
        self.title = KIND_OF[self.number].title
        self.sentence = Headline(context.theme)
        head = QWidget()
        self._head = in_row((self.sentence, _SENTENCE), spacing=6 * STEP)
        head.setLayout(self._head)
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        margins = (6 * STEP, 5 * STEP, 6 * STEP, 4 * STEP)
        self.body = in_column(head, spacing=3 * STEP, margins=margins)
        self.setLayout(self.body)

    def put_beside_sentence(self, bar: QWidget) -> None:
        """Give a bar that comes and goes its room beside the sentence, so that nothing moves."""
        self._head.addWidget(bar, _BAR)

    def put_at_end_of_sentence(self, link: QWidget) -> None:
        """Give a link that comes and goes its room at the end of the sentence, as for a bar."""
        self._head.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)

    def take_over(self, before: Self) -> None:
        """Stand as a page of this kind stood: with what was chosen, unfolded and typed there."""

    def hasHeightForWidth(self) -> bool:
        """Say that a page takes what height there is.

        What wraps in it does so in the room it has. Else each change of a label would have the
        window ask all pages, hidden ones too, how high they are in some widths.
        """
        return False

    def look(self, *, now: bool) -> None:
        """Say whether somebody looks: what only a page shows is computed for nobody else."""

    def showEvent(self, event: QShowEvent) -> None:
        """Begin to compute, now that somebody looks."""
        super().showEvent(event)
        self.look(now=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Compute nothing while nobody looks."""
        super().hideEvent(event)
        self.look(now=False)

    def go_back(self) -> bool:
        """Show what was shown here before the last link; say whether there was any."""
        return False

    def first_place(self) -> QWidget:
        """Return what one uses first here: it has the keys when somebody goes to the page."""
        return self

    def copy(self) -> None:
        """Copy what is selected; nothing where nothing can be."""

    def commands(self) -> Sequence[QAction]:
        """Return what can be done on this page, for the menu and the command palette."""
        return ()

    def is_possible(self, action: QAction) -> bool:
        """Say whether a command of this page, or Copy, would do something just now."""
        if action is self.copy_action:
            return self.can_copy()
        return action not in self._possible or self._possible[action]()

    def can_copy(self) -> bool:
        """Say whether something is selected that can be copied."""
        return True

    def command(
        self,
        caption: str,
        act: Callable[[], object],
        keys: str = "",
        possible: Callable[[], bool] | None = None,
    ) -> QAction:
        """Return an action for the menu and the command palette.

        Args:
            caption: what it is called there.
            act: what it does.
            keys: the keys that do it as well; "": none.
            possible: says whether it would do something just now; None: always.
        """
        action = QAction(caption, self)
        action.setShortcut(keys)
        action.triggered.connect(lambda _checked: act())
        if possible is not None:
            self._possible[action] = possible
        return action
