"""The efforts at which a lever is looked at."""

import numpy as np

from planner.model.arrays import Array
from planner.model.goal import Lever
from planner.model.period import Period

POINTS = 61  # of the effort of a lever that comes in any amount
MOST_STEPS = 256  # of a lever that comes in steps; more are as good as any amount, rounded to a step in the end
NEAR = 1e-9  # of the way from the least to the most: efforts so close are the same
DENSER = 3.0  # power that puts the points closer together at the low end, where curves bend and budgets often lie


def begins(lever: Lever, period: Period) -> int:
    """Whole days of the period before the lever's effort can change."""
    return max(((lever.starts or period.start) - period.start).days, 0)


def open_share(lever: Lever, period: Period) -> float:
    """The part of the period in which the lever's effort can change."""
    return (period.days - begins(lever, period)) / period.days


def efforts(lever: Lever, period: Period) -> Array:
    """The efforts to look at, from the least to the most, closer together where curves bend most; today's is one of them.

    What has been agreed goes on until effort can change, so no effort is below today's share of those days. A lever that is kept has
    today's effort alone, whether or not that is a whole step.
    """
    now, least, most = lever.now or 0.0, lever.least or 0.0, lever.most or 0.0
    if lever.keep:
        return np.array([now])
    share = open_share(lever, period)
    agreed = now * (1 - share)
    said = np.array([agreed + effort * share for effort, _ in lever.curve])
    if lever.step is not None:
        agreed = float(np.floor(agreed / lever.step + 1e-9)) * lever.step
        first, last = _whole_steps(lever.step, max(least, agreed), max(most, agreed))
        if last - first <= MOST_STEPS:
            today = min(max(round(now / lever.step), first), last)
            return np.array(sorted({*range(first, last + 1), today}), dtype=np.float64) * lever.step
        least, most = first * lever.step, last * lever.step
    least = max(least, agreed)
    if most <= least:
        return np.array([least])
    grid = least + (most - least) * np.linspace(0.0, 1.0, POINTS) ** DENSER
    if least < now < most:
        grid[1 + int(np.argmin(np.abs(grid[1:-1] - now)))] = now
    return _joined(grid, said)


def rates(effort: Array, now: float, share: float) -> Array:
    """Effort that changes for the open share of the period, at the rate of a whole one. Args and returns [lever units/period]."""
    return np.maximum((effort - now * (1 - share)) / share, 0.0)


def on_steps(effort: Array, step: float | None) -> bool:
    """Whether these efforts are whole steps, and the lever comes in steps."""
    return step is not None and bool(np.allclose(effort / step, np.round(effort / step)))


def _joined(grid: Array, points: Array) -> Array:
    """The grid with further points between its ends, but for those that are in it."""
    inside = points[(points > grid[0]) & (points < grid[-1])]
    apart = np.abs(inside[:, None] - grid).min(axis=1) > NEAR * (grid[-1] - grid[0])
    return np.sort(np.concatenate([grid, inside[apart]]))


def _whole_steps(step: float, least: float, most: float) -> tuple[int, int]:
    """The first and the last whole step between the least and the most."""
    first = int(np.ceil(least / step - 1e-9))
    return first, max(int(np.floor(most / step + 1e-9)), first)
