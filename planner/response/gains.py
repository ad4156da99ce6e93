"""Options and their judgements as one table of gains."""

from collections.abc import Sequence

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.forecast import Forecast
from planner.model.goal import Lever
from planner.model.period import Period
from planner.model.response import GainTable, Option
from planner.response.judgement import Judgement, curve_draws
from planner.response.timing import timing

POINTS = 61  # of the effort of a lever that comes in any amount
MOST_STEPS = 256  # of a lever that comes in steps; more are as good as any amount, rounded to a step in the end
DENSER = 3.0  # power that puts the points closer together at the low end, where curves bend and budgets often lie


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
    driven = [frozenset(option.leaves) for option in options]
    gain, present = np.empty((len(options), n_draws, points)), np.zeros(len(options))
    for n, (option, judgement, when) in enumerate(zip(options, judgements, timings, strict=True)):
        rng = np.random.default_rng([seed, 2, n])
        rates = np.append(_rates(effort[n], option.now, when.open), option.now)
        sessions = curve_draws(judgement, rates, rng=rng, n_draws=n_draws)
        present[n] = sessions[:, -1].mean()
        change = (sessions[:, :-1] - sessions[:, -1:]) * (when.open * when.within)
        # no effort can take away more than there is, nor can several together
        crowd = sum(not driven[n].isdisjoint(others) for others in driven)
        gain[n] = np.maximum(change, -forecast.draws[list(option.leaves)].sum(axis=0)[:, None] / crowd)
    means = forecast.draws.mean(axis=1)
    return GainTable(
        options=tuple(options),
        effort=frozen(effort),
        stepped=frozen(
            [o.lever.step is not None and _on_steps(row, o.lever.step) for o, row in zip(options, efforts, strict=True)]
        ),
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
    return max(((lever.starts or period.start) - period.start).days, 0)


def _efforts(lever: Lever, open_share: float) -> Array:
    """The efforts to look at, from the least to the most, closer together where curves bend most; today's is one of them.

    What has been agreed goes on until effort can change, so no effort is below today's share of those days.
    """
    now, least, most = lever.now or 0.0, lever.least or 0.0, lever.most or 0.0
    agreed = now * (1 - open_share)
    if lever.step is not None:
        agreed = float(np.floor(agreed / lever.step + 1e-9)) * lever.step
        first, last = _whole_steps(lever.step, max(least, agreed), max(most, agreed))
        if last - first <= MOST_STEPS:
            today = min(max(round(now / lever.step), first), last)
            return np.array(sorted({*range(first, last + 1), today}), dtype=np.float64) * lever.step
        least, most = first * lever.step, last * lever.step
    least = max(least, agreed)
    if most <= least:
        return np.array([least])
    grid = least + (most - least) * np.linspace(0.0, 1.0, POINTS) ** DENSER
    if least < now < most:
        grid[1 + int(np.argmin(np.abs(grid[1:-1] - now)))] = now
    return grid


def _whole_steps(step: float, least: float, most: float) -> tuple[int, int]:
    """The first and the last whole step between the least and the most."""
    first = int(np.ceil(least / step - 1e-9))
    return first, max(int(np.floor(most / step + 1e-9)), first)


def _on_steps(efforts: Array, step: float) -> bool:
    return bool(np.allclose(efforts / step, np.round(efforts / step)))


def _rates(effort: Array, now: float, open_share: float) -> Array:
    """Effort that changes for the open part of the period, at the rate of a whole one. Args and returns [lever units/period]."""
    return np.maximum((effort - now * (1 - open_share)) / open_share, 0.0)


def _shares(leaves: tuple[int, ...], means: Array) -> Array:
    """A lever's gain falls on its leaves as their sessions do; evenly where there are none yet."""
    shares = np.zeros(len(means))
    at = list(leaves)
    shares[at] = means[at] / means[at].sum() if means[at].sum() > 0 else 1 / len(at)
    return shares
