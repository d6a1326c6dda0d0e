"""The engine as a comparison uses it. Loads pandas and the solver: import it in background."""

from __future__ import annotations

from pathlib import Path

from desktop.engine.watch import StoppedError, Watch
from desktop.pages.compare.services import ComparingServices
from models.case import Case
from models.results.bridge import Bridge, BridgeEnd
from models.results.comparison import Comparison
from models.results.side_by_side import SideBySide
from models.words.language import Language
from solver.compare.bridge import bridge
from solver.compare.report import bridges_from_base, measured_scenario
from solver.engine.cancelling import SolveCancelledError


def _measure(case: Case, scenario: str, watch: Watch) -> Comparison:
    try:
        return measured_scenario(case, scenario, progress=watch.progress, cancelled=watch.cancelled)
    except SolveCancelledError as error:
        raise StoppedError from error


def _bridge(case: Case, start: BridgeEnd, end: BridgeEnd, watch: Watch) -> Bridge:
    try:
        return bridge(case, start, end, progress=watch.progress, cancelled=watch.cancelled)
    except SolveCancelledError as error:
        raise StoppedError from error


def _write(
    case: Case, side: SideBySide, name: str, path: Path, spoken: Language, watch: Watch
) -> None:
    """Write a comparison with the way from its base to each other split."""
    from models.workbook.comparison import write_comparison  # noqa: PLC0415  # loads openpyxl

    try:
        ways = bridges_from_base(case, side, progress=watch.progress, cancelled=watch.cancelled)
    except SolveCancelledError as error:
        raise StoppedError from error
    write_comparison(case, side, ways, path, case_name=name, spoken=spoken)


SERVICES = ComparingServices(measure=_measure, bridge=_bridge, write=_write)
