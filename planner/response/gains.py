"""Options and their judgements as one table of gains."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Lever
from planner.model.period import Period
from planner.model.response import GainTable, Option
from planner.response.judgement import Judgement, curve_draws
from planner.response.timing import Timing, timing

POINTS = 61  # of the effort of a lever that comes in any amount
MOST_STEPS = 256  # of a lever that comes in steps; beyond, every second, third … step is looked at


def gain_table(
    options: Sequence[Option], judgements: Sequence[Judgement], forecast: Forecast, period: Period, *, seed: int
) -> GainTable:
    """Extra sessions in the period for every lever, draw and effort.

    Args: options and judgements, one each a lever, in the same order.
    """
    n_leaves, n_draws = forecast.draws.shape
    timings = [timing(period.days, begins=_begins(o.lever, period), lag=o.lever.lag or 0.0) for o in options]
    efforts = [_efforts(o.lever, t.open) for o, t in zip(options, timings, strict=True)]
    points = max((len(row) for row in efforts), default=1)
    effort = (
        np.stack([np.append(row, np.full(points - len(row), row[-1])) for row in efforts])
        if options
        else np.zeros((0, 1))
    )
    gain = np.empty((len(options), n_draws, points))
    for n, (option, judgement, when) in enumerate(zip(options, judgements, timings, strict=True)):
        rng = np.random.default_rng([seed, 2, n])
        gain[n] = _gains(effort[n], option.now, judgement, when, rng=rng, n_draws=n_draws)
    means = forecast.draws.mean(axis=1)
    return GainTable(
        options=tuple(options),
        effort=frozen(effort),
        gain=frozen(gain),
        later=frozen([1 / when.within - 1 for when in timings]),
        leaf_shares=frozen(
            np.stack([_shares(o.leaves, means) for o in options]) if options else np.zeros((0, n_leaves))
        ),
        arrived=frozen(np.stack([when.arrived for when in timings]) if options else np.zeros((0, period.days))),
    )


def _begins(lever: Lever, period: Period) -> int:
    """Whole days of the period before the lever's effort can change."""
    starts: date = lever.starts or period.start
    return min(max((starts - period.start).days, 0), period.days - 1)


def _efforts(lever: Lever, open_share: float) -> Array:
    """The efforts to look at, from the least to the most, closer together where curves bend most; today's is one of them.

    What has been agreed goes on until effort can change, so the least is never below today's share of those days.
    """
    now = lever.now or 0.0
    least, most = max(lever.least or 0.0, now * (1 - open_share)), lever.most or 0.0
    if lever.step is not None:
        return _steps(least, max(most, least), lever.step)
    if most <= least:
        return np.array([least])
    grid = least + (most - least) * np.linspace(0.0, 1.0, POINTS) ** 1.5
    if least < now < most:
        grid[1 + int(np.argmin(np.abs(grid[1:-1] - now)))] = now
    return grid


def _steps(least: float, most: float, step: float) -> Array:
    first, last = int(np.ceil(least / step - 1e-9)), int(np.floor(most / step + 1e-9))
    every = max(1, -(-(last - first) // MOST_STEPS))
    steps: Array = np.arange(first, max(last, first) + 1, every, dtype=np.float64) * step
    return steps


def _gains(
    effort: Array, now: float, judgement: Judgement, when: Timing, *, rng: np.random.Generator, n_draws: int
) -> Array:
    """Sessions within the period against business as usual: effort changes for the open part of the period, at the rate of a whole one."""
    rates = np.append(np.maximum((effort - now * (1 - when.open)) / when.open, 0.0), now)
    sessions = curve_draws(judgement, rates, rng=rng, n_draws=n_draws)
    gains: Array = (sessions[:, :-1] - sessions[:, -1:]) * (when.open * when.within)
    return gains


def _shares(leaves: tuple[int, ...], means: Array) -> Array:
    """A lever's gain falls on its leaves as their sessions do; evenly where there are none yet."""
    shares = np.zeros(len(means))
    at = list(leaves)
    shares[at] = means[at] / means[at].sum() if means[at].sum() > 0 else 1 / len(at)
    return shares
