"""A posterior as weighted points, by importance sampling that adapts itself; no Markov chain."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, Ints
from planner.model.draws import normals

FIRST, NEXT = 512, 1024  # points of the first look and of every further one
ENOUGH = 200.0  # effective points: no further look is needed
LEAN = (
    60.0  # effective points that a proposal is fitted to, at least: the likelihood is tempered until there are as many
)
LEAST = 100.0  # effective points of the answer, at least: below, it is tempered toward the prior
MOST_LOOKS = 3
PRIOR_PART = 0.2  # of the points come from the prior, so that no weight is without bounds
WIDER = 1.3  # times the covariance of the points so far
RIDGE = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Points with weights that add up to 1."""

    points: Array
    """(n_points, n_dims)."""
    weights: Array
    """(n_points,) under the posterior."""
    prior: Array
    """(n_points,) under the prior."""


def sample(
    log_likelihood: Callable[[Array], Array], n_dims: int, rng: np.random.Generator, looks: int = MOST_LOOKS
) -> Sample:
    """Points that stand for the posterior of independent standard normals under a likelihood.

    Args: log_likelihood: (n_points, n_dims) -> (n_points,). Returns: the points that it was asked about last.
    Source: adaptive importance sampling with a defensive mixture, Cappe et al. (2008); tempering as in Del Moral et al. (2006).
    """
    points = normals(rng, n_dims, FIRST).T
    log = log_likelihood(points)
    correction = np.zeros(FIRST)
    for _ in range(looks):
        if _effective(_weights(log + correction)) >= ENOUGH:
            break
        weights = _at_least(log, correction, max(LEAN, 4.0 * n_dims))
        middle, root = _fitted(points, weights)
        points, correction = _proposed(middle, root, normals(rng, n_dims, NEXT).T)
        log = log_likelihood(points)
    return Sample(points=points, weights=_at_least(log, correction, LEAST), prior=_weights(correction))


def picked(it: Sample, n_draws: int, rng: np.random.Generator) -> Ints:
    """Positions of as many points as there are draws, each as often as its weight says, in random order."""
    ends = np.cumsum(it.weights)
    at = np.searchsorted(ends / ends[-1], (np.arange(n_draws) + 0.5) / n_draws)
    return rng.permutation(np.minimum(at, len(ends) - 1))


def width(values: Array, weights: Array) -> float:
    """From the lower to the upper end of the 80 % range of weighted values, which are in rising order."""
    below = np.cumsum(weights) - weights / 2
    low, high = np.interp((0.1, 0.9), below, values)
    return float(high - low)


def _weights(log: Array) -> Array:
    weights = np.exp(log - log.max())
    even: Array = weights / weights.sum()
    return even


def _effective(weights: Array) -> float:
    return float(1 / (weights**2).sum())


def _at_least(log: Array, correction: Array, effective: float) -> Array:
    """Weights under the likelihood, or the largest power of it that leaves so many effective points."""
    weights = _weights(log + correction)
    if _effective(weights) >= effective:
        return weights
    low, high = 0.0, 1.0
    for _ in range(12):
        power = (low + high) / 2
        enough = _effective(_weights(power * log + correction)) >= effective
        low, high = (power, high) if enough else (low, power)
    return _weights(low * log + correction)


def _fitted(points: Array, weights: Array) -> tuple[Array, Array]:
    """Middle and root of the covariance of weighted points, the latter wider and drawn toward the prior's where they are few."""
    middle = weights @ points
    off = points - middle
    trust = (effective := _effective(weights)) / (effective + points.shape[1])
    covariance = trust * (off * weights[:, None]).T @ off + (1 - trust + RIDGE) * np.eye(points.shape[1])
    return middle, np.linalg.cholesky(WIDER * covariance)


def _proposed(middle: Array, root: Array, standard: Array) -> tuple[Array, Array]:
    """Points from the prior and from the fitted normal, with the log of prior over mixture."""
    of_prior = int(PRIOR_PART * len(standard))
    points = np.concatenate([standard[:of_prior], middle + standard[of_prior:] @ root.T])
    back = np.concatenate([np.linalg.solve(root, (points[:of_prior] - middle).T).T, standard[of_prior:]])
    fitted = -(back**2).sum(axis=1) / 2 - np.log(np.diag(root)).sum()
    prior = -(points**2).sum(axis=1) / 2
    mixture = np.logaddexp(np.log(PRIOR_PART) + prior, np.log(1 - PRIOR_PART) + fitted)
    return points, prior - mixture
