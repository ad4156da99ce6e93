"""What activities bring a week at today's effort, and how it grows with more: joint draws, shrunk toward each other."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.model.arrays import Array, frozen
from planner.model.review import Returns
from planner.review.noise import noise_of
from planner.review.zeros import zero_draws

BETWEEN = 1.0
"""[-] scale of the half-normal prior on how far the logs of activities' outputs per unit of effort lie apart: a factor of e is usual."""
LEAST = 1.5  # below the median, of a log: a factor of 4.5
_STEPS = np.linspace(0.05, 3.0, 30)
_BEND = (0.05, 1.2)  # elasticities outside are noise


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """The executions of one activity, and what was believed of its elasticity before them."""

    effort: Array
    """(n,) [units] above 0."""
    result: Array
    """(n,) 0 or more."""
    weekly: Array
    """(n,) [units/week] effort of the whole activity in the week of each."""
    level: float
    """[units/week] effort in the weeks that had any lately: what the rate is asked for."""
    now: float
    """[units/week] effort as it is, weeks without any counted too."""
    elasticity: tuple[float, float]
    """Mean and standard deviation [-]: how output grows with weekly effort, 1 being in proportion."""


def returns_of(activities: Sequence[Worked], *, seed: int, n_draws: int) -> Returns:
    """What each activity brings, as joint draws.

    The rate of an execution, result over effort, is (weekly effort / effort as it is) ** (elasticity - 1) times a noise whose logarithm is
    normal or nearly so, or nothing at all. Levels, spreads and shares of nothing are shrunk across activities, each as far as the log
    itself says; the unit is the execution: it alone is independent of the others.

    Source: normal hierarchical model, Gelman et al. (2013), Bayesian Data Analysis, 5.4; half-normal prior of the between-activity scale;
        variances as Smyth (2004), Linear models and empirical Bayes; mean of the noise after Duan (1983), Smearing estimate.
    """
    rng = np.random.default_rng([seed, 8])
    used = [_logs(one) for one in activities]
    priors = np.array([one.elasticity for one in activities])
    noise = noise_of(
        [rates - (bend - 1) * x for (x, rates), bend in zip(used, priors[:, 0], strict=True)], rng, n_draws
    )
    nothing = zero_draws(
        np.array([int((one.result <= 0).sum()) for one in activities]),
        np.array([len(one.result) for one in activities]),
        rng,
        n_draws,
    )
    level, slope = _levels(used, priors, noise.variance, rng)
    now = np.array([one.now for one in activities])
    rate = (1 - nothing) * np.exp(level + noise.lift())
    bend = np.clip(1 + slope, *_BEND)
    return Returns(now=frozen(now), whole=frozen(rate * now[:, None]), elasticity=frozen(bend))


def _logs(one: Worked) -> tuple[Array, Array]:
    """Log of weekly effort against effort as it is, and log of the rate, of the executions that brought anything.

    One far below the usual counts as `LEAST` below it: it says hardly more of the mean, and would make the spread look large.
    """
    some = one.result > 0
    rates = np.log(one.result[some] / one.effort[some])
    lowest = np.median(rates) - LEAST if len(rates) else 0.0
    return np.log(one.weekly[some] / one.level), np.maximum(rates, lowest)


def _levels(
    used: Sequence[tuple[Array, Array]], priors: Array, variance: Array, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Draws of each activity's level (log of the median rate at effort as it is) and of its elasticity less 1. Args: variance (n_activities, n_draws)."""
    sums = np.array([(len(x), x.sum(), (x * x).sum(), r.sum(), (x * r).sum()) for x, r in used])
    n, sx, sxx, sr, sxr = (each[:, None] / variance for each in sums.T)
    mean, sd = priors[:, :1] - 1, priors[:, 1:]
    steep = sxx + 1 / sd**2
    toward = sxr + mean / sd**2
    known = n - sx**2 / steep  # precision of the level, the slope integrated out
    total = sr - sx * toward / steep
    guess = np.divide(total, known, out=np.zeros_like(total), where=known > 0)
    between, middle = _between(guess, known, rng)
    precision = known + 1 / between**2
    level = (total + middle / between**2) / precision + rng.standard_normal(known.shape) / np.sqrt(precision)
    slope = (toward - sx * level) / steep + rng.standard_normal(known.shape) / np.sqrt(steep)
    return level, slope


def _between(guess: Array, known: Array, rng: np.random.Generator) -> tuple[Array, Array]:
    """Draws of how far the levels lie apart, and of their middle. Args: guess, known: (n_activities, n_draws). Returns: (n_draws,) each."""
    found = [_at(scale, guess, known) for scale in _STEPS.tolist()]
    logs, middle, total = (np.stack(each) for each in zip(*found, strict=True))
    logs -= 0.5 * (_STEPS[:, None] / BETWEEN) ** 2
    chance = np.exp(logs - logs.max(axis=0))
    at = (rng.random(known.shape[1]) * chance.sum(axis=0) > chance.cumsum(axis=0)).sum(axis=0)
    at = np.minimum(at, len(_STEPS) - 1)
    draws = np.arange(known.shape[1])
    return _STEPS[at], middle[at, draws] + rng.standard_normal(len(draws)) / np.sqrt(total[at, draws])


def _at(scale: float, guess: Array, known: Array) -> tuple[Array, Array, Array]:
    """If levels lie so far apart: log likelihood, their middle, and its precision. Returns: (n_draws,) each."""
    weight = known / (1 + known * scale**2)  # 1 / (variance of the guess + between squared)
    total = weight.sum(axis=0)
    middle = (weight * guess).sum(axis=0) / total
    off = (weight * (guess - middle) ** 2).sum(axis=0)
    spent = -np.log1p(known * scale**2).sum(axis=0)
    return 0.5 * (spent - np.log(total) - off), middle, total
