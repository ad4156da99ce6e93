"""The branches above the leaves, each forecast by itself too."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, Ints
from planner.model.branches import leaves_below, sum_of_leaves
from planner.model.history import Leaf

BLOCK = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """A branch with more than one child. Rows of a forecast are the leaves, then the branches, deepest first, the whole site last."""

    leaves: Ints
    """The leaves below it."""
    children: Ints
    """Rows that add up to it."""


def branches(leaves: Sequence[Leaf]) -> tuple[Branch, ...]:
    """The branches of a tree, deepest first; one with a single child is that child."""
    below: dict[Leaf, list[int]] = {}
    for name, those in leaves_below(leaves).items():
        if rows := [row for row in those if leaves[row] != name]:  # a leaf may be named as a branch
            below[name] = rows
    children: dict[Leaf, list[int]] = defaultdict(list)
    for row, leaf in enumerate(leaves):
        children[leaf[:-1]].append(row)
    found: list[Branch] = []
    for name in sorted(below, key=lambda name: (-len(name), name)):
        rows = children[name]
        if len(rows) > 1:
            found.append(Branch(leaves=np.array(below[name]), children=np.array(rows)))
            rows = [len(leaves) + len(found) - 1]
        if name:
            children[name[:-1]] += rows
    return tuple(found)


def branch_rows(sessions: Array, found: Sequence[Branch]) -> Array:
    """(n_branches, n_days) the rows of branches. Args: sessions (n_leaves, n_days) [sessions/day], NaN where missing."""
    rows = np.empty((len(found), sessions.shape[1]))
    for row, branch in zip(rows, found, strict=True):
        row[:] = sum_of_leaves(sessions if len(branch.leaves) == len(sessions) else sessions[branch.leaves])
    return rows


def blocks(rows: Ints) -> Iterator[Ints]:
    """The rows in blocks that a processor's cache holds: arrays of ten thousand rows cost more to move than to reckon with."""
    for start in range(0, len(rows), BLOCK):
        yield rows[start : start + BLOCK]
