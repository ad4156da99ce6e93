"""The mean day of a stretch of history."""

import numpy as np

from planner.model.arrays import Array

KNOWN = 0.8  # of a stretch's days, or it tells nothing


def mean_day(sessions: Array) -> tuple[Array, int]:
    """(n_leaves,) [sessions/day] over the days that are known, and how many those are. Args: sessions (n_leaves, n_days)."""
    days = np.flatnonzero(~np.isnan(sessions).all(axis=0))
    return np.nansum(sessions[:, days], axis=1) / max(1, len(days)), len(days)
