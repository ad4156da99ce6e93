"""Weekly levels of daily series: the scale on which sessions are forecast."""

from dataclasses import dataclass

import numpy as np

from planner.forecast.spikes import without_spikes
from planner.model.arrays import Array, Bools, Ints
from planner.model.period import WEEK
from planner.model.spread import quantiles

HALF = 0.5  # sessions added before logs, so that days without any count as little rather than as nothing
RECENT_WEEKS = 26
ALL_DAYS = np.ones(WEEK)  # a product with it adds up a week much faster than a sum over so short an axis


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
    days = WEEK - (missing.reshape(by_week).sum(axis=2) if gaps else np.zeros((n_rows, weeks), dtype=np.int64))
    sums = filled.reshape(by_week) @ ALL_DAYS
    logs, seen = np.log(usual + HALF), filled
    if gaps:
        logs = _completed(logs, missing)
        usual, seen = (np.where(missing, np.exp(logs) - HALF, each) for each in (usual, filled))
    totals, calm, mean_logs = (each.reshape(by_week) @ ALL_DAYS / WEEK for each in (seen, usual, logs))
    known = (days > 0) & (np.arange(weeks) >= _begins(filled.reshape(by_week), sums)[:, None])
    totals, calm, mean_logs = _bridged(totals, known), _bridged(calm, known), _bridged(mean_logs, known)
    lift = _lift(calm, mean_logs, known)
    return Levels(logs=mean_logs, totals=totals, lift=lift, known=known, ended=_ended(sums, days))


def _completed(logs: Array, missing: Bools) -> Array:
    """The logs with each missing day at the known ones of its week, and as far above or below them as its day of the week is of late."""
    by_week = (len(logs), -1, WEEK)
    weeks, known = logs.reshape(by_week), ~missing.reshape(by_week)
    late = slice(-RECENT_WEEKS, None)
    number = known[:, late].sum(axis=1)
    usual = np.where(known, weeks, 0.0)[:, late].sum(axis=1) / np.maximum(number, 1)
    some = np.maximum((number > 0).sum(axis=1, keepdims=True), 1)
    usual = np.where(number > 0, usual, usual.sum(axis=1, keepdims=True) / some)
    apart = np.where(known, weeks - usual[:, None], 0.0).sum(axis=2, keepdims=True)
    level = apart / np.maximum(known.sum(axis=2, keepdims=True), 1)
    completed: Array = np.where(known, weeks, usual[:, None] + level).reshape(logs.shape)
    return completed


def _begins(days: Array, sums: Array) -> Ints:
    """(n_rows,) the first week that a series fills; 0 where it has been there from the start, or never was. Args: days (n_rows, n_weeks, 7); sums of them."""
    first = (sums > 0).argmax(axis=1)
    # a week that begins with days of none is not yet one of the series
    part = (days[np.arange(len(days)), first, 0] <= 0) & (first > 0) & (first < days.shape[1] - 1)
    begins: Ints = first + part
    return begins


def _lift(totals: Array, logs: Array, known: Bools) -> Array:
    """(n_rows,) the median of the last weeks that are known."""
    recent = slice(max(0, totals.shape[1] - RECENT_WEEKS), None)
    lifts, some = np.log(totals[:, recent] + HALF) - logs[:, recent], known[:, recent]
    found: Array = quantiles(lifts, [0.5])[:, 0]
    for n in np.flatnonzero(~some.all(axis=1) & some.any(axis=1)).tolist():
        found[n] = quantiles(lifts[n, some[n]][None, :], [0.5])[0, 0]
    return found


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
