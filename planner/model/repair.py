"""Days whose figures are no measurement: spikes, outages, gaps."""

from collections.abc import Iterator
from functools import cache

import numpy as np

from planner.model.arrays import Array, Bools, Ints, sealed
from planner.model.period import WEEK
from planner.model.spread import quantiles

SPIKE = np.log(3.0)  # distance from the days around, in logs, that no usual day has …
NOISE = 6.0  # … nor one this many times the usual distance
FEW = 20.0  # sessions: smaller distances, and zeros of smaller series, are chance
PUSHED = 1.5  # times the effort of the days around: that explains a distance
SIDE = 3  # days (weeks) to either side that a day (week) is compared with


def outliers(rows: Array, pushed: Bools) -> Bools:
    """Which values lie far from those around them without effort that explains it.

    Args: rows (n_rows, n_values) [sessions] without NaN; pushed, of the same shape, where effort differs from what it is around.
    """
    around = running_median(rows)
    distance = np.abs(np.log((rows + 1) / (around + 1)))
    usual = quantiles(distance, [0.5])
    far: Bools = (distance > np.maximum(SPIKE, NOISE * usual)) & (np.abs(rows - around) > FEW) & ~pushed
    return far


def unusual_effort(efforts: Array) -> Bools:
    """Where efforts differ from those around them. Args: efforts (n_rows, n_values), >= 0."""
    around = running_median(efforts)
    differs: Bools = (efforts > around * PUSHED + 1e-9) | (efforts * PUSHED < around - 1e-9)
    return differs


def silent(rows: Array, idle: Bools) -> Bools:
    """Zeros of series that have many sessions, where effort does not explain them: an outage, or a channel that is not there.

    Args: rows (n_rows, n_values) [sessions]; idle, of the same shape, where the levers of a row stood still.
    """
    zero = rows <= 0
    busy = rows.sum(axis=1) >= FEW * np.maximum((~zero).sum(axis=1), 1)
    out: Bools = zero & busy[:, None] & ~idle
    return out


def runs(flags: Bools) -> Iterator[tuple[int, int]]:
    """Where each run begins and ends (that one not included). Args: flags (n_values,)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], flags, [False]]).astype(np.int8)))
    yield from ((begin, end) for begin, end in edges.reshape(-1, 2).tolist())


def bridged(rows: Array, known: Bools) -> Array:
    """The rows with unknown values filled in, linearly from their neighbours; a row without any is 0."""
    filled = np.where(known, rows, 0.0)
    at = np.arange(rows.shape[1])
    for n in np.flatnonzero(~known.all(axis=1)).tolist():
        have = known[n]
        filled[n] = np.interp(at, at[have], rows[n, have]) if have.any() else 0.0
    return filled


def bridged_weeks(rows: Array, known: Bools) -> Array:
    """The same for rows of days: each from its own day of the week, as far as any such day is known."""
    filled = bridged(rows, known)
    for day in range(0 if known.all() else min(WEEK, rows.shape[1])):
        own = slice(day, None, WEEK)
        some = known[:, own].any(axis=1)
        filled[some, own] = bridged(rows[some, own], known[some, own])
    return filled


def running_median(rows: Array) -> Array:
    """The median of each value and those up to SIDE away, itself included; beyond the ends stands a mirror."""
    windows = np.lib.stride_tricks.sliding_window_view(rows[:, _mirrored(rows.shape[1])], 2 * SIDE + 1, axis=1)
    middle: Array = np.partition(windows, SIDE, axis=2)[:, :, SIDE]
    return middle


@cache
def _mirrored(length: int) -> Ints:
    """Positions of so many values with SIDE more at either end."""
    return sealed(np.pad(np.arange(length), SIDE, mode="reflect"))
