"""The pages of the window, in the order of the rail; none of them is loaded here."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.look.language import say
from models.words.text import Text, text

DATA, TRAJECTORIES, SPLIT, RULES, COMPARE, EXCHANGE = range(1, 7)


@dataclass(frozen=True)
class PageKind:
    """A page before it is made.

    Attributes:
        number: its place in the rail and its shortcut, Ctrl and this number.
        name: its name with its mnemonic.
        module: where its class is.
        class_name: the name of the class.
        loads: what its module loads, in parts that take the window a moment each.
    """

    number: int
    name: Text
    module: str
    class_name: str
    loads: tuple[str, ...]

    @property
    def title(self) -> str:
        """Its name in the rail and in the menu, with its mnemonic."""
        return say(self.name)


def _kind(number: int, name: Text, page: str, *loads: str) -> PageKind:
    return PageKind(number, name, f"desktop.pages.{page}.page", f"{page.capitalize()}Page", loads)


PAGES = (
    _kind(
        DATA,
        text("&Data"),
        "data",
        "desktop.tables.case_table",
        "desktop.pages.data.case_grid",
    ),
    _kind(
        TRAJECTORIES,
        text("&Trajectories"),
        "trajectories",
        "desktop.charts.map",
        "desktop.pages.trajectories.map_view",
        "desktop.pages.trajectories.stocks_view",
    ),
    _kind(
        SPLIT,
        text("&Split"),
        "split",
        "desktop.charts.bars",
        "desktop.pages.split.payer_bars",
        "desktop.pages.split.figure_tables",
        "desktop.pages.split.matrix",
        "models.words.headlines",
        "desktop.pages.split.why_panel",
    ),
    _kind(
        RULES,
        text("&Rules and clauses"),
        "rules",
        "desktop.pages.rules.clause_list",
    ),
    _kind(
        COMPARE,
        text("&Compare"),
        "compare",
        "desktop.pages.compare.bridge_panel",
        "desktop.pages.compare.chooser",
    ),
    _kind(
        EXCHANGE,
        text("&Exchange"),
        "exchange",
        "desktop.pages.exchange.review",
    ),
)
KIND_OF = {kind.number: kind for kind in PAGES}
