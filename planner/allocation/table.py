"""Reading tables of gains between their points, and cutting one lever's table in two."""

from dataclasses import dataclass

import numpy as np

from planner.allocation.hull import Segments, segments
from planner.model.arrays import Array

_ON_POINT = 1e-9  # of a table's length: closer to a point than this is on it


def gain_at(effort: Array, gain: Array, at: Array) -> Array:
    """Gain at one effort a lever, linear between the points of its table.

    Args: effort, gain (n_levers, n_points); at (n_levers,) [lever units], taken to the nearest end outside the table.
    Returns: (n_levers,) [sessions]."""
    levers, points = effort.shape
    left = np.minimum(np.maximum((effort <= at[:, None]).sum(axis=1) - 1, 0), max(0, points - 2))
    left += np.arange(0, levers * points, max(1, points))  # as positions in the flat tables
    right = left + (points > 1)
    efforts, gains = effort.ravel(), gain.ravel()
    start, low = efforts[left], gains[left]
    width = efforts[right] - start
    part = np.divide(at - start, width, out=np.zeros(levers), where=width > 0)
    part = np.minimum(np.maximum(part, 0.0), 1.0)
    return np.asarray(low * (1 - part) + gains[right] * part)


def snapped_down(effort: Array, at: Array) -> Array:
    """The point of each table that lies at or below an effort; one a hair above it counts as reached.

    Args: effort (n_levers, n_points); at (n_levers,) [lever units]. Returns: (n_levers,) [lever units]."""
    hair = _ON_POINT * (effort[:, -1] - effort[:, 0])
    below = (effort <= (at + hair)[:, None]).sum(axis=1) - 1
    return np.asarray(effort[np.arange(len(effort)), np.maximum(below, 0)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one lever's table, with its own hull."""

    effort: Array
    """(n_points,) [lever units], rising or equal."""
    gain: Array
    """(n_points,) [sessions]."""
    hull: Segments
    """Its `lever` is 0 throughout."""


def piece(effort: Array, gain: Array) -> Piece:
    """A stretch with its hull. Args: effort, gain (n_points,), at least one point."""
    return Piece(effort=effort, gain=gain, hull=segments(effort[None, :], gain[None, :]))


def halves(effort: Array, gain: Array, at: float, *, stepped: bool) -> tuple[Piece, Piece]:
    """The table up to an effort and from it on.

    Where the effort is no point of the table, it becomes the end of both, unless only points are allowed.

    Args: effort, gain (n_points,); at [lever units], between the first and the last point."""
    low, high = _around(effort, at)
    if low == high or stepped:
        return piece(effort[: low + 1], gain[: low + 1]), piece(effort[high:], gain[high:])
    there = np.interp(at, effort, gain)
    return (
        piece(np.append(effort[: low + 1], at), np.append(gain[: low + 1], there)),
        piece(np.insert(effort[high:], 0, at), np.insert(gain[high:], 0, there)),
    )


def up_to(effort: Array, gain: Array, most: float, *, stepped: bool) -> Piece:
    """The table without what lies beyond an effort. Args: as `halves`."""
    return halves(effort, gain, most, stepped=stepped)[0] if most < effort[-1] else piece(effort, gain)


def _around(effort: Array, at: float) -> tuple[int, int]:
    """The last point at or below and the first at or above; the same one where the effort is a hair away from it."""
    nearest = int(np.abs(effort - at).argmin())
    if abs(effort[nearest] - at) <= _ON_POINT * (effort[-1] - effort[0]):
        return nearest, nearest
    low = int(np.searchsorted(effort, at, side="right")) - 1
    return low, low + 1
