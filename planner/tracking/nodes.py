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

    def node(self, node: MadeNode, at: Sequence[int]) -> NodeTrack:
        """One branch without its status and those below it."""
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
            status=None,
        )


def tracked(tree: MadeNode, rows: Rows) -> NodeTrack:
    """The plan's tree, every branch with how it stands."""
    branches = list(_branches(tree))
    at = [list(rows.history.matching(node.where)) for node in branches]
    draws = np.stack([rows.expected[leaves].sum(axis=0) for leaves in at])
    scores = surprise(draws, np.array([rows.actual[leaves].sum() for leaves in at]))
    real = more_than_chance(scores)
    found = {}
    for node, leaves, score, sure in zip(branches, at, scores.tolist(), real.tolist(), strict=True):
        alone = rows.node(node, leaves)
        beyond: Status = "ahead" if score > 0 else "behind"
        found[node.key] = replace(alone, status=beyond if sure else _usual(alone))

    def grown(node: MadeNode) -> NodeTrack:
        return replace(found[node.key], children=tuple(map(grown, _below(node))))

    return grown(tree)


def _branches(node: MadeNode) -> Iterator[MadeNode]:
    """The branches of the traffic, parents first."""
    yield node
    for child in _below(node):
        yield from _branches(child)


def _below(node: MadeNode) -> tuple[MadeNode, ...]:
    """The branches below one. What of a leaf's target is within reach, and what is not, are parts of a figure and no branches."""
    return tuple(child for child in node.children if not child.unassigned and child.key[-1] != (PART, WITHIN_REACH))


def _usual(node: NodeTrack) -> Status:
    """The status of a deviation that may be chance."""
    return "high" if node.actual > node.high else "low" if node.actual < node.low else "on plan"
