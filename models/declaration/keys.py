"""The keys for comparison (2-method 2.5): what each means, and the law or agreement behind it."""

from __future__ import annotations

from dataclasses import dataclass

from models.declaration.tables import TABLE_BY_KEY
from models.words.text import Argument, Text, text


@dataclass(frozen=True)
class KeyDeclaration:
    """What a key means in plain words, and where it is taken from ("" for a plain rule)."""

    meaning: Text
    source: Argument = ""


KEYS = {
    "host_pays": KeyDeclaration(
        text("no agreement: each government pays for the programmes it answers for")
    ),
    "equal": KeyDeclaration(text("every payer pays the same")),
    "population": KeyDeclaration(text("by inhabitants")),
    "fiscal_capacity": KeyDeclaration(text("by what each government can raise a year")),
    "mixed": KeyDeclaration(
        text("half by inhabitants, half by fiscal capacity"),
        text("Regulation (EU) 2024/1351, reference key"),
    ),
    "benefit": KeyDeclaration(text("each programme by what each gains later from its people")),
    "koenigstein": KeyDeclaration(
        text("two thirds by tax revenue (else fiscal capacity), one third by inhabitants"),
        text("Königsteiner Schlüssel (Gemeinsame Wissenschaftskonferenz; Asylgesetz § 45)"),
    ),
    "german_equalisation": KeyDeclaration(
        text(
            "hosts of less fiscal capacity a head than their peers get up to 63 % of what they "
            "lack, paid by peers with more; the host pays the rest"
        ),
        text("Finanzausgleichsgesetz § 10, since 2020"),
    ),
    "belgian_solidarity": KeyDeclaration(
        text(
            "hosts of less fiscal capacity a head than their peers get up to 80 % of what they "
            "lack, paid by the government above; the host pays the rest"
        ),
        text("Special Finance Act of 16 January 1989, art. 48, since 2015"),
    ),
    "usage_and_size": KeyDeclaration(text("half by later benefit, half by inhabitants")),
    "collar": KeyDeclaration(
        text("as mixed, but no share below half or above one and a half times the average share")
    ),
    "phase_in_benefit": KeyDeclaration(
        text(
            "as benefit, but it comes in over five years in equal steps; until then the host pays "
            "the rest"
        )
    ),
}


def key_in_words(key: str) -> Argument:
    """Say what a key does; a column of the user is named."""
    if key in KEYS:
        return KEYS[key].meaning
    return text(
        "by {column}, a column of {sheet} that the case adds",
        column=key,
        sheet=TABLE_BY_KEY["Territories"].labels,
    )


def key_source(key: str) -> Argument:
    """Return the law or agreement that a key is taken from; "" for a plain rule."""
    return KEYS[key].source if key in KEYS else ""
