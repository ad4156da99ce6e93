"""What a stretch of coming weeks is forecast from: the level of late, and how the last week, the year and last year's season stand to it.

The usual weights: measured first on 182 daily series of real sites (4,428 rolling origins, the sum of the four weeks after the origin),
then made smaller or larger on five more sites and forty simulated ones.
"""

from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, Ints

YEAR = 52  # weeks
QUARTER = 13  # weeks
RECENT = 4  # weeks that make a level
LAST_WEEK = 0.70  # of the way from that level to the very last week
LAST_YEAR = 0.12  # of the way from that level to the mean of the year
DRIFT = 0.2  # of the variance of weekly changes: a sum of weeks that move lies above its median week
MOST_DRIFT = 0.15
SEASON = 0.4  # of last year's change over the same weeks …
MOMENTUM = 0.38  # … of how the last week stood to the level, this year less last …
MONTH_LEAD = 2.5  # weeks from an origin to the middle of the four that follow
HALF_LIFE = 13.0  # weeks ahead that take away half of what the present tells beyond the season
RETURN = 0.14  # … and of the way back to last year's level

STEADY = np.array([0.10, 0.08, 0.02])
"""How far, in standard deviations, a site's own weights lie from the usual ones: last week, year, drift …"""
SEASONAL = np.array([0.10, 0.08, 0.02, 0.30, 0.10, 0.08])
"""… and with last year's change, its level, and its last week."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Horizon:
    """The weeks to forecast, counted from the origin: after `gap` weeks, `weeks` of them."""

    gap: int
    weeks: int

    @property
    def end(self) -> int:
        return self.gap + self.weeks

    @property
    def lead(self) -> float:
        """[weeks] from the origin to the middle of the stretch."""
        return self.gap + (self.weeks + 1) / 2

    @property
    def far(self) -> float:
        """[-] how far ahead it lies, against the next month."""
        return max(self.lead, MONTH_LEAD) / MONTH_LEAD


def steady_terms(logs: Array, last: Ints) -> tuple[Array, Array]:
    """The level of the last weeks, and what the coming ones may differ from it by: the last week, the year, a drift.

    Args: logs (n_rows, n_weeks); last (n_origins,) index of the last known week.
    Returns: (n_rows, n_origins) and (n_rows, n_origins, 3), all logs.
    """
    sums = running(logs)
    level = _mean(sums, last, RECENT)
    year = np.where(last + 1 > RECENT, _mean(sums, last, YEAR) - level, 0.0)
    return level, np.stack([logs[:, last] - level, year, np.ones_like(level)], axis=2)


def seasonal_terms(logs: Array, last: Ints, horizon: Horizon) -> tuple[Array, Array]:
    """The same and what last year did over the same weeks: its change, its level, and how its last week stood to that.

    Args: as for `steady_terms`; every origin needs `seasonal_from(horizon)` weeks before it.
    Returns: (n_rows, n_origins) and (n_rows, n_origins, 6).
    """
    sums, (level, terms) = running(logs), steady_terms(logs, last)
    then = last - years(horizon) * YEAR
    last_year = _mean(sums, then, RECENT)
    change = _mean(sums, then + horizon.end, horizon.weeks) - last_year
    if horizon.weeks > QUARTER:  # the mean of weeks so unlike each other lies above that of their logs
        change = np.log(_mean(running(np.exp(logs)), then + horizon.end, horizon.weeks)) - last_year
    more = np.stack([change, last_year - level, logs[:, then] - last_year], axis=2)
    return level, np.concatenate([terms, more], axis=2)


def steady_weights(drift: Array, reliable: Array, horizon: Horizon) -> Array:
    """The usual weights of `steady_terms`. Args: drift, reliable (n_rows,), see `blend`. Returns: (n_rows, 3)."""
    back = 1 - (1 - LAST_YEAR) ** horizon.far
    return np.stack([LAST_WEEK * reliable * _fresh(horizon), np.full_like(drift, back), drift], axis=1)


def seasonal_weights(drift: Array, reliable: Array, horizon: Horizon) -> Array:
    """The usual weights of `seasonal_terms`: so much of the season, the rest as without one. Returns: (n_rows, 6)."""
    rest, one = (1 - SEASON) * _fresh(horizon), np.ones_like(drift)
    steady = steady_weights(drift, reliable, horizon)
    momentum = (1 - rest) * MOMENTUM * reliable * _fresh(horizon)
    return np.stack(
        [
            rest * steady[:, 0] + momentum,
            rest * steady[:, 1],
            (1 + rest) / 2 * drift,
            (1 - rest) * one,
            (1 - rest) * RETURN * one,
            -momentum,
        ],
        axis=1,
    )


def _fresh(horizon: Horizon) -> float:
    """How much of what is told by the present still counts so far ahead."""
    return float(0.5 ** ((horizon.far - 1) * MONTH_LEAD / HALF_LIFE))


def years(horizon: Horizon) -> int:
    """How many years back the same weeks are known from the origin on."""
    return -(-horizon.end // YEAR)


def seasonal_from(horizon: Horizon) -> int:
    """Weeks of history that last year's season needs: 57 for the next month."""
    return years(horizon) * YEAR + RECENT + 1


def running(rows: Array) -> Array:
    """Running sums with a zero in front: (n_rows, n_weeks + 1)."""
    return np.pad(np.cumsum(rows, axis=1), ((0, 0), (1, 0)))


def _mean(sums: Array, last: Ints, weeks: int) -> Array:
    """Mean of so many weeks up to each index, of fewer where there are not so many."""
    first = np.maximum(last - weeks + 1, 0)
    return (sums[:, last + 1] - sums[:, first]) / (last + 1 - first)
