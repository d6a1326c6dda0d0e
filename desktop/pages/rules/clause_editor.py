"""A clause written as a sentence: who pays how much, for what, and who asks for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import (
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
from desktop.look.widgets import fill_box, in_column, in_row, wrapped_label
from desktop.pages.context import Context
from models.clause import (
    AGREED,
    PROPOSED,
    REJECTED,
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
from models.words.clauses import (
    clause_with_origin,
    fault_said,
    misses_programmes,
    payer_of,
    sense_said,
)
from models.words.names import Terms

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
            years=year_span(self._year_text()),
            scenario=self.scenario.currentData(),
            proposed_by=self.proposed_by.currentText().strip(),
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

    def _lay_out(self) -> None:
        self.setLayout(
            in_column(
                self.sentence,
                in_row(self.payer, self.tr("pays"), self.sense, self.value, self.measure, 1),
                in_row(
                    *(self.tr("for"), self.stage, self.tr("in"), self.host),
                    *(self.tr("in"), self.year, 1),
                ),
                in_row(
                    *(self.tr("proposed by"), self.proposed_by, self.tr("status"), self.status),
                    *(self.tr("in"), self.scenario, 1),
                ),
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
        faults = clause_faults(clause, typed, self._case, self._year_text())
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
