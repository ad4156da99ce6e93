"""The forecast of each row by itself, and how far off it tends to be."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.forecast.levels import HALF, RECENT_WEEKS, Levels
from planner.forecast.terms import (
    DRIFT,
    MOST_DRIFT,
    RECENT,
    SEASONAL,
    STEADY,
    Horizon,
    running,
    seasonal_from,
    seasonal_terms,
    seasonal_weights,
    steady_terms,
    steady_weights,
)
from planner.model.arrays import Array, Bools, Ints
from planner.model.period import WEEK

PRIOR_TESTS = 4.0  # independent backtests that prior knowledge counts for
LEAST_SPREAD = 0.08  # error of a month's log level where weeks hardly change: they may yet …
SPREAD_PER_CHANGE = 1.2  # … and so much more per weekly change of the log
USUAL_CHANGE = 0.12  # log; standard deviation of a week against the week before …
PRIOR_CHANGES = 2  # … and the changes that it counts for
SURER = 0.85  # errors with a season known, against those without, before backtests tell
FURTHER = 0.42  # power of the distance with which errors grow; 0.5 for a random walk
MEAN_TO_SCALE = np.sqrt(np.pi / 2)  # standard deviation over mean distance, of a normal error
OUTLYING = 3.0  # scales: errors beyond count as that much
LEAST_RELIABLE = 0.2
TESTED_WEEKS = 104  # older origins are another site
LATE_WEEKS = 53  # that volatility is read from


@dataclass(frozen=True, slots=True, kw_only=True)
class Centre:
    """Where each row is expected and how sure that is."""

    log: Array
    """(n_rows,) log of mean sessions a day over the horizon."""
    scale: Array
    """(n_rows,) standard deviation of that log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tests:
    """What came after earlier origins."""

    origins: Ints
    seen: Array
    """(n_rows, n_origins) log of the mean day over the horizon's weeks, without the lift."""
    weight: Array
    """(n_rows, n_origins) 1 where the origin and what came are known, else 0."""

    def after(self, least: int) -> "_Tests":
        """Those with at least so many weeks up to the origin."""
        at = np.flatnonzero(self.origins + 1 >= least)
        return _Tests(origins=self.origins[at], seen=self.seen[:, at], weight=self.weight[:, at])


def blend(levels: Levels, horizon: Horizon) -> Centre:
    """Forecast each row from its last week on: a regression on few terms, its weights and its error scale both shrunk from those that the
    row's own backtests ask for toward the usual ones.

    Args: levels of at least 5 weeks.
    Source: Bayesian linear regression with a normal prior (Lindley and Smith 1972); shrinkage of scales as in empirical Bayes.
    """
    weeks, change = levels.logs.shape[1], _change(np.log(levels.totals + HALF), levels.known)
    drift = np.minimum(DRIFT * _change(levels.logs, levels.known) ** 2, MOST_DRIFT)  # a spike is none
    reliable = _reliable(levels, change)
    usual = np.sqrt(LEAST_SPREAD**2 + (SPREAD_PER_CHANGE * change) ** 2) * further(horizon)
    tests, last = _tests(levels, horizon), weeks - 1
    log, errors, unsure = _regressed(
        tests,
        usual,
        horizon,
        lambda at: steady_terms(levels.logs, at),
        last,
        (steady_weights(drift, reliable, horizon), STEADY),
    )
    scale = _scale(errors, tests.weight, usual, horizon)
    if weeks >= seasonal_from(horizon):
        tests = tests.after(seasonal_from(horizon))
        prior = seasonal_weights(drift, reliable, horizon), SEASONAL
        usual = SURER * scale
        log, errors, unsure = _regressed(
            tests, usual, horizon, lambda at: seasonal_terms(levels.logs, at, horizon), last, prior
        )
        scale = _scale(errors, tests.weight, usual, horizon)
    none = levels.ended | ~levels.totals.any(axis=1)
    log = np.where(none, np.log(HALF), log + levels.lift)
    return Centre(log=log, scale=np.sqrt(scale**2 + unsure))


def further(horizon: Horizon) -> float:
    """How much wider than for the next month: sites come back more than random walks do."""
    return float(horizon.far**FURTHER)


def _change(logs: Array, known: Bools) -> Array:
    """(n_rows,) standard deviation of the weekly changes of the last year, as their mean size tells it, shrunk to what is usual."""
    late = slice(max(0, logs.shape[1] - LATE_WEEKS), None)
    change, known = np.diff(logs[:, late], axis=1), known[:, late]
    both = known[:, 1:] & known[:, :-1]
    count = both.sum(axis=1)
    typical = MEAN_TO_SCALE * (both * np.abs(change)).sum(axis=1) / np.maximum(count, 1)
    shrunk: Array = np.sqrt((count * typical**2 + PRIOR_CHANGES * USUAL_CHANGE**2) / (count + PRIOR_CHANGES))
    return shrunk


def _reliable(levels: Levels, change: Array) -> Array:
    """(n_rows,) how much of a weekly change lasts: what counting alone gives does not, nor does what the next week takes back."""
    counted = 1 - 2 * _noise(levels) / np.maximum(change**2, 1e-9)
    diff = np.diff(levels.logs[:, -LATE_WEEKS:], axis=1)
    back = (diff[:, 1:] * diff[:, :-1]).sum(axis=1) / ((diff**2).sum(axis=1) + 1e-12)
    shrunk = back * diff.shape[1] / (diff.shape[1] + 20)
    reliable: Array = np.clip(np.minimum(counted, 1 + 2 * shrunk), LEAST_RELIABLE, 1.0)
    return reliable


def _noise(levels: Levels) -> Array:
    """(n_rows,) variance of a week's log that counting alone gives."""
    variance: Array = 1 / np.maximum(WEEK * levels.totals[:, -RECENT_WEEKS:].mean(axis=1), 1.0)
    return variance


def _tests(levels: Levels, horizon: Horizon) -> _Tests:
    weeks = levels.logs.shape[1]
    origins = np.arange(max(RECENT - 1, weeks - TESTED_WEEKS), weeks - horizon.end)
    sums, known = running(levels.totals), running(levels.known.astype(np.float64))
    mean = (sums[:, origins + 1 + horizon.end] - sums[:, origins + 1 + horizon.gap]) / horizon.weeks
    all_known = known[:, origins + 1 + horizon.end] - known[:, origins + 1 + horizon.gap] == horizon.weeks
    level_known = known[:, origins + 1] - known[:, origins - RECENT + 1] == RECENT
    return _Tests(
        origins=origins,
        seen=np.log(mean + HALF) - levels.lift[:, None],
        weight=(all_known & level_known).astype(np.float64),
    )


def _regressed(
    tests: _Tests,
    scale: Array,
    horizon: Horizon,
    terms: Callable[[Ints], tuple[Array, Array]],
    last: int,
    prior: tuple[Array, Array],
) -> tuple[Array, Array, Array]:
    """The forecast from the last week on, (n_rows,), the errors that it would have made at the tests, (n_rows, n_origins), and the variance,
    (n_rows,), that comes of not knowing the weights.

    Args: scale (n_rows,) of errors that is usual; prior: the weights' means (n_rows, n_terms) and standard deviations (n_terms,).
    """
    means, spreads = prior
    level, x = terms(np.append(tests.origins, last))
    past, ahead = x[:, :-1], x[:, -1]
    missed = tests.seen - level[:, :-1] - (past @ means[:, :, None])[:, :, 0]
    held = np.clip(missed, -OUTLYING * scale[:, None], OUTLYING * scale[:, None])
    count = tests.weight.sum(axis=1) / horizon.weeks  # tests that share weeks are not independent
    variance = ((tests.weight * held**2).sum(axis=1) / horizon.weeks + PRIOR_TESTS * scale**2) / (count + PRIOR_TESTS)
    turned = (past * (tests.weight / (horizon.weeks * variance[:, None]))[:, :, None]).transpose(0, 2, 1)
    precision = turned @ past + np.diag(spreads**-2)
    own, spread = np.linalg.solve(
        precision, np.concatenate([turned @ held[:, :, None], ahead[:, :, None]], axis=2)
    ).transpose(2, 0, 1)
    unsure = (ahead * spread).sum(axis=1)
    return level[:, -1] + (ahead * (means + own)).sum(axis=1), missed - (past @ own[:, :, None])[:, :, 0], unsure


def _scale(errors: Array, weight: Array, usual: Array, horizon: Horizon) -> Array:
    """The scale of the backtests' errors, shrunk toward the usual one."""
    count = weight.sum(axis=1)
    own = MEAN_TO_SCALE * (weight * np.abs(errors)).sum(axis=1) / np.maximum(count, 1)
    tests = count / horizon.weeks
    scale: Array = np.sqrt((tests * own**2 + PRIOR_TESTS * usual**2) / (tests + PRIOR_TESTS))
    return scale
