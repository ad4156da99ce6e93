"""Weekly levels of daily series: the scale on which sessions are forecast."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.spread import quantiles

HALF = 0.5  # sessions added before logs, so that days without any count as little rather than as nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Whole weeks, counted back from the last day."""

    logs: Array
    """(n_rows, n_weeks) mean of the daily logs."""
    totals: Array
    """(n_rows, n_weeks) [sessions/day] mean of the days."""
    lift: Array
    """(n_rows,) log of a week's mean above the mean of its logs: what spread within the week adds."""


def weekly_levels(daily: Array) -> Levels:
    """The weekly levels of daily series.

    Args: daily (n_rows, n_days) [sessions/day], NaN where missing; days before the first whole week are not used, and a week
        without any day takes the level of the nearest known ones, linearly.
    """
    n_rows, n_days = daily.shape
    weeks = n_days // 7
    cut = daily[:, n_days - weeks * 7 :].reshape(n_rows, weeks, 7)
    known = ~np.isnan(cut)
    days = known.sum(axis=2)
    filled = np.where(known, cut, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        totals = _bridged(filled.sum(axis=2) / days)
        logs = _bridged(np.where(known, np.log(filled + HALF), 0.0).sum(axis=2) / days)
    recent = slice(max(0, weeks - 26), weeks)
    lift = quantiles(np.log(totals[:, recent] + HALF) - logs[:, recent], [0.5])[:, 0]
    return Levels(logs=logs, totals=totals, lift=lift)


def _bridged(weeks: Array) -> Array:
    """The rows with NaN weeks filled from their neighbours; a row without any week is 0."""
    for n in np.flatnonzero(np.isnan(weeks).any(axis=1)):
        row = weeks[n]
        known = np.flatnonzero(~np.isnan(row))
        row[:] = np.interp(np.arange(len(row)), known, row[known]) if len(known) else 0.0
    return weeks
