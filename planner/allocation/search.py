"""Branch and bound: what the hulls promise but the tables do not hold is settled by cutting tables in two."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

import numpy as np

from planner.allocation.paired import relaxed_together
from planner.allocation.prepared import Prepared, least
from planner.allocation.relaxation import Relaxed, blur, relaxed
from planner.allocation.settle import Choice, settled
from planner.allocation.table import Piece, halves, up_to
from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The outcome of a search."""

    choice: Choice | None
    """The best that keeps all limits; None if none was found."""
    bound: float
    """[sessions] no choice passes it; minus infinity if it is proven that there is none."""
    prices: Array
    """(n_resources + n_branches,) of the relaxation of the whole task."""
    nodes: int


class _Best:
    """The best allowed choice so far."""

    def __init__(self, prepared: Prepared, budget: Array, first: Choice | None) -> None:
        self._prepared, self._budget = prepared, budget
        self.choice = first

    @property
    def value(self) -> float:
        return self.choice.value if self.choice is not None else -np.inf

    def consider(self, node: Relaxed, rounding: float) -> None:
        choice = settled(self._prepared, self._budget, node.effort, enough=node.bound - rounding)
        if choice.shortage == 0 and choice.value > self.value:
            self.choice = choice


def search(
    prepared: Prepared, budget: Array, *, tolerance: float, most_nodes: int, first: Choice | None = None
) -> Found:
    """The best choice for one budget, subproblems with the highest bound first.

    Args: budget (n_resources,) [resource], at least `prepared.floor`; tolerance [-] of what the choice adds to the least
    efforts, at which the search ends; most_nodes; first, a choice known to keep all limits.
    Source: Land and Doig (1960), An Automatic Method of Solving Discrete Programming Problems."""
    best = _Best(prepared, budget, first)
    node = root = _relaxed(prepared, budget, prepared.rules.gapless if prepared.rules else {})
    start = float(prepared.value[:, 0].sum()) if len(prepared.value) else 0.0
    rounding = 1e-13 * (float(np.abs(prepared.profit).sum()) + abs(start))
    enough = tolerance * abs(root.bound - start) + rounding
    nodes, order, closed = 1, count(), -np.inf
    waiting: list[tuple[float, int, Mapping[int, Piece]]] = []  # a heap: minus a bound, the age, the subproblem
    while True:
        if node.feasible and node.bound > best.value:
            best.consider(node, rounding)
            parts = _parts(prepared, budget, node, root=node is root)
            if not parts:
                closed = max(closed, node.bound)
            for part in parts:
                heapq.heappush(waiting, (-node.bound, next(order), part))
        if not waiting or nodes >= most_nodes or -waiting[0][0] - best.value <= enough:
            break
        node = _relaxed(prepared, budget, heapq.heappop(waiting)[2])
        nodes += 1
    bound = max(closed, best.value, -waiting[0][0] if waiting else -np.inf)
    return Found(choice=best.choice, bound=bound, prices=root.prices, nodes=nodes)


def _relaxed(prepared: Prepared, budget: Array, pieces: Mapping[int, Piece]) -> Relaxed:
    if prepared.rules is None:
        return relaxed(prepared, budget, pieces)
    return relaxed_together(prepared, prepared.rules, budget, pieces)


def _parts(prepared: Prepared, budget: Array, node: Relaxed, *, root: bool) -> list[Mapping[int, Piece]]:
    """The subproblems that cover a node; none if its relaxed solution is allowed as it stands."""
    task = prepared.task
    off = blur(prepared, node)
    exact = not off.size or off.max() <= 1e-13 * (float(np.abs(node.gain) @ task.weight))
    if exact and node.unsettled is None:
        return []
    if root and (reachable := _reachable(prepared, budget, node, off)):
        return [{**node.pieces, **reachable}]
    if prepared.rules is not None and node.unsettled is not None:
        return prepared.rules.halves(node.pieces, node.unsettled)
    lever = int(off.argmax())
    effort, gain = node.table(prepared, lever)
    cut = halves(effort, gain, float(node.effort[lever]), stepped=bool(task.stepped[lever]))
    return [{**node.pieces, lever: half} for half in cut]


def _reachable(prepared: Prepared, budget: Array, node: Relaxed, off: Array) -> dict[int, Piece]:
    """Tables cut at what the budgets allow if all the other levers get their least: lower hulls, and so a lower bound."""
    task = prepared.task
    first = least(task)
    spare = np.maximum(budget - prepared.floor, 0.0)
    most = np.divide(spare[:, None], task.uses, out=np.full(task.uses.shape, np.inf), where=task.uses > 0)
    reach = first + most.min(axis=0, initial=np.inf)
    cut = np.flatnonzero((reach < task.effort[:, -1]) & ((off > 0) | (task.stepped > 0))).tolist()
    tables = {lever: node.table(prepared, lever) for lever in cut}
    return {
        lever: up_to(effort, gain, float(max(reach[lever], effort[0])), stepped=bool(task.stepped[lever]))
        for lever, (effort, gain) in tables.items()
    }
