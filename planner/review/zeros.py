"""How often executions bring nothing at all, shrunk toward what all activities show."""

import math

import numpy as np

from planner.model.arrays import Array, Ints

_SHARES = np.linspace(0.01, 0.95, 48)
_STRENGTHS = np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0])


def zero_draws(zeros: Ints, of: Ints, rng: np.random.Generator, n_draws: int) -> Array:
    """Draws of the share of each activity's executions that bring nothing.

    A beta-binomial model; its mean and strength are weighed on a grid, the mean with a prior of one execution in ten.
    Args: zeros, of (n_activities,). Returns: (n_activities, n_draws), 0 to 1.
    """
    share, strength = (each.ravel() for each in np.meshgrid(_SHARES, _STRENGTHS, indexing="ij"))
    none, some = share * strength, (1 - share) * strength
    logs = -0.9 * np.log(share)  # beta(0.1, 1): nothing at all is rare where it was never seen
    for zero, count in zip(zeros.tolist(), of.tolist(), strict=True):
        logs = logs + _rising(none, zero) + _rising(some, count - zero) - _rising(strength, count)
    chance = np.exp(logs - logs.max())
    at = rng.choice(len(share), size=n_draws, p=chance / chance.sum())
    if not zeros.any():
        return np.zeros((len(zeros), n_draws))
    draws: Array = rng.beta(none[at] + zeros[:, None], some[at] + (of - zeros)[:, None])
    return draws


def _rising(start: Array, count: int) -> Array:
    """Log of start (start + 1) … over so many factors."""
    return np.array([math.lgamma(each + count) - math.lgamma(each) for each in start.tolist()])
