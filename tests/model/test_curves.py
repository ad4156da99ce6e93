import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import CurveError
from planner.model.curves import half_for, hill, shape_for
from planner.model.goal import Range
from planner.response.judgement import Judgement, curve_draws, widened


def test_half_is_half_of_the_top() -> None:
    for shape in (0.7, 1.0, 3.0):
        assert hill(np.array([5.0]), top=np.array(80.0), half=np.array(5.0), shape=np.array(shape))[0] == 40


def test_none_brings_none_and_much_brings_the_top() -> None:
    curve = hill(np.array([0.0, 1e9]), top=np.array(80.0), half=np.array(5.0), shape=np.array(1.0))
    assert curve[0] == 0
    assert curve[1] == pytest.approx(80)


@pytest.mark.parametrize(
    ("effort", "top", "half", "shape"), [(-1, 1, 1, 1), (np.nan, 1, 1, 1), (1, 0, 1, 1), (1, 1, -1, 1), (1, 1, 1, 0)]
)
def test_what_is_outside_the_domain_is_refused(effort: float, top: float, half: float, shape: float) -> None:
    with pytest.raises(CurveError):
        hill(np.array([effort]), top=np.array(top), half=np.array(half), shape=np.array(shape))


@given(st.floats(1.02, 4.0), st.floats(0.01, 1e6))
def test_twice_the_effort_brings_the_doubling(doubling: float, at: float) -> None:
    shape = shape_for(np.array(doubling))
    half = half_for(at, np.array(doubling), shape)
    once, twice = hill(np.array([at, 2 * at]), top=np.array(1.0), half=half, shape=shape)
    assert twice / once == pytest.approx(doubling, rel=1e-6)


def test_curves_without_an_s_up_to_a_doubling_of_1_8() -> None:
    assert shape_for(np.array([1.1, 1.8])).tolist() == [1.0, 1.0]
    assert shape_for(np.array(2.0)) > 1.2


def test_draws_hold_the_judgement() -> None:
    judgement = Judgement(at=8, sessions=Range(low=900, high=2200), doubling=Range(low=1.3, high=1.7))
    draws = curve_draws(judgement, np.array([0.0, 8.0, 16.0]), rng=np.random.default_rng(1), n_draws=1000)
    assert np.allclose(draws[:, 0], 0)
    assert np.quantile(draws[:, 1], [0.1, 0.9]) == pytest.approx([900, 2200], rel=0.01)
    assert np.quantile(draws[:, 2] / draws[:, 1], [0.1, 0.9]) == pytest.approx([1.3, 1.7], abs=0.01)
    assert (np.diff(draws, axis=1) > 0).all()


def test_units_of_effort_do_not_matter() -> None:
    sessions, doubling = Range(low=900, high=2200), Range(low=1.3, high=1.7)
    one, other = (
        curve_draws(
            Judgement(at=8 * unit, sessions=sessions, doubling=doubling),
            np.array([3.0, 20.0]) * unit, rng=np.random.default_rng(1), n_draws=50,
        )
        for unit in (1.0, 1e6)
    )  # fmt: skip
    assert np.allclose(one, other)


def test_people_are_too_sure() -> None:
    narrow, wide, point = (widened(Range(low=low, high=high)) for low, high in ((90, 110), (50, 4000), (100, 100)))
    assert narrow.high / narrow.low == pytest.approx(np.exp(np.hypot(np.log(110 / 90), 1)))
    assert wide.high / wide.low < 1.15 * 80  # wide already: hardly wider
    assert point.high / 100 == 100 / point.low == pytest.approx(np.exp(0.5))
    for said, low, high in ((narrow, 90, 110), (wide, 50, 4000), (point, 100, 100)):
        assert said.low * said.high == pytest.approx(low * high)


def test_a_wide_guess_is_not_worth_more_than_anybody_said() -> None:
    guess = Judgement(at=1, sessions=widened(Range(low=50, high=4000)), doubling=Range(low=1.3, high=1.7))
    draws = curve_draws(guess, np.array([1.0]), rng=np.random.default_rng(1), n_draws=1000)
    assert draws.mean() < 4000
