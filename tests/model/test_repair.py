import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.repair import SIDE, bridged, bridged_weeks, outliers, running_median, runs, silent, unusual_effort

WEEK = np.array([100.0, 110.0, 105.0, 95.0, 90.0, 40.0, 50.0])
STILL = np.zeros((1, 40), dtype=np.bool_)


def steady(days: int = 40, level: float = 200.0) -> np.ndarray:
    return np.full((1, days), level) + np.arange(days) % 3


@pytest.mark.parametrize("day", [0, 1, 2, 20, 38, 39])
@pytest.mark.parametrize("times", [0.01, 100.0])
def test_one_strange_day_is_found_wherever_it_lies(day: int, times: float) -> None:
    rows = steady()
    rows[0, day] *= times
    assert np.flatnonzero(outliers(rows, STILL)[0]).tolist() == [day]


def test_a_strange_day_is_no_outlier_where_effort_explains_it_nor_where_counts_are_small() -> None:
    rows = steady()
    rows[0, 20] *= 100
    assert not outliers(rows, ~STILL).any()
    few = np.full((1, 40), 2.0)
    few[0, 20] = 15.0
    assert not outliers(few, STILL).any()


def test_a_lasting_change_of_level_is_no_outlier() -> None:
    rows = np.concatenate([steady(20), steady(20, 2000.0)], axis=1)
    assert not outliers(rows, STILL).any()


def test_rows_that_vary_much_by_themselves_have_wider_limits() -> None:
    rng = np.random.default_rng(1)
    wild = 500 * np.exp(rng.normal(0, 1.0, (1, 300)))
    assert outliers(wild, np.zeros(wild.shape, dtype=np.bool_)).mean() < 0.01


@given(st.permutations(range(4)))
def test_rows_do_not_know_of_each_other(order: list[int]) -> None:
    rng = np.random.default_rng(2)
    rows = 300 * np.exp(rng.normal(0, 0.1, (4, 60)))
    rows[[0, 2], [5, 40]] *= 50
    quiet = np.zeros(rows.shape, dtype=np.bool_)
    assert np.array_equal(outliers(rows[order], quiet), outliers(rows, quiet)[order])


@given(st.floats(1e-3, 1e6))
def test_unusual_effort_does_not_depend_on_the_unit(unit: float) -> None:
    efforts = np.array([[10.0, 10, 10, 10, 30, 10, 10, 10, 0, 10, 10, 12]])
    assert np.flatnonzero(unusual_effort(efforts * unit)[0]).tolist() == [4, 8]


def test_the_running_median_of_a_level_is_the_level_and_of_a_line_the_line() -> None:
    line = np.arange(30.0)[None, :]
    assert np.array_equal(running_median(np.full((2, 9), 7.0)), np.full((2, 9), 7.0))
    assert np.array_equal(running_median(line)[:, SIDE:-SIDE], line[:, SIDE:-SIDE])


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_row_shorter_than_its_surroundings_has_a_median_too(length: int) -> None:
    assert running_median(np.full((1, length), 4.0)).tolist() == [[4.0] * length]


@pytest.mark.parametrize("gone", [slice(0, 3), slice(12, 17), slice(36, 40)])
def test_zeros_of_a_busy_series_are_silence_even_at_its_ends(gone: slice) -> None:
    rows = steady()
    rows[0, gone] = 0
    assert np.array_equal(silent(rows, STILL), rows == 0)


def test_zeros_are_measured_where_the_levers_stand_still_and_chance_where_there_are_few_sessions() -> None:
    rows, few = steady(), np.full((1, 40), 3.0)
    rows[0, 12:17] = few[0, 12:17] = 0
    assert not silent(rows, rows == 0).any()
    assert not silent(few, STILL).any()
    assert not silent(np.zeros((1, 40)), STILL).any()


def test_gaps_are_bridged_linearly_and_ends_go_on() -> None:
    rows = np.array([[np.nan, 2.0, np.nan, np.nan, 8.0, np.nan], [np.nan] * 6])
    assert bridged(rows, ~np.isnan(rows)).tolist() == [[2, 2, 4, 6, 8, 8], [0] * 6]


@given(st.integers(8, 45), st.sets(st.integers(0, 44)), st.integers(0, 6))
def test_weeks_alike_are_bridged_exactly(days: int, gone: set[int], begins: int) -> None:
    rows = np.stack([np.resize(np.roll(WEEK, -begins), days), np.full(days, 5.0)])
    known = np.ones(rows.shape, dtype=np.bool_)
    known[:, [day for day in gone if day < days - 7]] = False  # the last week is whole
    torn = np.where(known, rows, np.nan)
    assert np.array_equal(bridged_weeks(torn, known), rows)


def test_a_day_of_the_week_that_is_never_known_comes_from_its_neighbours() -> None:
    rows = np.tile(np.arange(7.0), 3)[None, :]
    known = rows != 3
    assert np.array_equal(bridged_weeks(np.where(known, rows, np.nan), known), rows)
    assert bridged_weeks(np.full((1, 3), np.nan), np.zeros((1, 3), dtype=np.bool_)).tolist() == [[0, 0, 0]]


def test_runs_begin_and_end() -> None:
    assert list(runs(np.array([True, True, False, True, False, False, True]))) == [(0, 2), (3, 4), (6, 7)]
    assert list(runs(np.zeros(3, dtype=np.bool_))) == list(runs(np.zeros(0, dtype=np.bool_))) == []
