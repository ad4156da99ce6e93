"""What each row is expected to bring in the period, and how sure that is, learned from its history."""

import numpy as np

from planner.forecast.blend import blend, further
from planner.forecast.branches import blocks
from planner.forecast.joint import Rows
from planner.forecast.levels import HALF, WEEK, weekly_levels
from planner.forecast.terms import Horizon
from planner.model.arrays import Array
from planner.model.history import History

MOST_SCALE = 2.5  # log; of rows with next to no sessions
LEAST = 1e-9  # sessions a day: none
USUAL_DAYS_APART = 0.15  # log; of a day against its week and weekday, where no history shows days
MONTH = 30  # days, near enough
USUAL_MONTH = 0.2  # log; standard deviation of a month against the month before
PRIOR_MONTHS = 4  # changes that this counts for


def learned_rows(history: History, above: Array, horizon: Horizon, weeks: Array, more: Array) -> Rows:
    """Args: above: the rows of branches; weeks (n_rows,) that the period is worth; more (n_rows,) variance beyond that of whole weeks."""
    some = [history.sessions[at[0] : at[-1] + 1] for at in blocks(np.arange(len(history.leaves)))]
    centres = [blend(weekly_levels(rows), horizon) for rows in (*some, *([above] if len(above) else []))]
    log = np.concatenate([centre.log for centre in centres])
    scale = np.concatenate([centre.scale for centre in centres])
    if history.cadence == "month":
        scale = np.maximum(scale, _monthly_changes(np.vstack([history.sessions, above])) * further(horizon))
    scale = np.sqrt(scale**2 + more)
    level = np.maximum(np.exp(log) - HALF, LEAST)
    # the log is of sessions and a half: as a spread of the sessions alone it is wider, and more so below than above
    higher = np.log(np.maximum(np.exp(log + scale) - HALF, LEAST) / level)
    lower = np.log(level / np.maximum(np.exp(log - scale) - HALF, LEAST))
    return Rows(level=level * weeks * WEEK, below=np.minimum(lower, MOST_SCALE), above=np.minimum(higher, MOST_SCALE))


def days_apart(recent: Array, shares: Array, history: History) -> Array:
    """(n_rows,) variance of the log of a day against its week and weekday. Args: recent (n_rows, n_days), the last ones of every row."""
    weeks = recent.shape[1] // WEEK
    if history.cadence != "day" or weeks < 2:
        return np.full(len(recent), USUAL_DAYS_APART**2)
    first = history.last.toordinal() - weeks * WEEK  # Monday is 0, and the first ordinal is of a Monday
    weekday = (first + np.arange(WEEK)) % WEEK
    days = recent[:, -weeks * WEEK :].reshape(len(recent), weeks, WEEK)
    usual = np.nanmean(np.where(np.isnan(days).all(axis=2, keepdims=True), 0.0, days), axis=2, keepdims=True)
    distance = np.log((days + HALF) / (usual * shares[:, None, weekday] * WEEK + HALF))
    known = ~np.isnan(distance)
    variance: Array = (np.where(known, distance, 0.0) ** 2).sum(axis=(1, 2)) / np.maximum(known.sum(axis=(1, 2)), 1)
    return variance


def _monthly_changes(rows: Array) -> Array:
    """(n_rows,) standard deviation of the log of a month against the month before, shrunk to what is usual.

    Whole months hide how weeks differ, and a week within a month gives the rest of it away, so backtests by week would be too sure.
    """
    months = rows.shape[1] // MONTH
    middle = rows[:, rows.shape[1] - months * MONTH + MONTH // 2 :: MONTH]
    change = np.abs(np.diff(np.log(np.nan_to_num(middle) + HALF), axis=1))
    seen = change.shape[1]
    own = np.pi / 2 * change.mean(axis=1) ** 2 if seen else np.zeros(len(rows))
    scale: Array = np.sqrt((seen * own + PRIOR_MONTHS * USUAL_MONTH**2) / (seen + PRIOR_MONTHS))
    return scale
