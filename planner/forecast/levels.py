"""Weekly levels of daily series: the scale on which sessions are forecast."""

from dataclasses import dataclass

import numpy as np

from planner.forecast.spikes import without_spikes
from planner.model.arrays import Array, Bools, Ints
from planner.model.spread import quantiles

HALF = 0.5  # sessions added before logs, so that days without any count as little rather than as nothing
RECENT_WEEKS = 26
WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Whole weeks, counted back from the last day."""

    logs: Array
    """(n_rows, n_weeks) mean of the daily logs, spikes taken off; weeks that are not known are bridged."""
    totals: Array
    """(n_rows, n_weeks) [sessions/day] mean of the days as they were."""
    lift: Array
    """(n_rows,) log of a week's mean above the mean of its logs: what spread within the week adds."""
    known: Bools
    """(n_rows, n_weeks) where there is something to learn from: some day is known, and the series has begun."""
    ended: Bools
    """(n_rows,) series that had many sessions and, for four weeks, none."""


def weekly_levels(daily: Array) -> Levels:
    """The weekly levels of daily series.

    Args: daily (n_rows, n_days) [sessions/day], NaN where missing; days before the first whole week are not used. A week without any
        day takes the level of the nearest known ones, linearly, and so do the weeks before a series begins.
    """
    n_rows, n_days = daily.shape
    weeks = n_days // WEEK
    whole = daily[:, n_days - weeks * WEEK :]
    by_week = (n_rows, weeks, WEEK)
    missing = np.isnan(whole)
    gaps = bool(missing.any())
    filled = np.where(missing, 0.0, whole) if gaps else whole
    usual = without_spikes(filled, missing)
    logs = np.log(usual + HALF)
    if gaps:
        logs[missing] = 0.0
    days = WEEK - missing.reshape(by_week).sum(axis=2)
    sums = filled.reshape(by_week).sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        totals, mean_logs = sums / days, logs.reshape(by_week).sum(axis=2) / days
        calm = totals if usual is filled else usual.reshape(by_week).sum(axis=2) / days
    known = (days > 0) & (np.arange(weeks) >= _begins(sums)[:, None])
    totals, calm, mean_logs = _bridged(totals, known), _bridged(calm, known), _bridged(mean_logs, known)
    recent = slice(max(0, weeks - RECENT_WEEKS), weeks)
    lift = quantiles(np.log(calm[:, recent] + HALF) - mean_logs[:, recent], [0.5])[:, 0]
    return Levels(logs=mean_logs, totals=totals, lift=lift, known=known, ended=_ended(sums, days))


def _begins(sums: Array) -> Ints:
    """(n_rows,) the first week with sessions; 0 where there is none."""
    begins: Ints = (sums > 0).argmax(axis=1)
    return begins


def _ended(sums: Array, days: Ints) -> Bools:
    """Where the last four weeks are known and empty, and four such weeks before had twenty sessions and more."""
    if sums.shape[1] <= 4:
        return np.zeros(len(sums), dtype=np.bool_)
    before = sums[:, :-4]
    usual = before.sum(axis=1) / np.maximum((before > 0).sum(axis=1), 1)
    empty: Bools = (sums[:, -4:].sum(axis=1) == 0) & (days[:, -4:] > 0).all(axis=1) & (4 * usual >= 20)
    return empty


def _bridged(weeks: Array, known: Bools) -> Array:
    """The rows with unknown weeks filled from their neighbours; a row without any week is 0."""
    if known.all():
        return weeks
    weeks = weeks.copy()
    for n in np.flatnonzero(~known.all(axis=1)):
        have = np.flatnonzero(known[n])
        weeks[n] = np.interp(np.arange(weeks.shape[1]), have, weeks[n, have]) if len(have) else 0.0
    return weeks
