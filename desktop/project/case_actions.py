"""What a person does with a case as a file: new, open, save, duplicate, get back what was lost."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from PySide6.QtCore import (
    QObject,
    QSettings,
    QThreadPool,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from desktop.app import dialogs
from desktop.app.dialogs import UnsavedChoice, ask_for_spoken_workbook, ask_where_to_write
from desktop.app.menus import Menus, Needs
from desktop.document.document import Document
from desktop.look.formats import moment, reading_locale
from desktop.look.language import say
from desktop.project.edition_notice import say_edition
from desktop.project.files import Files
from desktop.project.notices import Choice, Notices
from desktop.project.opened import OpenedCase
from desktop.project.places import SAMPLE, SafePlaces
from desktop.project.recovery import LostEdits, lost_edits_to_offer
from models.problems import RelaisError
from models.project import SUFFIX
from models.words.language import whole
from models.words.text import Argument, text

_Keys = QKeySequence.StandardKey
WORKBOOK = ".xlsx"
MOST_RECENT = 10
_RECENT = "recent_files"
_BYTES = "bytes:"
"""Begins what is kept of a path that is no text in the system's encoding."""


class CaseActions(QObject):
    """Asks what has to be asked and leaves the work to Files and Keeper."""

    _looked = Signal(object)

    def __init__(
        self,
        window: QWidget,
        document: Document,
        files: Files,
        notices: Notices,
        places: SafePlaces,
    ) -> None:
        super().__init__(window)
        self._window, self._document, self._files = window, document, files
        self._notices, self._places = notices, places
        self.recent = RecentFiles(places.settings)
        self.hindrance: Argument = ""
        self._offered: list[LostEdits] = []
        self._looking = QThreadPool(self)
        self._looked.connect(self._offer_lost)
        files.recovering.connect(self._offer_all_but)
        files.opened.connect(self._on_opened)
        files.saved.connect(self._on_saved)
        files.unsealed.connect(self._on_unsealed)
        files.keeper.failed.connect(self._on_not_kept)
        files.keeper.kept.connect(lambda _number: self._notices.drop("keeping"))

    def may_let_go(self) -> bool:
        """Bring the file up to date, or ask about unsaved edits; False: the case must stay."""
        self._files.keeper.wait_for_file()
        if not self._document.modified:
            return True
        choice = dialogs.ask_about_unsaved_edits(self._window, self.name())
        if choice is UnsavedChoice.SAVE and self.choose_and_save():
            self._files.wait_for_writing()
            self._files.keeper.wait_for_file()
            return not self._document.modified
        return choice is UnsavedChoice.DISCARD

    def fill_menu(self, menus: Menus, leave: Callable[[], object]) -> None:
        """Add the menu of what can be done with a file, and of leaving the program."""
        menu, add = menus.add_menu(self.tr("&File")), menus.add
        add(menu, self.tr("&New case"), self.new_case, _Keys.New)
        add(menu, self.tr("&Open…"), self.choose_and_open, _Keys.Open)
        recent = menu.addMenu(self.tr("Open &recent"))
        recent.setToolTipsVisible(True)
        recent.aboutToShow.connect(lambda: self.recent.fill(recent, self.open_known))
        add(menu, self.tr("Open the sa&mple"), self.open_sample)
        menu.addSeparator()
        add(menu, self.tr("&Save"), self.save, _Keys.Save, Needs.CASE)
        add(menu, self.tr("Save &As…"), self.choose_and_save, "Ctrl+Shift+S", Needs.CASE)
        add(menu, self.tr("&Duplicate…"), self.choose_and_copy, needs=Needs.CASE)
        menu.addSeparator()
        add(menu, self.tr("&Export result…"), self.choose_and_export, needs=Needs.SPLIT)
        menu.addSeparator()
        add(menu, self.tr("&Quit"), leave, "Ctrl+Q")

    @Slot()
    def new_case(self) -> None:
        """Open a case without rows."""
        if self.may_let_go():
            name = self.tr("New case") + SUFFIX
            self._files.open_blank(self._places.documents / name)

    @Slot()
    def choose_and_open(self) -> None:
        """Ask for a case and open it."""
        if not self.may_let_go():
            return
        kinds, path = self.tr("Cases (*.xlsx *.relais)"), self._document.path
        folder = str(path.parent if path else self._places.documents)
        name, _ = QFileDialog.getOpenFileName(self._window, self.tr("Open a case"), folder, kinds)
        if name:
            self._files.open(Path(name))

    def open_known(self, path: Path) -> None:
        """Open a case of which the file is known."""
        if self.may_let_go():
            self._files.open(path)

    def open_dropped(self, urls: Sequence[QUrl]) -> None:
        """Open the case that was dropped on the window; say why anything else is not opened."""
        self._window.activateWindow()
        path = Path(urls[0].toLocalFile() or urls[0].fileName())
        if len(urls) > 1:
            self._refuse(
                text("Several files were dropped, and one case is open at a time."),
                text("Drop one file."),
            )
        elif not urls[0].isLocalFile() or path.suffix.casefold() not in (SUFFIX, WORKBOOK):
            self._refuse(
                text("{name} is no file of a case.", name=path.name),
                text("Drop an Excel workbook (.xlsx) or a Relais project (.relais)."),
            )
        else:
            self.open_known(path)

    def _refuse(self, what: Argument, mend: Argument) -> None:
        dialogs.tell_error(self._window, RelaisError(what, "", mend))

    @Slot()
    def open_sample(self) -> None:
        """Open the case that comes with the program."""
        self.open_known(SAMPLE)

    @Slot()
    def save(self) -> None:
        """Write the case to its file; ask for a place where it has none of its own."""
        if not self._files.save():
            self.choose_and_save()
        elif self._files.keeper.file is not None:
            self._files.saved.emit(self._files.keeper.file.path)

    @Slot()
    def choose_and_save(self) -> bool:
        """Ask for a place and write the case there; False: the user did not want to."""
        path = self._place(self.tr("Save the case as"), "")
        if path is not None:
            self._files.save_as(path)
        return path is not None

    @Slot()
    def choose_and_copy(self) -> None:
        """Ask for a place and write a copy there; the open case keeps its file."""
        path = self._place(self.tr("Duplicate the case as"), self.tr(" copy"))
        if path is not None:
            self._files.save_copy(path)

    @Slot()
    def choose_and_export(self) -> None:
        """Ask for a place and write the result there."""
        path = self._document.path
        if path is None:
            return
        proposal = path.with_name(f"{path.stem}{self.tr(' result')}.xlsx")
        chosen = ask_for_spoken_workbook(self._window, self.tr("Export the result"), proposal)
        if chosen is not None and self._document.split_is_current:
            self._files.export_result(*chosen)

    def has_only_the_sample(self) -> bool:
        """Say whether the sample is open, and no case of the user's own ever was."""
        is_sample = self._document.path == SAMPLE
        return is_sample and all(path == SAMPLE for path in self.recent.paths())

    def look_for_lost_edits(self) -> None:
        """Offer what a program that was killed left behind."""
        recovery = self._places.recovery
        self._looking.start(lambda: self._looked.emit(lost_edits_to_offer(recovery)))

    def stop(self) -> None:
        """Wait until nothing is looked for any more, and let other windows offer what is left."""
        self._looking.waitForDone()
        for lost in self._offered:
            lost.offer_no_more()

    def name(self) -> str:
        """Return what the case is called in the title."""
        path = self._document.path
        if path is None:
            return self.tr("No case")
        return say(text("{name} (read-only)", name=path.name)) if self.hindrance else path.name

    def _place(self, title: str, ending: str) -> Path | None:
        path = self._document.path
        if path is None:
            return None
        kinds = {
            self.tr("Relais projects (*.relais)"): SUFFIX,
            self.tr("Excel workbooks (*.xlsx)"): WORKBOOK,
        }
        proposal = path.with_name(f"{path.stem}{ending}{SUFFIX}")
        return ask_where_to_write(self._window, title, proposal, kinds)

    @Slot(object)
    def _on_opened(self, opened: OpenedCase) -> None:
        self.hindrance = opened.hindrance
        for matter in ("keeping", "read-only", "recovered"):
            self._notices.drop(matter)
        say_edition(self._notices, self._document, opened.change)
        if os.path.isfile(opened.path):
            self.recent.add(opened.path)
        if opened.hindrance:
            sentence = text(
                "{why} Edits made here can be saved under another name.", why=opened.hindrance
            )
            self._notices.say("read-only", sentence, [self._saving_as()])
            self._document.path_changed.emit()
        if opened.lost is not None:
            sentence = text(
                "Relais ended unexpectedly. {name} is open with every edit up to {time}.",
                name=opened.path.name,
                time=moment(opened.lost.moment, reading_locale()),
            )
            close = (text("Close"), partial(self._notices.drop, "recovered"))
            self._notices.say("recovered", sentence, [close])

    @Slot(object)
    def _on_unsealed(self, path: Path) -> None:
        if dialogs.ask_about_missing_seal(self._window, path.name):
            self._files.open(path, unsealed=True)

    @Slot(object)
    def _on_saved(self, path: Path) -> None:
        self.hindrance = ""
        for matter in ("keeping", "read-only"):
            self._notices.drop(matter)
        self.recent.add(path)
        if path.suffix.casefold() == WORKBOOK and self._document.frozen:
            sentence = text(
                "A workbook holds no frozen scenarios and no history. Save the case as a "
                "project to keep them."
            )
            self._notices.say("keeping", sentence, [self._saving_as()])
        self._document.path_changed.emit()

    @Slot(object)
    def _on_not_kept(self, error: RelaisError) -> None:
        self._notices.say("keeping", error.sentence, [self._saving_as()])

    def _saving_as(self) -> Choice:
        return text("Save As…"), self.choose_and_save

    @Slot(object)
    def _offer_lost(self, found: list[LostEdits]) -> None:
        self._offered = found
        self._notices.drop("lost")
        if not found:
            return
        lost, *others = found
        choices: list[Choice] = [
            (text("Open recovered edits"), partial(self._open_lost, lost, others)),
            (text("Discard"), partial(self._discard_lost, lost, others)),
        ]
        sentence = text(
            "Relais ended unexpectedly. Edits of {name} up to {time} were kept.",
            name=lost.path.name,
            time=moment(lost.moment, reading_locale()),
        )
        self._notices.say("lost", sentence, choices)

    @Slot(object)
    def _offer_all_but(self, opened: LostEdits) -> None:
        """Offer no more what came with the file of its case."""
        for lost in self._offered:
            if lost.folder == opened.folder:
                lost.offer_no_more()
        self._offer_lost([lost for lost in self._offered if lost.folder != opened.folder])

    def _open_lost(self, lost: LostEdits, others: list[LostEdits]) -> None:
        if self.may_let_go():
            self._files.open_lost(lost)
            self._offer_lost(others)

    def _discard_lost(self, lost: LostEdits, others: list[LostEdits]) -> None:
        if dialogs.ask_to_discard(self._window, lost.path.name):
            lost.forget()
            self._offer_lost(others)


class RecentFiles:
    """The newest first; a file that is gone is shown, but cannot be chosen."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    def paths(self) -> list[Path]:
        """Return the files."""
        kept = self._settings.value(_RECENT, [])
        names = [kept] if isinstance(kept, str) else kept if isinstance(kept, list) else []
        return [_path_of(str(name)) for name in names if name]

    def add(self, path: Path) -> None:
        """Put a file first."""
        path = path.absolute()
        others = [one for one in self.paths() if one != path]
        self._write([path, *others][:MOST_RECENT])

    def forget_missing(self) -> None:
        """Take out the files that are gone."""
        self._write([path for path in self.paths() if os.path.isfile(path)])

    def fill(self, menu: QMenu, open_path: Callable[[Path], object]) -> None:
        """Fill a menu with them."""
        menu.clear()
        there = {path: os.path.isfile(path) for path in self.paths()}
        for path, is_there in there.items():
            name = path.name.replace("&", "&&")
            shown = name if is_there else say(text("{name} (not found)", name=name))
            action = menu.addAction(shown)
            action.setToolTip(str(path))
            action.setStatusTip(str(path))
            action.setEnabled(is_there)
            action.triggered.connect(lambda _checked=False, path=path: open_path(path))
        if not there:
            menu.addAction(say(text("No recent files"))).setEnabled(False)
            return
        menu.addSeparator()
        forget = menu.addAction(say(text("&Remove files that are not found")))
        forget.triggered.connect(self.forget_missing)
        forget.setEnabled(not all(there.values()))

    def _write(self, paths: list[Path]) -> None:
        self._settings.setValue(_RECENT, [_kept(path) for path in paths])


def _kept(path: Path) -> str:
    """Return a path as settings can hold it, which hold text only."""
    name = str(path)
    return name if whole(name) == name else f"{_BYTES}{quote(os.fsencode(name))}"


def _path_of(kept: str) -> Path:
    if not kept.startswith(_BYTES):
        return Path(kept)
    return Path(os.fsdecode(unquote_to_bytes(kept.removeprefix(_BYTES))))
