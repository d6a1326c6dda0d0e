"""The keys for comparison (2-method 2.5): what each means, and the law or agreement behind it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class KeyDeclaration:
    """What a key means in plain words, and where it is taken from ("" for a plain rule)."""

    meaning: str
    source: str = ""


_OWN = "by the case’s own column {column} of Territories"

KEYS = {
    "host_pays": KeyDeclaration(
        "no agreement: each government pays for the programmes it answers for"
    ),
    "equal": KeyDeclaration("every payer pays the same"),
    "population": KeyDeclaration("by inhabitants"),
    "fiscal_capacity": KeyDeclaration("by what each government can raise a year"),
    "mixed": KeyDeclaration(
        "half by inhabitants, half by fiscal capacity",
        "Regulation (EU) 2024/1351, reference key",
    ),
    "benefit": KeyDeclaration("each programme by what each gains later from its people"),
    "koenigstein": KeyDeclaration(
        "two thirds by tax revenue (else fiscal capacity), one third by inhabitants",
        "Königsteiner Schlüssel (Gemeinsame Wissenschaftskonferenz; Asylgesetz § 45)",
    ),
    "german_equalisation": KeyDeclaration(
        "hosts of less fiscal capacity a head than their peers get up to 63 % of what they lack, "
        "paid by peers with more; the host pays the rest",
        "Finanzausgleichsgesetz § 10, since 2020",
    ),
    "belgian_solidarity": KeyDeclaration(
        "hosts of less fiscal capacity a head than their peers get up to 80 % of what they lack, "
        "paid by the government above; the host pays the rest",
        "Special Finance Act of 16 January 1989, art. 48, since 2015",
    ),
    "usage_and_size": KeyDeclaration("half by later benefit, half by inhabitants"),
    "collar": KeyDeclaration(
        "as mixed, but no share below half or above one and a half times the average share"
    ),
    "phase_in_benefit": KeyDeclaration(
        "as benefit, but it comes in over five years in equal steps; until then the host pays "
        "the rest"
    ),
}


def key_in_words(key: str) -> str:
    """Say what a key does; a column of the user is named."""
    return KEYS[key].meaning if key in KEYS else _OWN.format(column=key)


def key_source(key: str) -> str:
    """Return the law or agreement that a key is taken from; "" for a plain rule."""
    return KEYS[key].source if key in KEYS else ""
