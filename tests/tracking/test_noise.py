"""Which deviations are more than chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.tracking.noise import FALSE, HALF, more_than_chance, surprise

stats = pytest.importorskip("scipy.stats")


def by_hand(scores: list[float]) -> list[bool]:
    """Benjamini and Hochberg as they say it: the largest k with p(k) <= k/m q, and all up to it."""
    chances = [2 * stats.norm.sf(abs(score)) for score in scores]
    ordered = sorted(chances)
    passed = [p for k, p in enumerate(ordered, 1) if p <= FALSE * k / len(ordered)]
    return [bool(passed) and p <= max(passed) for p in chances]


@given(st.lists(st.floats(-6, 6), min_size=1, max_size=30, unique_by=abs))
def test_it_is_the_step_up_of_benjamini_and_hochberg(scores: list[float]) -> None:
    assert more_than_chance(np.array(scores)).tolist() == by_hand(scores)


def test_one_alone_is_real_beyond_its_own_limit() -> None:
    limit = float(stats.norm.isf(FALSE / 2))
    assert more_than_chance(np.array([limit + 1e-6])).tolist() == [True]
    assert more_than_chance(np.array([-limit + 1e-6])).tolist() == [False]


def test_the_more_are_looked_at_the_further_one_has_to_be_off() -> None:
    assert more_than_chance(np.array([2.0])).tolist() == [True]
    assert not more_than_chance(np.array([2.0, *[0.1] * 20])).any()


def test_one_that_fails_its_own_step_is_carried_by_a_later_one() -> None:
    """p = 0.06 for two of two: the first fails 0.05, the second passes 0.10, and so both are real."""
    score = float(stats.norm.isf(0.03))
    assert more_than_chance(np.array([score, score])).all()


def test_none_is_real_of_none() -> None:
    assert more_than_chance(np.zeros(0)).shape == (0,)


@given(st.integers(0, 5000))
def test_surprise_is_the_distance_in_logs(actual: int) -> None:
    draws = np.exp(np.random.default_rng(1).normal(6, 0.2, (1, 500)))
    logs = np.log(draws[0] + HALF)
    expected = stats.norm(logs.mean(), logs.std())
    chance = expected.cdf(np.log(actual + HALF))
    assert stats.norm.cdf(surprise(draws, np.array([float(actual)])))[0] == pytest.approx(chance, abs=1e-9)


def test_what_was_sure_and_came_is_no_surprise_and_what_did_not_is_one() -> None:
    assert surprise(np.full((1, 10), 5.0), np.array([5.0]))[0] == 0.0
    assert surprise(np.zeros((1, 10)), np.array([3.0]))[0] > 100


def test_a_tenth_of_what_is_called_real_may_be_chance() -> None:
    """Where nothing is off at all, a real one is called in a tenth of the trees."""
    rng = np.random.default_rng(3)
    called = [more_than_chance(rng.normal(size=20)).any() for _ in range(4000)]
    assert np.mean(called) == pytest.approx(FALSE, abs=0.015)
