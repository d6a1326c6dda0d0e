"""The rules of a scenario: key, default, meaning (2-method 2.4, 3-workbook)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from models.declaration.kinds import Labels
from models.words.text import Text, text


class RuleKind(Enum):
    """What the value of a rule is."""

    SHARE = "share"
    """A fraction, shown as percent; at least 0 and, but for growth, at most 1."""
    GROWTH = "growth"
    """A fraction above -1, shown as percent."""
    CAP = "cap"
    """A number from 0, or the word `none`."""
    AMOUNT = "amount"
    """A positive amount of money."""
    YEAR = "year"
    """A calendar year."""
    YEARS = "years"
    """One year or a span of years: 2026 or 2026-2030."""
    GOALS = "goals"
    """Goals in their order, separated by commas."""
    BASIS = "basis"
    """What a burden is measured against."""
    SCENARIO = "scenario"
    """The name of a scenario."""
    TEXT = "text"
    """Any text."""


GOALS = (
    "unfunded",
    "host_residual",
    "equal_burden",
    "proportional",
    "least_change",
    "fewest_transfers",
)
DEFAULT_GOALS = GOALS[:4]
BURDEN_BASES = ("benefit", "fiscal_capacity", "population")


@dataclass(frozen=True)
class RuleDeclaration:
    """One rule: its key, what its value is, what a missing value stands for, what it means."""

    key: str
    kind: RuleKind
    default: object
    labels: Labels
    help: Text


RULES: tuple[RuleDeclaration, ...] = (
    RuleDeclaration(
        "discount_rate",
        RuleKind.GROWTH,
        0.0,
        Labels("Discount rate", "Taux d’actualisation", "Discontovoet", "Diskontsatz"),
        text("How much a later year counts less than the one before it."),
    ),
    RuleDeclaration(
        "benefit_cap",
        RuleKind.CAP,
        1.0,
        Labels(
            "Benefit cap", "Plafond par le bénéfice", "Begrenzing tot de baat", "Nutzenobergrenze"
        ),
        text(
            "The part of its later benefit that a payer pays at most: at 100 % nobody pays more "
            "than it gains; with none there is no cap."
        ),
    ),
    RuleDeclaration(
        "own_share_min",
        RuleKind.SHARE,
        0.0,
        Labels(
            "Least own share",
            "Quote-part propre minimale",
            "Minimaal eigen aandeel",
            "Mindest-Eigenanteil",
        ),
        text("The least part of its own programmes that a host pays itself."),
    ),
    RuleDeclaration(
        "de_minimis",
        RuleKind.SHARE,
        0.0,
        Labels(
            "Smallest share of benefit",
            "Part de minimis",
            "De-minimisaandeel",
            "Geringfügigkeitsschwelle",
        ),
        text(
            "A payer with a smaller part of a programme's later benefit is not asked; the host is."
        ),
    ),
    RuleDeclaration(
        "burden_basis",
        RuleKind.BASIS,
        "benefit",
        Labels(
            "Basis of the burden",
            "Base du taux d’effort",
            "Grondslag van de inspanningsgraad",
            "Bezugsgröße der Belastungsquote",
        ),
        text("What contributions are divided by: later benefit, fiscal capacity or population."),
    ),
    RuleDeclaration(
        "goals",
        RuleKind.GOALS,
        ", ".join(DEFAULT_GOALS),
        Labels("Goals", "Objectifs", "Doelen", "Ziele"),
        text("What the split aims at, the first goal first, each held while the next is pursued."),
    ),
    RuleDeclaration(
        "programme_years",
        RuleKind.YEARS,
        None,
        Labels("Programme years", "Années des programmes", "Programmajaren", "Programmjahre"),
        text("The years whose programmes are funded, as 2026 or 2026-2030; blank: all."),
    ),
    RuleDeclaration(
        "base_year",
        RuleKind.YEAR,
        None,
        Labels("Base year", "Année de base", "Basisjaar", "Basisjahr"),
        text("The year to which money is discounted; blank: the first programme year."),
    ),
    RuleDeclaration(
        "project_until",
        RuleKind.YEAR,
        None,
        Labels("Project until", "Projeter jusqu’en", "Projecteren tot", "Vorausberechnen bis"),
        text("The last year to project flows for; blank: no projection."),
    ),
    RuleDeclaration(
        "arrivals_growth",
        RuleKind.GROWTH,
        0.0,
        Labels(
            "Growth of arrivals",
            "Croissance des arrivées",
            "Groei van de instroom",
            "Wachstum der Zugänge",
        ),
        text("How much arrivals grow a year where no arrivals are given."),
    ),
    RuleDeclaration(
        "rounding",
        RuleKind.AMOUNT,
        0.01,
        Labels("Rounding", "Arrondi", "Afronding", "Rundung"),
        text("The unit to which payments are rounded: 0.01, 1, 1000, …"),
    ),
    RuleDeclaration(
        "currency",
        RuleKind.TEXT,
        "EUR",
        Labels("Currency", "Devise", "Munt", "Währung"),
        text("The currency of every amount of the case."),
    ),
    RuleDeclaration(
        "reference_scenario",
        RuleKind.SCENARIO,
        None,
        Labels(
            "Reference scenario", "Scénario de référence", "Referentiescenario", "Referenzszenario"
        ),
        text("The scenario whose split the goal of least change stays close to; blank: base."),
    ),
)

RULE_BY_KEY = {rule.key: rule for rule in RULES}
