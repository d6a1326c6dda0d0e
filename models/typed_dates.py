"""Days as people type them in the four languages; a case holds them as the text 2026-03-31."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from models.declaration.kinds import FIRST_YEAR, LANGUAGES, LAST_YEAR

_DAY_FIRST = frozenset({"fr", "nl", "de"})
"""The languages in which 3/4/2026 is in April; in English it may be in March as well."""
_YEAR_FIRST = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ t]00:00(?::00(?:\.0+)?)?)?")
_YEAR_LAST = re.compile(r"(\d{1,2}) ?([-/. ]) ?(\d{1,2}) ?\2 ?(\d{4})")
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_FILLERS = frozenset({"le", "er", "de", "der", "den", "the", "of", "on", "st", "nd", "rd", "th"})


def days_of(typed: str, language: str = "") -> tuple[date, ...]:
    """Return the days that a text may be: none, one, or two between which nobody can choose.

    "2026-03-31", "31/03/2026", "31.3.2026", "31 mars 2026", "March 31, 2026".

    Args:
        typed: what was typed.
        language: of whoever typed it, one of LANGUAGES; "" where it is not known.
    """
    plain = " ".join(typed.split()).casefold()
    if match := _YEAR_FIRST.fullmatch(plain):
        return _days((match[1], match[3], match[4]))
    if match := _YEAR_LAST.fullmatch(plain):
        first, mark, second, year = match.groups()
        day_first, month_first = _days((year, second, first)), _days((year, first, second))
        if day_first and (language in _DAY_FIRST or mark == "."):
            return day_first
        return tuple(dict.fromkeys((*day_first, *month_first)))
    return _in_words(plain)


def only_day(typed: str, language: str = "") -> str | None:
    """Return the one day that a text can be, as a case holds it; None: none, or one of two."""
    days = days_of(typed, language)
    return days[0].isoformat() if len(days) == 1 else None


def held_day(text: str) -> date | None:
    """Return the day that a cell of a case holds; None: a text that is none."""
    days = days_of(text)
    return days[0] if len(days) == 1 and days[0].isoformat() == text else None


def is_known_day(day: date) -> bool:
    """Say whether a day is in a year that may be meant."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def _days(*written: tuple[str, str, str]) -> tuple[date, ...]:
    """Return the days among texts of year, month and day."""
    found = []
    for year, month, day in written:
        try:
            found.append(date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return tuple(day for day in found if is_known_day(day))


def _in_words(plain: str) -> tuple[date, ...]:
    """Return the day of a text in which the month is a word, with or without a day of the week."""
    tokens = _TOKENS.findall(plain)
    numbers = [token for token in tokens if token.isdecimal()]
    months, week_days = _words_of_dates()
    words = [t for t in tokens if not t.isdecimal() and t not in _FILLERS and t not in week_days]
    is_date = len(numbers) == 2 and len(words) == 1 and words[0] in months
    if not is_date or len(numbers[1]) != 4 or len(numbers[0]) > 2:
        return ()
    return _days((numbers[1], months[words[0]], numbers[0]))


@cache
def _words_of_dates() -> tuple[dict[str, str], frozenset[str]]:
    """Return the number of each name of a month in any language, and the days of the week."""
    from babel import Locale  # noqa: PLC0415  # 30 ms that no start needs

    months: dict[str, str] = {}
    week_days: set[str] = set()
    for language in LANGUAGES:
        place = Locale.parse(language)
        for width in ("wide", "abbreviated"):
            for use in ("format", "stand-alone"):
                for number, name in place.months[use][width].items():
                    months[name.casefold().rstrip(".")] = str(number)
                days = place.days[use][width].values()
                week_days.update(name.casefold().rstrip(".") for name in days)
    return months, frozenset(week_days - months.keys())
