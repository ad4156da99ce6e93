import numpy as np
import pytest
from daily_histories import walks
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.blend import FURTHER, Centre, blend, further
from planner.forecast.levels import HALF, Levels, weekly_levels
from planner.forecast.terms import Horizon
from planner.model.draws import Z80

MONTH = Horizon(gap=0, weeks=4)
WEEK = np.array([100.0, 120.0, 110.0, 105.0, 90.0, 60.0, 70.0])


def blended(daily: np.ndarray, horizon: Horizon = MONTH) -> Centre:
    return blend(weekly_levels(daily), horizon)


def sessions(centre: Centre) -> np.ndarray:
    return np.exp(centre.log) - HALF


def noisy(rng: np.random.Generator, rows: int, weeks: int, level: float = 100.0, sd: float = 0.1) -> np.ndarray:
    found: np.ndarray = level * np.exp(rng.normal(0, sd, (rows, 7 * weeks)))
    return found


@pytest.mark.parametrize("weeks", [5, 8, 30, 57, 104, 220])
@pytest.mark.parametrize("horizon", [MONTH, Horizon(gap=10, weeks=1), Horizon(gap=0, weeks=52)])
def test_a_week_that_repeats_goes_on(weeks: int, horizon: Horizon) -> None:
    found = blended(np.tile(WEEK, weeks)[None, :], horizon)
    assert sessions(found)[0] == pytest.approx(WEEK.mean(), rel=0.01)


def test_the_longer_it_stays_flat_the_surer() -> None:
    scales = [blended(np.tile(WEEK, weeks)[None, :]).scale[0] for weeks in (5, 8, 20, 50, 100)]
    assert scales == sorted(scales, reverse=True)
    assert scales[0] > 3 * scales[-1] > 0


@pytest.mark.parametrize("origin", [90, 125, 160, 270, 305, 340])
def test_a_pure_season_comes_again(origin: int) -> None:
    """On the steep parts of a wave of ±50 %, after three years: at most a quarter of last year's change is missed."""
    days = np.arange(4 * 364)
    wave = 1000 * (1 + 0.5 * np.cos(2 * np.pi * days / 364))[None, :]
    end = 3 * 364 + origin
    truth, before = np.log(wave[0, end : end + 28].mean()), np.log(wave[0, end - 28 : end].mean())
    found = blended(wave[:, :end])
    assert abs(found.log[0] - truth) < 0.25 * abs(before - truth)


def test_a_season_is_known_better_from_year_to_year() -> None:
    days = np.arange(6 * 364)
    wave = 1000 * (1 + 0.5 * np.cos(2 * np.pi * days / 364))[None, :]
    off, scale = [], []
    for year in (1, 2, 3, 4):
        end = year * 364 + 125
        found = blended(wave[:, :end])
        off.append(abs(found.log[0] - np.log(wave[0, end : end + 28].mean())))
        scale.append(found.scale[0])
    assert off[0] > off[1] > off[2]
    assert scale[0] > scale[1] > scale[2]


@pytest.mark.parametrize("days", [40, 200, 600])
def test_rows_do_not_see_each_other(days: int) -> None:
    rng = np.random.default_rng(1)
    daily = np.exp(rng.normal(6, 0.2, (4, days)))
    daily[1, 10:33] = np.nan
    daily[2, : days // 2] = 0
    daily[3, -1] *= 100
    together = blended(daily)
    for n in range(4):
        alone = blended(daily[n : n + 1])
        assert alone.log[0] == pytest.approx(together.log[n])
        assert alone.scale[0] == pytest.approx(together.scale[n])


@given(st.floats(1.0, 1e4), st.sampled_from([50, 500]))
def test_more_of_the_same_is_the_same(times: float, days: int) -> None:
    daily = walks(np.random.default_rng(3), 3, days, step=0.02, noise=0.1)
    found, more = blended(daily), blended(daily * times)
    assert np.allclose(sessions(more), sessions(found) * times, rtol=0.005)
    assert np.allclose(more.scale, found.scale, rtol=0.02)


def test_noisier_rows_are_less_sure() -> None:
    rng = np.random.default_rng(2)
    daily = np.exp(6 + np.cumsum(rng.normal(0, 1, (1, 300)) * np.array([[0.005], [0.02], [0.05]]), axis=1))
    scale = blended(daily).scale
    assert scale[1] > 1.2 * scale[0]
    assert scale[2] > 1.5 * scale[1]


def test_errors_grow_with_the_distance_less_than_those_of_a_walk() -> None:
    assert further(MONTH) == 1
    assert further(Horizon(gap=0, weeks=1)) == 1  # no surer of a week than of a month
    assert further(Horizon(gap=10, weeks=4)) == pytest.approx((12.5 / 2.5) ** FURTHER)
    assert 0.3 < FURTHER < 0.5
    flat = np.tile(WEEK, 10)[None, :]
    near, far = (blended(flat, Horizon(gap=gap, weeks=4)).scale[0] for gap in (0, 20))
    assert far == pytest.approx(9**FURTHER * near, rel=0.3)


@pytest.mark.parametrize("after", [8, 20, 40, 70, 104])
def test_a_row_that_begins_late_is_forecast_as_if_nothing_had_been_before(after: int) -> None:
    """Zeros for a year and then 100 a day are a series that began then."""
    own = noisy(np.random.default_rng(after), 40, after)
    late, alone = blended(np.hstack([np.zeros((40, 364)), own])), blended(own)
    assert np.abs(late.log - alone.log).max() < 0.1
    assert abs((late.log - alone.log).mean()) < 0.02
    ratio = late.scale / alone.scale
    assert ratio.min() > 0.5
    assert ratio.max() < 1.25


def test_a_row_that_began_in_the_last_weeks_is_forecast_at_its_level() -> None:
    own = np.hstack([np.zeros((1, 700)), np.full((1, 21), 100.0)])
    found = blended(own)
    assert sessions(found)[0] == pytest.approx(100, rel=0.05)
    assert found.scale[0] < 0.5


@pytest.mark.parametrize("weeks", [10, 60, 120])
def test_a_row_that_has_ended_brings_nothing(weeks: int) -> None:
    own = np.hstack([noisy(np.random.default_rng(4), 1, weeks), np.zeros((1, 28))])
    assert sessions(blended(own))[0] == pytest.approx(0, abs=1e-9)
    back = np.hstack([own, np.full((1, 14), 100.0)])
    assert sessions(blended(back))[0] > 10


@pytest.mark.parametrize(("ago", "followed"), [(2, 0.45), (3, 0.65), (4, 0.8), (6, 0.8), (12, 0.85)])
@pytest.mark.parametrize("weeks", [30, 60, 120])
@pytest.mark.parametrize("times", [2.0, 0.5])
def test_a_shift_of_level_is_followed(ago: int, followed: float, weeks: int, times: float) -> None:
    """So much of the (log) way from the old level to the new one, by how many weeks ago it happened."""
    daily = noisy(np.random.default_rng(5), 60, weeks)
    daily[:, -7 * ago :] *= times
    way = (blended(daily).log - np.log(100)).mean() / np.log(times)
    assert followed < way < 1.1


def test_a_shift_makes_less_sure_until_it_is_long_past() -> None:
    daily = noisy(np.random.default_rng(6), 30, 40)
    shifted = daily.copy()
    shifted[:, -7 * 6 :] *= 2
    assert (blended(shifted).scale > 1.3 * blended(daily).scale).all()


def leans(by_week: np.ndarray, nudge: float = 0.05) -> np.ndarray:
    """How much of a rise of the very last week the forecast takes over."""
    daily = np.repeat(np.exp(6 + by_week), 7, axis=1)
    more = daily.copy()
    more[:, -7:] *= np.exp(nudge)
    found: np.ndarray = (blended(more).log - blended(daily).log) / nudge
    return found


@pytest.mark.parametrize("weeks", [20, 52, 110])
def test_noise_leans_less_on_the_last_week_than_walks_do(weeks: int) -> None:
    rng = np.random.default_rng(7)
    steps = rng.normal(0, 0.2, (80, weeks))
    noise, walk = leans(steps).mean(), leans(np.cumsum(steps, axis=1)).mean()
    assert noise < 0.8 * walk
    assert noise < 0.55
    assert 0.6 < walk < 1


@pytest.mark.parametrize("weeks", [8, 30, 104])
def test_forecasts_of_noise_and_walks_are_not_biased(weeks: int) -> None:
    rng = np.random.default_rng(8)
    for daily in (
        noisy(rng, 400, weeks + 4, sd=0.3),
        walks(rng, 400, 7 * (weeks + 4), step=0.02),
    ):
        errors = blended(daily[:, : 7 * weeks]).log - np.log(daily[:, 7 * weeks :].mean(axis=1) + HALF)
        assert abs(errors.mean()) < 0.02


def held(daily: np.ndarray) -> float:
    """How many of the last four weeks lie in the 80 % range."""
    found = blended(daily[:, :-28])
    inside = np.abs(np.log(daily[:, -28:].mean(axis=1) + HALF) - found.log) < Z80 * found.scale
    return float(inside.mean())


@pytest.mark.parametrize("weeks", [57, 58, 60, 70, 80, 100, 109, 110])
@pytest.mark.parametrize("noise", [0.03, 0.1])
def test_four_of_five_walks_lie_within_from_the_first_season_on(weeks: int, noise: float) -> None:
    """With few tests of the season's weights, these are not known, which is a variance of its own."""
    rng = np.random.default_rng(weeks)
    assert 0.73 < held(walks(rng, 800, 7 * weeks + 28, step=0.02, noise=noise)) < 0.87


@pytest.mark.parametrize("weeks", [40, 56, 57, 62, 70, 80, 104, 160])
@pytest.mark.parametrize(("step", "season"), [(0.02, 0.0), (0.015, 0.25)])
def test_three_of_four_and_more_lie_within_whatever_the_length(weeks: int, step: float, season: float) -> None:
    rng = np.random.default_rng(weeks)
    length = 7 * weeks + 28
    daily = walks(rng, 800, length, step=step, noise=0.03)
    daily *= np.exp(season * np.sin(2 * np.pi * (np.arange(length) / 365.25 + rng.uniform(0, 1, (800, 1)))))
    assert held(daily) > 0.76


def test_what_is_not_known_of_the_weights_makes_less_sure() -> None:
    """The more a row asks of them: of one whose last week stands far off, and last year's too, less is known."""
    rng = np.random.default_rng(10)
    steps = rng.normal(0, 0.02, (200, 60))
    calm = np.repeat(np.exp(6 + steps), 7, axis=1)
    odd = calm.copy()
    odd[:, -7 * 8 :] *= 1.5
    odd[:, -7 * 56 : -7 * 50] *= np.linspace(0.5, 2, 42)
    assert (blended(odd).scale > blended(calm).scale).mean() > 0.95


def test_a_row_without_sessions_is_forecast_as_none() -> None:
    found = blended(np.zeros((1, 400)))
    assert sessions(found)[0] == pytest.approx(0, abs=0.02)
    assert np.isfinite(found.scale[0])


def test_what_came_after_unknown_weeks_is_no_test() -> None:
    """Backtests stand where the weeks are known: a gap of half a year leaves fewer of them, so that less is sure."""
    daily = np.tile(WEEK, 80)[None, :]
    holed = daily.copy()
    holed[0, 20 * 7 : 50 * 7] = np.nan
    assert blended(holed).log[0] == pytest.approx(blended(daily).log[0], abs=1e-3)
    assert blended(holed).scale[0] > blended(daily).scale[0]


def test_five_weeks_are_enough_and_levels_are_not_changed() -> None:
    levels = weekly_levels(noisy(np.random.default_rng(9), 3, 5))
    before = Levels(
        logs=levels.logs.copy(), totals=levels.totals.copy(), lift=levels.lift.copy(),
        known=levels.known.copy(), ended=levels.ended.copy(),
    )  # fmt: skip
    assert np.isfinite(blend(levels, MONTH).scale).all()
    assert all(
        np.array_equal(getattr(levels, name), getattr(before, name))
        for name in ("logs", "totals", "lift", "known", "ended")
    )
