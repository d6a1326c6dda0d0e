"""Every figure of the cases that is in no source, in one place, each with its reason.

Each reason is a sentence that the rows which rest on the figure carry in their note. Both cases
rest on one of them, with the only figure of it that has a source: what a person at work brings.
"""

from __future__ import annotations

from dataclasses import dataclass

from sample_data.sources import belgian


@dataclass(frozen=True)
class Assumption:
    """A figure that no source gives, and why it is what it is."""

    value: float
    reason: str


DAYS_IN_RECEPTION = Assumption(
    365,
    "a person stays the one year that the stage lasts, since stages last whole years; the "
    "average stay is 15 months.",
)
DAYS_BEFORE_MOVING_ON = Assumption(
    90,
    "a person whom two states dispute stays three months in the state of first registration; "
    "no source counts these days.",
)
WORKER_LIKE_NATIVE = Assumption(
    0.5,
    "a person at work contributes half-way between the average of the first generation, which "
    "counts those without work, and that of natives, both aged 20 to 64; amounts of 2016 are not "
    "indexed.",
)
FEDERAL_SHARE_OF_FISCAL_EFFECT = Assumption(
    0.70,
    "of each euro of fiscal effect 70 cents are federal (social contributions, the federal part "
    "of the income tax, VAT, most of the living wage) and 30 are the region's with its "
    "municipalities (surcharge on the income tax, job seekers, their part of the living wage); "
    "no source splits it by level of government.",
)
COMMUNITY_PART_IN_DG = Assumption(
    1 / 3,
    "of the regional 30 cents a third stays in the German-speaking Community (its municipalities, "
    "employment policy) and two thirds go to the Walloon Region, which levies the surcharge "
    "there too.",
)
LIVING_WAGE_A_YEAR = Assumption(
    12_000,
    "a living wage is 12,000 EUR a year, between what a person living with others and a person "
    "alone received in 2024.",
)
LOCAL_PART_OF_LIVING_WAGE = Assumption(
    0.35,
    "the municipalities of the host bear 35 % of it and the federal level repays the rest.",
)
DISCOUNT_RATE = Assumption(
    0.02,
    "money a year later counts 2 % less, at constant prices; a usual rate for public programmes.",
)
EQUAL_COURSE = Assumption(
    1.0,
    "a full course costs everywhere what it costs in Flanders, so that one need is measured in "
    "one way; the budgets of the others divide by places or by contacts of every kind.",
)
TRAINING_LIKE_PUPIL = Assumption(
    1.0,
    "a year of training, language and recognition of diplomas costs an adult what a pupil who "
    "is new to the language costs on top of an ordinary one, and in the other communities what "
    "it costs in the French Community.",
)
FLANDERS_IN_WALLONIA = Assumption(
    0.10, "Flanders pays no more than a tenth of what Wallonia's programmes need."
)
FEDERAL_PART_AT_MOST = Assumption(
    2 / 3, "the federal level pays no more than two thirds of what all programmes need."
)
FEDERAL_CEILING = Assumption(
    40_000_000, "the federal level writes 40 million EUR a year into its budget and no more."
)
FLEMISH_FLOOR = Assumption(
    0.08,
    "in return for the own share of its hosts, Wallonia asks Flanders for 8 % of its welcome "
    "courses at least.",
)
FLEMISH_PART_IN_BRUSSELS = Assumption(
    0.25, "Flanders pays a quarter of the training in Brussels, for the Dutch-speaking courses."
)
HALF_OF_BENEFIT = Assumption(
    0.50, "the German-speaking Community gives up no more than half of what it gains later."
)
OWN_SHARE = Assumption(0.25, "every host pays a quarter of its own programmes itself.")
MORE_ARRIVALS = Assumption(
    1.20, "a fifth more people arrive than in 2024, in that year and in every later one."
)

AGED_20_64 = belgian("net contribution aged 20-64: natives / 1st gen / 2nd gen", "BE", "2016")


def worker_value_a_year() -> float:
    """Return what a person at work brings to all governments in a year, in EUR."""
    natives, first_generation = AGED_20_64.number(0), AGED_20_64.number(1)
    return first_generation + WORKER_LIKE_NATIVE.value * (natives - first_generation)
