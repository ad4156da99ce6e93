import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.forecast.levels import HALF, Levels, weekly_levels

WEEK = np.array([100.0, 110.0, 105.0, 95.0, 90.0, 40.0, 50.0])
CALM = arrays(np.float64, 7, elements=st.floats(30, 60))  # no day is three times another


def tiled(weeks: int, level: float = 1.0) -> np.ndarray:
    return level * np.tile(WEEK, weeks)[None, :]


def same(one: Levels, other: Levels) -> bool:
    return all(
        np.allclose(getattr(one, name), getattr(other, name)) for name in ("logs", "totals", "lift", "known", "ended")
    )


@given(CALM, st.integers(1, 40))
def test_a_week_that_repeats_has_the_mean_of_its_logs_and_the_lift_to_its_mean(week: np.ndarray, weeks: int) -> None:
    found = weekly_levels(np.tile(week, weeks)[None, :])
    assert np.allclose(found.logs, np.log(week + HALF).mean())
    assert np.allclose(found.totals, week.mean())
    assert np.allclose(np.exp(found.logs + found.lift[:, None]) - HALF, week.mean())
    assert found.known.all()
    assert not found.ended.any()


@pytest.mark.parametrize("more", range(7))
def test_weeks_are_counted_back_from_the_last_day(more: int) -> None:
    daily = np.hstack([np.full((1, more), 1e6), tiled(6)])
    assert same(weekly_levels(daily), weekly_levels(tiled(6)))


@given(st.permutations(range(4)))
def test_rows_do_not_see_each_other(order: list[int]) -> None:
    daily = np.random.default_rng(1).gamma(2.0, 50.0, (4, 90))
    daily[0, 20:41] = np.nan
    daily[1, :30] = 0
    daily[2, 50] *= 1000
    together, moved = weekly_levels(daily), weekly_levels(daily[order])
    alone = [weekly_levels(daily[n : n + 1]) for n in range(4)]
    for name in ("logs", "totals", "lift", "known", "ended"):
        assert np.array_equal(getattr(moved, name), getattr(together, name)[order])
        assert np.allclose(np.concatenate([getattr(each, name) for each in alone]), getattr(together, name))


@given(st.floats(1, 1e5))
def test_totals_are_in_the_unit_of_the_sessions(unit: float) -> None:
    daily = np.random.default_rng(2).gamma(9.0, 50.0, (2, 70))
    found, other = weekly_levels(daily), weekly_levels(daily * unit)
    assert np.allclose(other.totals, found.totals * unit)
    assert np.allclose(other.logs, found.logs + np.log(unit), atol=0.02)
    assert np.allclose(other.lift, found.lift, atol=0.01)


def test_a_day_that_is_missing_leaves_its_week_to_the_others() -> None:
    daily = np.full((1, 70), 80.0)
    daily[0, [3, 20, 21, 69]] = np.nan
    assert same(weekly_levels(daily), weekly_levels(np.full((1, 70), 80.0)))


def test_weeks_without_days_lie_between_their_neighbours() -> None:
    daily = np.repeat(10.0 * np.arange(1, 11), 7)[None, :]
    daily[0, 14:42] = np.nan
    found = weekly_levels(daily)
    assert found.known[0].tolist() == [True] * 2 + [False] * 4 + [True] * 4
    assert np.allclose(found.totals[0], 10 * np.arange(1, 11))
    steps = np.diff(found.logs[0, 1:7])
    assert np.allclose(steps, steps[0])


@pytest.mark.parametrize(("gone", "level"), [(slice(0, 21), 40.0), (slice(49, 70), 70.0)])
def test_weeks_without_days_at_an_end_are_as_the_nearest(gone: slice, level: float) -> None:
    daily = np.repeat(10.0 * np.arange(1, 11), 7)[None, :]
    daily[0, gone] = np.nan
    weeks = slice(gone.start // 7, gone.stop // 7)
    found = weekly_levels(daily)
    assert np.allclose(found.totals[0, weeks], level)
    assert not found.known[0, weeks].any()


def test_weeks_before_a_series_begins_teach_nothing_and_stand_at_its_first_level() -> None:
    daily = np.hstack([np.zeros((1, 35)), tiled(6)])
    found = weekly_levels(daily)
    assert found.known[0].tolist() == [False] * 5 + [True] * 6
    assert np.allclose(found.totals, WEEK.mean())
    assert np.allclose(found.logs, np.log(WEEK + HALF).mean())
    assert same(weekly_levels(daily[:, 35:]), weekly_levels(tiled(6)))


@pytest.mark.parametrize("days", range(1, 7))
@pytest.mark.parametrize("weeks", [1, 3, 6])
def test_a_series_that_begins_within_a_week_begins_with_its_first_whole_one(days: int, weeks: int) -> None:
    """Or that week would be a rise of its own, and the next one another."""
    daily = np.hstack([np.zeros((1, 35 - days)), tiled(weeks + 1)[:, -7 * weeks - days :]])
    found, plain = weekly_levels(daily), weekly_levels(tiled(weeks + 5))
    assert found.known[0].tolist() == [False] * 5 + [True] * weeks
    assert np.allclose(found.logs, plain.logs)
    assert np.allclose(found.totals, plain.totals)
    assert found.lift == pytest.approx(plain.lift)


def test_a_series_of_its_last_days_alone_begins_with_them() -> None:
    daily = np.hstack([np.zeros((1, 66)), np.full((1, 4), 70.0)])
    found = weekly_levels(daily)
    assert found.known[0].tolist() == [False] * 9 + [True]
    assert np.allclose(found.totals, 40)


def test_a_series_that_begins_with_a_quiet_day_has_that_week() -> None:
    """A shop that is closed on the first day of its weeks, since ever."""
    daily = np.tile([0.0, 5, 5, 5, 5, 5, 5], 10)[None, :]
    assert weekly_levels(daily).known.all()


@pytest.mark.parametrize("weeks", [1, 2, 5, 12, 26, 40])
def test_the_lift_of_a_young_series_is_that_of_its_own_weeks(weeks: int) -> None:
    own = np.tile([4.0, 5, 10, 18, 2, 20, 9], weeks)[None, :]
    late = weekly_levels(np.hstack([np.zeros((1, 350)), own]))
    assert late.lift == pytest.approx(weekly_levels(own).lift)
    holed = np.hstack([np.full((1, 7 * 30), np.nan), own])
    assert weekly_levels(holed).lift == pytest.approx(weekly_levels(own).lift)


@given(
    st.lists(st.integers(0, 69), min_size=1, max_size=12, unique=True),
    arrays(np.float64, 7, elements=st.floats(30, 60)),
    st.floats(0.2, 1),
)
def test_missing_days_are_as_such_days_of_the_week_are(gone: list[int], week: np.ndarray, weekend: float) -> None:
    """Where every day of the week is known some time, and some day of every week."""
    week[[5, 6]] *= weekend
    daily = np.tile(week, 10)[None, :]
    holed = daily.copy()
    holed[0, gone] = np.nan
    days = np.isnan(holed).reshape(10, 7)
    found, plain = weekly_levels(holed), weekly_levels(daily)
    assert (found.known == ~days.all(axis=1)).all()
    if not days.all(axis=0).any():
        assert np.allclose(found.logs, plain.logs)
        assert np.allclose(found.totals, plain.totals)
        assert found.lift == pytest.approx(plain.lift)


def test_a_missing_day_takes_the_level_of_its_own_week() -> None:
    week = np.array([10.0, 10, 10, 10, 10, 2, 2])
    daily = np.concatenate([week, week * 3] * 10)[None, :] - HALF
    holed = daily.copy()
    holed[0, [5, 6, 12]] = np.nan  # weekends: of a quiet week, and of a busy one
    found, plain = weekly_levels(holed), weekly_levels(daily)
    assert np.allclose(found.logs, plain.logs, atol=0.01)
    assert np.allclose(found.totals, plain.totals, rtol=0.01)


def test_zeros_within_a_series_are_sessions() -> None:
    daily = np.full((1, 70), 5.0)
    daily[0, 28:35] = 0
    found = weekly_levels(daily)
    assert found.known.all()
    assert found.totals[0, 4] == 0
    assert found.logs[0, 4] == pytest.approx(np.log(HALF))


@pytest.mark.parametrize("daily", [np.zeros((2, 70)), np.full((2, 70), np.nan)])
def test_rows_without_anything_are_nought(daily: np.ndarray) -> None:
    found = weekly_levels(daily)
    assert (found.totals == 0).all()
    assert np.isfinite(found.logs).all()
    assert (found.lift == 0).all() or np.isfinite(found.lift).all()
    assert not found.ended.any()
    assert found.known.all() != np.isnan(daily).all()


def test_one_session_a_week_is_a_seventh_a_day() -> None:
    daily = np.zeros((1, 70))
    daily[0, 3::7] = 1
    found = weekly_levels(daily)
    assert np.allclose(found.totals, 1 / 7)
    assert np.allclose(found.logs, (6 * np.log(HALF) + np.log(1 + HALF)) / 7)
    assert np.allclose(np.exp(found.logs + found.lift) - HALF, 1 / 7)


def test_the_lift_is_that_of_the_usual_week_of_late() -> None:
    daily = tiled(40)
    daily[0, :84] = 70.0  # level within the week, but long ago
    daily[0, 200:207] = [300, 10, 10, 10, 10, 10, 10]
    assert weekly_levels(daily).lift[0] == pytest.approx(weekly_levels(tiled(40)).lift[0])


def test_a_spike_is_taken_off_the_logs_and_stays_in_the_totals() -> None:
    daily = np.full((1, 70), 80.0)
    daily[0, 30] = 8000
    found, plain = weekly_levels(daily), weekly_levels(np.full((1, 70), 80.0))
    assert np.allclose(found.logs, plain.logs)
    assert found.lift == pytest.approx(plain.lift)
    assert found.totals[0, 4] == pytest.approx((6 * 80 + 8000) / 7)
    assert np.array_equal(found.totals[0, :4], plain.totals[0, :4])


@pytest.mark.parametrize(
    ("daily", "ended"),
    [
        (np.r_[np.full(70, 5.0), np.zeros(28)], True),
        (np.r_[np.full(70, 5.0), np.zeros(27)], False),  # one week still has a day with sessions
        (np.r_[np.full(70, 5.0), np.zeros(35)], True),
        (np.r_[np.full(70, 1.0), np.zeros(28)], True),
        (
            np.r_[np.tile([0, 0, 0, 4.0, 0, 0, 0], 10), np.zeros(28)],
            False,
        ),  # 16 sessions in four weeks: that may be chance
        (np.r_[np.tile([0, 0, 0, 6.0, 0, 0, 0], 10), np.zeros(28)], True),
        (np.r_[np.full(70, 5.0), np.full(28, np.nan)], False),  # not known is not none
        (np.r_[np.full(70, 5.0), np.zeros(14), np.full(7, np.nan), np.zeros(7)], False),
        (np.r_[np.full(70, 5.0), np.zeros(20), np.nan, np.zeros(7)], True),
        (np.zeros(98), False),
        (np.zeros(28), False),
    ],
)
def test_four_weeks_without_sessions_after_many_are_the_end(daily: np.ndarray, ended: bool) -> None:  # noqa: FBT001
    assert weekly_levels(daily[None, :]).ended.tolist() == [ended]


@given(
    arrays(np.float64, (2, 40), elements=st.one_of(st.floats(0, 1e7), st.just(np.nan), st.just(0.0))),
    st.integers(7, 40),
)
def test_whatever_the_figures_levels_are_finite(daily: np.ndarray, length: int) -> None:
    found = weekly_levels(daily[:, :length])
    assert found.logs.shape == found.totals.shape == found.known.shape == (2, length // 7)
    for each in (found.logs, found.totals, found.lift):
        assert np.isfinite(each).all()
