"""What moves the whole site, as the channels show it that a lever does not drive."""

from dataclasses import dataclass

import numpy as np

from planner.learning.weekly import Weekly
from planner.model.arrays import Array
from planner.model.belief import Bell
from planner.model.repair import bridged

EXACT = 0.02  # log error that even the best channel is taken to have
ROUNDS = 3  # of weighing channels by how near they are to what they have in common
FOLLOWS = Bell(middle=1.0, sd=0.3)  # how far a channel follows it, where several show it …
ONE = Bell(middle=0.5, sd=0.4)  # … and where one channel alone has to stand for the site


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """The site's own movement."""

    logs: Array
    """(n_weeks,) mean 0."""
    follows: Bell
    """How much of it a channel is believed to share."""


def movements(weekly: Weekly) -> Array:
    """(n_parts, n_weeks) logs less their straight line, unknown weeks bridged; NaN throughout where half of them or more are unknown."""
    enough = (~np.isnan(weekly.logs)).sum(axis=1) * 2 > weekly.logs.shape[1]
    rows = np.full_like(weekly.logs, np.nan)
    rows[enough] = _detrended(weekly.logs[enough])
    return rows


def demand(weekly: Weekly, part: int, moves: Array) -> Demand | None:
    """The common movement of the parts that share no lever with one; None where there are none.

    A mean of their movements, each weighed by how near it is to that mean, so that a channel with movements of its own counts little.

    Args: moves: see `movements`.
    """
    own = set(weekly.parts[part].levers)
    others = [
        n
        for n, other in enumerate(weekly.parts)
        if n != part and own.isdisjoint(other.levers) and not np.isnan(moves[n, 0])
    ]
    rows = moves[others]
    if not len(rows):
        return None
    if len(rows) == 1:
        return Demand(logs=rows[0] - rows[0].mean(), follows=ONE)
    common = np.sort(rows, axis=0)[len(rows) // 2] if len(rows) > 2 else rows.mean(axis=0)
    for _ in range(ROUNDS):
        weight = 1 / (((rows - common) ** 2).mean(axis=1) + EXACT**2)
        common = weight @ rows / weight.sum()
    return Demand(logs=common - common.mean(), follows=FOLLOWS)


def _detrended(rows: Array) -> Array:
    filled = bridged(rows, ~np.isnan(rows))
    line = np.stack([np.ones(rows.shape[1]), np.linspace(-1, 1, rows.shape[1])])
    line = line if rows.shape[1] > 2 else line[:1]
    left: Array = filled - (filled @ line.T @ np.linalg.inv(line @ line.T)) @ line
    return left
