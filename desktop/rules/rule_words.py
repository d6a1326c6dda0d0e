"""Rules and their values in words."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.language import say
from desktop.sentences import goal_name
from models.declaration.rules import RuleDeclaration, RuleKind
from models.editing import Value
from models.rules import RuleHere, meaning

_PERCENT = frozenset({RuleKind.SHARE, RuleKind.GROWTH, RuleKind.CAP})


def rule_label(rule: RuleDeclaration) -> str:
    """Return what a rule is called."""
    return rule.labels.in_language("en")


def rule_help(rule: RuleDeclaration) -> str:
    """Return what a rule means."""
    return say(rule.help)


def basis_word(basis: str) -> str:
    """Return a basis of the burden in words."""
    translate = QCoreApplication.translate
    return {
        "benefit": translate("Rules", "later benefit"),
        "fiscal_capacity": translate("Rules", "fiscal capacity"),
        "population": translate("Rules", "population"),
    }.get(basis, basis)


def value_in_words(rule: RuleDeclaration, value: Value, locale: QLocale) -> str:
    """Return a value as the history and the page name it; one that is refused as it is written."""
    if value is None:
        return blank_in_words(rule)
    meant = meaning(rule, value)
    if meant is None:
        is_none = rule.kind is RuleKind.CAP and str(value).strip().casefold() == "none"
        return QCoreApplication.translate("Rules", "no cap") if is_none else str(value)
    return _meant_in_words(rule, meant, locale)


def _meant_in_words(rule: RuleDeclaration, meant: Any, locale: QLocale) -> str:
    if rule.kind in _PERCENT:
        return formats.exact_percent(meant, locale)
    if rule.kind is RuleKind.AMOUNT:
        return formats.trimmed(meant, locale, 6)
    if rule.kind is RuleKind.YEARS:
        first, last = meant
        return str(first) if first == last else f"{first}–{last}"
    if rule.kind is RuleKind.GOALS:
        return ", ".join(goal_name(goal) for goal in meant)
    return basis_word(meant) if rule.kind is RuleKind.BASIS else str(meant)


def blank_in_words(rule: RuleDeclaration) -> str:
    """Return what no value at all stands for."""
    translate = QCoreApplication.translate
    return {
        "programme_years": translate("Rules", "all years"),
        "base_year": translate("Rules", "the first programme year"),
        "project_until": translate("Rules", "no projection"),
        "reference_scenario": translate("Rules", "base"),
    }.get(rule.key, translate("Rules", "nothing"))


def origin_in_words(here: RuleHere) -> str:
    """Say where a value comes from that the scenario does not set itself; "" where it does."""
    if here.own is not None:
        return ""
    if here.in_base:
        return QCoreApplication.translate("Rules", "by default")
    return QCoreApplication.translate("Rules", "as in base")


def way_back_in_words(here: RuleHere, locale: QLocale) -> str:
    """Offer the value of base to a scenario that has its own; "" where there is none."""
    if here.own is None or here.in_base:
        return ""
    words = value_in_words(here.rule, here.inherited, locale)
    return QCoreApplication.translate("Rules", "As in base: {value}").format(value=words)
