"""Stops and what they free, against truths that are written down."""

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.review import Returns
from planner.review.moves import REACH, chance_better, moves
from planner.review.verdicts import verdicts


def returns(now: list[float], rates: list[float], elasticity: list[float], apart: list[float] | None = None) -> Returns:
    """Each activity's average rate [results/unit], known but for a log-normal doubt of `apart`."""
    rng = np.random.default_rng(7)
    doubt = np.exp(np.array(apart or [0.0] * len(now))[:, None] * rng.standard_normal((len(now), 4000)))
    whole = (np.array(now) * np.array(rates))[:, None] * doubt
    return Returns(
        now=frozen(now), whole=frozen(whole), elasticity=frozen(np.tile(np.array(elasticity)[:, None], 4000))
    )


def test_a_known_loser_is_stopped_and_the_gain_is_what_the_curves_say() -> None:
    (move,) = moves(returns([2.0, 4.0], [1.0, 10.0], [0.5, 0.5]), range(2), range(2))
    assert (move.source, move.target, move.effort) == (0, 1, 2.0)
    assert move.gain == pytest.approx(40 * (1.5**0.5 - 1) - 2)
    assert move.worse == 0


def test_a_next_unit_that_brings_less_is_no_reason_to_stop_what_brings_more_in_all() -> None:
    given = returns([4.0, 4.0], [7.0, 10.0], [0.5, 0.5])  # next units 3.5 and 5, but all of the first bring 7 a unit
    assert moves(given, range(2), range(2)) == ()
    low, high = verdicts(given, ["a", "b"], active=[True, True], enough=[True, True])
    assert (low.verdict, low.reason, low.beside) == ("keep", "lower", "b")
    assert high.verdict == "more"


def test_each_stop_counts_on_top_of_those_before() -> None:
    given = returns([4.0, 4.0, 4.0], [1.0, 1.0, 10.0], [0.5, 0.5, 0.5])
    first, second = moves(given, range(3), range(3))
    assert first.gain.mean() == pytest.approx(40 * (2**0.5 - 1) - 4)
    assert second.gain.mean() == pytest.approx(40 * (3**0.5 - 2**0.5) - 4)


def test_effort_far_beyond_what_was_seen_brings_nothing_more() -> None:
    (move,) = moves(returns([30.0, 1.0], [0.1, 20.0], [0.9, 0.9]), range(2), range(2))
    assert move.gain.mean() == pytest.approx(20 * ((1 + REACH) ** 0.9 - 1) - 3)


def test_doubt_forbids_a_stop() -> None:
    assert moves(returns([2.0, 4.0], [4.0, 10.0], [0.9, 0.9], [0.0, 0.0]), range(2), range(2))
    assert not moves(returns([2.0, 4.0], [4.0, 10.0], [0.9, 0.9], [1.0, 0.3]), range(2), range(2))


def test_what_may_not_be_stopped_is_not() -> None:
    given = returns([2.0, 4.0], [1.0, 10.0], [0.5, 0.5])
    assert moves(given, range(2), [1]) == ()
    assert moves(given, [0], [0]) == ()


def test_the_chance_to_beat_the_others_weighs_them_by_effort() -> None:
    given = returns([1.0, 1.0, 8.0], [5.0, 9.0, 1.0], [0.5, 0.5, 0.5])
    assert chance_better(given, range(3)).tolist() == [1.0, 1.0, 0.0]
    assert chance_better(given, [0]).tolist() == [0.5, 1.0, 0.0]


def test_every_verdict() -> None:
    given = returns([4.0, 4.0, 4.0, 4.0, 4.0], [10.0, 9.0, 6.0, 0.5, 30.0], [0.8] * 5, [0.1, 0.1, 1.5, 0.1, 0.1])
    found = verdicts(given, list("abcde"), active=[True, True, True, True, False], enough=[True] * 5)
    told = [(one.verdict, one.reason) for one in found]
    assert told == [("more", "better"), ("keep", "level"), ("test", "wide"), ("stop", "worse"), ("test", "dormant")]
    assert found[3].freed is not None
    assert found[3].freed.to in ("a", "b", "c")


def test_one_activity_alone_is_kept() -> None:
    (one,) = verdicts(returns([4.0], [10.0], [0.8]), ["a"], active=[True], enough=[True])
    assert (one.verdict, one.reason, one.beside) == ("keep", "alone", "")
