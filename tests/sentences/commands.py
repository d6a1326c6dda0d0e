"""What the commands say: run in this process, as somebody would type them."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

from desktop.__main__ import main
from models.case import Case

CASE = "case.xlsx"


def said_by(folder: Path, *arguments: str) -> list[str]:
    """Run a command in a folder and return what was typed, printed and told beside it."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as ended:  # of help and of what cannot be read
            status = int(ended.code or 0)
    typed = f"$ relais {' '.join(arguments)}" + (f"  → {status}" if status else "")
    told = [f"! {line}" for line in err.getvalue().splitlines()]
    return [typed, *(line.rstrip() for line in out.getvalue().splitlines()), *told]


def of_case(folder: Path, case: Case, place: int, *, fully: bool = False) -> Iterator[str]:
    """Yield what the commands say of the case in a folder.

    The first case of a group has all of its payers explained, and every fourth one of them: each
    explaining takes a while.

    Args:
        folder: where the case is, as case.xlsx.
        case: the same case.
        place: of the case in its group.
        fully: also compare its scenarios, and vary a rule.
    """
    yield from said_by(folder, "solve", CASE, "--why")
    payers = _payers(case)
    one_each = payers[place // 4 % len(payers) :][:1] if place % 4 == 0 and payers else []
    for payer in payers if place == 0 else one_each:
        yield from said_by(folder, "explain", CASE, "--payer", payer)
    if fully:
        names = case.scenarios()
        for name in names[1:]:
            yield from said_by(folder, "solve", CASE, "--scenario", name)
        scenarios = [word for name in names for word in ("--scenario", name)]
        if place % 2:
            yield from said_by(folder, "compare", CASE, *scenarios, "-o", "comparison.xlsx")
        else:
            yield from said_by(folder, "compare", CASE, *scenarios)
        if place == 0:
            yield from swept(folder, CASE)


def swept(folder: Path, case: str) -> list[str]:
    """Vary a rule and figures, and return what is said; the workbook is sweep.xlsx."""
    vary = ("--vary", "own_share_min=0:0.5:2", "--samples", "2", "--spread", "Flows.persons=10")
    return said_by(folder, "sweep", case, *vary, "--jobs", "1", "-o", "sweep.xlsx")


def _payers(case: Case) -> list[str]:
    frame = case.table("Territories")
    rows = zip(frame["territory"], frame["pays"], strict=True)
    return [str(territory) for territory, pays in rows if pays is not False]
