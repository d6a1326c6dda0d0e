"""Trees over leaves that fold: each leaf has a path, and paths that begin alike share nodes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from models.words.text import Argument, Joined

Path = tuple[Hashable, ...]


@dataclass(frozen=True)
class PathStep:
    """One step of the path to a leaf.

    Attributes:
        key: what tells it from others beside it.
        label: what it is called.
        kind: what kind of step it is, in words: a level of territories, a stage, a year.
        rank: its place among those beside it.
        passing: whether its label says nothing more where a single step follows.
    """

    key: Hashable
    label: Argument
    kind: Argument
    rank: int
    passing: bool = False


@dataclass(frozen=True, eq=False)
class TreeNode:
    """A row or a column: a leaf, or what its leaves come to.

    Attributes:
        path: the keys of the steps to it; names it for as long as the leaves have these paths.
        leaves: the positions of its leaves, in order.
        children: what it folds; none for a leaf.
    """

    path: Path
    label: Argument
    kind: Argument
    depth: int
    leaves: tuple[int, ...]
    children: tuple[TreeNode, ...] = ()

    @property
    def folds(self) -> bool:
        """Whether there is something under it."""
        return bool(self.children)


def grow(paths: Sequence[Sequence[PathStep]]) -> tuple[TreeNode, ...]:
    """Return the top nodes over leaves; leaf number n has the n-th path.

    A node with a single one under it is drawn together with that one. No path may begin with the
    whole of another.
    """
    return _grown(paths, range(len(paths)), 0, 0, ())


def _grown(
    paths: Sequence[Sequence[PathStep]], leaves: Iterable[int], at: int, depth: int, path: Path
) -> tuple[TreeNode, ...]:
    groups: dict[Hashable, list[int]] = {}
    for leaf in leaves:
        groups.setdefault(paths[leaf][at].key, []).append(leaf)
    ordered = sorted(groups.values(), key=lambda group: paths[group[0]][at].rank)
    return tuple(_node(paths, group, at, depth, path) for group in ordered)


def _node(
    paths: Sequence[Sequence[PathStep]], group: list[int], at: int, depth: int, path: Path
) -> TreeNode:
    steps: list[PathStep] = []
    while True:
        steps.append(paths[group[0]][at])
        path, at = (*path, steps[-1].key), at + 1
        if len({paths[leaf][at].key for leaf in group if len(paths[leaf]) > at}) != 1:
            break
    ends = len(paths[group[0]]) == at
    children = () if ends else _grown(paths, group, at, depth + 1, path)
    leaves = tuple(leaf for child in children for leaf in child.leaves) or tuple(group)
    labels = [step.label for step in steps if not step.passing or step is steps[-1]]
    label = labels[0] if len(labels) == 1 else Joined(tuple(labels), " · ")
    return TreeNode(path, label, steps[-1].kind, depth, leaves, children)


def every_node(nodes: Iterable[TreeNode]) -> Iterator[TreeNode]:
    """Return all nodes, each before those under it."""
    for node in nodes:
        yield node
        yield from every_node(node.children)


def shown(nodes: Iterable[TreeNode], unfolded: Collection[Path]) -> Iterator[TreeNode]:
    """Return the nodes that are seen, from the top, when these are unfolded."""
    for node in nodes:
        yield node
        if node.path in unfolded:
            yield from shown(node.children, unfolded)


def unfolded_to(nodes: Iterable[TreeNode], depth: int) -> set[Path]:
    """Return what to unfold so that everything down to a depth is seen."""
    return {node.path for node in every_node(nodes) if node.folds and node.depth < depth}


def levels(nodes: Iterable[TreeNode]) -> tuple[tuple[Argument, ...], ...]:
    """Return the kinds of the nodes at each depth, from the top."""
    found: dict[int, dict[Argument, None]] = {}
    for node in every_node(nodes):
        found.setdefault(node.depth, {}).setdefault(node.kind)
    return tuple(tuple(found[depth]) for depth in sorted(found))


def first_unfolded(nodes: Sequence[TreeNode], most: int) -> set[Path]:
    """Return what to unfold so that as many levels are seen as so many rows hold."""
    unfolded: set[Path] = set()
    for depth in range(1, len(levels(nodes))):
        deeper = unfolded_to(nodes, depth)
        if sum(1 for _ in shown(nodes, deeper)) > most:
            break
        unfolded = deeper
    return unfolded
