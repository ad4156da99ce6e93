"""The upper concave hull of tables, and the segments between its corners."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.model.arrays import Array

CELLS_AT_ONCE = 1 << 15  # of a table: what is worked on together stays in the processor's cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Segments:
    """The hulls of all levers as one flat list of segments; those of one lever fill in order, for their slopes fall."""

    lever: NDArray[np.intp]
    """(n_segments,) the lever that each belongs to, never falling."""
    effort: Array
    """(n_segments,) > 0 [lever units] length."""
    gain: Array
    """(n_segments,) [sessions] rise."""


def chunks(rows: int, width: int) -> Iterator[slice]:
    """Stretches of the rows of a wide table that are worked on together."""
    step = max(1, CELLS_AT_ONCE // max(1, width))
    return (slice(begin, min(begin + step, rows)) for begin in range(0, rows, step))


def segments(effort: Array, gain: Array) -> Segments:
    """The upper concave hulls of all tables.

    Args: effort (n_levers, n_points) [lever units], never falling along a row; gain (n_levers, n_points) [sessions]; of
    repeated points only the first counts.
    Source: Sinha and Zoltners (1979), The Multiple-Choice Knapsack Problem: only hull points enter the linear relaxation."""
    rows, points = effort.shape
    stretches = list(chunks(rows, points))
    if len(stretches) == 1:
        return _of_chunk(effort, gain)
    most = rows * max(points - 1, 0)
    found = Segments(lever=np.empty(most, dtype=np.intp), effort=np.empty(most), gain=np.empty(most))
    end = 0
    for at in stretches:
        part = _of_chunk(effort[at], gain[at])
        begin, end = end, end + part.effort.size
        np.add(part.lever, at.start, out=found.lever[begin:end])
        found.effort[begin:end], found.gain[begin:end] = part.effort, part.gain
    return Segments(lever=found.lever[:end], effort=found.effort[:end], gain=found.gain[:end])


def corners(effort: Array, gain: Array) -> NDArray[np.bool_]:
    """Which points of each table are corners of its upper concave hull: those that lie above every chord between others.

    First every point is held against three chords: between its neighbours, from the first point to the one after it, and from the
    one before it to the last. That leaves of a table with one bend no more than its hull; what is left of others is held against
    the chords between its neighbours until nothing falls.

    Args: as `segments`. Returns: (n_levers, n_points); of repeated points only the first may be a corner."""
    found = np.ones(effort.shape, dtype=bool)
    if effort.shape[1] < 2:
        return found
    de, dg = effort[:, 1:] - effort[:, :-1], gain[:, 1:] - gain[:, :-1]
    found[:, 1:] = de > 0
    found[:, 1:-1] &= ~_below_a_chord(effort, gain, de, dg)
    lever, point = np.nonzero(found)
    e, g = effort[lever, point], gain[lever, point]
    while True:
        de, dg = e[1:] - e[:-1], g[1:] - g[:-1]
        below = dg[1:] * de[:-1] >= dg[:-1] * de[1:]
        below &= lever[2:] == lever[:-2]
        if not below.any():
            return found
        found[lever[1:-1][below], point[1:-1][below]] = False
        kept = np.concatenate([[True], ~below, [True]])
        lever, point, e, g = lever[kept], point[kept], e[kept], g[kept]


def _below_a_chord(effort: Array, gain: Array, de: Array, dg: Array) -> NDArray[np.bool_]:
    """(n_levers, n_points - 2) on or below one of the three chords. Args: as `segments`; de, dg (n_levers, n_points - 1), their differences."""
    before_e, before_g, after_e, after_g = de[:, :-1], dg[:, :-1], de[:, 1:], dg[:, 1:]
    inner_e, inner_g = effort[:, 1:-1], gain[:, 1:-1]
    below = after_g * before_e >= before_g * after_e
    below |= after_g * (inner_e - effort[:, :1]) >= (inner_g - gain[:, :1]) * after_e
    below &= after_e > 0
    onward_e, onward_g = effort[:, -1:] - inner_e, gain[:, -1:] - inner_g
    below |= (onward_g * before_e >= before_g * onward_e) & (onward_e > 0)
    return below


def _of_chunk(effort: Array, gain: Array) -> Segments:
    rows, points = effort.shape
    if points < 2:
        return Segments(lever=np.zeros(0, dtype=np.intp), effort=np.zeros(0), gain=np.zeros(0))
    de, dg = effort[:, 1:] - effort[:, :-1], gain[:, 1:] - gain[:, :-1]
    falls = dg[:, 1:] * de[:, :-1] < dg[:, :-1] * de[:, 1:]
    if falls.all() and (de[:, [0, -1]] > 0).all():  # every table is its own hull: the usual case, and cheap to see
        return Segments(lever=np.repeat(np.arange(rows), points - 1), effort=de.ravel(), gain=dg.ravel())
    falls |= (de[:, 1:] == 0) & (dg[:, 1:] == 0)  # the last point repeated
    doubtful = np.flatnonzero(~(falls.all(axis=1) & (de[:, 0] > 0)))
    found = np.ones(effort.shape, dtype=bool)
    found[:, 1:] = de > 0
    found[doubtful] = corners(effort[doubtful], gain[doubtful])
    lever, point = np.nonzero(found)
    same = np.flatnonzero(lever[1:] == lever[:-1])
    e, g = effort[lever, point], gain[lever, point]
    return Segments(lever=lever[same], effort=(e[1:] - e[:-1])[same], gain=(g[1:] - g[:-1])[same])
