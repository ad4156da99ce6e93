"""How every branch of the plan stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from planner.model.arrays import Array
from planner.model.history import History
from planner.model.made import MadeNode
from planner.model.spread import spread
from planner.model.track import NodeTrack, Status
from planner.model.tree import PART, WITHIN_REACH
from planner.tracking.noise import more_than_chance, surprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What came, what was expected and what is to come, by leaf of the history as it is now."""

    history: History
    actual: Array
    """(n_leaves,) [sessions] so far."""
    expected: Array
    """(n_leaves, n_draws) [sessions] so far, by the plan; 0 of leaves that it does not know."""
    ahead: Array
    """(n_leaves, n_draws) [sessions] in the days that are left."""

    def node(self, node: MadeNode, at: Sequence[int], status: Status | None = None) -> NodeTrack:
        """One branch without those below it."""
        leaves = list(at)
        promised = spread(self.expected[leaves].sum(axis=0))
        end = self.actual[leaves].sum() + self.ahead[leaves].sum(axis=0)
        return NodeTrack(
            name=node.name,
            key=node.key,
            actual=float(self.actual[leaves].sum()),
            expected=promised.mean,
            low=promised.p10,
            high=promised.p90,
            projected=spread(end),
            planned=node.expected,
            target=node.target,
            chance=float((end >= node.target).mean()),
            status=status,
        )


def tracked(tree: MadeNode, rows: Rows) -> NodeTrack:
    """The plan's tree, every branch with how it stands."""
    nodes = list(_branches(tree))
    at = [list(rows.history.matching(node.where)) for node in nodes]
    draws = np.stack([rows.expected[leaves].sum(axis=0) for leaves in at])
    actual = np.array([rows.actual[leaves].sum() for leaves in at])
    scores = surprise(draws, actual)
    real = more_than_chance(scores)
    status: dict[tuple[tuple[str, str], ...], Status] = {}
    for n, node in enumerate(nodes):
        beyond: Status = "ahead" if scores[n] > 0 else "behind"
        status[node.key] = beyond if real[n] else _usual(draws[n], actual[n])
    return _grown(tree, rows, status)


def _grown(node: MadeNode, rows: Rows, status: dict[tuple[tuple[str, str], ...], Status]) -> NodeTrack:
    found = rows.node(node, rows.history.matching(node.where), status[node.key])
    below = tuple(_grown(child, rows, status) for child in _below(node))
    return replace(found, children=below)


def _branches(node: MadeNode) -> Iterator[MadeNode]:
    """The branches of the traffic, parents first."""
    yield node
    for child in _below(node):
        yield from _branches(child)


def _below(node: MadeNode) -> tuple[MadeNode, ...]:
    """The branches below one. What of a leaf's target is within reach, and what is not, are parts of a figure and no branches."""
    return tuple(child for child in node.children if not child.unassigned and child.key[-1] != (PART, WITHIN_REACH))


def _usual(draws: Array, actual: float) -> Status:
    """The status of a deviation that may be chance."""
    usual = spread(draws)
    return "high" if actual > usual.p90 else "low" if actual < usual.p10 else "on plan"
