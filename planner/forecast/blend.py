"""The blend of the two forecasts, row by row, and how far off it tends to be."""

from dataclasses import dataclass

import numpy as np

from planner.forecast.experts import LAST_WEEK, Horizon, persistence, recent_level, running, seasonal, seasonal_from
from planner.forecast.levels import HALF, Levels
from planner.model.arrays import Array, Ints
from planner.model.draws import Z80
from planner.model.spread import quantiles

USUAL_SEASON = 0.4  # weight of last year's change before backtests say otherwise
PRIOR_TESTS = 4.0  # independent backtests that prior knowledge counts for
SPREAD_PER_VOLATILITY = 1.8  # error of a month's log level per median weekly change of it
LEAST_SPREAD = 0.05  # log; no monthly forecast is surer
WIDER = 1.1  # backtests are seen with hindsight of their own pull and season weight
MONTH_LEAD = 2.5  # weeks from an origin to the middle of the four that follow


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Where each row is expected and how sure that is."""

    log: Array
    """(n_rows,) log of mean sessions a day over the horizon."""
    scale: Array
    """(n_rows,) standard deviation of that log."""


def blend(levels: Levels, horizon: Horizon) -> Centre:
    """Forecast each row from its last week on, with the error scale of its own backtests shrunk toward what is usual.

    Args: levels of at least 5 weeks.
    Source: forecast combination by regression on past errors (Bates and Granger 1969); shrinkage as in empirical Bayes.
    """
    weeks = levels.logs.shape[1]
    origins = np.arange(_first_test(weeks), weeks - horizon.end)
    seen = _seen(levels, origins, horizon)
    tests = _pulled(levels, np.append(origins, weeks - 1), seen, horizon)
    past, ahead = tests[:, :-1], tests[:, -1]
    with_year = origins[origins + 1 >= seasonal_from(horizon)]
    if weeks >= seasonal_from(horizon):
        other = seasonal(levels.logs, np.append(with_year, weeks - 1), horizon) + levels.lift[:, None]
        skip = len(origins) - len(with_year)
        weight = _season_weight(seen[:, skip:] - past[:, skip:], other[:, :-1] - past[:, skip:], horizon)
        past = np.concatenate(
            [past[:, :skip], past[:, skip:] + weight[:, None] * (other[:, :-1] - past[:, skip:])], axis=1
        )
        ahead = ahead + weight * (other[:, -1] - ahead)
    return Centre(log=ahead, scale=_scale(levels, seen - past, horizon))


def _first_test(weeks: int) -> int:
    """The last two years of origins tell; older ones are another site."""
    return max(3, weeks - 104)


def _seen(levels: Levels, origins: Ints, horizon: Horizon) -> Array:
    """What came after each origin: log of the mean day over the horizon's weeks."""
    sums = running(levels.totals)
    mean: Array = (sums[:, origins + 1 + horizon.end] - sums[:, origins + 1 + horizon.gap]) / horizon.weeks
    return np.log(mean + HALF)


def _pulled(levels: Levels, origins: Ints, seen: Array, horizon: Horizon) -> Array:
    """The persistence forecast, each row with the pull toward its last week that would have served it best, shrunk to the usual."""
    usual = persistence(levels.logs, origins) + levels.lift[:, None]
    last = levels.logs[:, origins] - recent_level(running(levels.logs), origins)
    known = slice(0, seen.shape[1])
    missed, lever = seen - usual[:, known], last[:, known]
    size = np.mean(last**2, axis=1) + 1e-12
    more = (missed * lever).sum(axis=1) / ((lever**2).sum(axis=1) + PRIOR_TESTS * horizon.weeks * size)
    best: Array = usual + np.clip(more, -LAST_WEEK, 1 - LAST_WEEK)[:, None] * last
    return best


def _season_weight(missed: Array, change: Array, horizon: Horizon) -> Array:
    """How much of last year's change to believe: least squares on the backtests, shrunk to the usual weight, within 0..1."""
    size = np.mean(change**2, axis=1) if change.shape[1] else np.zeros(len(change))
    prior = PRIOR_TESTS * horizon.weeks * size + 1e-12
    weight: Array = ((missed * change).sum(axis=1) + prior * USUAL_SEASON) / ((change**2).sum(axis=1) + prior)
    return np.clip(weight, 0.0, 1.0)


def _scale(levels: Levels, errors: Array, horizon: Horizon) -> Array:
    """The error scale: the width that held four of five backtests, shrunk toward what this volatility usually means."""
    volatility = quantiles(np.abs(np.diff(levels.logs, axis=1)), [0.5])[:, 0]
    prior = np.maximum(SPREAD_PER_VOLATILITY * volatility, LEAST_SPREAD) * further(horizon)
    if errors.shape[1] == 0:
        return WIDER * prior
    own = quantiles(np.abs(errors), [0.8])[:, 0] / Z80
    tests = errors.shape[1] / horizon.weeks  # backtests that share weeks are not independent
    variance: Array = (tests * own**2 + PRIOR_TESTS * prior**2) / (tests + PRIOR_TESTS)
    return WIDER * np.sqrt(variance)


def further(horizon: Horizon) -> float:
    """How much wider than for the next month, errors growing with the root of the lead as those of a random walk do."""
    return float(np.sqrt(max(horizon.lead, MONTH_LEAD) / MONTH_LEAD))
