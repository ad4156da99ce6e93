"""How tables bend around a choice of efforts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.arrays import Array

_APART = 1e-7  # of the effort above the least: points closer together than this tell nothing about a bend

_BESIDE = np.array([-1, 0, 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Bend:
    """A parabola for each lever, through three points of its table around its effort."""

    effort: Array
    """(n_levers, 3) [lever units], rising; all alike where the table has fewer than three points."""
    gain: Array
    """(n_levers, 3) [sessions] at those."""
    width: Array
    """(n_levers,) [lever units] half the distance between the outer two; half the table where it has fewer than three points."""
    slope: Array
    """(n_levers,) [sessions/lever unit] at the lever's effort."""
    curvature: Array
    """(n_levers,) [sessions/lever unit²], below 0 where the table bends down; 0 where there is no parabola."""


def bend(effort: Array, gain: Array, at: Array) -> Bend:
    """Read the bend of every table at one effort.

    Args: effort, gain (n_levers, n_points), n_points at least 1; at (n_levers,) [lever units], within the tables."""
    levers, points = effort.shape
    at_least, at_most = effort[:, 0], effort[:, -1]
    rows = np.arange(levers)[:, None]
    index = np.zeros((levers, 3), dtype=np.intp)
    if points > 2:
        index += np.minimum(np.maximum(_nearest(effort, at), 1), points - 2)[:, None] + _BESIDE
    e = effort[rows, index]
    apart = _APART * (at - at_least) + 1e-3 * _APART * (at_most - at_least)
    crowded = np.flatnonzero((e[:, 1] - e[:, 0] <= apart) | (e[:, 2] - e[:, 1] <= apart))
    if crowded.size:
        index[crowded] = _spread(effort[crowded], at[crowded], apart[crowded])
        e[crowded] = effort[crowded[:, None], index[crowded]]
    g = gain[rows, index]
    there = e[:, 2] > e[:, 0]
    steps = e[:, 1:] - e[:, :-1]
    rise, fall = np.divide(g[:, 1:] - g[:, :-1], steps, out=np.zeros(steps.shape), where=there[:, None]).T
    width = np.where(there, e[:, 2] - e[:, 0], at_most - at_least) / 2
    curvature = np.divide(fall - rise, width, out=np.zeros(levers), where=there)
    slope = rise + curvature * (at - (e[:, 0] + e[:, 1]) / 2)
    return Bend(effort=e, gain=g, width=width, slope=slope, curvature=curvature)


def _nearest(effort: Array, at: Array) -> NDArray[np.intp]:
    rows = np.arange(len(effort))
    right = np.minimum(np.maximum((effort <= at[:, None]).sum(axis=1), 1), effort.shape[1] - 1)
    left_is_nearer = at - effort[rows, right - 1] <= effort[rows, right] - at
    return np.asarray(right - left_is_nearer)


def _spread(effort: Array, at: Array, apart: Array) -> NDArray[np.intp]:
    """(n_levers, 3) points around an effort that are clearly apart; three times the first one where there are none."""
    rows, points = np.arange(len(effort)), effort.shape[1]
    middle = np.abs(effort - at[:, None]).argmin(axis=1)
    for _ in range(2):
        of = effort[rows, middle]
        left = (effort < (of - apart)[:, None]).sum(axis=1) - 1
        right = (effort <= (of + apart)[:, None]).sum(axis=1)
        low, high = left < 0, right >= points
        # At the ends of a table, the first three or the last three.
        middle = np.where(low & ~high, right, np.where(high & ~low, left, middle))
    there = ~(low | high)
    return np.asarray(np.column_stack([left, middle, right]) * there[:, None])
