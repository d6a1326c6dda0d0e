"""The comments in the cells of a workbook: who wrote what, in which cell.

Excel has notes (`xl/comments*.xml`) and threads of comments (`xl/threadedComments/*.xml`, with the
names in `xl/persons/*.xml`), each of which stands among the notes too; LibreOffice writes notes.
Comments are no data: one that cannot be read is told, and the workbook is read all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from models.problems import SAVE_ANEW, Problem, Severity
from models.words.text import Argument, Number, Quoted, text
from models.xlsx.outline import SheetPart
from models.xlsx.parts import Attributes, DamagedPartError, Handlers, Parts, local
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
        self._budget = _Budget(MOST_COMMENTS, MOST_CHARACTERS)
        self._read: set[str] = set()
        self._people: Mapping[str, str] | None = None

    def of_sheet(self, sheet: SheetPart, workbook: str) -> list[Comment]:
        """Return the comments of a sheet, threads in the place of the notes that repeat them."""
        related = {r.kind: r.target for r in self._parts.relationships(sheet.part).values()}
        notes = self._gathered(related.get("comments", ""), "comment", "ref", "authorId")
        threads = self._gathered(
            related.get("threadedComment", ""), "threadedComment", "ref", "personId"
        )
        people = self._names(workbook) if threads.said else {}
        in_threads = {one.cell for one in threads.said}
        said = [replace(one, author=people.get(one.author, "")) for one in threads.said]
        for note in notes.said:
            author = notes.author(note)
            text, is_of_thread = _OF_THREAD.subn("", note.text, 1)
            if not (is_of_thread or author.startswith("tc=")):
                said.append(replace(note, author=author, text=_without_name(note.text, author)))
            elif note.cell not in in_threads:
                said.append(replace(note, author="", text=text))
        plain = (replace(one, sheet=sheet.title, text=one.text.strip()) for one in said)
        return [one for one in plain if one.text]

    def _names(self, workbook: str) -> Mapping[str, str]:
        """Return the names of those who write in threads, by their ids."""
        if self._people is None:
            related = self._parts.relationships(workbook).values()
            part = next((r.target for r in related if r.kind == "person"), "")
            self._people = self._gathered(part, "", "", "").people
        return self._people

    def _gathered(self, part: str, element: str, cell: str, author: str) -> _Gatherer:
        gatherer = _Gatherer(self._budget, element, cell, author)
        if part and part not in self._read and self._parts.holds(part):
            self._read.add(part)
            handlers = Handlers(gatherer.start, gatherer.end, gatherer.text)
            self._parts.parse(part, handlers)
        return gatherer


@dataclass
class _Budget:
    """How much may still be read."""

    comments: int
    characters: int

    def take(self, comments: int, characters: int) -> None:
        self.comments -= comments
        self.characters -= characters
        if self.comments < 0 or self.characters < 0:
            raise _PastLimitError


@dataclass
class _Gatherer:
    """Gathers the comments of a part: the elements of a name, with their texts.

    Attributes:
        said: what was gathered; the author is what its attribute says.
        people: the names of those who write in threads, by their ids.
    """

    budget: _Budget
    element: str
    cell: str
    who: str
    said: list[Comment] = field(default_factory=list)
    people: dict[str, str] = field(default_factory=dict)
    _authors: list[str] = field(default_factory=list)
    _here: Attributes | None = None
    _pieces: list[str] = field(default_factory=list)
    _is_text: bool = False
    _in_phonetic: bool = False

    def author(self, note: Comment) -> str:
        """Return the name of the author of a note, who has a number there."""
        is_number = note.author.isascii() and note.author.isdigit() and len(note.author) < 10
        place = int(note.author) if is_number else len(self._authors)
        return self._authors[place] if place < len(self._authors) else ""

    def start(self, name: str, attributes: Attributes) -> None:
        plain = local(name)
        if plain == self.element:
            self._here = attributes
            self._pieces.clear()
            self.budget.take(1, 0)
        elif plain == "author":
            self._pieces.clear()
            self.budget.take(1, 0)
        elif plain == "person":
            self._keep_person(attributes)
        elif plain == "rPh":
            self._in_phonetic = True
        self._is_text = plain in ("t", "author") or (plain == "text" and self.who == "personId")

    def _keep_person(self, attributes: Attributes) -> None:
        name = attributes.get("displayName", "")[:LONGEST_TEXT]
        self.budget.take(1, len(name))
        self.people[attributes.get("id", "")] = name.strip()

    def text(self, piece: str) -> None:
        if self._is_text and not self._in_phonetic:
            self.budget.take(0, len(piece))
            self._pieces.append(piece)

    def end(self, name: str) -> None:
        self._is_text = False
        plain = local(name)
        if plain == "rPh":
            self._in_phonetic = False
        elif plain == "author":
            self._authors.append(self._joined().strip())
        elif plain == self.element and self._here is not None:
            cell = self._here.get(self.cell, "").partition(":")[0].replace("$", "")
            self.said.append(Comment("", cell, self._here.get(self.who, ""), self._joined()))
            self._here = None

    def _joined(self) -> str:
        text = unescaped("".join(self._pieces))
        self._pieces.clear()
        return "\n".join(text.splitlines())


def _without_name(text: str, author: str) -> str:
    """Return a note without the name that Excel writes above it."""
    return text.removeprefix(f"{author}:\n") if author else text
