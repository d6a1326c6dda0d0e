"""The sheets of figures: one for each split, changes, yardsticks, keys, conflicts."""

from __future__ import annotations

from models.checks.checked import column_letter
from models.declaration.keys import key_in_words, key_source
from models.side_by_side import ComparedSplit
from models.words.language import ENGLISH
from models.workbook.comparison import words
from models.workbook.comparison.context import YARDSTICKS, Compared, sheet_of
from models.workbook.result.looks import PERCENT, YEAR, burden_look
from models.workbook.result.page import clipped
from models.workbook.result_sheets import MONEY, TEXT, Cells, Formula, Heading, Shown

_YES, _NO = "yes", "no"
_PER_HEAD = "#,##0.00"


def split_columns(split: ComparedSplit) -> tuple[Heading, ...]:
    """Return the columns of the sheet of a split."""
    return (
        Heading("payer", TEXT),
        Heading("name", TEXT),
        Heading("later_benefit", MONEY, True),
        Heading("pays", MONEY, True),
        Heading("population", "#,##0"),
        Heading("per_head", _PER_HEAD),
        Heading("share_of_need", PERCENT),
        Heading("net_position", MONEY),
        Heading("burden", burden_look(split.comparison.burden_basis)),
        Heading("change", MONEY, True),
        Heading("more_than_it_gains", TEXT),
    )


def cell_of(split: ComparedSplit, column: str, row: int) -> str:
    """Return the address of a figure in the sheet of a split."""
    keys = [heading.key for heading in split_columns(split)]
    return f"{sheet_of(split)}!{column_letter(keys.index(column))}{row}"


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
        return [payer, name, gain, *(None,) * 8]
    persons = side.population.get(payer)
    need = f"{YARDSTICKS}!D{compared.yardstick_rows[split.letters]}"
    share = side.figure("share_of_need", split, payer)
    per_head, change = side.figure("per_head", split, payer), side.change(split, payer)
    base = cell_of(side.base_split, "pays", row)
    return [
        *(payer, name, gain, line.pays, persons),
        None if per_head is None else Formula(f"D{row}/E{row}", per_head),
        None if share is None else Formula(f"D{row}/{need}", share),
        *(line.net_position, line.burden),
        None if change is None else Formula(f"D{row}-{base}", change),
        _YES if line.more_than_it_gains else _NO,
    ]


CHANGE_COLUMNS = (
    Heading("split", TEXT),
    Heading("what", TEXT),
    Heading("payer", TEXT),
    Heading("name", TEXT),
    Heading("pays_under_base", MONEY),
    Heading("pays", MONEY),
    Heading("change", MONEY),
    Heading("pays_more_or_less", TEXT),
    Heading("net_position_change", MONEY),
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
    said = words.MORE if change > 0 else words.LESS if change < 0 else words.SAME
    position = f"{cell_of(split, 'net_position', row)}-{cell_of(base, 'net_position', row)}"
    return [
        *(split.letters, split.name, payer, compared.names.territory(payer)),
        Formula(cell_of(base, "pays", row), theirs.pays),
        Formula(cell_of(split, "pays", row), mine.pays),
        Formula(f"F{number}-E{number}", change),
        said,
        Formula(position, split.rounded(mine.net_position - theirs.net_position)),
    ]


YARDSTICK_COLUMNS = (
    Heading("split", TEXT),
    Heading("what", TEXT),
    Heading("kind", TEXT),
    Heading("need", MONEY),
    Heading("unfunded", MONEY),
    Heading("paid", MONEY),
    Heading("host_residual", MONEY),
    Heading("contributions", MONEY),
    Heading("changes_hands", MONEY),
    Heading("largest_burden", "General"),
    Heading("smallest_burden", "General"),
    Heading("gini", "0.000"),
    Heading("more_than_they_gain", TEXT, width=30),
    Heading("clauses_broken", TEXT, width=40),
    Heading("burden_basis", TEXT),
    Heading("base_year", YEAR),
    Heading("currency", TEXT),
)


def yardstick_cells(compared: Compared) -> Cells:
    """Return a row for each split; what is paid is summed from its sheet."""
    return [_yardstick_row(compared, split) for split in compared.side.splits]


def _yardstick_row(compared: Compared, split: ComparedSplit) -> list[object]:
    found, comparison = split.measured, split.comparison
    kind = words.SCENARIO
    if split.key is not None:
        kind = words.KEY_ON.format(scenario=split.scenario)
    about = [comparison.burden_basis, comparison.split.base_year, split.currency]
    if found is None:
        return [split.letters, split.name, kind, split.need, *(None,) * 10, *about]
    last, look = len(compared.side.payers) + 1, burden_look(comparison.burden_basis)
    names = (str(compared.names.territory(payer)) for payer in found.more_than_they_gain)
    broken = (f"{compared.names.clause(key)} ({by:+,.2f})" for key, by in found.clauses_broken)
    return [
        *(split.letters, split.name, kind, split.need, found.unfunded),
        Formula(f"SUM({sheet_of(split)}!D2:D{last})", split.paid),
        *(found.host_residual, found.contributions, found.changes_hands),
        *(_burden(burden, look) for burden in (found.largest_burden, found.smallest_burden)),
        found.gini,
        clipped(", ".join(names)) or None,
        clipped("; ".join(broken)) or None,
        *about,
    ]


def _burden(burden: float | None, look: str) -> Shown | None:
    return None if burden is None else Shown(burden, look)


def key_columns(compared: Compared) -> tuple[Heading, ...]:
    """Return the columns of Keys: what each is, and what each payer would pay."""
    return (
        Heading("key", TEXT),
        Heading("compared_as", TEXT),
        Heading("meaning", TEXT, width=50),
        Heading("source", TEXT, width=40),
        Heading("left_out_since", TEXT, width=40),
        Heading("needs_of", TEXT),
        *(Heading(payer, MONEY) for payer in compared.side.payers),
        Heading("unfunded", MONEY),
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
        rows.append([*_key_start(name, used), ENGLISH.say(reason), measured.scenario, *blank])
    return rows


def _key_start(key: str, used: dict[str, str]) -> list[object]:
    meaning, source = ENGLISH.say(key_in_words(key)), ENGLISH.say(key_source(key))
    return [key, used.get(key), meaning, source or None]


CONFLICT_COLUMNS = (
    Heading("split", TEXT),
    Heading("what", TEXT),
    Heading("clause", TEXT),
    Heading("label", TEXT, width=60),
    Heading("would_fit_at", "General"),
)


def conflict_cells(compared: Compared) -> Cells:
    """Return a row for each clause of each conflict."""
    return [
        [split.letters, split.name, line.clause, compared.names.clause(line.clause), line.needs]
        for split in compared.side.splits
        if split.key is None
        for line in split.comparison.split.conflict
    ]
