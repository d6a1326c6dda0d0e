"""The figures of a split as formulas over one another: Split, Programmes, Payers.

Split holds the payments; the sums of Programmes and Payers are taken from it, so that each can be
followed to the payments it is made of. The year from which what a payer pays has come back to it
is that of 2-method 2.3 and 2.5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from models.editing import is_blank
from models.results.split import PayerLine
from models.words.cell_figures import YEAR, burden_look
from models.words.text import Argument, text
from models.workbook.labels import (
    LATER_BENEFIT,
    NET,
    PAYERS,
    PAYS_IN_ALL,
    PAYS_OTHERS,
    PAYS_OWN,
    RECEIVES,
    SPLIT,
)
from models.workbook.layout import (
    MONEY,
    PERSONS,
    TEXT,
    Cells,
    Formula,
    Heading,
    letter_of,
    place_of,
    span,
    sum_where,
)
from models.workbook.result.context import Result
from models.workbook.result.programmes import (
    answers_column,
    name_cells,
    name_columns,
    named_cells,
    named_columns,
)


def balances(result: Result, payer: str) -> list[tuple[int, float, float, float]]:
    """Return for each year what a payer pays, what it gains, and the balance to date.

    What is paid is money of its year; gain and balance are discounted to the base year. A year in
    which it only pays something already under other laws is none.
    """
    rows = []
    for one in result.cash[payer].years:
        if one.year in result.paid_by_year.get(payer, {}) or one.gained:
            rows.append((one.year, one.amount, one.gained, one.balance))
    return rows


_LONGEST_CRITERION = 255


def split_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Split; where its rows fit in no sheet it has no totals either."""
    columns = (
        Heading(text("payer", context="column"), TEXT),
        *named_columns(result),
        Heading(text("amount", context="column"), MONEY, True),
        Heading(text("host_residual", context="column"), MONEY, True),
        answers_column(result),
        Heading(text("payer_name", context="column"), TEXT),
        *name_columns(result),
        Heading(text("discounted", context="column"), MONEY, True),
    )
    if result.lists_payments:
        return columns
    return tuple(replace(heading, total=False) for heading in columns)


class SumsOfSplit:
    """Writes formulas that sum Split; values instead, where that would be too much to compute."""

    def __init__(self, result: Result) -> None:
        split = result.split
        self._count, self._is_live = len(split.payments), result.is_live
        self._sheet, self._columns = result.sheet(SPLIT), split_columns(result)
        self._numbers = (self._span("year"),)
        keys = {key for line in split.payments for key in (line.payer, line.host, line.stage)}
        keys |= {k for p in split.programmes for k in (p.host, p.stage, p.answered_by or p.host)}
        keys |= {k for p in split.programmes for k in (p.group, split.government(p.programme))}
        keys |= {line.payer for line in split.payers}
        self._are_safe = are_safe_criteria(keys)

    def figure(self, formula: str, value: float) -> Formula | float:
        """Return a formula made of such sums, with its value."""
        return Formula(formula, value) if self._is_live else value

    def of(self, amount: str, equal: dict[str, str]) -> str:
        """Return the sum of a column over the rows where each column equals a cell."""
        pairs = [(self._span(column), cell) for column, cell in equal.items()]
        return sum_where(self._span(amount), pairs, safe=self._are_safe, numbers=self._numbers)

    def _span(self, key: str) -> str:
        return span(self._sheet, place_of(self._columns, key), self._count)


def are_safe_criteria(keys: Iterable[str]) -> bool:
    """Say whether SUMIFS takes each text for itself.

    It takes signs and patterns for conditions, A and a for the same, and texts of equal numbers
    too.
    """
    names = sorted({key for key in keys if key})
    if any(len(t) > _LONGEST_CRITERION or t[0] in "<>=" or set(t) & set("*?~") for t in names):
        return False
    if len({name.casefold() for name in names}) < len(names):
        return False
    numbers = [number for name in names if (number := _as_number(name)) is not None]
    return len(set(numbers)) == len(numbers)


def _as_number(name: str) -> float | None:
    try:
        return float(name)
    except ValueError:
        return None


def programme_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Programmes; what a case does not use has none."""
    existing = Heading(text("existing_payments", context="column"), MONEY, True)
    return (
        *named_columns(result),
        answers_column(result),
        Heading(text("persons", context="column"), PERSONS, True),
        Heading(text("unit_cost", context="column"), MONEY),
        Heading(text("existing_funding", context="column"), MONEY, True),
        *([existing] if result.has_existing else []),
        Heading(text("need", context="column"), MONEY, True),
        Heading(text("contributions", context="column"), MONEY, True),
        Heading(text("host_residual", context="column"), MONEY, True),
        Heading(text("unfunded", context="column"), MONEY, True),
        *name_columns(result),
        Heading(text("discount_factor", context="column"), "0.000000"),
    )


_EXISTING_COLUMNS = (
    Heading(text("existing_payments", context="column"), MONEY, True),
    Heading(text("existing_discounted", context="column"), MONEY, True),
)
_BURDENS = ("burden", "burden_after_rounding")
AMOUNTS: Mapping[str, tuple[Argument, Callable[[PayerLine], float]]] = {
    "own_programmes": (PAYS_OWN, lambda line: line.own),
    "others_programmes": (PAYS_OTHERS, lambda line: line.others),
    "pays_in_all": (PAYS_IN_ALL, lambda line: line.paid),
    "received": (RECEIVES, lambda line: line.received),
    "net": (NET, lambda line: line.net),
    "later_benefit": (LATER_BENEFIT, lambda line: line.later_benefit),
}
"""What the pages say of each payer, by its column in Payers: in words, and the figure."""


def payer_columns(result: Result) -> tuple[Heading, ...]:
    """Return the columns of Payers; how a burden looks depends on its basis."""
    look = burden_look(result.rules.burden_basis)
    columns = (
        Heading(text("payer", context="column"), TEXT),
        Heading(text("later_benefit", context="column"), MONEY, True),
        Heading(text("own_programmes", context="column"), MONEY, True),
        Heading(text("others_programmes", context="column"), MONEY, True),
        Heading(text("received", context="column"), MONEY, True),
        Heading(text("net", context="column"), MONEY, True),
        Heading(text("burden", context="column")),
        Heading(text("range_low", context="column"), MONEY),
        Heading(text("range_high", context="column"), MONEY),
        Heading(text("name", context="column"), TEXT),
        Heading(text("pays_in_all", context="column"), MONEY, True),
        Heading(text("host_residual", context="column"), MONEY, True),
        Heading(text("contributions_discounted", context="column"), MONEY, True),
        *(_EXISTING_COLUMNS if result.has_existing else ()),
        Heading(text("burden_basis", context="column"), MONEY),
        Heading(text("burden_after_rounding", context="column")),
        Heading(text("pays_back_from", context="column"), YEAR),
    )
    return tuple(replace(h, look=look) if h.key in _BURDENS else h for h in columns)


def in_payers(result: Result, key: str, row: int) -> str:
    """Return the address of a figure of the sheet Payers, as formulas write it."""
    return f"{result.sheet(PAYERS)}!{letter_of(payer_columns(result), key)}{row}"


def split_cells(result: Result) -> Cells:
    """Return a row for each payment, with the payer that answers for its programme."""
    if not result.lists_payments:
        return []
    rows: Cells = []
    paid, left, year = _letters(split_columns(result), "amount", "host_residual", "year")
    for number, line in enumerate(result.split.payments, start=2):
        contributed = result.discounted(line.amount - line.host_residual, line.year)
        formula = f"({paid}{number}-{left}{number})*(1+discount_rate)^(base_year-{year}{number})"
        rows.append(
            [
                line.payer,
                *named_cells(result, line.programme),
                *(line.amount, line.host_residual),
                result.answered_by.get(line.programme),
                result.territory(line.payer),
                *name_cells(result, line.programme),
                Formula(formula, contributed),
            ]
        )
    return rows


def _letters(columns: tuple[Heading, ...], *keys: str) -> list[str]:
    return [letter_of(columns, key) for key in keys]


def programme_cells(result: Result) -> Cells:
    """Return a row for each programme; what is paid and left is summed from Split."""
    sums, columns = SumsOfSplit(result), programme_columns(result)
    named = {one.key: letter_of(columns, one.key) for one in named_columns(result)}
    need, given, left, year = _letters(columns, "need", "contributions", "host_residual", "year")
    rows: Cells = []
    for number, line in enumerate(result.split.programmes, start=2):
        same = {key: f"{letter}{number}" for key, letter in named.items()}
        paid_here, residual = sums.of("amount", same), sums.of("host_residual", same)
        rows.append(
            [
                *named_cells(result, line.programme),
                *(line.answered_by, line.persons, line.unit_cost, line.existing_funding),
                *((line.existing,) if result.has_existing else ()),
                line.need,
                sums.figure(f"{paid_here}-{residual}", line.contributions),
                sums.figure(residual, line.host_residual),
                Formula(f"{need}{number}-{given}{number}-{left}{number}", line.unfunded),
                *name_cells(result, line.programme),
                Formula(
                    f"(1+discount_rate)^(base_year-{year}{number})",
                    result.discounted(1.0, line.year),
                ),
            ]
        )
    return rows


def payer_cells(result: Result) -> Cells:
    """Return a row for each payer; what it pays and receives is summed from Split."""
    sums = SumsOfSplit(result)
    left, contributed = _per_payer(result)
    basis = _bases(result)
    rows: Cells = []
    for number, line in enumerate(result.split.payers, start=2):
        mine, paid = {"payer": f"A{number}"}, contributed[line.payer]
        rows.append(
            [
                *(line.payer, line.later_benefit),
                *_paid_and_received(result, sums, line, number),
                *(line.burden, line.low, line.high, result.names.territory(line.payer)),
                Formula(f"C{number}+D{number}", line.paid),
                sums.figure(sums.of("host_residual", mine), left[line.payer]),
                sums.figure(sums.of("discounted", mine), paid),
                *((line.existing, line.existing_discounted) if result.has_existing else ()),
                *_burden(result, number, line, basis.get(line.payer, 0.0), paid),
                result.cash[line.payer].pays_back_from,
            ]
        )
    return rows


def _paid_and_received(
    result: Result, sums: SumsOfSplit, line: PayerLine, number: int
) -> list[object]:
    payer = f"A{number}"
    answers = answers_column(result).key
    own = sums.of("amount", {"payer": payer, answers: payer})
    return [
        sums.figure(own, line.own),
        sums.figure(f"{sums.of('amount', {'payer': payer})}-C{number}", line.others),
        sums.figure(f"{sums.of('amount', {answers: payer})}-C{number}", line.received),
        Formula(f"D{number}-E{number}", line.net),
    ]


def _per_payer(result: Result) -> tuple[dict[str, float], dict[str, float]]:
    """Return what is left with each payer as host, and its discounted contributions."""
    left: dict[str, float] = defaultdict(float)
    contributed: dict[str, float] = defaultdict(float)
    for line in result.split.payments:
        left[line.payer] += line.host_residual
        contributed[line.payer] += result.discounted(line.amount - line.host_residual, line.year)
    return left, contributed


def _bases(result: Result) -> dict[str, float]:
    """Return what the burden of each payer is measured against."""
    basis = result.rules.burden_basis
    if basis == "benefit":
        return {line.payer: line.later_benefit for line in result.split.payers}
    frame = result.case.table("Territories")
    pairs = zip(frame["territory"], frame[basis], strict=True)
    return {str(key): float(size) for key, size in pairs if not is_blank(size)}


def _burden(
    result: Result, number: int, line: PayerLine, basis: float, contributed: float
) -> list[object]:
    """Return the basis and the burden that the rounded payments give; blank without a basis."""
    if basis <= 0 or line.burden is None:
        return [None, None]
    columns = payer_columns(result)
    paid, over = _letters(columns, "contributions_discounted", "burden_basis")
    if not result.has_existing:
        return [basis, Formula(f"{paid}{number}/{over}{number}", contributed / basis)]
    already = letter_of(columns, "existing_discounted")
    burden = (contributed + line.existing_discounted) / basis
    return [basis, Formula(f"({paid}{number}+{already}{number})/{over}{number}", burden)]
