"""No test can end without asserting: on each way through it, something is held against something.

What runs through a loop counts, since most loops here go over what cannot be empty. A test that
draws cases, of which some do not fit, draws on until one does (`first_that` of `drawing`) or counts
what got through.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASSERTING = ("raises", "warns", "fail", "waitUntil", "waitSignal", "waitSignals", "check", "until")
"""Methods that assert by themselves: those of pytest, and of who drives a real window."""

Name = tuple[str, str]
"""A module and what it defines."""


class Functions:
    """The functions of all tests, and which of them assert on each way through."""

    def __init__(self, sources: dict[str, str]) -> None:
        self.functions: dict[Name, ast.FunctionDef] = {}
        self._known: dict[Name, Name] = {}
        self.asserting: set[Name] = set()
        for module, source in sources.items():
            self._read(module, ast.parse(source))
        while found := {n for n in self.functions if n not in self.asserting and self.asserts(n)}:
            self.asserting |= found

    def _read(self, module: str, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                self.functions[module, node.name] = node
                self._known[module, node.name] = (module, node.name)
            elif isinstance(node, ast.ImportFrom):
                for name in node.names:
                    self._known[module, name.asname or name.name] = (str(node.module), name.name)

    def silent(self) -> list[str]:
        """Return the tests that may end without asserting."""
        tests = [name for name in self.functions if name[1].startswith("test_")]
        return sorted(".".join(name) for name in tests if not self.asserts(name))

    def asserts(self, name: Name) -> bool:
        """Say whether a function asserts on each way through it."""
        return self._block(name[0], self.functions[name].body) is True

    def _block(self, module: str, body: list[ast.stmt]) -> bool | None:
        """Return True where all ways assert, None where one leaves before, else False."""
        for statement in body:
            found = self._statement(module, statement)
            if found is not False:
                return found
        return False

    def _statement(self, module: str, node: ast.stmt) -> bool | None:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            return False
        if isinstance(node, ast.Assert | ast.Raise) or self._any(module, _heads(node)):
            return True
        if isinstance(node, ast.Return | ast.Continue | ast.Break):
            return None
        if isinstance(node, ast.Try):
            return self._try(module, node)
        ways = [self._block(module, body) for body in _bodies(node)]
        if ways and all(ways):
            return True
        leaves = None in ways and (not isinstance(node, ast.For | ast.While) or _returns(node))
        return None if leaves else False

    def _try(self, module: str, node: ast.Try) -> bool | None:
        through = self._block(module, [*node.body, *node.orelse])
        ways = [through, *(self._block(module, handler.body) for handler in node.handlers)]
        after = self._block(module, node.finalbody)
        if after or all(ways):
            return True
        return None if None in (after, *ways) else False

    def _any(self, module: str, heads: Iterable[ast.expr]) -> bool:
        calls = (n for head in heads for n in ast.walk(head) if isinstance(n, ast.Call))
        return any(self._call(module, call.func) for call in calls)

    def _call(self, module: str, called: ast.expr) -> bool:
        if isinstance(called, ast.Attribute):
            return called.attr in ASSERTING
        name = called.id if isinstance(called, ast.Name) else ""
        return self._known.get((module, name)) in self.asserting


def _heads(node: ast.stmt) -> Iterator[ast.expr]:
    """Return what a statement computes itself, without the statements in it."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.withitem):
            yield child.context_expr


def _returns(loop: ast.stmt) -> bool:
    """Say whether a loop ends the function, not only itself."""
    return any(isinstance(node, ast.Return) for node in ast.walk(loop))


def _bodies(node: ast.stmt) -> list[list[ast.stmt]]:
    """Return the ways through a statement."""
    if isinstance(node, ast.If):
        return [node.body, node.orelse]
    if isinstance(node, ast.For | ast.While | ast.With):
        return [node.body]
    if isinstance(node, ast.Match):
        return [case.body for case in node.cases]
    return []


def test_no_test_can_end_without_asserting() -> None:
    paths = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "__init__.py"]
    modules = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for p in paths}
    tests = Functions({name: path.read_text(encoding="utf-8") for name, path in modules.items()})
    assert len(tests.functions) > 1000
    assert tests.silent() == []


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "if x: return\n assert x",
        "if x: assert x",
        "if x: pass\n else: assert x",
        "for x in y:\n  if x: continue\n  assert x",
        "for x in y:\n  if x: return\n assert x",
        "try: f()\n except E: return\n assert x",
        "def f(): assert x",
        "other()",
    ],
)
def test_a_way_without_an_assert_is_found(body: str) -> None:
    sources = {"one": f"from two import other\ndef test_it():\n {body}", "two": "def other(): f()"}
    assert Functions(sources).silent() == ["one.test_it"]


@pytest.mark.parametrize(
    "body",
    [
        "assert x",
        "if x: assert x\n else: assert y",
        "if x: return other()\n assert x",
        "for x in y: assert x",
        "for x in y:\n  if x: continue\n assert x",
        "with pytest.raises(E): f()",
        "try: f()\n except E: assert x\n else: assert y",
        "other()",
    ],
)
def test_asserts_on_each_way_are_found(body: str) -> None:
    sources = {"one": f"from two import other\ndef test_it():\n {body}"}
    assert Functions(sources | {"two": "def other():\n assert x"}).silent() == []
