import numpy as np
import pytest
from daily_histories import ahead, history
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.blend import blend
from planner.forecast.levels import weekly_levels
from planner.forecast.spikes import OFTEN, spikes, without_spikes
from planner.forecast.terms import Horizon
from planner.forecast.usual import forecast

MONTH = Horizon(gap=0, weeks=4)
WEEK = np.array([1.1, 1.2, 1.15, 1.05, 1.0, 0.7, 0.8])
NONE = np.zeros((1, 140), dtype=np.bool_)


def steady(level: float = 400.0, noise: float = 0.05, weeks: int = 20, seed: int = 1) -> np.ndarray:
    rng = np.random.default_rng(seed)
    found: np.ndarray = level * np.tile(WEEK, weeks) * np.exp(rng.normal(0, noise, (1, 7 * weeks)))
    return found


def at(daily: np.ndarray, missing: np.ndarray | None = None) -> list[int]:
    return np.flatnonzero(spikes(daily, NONE if missing is None else missing)[0]).tolist()


def quantiles(daily: np.ndarray, span: int = 28, gap: int = 0) -> np.ndarray:
    """The forecast's tenth, median and ninetieth percentile."""
    seen = history(daily)
    draws = forecast(seen, ahead(seen, span, gap), seed=1, n_draws=400).draws.sum(axis=0)
    found: np.ndarray = np.quantile(draws, [0.1, 0.5, 0.9])
    return found


@given(st.integers(0, 139), st.floats(10, 1e4))
def test_one_day_far_above_the_others_is_a_spike_wherever_it_lies(day: int, times: float) -> None:
    daily = steady()
    daily[0, day] *= times
    assert at(daily) == [day]
    cleaned = without_spikes(daily, NONE)
    assert cleaned[0, day] == pytest.approx(
        steady()[0, day], rel=0.25
    )  # as that day of the week is, give or take its noise
    assert np.array_equal(np.delete(cleaned, day, axis=1), np.delete(steady(), day, axis=1))


def test_without_spikes_nothing_is_touched() -> None:
    daily = steady()
    assert at(daily) == []
    assert without_spikes(daily, NONE) is daily


@pytest.mark.parametrize("days", [[40], [40, 60], [40, 41], [7, 75, 139]])
def test_several_spikes_are_found_each(days: list[int]) -> None:
    daily = steady()
    daily[0, days] *= 30
    assert at(daily) == days


@given(st.integers(0, 139), st.floats(0, 0.3))
def test_days_far_below_are_no_spikes(day: int, times: float) -> None:
    daily = steady()
    daily[0, day] *= times
    assert at(daily) == []


@pytest.mark.parametrize(
    "week",
    [
        [10, 10, 10, 10, 10, 1, 1],  # work
        [1.0, 1, 1, 1, 2, 2.5, 2.5],  # leisure
        [10, 10, 10, 10, 10, 0, 0],  # closed
        [2, 1.5, 1.3, 1.1, 1, 1, 1],
        [1, 1, 1, 1, 1, 10, 10],
        [1, 8, 1, 1, 1, 1, 1],  # a newsletter
        [1, 1, 1, 1, 1, 3.5, 3.5],
        [0, 0, 0, 20, 0, 0, 0],
    ],
)
@pytest.mark.parametrize("level", [30.0, 3000.0])
def test_days_of_the_week_are_no_spikes(week: list[float], level: float) -> None:
    daily = level * np.tile(week, 20)[None, :] * np.exp(np.random.default_rng(2).normal(0, 0.05, (1, 140)))
    assert at(daily) == []
    assert quantiles(daily)[1] == pytest.approx(28 * level * np.mean(week), rel=0.03)


@pytest.mark.parametrize("day", range(133, 140))
def test_a_spike_on_a_day_that_stands_out_is_found_and_put_at_that_days_level(day: int) -> None:
    daily = 100 * np.tile([1.0, 1, 1, 1, 1, 6, 6], 20)[None, :]
    famous = daily.copy()
    famous[0, day] *= 50
    assert at(famous) == [day]
    assert without_spikes(famous, NONE) == pytest.approx(daily)
    assert weekly_levels(famous).logs == pytest.approx(weekly_levels(daily).logs)


def test_bursts_that_come_again_and_again_are_no_spikes() -> None:
    """A newsletter every ten days or so, on no fixed day, brings as much on one day as ten others: half of the sessions come so."""
    rng = np.random.default_rng(1)
    ratio = []
    for _ in range(20):
        daily = 100 * np.exp(rng.normal(0, 0.1, (1, 428)))
        on = np.cumsum(rng.integers(5, 15, 80))
        daily[0, on[on < 428]] *= 10
        ratio.append(quantiles(daily[:, :400])[1] / daily[0, 400:].sum())
    assert np.mean(ratio) == pytest.approx(1, abs=0.2)


@pytest.mark.parametrize("weeks", [2, 3, 4, 6])
def test_rows_that_have_such_days_often_have_none(weeks: int) -> None:
    """In so many of twenty weeks, each on another day."""
    daily = np.full((1, 140), 100.0)
    daily[0, [8 + n * (7 * 20 // weeks) + n for n in range(weeks)]] *= 20
    assert len(at(daily)) == (weeks if weeks / 20 <= OFTEN else 0)


@given(st.integers(0, 139), st.integers(0, 20))
def test_small_counts_have_no_spikes(day: int, many: int) -> None:
    daily = np.random.default_rng(3).poisson(1.0, (1, 140)).astype(float)
    daily[0, day] = many
    assert at(daily) == []


def test_a_step_and_a_slope_are_no_spikes() -> None:
    step, slope = steady(), steady()
    step[0, 70:] *= 20
    slope *= np.exp(np.arange(140) / 30)
    assert at(step) == []
    assert at(slope) == []


@pytest.mark.parametrize("near", [69, 71, 63, 77, 66])
def test_a_missing_day_near_a_spike_changes_nothing(near: int) -> None:
    daily, missing = steady(), NONE.copy()
    daily[0, 70] *= 100
    daily[0, near] = 0
    missing[0, near] = True
    assert at(daily, missing) == [70]
    assert without_spikes(daily, missing)[0, 70] == pytest.approx(steady()[0, 70], rel=0.25)


def test_missing_days_are_no_spikes_whatever_stands_there() -> None:
    daily, missing = steady(), NONE.copy()
    missing[0, 70:74] = True
    daily[0, 70:74] = [0, 1e6, 0, 0]
    assert at(daily, missing) == []


@given(st.permutations(range(3)), st.floats(1, 1e4))
def test_rows_do_not_see_each_other_and_the_unit_does_not_matter(order: list[int], unit: float) -> None:
    daily = np.vstack([steady(seed=seed) for seed in range(3)])
    daily[0, 30] *= 50
    daily[2, 99] *= 8
    missing = np.zeros(daily.shape, dtype=np.bool_)
    found = spikes(daily, missing)
    assert found.sum(axis=1).tolist() == [1, 0, 1]
    assert np.array_equal(spikes(daily[order] * unit, missing), found[order])


@pytest.mark.parametrize("ago", [1, 2, 3, 4, 8, 22, 40, 300])
def test_a_day_of_fame_moves_the_forecast_by_less_than_three_percent(ago: int) -> None:
    daily = steady(weeks=80)
    famous = daily.copy()
    famous[0, -ago] *= 100
    plain, found = quantiles(daily), quantiles(famous)
    assert found[1] == pytest.approx(plain[1], rel=0.03)
    assert found[2] / found[0] > 0.98 * plain[2] / plain[0]


@pytest.mark.parametrize("weeks", [7, 10, 20])
@pytest.mark.parametrize("ago", [1, 8, 22, 40])
def test_a_day_of_fame_moves_a_short_history_by_less_than_three_percent(weeks: int, ago: int) -> None:
    """It makes less sure, and is no drift upward."""
    daily = steady(weeks=weeks)
    famous = daily.copy()
    famous[0, -ago] *= 100
    plain, found = (blend(weekly_levels(each), MONTH) for each in (daily, famous))
    assert found.log[0] == pytest.approx(plain.log[0], abs=0.03)
    assert found.scale[0] > plain.scale[0]


@pytest.mark.parametrize(("span", "gap"), [(31, 0), (30, 0), (3, 0), (1, 0), (1, 2), (1, 3)])
def test_a_day_of_fame_does_not_make_its_weekday_famous(span: int, gap: int) -> None:
    daily = steady(weeks=80)
    famous = daily.copy()
    famous[0, -26] *= 100  # a Wednesday
    assert quantiles(famous, span, gap)[1] == pytest.approx(quantiles(daily, span, gap)[1], rel=0.03)
