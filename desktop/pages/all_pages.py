"""The pages of the window, in the order of the rail."""

from __future__ import annotations

from desktop.context import Context
from desktop.pages.data_page import DataPage
from desktop.pages.page import Page
from desktop.pages.split_page import SplitPage
from desktop.pages.trajectories_page import TrajectoriesPage


def make_pages(context: Context) -> list[Page]:
    """Make every page of the window."""
    return [DataPage(context), TrajectoriesPage(context), SplitPage(context)]
