"""The leaves as they are now, all along: what began late is added to the past, and what has ended taken out of it, so that a branch does not
rise or fall with its parts alone."""

import numpy as np

from planner.model.arrays import Array
from planner.model.period import WEEK

NEAR = 4 * WEEK  # days that tell the level of what began, or that it ended
SOME = 100.0  # sessions in them: less is chance …
PART = 0.01  # … and so is less of the whole site


def as_they_are(sessions: Array) -> Array:
    """Args: sessions (n_leaves, n_days) [sessions/day], NaN where missing. Returns: the same where no leaf of weight began or ended."""
    positive = sessions > 0
    some = positive.any(axis=1)
    first = np.where(some, positive.argmax(axis=1), 0)
    last = np.where(some, positive[:, ::-1].argmax(axis=1), 0)
    n_days = sessions.shape[1]
    site = np.nansum(sessions, axis=0)
    changed: dict[int, Array] = {}
    for n in np.flatnonzero((first >= WEEK) & (first < n_days - 2 * WEEK)).tolist():
        begun = slice(first[n], first[n] + NEAR)
        if _weighs(sessions[n, begun], site[begun]):
            changed[n] = _all_along(sessions[n], int(first[n]))
    for n in np.flatnonzero((last >= NEAR) & some).tolist():
        end = n_days - int(last[n])
        ended = slice(max(end - NEAR, 0), end)
        if _weighs(sessions[n, ended], site[ended]) and not np.isnan(sessions[n, -NEAR:]).any():
            changed[n] = np.where(np.isnan(sessions[n]), np.nan, 0.0)
    if not changed:
        return sessions
    present = sessions.copy()
    for n, row in changed.items():
        present[n] = row
    return present


def _weighs(row: Array, site: Array) -> bool:
    total = float(np.nansum(row))
    return total >= SOME and total >= PART * float(site.sum())


def _all_along(row: Array, first: int) -> Array:
    """The row with the days before the first as those after it, by day of the week."""
    begun = row[first : first + NEAR]
    usual = float(np.nanmean(begun))
    filled = row.copy()
    for day in range(WEEK):
        alike = begun[day::WEEK]
        alike = alike[~np.isnan(alike)]
        before = np.arange(first - WEEK + day, -1, -WEEK)
        filled[before] = np.where(np.isnan(row[before]), np.nan, alike.mean() if len(alike) else usual)
    return filled
