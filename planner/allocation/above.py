"""What curves can at most bring that are only known at the points of their tables."""

from dataclasses import dataclass

import numpy as np

from planner.allocation.hull import chunks
from planner.model.allocation import Task
from planner.model.arrays import Array, Bools

_ROUNDING = 1e-15  # of the largest figure of a table: how far off each of its points may be
_SAME = 1e-12  # of the length of a table: points so close together are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Above:
    """How much more than their chords the curves behind tables may bring, if they bend down wherever the tables do."""

    near: float
    """[sessions] while no lever goes beyond the points beside its effort, limits priced in."""
    limit: float
    """[sessions] no choice within the limits passes this if all curves are concave; infinity where a table is not."""


def above(task: Task, prices: Array, at: Array) -> Above:
    """Hold the best choice under tables against the curves behind them.

    Between two points a concave curve stays below the extensions of the chords beside them, so below where those cross. What all
    levers could reach together at any prices, limits priced in, is an upper bound (weak duality).

    Args: prices (n_resources + n_branches,) >= 0 [sessions/unit of the limit]; at (n_levers,) [lever units].
    Source: Kelley (1960), The Cutting-Plane Method for Solving Convex Programs: outer linearization, here without derivatives."""
    resources = len(task.budget)
    weight = task.weight + prices[resources:] @ task.share
    cost = task.cost + prices[:resources] @ task.uses
    reached, near, concave = 0.0, 0.0, True
    for rows in chunks(*task.effort.shape):
        value = weight[rows, None] * task.gain[rows] - cost[rows, None] * task.effort[rows]
        most, beside, bent = _of_chunk(task.effort[rows], value, at[rows])
        steps = task.stepped[rows] > 0
        reached += float(np.where(steps, value.max(axis=1, initial=-np.inf), most).sum())
        near += float(beside[~steps].sum())
        concave &= bool((bent | steps).all())
    there = np.maximum(task.budget, task.uses @ at)  # a choice may pass a limit by a hair
    limit = task.base + float(prices @ np.concatenate([there, -task.need])) + reached
    return Above(near=near, limit=limit if concave else np.inf)


def _of_chunk(effort: Array, value: Array, at: Array) -> tuple[Array, Array, Bools]:
    """For each lever the most that it can reach, how much of that lies beyond the points beside its effort, and whether it is concave.

    Points repeated within a table make it none: only at its end do they say nothing."""
    width = effort[:, 1:] - effort[:, :-1]
    hair = _SAME * (effort[:, -1:] - effort[:, :1])
    real = width > hair
    slope = np.divide(value[:, 1:] - value[:, :-1], width, out=np.full(width.shape, -np.inf), where=real)
    noise = _ROUNDING * np.abs(value).max(axis=1, keepdims=True, initial=0.0)
    unsure = np.divide(noise, width, out=np.zeros(width.shape), where=real)
    falls = slope[:, 1:] <= slope[:, :-1] + unsure[:, 1:] + unsure[:, :-1]
    # Only a stretch after one that rises and before one that falls can hold the most.
    turns = real.copy()
    turns[:, 1:] &= falls & (slope[:, :-1] > 0)
    turns[:, :-1] &= falls & (slope[:, 1:] < 0)
    lever, left = np.nonzero(turns)
    before, after = np.full(lever.size, np.inf), np.full(lever.size, -np.inf)
    inner = left > 0
    before[inner] = slope[lever[inner], left[inner] - 1]
    inner = left < width.shape[1] - 1
    after[inner] = slope[lever[inner], left[inner] + 1]
    low, high = value[lever, left], value[lever, left + 1]
    peak = _crossing(low, high, width[lever, left], before, after)
    most, near = value.max(axis=1, initial=-np.inf), np.zeros(len(at))
    np.maximum.at(most, lever, peak)
    hair, there = hair[lever, 0], at[lever]
    beside = (effort[lever, left] <= there + hair) & (there - hair <= effort[lever, left + 1])
    np.maximum.at(near, lever[beside], (peak - np.maximum(low, high))[beside])
    return most, near, falls.all(axis=1)


def _crossing(low: Array, high: Array, width: Array, before: Array, after: Array) -> Array:
    """How high the line that rises from the start of a stretch as steeply as before it meets the one that falls to its end as after it.

    Before the first point of a table and after its last one lines are as steep as can be: nothing says how curves begin and end."""
    first, last = np.isposinf(before), np.isneginf(after)
    inner = ~(first | last)
    rise, fall = np.where(first, 0.0, before), np.where(last, 0.0, after)
    part = np.divide((high - low) / width - fall, rise - fall, out=np.zeros_like(rise), where=inner & (rise > fall))
    met = low + rise * width * np.where(last, 1.0, part.clip(0.0, 1.0))
    met[first] = (high - fall * width)[first]
    met[first & last] = np.inf
    return np.maximum(met, np.maximum(low, high))
