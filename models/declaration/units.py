"""Units as people write them beside figures, in the four languages: one closed list with factors.

"k€", "en milliers d'euros", "[x 1000]", "in duizenden", "TEUR", "USD", "EUR per month", "months":
a text is read word by word. Words that are not in the list leave the unit open.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache

from models.declaration.kinds import Column, Kind

_SCALES = {
    1e-2: "cent cents centime centimes eurocent eurocents ct ¢",
    1e2: "hundred hundreds centaine centaines honderd honderden honderdtallen hundert hunderte",
    1e3: "k kilo thousand thousands thous thou thds thsd th millier milliers mille duizend "
    "duizenden duizendtal duizendtallen dzd tausender tausendern "
    "tausend tausende tausenden tsd",
    1e6: "million millions mio mln mn mill miljoen miljoenen millionen",
    1e9: "milliard milliards mrd mld md miljard miljarden milliarde milliarden billion billions bn",
}
_OTHER_CODES = (
    "AED AMD AUD AZN BAM BGN BRL CAD CNY DKK EGP GEL HKD HRK ISK LBP MAD MDL MKD MXN NOK NZD "
    "RON RSD SAR SGD SYP TND TRY ZAR"
)
_OTHER_CURRENCIES = frozenset(_OTHER_CODES.casefold().split())
_UNKNOWN = "?"
_CURRENCIES = {
    "EUR": "€ eur euro euros",
    "USD": "$ usd us$ dollar dollars",
    "GBP": "£ gbp pound pounds livre livres pond ponden pfund",
    "CHF": "chf sfr franc francs franken",
    "BEF": "bef",
    "SEK": "sek kronor",
    "JPY": "¥ jpy yen",
    "KR": "kr kronen kroner couronnes",
    "PLN": "pln zł zl",
    "CZK": "czk kc",
    "HUF": "huf",
    "RON": "lei",
    "TRY": "₺",
    "UAH": "uah ₴",
    "RUB": "rub ₽",
    "INR": "inr ₹",
    "ILS": "ils ₪",
    "KRW": "krw ₩",
    "XOF": "xof fcfa",
    "CAD": "ca$",
    "AUD": "a$ au$",
    "BRL": "r$",
}
_KRONER = frozenset({"SEK", "DKK", "NOK", "ISK"})
"""Currencies that are all written kr."""
_PERSONS = (
    "person persons people personne personnes personen persoon pers head heads inhabitant "
    "inhabitants habitant habitants hab inwoner inwoners einwohner kopf hoofd tete capita"
)
_TIMES = {
    "year": "year years yr yrs an ans annee annees jaar jaren jahr jahre jahren",
    "quarter": "quarter quarters trimestre trimestres kwartaal kwartalen quartal quartale",
    "half-year": "semester semesters semestre semestres halfjaar halbjahr halbjahre",
    "month": "month months kalendermaanden mois maand maanden monat monate monaten",
    "week": "week weeks semaine semaines weken woche wochen",
    "day": "day days jour jours dag dagen tag tage tagen",
    "hour": "hour hours heure heures uur uren stunde stunden",
}
_EACH = {
    "year": "yearly annual annually annuel annuelle jaarlijks jahrlich",
    "month": "monthly mensuel mensuelle maandelijks monatlich",
    "week": "weekly hebdomadaire wekelijks wochentlich",
    "day": "daily quotidien dagelijks taglich",
}
_PER = "per par pro je / by"
_PERCENT = "% percent pourcent pct procent prozent ‰"
_NUMBERS = "n nr # number numbers aantal anzahl nombre getal zahl whole entier geheel ganze count"
_FILLERS = (
    "in en of de d des du van von der die the aan les amount amounts montant montants bedrag "
    "bedragen betrag betrage unit units unite unites eenheid eenheden einheit einheiten angaben "
    "alle all tous toutes figures chiffres cijfers zahlen currency devise wahrung valuta munt "
    "monnaie expressed exprimes values valeurs waarden werte "
    "prices price prix prijzen preise constant constants constante current courants"
)
_SHORT = {"k": 1e3, "t": 1e3, "m": 1e6, "mm": 1e6, "mio": 1e6, "mn": 1e6, "mln": 1e6, "b": 1e9}
_SHORT |= {"bn": 1e9, "md": 1e9, "mrd": 1e9, "mld": 1e9, "000": 1e3, "c": 1e-2}
"""What stands right before or behind a currency: k€, TEUR, €m, EUR000."""


def _by_word(groups: dict[str, str]) -> dict[str, str]:
    return {word: key for key, words in groups.items() for word in words.split()}


_SCALE_OF = {word: factor for factor, words in _SCALES.items() for word in words.split()}
_CURRENCY_OF, _TIME_OF, _EACH_OF = map(_by_word, (_CURRENCIES, _TIMES, _EACH))
_CURRENCY_OF |= {code.casefold(): code for code in _OTHER_CODES.split()}
_ARE_PERSONS, _ARE_PER, _ARE_PERCENT, _ARE_NUMBERS, _ARE_FILLERS = (
    frozenset(words.split()) for words in (_PERSONS, _PER, _PERCENT, _NUMBERS, _FILLERS)
)
_CODES = "|".join(sorted(map(re.escape, _CURRENCY_OF), key=len, reverse=True))
_SHORTS = "|".join(sorted(_SHORT, key=len, reverse=True))
_TOGETHER = re.compile(rf"({_SHORTS})?({_CODES})({_SHORTS})?")
_POWERS = {"³": 3, "⁶": 6, "⁹": 9}
_POWER = re.compile(r"10\s*(?:\^\s*([369])|([³⁶⁹]))")
_THOUSANDS = re.compile(r"(?<!\d)1((?:[ .,'\u202f\xa0]?000)+)(?!\d)")
_TIMES_TEN = re.compile(r"(?:[x×*]\s*|\bin\s+)(?P<ten>10+)(?!\d)|\b1e(?P<power>[1-9])\b")
"""x 1000, in 1000, 1e3; a number alone may be anything, unless a currency stands beside it."""
_SHORTENED = {r"\bp\.?\s?a\b\.?": " per year ", r"\bp\.?\s?m\b\.": " per month "}
_SHORTENED |= {r"\bp\.?\s?p\b\.?": " per person "}
_YEAR = re.compile(r"(?:19|20)\d\d")
_WORDS = re.compile(
    r"us\$|x10+|[^\W\d_]+[€$£¥]*|[€$£¥][^\W\d_]*(?:000)?|\d+|[%‰/]|[^\s\w.,;:()\[\]'+-]"
)
_APOSTROPHES = str.maketrans(dict.fromkeys("’‘`´ʼ", "'"))


@dataclass(frozen=True)
class Unit:
    """What a text says of the unit of figures.

    Attributes:
        factor: by what figures in it are multiplied to be in the plain unit.
        currency: the code of its currency, "" where it names none.
        counts: what it counts apart from money: "persons", a stretch of time, "percent".
        per: what it is for each of: "person", "year", "month", …
        is_known: whether every word of it is in the list.
    """

    factor: float = 1.0
    currency: str = ""
    counts: str = ""
    per: frozenset[str] = field(default_factory=frozenset)
    is_known: bool = True

    @property
    def says_nothing(self) -> bool:
        """Whether no word of it is about a unit."""
        return (self.factor, self.currency, self.counts, self.per) == (1.0, "", "", frozenset())


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit:
    """Read what a text says of a unit, such as "k€", "x 1000" or "EUR per month"."""
    unit, is_per = Unit(), False
    words = [word if _may_be_meant(word, text) else _UNKNOWN for word in _words(text)]
    is_money = len(words) == 1 or not _CURRENCY_OF.keys().isdisjoint(words)
    for word in words:
        if word in _ARE_PER:
            is_per = True
        elif is_per:
            unit, is_per = _with_divisor(unit, word)
        else:
            unit = _with_word(unit, word, is_money=is_money)
    return replace(unit, is_known=False) if is_per else unit


def _may_be_meant(word: str, text: str) -> bool:
    """Say whether a word is one where it reads like a currency: MAD is one, mad is none."""
    return word not in _OTHER_CURRENCIES or word.upper() in text


def _words(text: str) -> list[str]:
    plain = text.translate(_APOSTROPHES).casefold()
    plain = _POWER.sub(lambda match: "x1" + "000" * (_power(match) // 3), plain)
    plain = _THOUSANDS.sub(lambda match: str(10 ** (3 * match[1].count("000"))), plain)
    plain = re.sub(r"'000s?\b", " x1000 ", plain)
    plain = _TIMES_TEN.sub(lambda match: f" x{10 ** _zeros(match)} ", plain)
    for short, long in _SHORTENED.items():
        plain = re.sub(short, long, plain)
    decomposed = unicodedata.normalize("NFKD", plain)
    return _WORDS.findall("".join(c for c in decomposed if not unicodedata.combining(c)))


def _zeros(match: re.Match[str]) -> int:
    return match["ten"].count("0") if match["ten"] else int(match["power"])


def _power(match: re.Match[str]) -> int:
    return int(match[1]) if match[1] else _POWERS[match[2]]


def _with_divisor(unit: Unit, word: str) -> tuple[Unit, bool]:
    """Return the unit for each of what a word says, and whether that is still to come."""
    if word in _ARE_FILLERS or word in _ARE_NUMBERS:
        return unit, True
    divisor = "person" if word in _ARE_PERSONS else _TIME_OF.get(word, "")
    if not divisor:
        return replace(unit, is_known=False), False
    return replace(unit, per=unit.per | {divisor}), False


def _with_word(unit: Unit, word: str, *, is_money: bool) -> Unit:
    if word in _ARE_FILLERS or word in _ARE_NUMBERS or _YEAR.fullmatch(word):
        return unit
    if factor := _scale(word, is_money=is_money):
        return replace(unit, factor=unit.factor * factor)
    if match := _TOGETHER.fullmatch(word):
        factor = _SHORT.get(match[1] or "", 1.0) * _SHORT.get(match[3] or "", 1.0)
        return _with_currency(unit, _CURRENCY_OF[match[2]], factor)
    if word in _EACH_OF:
        return replace(unit, per=unit.per | {_EACH_OF[word]})
    counts = _counted(word)
    is_known = unit.is_known and bool(counts) and unit.counts in ("", counts)
    return replace(unit, counts=counts or unit.counts, is_known=is_known)


def _scale(word: str, *, is_money: bool) -> float:
    """Return by what a word multiplies, 0 where it does not.

    Beside a currency, or alone, m is a million and 1000 a thousand.
    """
    if word.startswith("x1"):
        return 10.0 ** word.count("0")
    if is_money and re.fullmatch(r"1?(?:000)+", word):
        return 10.0 ** word.count("0")
    return 1e6 if is_money and word == "m" else _SCALE_OF.get(word, 0.0)


def _counted(word: str) -> str:
    if word in _ARE_PERCENT:
        return "percent"
    return "persons" if word in _ARE_PERSONS else _TIME_OF.get(word, "")


def _with_currency(unit: Unit, currency: str, factor: float) -> Unit:
    is_known = unit.is_known and unit.currency in ("", currency)
    return replace(unit, currency=currency, factor=unit.factor * factor, is_known=is_known)


_FORMAT_SYMBOLS = {"fr": "CHF", "ft": "HUF", "kn": "HRK", "лв": "BGN", "tl": "TRY", "k": "EEK"}
"""Symbols that mean a currency where a number format says that one stands there."""


def is_other_symbol(symbol: str, currency: str) -> bool:
    """Say whether the symbol of currency in a number format is not that of the case.

    Args:
        symbol: what stands there, such as "Kč" or "Fr."; whatever it is, it is a currency.
        currency: the currency of the case as it is written there.
    """
    plain = symbol.strip().strip(".").casefold()
    own = read_unit(currency).currency
    code = _FORMAT_SYMBOLS.get(plain) or read_unit(symbol).currency
    if plain == currency.strip().casefold() or not plain:
        return False
    return not _is_same_currency(code, own) or not code


def _is_same_currency(code: str, own: str) -> bool:
    return code == own or (code == "KR" and own in _KRONER)


FIGURES = frozenset({Kind.MONEY, Kind.PERSONS, Kind.NUMBER, Kind.WHOLE, Kind.YEAR})
"""The kinds of column whose figures have a unit."""


def is_other_unit(unit: Unit, column: Column, currency: str) -> bool:
    """Say whether a unit is not the one in which the figures of a column are read.

    Args:
        unit: what is said beside the figures.
        column: the column they stand in.
        currency: the currency of the case as it is written there; it may be one of thousands.
    """
    own = {"", "year", "persons"} if column.kind is Kind.PERSONS else {"", "year"}
    is_other_count = unit.is_known and unit.counts not in own
    if is_other_count or not unit.per <= {"person", "year"}:
        return True
    if column.kind in (Kind.MONEY, Kind.NUMBER):
        return _is_other_money(unit, column, currency)
    return unit.factor != 1 or bool(unit.currency)


def _is_other_money(unit: Unit, column: Column, currency: str) -> bool:
    if "person" in unit.per and "per_person" not in column.key:
        return True
    own = read_unit(currency)
    is_other = bool(unit.currency and own.currency) and not _is_same_currency(
        unit.currency, own.currency
    )
    names_money = bool(unit.currency) or unit.factor != 1
    return is_other or (names_money and unit.factor != own.factor)
