"""One rule on the page: its name, its value, where the value comes from, what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop.look.editor import RuleEditor, help_of
from desktop.look.language import say
from desktop.look.theme import BODY, CAPTION, STEP, Theme
from models.rules import RuleHere
from models.words.rules import origin_of, way_back


class RuleRow(QWidget):
    """Name and origin above, the control, the help below."""

    def __init__(self, editor: RuleEditor, theme: Theme) -> None:
        super().__init__()
        self.editor = editor
        self.name = QLabel(say(editor.rule.labels))
        self.name.setFont(theme.font(BODY, heavy=True))
        self.name.setBuddy(editor.focus_widget())
        self.origin = QLabel()
        self.origin.setObjectName("quiet")
        self.origin.setFont(theme.font(CAPTION))
        self.way_back = QPushButton()
        self.way_back.setObjectName("link")
        self.way_back.setFont(theme.font(CAPTION))
        self.way_back.setCursor(Qt.CursorShape.PointingHandCursor)
        self.help = QLabel(help_of(editor.rule))
        self.help.setObjectName("quiet")
        self.help.setFont(theme.font(CAPTION))
        self.help.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(2 * STEP)
        head.addWidget(self.name)
        head.addStretch(1)
        head.addWidget(self.origin)
        head.addWidget(self.way_back)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        layout.addLayout(head)
        layout.addWidget(editor)
        layout.addWidget(self.help)

    def show_rule(self, here: RuleHere) -> None:
        """Show the rule as it stands."""
        self.editor.show_value(here.value)
        origin, back = say(origin_of(here)), say(way_back(here))
        self.origin.setText(origin)
        self.origin.setVisible(bool(origin))
        self.way_back.setText(back)
        self.way_back.setAccessibleName(f"{self.name.text()}: {back}" if back else "")
        self.way_back.setVisible(bool(back))

    def let_change(self, *, now: bool) -> None:
        """Say whether the rule may be changed; after it was shown, so that nothing typed stays."""
        self.editor.setEnabled(now)
        self.way_back.setEnabled(now)
