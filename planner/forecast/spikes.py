"""Single days far above those around them: a robot, a fault, a day of fame. They happened, and say next to nothing of the days to come."""

import numpy as np

from planner.model.arrays import Array, Bools
from planner.model.repair import FEW, WEEK, bridged, outliers, running_median

TIMES = 3.0  # the mean of the week's other days: only rows with such a day are looked at more closely


def spikes(rows: Array, missing: Bools) -> Bools:
    """Which days are spikes.

    Args: rows (n_rows, n_days) [sessions/day] of whole weeks, 0 where missing.
    """
    found = np.zeros(rows.shape, dtype=np.bool_)
    some = np.flatnonzero(_suspect(rows))
    if len(some):
        filled = bridged(rows[some], ~missing[some])
        found[some] = outliers(filled, found[some]) & ~missing[some] & (filled > running_median(filled))
    return found


def without_spikes(rows: Array, missing: Bools) -> Array:
    """The rows with each spike at the median of the days around it. Args: as for `spikes`."""
    found = spikes(rows, missing)
    some = np.flatnonzero(found.any(axis=1))
    if not len(some):
        return rows
    cleaned = rows.copy()
    cleaned[some] = np.where(found[some], running_median(bridged(rows[some], ~missing[some])), rows[some])
    return cleaned


def _suspect(rows: Array) -> Bools:
    """(n_rows,) rows with a day far above the others of its week."""
    days = rows.reshape(len(rows), -1, WEEK)
    most = days.max(axis=2)
    others = (days.sum(axis=2) - most) / (WEEK - 1)
    far: Bools = ((most > TIMES * others) & (most > FEW)).any(axis=1)
    return far
