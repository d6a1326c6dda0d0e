"""Which scenario is on the screen and what was moved in it since the pinned split."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.rules.rule_words import rule_label, value_in_words
from models.clause import TABLE, clauses_of
from models.declaration.rules import RULES
from models.edits import tables_that_differ
from models.rules import rule_here

if TYPE_CHECKING:
    from models.case import Case

_MOST_NAMED = 2
_RULES_TABLE = "Scenarios"


def moved_line(case: Case, scenario: str, pinned: Solved | None, locale: QLocale) -> str:
    """Return the scenario, and what differs in its rules, clauses and data from the pinned ones."""
    text = QCoreApplication.translate("Meeting", "Scenario “{scenario}”")
    parts = [text.format(scenario=scenario)]
    if pinned is None or (pinned.case is case and pinned.split.scenario == scenario):
        return parts[0]
    if pinned.split.scenario != scenario:
        text = QCoreApplication.translate("Meeting", "compared with “{scenario}”")
        parts.append(text.format(scenario=pinned.split.scenario))
    moves = _moves(case, scenario, pinned, locale)
    parts += moves[:_MOST_NAMED]
    if len(moves) > _MOST_NAMED:
        parts.append(
            formats.counted(
                QCoreApplication.translate("Meeting", "{count} other change"),
                QCoreApplication.translate("Meeting", "{count} other changes"),
                len(moves) - _MOST_NAMED,
                locale,
            )
        )
    return " · ".join(parts)


def _moves(case: Case, scenario: str, pinned: Solved, locale: QLocale) -> list[str]:
    tables = tables_that_differ(case, pinned.case)
    moves = _rules_moved(case, scenario, pinned, locale)
    if TABLE in tables and (count := _clauses_moved(case, pinned.case)):
        one = QCoreApplication.translate("Meeting", "{count} clause changed")
        many = QCoreApplication.translate("Meeting", "{count} clauses changed")
        moves.append(formats.counted(one, many, count, locale))
    if set(tables) - {TABLE, _RULES_TABLE}:
        moves.append(QCoreApplication.translate("Meeting", "other data"))
    return moves


def _rules_moved(case: Case, scenario: str, pinned: Solved, locale: QLocale) -> list[str]:
    moves = []
    for rule in RULES:
        then = rule_here(pinned.case, pinned.split.scenario, rule.key).value
        now = rule_here(case, scenario, rule.key).value
        if then != now:
            before, after = (value_in_words(rule, value, locale) for value in (then, now))
            moves.append(f"{rule_label(rule)} {before} → {after}")
    return moves


def _clauses_moved(case: Case, pinned: Case) -> int:
    now, then = ({c.key: repr(c) for c in clauses_of(one)} for one in (case, pinned))
    return sum(now.get(key) != then.get(key) for key in {*now, *then})
