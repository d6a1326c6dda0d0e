"""Number formats that show a unit beside a figure, such as `0" k€"`, and how they scale it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|\[[^\]]*\]|[_*].'
    r"|(?P<digits>[0#?][0#?.,]*)|(?P<other>.)",
    re.DOTALL,
)
_NOTHING = re.compile(r"[-+()/: .,]*")
_GENERAL = re.compile(r"general|standard|@", re.IGNORECASE)
FIRST_OWN = 164
"""Formats of lower numbers are built in: which currency they show depends on the computer."""


@dataclass(frozen=True)
class ShownUnit:
    """What one section of a number format writes beside a figure.

    Attributes:
        text: all that it writes.
        divisor: what it divides the figure by.
        symbol: the currency that it says stands there, "" where it says none.
    """

    text: str
    divisor: float
    symbol: str = ""


def shown_units(code: str) -> tuple[ShownUnit, ...]:
    """Return what each section of a number format writes beside a figure, where it does."""
    found = (_shown(section) for section in _sections(code))
    return tuple(unit for unit in found if not _NOTHING.fullmatch(unit.text))


def _sections(code: str) -> list[list[re.Match[str]]]:
    sections: list[list[re.Match[str]]] = [[]]
    for token in _TOKEN.finditer(_GENERAL.sub("0", code)):
        if token["other"] == ";":
            sections.append([])
        else:
            sections[-1].append(token)
    return [section for section in sections if any(token["digits"] for token in section)]


def _shown(section: list[re.Match[str]]) -> ShownUnit:
    texts = (
        token["quoted"] or token["escaped"] or token["currency"] or token["other"] or ""
        for token in section
        if token["other"] != "%"  # it multiplies what is shown, as a written one does not
    )
    digits = "".join(token["digits"] or "" for token in section)
    text = " ".join("".join(texts).split())
    symbol = "".join(token["currency"] or "" for token in section).strip()
    return ShownUnit(text, 1000.0 ** _scaling_commas(digits), symbol)


def _scaling_commas(digits: str) -> int:
    """Return how many commas stand behind the last digit, where each divides by a thousand."""
    before, _, after = digits.partition(".")
    return sum(len(part) - len(part.rstrip(",")) for part in (before, after))
