"""The room that windows have in these tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _room(request: pytest.FixtureRequest) -> None:
    """Give the window of a test the size of a laptop."""
    for name in ("worked", "sample"):
        if name in request.fixturenames:
            request.getfixturevalue(name).resize(1366, 768)
