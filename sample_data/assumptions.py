"""Every figure of the cases that is in no source, in one place, each with its reason.

Each reason is a sentence that the rows which rest on the figure carry in their note.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Assumption:
    """A figure that no source gives, and why it is what it is."""

    value: float
    reason: str


# People

ANTWERP_OF_REFUGEES = Assumption(
    1 / 4, "a quarter of those who live in Flanders live in Antwerp, as of the refugees of 2018."
)
STAY_WITHOUT_PAPERS = Assumption(
    1 / 2, "half of those refused stay without residence papers; no source counts them."
)
SECONDARY_SCHOOL = Assumption(
    1 / 2,
    "half of those of school age are 12 to 17 and so in secondary school, whose reception classes "
    "these are; younger ones go to ordinary classes and are not followed.",
)
NEARLY_ADULT = Assumption(
    1 / 3, "a third of these pupils are 16 or 17 (two of six years) and go on to training."
)
DESCENDANTS_AT_SCHOOL = Assumption(
    3 / 4, "three quarters of the descendants are of school age, the others younger or adult."
)

OBLIGED_ALL = Assumption(
    0.975,
    "nine in ten would find their way to it without guidance, since it is an obligation; of the "
    "work of the others about a quarter is due to course and training together, so that 2.5 % of "
    "what follows is due to guidance.",
)

# What programmes cost

DAYS_IN_RECEPTION = Assumption(
    365,
    "a person stays the one year that the stage lasts, since stages last whole years; the "
    "average stay is 15 months.",
)
EQUAL_COURSE = Assumption(
    1.0,
    "a full course (office, language, orientation) costs everywhere what it costs in Flanders, so "
    "that one need is measured in one way.",
)
EQUAL_PUPIL = Assumption(
    1.0,
    "a pupil who is new to the language costs in every Community what it costs in the French "
    "Community on top of an ordinary one.",
)
EQUAL_TRAINING = Assumption(
    1.0,
    "a year of vocational training and guidance costs what public money pays for an apprentice, "
    "and everyone with the attestation takes it (scenario training_for_a_third: a third of them).",
)
A_THIRD = Assumption(
    1 / 3,
    "a third of those with the attestation take a year of training; the others have no programme "
    "here. No source says how many do.",
)
TRAINING_BY_BRUSSELS = Assumption(
    0.5,
    "half of training and guidance in Brussels is the Region's (Actiris), three tenths the French "
    "Community Commission's (Bruxelles Formation), a fifth the Flemish Community's (VDAB); no "
    "source splits it.",
)
TRAINING_BY_COCOF = Assumption(0.3, TRAINING_BY_BRUSSELS.reason)
TRAINING_BY_VDAB_IN_BRUSSELS = Assumption(0.2, TRAINING_BY_BRUSSELS.reason)
DUTCH_SPEAKING_SCHOOLS = Assumption(
    0.2, "a fifth of the pupils in Brussels go to Dutch-speaking schools; no source on newcomers."
)

# What is paid already

OBLIGED_IN_FLANDERS = Assumption(
    0.4,
    "what Flanders spends on civic integration serves the groups of this case for the part of the "
    "participants who do not come of their own accord (most of those who do are from the EU).",
)
PART_FUNDED_IN_FLANDERS = Assumption(
    0.98,
    "98 % of the courses of refugees are paid today, as in Flanders in the Belgian sample from "
    "2027 on.",
)
COURSES_OF_TEMPORARY = Assumption(
    1.0,
    "all courses of people with temporary protection are paid, since they are counted by their "
    "enrolments.",
)
BUDGETS_INDEXED = "budgets have grown with prices since; "
HALF_OF_THE_OFFICES = Assumption(
    0.5,
    "half of the budget serves the groups of this case; the others served are people who have "
    "been there for long and those who come of their own accord.",
)
QUARTER_OF_RECEPTION_CLASSES = Assumption(
    1 / 4,
    "a quarter of the pupils in reception classes are of the groups of this case and in their "
    "first year; the others come from the EU or stay longer.",
)
TENTH_OF_LANGUAGE_SUPPORT = Assumption(
    1 / 10,
    "a tenth of what the French Community spends on DASPA and FLA serves the pupils of this case; "
    "most of FLA goes to pupils who were born here.",
)
GENERAL_OFFER = Assumption(
    0.5,
    "half of those who enter are served by the general offer of the employment services, whoever "
    "they are; no source counts them.",
)

# What waiting costs, and what a person at work brings

ALONE_OR_TOGETHER = Assumption(
    0.5, "half of those on living wage live alone and half live with others."
)
FEDERAL_PART = Assumption(
    0.70,
    "the federal level refunds 70 % of the living wage, the middle of what it refunds for a "
    "Belgian (more in large cities), since recognised refugees have the same right; the "
    "municipality bears the rest.",
)
NO_LIVING_WAGE_AFTER_PROTECTION = Assumption(
    0.0,
    "no living wage saved is counted, since the protection ends on 4 March 2027, before those "
    "who enter a course now work; which status and which refund follow is not decided.",
)
FAMILY_ON_LIVING_WAGE = Assumption(
    0.15,
    "one family member in seven is on living wage, since most who let somebody come must show "
    "means; no source counts them.",
)
WAGE_ABOVE_MINIMUM = Assumption(1.2, "a fifth more than the guaranteed minimum income,")
PART_OF_A_FULL_YEAR = Assumption(
    0.75, "for three quarters of a full-time year, since many work part-time or in short jobs;"
)
EMPLOYERS_RATE = Assumption(0.25, "employers pay 25 % by law, and employees 13.07 %;")
KEPT_AFTER_REDUCTIONS = Assumption(2 / 3, "reductions for low wages give back a third of both;")
INCOME_TAX = Assumption(
    0.04,
    "the income tax is 4 % of the gross wage, since on such a wage little is left above the sum "
    "free of tax, before the credit for low wages;",
)

# Effects

EFFECT_OF_WELCOME = Assumption(
    0.12,
    "an eighth of what follows is due to the course: half-way between none, as in Brussels, and a "
    "quarter, the most that Flemish figures allow (44 % with the attestation work, 33 % of all "
    "newcomers, these included, before selection of who finishes). The figures are about work; "
    "they are taken for the step to training as well.",
)
EFFECT_OF_TRAINING = Assumption(
    0.15,
    "15 % of those who work do so thanks to training and guidance: half-way between the 14 % of a "
    "Flemish activation of job seekers of 50 to 52 and the 15 % that 4.5 points (a German "
    "language programme for refugees, published version) are of 29 in work. None is of training "
    "for newcomers.",
)
EFFECT_OF_SCHOOL = Assumption(
    0.15,
    "as of training, to which these pupils go; what ordinary school would have done without a "
    "reception class no source says.",
)
CAUTIOUS_TRAINING = Assumption(
    0.14,
    "as measured in Flanders for job seekers of 50 to 52, not newcomers: 24 % work after "
    "activation, 20.5 % would have without.",
)
CAUTIOUS_WELCOME = Assumption(
    0.0,
    "as the evaluator found in Brussels: participants work exactly as often as all third-country "
    "nationals; there was no comparison group.",
)
CAUTIOUS_SCHOOL = Assumption(0.0, "as for the course; no evaluation of reception classes is known.")
OPTIMISTIC_WELCOME = Assumption(
    0.25,
    "the most that Flemish figures allow: 44 % with the attestation work and 33 % of all, before "
    "selection of who finishes.",
)
OPTIMISTIC_TRAINING = Assumption(
    0.45,
    "13 points, the earlier version of the German study, of 29 in work; since revised to 4 to 5 "
    "points.",
)
OPTIMISTIC_SCHOOL = Assumption(
    0.45, "as for training; no evaluation of reception classes is known."
)
EFFECT_LASTS = "The effect is taken to last all five years; evaluations measured it at one moment."

# Positions

DISCOUNT_RATE = Assumption(
    0.02,
    "money a year later counts 2 % less, at constant prices; a usual rate for public programmes.",
)
ANTWERP_IN_FLANDERS = Assumption(
    0.02,
    "the city pays in no year more than 2 % of what programmes in Flanders need, its own included.",
)
FEDERAL_PART_AT_MOST = Assumption(
    0.15, "the federal level pays no more than 15 % of what the programmes of each year need."
)
SOCIAL_PART_AT_MOST = Assumption(
    0.125, "social security gives up in no year more than an eighth of what it gains later."
)
MUNICIPAL_PART_AT_MOST = Assumption(
    0.20, "municipalities give up in no year more than a fifth of what they gain later."
)
FEDERAL_PART_IN_FLANDERS = Assumption(
    0.15,
    "Flanders asks the federal level for 15 % of training at least, since most of its "
    "courses are paid already.",
)
FALLING_GRANTS = Assumption(
    0.70, "what is paid already falls as the persons do: for those granted protection."
)
FALLING_OFFER = Assumption(
    0.85,
    "about half of those who train are of the protected, so the general offer serves 15 % fewer.",
)
FEDERAL_CEILING = Assumption(
    15_000_000, "the federal level writes 15 million EUR a year into its budget and no more."
)
FEDERAL_FLOOR = Assumption(
    0.10, "in return for the own share of its hosts, Wallonia asks the federal level for a tenth."
)
FLEMISH_PART_IN_BRUSSELS = Assumption(
    0.25, "Flanders pays a quarter of the training in Brussels, for the Dutch-speaking courses."
)
OWN_SHARE = Assumption(0.25, "every host pays a quarter of its own programmes itself.")
ADVANCE = Assumption(
    0.80, "four fifths are paid in the year itself, the rest when real figures are known."
)
SETTLE_THRESHOLD = Assumption(
    0.05, "corrections below five cents an inhabitant of the payer are not made."
)
SETTLE_YEARS = Assumption(2, "corrections are spread over two years.")
LEAST_TRANSFER_OF_CITIES = Assumption(
    1_000, "below 1,000 EUR a year a transfer is not worth its paperwork, for a city either."
)
LEAST_TRANSFER = Assumption(
    10_000, "below 10,000 EUR a year a transfer is not worth its paperwork."
)
FEWER_ARRIVALS = Assumption(
    0.70, "three tenths fewer first applications from 2025 on; they fell in that year."
)

# Europe

DAYS_BEFORE_MOVING_ON = Assumption(
    90,
    "a person who moves on stays three months in the state where he or she applied first; no "
    "source counts these days.",
)
DAYS_UNTIL_DECISION = Assumption(
    180,
    "a person who stays is received for half a year; it is more where decisions are slow, and less "
    "for those who live on their own.",
)
EFFECT_OF_RECEPTION = Assumption(
    0.12,
    "an eighth, as of a course; reception is a right and nobody has measured what it does for "
    "work later.",
)
NO_EFFECT_OF_RECEPTION = Assumption(0.0, "reception is a right; no effect on work is measured.")
HALF_THE_EFFECT = Assumption(0.06, "half of the effect of the base.")
