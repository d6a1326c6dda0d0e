"""What was sent and came back, in sentences: the answers, what is decided, the trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.exchange.trail import Event
from models.names import Names
from models.words.text import Argument, Number, Quoted, counted, joined, text


@dataclass(frozen=True)
class Offers:
    """How many things answers would change, and in what way.

    Attributes:
        changed: those with another value.
        are_figures: whether all of those are numbers in cells.
        against_mine: those that the case has changed otherwise since they were sent.
        between_answers: those on which answers differ.
        deleted: those that were deleted.
    """

    changed: int
    are_figures: bool
    against_mine: int
    between_answers: int
    deleted: int


def nothing_came_back(sent: int) -> Argument:
    """Say what to do where no answer lies there yet."""
    if not sent:
        return text("Nothing has been sent yet, and nothing has come back.")
    return counted(
        "1 workbook was sent; take in what comes back.",
        "{count} workbooks were sent; take in what comes back.",
        sent,
    )


def what_answers_say(whose: Argument, offers: Offers | None, comments: int) -> Argument:
    """Say what answers would change; None: that is not known yet."""
    if offers is None:
        found: Argument = text("being set against the case")
    else:
        said = counted_comments(comments) if comments else None
        found = joined(_offered(offers), said, between="; ")
    return text("{answer}: {found}.", answer=whose, found=found)


def answers_of(senders: Sequence[tuple[str, str]]) -> Argument:
    """Say whose answers there are: of each the name of the sender, else "", and the file."""
    if len(senders) != 1:
        return counted("1 answer", "{count} answers", len(senders))
    ((sender, file),) = senders
    if sender:
        return text("The answer of {name}", name=sender)
    return text("The answer {file}", file=Quoted(file))


def _offered(offers: Offers) -> Argument:
    changed, mine, between, deleted = (
        offers.changed,
        offers.against_mine,
        offers.between_answers,
        offers.deleted,
    )
    said = counted("1 entry would change", "{count} entries would change", changed)
    if offers.are_figures:
        said = counted("1 figure would change", "{count} figures would change", changed)
    parts = (
        (changed, said),
        (mine, counted("1 conflicts with yours", "{count} conflict with yours", mine)),
        (between, counted("on 1 the answers differ", "on {count} the answers differ", between)),
        (
            deleted,
            counted(
                "1 deletion waits for your yes", "{count} deletions wait for your yes", deleted
            ),
        ),
    )
    found = [part for count, part in parts if count]
    return joined(*found, between="; ") if found else text("nothing is left to decide")


def how_far_decided(accepted: int, refused: int, undecided: int) -> Argument:
    """Say how far the deciding is."""
    return text(
        "{accepted} accepted, {refused} refused, {open} to decide",
        accepted=Number(accepted),
        refused=Number(refused),
        open=Number(undecided),
    )


def what_is_open(state: str) -> Argument:
    """Say what a "change", a "deletion" or a "conflict" waits for."""
    return {
        "change": text("to decide"),
        "deletion": text("deletion: waits for your yes"),
        "conflict": text("conflict: to decide"),
    }[state]


def what_was_decided(*, is_kept: bool, is_taken: bool) -> Argument:
    """Say what was decided about one offer: mine is kept, it is taken, or another one is."""
    if is_kept:
        return text("refused: yours stays")
    return text("accepted") if is_taken else text("another answer accepted")


def counted_differences(count: int) -> Argument:
    """Say how many differences there are."""
    return counted("1 difference", "{count} differences", count)


def counted_comments(count: int) -> Argument:
    """Say how many comments there are."""
    return counted("1 comment", "{count} comments", count)


def said_by(author: str, comment: str) -> Argument:
    """Say who says what in a comment, on one line, where it is known to be one."""
    words = " ".join(comment.split())
    return text("{author}: {said}", author=author, said=words) if author else words


@dataclass(frozen=True)
class TrailRow:
    """One event of the trail in words; `when` is told by the clock of whoever looks."""

    when: datetime
    what: Argument
    who: Argument
    file: str
    outcome: Argument
    digest: str
    is_issue: bool


_STEPS = {
    "issued": text("Sent to"),
    "received": text("Received from"),
    "compared": text("Read", context="a file"),
    "decided": text("Decided"),
}


def trail_rows(events: Sequence[Event], names: Names) -> tuple[TrailRow, ...]:
    """Return what happened, the newest first."""
    words = _TrailWords(events, names)
    return tuple(words.row(event) for event in reversed(events))


class _TrailWords:
    def __init__(self, events: Sequence[Event], names: Names) -> None:
        self._names = names
        self._received = {e.facts["sha256"]: e for e in events if e.step == "received"}
        self._compared = {e.facts["sha256"]: e for e in events if e.step == "compared"}

    def row(self, event: Event) -> TrailRow:
        """Return one event in words."""
        facts = event.facts
        return TrailRow(
            datetime.fromisoformat(event.when),
            _STEPS[event.step],
            self._who(event),
            str(facts.get("name") or self._name_of(facts)),
            _outcome(event),
            str(facts.get("sha256", "")),
            event.step == "issued",
        )

    def _name_of(self, facts: Mapping[str, Any]) -> str:
        if "files" in facts:
            return ", ".join(facts["files"])
        received = self._received.get(facts.get("sha256", ""))
        return str(received.facts["name"]) if received else ""

    def _who(self, event: Event) -> Argument:
        facts = event.facts
        if event.step == "received" and not facts.get("from"):
            compared = self._compared.get(facts["sha256"])
            facts = compared.facts if compared else {}
        key = facts.get("from") or facts.get("recipient")
        if key:
            return self._names.territory(str(key))
        return text("everyone") if event.step == "issued" else ""


def _outcome(event: Event) -> Argument:
    facts = event.facts
    if event.step == "issued":
        return text("issue {issue}", issue=facts["issue"])
    if event.step == "received":
        return text("came before") if facts["repeated"] else ""
    if event.step == "compared":
        return joined(_compared(facts), *map(_comment, facts.get("comments", ())), between="; ")
    accepted = sum(bool(change["accepted"]) for change in facts["changes"])
    return text(
        "{accepted} accepted, {refused} refused",
        accepted=Number(accepted),
        refused=Number(len(facts["changes"]) - accepted),
    )


def _compared(facts: Mapping[str, Any]) -> Argument:
    """Say what reading a file gave; why one was refused is a sentence as it was kept."""
    if "refused" in facts:
        return text("left out: {why}", why=facts["refused"])
    return counted_differences(int(facts["differences"]))


def _comment(record: Mapping[str, Any]) -> Argument:
    """Return a comment as the trail keeps it, with its place."""
    source = record["source"]
    place = f"{source['sheet']}!{source['cell']}"
    return text("{place}: {said}", place=place, said=said_by(record["author"], record["text"]))
