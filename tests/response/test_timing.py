import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.response.timing import timing


def test_effect_at_once_comes_evenly_and_all() -> None:
    when = timing(4, begins=0, lag=0)
    assert when.within == when.open == 1
    assert when.arrived.tolist() == [0.25, 0.5, 0.75, 1]


def test_effort_that_starts_late_has_a_part_of_the_period() -> None:
    when = timing(4, begins=2, lag=0)
    assert when.open == 0.5
    assert when.within == 1
    assert when.arrived.tolist() == [0, 0, 0.5, 1]


def test_the_part_that_comes_is_that_of_a_simulation() -> None:
    rng = np.random.default_rng(1)
    begun, delay = rng.uniform(0, 30, 200_000), rng.gamma(2, 10 / 2, 200_000)
    assert timing(30, begins=0, lag=10).within == pytest.approx(((begun + delay) < 30).mean(), abs=0.005)


@given(st.integers(1, 366), st.floats(0, 1000), st.data())
def test_later_effect_is_less_effect(days: int, lag: float, data: st.DataObject) -> None:
    begins = data.draw(st.integers(0, days - 1))
    when = timing(days, begins=begins, lag=lag)
    assert 0 < when.within <= 1 + 1e-9
    assert when.within >= timing(days, begins=begins, lag=lag + 1).within - 1e-9
    assert (np.diff(when.arrived) >= -1e-12).all()
    assert when.arrived[-1] == 1
