"""The trail in words. Loads pandas: import it in background."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop import formats
from desktop.exchange.services import TrailRow
from models.exchange.trail import Event
from models.names import Names


def trail_rows(events: Sequence[Event], names: Names, locale: QLocale) -> tuple[TrailRow, ...]:
    """Return what happened, the newest first."""
    words = _Words(events, names, locale)
    return tuple(words.row(event) for event in reversed(events))


class _Words:
    def __init__(self, events: Sequence[Event], names: Names, locale: QLocale) -> None:
        self._names, self._locale = names, locale
        self._received = {e.facts["sha256"]: e for e in events if e.step == "received"}
        self._compared = {e.facts["sha256"]: e for e in events if e.step == "compared"}

    def row(self, event: Event) -> TrailRow:
        when = QDateTime.fromSecsSinceEpoch(int(datetime.fromisoformat(event.when).timestamp()))
        facts = event.facts
        file = facts.get("name") or self._name_of(facts)
        return TrailRow(
            self._locale.toString(when, QLocale.FormatType.ShortFormat),
            self._what(event),
            self._who(event),
            str(file),
            self._told(event),
            str(facts.get("sha256", "")),
            event.step == "issued",
        )

    def _name_of(self, facts: Mapping[str, Any]) -> str:
        if "files" in facts:
            return ", ".join(facts["files"])
        received = self._received.get(facts.get("sha256", ""))
        return str(received.facts["name"]) if received else ""

    def _what(self, event: Event) -> str:
        translate = QCoreApplication.translate
        return {
            "issued": translate("Exchange", "Sent to"),
            "received": translate("Exchange", "Received from"),
            "compared": translate("Exchange", "Read"),
            "decided": translate("Exchange", "Decided"),
        }[event.step]

    def _who(self, event: Event) -> str:
        facts = event.facts
        if event.step == "received" and not facts.get("from"):
            compared = self._compared.get(facts["sha256"])
            facts = compared.facts if compared else {}
        key = facts.get("from") or facts.get("recipient")
        if key:
            return self._names.territory(str(key))
        is_sent = event.step == "issued"
        return QCoreApplication.translate("Exchange", "everyone") if is_sent else ""

    def _told(self, event: Event) -> str:
        translate, facts = QCoreApplication.translate, event.facts
        if event.step == "issued":
            return translate("Exchange", "issue {issue}").format(issue=facts["issue"])
        if event.step == "received":
            return translate("Exchange", "came before") if facts["repeated"] else ""
        if event.step == "compared":
            return "; ".join(
                [self._compared_with(facts), *map(_comment, facts.get("comments", ()))]
            )
        accepted = sum(bool(change["accepted"]) for change in facts["changes"])
        return translate("Exchange", "{accepted} accepted, {refused} refused").format(
            accepted=accepted, refused=len(facts["changes"]) - accepted
        )

    def _compared_with(self, facts: Mapping[str, Any]) -> str:
        translate = QCoreApplication.translate
        if "refused" in facts:
            return translate("Exchange", "left out: {why}").format(why=facts["refused"])
        return formats.counted(
            translate("Exchange", "1 difference"),
            translate("Exchange", "{count} differences"),
            int(facts["differences"]),
            self._locale,
        )


def _comment(record: Mapping[str, Any]) -> str:
    """Return a comment as the trail keeps it, with its place."""
    source, text = record["source"], " ".join(record["text"].split())
    said = f"{record['author']}: {text}" if record["author"] else text
    return f"{source['sheet']}!{source['cell']}: {said}"
