"""The lists of problems."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from desktop.look.theme import Theme
from desktop.tables.problems_dialog import ProblemsDialog
from models.problems import Problem, Severity


def test_rows_are_as_high_as_their_texts_once_the_columns_have_their_width(
    qtbot: QtBot, theme: Theme
) -> None:
    long = "Type the number itself, with digits only, as the column says that it expects. "
    problems = [
        Problem(Severity.ERROR, "code", "What is there.", mend, sheet="Costs")
        for mend in ("Mend it.", long, 3 * long)
    ]
    dialog = ProblemsDialog("Title", "Sentence.", problems, theme)
    qtbot.addWidget(dialog)
    dialog.show()
    view = dialog.view
    least = view.verticalHeader().minimumSectionSize()

    def fitted() -> bool:
        asked = [max(view.sizeHintForRow(row), least) for row in range(3)]
        return [view.rowHeight(row) for row in range(3)] == asked

    qtbot.waitUntil(fitted)
    assert view.rowHeight(0) < view.rowHeight(1) < view.rowHeight(2)
