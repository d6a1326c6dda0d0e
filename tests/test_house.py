"""The house stands as CONTRIBUTING says: no circles, one class a name, names that say things."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("desktop", "models", "solver", "installer", "sample_data")
MOODS = frozenset(
    (
        *(
            "ahead",
            "aside",
            "apart",
            "told",
            "telling",
            "asking",
            "asked",
            "given",
            "where",
        ),
        *("sitting", "desk", "wish", "furniture", "faces"),
    )
)
"""Words that say how a thing felt to its author; files and classes are named after things."""
PAGES = ROOT / "desktop" / "pages"


@cache
def _modules() -> dict[str, ast.Module]:
    """Return the tree of each file of the product by its dotted name."""
    files = (path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")))
    return {_dotted(path): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def _dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


@cache
def _imports() -> dict[str, frozenset[str]]:
    """Return what each file imports of the product, lazy and typing-only imports included."""
    return {name: frozenset(_imported(name, tree)) for name, tree in _modules().items()}


def _imported(name: str, tree: ast.Module) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inner & _modules().keys()) or {node.module}
    return (found & _modules().keys()) - {name}


def _circles() -> list[list[str]]:
    """Return the sets of files that import each other, by Tarjan's algorithm."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        index[name] = low[name] = len(index)
        stack.append(name)
        for other in sorted(_imports()[name]):
            if other not in index:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], index[other])
        if low[name] == index[name]:
            circle = stack[stack.index(name) :]
            del stack[stack.index(name) :]
            found.extend([sorted(circle)] if len(circle) > 1 else [])

    for name in _modules():
        if name not in index:
            visit(name)
    return found


def test_no_files_import_each_other_not_even_late_or_for_types() -> None:
    assert _circles() == []


def test_no_two_classes_have_one_name() -> None:
    places = defaultdict(list)
    for name, tree in _modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                places[node.name].append(name)
    assert {name: where for name, where in places.items() if len(where) > 1} == {}


def test_files_and_classes_are_named_after_things() -> None:
    named = [
        (name, word)
        for name, tree in _modules().items()
        for word in (
            name.rpartition(".")[2],
            *(node.name for node in ast.walk(tree) if isinstance(node, ast.ClassDef)),
        )
    ]
    assert len(named) > 500
    assert [each for each in named if MOODS & set(_words(each[1]))] == []


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+", name)]


@pytest.mark.parametrize(
    "page", sorted(p.name for p in PAGES.iterdir() if (p / "page.py").exists())
)
def test_a_page_knows_no_other_page(page: str) -> None:
    own = f"desktop.pages.{page}."
    folders = {f"desktop.pages.{p.name}." for p in PAGES.iterdir() if p.is_dir()} - {own}
    strangers = {
        (name, other)
        for name, imports in _imports().items()
        if name.startswith(own)
        for other in imports
        if other.startswith(tuple(folders))
    }
    assert strangers == set()


def test_every_decision_that_is_cited_is_written_down() -> None:
    text = (ROOT / "DECISIONS.md").read_text(encoding="utf-8")
    written = re.findall(r"^- D(\d+) ", text, flags=re.MULTILINE)
    assert len(set(written)) == len(written)
    cited = {
        number
        for room in ROOMS
        for path in sorted((ROOT / room).rglob("*.py"))
        for comment in re.findall(r"#(?! noqa).*", path.read_text(encoding="utf-8"))
        for number in re.findall(r"\bD(\d+)\b", comment)
    }
    assert len(cited) > 40
    assert cited - set(written) == set()


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "DECISIONS.md"])
def test_the_papers_name_files_that_are_there(paper: str) -> None:
    text = (ROOT / paper).read_text(encoding="utf-8")
    named = {
        name
        for name in re.findall(r"`([a-z_]+/[\w./]+)`", text)
        if name.partition("/")[0] in {*ROOMS, "tests", "docs"}
    }
    assert named
    assert {name for name in named if not (ROOT / name).exists()} == set()
