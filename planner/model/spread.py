"""A distribution in a few numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array

LEVELS = (0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Mean and quantiles: the real number falls below `p10` with probability 0.10."""

    mean: float
    p05: float
    p10: float
    p25: float
    p50: float
    p75: float
    p90: float
    p95: float


def spread(draws: Array) -> Spread:
    """The spread of draws.

    Args: draws (n_draws,), finite, any unit.
    Source: quantiles by linear interpolation (type 7 of Hyndman and Fan 1996)."""
    return spreads(draws[None, :])[0]


def spreads(draws: Array) -> tuple[Spread, ...]:
    """The spread of each row. Args: draws (n_rows, n_draws), finite."""
    return tuple(
        Spread(mean=mean, p05=q[0], p10=q[1], p25=q[2], p50=q[3], p75=q[4], p90=q[5], p95=q[6])
        for mean, q in zip(draws.mean(axis=1).tolist(), quantiles(draws, LEVELS).tolist(), strict=True)
    )


def quantiles(rows: Array, levels: Sequence[float]) -> Array:
    """Quantiles of each row. (numpy's own load its masked arrays first, which takes longer than most plans spend on all their quantiles.)

    Args: rows (n_rows, n_values), finite; levels, each 0 to 1. Returns: (n_rows, n_levels).
    """
    ordered = np.sort(rows, axis=1)
    last = rows.shape[1] - 1
    at = np.array(levels) * last
    below = np.floor(at).astype(np.int64)
    above = np.minimum(below + 1, last)
    found: Array = ordered[:, below] + (ordered[:, above] - ordered[:, below]) * (at - below)
    return found
