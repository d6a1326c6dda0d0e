"""The exchange of one case: what went out, what came back, and what was decided about it."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from models.case import Case
from models.exchange.addresses import identity_as_record, plain_value_of
from models.exchange.deciding import Decisions
from models.exchange.issued import IssuedVersion, issued_version
from models.exchange.merging import Item, Merge
from models.exchange.remarks import Remark
from models.exchange.returned import AnswerRefusedError, Returned, not_readable, read_returned
from models.exchange.trail import Event, Trail, of_step
from models.problems import Problem, RelaisError, Severity
from models.words.language import whole
from models.words.text import Quoted, text
from models.workbook.identity import Identity
from models.workbook.reading import Progress, read_raw, tell_nobody


@dataclass(frozen=True)
class Arrival:
    """A file that came back: its hash, its event, and that of the first time it came, if any."""

    digest: str
    event: Event
    first: Event | None


class Exchange:
    """Keeps what was issued and received for one case, in a folder of its own.

    Every file is kept before the trail tells of it, so that what the trail names is there.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] | None = None) -> None:
        self._folder = folder
        self.trail = Trail(folder, now)

    def issue(
        self, sent: Path, case: Case, recipient: str = "", language: str = "", issue: str = ""
    ) -> Event:
        """Keep a workbook that goes out, and the rows that stand in it.

        Args:
            sent: the workbook as it is sent.
            case: the rows that the recipient is asked about, and no others.
            recipient: to whom it goes.
            language: in which language.
            issue: the id that the workbook carries; a new one where it carries none.

        Raises:
            RelaisError: something cannot be read or written, or the id is taken.
        """
        name = issue or secrets.token_hex(4)
        if any(event.facts["issue"] == name for event in self.issues()):
            what = text("There is an issue {issue} already.", issue=Quoted(name))
            raise RelaisError(what, sent.name, text("Give a new id."))
        digest = self.trail.files.keep(_bytes_of(sent))
        facts = {
            "issue": name,
            "recipient": recipient,
            "language": language,
            "name": whole(sent.name),
            "sha256": digest,
            "snapshot": self._keep_snapshot(case),
        }
        return self.trail.add("issued", facts)

    def issues(self) -> tuple[Event, ...]:
        """Return what went out, the earliest first."""
        return of_step(self.trail.events(), "issued")

    def issued_version(self, issue: str) -> IssuedVersion:
        """Return what was sent under an id.

        Raises:
            RelaisError: nothing was, or it is no longer kept.
        """
        event = next((e for e in self.issues() if e.facts["issue"] == issue), None)
        if event is None:
            what = text("Nothing was sent under the id {issue}.", issue=Quoted(issue))
            raise RelaisError(what, "", text("Choose the workbook that was sent."))
        self.trail.files.content(event.facts["snapshot"])
        path = self.trail.files.path(event.facts["snapshot"])
        case = read_raw(path).case
        return IssuedVersion(case, event.facts["recipient"], issue)

    def receive(self, path: Path, sender: str = "") -> Arrival:
        """Keep a file that came back, whatever is in it.

        Raises:
            RelaisError: it cannot be read, or not be kept.
        """
        content = _bytes_of(path)
        earlier = of_step(self.trail.events(), "received")
        digest = hashlib.sha256(content).hexdigest()
        first = next((event for event in earlier if event.facts["sha256"] == digest), None)
        self.trail.files.keep(content)
        name, repeated = whole(path.name), first is not None
        facts = {"name": name, "from": sender, "sha256": digest, "repeated": repeated}
        return Arrival(digest, self.trail.add("received", facts), first)

    def take_in(
        self,
        arrival: Arrival,
        mine: Case,
        progress: Progress = tell_nobody,
        *,
        take_other_case: bool = False,
    ) -> Returned:
        """Read what came back against what it says it was sent as, and keep what came of it.

        A workbook that says nothing of itself answers the only issue there is.

        Raises:
            OtherCaseError: it is of another case, and nobody said that it is taken all the same.
            RelaisError: the file is refused; the trail says so as well.
        """
        facts: dict[str, object] = {"issue": "", "sha256": arrival.digest}

        def issued_for(name: str, identity: Identity | None) -> IssuedVersion:
            version = self._version_of(name, identity, mine)
            facts.update(issue=version.issue, recipient=version.recipient)
            return version

        name = str(arrival.event.facts["name"])
        try:
            path = self.trail.files.path(arrival.digest)
            returned = read_returned(
                path, issued_for, mine, name, progress, take_other_case=take_other_case
            )
        except RelaisError as error:
            remarks = error.remarks if isinstance(error, AnswerRefusedError) else ()
            self.trail.add("compared", {**facts, "refused": error.sentence, **_said(remarks)})
            raise
        found = len(returned.found)
        self.trail.add("compared", {**facts, "differences": found, **_said(returned.remarks)})
        return returned

    def _version_of(self, name: str, identity: Identity | None, mine: Case) -> IssuedVersion:
        issues = [str(event.facts["issue"]) for event in self.issues()]
        if identity is None and len(issues) != 1:
            what = text(
                "Nothing in the workbook says what it was sent as: its hidden sheet is gone."
            )
            raise RelaisError(what, name, text("Ask for the answer in the workbook that was sent."))
        if identity is None or (identity.issue in issues and not identity.is_newer):
            return self.issued_version(issues[0] if identity is None else identity.issue)
        version = issued_version(name, identity, IssuedVersion(identity.issued_case()))
        found = text(
            "It was sent as issue {issue}, which is not in the trail of this case.",
            issue=identity.issue,
        )
        mend = text("Check that it is the right file: it was compared with what it says was sent.")
        problem = Problem(Severity.WARNING, "other-issue", found, mend)
        return replace(version, problems=(problem,), named=mine)

    def decide(self, merge: Merge, decisions: Decisions) -> Event:
        """Keep what was accepted and what was refused, change by change, once it is made.

        Raises:
            RelaisError: the trail cannot be written.
        """
        records = [_decision(item, decisions) for item in merge.items if item.where in decisions]
        return self.trail.add("decided", {"files": list(merge.files), "changes": records})

    def _keep_snapshot(self, case: Case) -> str:  # D62
        """Keep the rows that were sent as a workbook in the plain form."""
        from models.workbook.plain import write_case  # noqa: PLC0415  # loads xlsxwriter

        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f"snapshot-{secrets.token_hex(6)}.xlsx"
        try:
            write_case(case, draft)
            return self.trail.files.keep(draft.read_bytes())
        finally:
            draft.unlink(missing_ok=True)


def _said(remarks: Sequence[Remark]) -> dict[str, object]:
    return {"comments": [remark.as_record() for remark in remarks]} if remarks else {}


def _decision(item: Item, decisions: Decisions) -> dict[str, object]:
    taken = decisions[item.where]
    offer = item.offers[taken or 0]
    return {
        **identity_as_record(item.where, item.identity),
        "accepted": taken is not None,
        "mine": plain_value_of(item.where, item.mine),
        "theirs": [plain_value_of(item.where, o.value) for o in item.offers]
        if taken is None
        else [plain_value_of(item.where, offer.value)],
        "sources": [
            source.as_record()
            for each in (item.offers if taken is None else (offer,))
            for source in each.sources
        ],
    }


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise not_readable(path, error) from error
