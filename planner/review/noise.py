"""How far executions of one activity lie apart, as the log of what they bring, and by how much their mean lies above their median."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array

USUAL, FACTOR = 1.0, 0.7
"""[-] standard deviation of the log within an activity: usual, and of its own logarithm; a prior of some two executions."""
SHAPE = 0.4
"""[-] how far from normal the logs may be before they are seen: standard deviation of log mean over median, against the normal's."""
LARGEST = 6.0  # of a variance: beyond it the mean says nothing
_FREEDOMS = np.array([2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0])
_SCALES = np.exp(np.linspace(math.log(0.2), math.log(3.0), 40))


@dataclass(frozen=True, slots=True, kw_only=True)
class Noise:
    """The spread between executions."""

    variance: Array
    """(n_activities, n_draws) of the log."""
    shape: Array
    """(n_draws,) [-] log of mean over median, against that of normal logs."""

    def lift(self) -> Array:
        """(n_activities, n_draws) log of mean over median."""
        found: Array = self.shape * self.variance / 2
        return found


def noise_of(logs: Sequence[Array], rng: np.random.Generator, n_draws: int) -> Noise:
    """The spread within activities, each shrunk toward what all of them show. Args: logs: one array an activity, elasticity taken out."""
    free = np.array([max(len(each) - 1, 0) for each in logs], dtype=float)
    squares = np.array([((each - each.mean()) ** 2).sum() if len(each) > 1 else 0.0 for each in logs])
    prior, scale = _pooled(free, squares, rng, n_draws)
    freedom = free[:, None] + prior
    variance = (squares[:, None] + prior * scale) / rng.chisquare(freedom)
    variance = np.minimum(variance, LARGEST)
    typical = (squares + prior.mean() * scale.mean()) / (free + prior.mean())
    units = [
        (each - each.mean()) * math.sqrt(len(each) / (len(each) - 1)) / math.sqrt(size)
        for each, size in zip(logs, typical, strict=True)
        if len(each) > 1
    ]
    return Noise(
        variance=variance, shape=_shape(np.concatenate([np.zeros(0), *units]), float(scale.mean()), rng, n_draws)
    )


def _pooled(free: Array, squares: Array, rng: np.random.Generator, n_draws: int) -> tuple[Array, Array]:
    """Draws of the freedoms and the variance that activities share: a grid of both, weighed by the likelihood of the sums of squares."""
    prior, scale = (each.ravel() for each in np.meshgrid(_FREEDOMS, _SCALES**2, indexing="ij"))
    logs = -0.5 * (np.log(np.sqrt(scale) / USUAL) / FACTOR) ** 2
    for freedom, square in zip(free, squares, strict=True):
        if freedom > 0:
            gammas = np.array([math.lgamma((each + freedom) / 2) - math.lgamma(each / 2) for each in _FREEDOMS])
            logs = logs + np.repeat(gammas, len(_SCALES))
            logs = logs + prior / 2 * np.log(prior * scale) - (prior + freedom) / 2 * np.log(prior * scale + square)
    chance = np.exp(logs - logs.max())
    at = rng.choice(len(prior), size=n_draws, p=chance / chance.sum())
    return prior[at], scale[at]


def _shape(units: Array, variance: float, rng: np.random.Generator, n_draws: int) -> Array:
    """Draws of how log mean over median compares with the normal's, from logs in units of their standard deviation: 1 is normal."""
    if len(units) < 2 or variance <= 0:
        return 1 + SHAPE * rng.standard_normal(n_draws)
    risen = np.exp(math.sqrt(variance) * units)
    mean = float(risen.mean())
    error = max(float(risen.var()) / mean**2, math.expm1(min(variance, 4.0))) / len(units)
    seen, doubt = 2 * math.log(mean) / variance, error * (2 / variance) ** 2
    weight = SHAPE**2 / (SHAPE**2 + doubt)
    draws: Array = 1 + weight * (seen - 1) + SHAPE * math.sqrt(1 - weight) * rng.standard_normal(n_draws)
    return draws
