"""How a week's sessions fall on its days."""

from datetime import date

import numpy as np

from planner.forecast.spikes import without_spikes
from planner.model.arrays import Array
from planner.model.branches import sum_of_leaves
from planner.model.history import Cadence, History

RECENT_DAYS = 84  # that the profile is read from
BORROWED = 50.0  # sessions of the site's profile that each row starts from, so that tiny leaves do not invent one


def weekday_shares(rows: Array, last: date, cadence: Cadence) -> Array:
    """Share of a week's sessions on each weekday, Monday first, for every row.

    Args: rows (n_rows, n_days) [sessions/day], the days to read it from, the whole site in the last row, NaN where missing; last: the day of the last column.
    Returns: (n_rows, 7), rows sum to 1; even where the history is not daily or shorter than two weeks.
    """
    n_rows, n_days = rows.shape
    if cadence != "day" or n_days < 14:
        return np.full((n_rows, 7), 1 / 7)
    seen = n_days // 7
    offset = (last.weekday() + 1) % 7  # the columns end on the last day: rotate so that Monday comes first
    days = rows[:, -seen * 7 :]
    missing = np.isnan(days)
    weeks = without_spikes(np.where(missing, 0.0, days), missing).reshape(n_rows, seen, 7)
    known = ~missing.reshape(weeks.shape)
    means = np.where(known, weeks, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    means = np.roll(means, offset, axis=1)
    site = means[-1]
    profile = site / site.sum() if site.sum() > 0 else np.full(7, 1 / 7)
    shares: Array = (means * seen + BORROWED * profile) / (means.sum(axis=1, keepdims=True) * seen + BORROWED)
    shares[-1] = profile
    return shares


def usual_weekdays(history: History) -> Array:
    """The same for the leaves and, in the last row, the whole site."""
    recent = history.sessions[:, -RECENT_DAYS:]
    return weekday_shares(np.vstack([recent, sum_of_leaves(recent)]), history.last, history.cadence)
