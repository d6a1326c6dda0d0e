"""The sheet of bridges: from the base to each other split, one change a row, adding up."""

from __future__ import annotations

from models.checks.checked import column_letter
from models.results.bridge import Bridge
from models.results.side_by_side import ComparedSplit
from models.words.text import text
from models.workbook.comparison.context import YARDSTICKS, Compared, label
from models.workbook.comparison.sheets import cell_of
from models.workbook.comparison.words import step_in_words
from models.workbook.result_sheets import MONEY, TEXT, Cells, Formula, Heading

_FIRST_AMOUNT = 4
_START, _END = text("start"), text("end")


def bridge_columns(compared: Compared) -> tuple[Heading, ...]:
    """Return the columns of Bridge: which way, what changes, and a column for each payer."""
    return (
        Heading(text("from", context="column"), TEXT),
        Heading(text("to", context="column"), TEXT),
        Heading(text("step", context="column"), TEXT),
        Heading(text("change", context="column"), TEXT, width=70),
        *(Heading(payer, MONEY) for payer in compared.side.payers),
        Heading(text("unfunded", context="column"), MONEY),
    )


def bridge_cells(compared: Compared) -> Cells:
    """Return the rows of every bridge: start, steps, end, and a check against the split."""
    rows: Cells = []
    for bridge in compared.bridges:
        rows += _one(compared, bridge, len(rows) + 2)
    return rows


def starts_of(cells: Cells) -> tuple[int, ...]:
    """Return the positions of the rows where a bridge begins."""
    return tuple(place for place, row in enumerate(cells) if row[2] == _START)


def _one(compared: Compared, bridge: Bridge, first: int) -> Cells:
    split = _split_at(compared, bridge)
    ways = [label(compared.side.base_split), label(split)]
    columns: list[str | None] = [*compared.side.payers, None]
    levels = [bridge.levels(payer) for payer in columns]
    changes = [bridge.differences(payer) for payer in columns]
    rows: Cells = [[*ways, _START, None, *(level[0] for level in levels)]]
    for place, step in enumerate(bridge.steps):
        said = step_in_words(step, compared.names)
        rows.append([*ways, str(place + 1), said, *(change[place] for change in changes)])
    last = first + len(bridge.steps)
    ends: list[object] = []
    checks: list[object] = []
    for place, payer in enumerate(columns):
        letter = column_letter(_FIRST_AMOUNT + place)
        ends.append(Formula(f"SUM({letter}{first}:{letter}{last})", levels[place][-1]))
        difference = split.rounded(levels[place][-1] - _figure(split, payer))
        check = f"ROUND({letter}{last + 1}-{_cell(compared, split, payer)},6)"
        checks.append(Formula(check, difference))
    check_name = text("end less the sheet of the split: 0")
    return [*rows, [*ways, _END, None, *ends], [*ways, None, check_name, *checks]]


def _split_at(compared: Compared, bridge: Bridge) -> ComparedSplit:
    wanted = (bridge.end.scenario, bridge.end.key)
    return next(s for s in compared.side.others if (s.scenario, s.key) == wanted)


def _cell(compared: Compared, split: ComparedSplit, payer: str | None) -> str:
    if payer is None:
        return f"{compared.sheet(YARDSTICKS)}!E{compared.yardstick_rows[split.letters]}"
    return cell_of(compared, split, "pays", compared.payer_rows[payer])


def _figure(split: ComparedSplit, payer: str | None) -> float:
    if payer is None:
        return split.measured.unfunded if split.measured else 0.0
    line = split.lines.get(payer)
    return line.pays if line else 0.0
