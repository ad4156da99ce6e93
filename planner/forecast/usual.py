"""Business as usual as joint draws of the period by leaf."""

import numpy as np

from planner.forecast.branches import branch_rows, branches
from planner.forecast.expected import days_apart, learned_rows
from planner.forecast.joint import joint
from planner.forecast.present import as_they_are
from planner.forecast.prior import prior_rows
from planner.forecast.terms import Horizon
from planner.forecast.weekdays import RECENT_DAYS, weekday_shares
from planner.model.arrays import frozen
from planner.model.forecast import Forecast
from planner.model.history import History
from planner.model.period import WEEK, Period

LEAST_WEEKS = 5  # of history, to learn anything from it


def forecast(history: History, period: Period, *, seed: int, n_draws: int) -> Forecast:
    """The sessions of the period if effort goes on as it was.

    Args: history (n_leaves, n_days) [sessions/day]; period after its last day.
    Returns: joint draws (n_leaves, n_draws) [sessions in the period]. Every branch, the whole site first of all, is forecast by itself, and
        its leaves are scaled to it draw by draw: it is surer than any of them, and their errors do not add up in it.
    """
    found = branches(history.leaves)
    above = branch_rows(as_they_are(history.sessions), found)
    horizon = horizon_of(history, period)
    learned = history.sessions.shape[1] // WEEK >= LEAST_WEEKS
    days = np.array(period.weekdays)
    recent = np.vstack([history.sessions[:, -RECENT_DAYS:], above[:, -RECENT_DAYS:]])
    shares = weekday_shares(recent, history.last, history.cadence)
    weeks = shares[:, days].sum(axis=1)  # what the period is worth in whole weeks of that row
    if learned:
        daily = days_apart(recent, shares, history) * _short_of_a_week(period)
        expected = learned_rows(history, above, horizon, weeks, daily)
    else:
        expected = prior_rows(recent, horizon, weeks)
    draws = joint(expected, found, seed=seed, n_draws=n_draws)
    profile = shares[-1, days] + 1e-9  # a period of days without any sessions still has to pass
    return Forecast(
        draws=frozen(draws),
        day_shares=frozen(profile / profile.sum()),
        basis="history" if learned else "prior",
    )


def horizon_of(history: History, period: Period) -> Horizon:
    """The period in weeks after the last day of history."""
    gap = (period.start - history.last).days - 1
    return Horizon(gap=round(gap / WEEK), weeks=max(1, round(period.days / WEEK)))


def _short_of_a_week(period: Period) -> float:
    """How much of the variance of single days a period shows that a week would even out."""
    return max(1 / period.days - 1 / WEEK, 0.0)
