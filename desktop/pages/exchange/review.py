"""What came back, under review: read, set against the case, decided, taken over."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from desktop.document.document import Document
from desktop.engine.question import Question
from desktop.engine.tasks import DECIDE, SET_BESIDE, TaskRunner
from desktop.engine.watch import Watch
from desktop.look.language import say
from models.editing import between
from models.exchange.answers import (
    FileProblem,
    Offered,
    Reply,
    Seen,
    Sending,
    TakenIn,
)
from models.problems import RelaisError
from models.words.answers import (
    Offers,
    answers_of,
    how_far_decided,
    nothing_came_back,
    what_answers_say,
)
from models.words.text import Argument, counted, text

if TYPE_CHECKING:
    from models.case import Case
    from models.exchange.addresses import Address
    from models.exchange.merging import Merge
    from models.exchange.remarks import Remark

_SUFFIX = ".exchange"
_PROGRAM = Path(__file__).resolve().parents[3]


class Review(QObject):
    """The workbooks that came back for one document, and what was decided about them.

    What came back is set against the case anew after every edit and its undoing, so that what is
    listed is always what still differs.

    Signals:
        changed: something under review, or in the trail, is different.
        written: a workbook was written to the path that is carried.
        taken_in: files were read; carries the TakenIn.
        failed: something could not be done; carries the RelaisError.
    """

    changed = Signal()
    written = Signal(object)
    taken_in = Signal(object)
    failed = Signal(object)

    def __init__(
        self,
        document: Document,
        working: Question,
        looking: Question,
        engine: TaskRunner,
        own: Path,
    ) -> None:
        super().__init__()
        self.working, self.looking = working, looking
        self._document, self._engine = document, engine
        self._own = own
        self._is_watched = self._is_behind = False
        self._clear()
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._look)
        document.case_replaced.connect(self._on_case_replaced)
        document.path_changed.connect(self._on_path_changed)
        document.table_changed.connect(self._on_edited)
        working.finished.connect(self._on_done)
        working.failed.connect(self._on_failed)
        working.started.connect(self.changed)
        working.ended.connect(self.changed)
        looking.finished.connect(self._on_seen)
        looking.failed.connect(self._on_failed)

    def _clear(self) -> None:
        self.answers: tuple[Reply, ...] = ()
        self.decisions: dict[Address, int | None] = {}
        self.seen: Seen | None = None
        self._problems: tuple[FileProblem, ...] = ()
        self._remarks: tuple[Remark, ...] = ()
        self._kept_in = self.folder if self._document.path else None
        self._moved_from: Path | None = None
        self._settled: dict[Address, Any] = {}

    @property
    def folder(self) -> Path:
        """Where the exchange of the open case is kept."""
        path = self._document.path
        assert path is not None
        return exchange_folder(path, self._own)

    @property
    def offered(self) -> tuple[Offered, ...]:
        """What is to be decided, as last seen."""
        return self.seen.offered if self.seen else ()

    @property
    def problems(self) -> tuple[FileProblem, ...]:
        """What is to be said about the files."""
        return (*self._problems, *(self.seen.left_out if self.seen else ()))

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """The comments in the cells of what came back."""
        read = (remark for answer in self.answers for remark in answer.returned.remarks)
        return (*read, *self._remarks)

    @property
    def is_current(self) -> bool:
        """Whether what is listed is about the case as it is now."""
        return self.seen is not None and self.seen.case is self._document.case

    @property
    def sentence(self) -> Argument:
        """What the answers change, or what to do first."""
        seen = self.seen
        if not self.answers:
            return nothing_came_back(sum(row.is_issue for row in seen.trail) if seen else 0)
        whose = answers_of([(answer.sender, answer.file) for answer in self.answers])
        comments = sum(len(answer.returned.remarks) for answer in self.answers)
        return what_answers_say(whose, _offers(seen.offered) if seen else None, comments)

    @property
    def how_far_decided(self) -> Argument:
        """How far the deciding is."""
        items = {row.where for row in self.offered}
        accepted = sum(self.decisions.get(where) is not None for where in items)
        refused = sum(where in self.decisions for where in items) - accepted
        return how_far_decided(accepted, refused, len(items) - accepted - refused)

    def open_conflicts(self) -> int:
        """Return how many conflicts nobody has decided."""
        conflicts = {row.where for row in self.offered if row.state == "conflict"}
        return len(conflicts - self.decisions.keys())

    def may_take_over(self) -> bool:
        """Say whether something is decided and no conflict is left."""
        is_ready = bool(self.decisions) and not self.open_conflicts()
        return is_ready and self.is_current and not self.working.busy

    def look(self, *, now: bool) -> None:
        """Set side by side while somebody looks."""
        self._is_watched = now
        if now and (self._is_behind or self.seen is None):
            self._look()

    def issue(self, sending: Sending, path: Path) -> None:
        """Write a workbook to send and note it in the trail."""
        case, folder = self._document.open_case, self.folder

        def work(watch: Watch) -> Callable[[], None]:
            from desktop.pages.exchange.files import issue_workbook  # noqa: PLC0415  # as it says

            written = issue_workbook(folder, case, sending, path, watch)
            return lambda: self._on_issued(written)

        self.working.ask(work)

    def take_in(self, paths: Sequence[Path], *, take_others: bool = False) -> None:
        """Read workbooks that came back; what is read is reviewed with the others.

        Those of another case are taken only if it is said.
        """
        case, folder, known = self._document.open_case, self.folder, self.answers

        def work(watch: Watch) -> Callable[[], None]:
            from desktop.pages.exchange import files  # noqa: PLC0415  # as it says

            taken = files.take_in(folder, case, paths, known, watch, take_others)
            return lambda: self._on_taken_in(folder, taken)

        self.working.ask(work)

    def leave_out(self, problem: FileProblem) -> None:
        """Note that a file was left out, and why."""
        self._problems = (*self._problems, problem)
        self.changed.emit()

    def put_away(self) -> None:
        """Review nothing any longer; the files and the trail stay as they are."""
        moved_from = self._moved_from
        self._clear()
        self._moved_from = moved_from
        self._look()
        self.changed.emit()

    def decide(self, rows: Iterable[Offered], *, accept: bool) -> None:
        """Accept or refuse what some rows offer."""
        for row in rows:
            self.decisions[row.where] = row.offer if accept else None
        self.changed.emit()

    def accept_changes(self) -> None:
        """Accept every change; conflicts and deletions are for somebody to decide."""
        self.decide([row for row in self.offered if row.state == "change"], accept=True)

    def refuse_all(self) -> None:
        """Keep the case as it is in everything."""
        self.decide(self.offered, accept=False)

    def take_over(self) -> None:
        """Make what was accepted one edit of the case, and note what was decided."""
        if not self.may_take_over() or self.seen is None:
            return
        merge, decisions, folder = self.seen.merge, dict(self.decisions), self.folder
        engine = self._engine

        def work(watch: Watch) -> Callable[[], None]:
            case = engine.ask(DECIDE, watch, merge.mine, merge, decisions)
            return lambda: self._on_decided(folder, merge, decisions, case)

        self.working.ask(work)

    def _on_issued(self, path: Path) -> None:
        self.written.emit(path)
        self._look()

    def _on_taken_in(self, folder: Path, taken: TakenIn) -> None:
        if folder != self.folder:
            return
        self.answers = (*self.answers, *taken.answers)
        self._problems = (*self._problems, *taken.problems)
        self._remarks = (*self._remarks, *taken.remarks)
        self._settled = {}
        self.taken_in.emit(taken)
        self._look()

    def _on_decided(
        self, folder: Path, merge: Merge, decisions: dict[Address, int | None], case: Case
    ) -> None:
        if merge.mine is not self._document.case:
            what = text("The case was edited meanwhile; nothing was taken over.")
            raise RelaisError(what, "", text("Look at what is listed now, and take it over."))
        accepted = sum(taken is not None for taken in decisions.values())
        if accepted:
            words = say(counted("Take over 1 change", "Take over {count} changes", accepted))
            if refusal := self._document.edit(between(merge.mine, case, words)):
                raise RelaisError(refusal, "", text("Refuse what concerns it."))
        for item in merge.items:
            if item.where in decisions:
                taken = decisions[item.where]
                value = item.mine if taken is None else item.offers[taken].value
                self._settled[item.where] = value
        self.decisions = {}

        def note(_watch: Watch) -> Callable[[], None]:
            from models.exchange.exchange import Exchange  # noqa: PLC0415  # loads pandas

            Exchange(folder).decide(merge, decisions)
            return self._look

        self.working.ask(note)

    @Slot()
    def _look(self) -> None:
        case = self._document.case
        if case is None:
            return
        self._is_behind = False
        engine, folder, moved_from = self._engine, self.folder, self._moved_from
        answers, settled = self.answers, dict(self._settled)

        def look_at(watch: Watch) -> Seen:
            from desktop.pages.exchange import files  # noqa: PLC0415  # as it says

            if moved_from is not None:
                files.carry_along(moved_from, folder)
            seen = engine.ask(SET_BESIDE, watch, case, answers, settled)
            return files.with_trail(seen, folder)

        self.looking.ask(look_at)

    @Slot(object)
    def _on_seen(self, seen: Seen) -> None:
        if seen.case is not self._document.case:
            return  # it is about to be set against the case as it is now
        before = {item.where: item for item in self.seen.merge.items} if self.seen else {}
        now = {item.where: item for item in seen.merge.items}
        self.decisions = {
            where: taken
            for where, taken in self.decisions.items()
            if where in now and now[where] == before.get(where)
        }
        self.seen, self._moved_from = seen, None
        self.changed.emit()

    @Slot(object)
    def _on_done(self, then: Callable[[], None]) -> None:
        try:
            then()
        except RelaisError as error:
            self.failed.emit(error)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        if isinstance(error, RelaisError):
            self.failed.emit(error)
        self.changed.emit()

    @Slot()
    def _on_case_replaced(self) -> None:
        self.working.cancel()
        self._clear()
        self._be_behind()
        self.changed.emit()

    @Slot()
    def _on_path_changed(self) -> None:
        if self._kept_in not in (None, self.folder):
            self._moved_from, self._kept_in = self._kept_in, self.folder
            self._look()

    @Slot(object)
    def _on_edited(self, _change: object) -> None:
        if self.answers:
            self._later.start()
        else:
            self._be_behind()
        self.changed.emit()

    def _be_behind(self) -> None:
        self._is_behind = True
        if self._is_watched:
            self._later.start()


def _offers(offered: Sequence[Offered]) -> Offers:
    """Count what changes, what conflicts with what and what is to be confirmed."""
    items = {row.where: row for row in offered}.values()
    changed = [row for row in items if row.state != "deletion"]
    conflicts = [row for row in changed if row.state == "conflict"]
    against_mine = sum(row.clashes_with_mine for row in conflicts)
    return Offers(
        changed=len(changed),
        are_figures=all(row.is_figure for row in changed),
        against_mine=against_mine,
        between_answers=len(conflicts) - against_mine,
        deleted=len(items) - len(changed),
    )


def exchange_folder(case: Path, own: Path) -> Path:
    """Return the folder for a case: beside its file, so that both travel together.

    Beside a case that is part of the program, or where nothing may be written, there is no
    place for it; it is then in the program's own folder.

    Args:
        case: the file of the case.
        own: the folder of the program's own data.
    """
    beside = case.absolute().parent
    is_ours = _PROGRAM in (beside.resolve(), *beside.resolve().parents)
    if not is_ours and os.access(beside, os.W_OK):
        return beside / f"{case.stem}{_SUFFIX}"
    of_its_own = hashlib.sha256(os.fsencode(case.absolute())).hexdigest()[:8]
    return own / "exchange" / f"{case.stem}-{of_its_own}{_SUFFIX}"
