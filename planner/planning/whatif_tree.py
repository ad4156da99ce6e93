"""The branches of a plan's tree, as many as a page can hold."""

from collections.abc import Mapping, Sequence

from planner.model.history import History
from planner.model.tree import Node
from planner.model.whatif_page import WhatIfNode

MOST_BRANCHES = 400
Key = tuple[tuple[str, str], ...]


def branches(tree: Node, history: History, goal: Key) -> tuple[WhatIfNode, ...]:
    """The tree as it is shown, less what lies deepest where there is too much. Args: goal: the key of the node that the target is of."""
    below = _leaves_below(history, [level for level, _ in goal])
    shown = _shown(tree, below)
    found: list[WhatIfNode] = []

    def grow(node: Node, parent: int, depth: int) -> None:
        here = len(found)
        children = [child for child in node.branches if child.key in shown]
        found.append(
            WhatIfNode(
                name=node.name,
                depth=depth,
                parent=parent,
                now=node.now,
                forecast=node.forecast,
                target=node.target,
                expected=node.expected,
                leaves=() if children else below[node.key],
                goal=node.key == goal,
                inside=node.key[: len(goal)] == goal,
            )
        )
        for child in children:
            grow(child, here, depth + 1)

    grow(tree, -1, 0)
    return tuple(found) if any(node.goal for node in found) else ()


def _shown(tree: Node, below: Mapping[Key, object]) -> set[Key]:
    """The keys of the branches that are shown, level by level, all children of a branch or none."""
    found, level = {tree.key}, [tree]
    while level:
        families = [[child for child in node.branches if child.key in below] for node in level]
        level = []
        for family in families:
            if len(found) + len(family) <= MOST_BRANCHES:
                found |= {child.key for child in family}
                level += family
    return found


def _leaves_below(history: History, first: Sequence[str]) -> dict[Key, tuple[int, ...]]:
    """The leaves of every branch by its key. Args: first: the levels that come first in the tree."""
    found: dict[Key, list[int]] = {}
    for n, leaf in enumerate(history.leaves):
        places = history.places(leaf)
        key = tuple(sorted(places, key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first)))
        for depth in range(len(key) + 1):
            found.setdefault(key[:depth], []).append(n)
    return {key: tuple(leaves) for key, leaves in found.items()}
