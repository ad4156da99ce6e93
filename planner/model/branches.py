"""The branches of a tree, from the names of its leaves alone."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from planner.model.history import Leaf


def leaves_below(leaves: Sequence[Leaf]) -> dict[Leaf, list[int]]:
    """The leaves below every branch, parents before children; the whole site is (), and a leaf is below itself."""
    below: dict[Leaf, list[int]] = defaultdict(list)
    for n, leaf in enumerate(leaves):
        for depth in range(len(leaf) + 1):
            below[leaf[:depth]].append(n)
    return dict(below)


def children_of(names: Iterable[Leaf]) -> dict[Leaf, list[Leaf]]:
    """The children of every branch that has some, in the order of the names. Args: names: of all branches, leaves among them."""
    children: dict[Leaf, list[Leaf]] = defaultdict(list)
    for name in names:
        if name:
            children[name[:-1]].append(name)
    return dict(children)
