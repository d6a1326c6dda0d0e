"""The sheets of figures: one for each split, changes, bridges, yardsticks, keys, conflicts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.checks.checked import column_letter
from models.declaration.choices import NO, YES
from models.declaration.keys import key_in_words, key_source
from models.names import Names
from models.results.bridge import Bridge
from models.results.side_by_side import ComparedSplit, SideBySide
from models.words.bridge import step_with_effect
from models.words.cell_figures import PERCENT, YEAR, burden_look
from models.words.comparison import key_name, split_name, with_letter
from models.words.language import ENGLISH, Language
from models.words.text import Argument, Number, Text, joined, listed, text
from models.workbook.labels import YARDSTICKS
from models.workbook.layout import (
    MONEY,
    TEXT,
    Cells,
    Formula,
    Heading,
    Shown,
    as_referred,
    letter_of,
)
from models.workbook.result.context import About

FIRST_ROW = 2
"""The first row below the headings."""


@dataclass(frozen=True, eq=False)
class Compared:
    """Splits side by side, the ways between them, and names."""

    side: SideBySide
    bridges: Sequence[Bridge]
    names: Names
    about: About
    spoken: Language = ENGLISH

    def sheet(self, name: Argument) -> str:
        """Return the name of a sheet as formulas write it."""
        return as_referred(self.spoken.say(name))

    @property
    def payer_rows(self) -> Mapping[str, int]:
        """The row of each payer in the sheet of each split."""
        return {payer: row for row, payer in enumerate(self.side.payers, start=FIRST_ROW)}

    @property
    def yardstick_rows(self) -> Mapping[str, int]:
        """The row of each split, by its letters, in the sheet Yardsticks."""
        return {s.letters: row for row, s in enumerate(self.side.splits, start=FIRST_ROW)}


def sheet_of(split: ComparedSplit) -> Text:
    """Return the name of the sheet of a split."""
    return text("Split{letters}", context="sheet", letters=split.letters)


_PER_HEAD = "#,##0.00"


def split_columns(split: ComparedSplit) -> tuple[Heading, ...]:
    """Return the columns of the sheet of a split."""
    look = burden_look(split.comparison.burden_basis)
    return (
        Heading(text("payer", context="column"), TEXT),
        Heading(text("name", context="column"), TEXT),
        Heading(text("later_benefit", context="column"), MONEY, True),
        Heading(text("pays", context="column"), MONEY, True),
        Heading(text("population", context="column"), "#,##0"),
        Heading(text("per_head", context="column"), _PER_HEAD),
        Heading(text("share_of_need", context="column"), PERCENT),
        Heading(text("net_position", context="column"), MONEY),
        Heading(text("burden", context="column"), look),
        Heading(text("load", context="column"), look),
        Heading(text("change", context="column"), MONEY, True),
        Heading(text("more_than_it_gains", context="column"), TEXT),
    )


def cell_of(compared: Compared, split: ComparedSplit, column: str, row: int) -> str:
    """Return the address of a figure in the sheet of a split."""
    letter = letter_of(split_columns(split), column)
    return f"{compared.sheet(sheet_of(split))}!{letter}{row}"


def split_cells(compared: Compared, split: ComparedSplit) -> Cells:
    """Return a row for each payer; what is divided or set against the base is a formula."""
    gains = dict(split.comparison.later_benefit)
    return [
        _payer_row(compared, split, payer, gains.get(payer, 0.0)) for payer in compared.side.payers
    ]


def _payer_row(compared: Compared, split: ComparedSplit, payer: str, gain: float) -> list[object]:
    side, row = compared.side, compared.payer_rows[payer]
    name, line = compared.names.territory(payer), split.lines.get(payer)
    if line is None:
        return [payer, name, gain, *(None,) * 9]
    persons = side.population.get(payer)
    need = f"{compared.sheet(YARDSTICKS)}!D{compared.yardstick_rows[split.letters]}"
    share = side.figure("share_of_need", split, payer)
    per_head, change = side.figure("per_head", split, payer), side.change(split, payer)
    base = cell_of(compared, side.base_split, "pays", row)
    return [
        *(payer, name, gain, line.pays, persons),
        None if per_head is None else Formula(f"D{row}/E{row}", per_head),
        None if share is None else Formula(f"D{row}/{need}", share),
        *(line.net_position, line.burden, line.load),
        None if change is None else Formula(f"D{row}-{base}", change),
        YES if line.more_than_it_gains else NO,
    ]


CHANGE_COLUMNS = (
    Heading(text("split", context="column"), TEXT),
    Heading(text("what", context="column"), TEXT),
    Heading(text("payer", context="column"), TEXT),
    Heading(text("name", context="column"), TEXT),
    Heading(text("pays_under_base", context="column"), MONEY),
    Heading(text("pays", context="column"), MONEY),
    Heading(text("change", context="column"), MONEY),
    Heading(text("pays_more_or_less", context="column"), TEXT),
    Heading(text("net_position_change", context="column"), MONEY),
)


def change_cells(compared: Compared) -> Cells:
    """Return a row for each split and payer, those who lose most first."""
    rows: Cells = []
    side = compared.side
    for split in side.others:
        changes = side.changes(split)
        ordered = sorted(changes, key=lambda p: (-changes[p], side.payers.index(p)))
        for payer in ordered:
            number = len(rows) + 2
            rows.append(_change_row(compared, split, payer, changes[payer], number))
    return rows


def _change_row(
    compared: Compared, split: ComparedSplit, payer: str, change: float, number: int
) -> list[object]:
    base, row = compared.side.base_split, compared.payer_rows[payer]
    mine, theirs = split.lines[payer], base.lines[payer]
    net, before = (cell_of(compared, one, "net_position", row) for one in (split, base))
    return [
        *(split.letters, split_name(split), payer, compared.names.territory(payer)),
        Formula(cell_of(compared, base, "pays", row), theirs.pays),
        Formula(cell_of(compared, split, "pays", row), mine.pays),
        Formula(f"F{number}-E{number}", change),
        _way(change),
        Formula(f"{net}-{before}", split.rounded(mine.net_position - theirs.net_position)),
    ]


def _way(change: float) -> Text:
    if not change:
        return text("pays the same")
    return text("pays more") if change > 0 else text("pays less")


YARDSTICK_COLUMNS = (
    Heading(text("split", context="column"), TEXT),
    Heading(text("what", context="column"), TEXT),
    Heading(text("kind", context="column"), TEXT),
    Heading(text("need", context="column"), MONEY),
    Heading(text("unfunded", context="column"), MONEY),
    Heading(text("paid", context="column"), MONEY),
    Heading(text("host_residual", context="column"), MONEY),
    Heading(text("contributions", context="column"), MONEY),
    Heading(text("changes_hands", context="column"), MONEY),
    Heading(text("largest_burden", context="column"), "General"),
    Heading(text("smallest_burden", context="column"), "General"),
    Heading(text("gini", context="column"), "0.000"),
    Heading(text("largest_load", context="column"), "General"),
    Heading(text("smallest_load", context="column"), "General"),
    Heading(text("load_gini", context="column"), "0.000"),
    Heading(text("more_than_they_gain", context="column"), TEXT, width=30),
    Heading(text("clauses_broken", context="column"), TEXT, width=40),
    Heading(text("burden_basis", context="column"), TEXT),
    Heading(text("base_year", context="column"), YEAR),
    Heading(text("currency", context="column"), TEXT),
)


def yardstick_cells(compared: Compared) -> Cells:
    """Return a row for each split; what is paid is summed from its sheet."""
    return [_yardstick_row(compared, split) for split in compared.side.splits]


def _yardstick_row(compared: Compared, split: ComparedSplit) -> list[object]:
    found, comparison = split.measured, split.comparison
    kind: Argument = text("scenario")
    if split.key is not None:
        kind = text("key on the needs of {scenario}", scenario=split.scenario)
    about = [comparison.burden_basis, comparison.split.base_year, split.currency]
    if found is None:
        return [split.letters, split_name(split), kind, split.need, *(None,) * 13, *about]
    last, look = len(compared.side.payers) + 1, burden_look(comparison.burden_basis)
    names = [compared.names.territory(payer) for payer in found.more_than_they_gain]
    broken = [
        text(
            "{clause} ({by})",
            clause=compared.names.clause(key),
            by=Number(by, 2, signed=True, padded=True),
        )
        for key, by in found.clauses_broken
    ]
    return [
        *(split.letters, split_name(split), kind, split.need, found.unfunded),
        Formula(f"SUM({compared.sheet(sheet_of(split))}!D2:D{last})", split.paid),
        *(found.host_residual, found.contributions, found.changes_hands),
        *(_burden(burden, look) for burden in (found.largest_burden, found.smallest_burden)),
        found.gini,
        *(_burden(load, look) for load in (found.largest_load, found.smallest_load)),
        found.load_gini,
        listed(names, last="") if names else None,
        joined(*broken, between="; ") if broken else None,
        *about,
    ]


def _burden(burden: float | None, look: str) -> Shown | None:
    return None if burden is None else Shown(burden, look)


def key_columns(compared: Compared) -> tuple[Heading, ...]:
    """Return the columns of Keys: what each is, and what each payer would pay."""
    return (
        Heading(text("key", context="column"), TEXT),
        Heading(text("name", context="column"), TEXT),
        Heading(text("compared_as", context="column"), TEXT),
        Heading(text("meaning", context="column"), TEXT, width=50),
        Heading(text("source", context="column"), TEXT, width=40),
        Heading(text("left_out_since", context="column"), TEXT, width=40),
        Heading(text("needs_of", context="column"), TEXT),
        *(Heading(payer, MONEY) for payer in compared.side.payers),
        Heading(text("unfunded", context="column"), MONEY),
    )


def key_cells(compared: Compared) -> Cells:
    """Return a row for each key; those that the case has no figures for say why."""
    splits = compared.side.splits
    measured = next((s for s in splits if s.key is not None), compared.side.base_split).comparison
    used = {split.key: split.letters for split in splits if split.key is not None}
    rows: Cells = []
    for key in measured.keys:
        pays = {line.payer: line.pays for line in key.payers}
        amounts = [pays.get(payer) for payer in compared.side.payers]
        rows.append([*_key_start(key.name, used), None, measured.scenario, *amounts, key.unfunded])
    blank = (None,) * (len(compared.side.payers) + 1)
    for name, reason in measured.left_out:
        rows.append([*_key_start(name, used), reason, measured.scenario, *blank])
    return rows


def _key_start(key: str, used: dict[str, str]) -> list[object]:
    return [key, key_name(key), used.get(key), key_in_words(key), key_source(key) or None]


CONFLICT_COLUMNS = (
    Heading(text("split", context="column"), TEXT),
    Heading(text("what", context="column"), TEXT),
    Heading(text("clause", context="column"), TEXT),
    Heading(text("label", context="column"), TEXT, width=60),
    Heading(text("would_fit_at", context="column"), "General"),
)


def conflict_cells(compared: Compared) -> Cells:
    """Return a row for each clause of each conflict."""
    return [
        [split.letters, split.scenario, line.clause, compared.names.clause(line.clause), line.needs]
        for split in compared.side.splits
        if split.key is None
        for line in split.comparison.split.conflict
    ]


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
    wanted = (bridge.end.scenario, bridge.end.key)
    split = next(s for s in compared.side.others if (s.scenario, s.key) == wanted)
    ways = [with_letter(compared.side.base_split), with_letter(split)]
    columns: list[str | None] = [*compared.side.payers, None]
    levels = [bridge.levels(payer) for payer in columns]
    changes = [bridge.differences(payer) for payer in columns]
    rows: Cells = [[*ways, _START, None, *(level[0] for level in levels)]]
    for place in range(len(bridge.steps)):
        said = step_with_effect(bridge, place, compared.names)
        rows.append([*ways, str(place + 1), said, *(change[place] for change in changes)])
    last = first + len(bridge.steps)
    ends: list[object] = []
    checks: list[object] = []
    for place, payer in enumerate(columns):
        letter = column_letter(_FIRST_AMOUNT + place)
        ends.append(Formula(f"SUM({letter}{first}:{letter}{last})", levels[place][-1]))
        cell, figure = _in_split(compared, split, payer)
        difference = split.rounded(levels[place][-1] - figure)
        checks.append(Formula(f"ROUND({letter}{last + 1}-{cell},6)", difference))
    check_name = text("end less the sheet of the split: 0")
    return [*rows, [*ways, _END, None, *ends], [*ways, None, check_name, *checks]]


def _in_split(compared: Compared, split: ComparedSplit, payer: str | None) -> tuple[str, float]:
    """Return what a payer pays in a split, None: what is unfunded, with its cell."""
    if payer is None:
        cell = f"{compared.sheet(YARDSTICKS)}!E{compared.yardstick_rows[split.letters]}"
        return cell, split.measured.unfunded if split.measured else 0.0
    line = split.lines.get(payer)
    cell = cell_of(compared, split, "pays", compared.payer_rows[payer])
    return cell, line.pays if line else 0.0
