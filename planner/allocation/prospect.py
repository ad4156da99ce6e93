"""What a plan may bring, draw by draw."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.allocation.prepared import Prepared
from planner.model.arrays import Array


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """Joint draws behind a task whose gains are their means: each draw is one possible truth."""

    usual: Array
    """(n_draws,) [sessions] of the goal's branch without any gain."""
    gain: Array
    """(n_levers, n_draws, n_points) [sessions] of every lever in all, at the efforts of the task. What it is does not matter for levers
    with no part inside: the task's own table counts for them."""
    inside: Array
    """(n_levers,) [-] the part of each lever's gain that falls into the goal's branch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draws:
    """Some of the draws, with the levers in the order of a prepared task."""

    prepared: Prepared
    usual: Array
    """(n_some,) [sessions]."""
    gain: Array
    """(n_levers, n_some, n_points) [sessions], levers as the caller sorts them."""
    inside: Array
    """(n_levers,) [-]."""

    def outcome(self, effort: Array) -> Array:
        """(n_some,) [sessions] of the goal's branch. Args: effort (n_levers,) [lever units], within the tables."""
        left, right, part = _between(self.prepared.task.effort, effort)
        order = self.prepared.order
        low, high = self.inside * (1 - part), self.inside * part
        found: Array = self.usual + low @ self.gain[order, :, left] + high @ self.gain[order, :, right]
        return found

    def gains(self, weights: Array) -> Array:
        """(n_levers, n_points) [sessions] weighted means; plain ones for levers with no part inside. Args: weights (n_some,) that add up to 1."""
        means = np.matmul(weights, self.gain)[self.prepared.order]
        return np.where(self.inside[:, None] > 0, means, self.prepared.task.gain)


def draws(prepared: Prepared, prospect: Prospect, some: slice) -> Draws:
    """Some of the draws of a prospect whose levers stand as in the task that was prepared."""
    return Draws(
        prepared=prepared,
        usual=prospect.usual[some],
        gain=prospect.gain[:, some, :],
        inside=prospect.inside[prepared.order],
    )


def _between(effort: Array, at: Array) -> tuple[NDArray[np.intp], NDArray[np.intp], Array]:
    """The points of each table to the left and right of an effort, and how far it is on the way from one to the other (0 to 1)."""
    rows = np.arange(len(effort))
    left = np.clip((effort <= at[:, None]).sum(axis=1) - 1, 0, max(0, effort.shape[1] - 2))
    right = np.minimum(left + 1, effort.shape[1] - 1)
    start, width = effort[rows, left], effort[rows, right] - effort[rows, left]
    return left, right, np.divide(at - start, width, out=np.zeros_like(width), where=width > 0).clip(0.0, 1.0)
