"""The trail: what was issued, what came back from whom and when, and what was decided."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from models.problems import RelaisError
from models.words.stored import as_plain, part_of
from models.words.text import Text, text
from models.workbook.safe_writing import replace_safely

_READ_ONLY = 0o444
_SUFFIX = ".xlsx"


class KeptFiles:
    """A folder of files that never change."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, digest: str) -> Path:
        """Return where the file of a hash stands."""
        return self._folder / f"{digest}{_SUFFIX}"

    def keep(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256; what is kept already is left alone.

        Raises:
            RelaisError: they cannot be written.
        """
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if self._holds(path, digest):
            return digest
        what = text("The folder of kept files cannot be made ({reason}).")
        _make(self._folder, what, text("Choose another place."))
        with contextlib.suppress(OSError):  # a damaged copy is written anew
            path.chmod(0o644)
        replace_safely(path, content, lambda written: _check_hash(written, digest))
        with contextlib.suppress(OSError):  # some network drives know no such mark
            path.chmod(_READ_ONLY)
        return digest

    def content(self, digest: str) -> bytes:
        """Return a file as it came.

        Raises:
            RelaisError: it is gone, or no longer what it was.
        """
        path = self.path(digest)
        if not self._holds(path, digest):
            what = text("The kept file is gone or was changed.")
            raise RelaisError(what, str(path), text("Ask for it again and receive it anew."))
        return path.read_bytes()

    def _holds(self, path: Path, digest: str) -> bool:
        try:
            return hashlib.sha256(path.read_bytes()).hexdigest() == digest
        except OSError:
            return False


def _check_hash(written: Path, digest: str) -> None:
    if hashlib.sha256(written.read_bytes()).hexdigest() != digest:
        what = text("The file was not written as it is.")
        raise RelaisError(what, written.name, text("Try again."))


Step = Literal["issued", "received", "compared", "decided"]

_INDEX = "trail.json"
_VERSION = 1
_MEND = text("Put back a copy of the folder; the files in it are as they were.")


@dataclass(frozen=True)
class Event:
    """One thing that happened.

    Attributes:
        step: what happened.
        when: the moment, in UTC, as ISO 8601.
        facts: what there is to know about it, as plain values, and sentences that no language
            has said yet; in files of earlier versions those are English texts.
    """

    step: Step
    when: str
    facts: Mapping[str, Any]


class Trail:
    """The events of one case in the order in which they happened, kept in a folder.

    The list is written whole into a new file that then takes the place of the old one, so that
    whoever is killed while writing loses at most the event being written. It is read again
    before each event is added, since two windows may share the folder.
    """

    def __init__(self, folder: Path, now: Callable[[], datetime] | None = None) -> None:
        """Open the trail in a folder, which is made with the first event.

        Args:
            folder: where it is kept.
            now: says what time it is.
        """
        self._path = folder / _INDEX
        self.files = KeptFiles(folder / "files")
        self._now = now or (lambda: datetime.now(UTC))

    def events(self) -> tuple[Event, ...]:
        """Return what happened, the earliest first.

        Raises:
            RelaisError: the list cannot be read.
        """
        try:
            written = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeError) as error:
            what = text("The trail cannot be read.")
            raise RelaisError(what, str(self._path), _MEND) from error
        return _events(written, self._path)

    def add(self, step: Step, facts: Mapping[str, Any]) -> Event:
        """Add what has just happened.

        Raises:
            RelaisError: the list cannot be read or written; it is as it was.
        """
        event = Event(step, self._now().astimezone(UTC).isoformat(timespec="seconds"), facts)
        before = self.events()
        what = text("The folder of the trail cannot be made ({reason}).")
        _make(self._path.parent, what, text("Choose a place that can be written."))
        content = _as_text((*before, event)).encode("utf-8")
        replace_safely(self._path, content, lambda written: _check(written, len(before) + 1))
        return event


def _events(written: str, path: Path) -> tuple[Event, ...]:
    try:
        record = json.loads(written, object_hook=part_of)
        version, events = record["version"], record["events"]
        read = tuple(Event(e.pop("step"), e.pop("when"), e) for e in events)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RelaisError(text("The trail is damaged."), str(path), _MEND) from error
    if version != _VERSION:
        what = text(
            "The trail is of version {version}, which this program does not know.",
            version=str(version),
        )
        raise RelaisError(what, str(path), text("Use the newer program that wrote it."))
    return read


def _as_text(events: Iterable[Event]) -> str:
    records = [{"step": e.step, "when": e.when, **e.facts} for e in events]
    record = {"version": _VERSION, "events": records}
    return json.dumps(record, ensure_ascii=False, indent=1, default=as_plain)


def _check(written: Path, length: int) -> None:
    if len(_events(written.read_text(encoding="utf-8"), written)) != length:
        raise RelaisError(text("The trail would not read back as it is."), written.name, _MEND)


def _make(folder: Path, what: Text, mend: Text) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RelaisError(what.filled(reason=reason), str(folder), mend) from error


def of_step(events: Sequence[Event], step: Step) -> tuple[Event, ...]:
    """Return the events of one step."""
    return tuple(event for event in events if event.step == step)
