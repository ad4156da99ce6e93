"""Forecast and response as one account of the same history: what effort explains is taken out before the rest is forecast, and put back."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from planner.model.arrays import Array, Bools, frozen
from planner.model.effects import as_it_is, stretches
from planner.model.forecast import Forecast
from planner.model.history import History
from planner.model.learned import Echo, Learned
from planner.model.period import FOUR_WEEKS, WEEK, Period
from planner.model.repair import FEW, SPIKE, bridged_weeks, running_median

FAINT = 0.1  # of the sessions at usual effort: where effort left less, sessions say too little about the rest


def without_effort(history: History, learned: Learned) -> History:
    """The history as it would have been at usual effort all along; weeks that say too little about that are bridged."""
    sessions = history.sessions.copy()
    end = sessions.shape[1] - (history.last - learned.last).days
    for piece in learned.pieces:
        at, effect = list(piece.leaves), np.exp(piece.effect)
        usual = sessions[at] / effect
        seen, clear = ~np.isnan(usual), (effect >= FAINT) | (effect == effect.max())
        known = seen & clear
        if history.cadence == "day":
            known &= ~_torn(bridged_weeks(usual, seen), clear, end)
        sessions[at] = np.where(seen & ~known, bridged_weeks(usual, known), usual)
    return replace(history, sessions=frozen(sessions))


def _torn(rows: Array, clear: Bools, end: int) -> Bools:
    """The days of weeks in which some days, but not all alike, are far from the weeks around: effects are known by whole weeks alone.

    Args: rows (n_rows, n_days) [sessions/day]; clear (n_days,) the days to look at; end: of the last week.
    """
    torn = np.zeros(rows.shape, dtype=np.bool_)
    days = np.flatnonzero(clear[end % WEEK : end]) + end % WEEK  # whole weeks, for an effect is that of a week
    weeks = rows[:, days].reshape(len(rows), -1, WEEK).transpose(0, 2, 1)
    around = running_median(weeks.reshape(-1, weeks.shape[2])).reshape(weeks.shape)
    ratio = np.where(np.abs(weeks - around) > FEW, np.log((weeks + 1) / (around + 1)), 0.0)
    low, high = ratio < -SPIKE, ratio > SPIKE
    torn[:, days] = np.repeat((low | high).any(axis=1) & ~low.all(axis=1) & ~high.all(axis=1), WEEK, axis=1)
    return torn


def with_effort(forecast: Forecast, learned: Learned, now: Mapping[int, float], period: Period) -> Forecast:
    """The forecast with effort as it is, and with what earlier effort still brings.

    Args: forecast of `without_effort`; now [lever units/day] by position of the lever in the goal.
    """
    weeks, gap = period.days / WEEK, ((period.start - learned.last).days - 1) / WEEK
    own = [as_it_is(curve, now[curve.lever], gap, weeks) for curve in learned.curves]
    draws: Array = forecast.draws.copy()
    for piece in learned.pieces:
        coming = np.log1p(np.sum([own[k] for k in piece.curves], axis=0))
        # draws in which effort explains more of the past leave less of it to the rest
        draws[list(piece.leaves)] *= np.exp(coming - piece.recent + piece.effect[-FOUR_WEEKS:].mean())
    return replace(forecast, draws=frozen(draws))


def with_echo(forecast: Forecast, lately: Forecast, echo: Echo, period: Period) -> Forecast:
    """The forecast with the return visits that follow where effort as it is brings other first visits than effort did of late."""
    before, first = (each.draws[list(echo.new)].sum(axis=0) for each in (lately, forecast))
    change = echo.share * echo.within(stretches(period.days / WEEK)) * (first / np.maximum(before, 1.0) - 1)
    draws: Array = forecast.draws.copy()
    draws[list(echo.returning)] *= np.maximum(1 + change, 0.0)
    return replace(forecast, draws=frozen(draws))
