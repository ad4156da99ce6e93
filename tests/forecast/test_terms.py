import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.terms import (
    HALF_LIFE,
    LAST_WEEK,
    LAST_YEAR,
    MOMENTUM,
    RECENT,
    RETURN,
    SEASON,
    YEAR,
    Horizon,
    running,
    seasonal_from,
    seasonal_terms,
    seasonal_weights,
    steady_terms,
    steady_weights,
    years,
)

MONTH = Horizon(gap=0, weeks=4)


@pytest.mark.parametrize(
    ("horizon", "least"), [(MONTH, 57), (Horizon(gap=40, weeks=12), 57), (Horizon(gap=40, weeks=20), 109)]
)
def test_so_many_weeks_show_last_years_season(horizon: Horizon, least: int) -> None:
    assert seasonal_from(horizon) == least == years(horizon) * YEAR + RECENT + 1
    assert (years(horizon) - 1) * YEAR < horizon.end <= years(horizon) * YEAR


def test_the_lead_ends_in_the_middle_of_the_weeks() -> None:
    assert MONTH.lead == 2.5  # weeks 1, 2, 3, 4
    assert Horizon(gap=3, weeks=1).lead == 4
    assert Horizon(gap=52, weeks=52).lead == 52 + np.arange(1, 53).mean()


def test_of_a_flat_line_nothing_but_the_level_is_left() -> None:
    logs, last = np.full((2, 60), 3.0), np.array([5, 56, 59])
    level, terms = steady_terms(logs, last)
    assert np.allclose(level, 3)
    assert np.allclose(terms, np.broadcast_to([0, 0, 1.0], (2, 3, 3)))
    level, terms = seasonal_terms(logs, last[1:], MONTH)
    assert np.allclose(level, 3)
    assert np.allclose(terms, np.broadcast_to([0, 0, 1.0, 0, 0, 0], (2, 2, 6)))


def test_of_a_straight_line_every_term_is_known() -> None:
    weeks = np.arange(130.0)[None, :]
    level, terms = seasonal_terms(weeks, np.array([120]), MONTH)
    assert level[0, 0] == 120 - 1.5
    expected = [
        1.5,
        -(YEAR - 1) / 2 + 1.5,
        1,
        4,
        -YEAR,
        1.5,
    ]  # last week, year, drift; change, level and week of last year
    assert np.allclose(terms[0, 0], expected)


def test_a_year_that_is_not_over_is_as_long_as_it_is() -> None:
    weeks = np.arange(30.0)[None, :]
    _, terms = steady_terms(weeks, np.array([3, 4, 29]))
    assert np.allclose(terms[0, :, 1], [0, 2 - 2.5, 14.5 - 27.5])


def test_a_pure_season_stands_in_the_term_of_the_season_alone() -> None:
    logs = np.sin(2 * np.pi * np.arange(120) / YEAR)[None, :]
    last = np.arange(seasonal_from(MONTH) - 1, 110)
    level, terms = seasonal_terms(logs, last, MONTH)
    truth = np.array([logs[0, at + 1 : at + 5].mean() for at in last])
    assert np.allclose(level[0] + terms[0, :, 3], truth)
    assert np.allclose(terms[0, :, 4], 0)
    assert np.allclose(terms[0, :, 0], terms[0, :, 5])


def test_beyond_a_year_the_year_before_last_is_looked_at() -> None:
    logs = np.zeros((1, 130))
    logs[0, 119 - 2 * YEAR + 50 : 119 - 2 * YEAR + 60] = 1  # ten of the twenty weeks, two years before the horizon's
    _, terms = seasonal_terms(logs, np.array([119]), Horizon(gap=40, weeks=20))
    assert terms[0, 0, 3] == pytest.approx(np.log((1 + np.e) / 2))  # of the sum, which is above the mean of the logs


@given(st.integers(0, 2**32 - 1), st.integers(57, 90))
def test_an_origin_knows_nothing_of_later_weeks(seed: int, last: int) -> None:
    rng = np.random.default_rng(seed)
    logs = rng.normal(5, 1, (3, 100))
    other = logs.copy()
    other[:, last + 1 :] = rng.normal(9, 1, other[:, last + 1 :].shape)
    for one, two in zip(
        seasonal_terms(logs, np.array([last]), MONTH), seasonal_terms(other, np.array([last]), MONTH), strict=True
    ):
        assert np.array_equal(one, two)


@given(st.floats(-5, 5), st.permutations(range(4)))
def test_the_unit_moves_the_level_alone_and_rows_do_not_see_each_other(shift: float, order: list[int]) -> None:
    logs, last = np.random.default_rng(1).normal(5, 1, (4, 80)), np.array([60, 79])
    level, terms = seasonal_terms(logs, last, MONTH)
    moved, same = seasonal_terms(logs[order] + shift, last, MONTH)
    assert np.allclose(moved, level[order] + shift)
    assert np.allclose(same, terms[order])


FAR = Horizon(gap=13, weeks=4)
"""A half-life beyond the next month."""


def test_the_usual_weights_add_the_season_and_keep_as_much_of_the_rest() -> None:
    drift, reliable = np.array([0.0, 0.02]), np.array([1.0, 0.3])
    steady, seasonal = steady_weights(drift, reliable, MONTH), seasonal_weights(drift, reliable, MONTH)
    assert steady.shape == (2, 3)
    assert seasonal.shape == (2, 6)
    assert np.allclose(steady[1, 0] / steady[0, 0], 0.3)  # a last week that is chance counts for less
    assert np.allclose(steady[:, 2], drift)
    assert np.allclose(seasonal[:, 3], SEASON)
    # the last week counts in full where last year's stood as this year's does not, and only the rest where it did
    assert np.allclose(seasonal[:, 0] + seasonal[:, 5], (1 - SEASON) * steady[:, 0])
    assert np.allclose(seasonal[:, 4], SEASON * RETURN)


def test_for_the_next_month_the_present_counts_as_it_was_measured() -> None:
    for near in (MONTH, Horizon(gap=0, weeks=1)):
        found = steady_weights(np.array([0.01]), np.ones(1), near)
        assert found[0] == pytest.approx([LAST_WEEK, LAST_YEAR, 0.01])


def test_what_the_present_tells_fades_by_half_in_a_half_life() -> None:
    drift, reliable = np.zeros(1), np.ones(1)
    assert FAR.lead - MONTH.lead == HALF_LIFE
    near, far = (steady_weights(drift, reliable, horizon)[0] for horizon in (MONTH, FAR))
    assert far[0] == pytest.approx(near[0] / 2)
    near, far = (seasonal_weights(drift, reliable, horizon)[0] for horizon in (MONTH, FAR))
    assert 1 - far[3] == pytest.approx((1 - near[3]) / 2)
    assert -near[5] == pytest.approx(near[3] * MOMENTUM)
    assert -far[5] == pytest.approx(far[3] * MOMENTUM / 2)


def test_the_pull_to_the_year_grows_with_the_distance_until_it_is_whole() -> None:
    """As if it acted anew with every month."""
    pulls = [steady_weights(np.zeros(1), np.ones(1), Horizon(gap=gap, weeks=4))[0, 1] for gap in (0, 5, 10, 20, 500)]
    assert pulls[:2] == pytest.approx([LAST_YEAR, 1 - (1 - LAST_YEAR) ** 3])
    assert pulls == sorted(pulls)
    assert pulls[-1] == pytest.approx(1, abs=1e-6)


@given(st.integers(0, 300), st.integers(1, 52), st.floats(0, 0.15), st.floats(0.2, 1))
def test_the_usual_weights_are_parts_at_any_distance(gap: int, weeks: int, drift: float, reliable: float) -> None:
    horizon, further = Horizon(gap=gap, weeks=weeks), Horizon(gap=gap + 4, weeks=weeks)
    near, far = (steady_weights(np.array([drift]), np.array([reliable]), each)[0] for each in (horizon, further))
    assert 0 <= far[0] <= near[0] <= 1
    assert 0 <= near[1] <= far[1] <= 1
    near, far = (seasonal_weights(np.array([drift]), np.array([reliable]), each)[0] for each in (horizon, further))
    assert (np.abs(near) <= 1).all()
    assert SEASON - 1e-9 <= near[3] <= far[3] <= 1
    assert (near[[0, 1, 2]] >= 0).all()
    assert near[5] <= 0


@given(st.lists(st.floats(-10, 10), min_size=1, max_size=20))
def test_differences_of_running_sums_are_sums(row: list[float]) -> None:
    sums = running(np.array([row]))
    assert sums.shape == (1, len(row) + 1)
    assert np.allclose([[sum(row[:n]) for n in range(len(row) + 1)]], sums)
