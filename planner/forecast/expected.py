"""What each row is expected to bring in the period, and how sure that is, learned from its history."""

from datetime import timedelta

import numpy as np

from planner.forecast.blend import blend, further
from planner.forecast.branches import blocks
from planner.forecast.joint import Rows
from planner.forecast.levels import HALF, weekly_levels
from planner.forecast.terms import Horizon
from planner.model.arrays import Array
from planner.model.history import History
from planner.model.period import WEEK

USUAL_DAYS_APART = 0.15  # log; of a day against its week and weekday, where no history shows days
MIDDLE = 15  # day of a month that stands for it
USUAL_MONTH = 0.2  # log; standard deviation of a month against the month before
PRIOR_MONTHS = 4  # changes that this counts for


def learned_rows(history: History, above: Array, horizon: Horizon, weeks: Array, more: Array) -> Rows:
    """Args: above: the rows of branches; weeks (n_rows,) that the period is worth; more (n_rows,) variance beyond that of whole weeks."""
    some = [history.sessions[at[0] : at[-1] + 1] for at in blocks(np.arange(len(history.leaves)))]
    centres = [blend(weekly_levels(rows), horizon) for rows in (*some, *([above] if len(above) else []))]
    log = np.concatenate([centre.log for centre in centres])
    scale = np.concatenate([centre.scale for centre in centres])
    if history.cadence == "month":
        scale = np.maximum(scale, _monthly_changes(history, above) * further(horizon))
    scale = np.sqrt(scale**2 + more)
    days = weeks * WEEK
    none = np.abs(np.exp(log) - HALF) < 1e-9  # a leaf that never was, or has ended, is not one of few sessions
    level = np.maximum(np.exp(log) - HALF, 0.0) * days
    return Rows(level=level, below=scale, above=scale, shift=np.where(none, 0.0, HALF * days))


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


def _monthly_changes(history: History, above: Array) -> Array:
    """(n_rows,) standard deviation of the log of a month against the month before, shrunk to what is usual.

    Whole months hide how weeks differ, and a week within a month gives the rest of it away, so backtests by week would be too sure.
    """
    months = [n for n in range(history.sessions.shape[1]) if (history.first + timedelta(days=n)).day == MIDDLE]
    rows = np.vstack([history.sessions[:, months], above[:, months]])
    change = np.abs(np.diff(np.log(rows + HALF), axis=1))
    known = ~np.isnan(change)  # a month that is missing, or not over yet, says nothing of the months beside it
    seen = known.sum(axis=1)
    own = np.pi / 2 * (np.where(known, change, 0.0).sum(axis=1) / np.maximum(seen, 1)) ** 2
    scale: Array = np.sqrt((seen * own + PRIOR_MONTHS * USUAL_MONTH**2) / (seen + PRIOR_MONTHS))
    return scale
