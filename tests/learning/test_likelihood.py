import numpy as np
import pytest
from scipy.special import logsumexp
from scipy.stats import multivariate_t

from planner.learning.demand import Demand
from planner.learning.likelihood import (
    LEVEL_SD,
    LINKS,
    NOISE,
    SEASON_SD,
    SURE,
    TREND_SD,
    USUAL,
    WAVES,
    YEAR,
    explained,
    series,
)
from planner.model.arrays import Array
from planner.model.learned import Bell

RNG = np.random.default_rng(1)


def naive(logs: Array, moved: Demand | None, effects: Array) -> Array:
    """(n_points,) the log density of the residual by its covariance, written out."""
    weeks = np.arange(len(logs)) - (len(logs) - 1)
    years = weeks / YEAR
    covariance = LEVEL_SD**2 * np.ones((len(logs), len(logs))) + TREND_SD**2 * np.outer(years, years)
    if len(logs) >= 52:
        for wave in range(1, WAVES + 1):
            covariance += (SEASON_SD / wave) ** 2 * np.cos(2 * np.pi * wave * np.subtract.outer(years, years))
    expected = np.zeros(len(logs))
    if moved is not None:
        covariance += moved.follows.sd**2 * np.outer(moved.logs, moved.logs)
        expected = moved.follows.middle * moved.logs
    known = ~np.isnan(logs)
    left = (logs - expected - effects)[:, known]
    # the level has no size of its own beside its wide prior: what it is measured from does not matter
    left -= (logs - expected)[known].mean()
    parts = []
    for link in LINKS:
        noise = link ** np.abs(np.subtract.outer(weeks, weeks)) if link else np.eye(len(logs))
        shape = NOISE**2 * (noise + covariance / USUAL**2)[np.ix_(known, known)]
        parts.append(multivariate_t(shape=shape, df=SURE, allow_singular=False).logpdf(left))
    return logsumexp(np.reshape(parts, (len(LINKS), -1)), axis=0)


def walk(weeks: int, sd: float = 0.1) -> Array:
    return np.cumsum(RNG.normal(0, sd, weeks))


def gappy(weeks: int) -> Array:
    logs = 6 + walk(weeks)
    logs[[0, 3, 4, 5, weeks - 2]] = np.nan
    return logs


CASES = {
    "short": (6 + walk(10), None),
    "years": (6 + walk(70), None),
    "gaps": (gappy(70), None),
    "demand": (gappy(60), Demand(logs=walk(60), follows=Bell(middle=1.0, sd=0.3))),
    "one week": (np.array([np.nan, 5.0, np.nan, np.nan]), None),
    "two weeks apart": (np.array([5.0, np.nan, np.nan, np.nan, 5.5]), None),
}


@pytest.mark.parametrize("name", CASES)
def test_it_is_the_density_of_the_residual(name: str) -> None:
    logs, moved = CASES[name]
    effects = np.stack([np.zeros(len(logs)), *(walk(len(logs), sd) for sd in (0.02, 0.1, 0.3))])
    found, whole = explained(series(logs, moved), effects).log, naive(logs, moved, effects)
    assert np.allclose(found - found[0], whole - whole[0], atol=0.02)
    if name not in ("one week", "two weeks apart"):
        assert np.ptp(whole) > 1  # the effects differ enough for the test to say something


@pytest.mark.parametrize("name", CASES)
def test_a_level_is_never_an_effect(name: str) -> None:
    logs, moved = CASES[name]
    it, effects = series(logs, moved), RNG.normal(0, 0.1, (5, len(logs)))
    assert np.allclose(explained(it, effects).log, explained(it, effects + 3.0).log)
    higher = series(logs + 7.0, moved)
    assert np.allclose(explained(higher, effects).log, explained(it, effects).log)


def test_what_happens_in_unknown_weeks_does_not_matter() -> None:
    logs = gappy(30)
    one = RNG.normal(0, 0.1, (3, 30))
    other = np.where(np.isnan(logs), 9.0, one)
    assert np.array_equal(explained(series(logs, None), one).log, explained(series(logs, None), other).log)


def test_points_do_not_know_of_each_other() -> None:
    it, effects = series(6 + walk(40), None), RNG.normal(0, 0.1, (6, 40))
    alone = [explained(it, effects[n : n + 1]).log[0] for n in range(6)]
    assert np.allclose(explained(it, effects).log, alone)


def test_the_true_effect_explains_most_and_the_noise_is_what_it_leaves() -> None:
    rng = np.random.default_rng(3)
    effect = rng.normal(0, 0.3, 80)
    logs = 6 + effect + 0.1 * np.linspace(0, 1, 80) + rng.normal(0, 0.08, 80)
    fit = explained(series(logs, None), np.outer([0.0, 0.5, 1.0, 1.5], effect))
    assert int(np.argmax(fit.log)) == 2
    assert fit.variance[2] ** 0.5 == pytest.approx(0.08, abs=0.04)
    assert (fit.variance[[0, 1, 3]] > fit.variance[2]).all()


def test_demand_is_not_read_as_an_effect() -> None:
    rng = np.random.default_rng(4)
    moves = rng.normal(0, 0.3, 60)
    logs = 6 + moves + rng.normal(0, 0.05, 60)
    effects = np.stack([np.zeros(60), moves])
    alone = explained(series(logs, None), effects).log
    beside = explained(series(logs, Demand(logs=moves, follows=Bell(middle=1.0, sd=0.3))), effects).log
    assert alone[1] > alone[0] + 10
    assert beside[0] > beside[1]
