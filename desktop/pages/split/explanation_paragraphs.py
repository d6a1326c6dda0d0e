"""What is told about a split: headings and sentences, with links to other parts of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from desktop.document.document import Solved
from desktop.look.language import say, shown_language
from models.editing import is_blank
from models.results.explanation import LimitName
from models.results.split import Programme, ProgrammeLine
from models.words.names import CellOf
from models.words.text import Argument


@dataclass(frozen=True)
class DataRow:
    """A row of the case, to go to."""

    table: str
    row: int


Target = DataRow | CellOf


@dataclass
class Telling:
    """A title, then headings and sentences in HTML.

    Attributes:
        solved: the split that is told about.
        targets: what the links go to; a link names its place here.
        rows_wanted: whether somebody can show rows of the case, so that links to them make sense.
    """

    solved: Solved
    title: str = ""
    rows_wanted: bool = False
    parts: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def heading(self, said: Argument) -> None:
        """Begin a part."""
        self.parts.append(f'<p class="heading">{escape(say(said))}</p>')

    def say(self, *sentences: Argument) -> None:
        """Say sentences, a paragraph each; what leads somewhere becomes a link."""
        spoken = shown_language()
        self.parts += [f"<p>{spoken.say_rich(said, self._link)}</p>" for said in sentences]

    def _link(self, said: str, target: Target | LimitName) -> str:
        """Return a link, or the bare text where nobody can go to what it is about."""
        if isinstance(target, LimitName):
            row = _row_of(self.solved, target) if self.rows_wanted else None
            return said if row is None else self._link(said, row)
        self.targets.append(target)
        return f'<a href="{len(self.targets) - 1}">{said}</a>'


def line_of(solved: Solved, programme: Programme) -> ProgrammeLine:
    """Return the line of a programme."""
    return next(
        line for line in solved.split.programmes if (line.host, line.stage, line.year) == programme
    )


def _row_of(solved: Solved, limit: LimitName) -> DataRow | None:
    """Return the row of the case that a limit comes from; None: no single one."""
    case = solved.case
    if limit.kind == "clause":
        clauses = case.table("Clauses")
        rows = [at for at, key in enumerate(clauses["clause"]) if key == limit.clause]
        return DataRow("Clauses", rows[0]) if rows else None
    if limit.kind == "budget":
        budgets = case.table("Budgets")
        years = [
            (at, None if is_blank(year) else int(year))
            for at, (payer, year) in enumerate(zip(budgets["payer"], budgets["year"], strict=True))
            if payer == limit.payer
        ]
        exact = [at for at, year in years if year == limit.year]
        every = [at for at, year in years if year is None]
        return DataRow("Budgets", (exact or every)[0]) if exact or every else None
    return None
