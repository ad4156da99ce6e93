"""Single days far above those around them: a robot, a fault, a day of fame. They happened, and say next to nothing of the days to come."""

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple, TypeVar

import numpy as np

from planner.model.arrays import Array, Bools, Ints
from planner.model.period import WEEK
from planner.model.repair import FEW, bridged, outliers, running_median

OFTEN = 0.15  # of the weeks: a row with more such days has bursts, not spikes
A = TypeVar("A", Array, Bools)
TIMES = 3.0  # the mean of the week's other days: only rows with such a day are looked at more closely


def spikes(rows: Array, missing: Bools) -> Bools:
    """Which days are spikes: far above the days around them, and above the same day of the weeks around, in rows that seldom have such.

    Args: rows (n_rows, n_days) [sessions/day] of whole weeks, 0 where missing.
    """
    found = np.zeros(rows.shape, dtype=np.bool_)
    for one in _looked_at(rows, missing):
        found[one.rows, one.days] = one.spikes
    return found


def without_spikes(rows: Array, missing: Bools) -> Array:
    """The rows with each spike at the median of such days of the weeks around it. Args: as for `spikes`."""
    some = [one for one in _looked_at(rows, missing) if one.spikes.any()]
    if not some:
        return rows
    cleaned = rows.copy()
    for one in some:
        usual = _by_day(running_median(_by_weekday(one.filled)), len(one.rows))
        cleaned[one.rows, one.days] = np.where(one.spikes, usual, rows[one.rows, one.days])
    return cleaned


class _Looked(NamedTuple):
    """Rows that begin with the same week, from that on."""

    rows: Ints
    days: slice
    filled: Array
    """(n_rows, n_days) without gaps."""
    spikes: Bools


def _looked_at(rows: Array, missing: Bools) -> Iterator[_Looked]:
    """The rows that may have spikes, with those that they have."""
    for at, late in _suspects(rows):
        known = ~missing[at, late]
        filled = bridged(rows[at, late], known)
        far = outliers(filled, ~known) & (filled > running_median(filled))
        weeks = _by_weekday(filled)
        far &= _by_day(outliers(weeks, np.zeros(weeks.shape, dtype=np.bool_)), len(at))
        often = far.reshape(len(at), -1, WEEK).any(axis=2).mean(axis=1) > OFTEN
        yield _Looked(rows=at, days=late, filled=filled, spikes=far & ~often[:, None])


def _suspects(rows: Array) -> Iterator[tuple[Ints, slice]]:
    """The rows that may have spikes, by the week that they begin with, from which on they are compared with themselves."""
    some = np.flatnonzero(_suspect(rows))
    begins = (rows[some] > 0).argmax(axis=1) // WEEK
    for begin in sorted(set(begins.tolist())):
        yield some[begins == begin], slice(begin * WEEK, None)


def _by_weekday(rows: Array) -> Array:
    """(n_rows * 7, n_weeks) the days of each weekday by themselves."""
    return rows.reshape(len(rows), -1, WEEK).transpose(0, 2, 1).reshape(len(rows) * WEEK, -1)


def _by_day(weeks: A, n_rows: int) -> A:
    """Back again."""
    return weeks.reshape(n_rows, WEEK, -1).transpose(0, 2, 1).reshape(n_rows, -1)


def _suspect(rows: Array) -> Bools:
    """(n_rows,) rows with a day far above the others of its week."""
    days = rows.reshape(len(rows), -1, WEEK)
    most = reduce(np.maximum, (days[:, :, day] for day in range(WEEK)))  # far faster than over so short an axis
    others = (days @ np.ones(WEEK) - most) / (WEEK - 1)
    far: Bools = np.any((most > TIMES * others) & (most > FEW), axis=1)
    return far
