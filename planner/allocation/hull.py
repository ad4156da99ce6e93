"""The upper concave hull of tables, and the segments between its corners."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.arrays import Array

_PAIRS_AT_ONCE = 50_000  # slopes held in memory together


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The hulls of all levers as one flat list of segments; those of one lever fill in order, for their slopes fall."""

    lever: NDArray[np.intp]
    """(n_segments,) the lever that each belongs to, never falling."""
    effort: Array
    """(n_segments,) > 0 [lever units] length."""
    gain: Array
    """(n_segments,) [sessions] rise."""


def corners(effort: Array, gain: Array) -> NDArray[np.bool_]:
    """Which points of each table are corners of its upper concave hull.

    A point is one if every slope from it to the right is less than every slope to it from the left.

    Args: effort (n_levers, n_points) [lever units], never falling along a row; gain (n_levers, n_points) [sessions].
    Returns: (n_levers, n_points); of repeated points only the first may be a corner.
    Source: Sinha and Zoltners (1979), The Multiple-Choice Knapsack Problem: only hull points enter the linear relaxation."""
    points = effort.shape[1]
    found = np.ones(effort.shape, dtype=bool)
    found[:, 1:] = np.diff(effort, axis=1) > 0
    doubtful = np.flatnonzero(~_strictly_concave(effort, gain))
    chunk = max(1, _PAIRS_AT_ONCE // max(1, points * points))
    for begin in range(0, doubtful.size, chunk):
        rows = doubtful[begin : begin + chunk]
        found[rows] &= _above_all_chords(effort[rows], gain[rows])
    return found


def segments(effort: Array, gain: Array) -> Segments:
    """The hull segments of all tables. Args: as `corners`."""
    lever, point = np.nonzero(corners(effort, gain))
    same = np.flatnonzero(lever[1:] == lever[:-1])
    e, g = effort[lever, point], gain[lever, point]
    return Segments(lever=lever[same], effort=(e[1:] - e[:-1])[same], gain=(g[1:] - g[:-1])[same])


def _strictly_concave(effort: Array, gain: Array) -> NDArray[np.bool_]:
    """(n_levers,) whether a table is its own hull, but for repeated points at its end: the usual case, and cheap to see."""
    de, dg = np.diff(effort, axis=1), np.diff(gain, axis=1)
    falls = dg[:, 1:] * de[:, :-1] < dg[:, :-1] * de[:, 1:]
    padding = (de[:, 1:] == 0) & (dg[:, 1:] == 0)
    starts = de[:, 0] > 0 if de.shape[1] else np.ones(len(effort), dtype=bool)
    return np.asarray(starts & (falls | padding).all(axis=1))


def _above_all_chords(effort: Array, gain: Array) -> NDArray[np.bool_]:
    de = effort[:, None, :] - effort[:, :, None]  # [lever, from, to]
    dg = gain[:, None, :] - gain[:, :, None]
    ahead = de > 0
    slope = np.divide(dg, de, out=np.zeros_like(dg), where=ahead)
    rightward = np.where(ahead, slope, -np.inf).max(axis=2)
    leftward = np.where(ahead, slope, np.inf).min(axis=1)
    return np.asarray(rightward < leftward)
