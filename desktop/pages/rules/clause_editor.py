"""A clause written as a sentence: who pays how much, for what, and who asks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QWidget,
)

from desktop.look import formats
from desktop.look.formats import typed_amount, typed_number
from desktop.look.language import say
from desktop.look.scenario_box import scenarios_offered
from desktop.look.theme import HEADING, STEP
from desktop.look.widgets import Piece, fill_box, in_column, in_row, wrapped_label
from desktop.pages.context import Context
from models.clause import (
    AGREED,
    EACH,
    PROPOSED,
    REJECTED,
    WITHDRAWN,
    Clause,
    clause_faults,
    clauses_of,
    cofunded_stages,
    key_for,
    reach_of,
)
from models.declaration.tables import MEASURES, SENSES
from models.declaration.years import year_span, years_written
from models.names import currency_of, keys_of, names_of, payers_of
from models.typed_dates import held_day, only_day
from models.words.clauses import (
    clause_with_origin,
    fault_said,
    misses_programmes,
    payer_of,
    sense_said,
)
from models.words.names import Terms
from models.words.rules import key_part_name
from models.words.text import Day

_Choices = Sequence[tuple[str, str]]


class ClauseEditor(QDialog):
    """Writes a new clause, or changes one.

    Signals:
        written: the user is done; carries the clause.
    """

    written = Signal(object)

    def __init__(self, context: Context, clause: Clause, parent: QWidget) -> None:
        super().__init__(parent)
        self._clause, self._locale = clause, context.locale
        document, frozen = context.document, context.document.frozen
        self._case, solved = document.open_case, document.solved
        self._reach = reach_of(
            self._case, document.scenario, (solved.case, solved.split) if solved else None
        )
        self._scenarios = [
            (key, name) for name, key in scenarios_offered(self._case) if key not in frozen
        ]
        self._names, self._currency = names_of(self._case), currency_of(self._case)
        new = not clause.key
        self.setWindowTitle(self.tr("Add a clause") if new else self.tr("Change a clause"))
        self.sentence = wrapped_label(font=context.theme.font(HEADING))
        self.sentence.setMinimumHeight(3 * self.sentence.fontMetrics().height())
        self.problem = wrapped_label()
        self.value = QLineEdit()
        self._fields()
        self.buttons = QDialogButtonBox()
        self.accept_button = self.buttons.addButton(
            self.tr("Add clause") if new else self.tr("Change clause"),
            QDialogButtonBox.ButtonRole.AcceptRole,
        )
        self.accept_button.setDefault(True)
        self.buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self._lay_out()
        self._connect()
        self._show_sentence()
        self.value.setFocus()

    @property
    def clause(self) -> Clause:
        """The clause as it is written now; its value is NaN where it cannot be read."""
        return replace(
            self._clause,
            payer=self.payer.currentData(),
            sense=self.sense.currentData(),
            measure=self.measure.currentData(),
            value=self._typed_value(),
            stage=self.stage.currentData(),
            host=self.host.currentData(),
            group=self.group.currentData(),
            each=tuple(part for part, box in self.each.items() if box.isChecked()),
            years=year_span(self._year_text()),
            scenario=self.scenario.currentData(),
            proposed_by=self.proposed_by.currentText().strip(),
            proposed_on=only_day(self.day.text(), formats.language_of(self._locale)) or "",
            round=self.round.currentData(),
            decided_round=self.decided_round.currentData(),
            status=self.status.currentData(),
        )

    @Slot()
    def accept(self) -> None:
        """Take the clause over, unless something is wrong with it."""
        clause = self.clause
        if self._problems(clause, self.value.text()):
            return
        key = clause.key or key_for(clause, clauses_of(self._case))
        self.written.emit(replace(clause, key=key))
        super().accept()

    def _fields(self) -> None:
        case, clause, names = self._case, self._clause, self._names
        stages = cofunded_stages(case)
        if clause.stage and clause.stage not in stages:
            stages.append(clause.stage)
        hosts = keys_of(case, "Territories", "territory")
        payers = [("", say(payer_of("", names)))]
        payers += [(key, names.territory(key)) for key in payers_of(case)]
        self.payer = _box(self.tr("Payer"), payers, clause.payer)
        self.sense = _box(self.tr("Sense"), [(s, say(sense_said(s))) for s in SENSES], clause.sense)
        self.measure = _box(self.tr("Measure"), _measures(self._currency), clause.measure)
        self.stage = _box(
            self.tr("Stage"),
            [("", self.tr("every stage")), *((key, names.stage(key)) for key in stages)],
            clause.stage,
        )
        self.host = _box(
            self.tr("Host"),
            [("", self.tr("every territory")), *((key, names.territory(key)) for key in hosts)],
            clause.host,
        )
        years = [str(year) for year in self._reach.years]
        self.year = _box(
            self.tr("Year"),
            [("", self.tr("every year")), *((year, year) for year in years)],
            years_written(clause.years) if clause.years else "",
        )
        self.year.setEditable(True)
        self.year.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.year.setToolTip(self.tr("One year, or a run of years such as 2026-2028"))
        self._later_fields()
        self.scenario = _box(
            self.tr("Scenario"),
            [("", self.tr("every scenario")), *self._scenarios],
            clause.scenario,
        )
        self.status = _box(
            self.tr("Status"),
            [
                (PROPOSED, self.tr("proposed")),
                (AGREED, self.tr("agreed")),
                (REJECTED, self.tr("not counted")),
                *([(WITHDRAWN, self.tr("withdrawn"))] if self._knows_rounds() else []),
            ],
            clause.status,
        )
        parties = dict.fromkeys(c.proposed_by for c in clauses_of(case) if c.proposed_by)
        parties |= dict.fromkeys(names.territory(key) for key in payers_of(case))
        self.proposed_by = _box(
            self.tr("Proposed by"), [("", ""), *((party, party) for party in parties)], ""
        )
        self.proposed_by.setEditable(True)
        self.proposed_by.setCurrentText(clause.proposed_by)
        self.value.setAccessibleName(self.tr("Value"))
        self.value.setFixedWidth(36 * STEP)
        if not math.isnan(clause.value):
            shown = clause.value * 100 if clause.is_share else clause.value
            self.value.setText(formats.trimmed(shown, self._locale, 6))

    def _later_fields(self) -> None:
        """Make what came with the second edition; where there are groups or rounds it is seen."""
        case, clause, names = self._case, self._clause, self._names
        groups = [(key, names.group(key)) for key in keys_of(case, "Groups", "group")]
        self.group = _box(self.tr("Group"), [("", self.tr("every group")), *groups], clause.group)
        self._knows_groups = bool(groups or clause.group or "group" in clause.each)
        self.each = {part: QCheckBox(say(key_part_name(part))) for part in EACH}
        for part, box in self.each.items():
            box.setChecked(part in clause.each)
            box.setAccessibleDescription(self.tr("The bound holds one by one, not for the sum"))
        if not self._knows_groups:  # shown before it has a parent it would flash up as a window
            self.each["group"].hide()
        rounds = [
            ("", self.tr("no round")),
            *((key, key) for key in keys_of(case, "Rounds", "round")),
        ]
        self.round = _box(self.tr("Round"), rounds, clause.round)
        self.decided_round = _box(self.tr("Decided in round"), rounds, clause.decided_round)
        self.day = QLineEdit(_day_written(clause.proposed_on))
        self.day.setAccessibleName(self.tr("Proposed on"))
        self.day.setFixedWidth(36 * STEP)

    def _knows_rounds(self) -> bool:
        """Say whether the case has rounds, or the clause uses what goes with them."""
        clause = self._clause
        used = (clause.round, clause.decided_round, clause.proposed_on)
        has_rounds = bool(keys_of(self._case, "Rounds", "round"))
        return has_rounds or any(used) or clause.status == WITHDRAWN

    def _later_row(self, is_seen: bool, *pieces: Piece) -> QWidget:
        """Return a row that is there only where the case has what it is about."""
        row = QWidget()
        row.setLayout(in_row(*pieces, 1))
        if not is_seen:
            row.hide()
        return row

    def _lay_out(self) -> None:
        each = in_row(self.tr("one by one for each"), *self.each.values(), 1)
        of_group = self._later_row(self._knows_groups, self.tr("for the group"), self.group)
        of_rounds = self._later_row(
            self._knows_rounds(),
            *(self.tr("in round"), self.round, self.tr("on"), self.day),
            *(self.tr("decided in round"), self.decided_round),
        )
        self.setLayout(
            in_column(
                self.sentence,
                in_row(self.payer, self.tr("pays"), self.sense, self.value, self.measure, 1),
                in_row(
                    *(self.tr("for"), self.stage, self.tr("in"), self.host),
                    *(self.tr("in"), self.year, 1),
                ),
                of_group,
                each,
                in_row(
                    *(self.tr("proposed by"), self.proposed_by, self.tr("status"), self.status),
                    *(self.tr("in"), self.scenario, 1),
                ),
                of_rounds,
                self.problem,
                1,
                self.buttons,
                spacing=3 * STEP,
                margins=(6 * STEP, 5 * STEP, 6 * STEP, 5 * STEP),
            )
        )
        self.problem.setMinimumHeight(2 * self.problem.fontMetrics().height())

    def _connect(self) -> None:
        for box in self.findChildren(QComboBox):
            box.currentTextChanged.connect(self._show_sentence)
        for part in self.each.values():
            part.toggled.connect(self._show_sentence)
        self.day.textChanged.connect(self._show_sentence)
        self.value.textChanged.connect(self._show_sentence)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    @Slot()
    def _show_sentence(self) -> None:
        self.sentence.setText(
            say(clause_with_origin(self.clause, Terms(self._names, self._currency)))
        )
        problems = self._problems(self.clause, self.value.text())
        notice = "" if problems else say(misses_programmes(self.clause, self._reach, self._names))
        self.problem.setText("\n".join([*problems, notice]).strip())
        self.accept_button.setEnabled(not problems)
        self.accept_button.setToolTip("\n".join(problems))

    def _problems(self, clause: Clause, typed: str) -> list[str]:
        faults = clause_faults(clause, typed, self._case, self._year_text(), self.day.text())
        return [say(fault_said(fault)) for fault in faults]

    def _typed_value(self) -> float:
        typed = self.value.text().strip()
        if self._shares():
            typed = typed.removesuffix("%")
            number = typed_number(typed, self._locale)
        else:
            number = typed_amount(typed, self._locale, self._currency)
        if number is None or typed.endswith("%"):
            return math.nan
        return float(f"{number / 100:.15g}") if self._shares() else number

    def _year_text(self) -> str:
        """Return what is typed for the year; "" where none of the words offered is."""
        typed = self.year.currentText().strip()
        return "" if typed == self.year.itemText(0) else typed

    def _shares(self) -> bool:
        return bool(self.measure.currentData() != MEASURES[0])


def _day_written(held: str) -> str:
    """Return a day as it can be typed in the language of the window."""
    day = held_day(held)
    return held if day is None else say(Day(day))


def _measures(currency: str) -> _Choices:
    translate = QCoreApplication.translate
    words = (
        currency,
        translate("Clauses", "% of what is needed"),
        translate("Clauses", "% of its later benefit"),
    )
    return list(zip(MEASURES, words, strict=True))


def _box(name: str, choices: _Choices, chosen: str) -> QComboBox:
    """Return a box that offers the choices; one that is not among them stays what it is."""
    box = QComboBox()
    box.setAccessibleName(name)
    items = [(words, key) for key, words in choices]
    if all(key != chosen for _, key in items):
        items.append((chosen, chosen))
    fill_box(box, items, chosen)
    return box
