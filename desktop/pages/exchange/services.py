"""What the exchange asks of the engine; none of the libraries under it is loaded with this."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop.engine.watch import Watch
from models.problems import Problem
from models.words.text import Argument

if TYPE_CHECKING:
    from models.case import Case
    from models.exchange.addresses import Address
    from models.exchange.deciding import Decisions
    from models.exchange.merging import Item, Merge
    from models.exchange.remarks import Remark
    from models.exchange.returned import Returned
    from models.words.answers import TrailRow


@dataclass(frozen=True)
class Sending:
    """What is to be sent: to whom ("": everyone), in which language, asked back when."""

    case_name: str
    recipient: str
    language: str
    deadline: date | None


@dataclass(frozen=True)
class Answer:
    """A workbook that came back and could be read; `sender` is the name of its recipient."""

    digest: str
    file: str
    sender: str
    returned: Returned


@dataclass(frozen=True)
class FileProblem:
    """Something to be said about a file, and whether the file was left out."""

    file: str
    problem: Problem


@dataclass(frozen=True)
class TakenIn:
    """What came of some files: those that were read, those left out, those that came twice.

    `others` are of another case, each with what is said of it: somebody has to decide. `remarks`
    are the comments in those that were left out.
    """

    answers: tuple[Answer, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    refused: tuple[str, ...] = ()
    repeated: tuple[str, ...] = ()
    others: tuple[tuple[Path, FileProblem], ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True)
class Offered:
    """One value that came back for one thing, in words: a row of the table of changes.

    Attributes:
        item: what is to be decided; several files that differ give it several rows.
        offer: which of its offers this is, from 0.
        state: "change", "deletion" or "conflict".
        mine: what the case says now; "" where that is what was sent.
        origin: file and cell of the value.
        is_figure: whether it is a number in a cell.
        clashes_with_mine: whether the case was changed as well since it was sent.
        comment: what the file says about it in comments.
    """

    item: Item
    offer: int
    state: str
    sheet: Argument
    row: Argument
    column: Argument
    sent: Argument
    mine: Argument
    theirs: Argument
    origin: Argument
    is_figure: bool
    clashes_with_mine: bool
    comment: Argument

    @property
    def where(self) -> Address:
        """What it is about."""
        return self.item.where


@dataclass(frozen=True)
class Seen:
    """What came back set against the case as it is now, and the trail, newest first.

    `left_out` names what cannot be taken over: sheets and columns that are no part of the case.
    """

    case: Case
    merge: Merge
    offered: tuple[Offered, ...]
    trail: tuple[TrailRow, ...]
    left_out: tuple[FileProblem, ...] = ()


Settled = Mapping["Address", Any]
"""What was decided for good, with the value that the case had from then on."""


@dataclass(frozen=True)
class Look:
    """What is to be set against each other.

    Attributes:
        moved_from: the folder from before the case was saved under another name.
    """

    folder: Path
    case: Case
    answers: Sequence[Answer] = ()
    settled: Settled = field(default_factory=dict)
    moved_from: Path | None = None


@dataclass(frozen=True)
class ExchangeServices:
    """Writing, reading, setting side by side and noting; each runs in the background.

    Reading is told last whether files of another case are taken all the same.
    """

    issue: Callable[[Path, Case, Sending, Path, Watch], Path]
    take_in: Callable[[Path, Case, Sequence[Path], Sequence[Answer], Watch, bool], TakenIn]
    look: Callable[[Look], Seen]
    decided: Callable[[Merge, Decisions], Case]
    note: Callable[[Path, Merge, Decisions], None]


def _engine() -> ExchangeServices:
    # Loads pandas and openpyxl, so it waits for the first use, in the background.
    from desktop.pages.exchange.engine import SERVICES  # noqa: PLC0415

    return SERVICES


def exchange_services() -> ExchangeServices:
    """Return the real services."""
    return ExchangeServices(
        issue=lambda folder, case, sending, path, watch: _engine().issue(
            folder, case, sending, path, watch
        ),
        take_in=lambda folder, case, paths, known, watch, others: _engine().take_in(
            folder, case, paths, known, watch, others
        ),
        look=lambda look: _engine().look(look),
        decided=lambda merge, decisions: _engine().decided(merge, decisions),
        note=lambda folder, merge, decisions: _engine().note(folder, merge, decisions),
    )
