"""Joint randomness, reproducible to the byte."""

from functools import cache
from statistics import NormalDist

import numpy as np

from planner.model.arrays import Array, frozen

Z80 = NormalDist().inv_cdf(0.9)
"""Half the width of an 80 % interval, in standard deviations."""


@cache
def normal_quantiles(n_draws: int) -> Array:
    """(n_draws,) even quantiles of the standard normal, rising."""
    inverse = NormalDist().inv_cdf
    return frozen([inverse((k + 0.5) / n_draws) for k in range(n_draws)])


def normals(rng: np.random.Generator, n_rows: int, n_draws: int) -> Array:
    """Standard normal draws, every row the same even quantiles in a random order of its own.

    Returns: (n_rows, n_draws); each row has mean 0 to rounding, so that few draws give exact marginal figures.
    Source: Latin hypercube sampling, McKay, Beckman and Conover (1979).
    """
    return rng.permuted(np.broadcast_to(normal_quantiles(n_draws), (n_rows, n_draws)), axis=1)
