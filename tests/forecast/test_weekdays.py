from datetime import timedelta

import numpy as np
import pytest
from daily_histories import FIRST, history
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.weekdays import BORROWED, RECENT_DAYS, usual_weekdays, weekday_shares

WEEK = np.array([12.0, 13, 12, 11, 10, 5, 7])  # Monday first
SUNDAY = FIRST + timedelta(days=6)


@given(st.integers(14, 100), st.integers(0, 6))
def test_a_week_that_repeats_is_found_whatever_day_it_ends_on(days: int, begins: int) -> None:
    first = FIRST + timedelta(days=begins)
    sessions = np.resize(np.roll(WEEK, -begins), days)[None, :]
    assert usual_weekdays(history(sessions, first=first)) == pytest.approx(np.stack([WEEK, WEEK]) / WEEK.sum())


def test_only_the_last_weeks_count() -> None:
    sessions = np.hstack([np.full((1, 200), 1000.0), np.tile(WEEK, RECENT_DAYS // 7)[None, :]])
    seen = history(sessions, first=FIRST - timedelta(days=200))
    assert usual_weekdays(seen)[0] == pytest.approx(WEEK / WEEK.sum())


@pytest.mark.parametrize("cadence", ["week", "month"])
def test_tables_without_days_have_even_weeks(cadence: str) -> None:
    rows = np.tile(WEEK, 10)[None, :]
    assert (weekday_shares(rows, SUNDAY, cadence) == 1 / 7).all()  # type: ignore[arg-type]
    assert (weekday_shares(rows[:, :13], SUNDAY, "day") == 1 / 7).all()


def test_small_rows_borrow_the_weeks_of_the_site() -> None:
    weekend = np.array([0.0, 0, 0, 0, 0, 1, 1])
    site = np.tile(100 * WEEK, 10)
    for times, sessions in ((1.0, 20.0), (1000.0, 20000.0)):
        shares = weekday_shares(np.vstack([np.tile(times * weekend, 10), site]), SUNDAY, "day")
        own = sessions / (sessions + BORROWED)
        assert shares[0] == pytest.approx(own * weekend / 2 + (1 - own) * WEEK / WEEK.sum())
        assert shares[1] == pytest.approx(WEEK / WEEK.sum())


def test_missing_days_are_left_to_the_other_weeks() -> None:
    rows = np.tile(WEEK, 10)
    rows[[3, 11, 12, 69]] = np.nan
    assert weekday_shares(np.stack([rows, rows]), SUNDAY, "day")[1] == pytest.approx(WEEK / WEEK.sum())


@pytest.mark.parametrize("ago", range(1, 29, 3))
def test_a_spike_is_not_its_day_of_the_week(ago: int) -> None:
    rows = np.tile(100 * WEEK, 12)
    famous = rows.copy()
    famous[-ago] *= 100
    assert weekday_shares(famous[None, :], SUNDAY, "day")[0] == pytest.approx(WEEK / WEEK.sum())


def test_a_day_of_the_week_that_stands_out_is_one() -> None:
    newsletter = np.array([100.0, 900, 150, 100, 100, 50, 50])
    assert weekday_shares(np.tile(newsletter, 12)[None, :], SUNDAY, "day")[0] == pytest.approx(newsletter / 1450)


@given(st.integers(1, 60), st.integers(0, 2**32 - 1))
def test_shares_add_up_whatever_the_rows(days: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    rows = rng.gamma(0.3, 10.0, (3, days))
    rows[rng.random(rows.shape) < 0.3] = np.nan
    rows[1] = 0
    shares = weekday_shares(rows, SUNDAY, "day")
    assert shares.shape == (3, 7)
    assert (shares >= 0).all()
    assert np.allclose(shares.sum(axis=1), 1)
