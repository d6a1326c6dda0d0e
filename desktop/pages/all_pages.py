"""The pages of the window, in the order of the rail."""

from __future__ import annotations

from desktop.context import Context
from desktop.pages.compare_page import ComparePage
from desktop.pages.data_page import DataPage
from desktop.pages.exchange_page import ExchangePage
from desktop.pages.page import Page
from desktop.pages.rules_page import RulesPage
from desktop.pages.split_page import SplitPage
from desktop.pages.trajectories_page import TrajectoriesPage


def make_pages(context: Context) -> list[Page]:
    """Make every page of the window."""
    kinds = (DataPage, TrajectoriesPage, SplitPage, RulesPage, ComparePage, ExchangePage)
    return [kind(context) for kind in kinds]
