"""A subproblem of the search: some levers kept to a stretch of their tables, and its linear relaxation."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.allocation.hull import Segments
from planner.allocation.linear import best_mix
from planner.allocation.prepared import Prepared, least, profit_of, take_of
from planner.allocation.table import Piece, gain_at
from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxed:
    """The best choice if every table were its hull."""

    pieces: Mapping[int, Piece]
    """The levers kept to a stretch of their tables, and which."""
    effort: Array
    """(n_levers,) [lever units]."""
    gain: Array
    """(n_levers,) [sessions] on the hulls, so perhaps more than the tables give."""
    prices: Array
    """(n_resources + n_branches,) [sessions/unit of the limit]."""
    bound: float
    """[sessions] the value that no choice in the subproblem passes."""
    feasible: bool
    unsettled: int | None = None
    """A lever in a pair about whose use solution and bound disagree; None if it is the best that keeps the pairs."""

    def table(self, prepared: Prepared, lever: int) -> tuple[Array, Array]:
        """(n_points,) effort and gain of what the lever may do here."""
        part = self.pieces.get(lever)
        return (prepared.task.effort[lever], prepared.task.gain[lever]) if part is None else (part.effort, part.gain)


def relaxed(prepared: Prepared, budget: Array, pieces: Mapping[int, Piece]) -> Relaxed:
    """Solve the relaxation of one subproblem.

    Args: budget (n_resources,) [resource]; pieces by lever, for those that are not free to use their whole table."""
    task = prepared.task
    hull, profit, take = prepared.hull, prepared.profit, prepared.take
    effort = least(task).copy()
    gain = task.gain[:, 0].copy() if len(effort) else effort.copy()
    if pieces:
        whole = np.ones(len(effort), dtype=bool)
        whole[list(pieces)] = False
        kept = whole[hull.lever]
        added = Segments(
            lever=np.concatenate([np.full(p.hull.effort.size, lever) for lever, p in pieces.items()]),
            effort=np.concatenate([p.hull.effort for p in pieces.values()]),
            gain=np.concatenate([p.hull.gain for p in pieces.values()]),
        )
        hull = Segments(
            lever=np.concatenate([hull.lever[kept], added.lever]),
            effort=np.concatenate([hull.effort[kept], added.effort]),
            gain=np.concatenate([hull.gain[kept], added.gain]),
        )
        profit = np.concatenate([profit[kept], profit_of(task, added)])
        take = np.hstack([take[:, kept], take_of(task, added)])
        for lever, part in pieces.items():
            effort[lever], gain[lever] = part.effort[0], part.gain[0]
    limit = np.concatenate([budget - task.uses @ effort, task.share @ gain - task.need])
    start = task.weight @ gain - task.cost @ effort
    mix = best_mix(profit, take, limit)
    return Relaxed(
        pieces=pieces,
        effort=effort + np.bincount(hull.lever, hull.effort * mix.amount, len(effort)),
        gain=gain + np.bincount(hull.lever, hull.gain * mix.amount, len(effort)),
        prices=mix.prices,
        bound=float(start + mix.bound),
        feasible=mix.feasible,
    )


def blur(prepared: Prepared, node: Relaxed) -> Array:
    """How far each lever's part of a relaxed solution is from being allowed.

    Returns: (n_levers,) [sessions] >= 0: what the hull promises beyond the table, or for a lever in steps what moving to
    the nearer step changes."""
    task = prepared.task
    worth = task.weight + node.prices[len(task.budget) :] @ task.share
    over = worth * (node.gain - gain_at(task.effort, task.gain, node.effort))
    if not task.stepped.any():
        return np.maximum(over, 0.0)
    return np.asarray(np.maximum(over, worth * _step_change(prepared, node.effort)))


def _step_change(prepared: Prepared, effort: Array) -> Array:
    """(n_levers,) [sessions] for a stepped lever between two points: the part of the way to the nearer, times the gain between them."""
    task = prepared.task
    hair = 1e-9 * (task.effort[:, -1] - task.effort[:, 0])
    rows = np.arange(len(effort))
    low = np.maximum((task.effort <= (effort + hair)[:, None]).sum(axis=1) - 1, 0)
    high = np.minimum(low + 1, task.effort.shape[1] - 1)
    width = task.effort[rows, high] - task.effort[rows, low]
    away = effort - task.effort[rows, low]
    between = (task.stepped > 0) & (away > hair) & (width > 0)
    part = np.divide(np.minimum(away, width - away), width, out=np.zeros_like(width), where=between)
    return np.asarray(part * np.abs(task.gain[rows, high] - task.gain[rows, low]))
