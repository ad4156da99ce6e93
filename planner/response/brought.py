"""What one lever brings, by draw and effort, wherever its curve comes from."""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array
from planner.model.forecast import Forecast
from planner.model.period import Period
from planner.model.response import Option
from planner.response.efforts import begins, rates
from planner.response.judgement import Judgement, curve_draws
from planner.response.tabled import Tabled, table_draws
from planner.response.timing import timing


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """One row of the gain table; see there."""

    gain: Array
    """(n_draws, n_points) [sessions in the period] against business as usual."""
    present: float
    """[sessions in the period] mean of what effort as it is brings."""
    later: float
    """[-] sessions after the period for each extra session in it."""
    leaves: Array
    """(n_leaves,) share of the gain that falls on each leaf; sums to 1."""
    arrived: Array
    """(n_days,) share of the gain that has come by the end of each day."""


def judged(
    option: Option, judgement: Judgement | Tabled, effort: Array, forecast: Forecast, period: Period, *, rng: np.random.Generator, spare: float
) -> Brought:  # fmt: skip
    """What a lever brings by judgement. Args: effort (n_points,) [lever units/period]; spare: share of its leaves' sessions that it can take away."""
    when = timing(period.days, begins=begins(option.lever, period), lag=option.lever.lag or 0.0)
    at = np.append(rates(effort, option.now, when.open), option.now)
    sessions = _draws(judgement, at, rng, forecast.draws.shape[1])
    change = (sessions[:, :-1] - sessions[:, -1:]) * (when.open * when.within)
    usual = forecast.draws[list(option.leaves)].sum(axis=0)
    return Brought(
        gain=np.maximum(change, -usual[:, None] * spare),  # no effort can take away more than there is
        present=float(sessions[:, -1].mean()),
        later=1 / when.within - 1,
        leaves=even_shares(option.leaves, forecast.draws.mean(axis=1)),
        arrived=when.arrived,
    )


def _draws(judgement: Judgement | Tabled, effort: Array, rng: np.random.Generator, n_draws: int) -> Array:
    """(n_draws, n_points) [sessions] that effort brings in all."""
    if isinstance(judgement, Tabled):
        return table_draws(judgement, effort, rng=rng, n_draws=n_draws)
    return curve_draws(judgement, effort, rng=rng, n_draws=n_draws)


def even_shares(leaves: tuple[int, ...], means: Array) -> Array:
    """A gain falls on a lever's leaves as their sessions do; evenly where there are none yet."""
    shares = np.zeros(len(means))
    at = list(leaves)
    shares[at] = means[at] / means[at].sum() if means[at].sum() > 0 else 1 / len(at)
    return shares
