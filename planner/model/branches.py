"""The branches of a tree, by the names of its leaves, and the sum of the leaves of one."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from planner.model.arrays import Array
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


def sum_of_leaves(sessions: Array) -> Array:
    """(n_days,) of those that are known; NaN on days when none is. Args: sessions (n_leaves, n_days) [sessions/day], NaN where missing."""
    total: Array = sessions.sum(axis=0)
    if len(days := np.flatnonzero(np.isnan(total))):
        some = sessions[:, days]
        total[days] = np.where(np.isnan(some).all(axis=0), np.nan, np.nansum(some, axis=0))
    return total
