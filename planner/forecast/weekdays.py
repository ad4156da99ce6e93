"""How a week's sessions fall on its days."""

import numpy as np

from planner.model.arrays import Array
from planner.model.history import History

WEEKS = 12  # that the profile is read from
BORROWED = 50.0  # sessions of the site's profile that each leaf starts from, so that tiny leaves do not invent one


def weekday_shares(history: History) -> Array:
    """Share of a week's sessions on each weekday, Monday first, for every leaf and, in the last row, the whole site.

    Returns: (n_leaves + 1, 7), rows sum to 1; even where the history is not daily or shorter than two weeks.
    """
    n_leaves, n_days = history.sessions.shape
    if history.cadence != "day" or n_days < 14:
        return np.full((n_leaves + 1, 7), 1 / 7)
    recent = history.sessions[:, -min(WEEKS, n_days // 7) * 7 :]
    offset = (history.last.weekday() + 1) % 7  # the columns end on the last day: rotate so that Monday comes first
    weeks = recent.reshape(n_leaves, -1, 7)
    known = ~np.isnan(weeks)
    means = np.where(known, weeks, 0.0).sum(axis=1) / np.maximum(known.sum(axis=1), 1)
    means = np.roll(means, offset, axis=1)
    site = means.sum(axis=0)
    profile = site / site.sum() if site.sum() > 0 else np.full(7, 1 / 7)
    seen = recent.shape[1] // 7
    leaves = (means * seen + BORROWED * profile) / (means.sum(axis=1, keepdims=True) * seen + BORROWED)
    return np.vstack([leaves, profile])
