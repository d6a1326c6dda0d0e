"""The comments in the cells of a workbook: who wrote what, in which cell.

Excel has notes (`xl/comments*.xml`) and threads of comments (`xl/threadedComments/*.xml`, with the
names in `xl/persons/*.xml`), each of which stands among the notes too; LibreOffice writes notes.
Comments are no data: one that cannot be read is told, and the workbook is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from models.problems import SAVE_ANEW, Problem, Severity
from models.words.text import Argument, Number, Quoted, text
from models.xlsx.outline import SheetPart
from models.xlsx.parts import Attributes, DamagedPartError, Parts, gather_texts
from models.xlsx.shared import LONGEST_TEXT, unescaped

MOST_COMMENTS, MOST_CHARACTERS = 20_000, 4_000_000
"""So much is read of all comments of a workbook, names of authors too."""

_OF_THREAD = re.compile(r"\[[^\]]*\]\s.*?linkid=870924\s+", re.DOTALL)
"""What a note says that stands for a thread, before the thread itself."""


@dataclass(frozen=True)
class Comment:
    """One comment, or one message of a thread.

    Attributes:
        sheet: the name of the sheet as it stands in the workbook.
        cell: the address, such as "F12".
        author: who wrote it; "" where nobody says.
        text: what it says.
    """

    sheet: str
    cell: str
    author: str
    text: str


@dataclass(frozen=True)
class Comments:
    """The comments of a workbook, and what is to be said where some could not be read."""

    said: tuple[Comment, ...] = ()
    problems: tuple[Problem, ...] = ()


class _PastLimitError(Exception):
    """There is more than is read."""


def read_comments(parts: Parts, workbook: str, sheets: Iterable[SheetPart]) -> Comments:
    """Read the comments of every sheet.

    Args:
        parts: the parts of the workbook.
        workbook: the path of the part that lists the sheets.
        sheets: the sheets.
    """
    reader = _Reader(parts)
    said: list[Comment] = []
    problems: list[Problem] = []
    try:
        for sheet in sheets:
            try:
                said += reader.of_sheet(sheet, workbook)
            except DamagedPartError:
                title = Quoted(sheet.title)
                found = text("Comments of the sheet {sheet} cannot be read.", sheet=title)
                problems.append(_problem(found, SAVE_ANEW, sheet.title))
    except _PastLimitError:
        found = text(
            "The workbook has more comments than are read, {comments} or {characters} characters; "
            "those of some sheets are not shown.",
            comments=Number(MOST_COMMENTS),
            characters=Number(MOST_CHARACTERS),
        )
        problems.append(_problem(found, text("Remove those that are not needed.")))
    return Comments(tuple(said), tuple(problems))


def _problem(found: Argument, mend: Argument, sheet: str = "") -> Problem:
    return Problem(Severity.WARNING, "comments", found, mend, sheet=sheet)


class _Reader:
    """Reads each part once, and no more than the limits allow."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._comments = self._characters = 0
        self._read: set[str] = set()
        self._people: Mapping[str, str] | None = None

    def of_sheet(self, sheet: SheetPart, workbook: str) -> list[Comment]:
        """Return the comments of a sheet, threads in the place of the notes that repeat them."""
        related = {r.kind: r.target for r in self._parts.relationships(sheet.part).values()}
        of_notes = self._gathered(
            related.get("comments", ""), ("comment", "author"), ("t", "author")
        )
        of_threads = self._gathered(
            related.get("threadedComment", ""), ("threadedComment",), ("t", "text")
        )
        people = self._names(workbook) if of_threads else {}
        said = [
            Comment(sheet.title, _cell(has), people.get(has.get("personId", ""), ""), text)
            for _, has, text in of_threads
        ]
        in_threads = {one.cell for one in said}
        names = (text.strip() for element, _, text in of_notes if element == "author")
        authors = {str(number): name for number, name in enumerate(names)}
        for has, note in ((has, note) for element, has, note in of_notes if element == "comment"):
            cell, author = _cell(has), authors.get(has.get("authorId", ""), "")
            in_thread, is_of_thread = _OF_THREAD.subn("", note, 1)
            if not (is_of_thread or author.startswith("tc=")):
                # Excel writes the name above the text.
                own = note.removeprefix(f"{author}:\n") if author else note
                said.append(Comment(sheet.title, cell, author, own))
            elif cell not in in_threads:
                said.append(Comment(sheet.title, cell, "", in_thread))
        plain = (replace(one, text=one.text.strip()) for one in said)
        return [one for one in plain if one.text]

    def _names(self, workbook: str) -> Mapping[str, str]:
        """Return the names of those who write in threads, by their ids."""
        if self._people is None:
            related = self._parts.relationships(workbook).values()
            part = next((r.target for r in related if r.kind == "person"), "")
            people = [has for _, has, _ in self._gathered(part, ("person",), ())]
            self._people = {has.get("id", ""): _name(has).strip() for has in people}
        return self._people

    def _gathered(
        self, part: str, elements: Collection[str], holders: Collection[str]
    ) -> list[tuple[str, Attributes, str]]:
        """Return some elements of a part, each with its name, its attributes and its text."""
        found: list[tuple[str, Attributes, str]] = []

        def take(element: str, has: Attributes, text: str) -> None:
            self._comments += 1
            self._characters += len(text) + len(_name(has))
            if self._comments > MOST_COMMENTS or self._characters > MOST_CHARACTERS:
                raise _PastLimitError
            found.append((element, has, "\n".join(unescaped(text).splitlines())))

        if part and part not in self._read and self._parts.holds(part):
            self._read.add(part)
            gather_texts(self._parts, part, elements, holders, take)
        return found


def _cell(has: Attributes) -> str:
    return has.get("ref", "").partition(":")[0].replace("$", "")


def _name(has: Attributes) -> str:
    return has.get("displayName", "")[:LONGEST_TEXT]
