"""The names that people read for the keys of a case."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, count, product
from typing import TYPE_CHECKING

from models.declaration.rules import LABEL, RULE_BY_KEY, meaning
from models.editing import is_blank

if TYPE_CHECKING:
    from models.case import Case

MOST_LETTERS = 3
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True)
class Names:
    """The names of territories, stages, clauses, scenarios and groups, where keys are not all."""

    territories: Mapping[str, str] = field(default_factory=dict)
    stages: Mapping[str, str] = field(default_factory=dict)
    clauses: Mapping[str, str] = field(default_factory=dict)
    scenarios: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)

    def territory(self, key: str) -> str:
        """Return the name of a territory."""
        return self.territories.get(key, key)

    def stage(self, key: str) -> str:
        """Return the name of a stage."""
        return self.stages.get(key, key)

    def group(self, key: str) -> str:
        """Return the name of a group."""
        return self.groups.get(key, key)

    def clause(self, key: str) -> str:
        """Return a clause in a few words."""
        return self.clauses.get(key, key)


def names_of(case: Case) -> Names:
    """Return the names that a case gives."""
    return Names(
        texts_by_key(case, "Territories", "territory", "name"),
        texts_by_key(case, "Stages", "stage", "name"),
        texts_by_key(case, "Clauses", "clause", "label"),
        scenario_labels(case),
        texts_by_key(case, "Groups", "group", "name"),
    )


def scenario_labels(case: Case) -> dict[str, str]:
    """Return what people call the scenarios that have a label; base lends its own to none."""
    frame = case.table("Scenarios")
    row = next((at for at, rule in enumerate(frame["rule"]) if rule == LABEL), None)
    if row is None:
        return {}
    cells = {name: frame[name].iloc[row] for name in case.scenarios()}
    filled = {name: cell for name, cell in cells.items() if not is_blank(cell)}
    labels = {name: meaning(RULE_BY_KEY[LABEL], cell) for name, cell in filled.items()}
    return {name: label for name, label in labels.items() if label}


def keys_of(case: Case, table: str, column: str) -> list[str]:
    """Return the keys in a column of a table."""
    return [str(key) for key in case.table(table)[column] if key is not None]


def texts_by_key(case: Case, table: str, key: str, value: str) -> dict[str, str]:
    """Return what a column of a table holds for each key; neither is blank."""
    rows = zip(case.table(table)[key], case.table(table)[value], strict=True)
    return {str(k): str(v) for k, v in rows if not is_blank(k) and not is_blank(v)}


def currency_of(case: Case) -> str:
    """Return the currency of the base scenario."""
    rules = texts_by_key(case, "Scenarios", "rule", "base")
    return str(rules.get("currency", "EUR"))


def population_of(case: Case) -> dict[str, float]:
    """Return the inhabitants of each territory where they are known."""
    frame = case.readable("Territories")
    pairs = zip(frame["territory"], frame["population"], strict=True)
    return {str(key): float(size) for key, size in pairs if not is_blank(size) and size > 0}


def payers_of(case: Case) -> list[str]:
    """Return the keys of the territories that pay."""
    frame = case.readable("Territories")
    rows = zip(frame["territory"], frame["pays"], strict=True)
    return [str(key) for key, pays in rows if key is not None and pays is not False]


def territories_above(case: Case) -> dict[str, tuple[str, ...]]:
    """Return the territories above each, from its parent up; a circle is gone round once."""
    parents = texts_by_key(case, "Territories", "territory", "parent")
    found: dict[str, tuple[str, ...]] = {}
    for key in keys_of(case, "Territories", "territory"):
        above: list[str] = []
        at = parents.get(key)
        while at is not None and at not in above:
            above.append(at)
            at = parents.get(at)
        found[key] = tuple(above)
    return found


def payers_first(case: Case) -> tuple[str, ...]:
    """Return the territories of a case: those that pay first, each as the case lists them."""
    return tuple(dict.fromkeys([*payers_of(case), *keys_of(case, "Territories", "territory")]))


def short_letters(keys: Sequence[str]) -> Mapping[str, str]:
    """Return letters for keys: a key that is short itself, or else letters like it.

    No two are alike, and what is made up has two letters at least: single ones name the splits
    of a comparison.
    """
    letters = {key: key for key in keys if len(key) <= MOST_LETTERS}
    taken = {key.casefold() for key in letters}
    numbered = _letters_in_order()
    for key in keys:
        if key not in letters:
            likely = _letters_like(key)
            found = (one for one in chain(likely, numbered) if one.casefold() not in taken)
            letters[key] = next(found)
            taken.add(letters[key].casefold())
    return letters


def _letters_like(key: str) -> Iterator[str]:
    """Give what a key could be shortened to: CI, CT, CY, then CIT of "city"."""
    letters = "".join(letter for letter in key.upper() if letter.isalpha())
    yield from (letters[0] + other for other in letters[1:])
    if len(letters) >= MOST_LETTERS:
        yield letters[:MOST_LETTERS]


def _letters_in_order() -> Iterator[str]:
    """Give AA, AB and so on to ZZ, then AAA."""
    for length in count(2):
        yield from map("".join, product(_LETTERS, repeat=length))


def folded(text: str) -> str:
    """Return a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
