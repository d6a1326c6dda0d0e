"""The pages of the window, in the order of the rail; none of them is loaded here."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.language import say
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


def _kind(number: int, name: Text, module: str, *loads: str) -> PageKind:
    class_name = "".join(part.capitalize() for part in module.split("_"))
    return PageKind(number, name, f"desktop.pages.{module}", class_name, loads)


PAGES = (
    _kind(
        DATA,
        text("&Data"),
        "data_page",
        "desktop.tables.case_table",
        "desktop.pages.case_grid",
    ),
    _kind(
        TRAJECTORIES,
        text("&Trajectories"),
        "trajectories_page",
        "desktop.charts.map",
        "desktop.trajectories.map_view",
        "desktop.trajectories.stocks_view",
    ),
    _kind(
        SPLIT,
        text("&Split"),
        "split_page",
        "desktop.charts.bars",
        "desktop.charts.payer_bars",
        "desktop.tables.split_table",
        "desktop.pages.split_matrix",
        "models.words.headlines",
        "desktop.why.panel",
    ),
    _kind(
        RULES,
        text("&Rules and clauses"),
        "rules_page",
        "desktop.rules.clause_list",
    ),
    _kind(
        COMPARE,
        text("&Compare"),
        "compare_page",
        "desktop.comparing.bridge_panel",
        "desktop.comparing.chooser",
    ),
    _kind(
        EXCHANGE,
        text("&Exchange"),
        "exchange_page",
        "desktop.exchange.desk",
    ),
)
KIND_OF = {kind.number: kind for kind in PAGES}
