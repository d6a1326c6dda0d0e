"""What came back in one sentence, with the names and figures of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.exchange.services import Answer, Offered, Seen


def exchange_sentence(answers: Sequence[Answer], seen: Seen | None, locale: QLocale) -> str:
    """Return the result of the page: what the answers change, or what to do first."""
    translate = QCoreApplication.translate
    if not answers:
        return _without_answers(seen, locale)
    who = _who(answers, locale)
    if seen is None:
        return translate("Exchange", "{who} is being set against the case.").format(who=who)
    if not seen.offered:
        text = translate("Exchange", "{who}: nothing is left to decide{comments}.")
        return text.format(who=who, comments=_comments(answers, locale))
    return f"{who}{_changes(seen.offered, locale)}{_comments(answers, locale)}."


def _comments(answers: Sequence[Answer], locale: QLocale) -> str:
    """Return how many comments there are, "" where there is none."""
    count = sum(len(answer.returned.remarks) for answer in answers)
    one = QCoreApplication.translate("Exchange", "; 1 comment")
    many = QCoreApplication.translate("Exchange", "; {count} comments")
    return formats.counted(one, many, count, locale) if count else ""


def _without_answers(seen: Seen | None, locale: QLocale) -> str:
    translate = QCoreApplication.translate
    sent = sum(bool(row.is_issue) for row in seen.trail) if seen else 0
    if not sent:
        return translate("Exchange", "Nothing has been sent yet, and nothing has come back.")
    return formats.counted(
        translate("Exchange", "1 workbook was sent; take in what comes back."),
        translate("Exchange", "{count} workbooks were sent; take in what comes back."),
        sent,
        locale,
    )


def _who(answers: Sequence[Answer], locale: QLocale) -> str:
    translate = QCoreApplication.translate
    if len(answers) > 1:
        return translate("Exchange", "{count} answers").format(
            count=formats.number(len(answers), locale)
        )
    (answer,) = answers
    if answer.sender:
        return translate("Exchange", "The answer of {name}").format(name=answer.sender)
    return translate("Exchange", "The answer “{file}”").format(file=answer.file)


def _changes(offered: Sequence[Offered], locale: QLocale) -> str:
    """Return what changes, what conflicts with what and what is to be confirmed."""
    translate = QCoreApplication.translate
    items = {row.where: row for row in offered}.values()
    changed = [row for row in items if row.state != "deletion"]
    mine = [r for r in changed if r.state == "conflict" and r.clashes_with_mine]
    between = [r for r in changed if r.state == "conflict" and not r.clashes_with_mine]
    gone = [row for row in items if row.state == "deletion"]
    parts: list[str] = []
    if changed:
        figures = all(row.is_figure for row in changed)
        one, many = (
            (translate("Exchange", " would change 1 figure"),
             translate("Exchange", " would change {count} figures"))
            if figures
            else (translate("Exchange", " would change 1 entry"),
                  translate("Exchange", " would change {count} entries"))
        )  # fmt: skip
        parts.append(formats.counted(one, many, len(changed), locale))
    if mine:
        one = translate("Exchange", "1 conflicts with yours")
        many = translate("Exchange", "{count} conflict with yours")
        parts.append(formats.counted(one, many, len(mine), locale))
    if between:
        one = translate("Exchange", "on 1 the answers differ")
        many = translate("Exchange", "on {count} the answers differ")
        parts.append(formats.counted(one, many, len(between), locale))
    if gone:
        one = translate("Exchange", "1 deletion waits for your yes")
        many = translate("Exchange", "{count} deletions wait for your yes")
        parts.append(("" if changed else ": ") + formats.counted(one, many, len(gone), locale))
    return "; ".join(parts)


def decided_sentence(offered: Sequence[Offered], decisions: Mapping[Any, int | None]) -> str:
    """Return how far the deciding is."""
    items = {row.where for row in offered}
    accepted = sum(decisions.get(where) is not None for where in items)
    refused = sum(where in decisions for where in items) - accepted
    text = QCoreApplication.translate(
        "Exchange", "{accepted} accepted, {refused} refused, {open} to decide"
    )
    return text.format(accepted=accepted, refused=refused, open=len(items) - accepted - refused)
