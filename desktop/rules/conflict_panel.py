"""A conflict in words, with what would settle it: one click each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QLocale, Qt, Slot
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
from desktop.rules.clause_edits import ClauseEdits
from desktop.rules.clause_words import (
    moved_sentence,
    needed_sentence,
    proposed_sentence,
    value_to_take,
)
from desktop.solving import SplitState
from desktop.theme import BODY, HEADING, STEP
from models.clause import Clause, clauses_of
from models.explanation import ClausePrice, ConflictReport
from models.names import Names, currency_of, names_of
from models.split import ConflictLine

_Way = tuple[ClausePrice, ...]
_MOST = 6
"""Sets and ways out that are listed; more would not be read in a meeting."""
_SAME = 1e-5
"""Ways whose money differs by a smaller part are equally far."""


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
        first = solving.report.sets[0] if solving.report and solving.report.sets else ()
        single = len(first or solving.conflict_lines) == 1
        one = self.tr("This clause cannot hold under the rules")
        many = self.tr("These clauses cannot all hold")
        self._say(one if single else many, size=HEADING)
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
            self._offer_needed(line)
        self._offer_to_drop([(line.clause,) for line in solving.conflict_lines])

    def _tell_all(self, report: ConflictReport) -> None:
        for number, keys in enumerate(report.sets[:_MOST]):
            if number:
                one, many = self.tr("And this one cannot"), self.tr("And these cannot either")
                self._say(one if len(keys) == 1 else many)
            self._tell_set(keys)
        if len(report.sets) > _MOST or not report.complete:
            self._say(self.tr("There are more conflicts besides."), quiet=True)
        best = self._best_ways(report)
        if best:
            self._offer_best(best, report.money_moved)
        alone = [price for price in report.prices if (price,) not in best]
        if any(price.needs is not None for price in alone):
            self._say(self.tr("Or one clause alone gives way"), heavy=True)
            for price in alone:
                self._offer_alone(price)
        elif alone:
            one, none = (
                self.tr("No other clause can settle this alone."),
                self.tr("No clause can settle this alone."),
            )
            self._say(one if any(len(way) == 1 for way in best) else none, quiet=True)
        self._offer_to_drop(report.to_drop)

    def _best_ways(self, report: ConflictReport) -> list[_Way]:
        """Return the ways that move the least money, those of one clause that tie with it too."""
        if any(change.needs is None for change in report.changes) or not report.changes:
            return []
        solved = self._context.solving.conflict
        unit = solved.split.rounding if solved is not None else 0.0
        most = report.money_moved + max(unit, _SAME * report.money_moved)
        alone = [(p,) for p in report.prices if p.money is not None and p.money <= most]
        return [report.changes, *(way for way in alone if way != report.changes)]

    def _tell_set(self, keys: Iterable[str]) -> None:
        for key in keys:
            self._say(f"• {self._in_words(key)}")

    def _offer_best(self, ways: Sequence[_Way], moved: float) -> None:
        text = (
            self.tr("No way out moves less than {money}")
            if len(ways) == 1
            else self.tr("Equally far: each of these ways moves {money}")
        )
        case = self._context.document.open_case
        money = formats.money_in_words(moved, currency_of(case), self._context.locale)
        self._say(text.format(money=money), heavy=True)
        for way in ways:
            changes = [(change.clause, change.needs or 0.0) for change in way]
            words = [self._change(key, value) for key, value in changes]
            listed = words[0] if len(words) == 1 else "\n".join(f"• {each}" for each in words)
            self._offer(listed, self.tr("Take it"), self._move(changes))

    def _offer_alone(self, price: ClausePrice) -> None:
        if price.needs is None:
            text = self.tr("{clause}: no value of it alone would do")
            self._say(text.format(clause=self._in_words(price.clause)), quiet=True)
            return
        words = self._change(price.clause, price.needs)
        self._offer(words, self.tr("Change it"), self._move([(price.clause, price.needs)]))

    def _offer_needed(self, line: ConflictLine) -> None:
        words = needed_sentence(self._clause(line.clause), line, *self._how_to_say())
        if line.needs is None:
            self._say(words, quiet=True)
        else:
            act = self._move([(line.clause, line.needs)])
            self._offer(words, self.tr("Change it"), act)

    def _move(self, changes: Sequence[tuple[str, float]]) -> Callable[[], object]:
        """Return what gives clauses the values that the words beside the button say."""
        taken = [(key, value_to_take(self._clause(key), value)) for key, value in changes]
        return partial(self._edits.move, taken)

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

    def _clause(self, key: str) -> Clause:
        return self._clauses.get(key, Clause(key))

    def _how_to_say(self) -> tuple[Names, str, QLocale]:
        case = self._context.document.open_case
        return names_of(case), currency_of(case), self._context.locale

    def _in_words(self, key: str) -> str:
        return proposed_sentence(self._clause(key), *self._how_to_say())

    def _change(self, key: str, value: float) -> str:
        return moved_sentence(self._clause(key), value, *self._how_to_say())
