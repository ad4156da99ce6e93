"""What can be worked out once for a task and used for any budget."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.allocation.hull import Segments, segments
from planner.model.allocation import Task
from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A task with its levers in an order of their own, and its hulls."""

    task: Task
    """Levers in `order`, so that how the caller sorts them cannot matter; its budget is only the default."""
    order: NDArray[np.intp]
    """(n_levers,) the caller's index of each."""
    hull: Segments
    profit: Array
    """(n_segments,) [sessions] value of each hull segment."""
    take: Array
    """(n_resources + n_branches, n_segments) what each segment uses, and what it brings to the branches as a negative use."""
    value: Array
    """(n_levers, n_points) [sessions] value of each point."""
    floor: Array
    """(n_resources,) [resource] what the least efforts use."""
    need_size: Array
    """(n_branches,) [sessions] > 0: what a shortage is measured against, so that a minimum of 0 has a size too."""


def prepare(task: Task) -> Prepared:
    """Sort the levers and find the hulls of their tables. Args: task, any size; no lever at all is fine."""
    order = _own_order(task)
    own = Task(
        effort=task.effort[order],
        gain=task.gain[order],
        weight=task.weight[order],
        cost=task.cost[order],
        stepped=task.stepped[order],
        uses=task.uses[:, order],
        budget=task.budget,
        share=task.share[:, order],
        need=task.need,
        base=task.base,
    )
    hull = segments(own.effort, own.gain)
    return Prepared(
        task=own,
        order=order,
        hull=hull,
        profit=profit_of(own, hull),
        take=take_of(own, hull),
        value=own.weight[:, None] * own.gain - own.cost[:, None] * own.effort,
        floor=own.uses @ least(own),
        need_size=_need_size(own),
    )


def least(task: Task) -> Array:
    """(n_levers,) [lever units] the first points."""
    return task.effort[:, 0] if len(task.effort) else np.zeros(0)


def profit_of(task: Task, hull: Segments) -> Array:
    """(n_segments,) [sessions] what each segment is worth in full."""
    return np.asarray(task.weight[hull.lever] * hull.gain - task.cost[hull.lever] * hull.effort)


def take_of(task: Task, hull: Segments) -> Array:
    """(n_resources + n_branches, n_segments) what each segment takes in full."""
    return np.vstack([task.uses[:, hull.lever] * hull.effort, -task.share[:, hull.lever] * hull.gain])


def _need_size(task: Task) -> Array:
    """(n_branches,) [sessions] the minimum, or where it is next to nothing a millionth of the largest contribution to it."""
    largest = (task.share * np.abs(task.gain).max(axis=1, initial=0.0)).max(axis=1, initial=0.0)
    size = np.maximum(np.abs(task.need), 1e-6 * largest)
    return np.where(size > 0, size, 1.0)


def _own_order(task: Task) -> NDArray[np.intp]:
    """(n_levers,) levers sorted by what they are, not by where they stand, and by figures that no change of units reorders."""
    if not len(task.effort):
        return np.zeros(0, dtype=np.intp)
    length = task.effort[:, -1] - task.effort[:, 0]
    keys = [task.weight, task.cost * length, *(task.uses * length), *task.share, task.stepped]
    keys += [task.gain.sum(axis=1), task.gain[:, 0], task.gain[:, -1]]
    return np.lexsort([np.asarray(key) for key in keys])
