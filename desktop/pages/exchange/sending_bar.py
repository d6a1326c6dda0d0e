"""To whom a workbook goes, in which language, and when it is asked back."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QPushButton,
    QWidget,
)

from desktop.document.document import Document
from desktop.look.folding import WrappingRow
from desktop.look.language import OWN_NAMES, shown_language
from desktop.look.theme import STEP
from desktop.look.widgets import fill_box, in_row, named, spoken_box
from models.declaration.kinds import LANGUAGES
from models.exchange.answers import Sending
from models.names import names_of

_LETTERS = 12
"""How much of a recipient is always seen; the list shows all of it."""
_WEEKS = 4


class SendingBar(QWidget):
    """Asks for what a workbook to send needs.

    Signals:
        wanted: the workbook is to be written.
    """

    wanted = Signal()

    def __init__(self, document: Document, locale: QLocale) -> None:
        super().__init__()
        self._document = document
        self.recipient_box = spoken_box(self.tr("Recipient of the workbook"))
        self.recipient_box.setMinimumContentsLength(_LETTERS)
        self.language_box = spoken_box(self.tr("Language of the workbook"))
        for language in LANGUAGES:
            self.language_box.addItem(OWN_NAMES[language], language)
        self.language_box.setCurrentIndex(LANGUAGES.index(shown_language().code))
        self.deadline_check = QCheckBox(self.tr("asked &back by"))
        today = QDate.currentDate()
        self.deadline_edit = QDateEdit(today.addDays(7 * _WEEKS))
        self.deadline_edit.setCalendarPopup(True)
        self.deadline_edit.setAccessibleName(self.tr("Deadline"))
        self.deadline_edit.setLocale(locale)
        self.deadline_edit.setDisplayFormat(locale.dateFormat(QLocale.FormatType.ShortFormat))
        self.deadline_edit.setMinimumDate(today)
        self.deadline_edit.setEnabled(False)
        self.deadline_check.toggled.connect(self.deadline_edit.setEnabled)
        self.button = QPushButton(self.tr("&Write the workbook…"))
        self.button.clicked.connect(self.wanted)
        pieces = (
            named(self.tr("A workbook &to"), self.recipient_box),
            named(self.tr("&in"), self.language_box),
            in_row(self.deadline_check, self.deadline_edit, self.button),
        )
        self.setLayout(WrappingRow(*pieces, spacing=4 * STEP))
        self.refresh()

    def refresh(self) -> None:
        """Offer the territories of the case; the chosen one stays where it is still there."""
        case, recipients = self._document.case, [(self.tr("everyone"), "")]
        if case is not None:
            names, keys = names_of(case), case.table("Territories")["territory"].tolist()
            recipients += [(names.territory(key), key) for key in keys if key]
        fill_box(self.recipient_box, recipients, self.recipient_box.currentData())

    def sending(self) -> Sending:
        """Return what was chosen."""
        path = self._document.path
        day = self.deadline_edit.date().toPython()
        deadline = day if self.deadline_check.isChecked() else None
        return Sending(
            path.stem if path else "",
            self.recipient_box.currentData(),
            self.language_box.currentData(),
            deadline,  # type: ignore[arg-type]  # toPython says object
        )
