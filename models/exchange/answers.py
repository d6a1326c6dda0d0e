"""What goes out, what came back, and what is seen of it when it is set against the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from models.problems import Problem
from models.words.text import Argument

if TYPE_CHECKING:
    from models.case import Case
    from models.exchange.addresses import Address
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
class Reply:
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

    answers: tuple[Reply, ...] = ()
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


Settled: TypeAlias = "Mapping[Address, Any]"
"""What was decided for good, with the value that the case had from then on."""


@dataclass(frozen=True)
class Seen:
    """What came back set against the case as it was then, and the trail, newest first.

    `left_out` names what cannot be taken over: sheets and columns that are no part of the case.
    """

    merge: Merge
    offered: tuple[Offered, ...]
    left_out: tuple[FileProblem, ...] = ()
    trail: tuple[TrailRow, ...] = ()

    @property
    def case(self) -> Case:
        """The case that it was set against."""
        return self.merge.mine
