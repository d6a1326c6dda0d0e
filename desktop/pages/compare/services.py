"""What a comparison asks of the engine; none of the libraries under it is loaded with this."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.engine.watch import Watch
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison
from models.results.side_by_side import SideBySide
from models.words.language import Language

if TYPE_CHECKING:
    from models.case import Case


@dataclass(frozen=True)
class ComparingServices:
    """Measuring, walking and writing; each runs in the background."""

    measure: Callable[[Case, str, Watch], Comparison]
    bridge: Callable[[Case, BridgeEnd, BridgeEnd, Watch], Bridge]
    write: Callable[[Case, SideBySide, str, Path, Language, Watch], None]


def _engine() -> ComparingServices:
    # Takes a second (pandas, the solver), so it waits for the first use, in the background.
    from desktop.pages.compare.engine import SERVICES  # noqa: PLC0415

    return SERVICES


def comparing_services() -> ComparingServices:
    """Return the real services."""
    return ComparingServices(
        measure=lambda case, scenario, watch: _engine().measure(case, scenario, watch),
        bridge=lambda case, start, end, watch: _engine().bridge(case, start, end, watch),
        write=lambda case, side, name, path, spoken, watch: _engine().write(
            case, side, name, path, spoken, watch
        ),
    )
