"""Everything that each voice says over the samples and some hundred tiny cases.

A voice is who speaks: the commands, the workbooks, the window. What is not the same each time is
replaced (the day, the version); what stands in the files is what people read otherwise, with blanks
that do not break shown as ⍽.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from models.problems import Problem, RelaisError
from models.project.files import write_project
from models.project.project import FrozenScenario, Project
from models.scenarios import rules_of
from models.workbook.plain import write_case
from models.workbook.reading import examine, read_case
from solver.solve import prepare, solve_to_explain
from tests.cases import SAMPLES, worked
from tests.sentences import commands, window
from tests.sentences.cases import GROUPS
from tests.sentences.commands import CASE, said_by
from tests.sentences.faulty import FAULTY, RETURNED, returned
from tests.sentences.figures import figures
from tests.sentences.workbook_texts import texts_of

_EVERY = 4
"""Of so many cases of a group one has its result workbook read; of so many faulty workbooks one is
listed in the window, and copied with marks. The others are only checked: each takes a while."""
_LANGUAGES = ("en", "fr", "nl", "de")
_COMMANDS = ("solve", "check", "template", "compare", "explain", "sweep", "diff", "merge")
_WRONG_USE: tuple[tuple[str, ...], ...] = (
    ("solv", CASE),
    ("solve",),
    ("solve", "nowhere.xlsx"),
    ("solve", CASE, "--scenario", "strict"),
    ("solve", CASE, "-o", "result.pdf"),
    ("solve", CASE, "-o", CASE),
    ("explain", CASE, "--payer", "nobody"),
    ("explain", CASE),
    ("compare", CASE, "--scenario", "strict"),
    ("sweep", CASE),
    ("sweep", CASE, "--vary", "own_share=0:1:2"),
    ("sweep", CASE, "--vary", "own_share_min=0:1"),
    ("sweep", CASE, "--vary", "own_share_min=0:1:2", "--jobs", "0"),
    ("sweep", CASE, "--samples", "2", "--spread", "Flows.colour=10"),
    ("sweep", CASE, "--samples", "2", "--spread", "Flows.persons"),
    ("template", "-o", "template.xlsx", "--language", "es"),
    ("diff", CASE),
    ("merge", CASE, CASE),
    ("check", CASE, "--annotate", CASE),
)


@dataclass
class Voices:
    """What each voice says about the same things, as lines."""

    commands: list[str] = field(default_factory=list)
    workbooks: list[str] = field(default_factory=list)
    window: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    """How they write the same figures, side by side."""

    def begin(self, what: str) -> None:
        """Begin with another case."""
        for lines in (self.commands, self.workbooks, self.window):
            lines.append(f"\n## {what}")


def _cases(group: str, folder: Path, voices: Voices) -> None:
    fully = group == "scenarios"
    for place, (name, case) in enumerate(GROUPS[group]().items()):
        voices.begin(name)
        write_case(case, folder / CASE)
        voices.commands += commands.of_case(folder, case, place, fully=fully)
        compared = fully and place % 2 == 0
        voices.window += window.of_case(case, fully=fully, compared=compared)
        if place % _EVERY == 0:
            said_by(folder, "solve", CASE, "-o", "result.xlsx")
            voices.workbooks += _book(folder / "result.xlsx")
        if fully and place % 2:
            voices.workbooks += _book(folder / "comparison.xlsx")
        if fully and place == 0:
            voices.workbooks += _book(folder / "sweep.xlsx")


def _book(path: Path) -> list[str]:
    return [f"# {path.name}", *texts_of(path)]


def _faulty(group: str, folder: Path, voices: Voices) -> None:
    for place, (name, make) in enumerate(FAULTY[group].items()):
        path, copy = make(folder / CASE), folder / "copy.xlsx"
        copy.unlink(missing_ok=True)
        annotate = () if place % _EVERY else ("--annotate", copy.name)
        said = said_by(folder, "check", CASE, *annotate)
        problems = () if place % _EVERY else _problems_of(path)
        voices.begin(name)
        voices.commands += said
        voices.window += window.of_problems(problems)
        if copy.exists():
            before = {line.partition(": ")[2] for line in texts_of(path)}
            added = (line for line in texts_of(copy) if line.partition(": ")[2] not in before)
            voices.workbooks += added


def _problems_of(path: Path) -> tuple[Problem, ...]:
    try:
        return examine(path).problems
    except RelaisError as error:  # no workbook at all
        return error.as_problems()


def _samples(folder: Path, voices: Voices) -> None:
    samples = {"worked": ("city", "port"), "belgium": ("ANT",), "cities": ("OST",), "europe": ()}
    for sample, payers in samples.items():
        name = f"{sample}.xlsx"
        shutil.copy(SAMPLES / name, folder)
        voices.begin(sample)
        voices.commands += said_by(folder, "check", name)
        voices.commands += said_by(folder, "solve", name, "--why")
        for payer in payers:
            voices.commands += said_by(folder, "explain", name, "--payer", payer)
        if sample in ("worked", "belgium"):
            said_by(folder, "solve", name, "-o", "result.xlsx")
            voices.workbooks += _book(folder / "result.xlsx")
            voices.commands += said_by(folder, "compare", name)
            voices.window += window.of_case(read_case(folder / name).case)
    said_by(folder, "compare", "worked.xlsx", "--keys", "-o", "comparison.xlsx")
    commands.swept(folder, "worked.xlsx")
    voices.workbooks += [*_book(folder / "comparison.xlsx"), *_book(folder / "sweep.xlsx")]


def _templates(folder: Path, voices: Voices) -> None:
    shutil.copy(SAMPLES / "worked.xlsx", folder / CASE)
    for language in _LANGUAGES:
        voices.begin(language)
        how = ("--language", language, "-o", "template.xlsx")
        voices.commands += said_by(folder, "template", "--from", CASE, *how)
        voices.workbooks += _book(folder / "template.xlsx")


def _exchange(folder: Path, voices: Voices) -> None:
    shutil.copy(SAMPLES / "worked.xlsx", folder / CASE)
    files = {name: returned(name, folder).name for name in RETURNED}
    into = ("-o", "merged.xlsx")
    for name, file in files.items():
        voices.begin(name)
        voices.commands += said_by(folder, "diff", CASE, file)
        voices.commands += said_by(folder, "merge", CASE, file, *into)
    voices.begin("several")
    both = (files["figures"], files["other figures"])
    for further in ((), ("--mine",), ("--theirs",)):
        voices.commands += said_by(folder, "merge", CASE, *both, *into, *further)
    gone = files["rows added and deleted"]
    voices.commands += said_by(folder, "merge", CASE, gone, *into, "--delete")
    voices.commands += said_by(folder, "merge", CASE, both[1], "--into", both[0], *into)
    other = files["a case of somebody else"]
    voices.commands += said_by(folder, "merge", CASE, other, *into, "--other-case")


def _frozen(folder: Path, voices: Voices) -> None:
    case = worked()
    split = solve_to_explain(prepare(case, "base"), explain=True).split
    moment, rules = "2026-03-01T10:00:00+00:00", rules_of(case, "base")
    costs = case.table("Costs")
    dearer = case.with_table("Costs", costs.assign(cost_per_person=costs["cost_per_person"] * 2))
    others = replace(split, payers=tuple(replace(line, own=0.0) for line in split.payers))
    for name, agreed in (("as agreed", split), ("other figures than today", others)):
        voices.begin(name)
        frozen = (FrozenScenario("base", moment, case, rules, agreed),)
        write_project(Project(dearer, frozen=frozen), folder / "case.relais")
        for command in (("solve",), ("explain", "--payer", "city"), ("compare",), ("check",)):
            voices.commands += said_by(folder, command[0], "case.relais", *command[1:])
    said_by(folder, "solve", "case.relais", "-o", "result.xlsx")
    voices.commands += said_by(folder, "solve", "result.xlsx")


def _help(folder: Path, voices: Voices) -> None:
    voices.begin("help")
    for command in ((), *((name,) for name in _COMMANDS)):
        voices.commands += said_by(folder, *command, "--help")


def _wrong_use(folder: Path, voices: Voices) -> None:
    shutil.copy(SAMPLES / "worked.xlsx", folder / CASE)
    voices.begin("wrong use")
    for words in _WRONG_USE:
        voices.commands += said_by(folder, *words)


def _figures(_folder: Path, voices: Voices) -> None:
    voices.figures += figures()


def _once(lines: Iterable[str]) -> Iterator[str]:
    """Yield each line the first time that it stands there, wherever in its workbook."""
    seen = set()
    for line in lines:
        said = re.sub(r"^(sheet|comments|chart|drawing)\d+( [A-Z]+\d+)?", r"\1", line)
        if line.startswith(("\n", "#")) or said not in seen:
            seen.add(said)
            yield line


SOURCES: Mapping[str, Callable[[Path, Voices], None]] = {
    **{group: partial(_cases, group) for group in GROUPS},
    **{group: partial(_faulty, group) for group in FAULTY},
    "samples": _samples,
    "templates": _templates,
    "exchange": _exchange,
    "frozen": _frozen,
    "help": _help,
    "wrong use": _wrong_use,
    "figures": _figures,
}
"""What is said about, and who collects it; what each voice says about it stands in its own file."""


def said_about(source: str) -> Mapping[str, str]:
    """Return what stands in the golden files about a source if nothing has changed."""
    voices = Voices()
    with TemporaryDirectory() as folder:
        SOURCES[source](Path(folder), voices)
    found = {
        f"commands/{source}.txt": voices.commands,
        f"workbooks/{source}.txt": _once(voices.workbooks),
        f"window/{source}.txt": _once(voices.window),
        f"{source}.txt": voices.figures,
    }
    texts = {file: _steady(lines) for file, lines in found.items()}
    return {file: text for file, text in texts.items() if _says_something(text)}


def _steady(lines: Iterable[str]) -> str:
    """Return lines as a text that is the same on every day, for every version."""
    today, of_program = date.today().isoformat(), f"Relais {version('relais')}"
    text = "\n".join(lines).strip("\n") + "\n"
    text = text.replace(today, "TODAY").replace(of_program, "Relais VERSION")
    return text.replace("\u00a0", "⍽").replace("\u202f", "⍽")


def _says_something(text: str) -> bool:
    return any(line and not line.startswith("#") for line in text.splitlines())
