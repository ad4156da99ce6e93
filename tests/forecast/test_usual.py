from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from planner.forecast.usual import forecast
from planner.model.arrays import frozen
from planner.model.draws import Z80
from planner.model.forecast import Forecast
from planner.model.history import Cadence, History
from planner.model.period import Period, months_from

FIRST = date(2025, 1, 6)  # a Monday


def history(sessions: np.ndarray, first: date = FIRST) -> History:
    leaves = tuple((f"leaf {n}",) for n in range(len(sessions)))
    return History(levels=("channel",), leaves=leaves, first=first, sessions=frozen(sessions))


def ahead(seen: History, days: int = 28, gap: int = 0) -> Period:
    start = seen.last + timedelta(days=1 + gap)
    return Period(start=start, end=start + timedelta(days=days - 1))


def usual(seen: History, period: Period | None = None, seed: int = 1) -> Forecast:
    return forecast(seen, period or ahead(seen), seed=seed, n_draws=1000)


def test_a_constant_series_goes_on() -> None:
    found = usual(history(np.full((2, 140), 100.0)))
    assert np.allclose(np.median(found.draws, axis=1), 2800, rtol=0.02)
    assert found.basis == "history"


def test_weekdays_count_in_odd_periods() -> None:
    week = np.array([100, 100, 100, 100, 100, 0, 0.0])
    seen = history(np.tile(week, 20)[None, :])
    weekend = Period(start=seen.last + timedelta(days=6), end=seen.last + timedelta(days=7))
    assert np.median(usual(seen, weekend).draws) < 20
    one_week = usual(seen, ahead(seen, days=7))
    assert np.allclose(one_week.day_shares, week / week.sum(), atol=0.01)


@pytest.mark.parametrize("scale", [0.1, 1000.0])
def test_scaling_the_series_scales_the_forecast(scale: float) -> None:
    rng = np.random.default_rng(3)
    series = np.exp(rng.normal(9, 0.2, (3, 200)))
    plain, scaled = usual(history(series)), usual(history(series * scale))
    assert np.allclose(scaled.draws, plain.draws * scale, rtol=0.01)


def test_last_years_season_comes_again() -> None:
    days = np.arange(3 * 364)
    series = 1000 * (1 + 0.5 * np.cos(2 * np.pi * days / 364))[None, :]
    seen = history(series[:, : 2 * 364 + 90])
    truth = series[0, 2 * 364 + 90 : 2 * 364 + 118].sum()
    last = seen.sessions[0, -28:].sum()
    assert abs(np.median(usual(seen).draws) - truth) < 0.3 * abs(last - truth)


def test_counts_alone_take_the_stated_prior() -> None:
    seen = history(np.full((3, 30), 50.0), first=date(2026, 11, 1))
    found = usual(seen, months_from(date(2026, 12, 1), 1))
    total = found.draws.sum(axis=0)
    assert found.basis == "prior"
    low, middle, high = np.quantile(total, [0.1, 0.5, 0.9]) / (3 * 50 * 31)
    assert (low, middle, high) == pytest.approx((0.75, 1.0, 1.40), abs=0.005)


def test_many_noisy_leaves_do_not_bias_their_total() -> None:
    rng = np.random.default_rng(29)
    seen = history(rng.integers(0, 300, (400, 700)).astype(float))
    total = usual(seen).draws.sum(axis=0)
    assert np.median(total) == pytest.approx(400 * 149.5 * 28, rel=0.01)


def test_the_total_spreads_as_its_own_backtests_do() -> None:
    rng = np.random.default_rng(19)
    opposed = rng.normal(0, 0.3, 400)
    seen = history(np.exp(6 + np.array([[1.0], [-1.0]]) * opposed))
    whole = history(seen.sessions.sum(axis=0, keepdims=True))
    spread, own = (np.log(usual(each).draws.sum(axis=0)).std() for each in (seen, whole))
    assert spread == pytest.approx(own, rel=0.05)


@pytest.mark.parametrize(("cadence", "days"), [("week", 7), ("month", 30)])
def test_coarser_tables_are_covered_too(cadence: Cadence, days: int) -> None:
    """Walks of 4 % a week, seen by whole weeks or months alone: four of five outcomes within, give or take three standard errors."""
    rng = np.random.default_rng(23)
    daily = np.repeat(np.exp(7 + np.cumsum(rng.normal(0, 0.04, (150, 60)), axis=1)), 7, axis=1)
    seen_days = 360 if days == 30 else 364
    table = np.repeat(daily[:, :seen_days].reshape(150, -1, days).mean(axis=2), days, axis=1)
    covered = []
    for row, truth in zip(table, daily[:, seen_days : seen_days + 30].sum(axis=1), strict=True):
        seen = replace(history(row[None, :]), cadence=cadence)
        low, high = np.quantile(usual(seen, ahead(seen, days=30)).draws, [0.1, 0.9])
        covered.append(low <= truth <= high)
    assert np.mean(covered) > 0.70


def test_further_away_is_less_sure() -> None:
    rng = np.random.default_rng(5)
    seen = history(np.exp(rng.normal(7, 0.1, (1, 300))))
    near, far = (usual(seen, ahead(seen, gap=gap)).draws for gap in (0, 180))
    assert np.log(far).std() > 1.5 * np.log(near).std()


def test_leaves_move_together() -> None:
    rng = np.random.default_rng(7)
    common = np.cumsum(rng.normal(0, 0.05, 400))
    seen = history(np.exp(6 + common + rng.normal(0, 0.05, (4, 400))))
    found = usual(seen)
    correlations = np.corrcoef(np.log(found.draws))[np.triu_indices(4, 1)]
    assert correlations.min() > 0.5
    alone = np.sqrt((found.draws.std(axis=1) ** 2).sum())
    assert found.draws.sum(axis=0).std() > 1.3 * alone


def test_random_walks_are_covered() -> None:
    """Four of five of 200 months lie within the 80 % interval, give or take three standard errors."""
    rng = np.random.default_rng(11)
    walks = 8 + np.cumsum(rng.normal(0, 0.02, (200, 228)), axis=1) + rng.normal(0, 0.05, (200, 228))
    series = np.exp(walks)
    found = usual(history(series[:, :200]))
    low, high = np.quantile(found.draws, [0.1, 0.9], axis=1)
    truth = series[:, 200:].sum(axis=1)
    assert 0.71 < ((low <= truth) & (truth <= high)).mean() < 0.93


def test_missing_days_and_weeks_do_not_matter_much() -> None:
    rng = np.random.default_rng(13)
    whole = np.exp(rng.normal(7, 0.1, (2, 300)))
    holed = whole.copy()
    holed[:, 200:215] = np.nan
    holed[:, 50] = np.nan
    assert np.allclose(
        np.median(usual(history(holed)).draws, axis=1), np.median(usual(history(whole)).draws, axis=1), rtol=0.05
    )


@pytest.mark.parametrize("days", [1, 3, 10, 34, 35, 60])
@pytest.mark.parametrize("span", [1, 31, 366])
def test_any_history_and_period_give_finite_draws(days: int, span: int) -> None:
    rng = np.random.default_rng(17)
    series = np.vstack([rng.poisson(3.0, days), np.zeros(days), rng.poisson(500.0, days)]).astype(float)
    found = usual(history(series), ahead(history(series), days=span))
    assert np.isfinite(found.draws).all()
    assert (found.draws >= 0).all()
    assert found.day_shares.shape == (span,)
    assert found.day_shares.sum() == pytest.approx(1)


def test_the_same_seed_gives_the_same_draws() -> None:
    seen = history(np.full((2, 140), 100.0))
    assert np.array_equal(usual(seen).draws, usual(seen).draws)
    assert not np.array_equal(usual(seen).draws, usual(seen, seed=2).draws)


def test_the_interval_of_one_draw_row_is_that_of_its_scale() -> None:
    found = usual(history(np.full((1, 140), 100.0)))
    low, middle, high = np.log(np.quantile(found.draws[0], [0.1, 0.5, 0.9]))
    assert high - middle == pytest.approx(middle - low, rel=0.05)
    assert high - low < 2 * Z80 * 0.1
