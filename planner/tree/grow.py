"""The tree of the traffic: every branch with its figures, whole and adding up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import networkx as nx
import numpy as np

from planner.model.arrays import Array
from planner.model.history import History
from planner.model.spread import Spread, spreads
from planner.model.tree import PART, UNASSIGNED, WITHIN_REACH, Node
from planner.tree.whole import apportion

Key = tuple[tuple[str, str], ...]
ROOT: Key = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaves:
    """The figures of every leaf, in the order of the history's leaves; sessions in the period."""

    now: Array
    """(n_leaves,)."""
    forecast: Array
    """(n_leaves, n_draws)."""
    expected: Array
    """(n_leaves, n_draws), with the planned effort."""
    target: Array
    """(n_leaves,) as far as levers can bring it."""
    room: Array
    """(n_leaves,)."""
    levers: tuple[tuple[str, ...], ...]
    """Names of the levers that matter most, by leaf."""


def grow(history: History, leaves: Leaves, *, goal: Key, target: int, unassigned: int) -> Node:
    """The tree, root first.

    Args: goal: the key of the node that the target is of, () for the whole tree: its levels come first in the tree, so that it is one
        node; target: what that node has to reach, exactly; unassigned: the part of it that stands in a child of its own.
    """
    keys = [_ordered(history.places(leaf), goal) for leaf in history.leaves]
    graph = _graph(keys)
    order = list(nx.topological_sort(graph))
    rows = {key: n for n, key in enumerate(order)}
    belongs = np.zeros((len(order), len(keys)))
    for n, key in enumerate(keys):
        for depth in range(len(key) + 1):
            belongs[rows[key[:depth]], n] = 1.0
    columns = _Columns(
        forecast=spreads(belongs @ leaves.forecast),
        expected=spreads(belongs @ leaves.expected),
        now=_whole(graph, order, belongs @ leaves.now),
        room=_whole(graph, order, belongs @ leaves.room),
        forecast_whole=_whole(graph, order, belongs @ leaves.forecast.mean(axis=1)),
        expected_whole=_whole(graph, order, belongs @ leaves.expected.mean(axis=1)),
    )
    targets = _targets(graph, order, belongs @ leaves.target, columns.forecast_whole, goal, target, unassigned)
    levers = dict(zip(keys, leaves.levers, strict=True))
    nodes: dict[Key, Node] = {}
    for key in reversed(order):
        children = sorted((nodes[child] for child in graph.successors(key)), key=lambda node: (-node.now, node.name))
        n = rows[key]
        node = Node(
            name=key[-1][1] if key else "all",
            key=key,
            now=columns.now[n],
            forecast=columns.forecast_whole[n],
            forecast_low=columns.forecast[n].p10,
            forecast_high=columns.forecast[n].p90,
            target=targets[n],
            expected=columns.expected_whole[n],
            expected_low=max(columns.expected[n].p10, 0.0),
            expected_high=columns.expected[n].p90,
            room=columns.room[n],
            levers=levers.get(key, ()),
            children=tuple(children),
        )
        nodes[key] = _with_rest(node, unassigned) if key == goal and unassigned else node
    return nodes[ROOT]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Columns:
    """Every figure by node, in topological order."""

    forecast: tuple[Spread, ...]
    expected: tuple[Spread, ...]
    now: list[int]
    room: list[int]
    forecast_whole: list[int]
    expected_whole: list[int]


def _ordered(key: Key, goal: Key) -> Key:
    """A leaf's key with the goal's levels first."""
    first = [level for level, _ in goal]
    return tuple(sorted(key, key=lambda pair: first.index(pair[0]) if pair[0] in first else len(first)))


def _graph(keys: Sequence[Key]) -> "nx.DiGraph[Key]":
    graph: nx.DiGraph[Key] = nx.DiGraph()
    graph.add_node(ROOT)
    for key in keys:
        nx.add_path(graph, [key[:depth] for depth in range(len(key) + 1)])
    return graph


def _whole(graph: "nx.DiGraph[Key]", order: Sequence[Key], figures: Array) -> list[int]:
    """A column in whole numbers, from the root's down, so that the children of every node add up to it."""
    rows = {key: n for n, key in enumerate(order)}
    whole = [round(float(figures[0]))] * len(order)
    for key in order:
        if children := list(graph.successors(key)):
            parts = [float(figures[rows[child]]) for child in children]
            names = [child[-1][1] for child in children]
            for child, figure in zip(children, apportion(whole[rows[key]], parts, names), strict=True):
                whole[rows[child]] = figure
    return whole


def _targets(
    graph: "nx.DiGraph[Key]",
    order: Sequence[Key],
    figures: Array,
    forecast: list[int],
    goal: Key,
    target: int,
    unassigned: int,
) -> list[int]:
    """The target of every node: the goal's exactly, split below it; outside it the forecast, and above it the sum."""
    rows = {key: n for n, key in enumerate(order)}
    inside = graph.subgraph([goal, *nx.descendants(graph, goal)])
    below = [key for key in order if key in inside]
    moved = np.array([figures[rows[key]] for key in below])
    moved[0] = target - unassigned
    whole = dict(zip(below, _whole(inside, below, moved), strict=True))
    whole[goal] = target
    for key in reversed(order):
        if key not in whole:
            children = list(graph.successors(key))
            whole[key] = sum(whole[child] for child in children) if children else forecast[rows[key]]
    return [whole[key] for key in order]


def _with_rest(node: Node, unassigned: int) -> Node:
    """The node with a child for what no lever can bring; a leaf gets another for all the rest of it, so that its children add up."""
    parts = node.children or (
        replace(node, name=WITHIN_REACH, key=(*node.key, (PART, WITHIN_REACH)), target=node.target - unassigned),
    )
    rest = Node(
        name=UNASSIGNED, key=(*node.key, (PART, UNASSIGNED)), now=0, forecast=0, forecast_low=0.0, forecast_high=0.0, target=unassigned, expected=0,
        expected_low=0.0, expected_high=0.0, room=0, unassigned=True,
    )  # fmt: skip
    return replace(node, children=(*parts, rest))
