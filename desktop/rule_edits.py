"""The edit of a rule: one entry in the history, also for the whole way of a slider."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtGui import QUndoCommand

from desktop.edits import CaseEdit
from models.editing import ChangeKind, TableChange, Value, with_cells, with_rows, without_rows

if TYPE_CHECKING:
    from desktop.document import Document
    from models.case import Case

TABLE = "Scenarios"
_MERGING = 4001


@dataclass(frozen=True)
class RuleEdit:
    """A rule of a scenario before and after, as cells of the table and in words.

    Attributes:
        scenario: the column of the table.
        rule: its key.
        before, after: the cell; None: blank, as in base or by default.
        label: what the rule is called.
        before_words, after_words: the value that counted before and counts then.
        text: the whole entry in the history, where it is not made from the words.
        drag: edits with the same number belong to one movement and become one; 0: to none.
    """

    scenario: str
    rule: str
    before: Value
    after: Value
    label: str
    before_words: str
    after_words: str
    text: str = ""
    drag: int = 0

    @property
    def sentence(self) -> str:
        """The entry in the history: Least own share: 10 % → 15 %."""
        return self.text or f"{self.label}: {self.before_words} → {self.after_words}"


class SetRule(CaseEdit):
    """Another value of one rule in one scenario; adds the row of the rule where there is none."""

    def __init__(self, document: Document, edit: RuleEdit) -> None:
        super().__init__(edit.sentence)
        self._document, self._edit = document, edit
        self._row = _row_of(document, edit.rule)
        self._adds = self._row == len(document.open_case.table(TABLE))

    def after(self) -> Case:
        """Return the case with the new value."""
        case = self._document.open_case
        cells = [(self._row, self._edit.scenario, self._edit.after)]
        if self._adds:
            case = with_rows(case, TABLE, (self._row,), None)
            cells.append((self._row, "rule", self._edit.rule))
        return with_cells(case, TABLE, cells)

    def redo(self) -> None:
        """Put the new value in."""
        self._take(self.after(), ChangeKind.INSERTED if self._adds else ChangeKind.CELLS)

    def undo(self) -> None:
        """Put the old value back."""
        case = self._document.open_case
        if self._adds:
            self._take(without_rows(case, TABLE, (self._row,)), ChangeKind.REMOVED)
        else:
            cells = [(self._row, self._edit.scenario, self._edit.before)]
            self._take(with_cells(case, TABLE, cells), ChangeKind.CELLS)

    def id(self) -> int:
        """Return what commands must share to be merged."""
        return _MERGING if self._edit.drag else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over what came next in the same movement; back at the start nothing is left."""
        if not isinstance(other, SetRule) or not _one_movement(self._edit, other._edit):
            return False
        after = other._edit
        self._edit = replace(self._edit, after=after.after, after_words=after.after_words)
        self.setText(self._edit.sentence)
        self.setObsolete(not self._adds and self._edit.after == self._edit.before)
        return True

    def _take(self, case: Case, kind: ChangeKind) -> None:
        self._document.take_edit(case, TableChange(TABLE, kind, (self._row,)))


def _row_of(document: Document, rule: str) -> int:
    """Return the row of a rule, or the one after the last."""
    rules = list(document.open_case.table(TABLE)["rule"])
    return rules.index(rule) if rule in rules else len(rules)


def _one_movement(first: RuleEdit, then: RuleEdit) -> bool:
    return (first.drag, first.scenario, first.rule) == (then.drag, then.scenario, then.rule)
