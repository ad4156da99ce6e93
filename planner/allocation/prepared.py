"""What can be worked out once for a task and used for any budget."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.allocation.hull import Segments, segments
from planner.allocation.numbering import ranks_with_pairs, renumbered
from planner.allocation.pairs import rules_of
from planner.allocation.rules import Rules
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
    rules: Rules | None
    """What follows from levers that exclude or need each other; None where none do."""


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
        excludes=renumbered(task.excludes, order),
        needs=renumbered(task.needs, order),
    )
    hull = segments(own.effort, own.gain)
    return Prepared(
        task=own,
        order=order,
        hull=hull,
        profit=profit_of(own, hull),
        take=take_of(own, hull),
        value=_value_of(own),
        floor=own.uses @ least(own),
        need_size=_need_size(own),
        rules=rules_of(own),
    )


def least(task: Task) -> Array:
    """(n_levers,) [lever units] the first points."""
    return task.effort[:, 0] if len(task.effort) else np.zeros(0)


def profit_of(task: Task, hull: Segments) -> Array:
    """(n_segments,) [sessions] what each segment is worth in full."""
    worth = task.weight[hull.lever]
    worth *= hull.gain
    if task.cost.any():
        worth -= task.cost[hull.lever] * hull.effort
    return worth


def take_of(task: Task, hull: Segments) -> Array:
    """(n_resources + n_branches, n_segments) what each segment takes in full."""
    found = np.empty((len(task.uses) + len(task.share), hull.lever.size))
    for row, uses in enumerate(task.uses):
        np.multiply(uses[hull.lever], hull.effort, out=found[row])
    for row, share in enumerate(task.share, start=len(task.uses)):
        np.multiply(-share[hull.lever], hull.gain, out=found[row])
    return found


def _value_of(task: Task) -> Array:
    """(n_levers, n_points) [sessions] what each point of the tables is worth."""
    value = task.weight[:, None] * task.gain
    if task.cost.any():
        value -= task.cost[:, None] * task.effort
    return value


def _need_size(task: Task) -> Array:
    """(n_branches,) [sessions] the minimum, or where it is next to nothing a millionth of the largest contribution to it."""
    if not task.need.size:
        return np.zeros(0)
    largest = (task.share * np.abs(task.gain).max(axis=1, initial=0.0)).max(axis=1, initial=0.0)
    size = np.maximum(np.abs(task.need), 1e-6 * largest)
    return np.where(size > 0, size, 1.0)


def _own_order(task: Task) -> NDArray[np.intp]:
    """(n_levers,) levers sorted by what they are, not by where they stand, and by figures that no change of units reorders."""
    if not len(task.effort):
        return np.zeros(0, dtype=np.intp)
    order = np.argsort(task.gain[:, -1], kind="stable")
    if (np.diff(task.gain[order, -1]) > 0).all():
        return order  # what lexsort would find: only ties need the rest
    length = task.effort[:, -1] - task.effort[:, 0]
    keys = [task.weight, task.cost * length, *(task.uses * length), *task.share, task.stepped]
    keys += [task.gain.sum(axis=1), task.gain[:, 0], task.gain[:, -1]]
    keys = [np.asarray(key) for key in keys]
    if task.excludes or task.needs:
        keys = [ranks_with_pairs(task, np.array(keys)), *keys]
    return np.lexsort(keys)
