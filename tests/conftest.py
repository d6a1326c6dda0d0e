"""What every test gets: drawn cases that are the same each time, unless somebody asks for new."""

from __future__ import annotations

import gc
import os
import sys
from random import SystemRandom

import pytest
from hypothesis import settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from tests import drawing

os.environ["LANGUAGE"] = "en"  # whatever the system speaks; also in processes that are started
settings.register_profile("drawn", drawing.drawn())
settings.load_profile("drawn")


TOGETHER = (
    "tests/desktop/tables/test_every_kind_of_problem.py",
    "tests/models/workbook/test_hostile_list.py",
    "tests/roundtrip/test_roundtrip.py",
    "tests/solver/sweep/test_cluster.py",
)
"""Files whose tests share something that takes long to make, or that may be there once only."""


class Together(LoadScopeScheduling):  # type: ignore[misc]  # xdist says no types
    """Gives the tests of some files to one process, and the others to whichever is free.

    Marks for it (`--dist loadgroup`) have no effect with pytest 9.2 and xdist 3.8.
    """

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.split("::", maxsplit=1)[0]
        return path if path in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    return Together(config, log)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--new-cases",
        type=int,
        metavar="N",
        help="run only the tests that draw cases, on N times as many, all of them new",
    )


def pytest_configure(config: pytest.Config) -> None:
    times = config.getoption("--new-cases")
    if times:
        os.environ[drawing.TIMES] = str(times)
        os.environ.setdefault(drawing.FIRST, str(SystemRandom().randrange(10**6, 10**9)))
        settings.register_profile("drawn", drawing.drawn())
        settings.load_profile("drawn")


def pytest_collection_finish() -> None:
    """Set the interpreter nearly as a window does: else a tenth of the time goes into looking for
    circles among all that was loaded, and windows wait for their turn beside what is computed."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)
    sys.setswitchinterval(0.0002)  # D128


def pytest_report_header(config: pytest.Config) -> str:
    if not config.getoption("--new-cases"):
        return "drawn cases: the same each time (--new-cases N draws others)"
    return f"drawn cases: new ones, from {drawing.FIRST}={os.environ[drawing.FIRST]}"


@pytest.hookimpl(trylast=True)  # hypothesis marks its tests in the same hook
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With new cases, keep only the tests that draw some."""
    if config.getoption("--new-cases"):
        drawing_ones = [item for item in items if _draws(item)]
        config.hook.pytest_deselected(items=[item for item in items if not _draws(item)])
        items[:] = drawing_ones


def _draws(item: pytest.Item) -> bool:
    module = getattr(item, "module", None)
    uses_seeds = getattr(module, "seeds", None) is drawing.seeds
    return item.get_closest_marker("hypothesis") is not None or (
        uses_seeds and "callspec" in vars(item)
    )
