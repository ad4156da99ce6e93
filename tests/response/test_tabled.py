from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.arrays import Array, frozen
from planner.model.draws import Z80
from planner.model.forecast import Forecast
from planner.model.goal import Lever
from planner.model.period import Period
from planner.model.response import GainTable, Option
from planner.response.gains import gain_table
from planner.response.tabled import Tabled, middle, table_draws, tabled, widths

DECEMBER = Period(start=date(2026, 12, 1), end=date(2026, 12, 31))
N = 1000
FORECAST = Forecast(draws=frozen(np.full((2, N), 1e12)), day_shares=frozen(np.full(31, 1 / 31)), basis="history")
CONCAVE = ((1000.0, 800.0), (2000.0, 1300.0), (4000.0, 1900.0), (6000.0, 2200.0))
S_SHAPED = ((1000.0, 50.0), (2000.0, 300.0), (4000.0, 1800.0), (6000.0, 2200.0))
CURVES = pytest.mark.parametrize("curve", [CONCAVE, S_SHAPED], ids=["concave", "S"])
Points = tuple[tuple[float, float], ...]


def table(curve: Points, **settings: object) -> GainTable:
    fields = {
        "name": "ads",
        "unit": "money",
        "uses": (("money", 1.0),),
        "now": 0.0,
        "least": 0.0,
        "most": curve[-1][0],
        "lag": 0.0,
        "curve": curve,
    } | settings
    option = Option(lever=Lever(**fields), leaves=(0,), evidence="judgement")  # type: ignore[arg-type]
    return gain_table([option], [tabled(curve)], FORECAST, DECEMBER, seed=1)


def draws(curve: Points, *efforts: float) -> Array:
    return table_draws(tabled(curve), np.array(efforts), rng=np.random.default_rng(1), n_draws=N)


def median_at(found: GainTable, effort: float) -> float:
    return float(np.interp(effort, found.effort[0], np.median(found.gain[0], axis=0)))


@CURVES
def test_its_own_points_bring_what_they_say_in_the_median(curve: Points) -> None:
    found = table(curve)
    assert {effort for effort, _ in curve} <= set(found.effort[0].tolist())
    for effort, sessions in curve:
        assert median_at(found, effort) == pytest.approx(sessions, rel=2e-3)


@CURVES
def test_between_its_points_it_is_straight(curve: Points) -> None:
    (one, once), (two, twice) = curve[1:3]
    assert median_at(table(curve), (one + two) / 2) == pytest.approx((once + twice) / 2, rel=2e-3)
    assert draws(curve, 0.0).max() == 0


@CURVES
def test_doubt_is_one_factor_of_the_whole_curve(curve: Points) -> None:
    found = draws(curve, *(effort for effort, _ in curve))
    factor = found / [sessions for _, sessions in curve]
    assert np.allclose(factor, factor[:, :1])
    low, high = np.quantile(factor[:, 0], [0.1, 0.9])
    assert (low, high) == pytest.approx(widths(), rel=0.01)
    assert (round(low, 1), round(high, 1)) == (0.6, 1.6)


@pytest.mark.parametrize("now", [1000.0, 1500.0, 6000.0])
def test_effort_as_it_is_brings_what_the_curve_says(now: float) -> None:
    found = table(CONCAVE, now=now)
    at = int(np.flatnonzero(found.effort[0] == now)[0])
    assert (found.gain[0, :, at] == 0).all()
    says = float(middle(tabled(CONCAVE), np.array([now]))[0])
    assert found.present[0] == pytest.approx(says * np.exp((np.log(widths()[1]) / Z80) ** 2 / 2), rel=0.01)
    assert median_at(found, 0) == pytest.approx(-says, rel=2e-3)


def test_beyond_its_end_each_unit_brings_less() -> None:
    says = middle(tabled(CONCAVE), np.array([6000.0, 6001.0, 12000.0, 12001.0, 1e9]))
    assert says[1] - says[0] == pytest.approx(0.15, rel=1e-3)  # as between 4,000 and 6,000
    assert says[3] - says[2] == pytest.approx(0.15 / 4, rel=1e-3)
    assert says[-1] == pytest.approx(2200 + 0.15 * 6000, rel=1e-3)


def test_a_steep_end_is_not_believed_to_go_on() -> None:
    steep = ((1000.0, 10.0), (2000.0, 1000.0))
    says = middle(tabled(steep), np.array([2000.0, 2001.0]))
    assert says[1] - says[0] == pytest.approx(0.5, rel=1e-3)  # the average, not the 0.99 of the last stretch


def test_what_lies_beyond_is_less_sure() -> None:
    end, far = (np.log(draws(CONCAVE, effort)[:, 0]) for effort in (6000.0, 60000.0))
    added = np.log(draws(CONCAVE, 60000.0)[:, 0] - draws(CONCAVE, 6000.0)[:, 0])
    assert added.std() == pytest.approx(end.std() * 2**0.5, rel=0.05)
    assert far.std() < added.std()


def test_units_do_not_matter() -> None:
    one = table(CONCAVE, now=1500.0, most=9000.0)
    cents = tuple((effort * 100, sessions) for effort, sessions in CONCAVE)
    other = table(cents, now=150000.0, most=900000.0)
    assert np.allclose(other.effort, one.effort * 100)
    assert np.allclose(other.gain, one.gain, atol=1e-9)
    assert np.allclose(other.present, one.present)


def test_the_order_of_magnitude_of_sessions_does_not_matter() -> None:
    one = table(CONCAVE, now=1500.0)
    other = table(tuple((effort, sessions * 1000) for effort, sessions in CONCAVE), now=1500.0)
    assert np.allclose(other.gain, one.gain * 1000)


def test_a_point_at_no_effort_is_implied() -> None:
    assert tabled(((0.0, 0.0), *CONCAVE)) == tabled(CONCAVE)
    assert tabled(((5.0, 3.0),)) == Tabled(efforts=(0.0, 5.0), sessions=(0.0, 3.0))


def test_a_late_start_has_the_days_that_are_left() -> None:
    """What is agreed runs on; from then on effort is a rate, and the curve is that of a whole period."""
    whole, half = table(CONCAVE, now=2000.0), table(CONCAVE, now=2000.0, starts=date(2026, 12, 17))
    share = 15 / 31
    at = 2000 * (1 - share) + 4000 * share
    assert np.isclose(half.effort[0], at).any()  # the curve's points are still looked at, where they now lie
    assert median_at(half, at) == pytest.approx(median_at(whole, 4000) * share, rel=1e-6)
    assert half.effort[0, 0] == pytest.approx(2000 * (1 - share))
    assert half.arrived[0, 15] == 0


def test_a_lag_leaves_the_rest_for_later() -> None:
    at_once, slow = table(CONCAVE), table(CONCAVE, lag=31.0)
    assert at_once.later[0] == pytest.approx(0)
    assert slow.later[0] > 0.5
    assert np.allclose(slow.gain * (1 + slow.later[:, None, None]), at_once.gain)


def test_whole_steps_stay_whole() -> None:
    assert table(CONCAVE, step=1500.0).effort[0].tolist() == [0, 1500, 3000, 4500, 6000]


@st.composite
def curves(draw: st.DrawFn) -> Points:
    rises = st.floats(1e-3, 1e3)
    efforts = np.cumsum(draw(st.lists(rises, min_size=1, max_size=12)))
    sessions = np.cumsum(draw(st.lists(st.floats(0, 1e6), min_size=len(efforts), max_size=len(efforts))))
    return tuple(zip(efforts.tolist(), sessions.tolist(), strict=True))


@given(
    curves(),
    st.floats(0, 2),
    st.floats(0, 3),
    st.one_of(st.none(), st.integers(1, 31)),
    st.floats(0, 60),
    st.one_of(st.none(), st.floats(0.01, 1)),
)
def test_more_effort_never_brings_less(
    curve: Points, now: float, most: float, starts: int | None, lag: float, step: float | None
) -> None:
    last = curve[-1][0]
    found = table(
        curve,
        now=now * last,
        most=most * last,
        starts=date(2026, 12, starts) if starts else None,
        lag=lag,
        step=step * last if step else None,
    )
    assert np.isfinite(found.gain).all()
    assert (np.diff(found.effort[0]) >= 0).all()
    mean = found.gain[0].mean(axis=0)
    scale = max(curve[-1][1], 1.0)
    assert (np.diff(mean) >= -1e-9 * scale).all()
    at = found.effort[0] == now * last
    assert np.abs(found.gain[0][:, at]).max(initial=0) <= 1e-9 * scale


@given(curves(), st.floats(0, 3))
def test_a_gain_table_is_its_curve_draw_by_draw(curve: Points, times: float) -> None:
    """Vector = scalar: every point by itself is the same as all of them at once."""
    effort = times * curve[-1][0]
    points = np.array([0.0, effort, curve[0][0]])
    alone = [draws(curve, point)[:, 0] for point in points]
    assert np.array_equal(draws(curve, *points), np.stack(alone, axis=1))
