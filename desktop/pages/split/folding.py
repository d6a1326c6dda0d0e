"""Trees over leaves that fold: each leaf has a path, and paths that begin alike share nodes."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

Path = tuple[Hashable, ...]


@dataclass(frozen=True)
class Step:
    """One step of the path to a leaf.

    Attributes:
        key: what tells it from others beside it.
        label: what it is called.
        kind: what kind of step it is, in words: a level of territories, a stage, a year.
        rank: its place among those beside it.
        passing: whether its label says nothing more where a single step follows.
    """

    key: Hashable
    label: str
    kind: str
    rank: int
    passing: bool = False


@dataclass(frozen=True, eq=False)
class Node:
    """A row or a column: a leaf, or what its leaves come to.

    Attributes:
        path: the keys of the steps to it; names it for as long as the leaves have these paths.
        leaves: the positions of its leaves, in order.
        children: what it folds; none for a leaf.
    """

    path: Path
    label: str
    kind: str
    depth: int
    leaves: tuple[int, ...]
    children: tuple[Node, ...] = ()

    @property
    def folds(self) -> bool:
        """Whether there is something under it."""
        return bool(self.children)


def grow(paths: Sequence[Sequence[Step]]) -> tuple[Node, ...]:
    """Return the top nodes over leaves; leaf number n has the n-th path.

    A node with a single one under it is drawn together with that one. No path may begin with the
    whole of another.
    """
    return _grown(paths, range(len(paths)), 0, 0, ())


def _grown(
    paths: Sequence[Sequence[Step]], leaves: Iterable[int], at: int, depth: int, path: Path
) -> tuple[Node, ...]:
    groups: dict[Hashable, list[int]] = {}
    for leaf in leaves:
        groups.setdefault(paths[leaf][at].key, []).append(leaf)
    ordered = sorted(groups.values(), key=lambda group: paths[group[0]][at].rank)
    return tuple(_node(paths, group, at, depth, path) for group in ordered)


def _node(
    paths: Sequence[Sequence[Step]], group: list[int], at: int, depth: int, path: Path
) -> Node:
    steps: list[Step] = []
    while True:
        steps.append(paths[group[0]][at])
        path, at = (*path, steps[-1].key), at + 1
        if len({paths[leaf][at].key for leaf in group if len(paths[leaf]) > at}) != 1:
            break
    ends = len(paths[group[0]]) == at
    children = () if ends else _grown(paths, group, at, depth + 1, path)
    leaves = tuple(leaf for child in children for leaf in child.leaves) or tuple(group)
    labels = [step.label for step in steps if not step.passing or step is steps[-1]]
    return Node(path, " · ".join(labels), steps[-1].kind, depth, leaves, children)


def every_node(nodes: Iterable[Node]) -> Iterator[Node]:
    """Return all nodes, each before those under it."""
    for node in nodes:
        yield node
        yield from every_node(node.children)


def shown(nodes: Iterable[Node], unfolded: Collection[Path]) -> Iterator[Node]:
    """Return the nodes that are seen, from the top, when these are unfolded."""
    for node in nodes:
        yield node
        if node.path in unfolded:
            yield from shown(node.children, unfolded)


def unfolded_to(nodes: Iterable[Node], depth: int) -> set[Path]:
    """Return what to unfold so that everything down to a depth is seen."""
    return {node.path for node in every_node(nodes) if node.folds and node.depth < depth}


def levels(nodes: Iterable[Node]) -> tuple[tuple[str, ...], ...]:
    """Return the kinds of the nodes at each depth, from the top."""
    found: dict[int, dict[str, None]] = {}
    for node in every_node(nodes):
        found.setdefault(node.depth, {}).setdefault(node.kind)
    return tuple(tuple(found[depth]) for depth in sorted(found))
