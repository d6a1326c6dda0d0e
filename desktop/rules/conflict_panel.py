"""A conflict in words, with what would settle it: one click each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop import formats
from desktop.context import Context
from desktop.naming import currency_of, names_of
from desktop.rules.clause import Clause, clauses_of
from desktop.rules.clause_edits import ClauseEdits
from desktop.rules.clause_words import clause_sentence, value_in_words
from desktop.solving import SplitState
from desktop.theme import BODY, HEADING, STEP
from models.explanation import ConflictReport

_MOST = 6
"""Sets and ways out that are listed; more would not be read in a meeting."""


class ConflictPanel(QScrollArea):
    """Which clauses clash, the cheapest way out, and what each could do alone."""

    def __init__(self, context: Context, edits: ClauseEdits) -> None:
        super().__init__()
        self._context, self._edits = context, edits
        self._clauses: dict[str, Clause] = {}
        self.buttons: list[QPushButton] = []
        self.setObjectName("plain")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        context.solving.state_changed.connect(self.refresh)
        context.solving.conflict_settled.connect(self.refresh)

    def text(self) -> str:
        """Return everything that is said, from the top."""
        inside = self.widget()
        labels = inside.findChildren(QLabel) if inside is not None else []
        return "\n".join(label.text() for label in labels)

    @Slot()
    def refresh(self) -> None:
        """Say what clashes now."""
        solving = self._context.solving
        if solving.state is not SplitState.CONFLICT or solving.conflict is None:
            return
        self._clauses = {clause.key: clause for clause in clauses_of(solving.conflict.case)}
        self.buttons = []
        inside = QWidget()
        inside.setObjectName("plain")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 3 * STEP, 0)
        self._column.setSpacing(2 * STEP)
        self._say(self.tr("These clauses cannot all hold"), size=HEADING)
        if solving.report is not None and solving.report.sets:
            self._tell_all(solving.report)
        else:
            self._tell_first()
        self._column.addStretch(1)
        self.setWidget(inside)

    def _tell_first(self) -> None:
        """Name the one set that is known, and what is still looked for."""
        solving = self._context.solving
        self._tell_set([line.clause for line in solving.conflict_lines])
        if solving.settling:
            self._say(self.tr("Looking for what would settle this…"), quiet=True)
            return
        for line in solving.conflict_lines:
            self._offer_alone(line.clause, line.needs)
        self._offer_to_drop([(line.clause,) for line in solving.conflict_lines])

    def _tell_all(self, report: ConflictReport) -> None:
        for number, keys in enumerate(report.sets[:_MOST]):
            if number:
                self._say(self.tr("And these cannot either"), size=BODY)
            self._tell_set(keys)
        if len(report.sets) > _MOST or not report.complete:
            self._say(self.tr("There are more conflicts besides."), quiet=True)
        if report.changes:
            self._offer_cheapest(report)
        cheapest = [(change.clause, change.needs) for change in report.changes]
        alone = [p for p in report.prices if [(p.clause, p.needs)] != cheapest]
        if alone:
            self._say(self.tr("Or one clause alone gives way"), heavy=True)
        for price in alone:
            self._offer_alone(price.clause, price.needs)
        self._offer_to_drop(report.to_drop)

    def _tell_set(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._say(f"• {self._in_words(key)}")

    def _offer_cheapest(self, report: ConflictReport) -> None:
        changes = [change for change in report.changes if change.needs is not None]
        if not changes:
            return
        case = self._context.document.open_case
        money = formats.money_in_words(report.money_moved, currency_of(case), self._context.locale)
        text = self.tr("The cheapest way out moves {money}").format(money=money)
        self._say(text, heavy=True)
        words = "\n".join(self._change(change.clause, change.needs or 0.0) for change in changes)
        values = [(change.clause, change.needs or 0.0) for change in changes]
        self._offer(words, self.tr("Take it"), partial(self._edits.move, values))

    def _offer_alone(self, key: str, needs: float | None) -> None:
        if needs is None:
            text = self.tr("{clause}: no value of it alone would do")
            self._say(text.format(clause=self._in_words(key)), quiet=True)
            return
        act = partial(self._edits.move, [(key, needs)])
        self._offer(self._change(key, needs), self.tr("Change it"), act)

    def _offer_to_drop(self, sets: Sequence[Sequence[str]]) -> None:
        if sets:
            self._say(self.tr("Or some do not count"), heavy=True)
        for keys in sets[:_MOST]:
            words = "\n".join(self._in_words(key) for key in keys)
            self._offer(words, self.tr("Do without"), partial(self._edits.drop, list(keys)))

    def _offer(self, words: str, action: str, act: Callable[[], object]) -> None:
        button = QPushButton(action)
        button.setAccessibleName(f"{action}: {words}")
        button.clicked.connect(lambda _checked: act())
        self.buttons.append(button)
        label = QLabel(words)
        label.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(3 * STEP)
        line.addWidget(label, 1)
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(line)

    def _say(
        self, text: str, *, size: int = BODY, heavy: bool = False, quiet: bool = False
    ) -> None:
        label = QLabel(text)
        label.setWordWrap(True)
        label.setFont(self._context.theme.font(size, heavy=heavy))
        if quiet:
            label.setObjectName("quiet")
        if heavy:
            label.setContentsMargins(0, 2 * STEP, 0, 0)
        self._column.addWidget(label)

    def _in_words(self, key: str) -> str:
        case = self._context.document.open_case
        clause = self._clauses.get(key, Clause(key))
        return clause_sentence(clause, names_of(case), currency_of(case), self._context.locale)

    def _change(self, key: str, value: float) -> str:
        currency = currency_of(self._context.document.open_case)
        clause = self._clauses.get(key, Clause(key))
        text = self.tr("{clause}: {value} in place of {now}")
        return text.format(
            clause=self._in_words(key),
            value=value_in_words(clause, value, currency, self._context.locale),
            now=value_in_words(clause, clause.value, currency, self._context.locale),
        )
