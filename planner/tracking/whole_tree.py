"""The tree of a plan for the rest of a period as one for all of it."""

from dataclasses import dataclass, replace

from planner.model.history import Leaf
from planner.model.tree import PART, WITHIN_REACH, Node
from planner.tracking.standing import Standing
from planner.tree.whole import apportion

Key = frozenset[tuple[str, str]]
"""The levels and names of a branch, in any order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What the branches have beside the rest of the period. Whole sessions."""

    came: dict[Key, int]
    """So far."""
    now: dict[Key, int]
    """The comparison stretch, as the first plan has it."""
    met: dict[Key, int] | None
    """The leaves' parts of the target, once it is reached."""


def whole_sessions(stand: Standing) -> list[int]:
    """Whole sessions so far by leaf."""
    parts = stand.seen.sessions.tolist()
    return apportion(round(sum(parts)), parts, ["/".join(leaf) for leaf in stand.history.leaves])


def added_to(stand: Standing, came: list[int]) -> Added:
    """Args: came: whole sessions so far by leaf."""
    made = stand.made
    found: dict[Key, int] = {}
    for leaf, count in zip(stand.history.leaves, came, strict=True):
        for key in _branches(stand, leaf):
            found[key] = found.get(key, 0) + count
    inside = stand.history.matching(made.where)
    return Added(
        came=found,
        now={frozenset(node.key): node.now for node in made.tree.walk()},
        met=_met(stand, came) if sum(came[n] for n in inside) >= made.target else None,
    )


def _branches(stand: Standing, leaf: Leaf) -> list[Key]:
    """Every set of a leaf's levels: the branches that it can lie in, whatever the order of the levels."""
    places = stand.history.places(leaf)
    return [frozenset(place for n, place in enumerate(places) if chosen >> n & 1) for chosen in range(1 << len(places))]


def _met(stand: Standing, came: list[int]) -> dict[Key, int]:
    """The target's part of every leaf of its branch, in proportion to what came."""
    leaves, inside = stand.history.leaves, stand.history.matching(stand.made.where)
    parts = [stand.made.target * came[n] / sum(came[n] for n in inside) for n in inside]
    whole = apportion(stand.made.target, parts, ["/".join(leaves[n]) for n in inside])
    return {frozenset(stand.history.places(leaves[n])): part for n, part in zip(inside, whole, strict=True)}


def with_added(node: Node, added: Added) -> Node:
    """The node and all below it for the whole period."""
    if node.unassigned:
        return node
    # what of a leaf's target is within reach is as its leaf
    key = frozenset(node.key[:-1] if node.key[-1:] == ((PART, WITHIN_REACH),) else node.key)
    come = added.came.get(key, 0)
    children = tuple(with_added(child, added) for child in node.children)
    target = node.target + come
    if added.met is not None:
        target = sum(child.target for child in children) if children else added.met.get(key, target)
    return replace(
        node,
        now=added.now.get(key, 0),
        forecast=node.forecast + come,
        forecast_low=node.forecast_low + come,
        forecast_high=node.forecast_high + come,
        target=target,
        expected=node.expected + come,
        expected_low=node.expected_low + come,
        expected_high=node.expected_high + come,
        children=children,
    )
