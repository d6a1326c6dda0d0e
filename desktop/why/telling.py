"""What is told about a split: headings and sentences, with links to other parts of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape

from PySide6.QtCore import QCoreApplication, QLocale

from desktop import formats
from desktop.document import Solved
from desktop.tables.split_figures import Programme
from models.editing import is_blank
from models.explanation import LimitName
from models.split import ProgrammeLine


@dataclass(frozen=True)
class DataRow:
    """A row of the case, to go to."""

    table: str
    row: int


@dataclass(frozen=True)
class CellOf:
    """A cell of the matrix, to go to: a payment, a payer, a programme, or the whole."""

    payer: str | None = None
    programme: Programme | None = None


Target = DataRow | CellOf


@dataclass
class Telling:
    """A title, then headings and sentences in HTML.

    Attributes:
        targets: what the links go to; a link names its place here.
        rows_wanted: whether somebody can show rows of the case, so that links to them make sense.
    """

    title: str = ""
    rows_wanted: bool = False
    parts: list[str] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Begin a part."""
        self.parts.append(f'<p class="heading">{escape(text)}</p>')

    def say(self, text: str, links: Iterable[tuple[str, Target]] = ()) -> None:
        """Say a sentence; of each link the first place where its words stand goes to its target.

        Words that begin the sentence may have a capital there.
        """
        html = escape(text, quote=False)
        for words, target in links:
            if isinstance(target, DataRow) and not self.rows_wanted:
                continue
            either = (escape(form, quote=False) for form in (words, first_large(words)))
            found = [(html.index(shown), shown) for shown in either if shown in html]
            if found:
                at, shown = min(found)
                self.targets.append(target)
                link = f'<a href="{len(self.targets) - 1}">{shown}</a>'
                html = html[:at] + link + html[at + len(shown) :]
        self.parts.append(f"<p>{html}</p>")


@dataclass(frozen=True)
class Words:
    """How names and figures are written in the sentences about one split."""

    solved: Solved
    locale: QLocale

    def territory(self, key: str) -> str:
        """Return the name of a territory."""
        return self.solved.names.territory(key)

    def stage(self, key: str) -> str:
        """Return the name of a stage."""
        return self.solved.names.stage(key)

    def programme(self, programme: Programme) -> str:
        """Return what a programme is called."""
        host, stage, year = programme
        text = QCoreApplication.translate("Why", "{stage} in {host}, {year}")
        return text.format(stage=self.stage(stage), host=self.territory(host), year=year)

    def money(self, amount: float) -> str:
        """Return an amount, to the cent where it is below a million."""
        decimals = 2 if abs(amount) < 1e6 else 0
        if formats.decimals_of(amount, decimals) == 0:
            decimals = 0
        text = QCoreApplication.translate("Formats", "{currency} {number}").format(
            currency=self.solved.split.currency,
            number=formats.number(amount, self.locale, decimals),
        )
        return text.replace(" ", formats.NO_BREAK)

    def persons(self, count: float) -> str:
        """Return a number of persons."""
        if abs(count - 1) < 0.05:
            return QCoreApplication.translate("Why", "1 person")
        text = QCoreApplication.translate("Why", "{count} persons")
        return text.format(count=formats.trimmed(count, self.locale, 1))

    def share(self, share: float) -> str:
        """Return a share with one decimal, never as all or nothing when it is not."""
        if 0.001 <= abs(share) <= 0.999 or share in (0, 1) or share > 1:
            return f"{formats.trimmed(share * 100, self.locale, 1)}{formats.NO_BREAK}%"
        return formats.percent_in_words(share, self.locale)

    def limit(self, limit: LimitName) -> str:
        """Name a limit."""
        translate = QCoreApplication.translate
        pattern = {
            "budget": translate("Why", "the {year} budget of {payer}"),
            "clause": translate("Why", "the clause “{clause}”"),
            "benefit_total": translate("Why", "the later benefit of {payer} in all"),
            "benefit_cap": translate("Why", "the benefit cap"),
            "own_share": translate("Why", "the own share of the hosts"),
            "benefit": translate("Why", "the later benefit of {payer} from this programme"),
            "own_share_here": translate("Why", "the own share of {payer}"),
        }[limit.kind]
        return pattern.format(
            year=limit.year,
            payer=self.territory(limit.payer) if limit.payer is not None else "",
            clause=self.solved.names.clause(limit.clause) if limit.clause is not None else "",
        )


def first_large(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def line_of(solved: Solved, programme: Programme) -> ProgrammeLine:
    """Return the line of a programme."""
    return next(
        line for line in solved.split.programmes if (line.host, line.stage, line.year) == programme
    )


def data_row(solved: Solved, limit: LimitName) -> DataRow | None:
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
