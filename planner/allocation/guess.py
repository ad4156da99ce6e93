"""Where the best choice would be if every curve were the parabola that its table shows."""

from dataclasses import dataclass

import numpy as np

from planner.allocation.bend import Bend
from planner.model.allocation import Task
from planner.model.arrays import Array, Bools

_PASSES = 20
_BRANCH_PASSES = 4
_EXACT = 1e-13  # of what the moves take: limits missed by less are kept
_PARALLEL = 1e-12  # limits more alike than this are one


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The best choice if every curve were its parabola."""

    effort: Array
    """(n_levers,) [lever units]; as it was where there is no parabola that bends down."""
    moved: Bools
    """(n_levers,) where there is one."""
    stays: Bools
    """(n_levers,) where it would go beyond an end of the table."""


def guess(task: Task, at: Array, spare: Array, seen: Bend, binding: Bools) -> Guess:
    """Move every lever to where its parabola rises as common prices ask.

    Args: at (n_levers,) [lever units]; spare (n_resources + n_branches,) what the limits leave; binding, those to be kept exactly."""
    resources = len(task.budget)
    limits, spare = np.vstack([task.uses, -task.share * seen.slope])[binding], spare[binding]
    size = np.abs(limits).max(axis=1, initial=0.0)  # prices are reckoned in units in which all limits are alike
    size[size == 0] = 1.0
    limits, spare = limits / size[:, None], spare / size
    rise = task.weight * seen.slope - task.cost
    lowest, highest = task.effort[:, 0] - at, task.effort[:, -1] - at
    moved = (task.stepped == 0) & (seen.curvature < 0)
    weight = task.weight
    for _ in range(_BRANCH_PASSES if task.need.size else 1):
        bent = -seen.curvature * weight
        ease = np.divide(1.0, bent, out=np.zeros_like(bent), where=moved)
        model = _Model(rise=rise, ease=ease, lowest=lowest, highest=highest, limits=limits, spare=spare)
        prices = np.zeros(binding.size)
        prices[binding] = model.prices() / size
        weight = task.weight + prices[resources:] @ task.share  # how much a bend counts depends on the branches' prices
    wanted = (rise - (prices[binding] * size) @ limits) * ease
    stays = moved & ((wanted < lowest) | (wanted > highest))
    return Guess(effort=at + np.minimum(np.maximum(wanted, lowest), highest), moved=moved, stays=stays)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Model:
    """Parabolas under limits: maximise rise @ move - (move² / ease).sum() / 2 where limits @ move <= spare."""

    rise: Array
    ease: Array
    """(n_levers,) >= 0: how far a lever moves for one unit of slope; 0 if it cannot."""
    lowest: Array
    highest: Array
    limits: Array
    spare: Array

    def prices(self) -> Array:
        """(n_limits,) >= 0 those at which the moves keep the limits.

        Newton's method on the dual, which is convex and smooth; where its step does not help, one that takes no lever for
        stuck at an end, which always does."""
        stiff = _inverse((self.limits * self.ease) @ self.limits.T)
        prices = np.maximum(stiff @ (self.limits @ (self.ease * self.rise) - self.spare), 0.0)
        move, value = self._best(prices)
        for _ in range(_PASSES):
            left = self.spare - self.limits @ move
            open_ = (prices > 0) | (left < 0)
            if (np.abs(left[open_]) <= _EXACT * (np.abs(self.limits[open_]) @ np.abs(move))).all():
                break
            free = np.where((move > self.lowest) & (move < self.highest), self.ease, 0.0)
            easy = (self.limits[open_] * free) @ self.limits[open_].T
            better = prices.copy()
            better[open_] = np.maximum(prices[open_] - _inverse(easy) @ left[open_], 0.0)
            next_move, next_value = self._best(better)
            if next_value >= value:
                better = np.maximum(prices - stiff @ np.where(open_, left, 0.0), 0.0)
                next_move, next_value = self._best(better)
            prices, move, value = better, next_move, next_value
        return prices

    def _best(self, prices: Array) -> tuple[Array, float]:
        """The best moves at prices, and what they are worth then, what is spare included."""
        slope = self.rise - prices @ self.limits
        move = np.minimum(np.maximum(slope * self.ease, self.lowest), self.highest)
        bent = np.divide(move, self.ease, out=np.zeros(move.size), where=self.ease > 0)
        return move, float(prices @ self.spare + move @ slope - move @ bent / 2)


def _inverse(matrix: Array) -> Array:
    """Of a symmetric matrix without negative eigenvalues; where it has none, of what it does have (Moore and Penrose)."""
    if matrix.size == 1:
        return np.divide(1.0, matrix, out=np.zeros((1, 1)), where=matrix > 0)
    return np.asarray(np.linalg.pinv(matrix, rcond=_PARALLEL))
