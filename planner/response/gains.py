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
from planner.response.timing import timing

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
    gain, present = np.empty((len(options), n_draws, points)), np.zeros(len(options))
    for n, (option, judgement, when) in enumerate(zip(options, judgements, timings, strict=True)):
        rng = np.random.default_rng([seed, 2, n])
        rates = np.append(_rates(effort[n], option.now, when.open), option.now)
        sessions = curve_draws(judgement, rates, rng=rng, n_draws=n_draws)
        present[n] = sessions[:, -1].mean()
        change = (sessions[:, :-1] - sessions[:, -1:]) * (when.open * when.within)
        # no effort can take away more than there is
        gain[n] = np.maximum(change, -forecast.draws[list(option.leaves)].sum(axis=0)[:, None])
    means = forecast.draws.mean(axis=1)
    return GainTable(
        options=tuple(options),
        effort=frozen(effort),
        gain=frozen(gain),
        present=frozen(present),
        later=frozen([1 / when.within - 1 for when in timings]),
        leaf_shares=frozen(
            np.stack([_shares(o.leaves, means) for o in options]) if options else np.zeros((0, n_leaves))
        ),
        arrived=frozen(np.stack([when.arrived for when in timings]) if options else np.zeros((0, period.days))),
    )


def _begins(lever: Lever, period: Period) -> int:
    """Whole days of the period before the lever's effort can change."""
    starts: date = lever.starts or period.start
    return max((starts - period.start).days, 0)


def _efforts(lever: Lever, open_share: float) -> Array:
    """The efforts to look at, from the least to the most, closer together where curves bend most; today's is one of them.

    What has been agreed goes on until effort can change, so no effort is below today's share of those days.
    """
    now, least, most = lever.now or 0.0, lever.least or 0.0, lever.most or 0.0
    agreed = now * (1 - open_share)
    if lever.step is not None:
        return _steps(max(least, np.floor(agreed / lever.step + 1e-9) * lever.step), max(most, agreed), now, lever.step)
    least = max(least, agreed)
    if most <= least:
        return np.array([least])
    grid = least + (most - least) * np.linspace(0.0, 1.0, POINTS) ** 1.5
    if least < now < most:
        grid[1 + int(np.argmin(np.abs(grid[1:-1] - now)))] = now
    return grid


def _steps(least: float, most: float, now: float, step: float) -> Array:
    """Whole steps from the least to the most; of very many only every second, third …, but always the last and today's."""
    first, last = int(np.ceil(least / step - 1e-9)), int(np.floor(most / step + 1e-9))
    every = max(1, -(-(last - first) // MOST_STEPS))
    steps = {*range(first, last + 1, every), max(last, first), min(max(round(now / step), first), max(last, first))}
    return np.array(sorted(steps), dtype=np.float64) * step


def _rates(effort: Array, now: float, open_share: float) -> Array:
    """Effort that changes for the open part of the period, at the rate of a whole one. Args and returns [lever units/period]."""
    return np.maximum((effort - now * (1 - open_share)) / open_share, 0.0)


def _shares(leaves: tuple[int, ...], means: Array) -> Array:
    """A lever's gain falls on its leaves as their sessions do; evenly where there are none yet."""
    shares = np.zeros(len(means))
    at = list(leaves)
    shares[at] = means[at] / means[at].sum() if means[at].sum() > 0 else 1 / len(at)
    return shares
