"""Every lever's gains as one table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from planner.model.arrays import Array, frozen, sealed
from planner.model.effects import stretches
from planner.model.forecast import Forecast
from planner.model.learned import Echo, Learned
from planner.model.period import WEEK, Period
from planner.model.response import GainTable, Option
from planner.response.brought import Brought, judged
from planner.response.carried import learned_gains
from planner.response.efforts import efforts, on_steps
from planner.response.judgement import Judgement
from planner.response.tabled import Tabled


def gain_table(
    options: Sequence[Option], judgements: Sequence[Judgement | Tabled], forecast: Forecast, period: Period, *,
    seed: int, learned: Learned | None = None, echo: Echo | None = None,
) -> GainTable:  # fmt: skip
    """Extra sessions in the period for every lever, draw and effort.

    Args: options and judgements, one each a lever, in the same order; a judgement counts where history taught nothing about its lever.
    """
    n_leaves, n_draws = forecast.draws.shape
    rows = [efforts(option.lever, period) for option in options]
    found = learned_gains(learned, options, rows, forecast, period) if learned else {}
    spare = _spare(options, found, forecast)
    brought = [
        found.get(n)
        or judged(option, judgement, rows[n], forecast, period, rng=np.random.default_rng([seed, 2, n]), spare=spare[n])
        for n, (option, judgement) in enumerate(zip(options, judgements, strict=True))
    ]  # fmt: skip
    if echo:
        brought = [_echoed(one, echo, forecast, period) for one in brought]
    points = max((len(row) for row in rows), default=1)
    if not options:
        nothing = np.zeros((0, 1))
        return GainTable(
            options=(), effort=nothing, stepped=np.zeros(0), gain=np.zeros((0, n_draws, 1)), present=np.zeros(0),
            later=np.zeros(0), leaf_shares=np.zeros((0, n_leaves)), arrived=np.zeros((0, period.days)),
        )  # fmt: skip
    return GainTable(
        options=tuple(options),
        effort=frozen(np.stack([_padded(row, points) for row in rows])),
        stepped=frozen([on_steps(row, option.lever.step) for option, row in zip(options, rows, strict=True)]),
        gain=sealed(np.stack([_padded(one.gain, points) for one in brought])),
        present=frozen([one.present for one in brought]),
        later=frozen([one.later for one in brought]),
        leaf_shares=frozen(np.stack([one.leaves for one in brought])),
        arrived=frozen(np.stack([one.arrived for one in brought])),
    )


def _spare(options: Sequence[Option], found: Mapping[int, Brought], forecast: Forecast) -> list[float]:
    """The share of its leaves' sessions that each judged lever can take away at most: what learned ones leave, in equal parts."""
    means = forecast.draws.mean(axis=1)
    taken = np.sum([one.present * one.leaves for one in found.values()], axis=0) if found else np.zeros(len(means))
    left = np.clip(1 - np.divide(taken, means, out=np.zeros(len(means)), where=means > 0), 0.0, 1.0)
    crowd = np.zeros(len(means))
    for n, option in enumerate(options):
        crowd[list(option.leaves)] += n not in found
    return [float((left[list(o.leaves)] / np.maximum(crowd[list(o.leaves)], 1)).min()) for o in options]


def _padded(values: Array, points: int) -> Array:
    """The last value repeated along the last axis until there are so many."""
    missing = points - values.shape[-1]
    return np.concatenate([values, np.repeat(values[..., -1:], missing, axis=-1)], axis=-1) if missing else values


def _echoed(one: Brought, echo: Echo, forecast: Forecast, period: Period) -> Brought:
    """The same with the visits of those who come back: they follow the lever's extra first visits, in the period and after it."""
    first = float(one.leaves[list(echo.new)].sum())
    returns = forecast.draws[list(echo.returning)]
    if first == 0 or not returns.any():
        return one
    in_all = first * echo.share * echo.ratio
    come = echo.within(stretches(period.days / WEEK))
    extra, more = in_all * come, float(in_all.mean())
    within = float(extra.mean())
    falls = np.zeros(len(one.leaves))
    means = returns.mean(axis=1)
    falls[list(echo.returning)] = means / means.sum()
    return replace(
        one,
        gain=one.gain * (1 + extra)[:, None],
        present=one.present * (1 + within),
        later=(1 + one.later) * (1 + more) / (1 + within) - 1,
        leaves=(one.leaves + within * falls) / (1 + within),
    )
