from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from daily_histories import ahead, history, walks
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.terms import Horizon
from planner.forecast.usual import LEAST_WEEKS, forecast, horizon_of
from planner.learning.outages import mended
from planner.model.draws import Z80
from planner.model.forecast import Forecast
from planner.model.history import Cadence, History, Leaf
from planner.model.period import Period, months_from, shifted

WEEK = np.array([1.1, 1.15, 1.1, 1.05, 1.0, 0.7, 0.8])


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


@pytest.mark.parametrize("day", [90, 125, 270, 305])
@pytest.mark.parametrize(("gap", "missed"), [(0, 0.25), (60, 0.35)])
def test_last_years_season_comes_again(day: int, gap: int, missed: float) -> None:
    """Where it is steep: after three years little of the change from the last four weeks is missed."""
    days = np.arange(5 * 364)
    series = 1000 * (1 + 0.5 * np.cos(2 * np.pi * days / 364))[None, :]
    end = 3 * 364 + day
    seen = history(series[:, :end])
    truth = series[0, end + gap : end + gap + 28].sum()
    last = series[0, end - 28 : end].sum()
    found = np.median(usual(seen, ahead(seen, gap=gap)).draws)
    assert abs(np.log(found / truth)) < missed * abs(np.log(last / truth))


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


def within(draws: np.ndarray, truth: np.ndarray) -> np.ndarray:
    """Which of the truths lie in the 80 % interval. Args: draws (n_rows, n_draws)."""
    low, high = np.quantile(draws, [0.1, 0.9], axis=1)
    held: np.ndarray = (low <= truth) & (truth <= high)
    return held


def each_alone(series: np.ndarray, span: int, *, n_draws: int = 200) -> np.ndarray:
    """Draws of rows that are each a site of its own, `span` days before their end."""
    seen = history(series[:1, :-span])
    period = ahead(seen, span)
    return np.concatenate(
        [forecast(history(row[None, :-span]), period, seed=1, n_draws=n_draws).draws for row in series]
    )


@pytest.mark.parametrize(("step", "noise"), [(0.02, 0.05), (0.005, 0.1)])
def test_walks_of_any_length_are_covered(step: float, noise: float) -> None:
    """Of six weeks, half a year and two years: the shorter, the more the range is prior knowledge, and wider than such walks are."""
    covered = []
    for days in (42, 200, 728):
        series = walks(np.random.default_rng(days), 250, days + 28, step=step, noise=noise)
        covered.append(within(each_alone(series, 28), series[:, days:].sum(axis=1)).mean())
    assert covered[0] > 0.8
    assert covered[1] > 0.75
    assert 0.66 < covered[2] < 0.9


@pytest.mark.parametrize("span", [1, 3, 7, 28])
def test_periods_of_any_length_are_covered(span: int) -> None:
    series = walks(np.random.default_rng(span), 150, 200 + span, step=0.02, noise=0.1)
    held = within(each_alone(series, span), series[:, 200:].sum(axis=1))
    assert 0.7 < held.mean() < 0.97


TREE: tuple[Leaf, ...] = tuple((a, b) for a in ("x", "y") for b in ("p", "q", "r"))


def hierarchical(rng: np.random.Generator, days: int, season: float) -> np.ndarray:
    """Leaves that share a season and the walks of the site and their branch, and walk by themselves."""
    site, inner, own = (np.cumsum(rng.normal(0, 0.012, (rows, days)), axis=1) for rows in (1, 2, 6))
    year = season * np.sin(2 * np.pi * np.arange(days) / 365.25 + rng.uniform(0, 2 * np.pi))
    level = 6 + rng.normal(0, 0.7, (6, 1)) + site + np.repeat(inner, 3, axis=0) + own + year
    found: np.ndarray = np.exp(level + rng.normal(0, 0.05, (6, days)))
    return found


@pytest.mark.parametrize(("days", "season", "least", "most"), [(140, 0.1, 0.75, 0.97), (900, 0.25, 0.65, 0.9)])
def test_every_node_of_a_tree_is_covered(days: int, season: float, least: float, most: float) -> None:
    """Site, branches and leaves of 150 trees."""
    held: dict[str, list[bool]] = {"site": [], "branch": [], "leaf": []}
    rng = np.random.default_rng(days)
    for seed in range(150):
        series = hierarchical(rng, days + 28, season)
        seen = history(series[:, :days], leaves=TREE, levels=("visitor", "channel"))
        draws = forecast(seen, ahead(seen), seed=seed, n_draws=200).draws
        truth = series[:, days:].sum(axis=1)
        for name, groups in (
            ("site", (range(6),)),
            ("branch", (range(3), range(3, 6))),
            ("leaf", [[n] for n in range(6)]),
        ):
            for group in groups:
                held[name] += within(draws[list(group)].sum(axis=0)[None, :], truth[list(group)].sum()).tolist()
    for name, each in held.items():
        assert least < np.mean(each) < most, name


@pytest.mark.parametrize("days", [140, 500])
def test_a_gap_of_a_hundred_days_makes_less_sure(days: int) -> None:
    seen = history(walks(np.random.default_rng(1), 2, days, step=0.01))
    near, far = (np.log(usual(seen, ahead(seen, gap=gap)).draws).std(axis=1) for gap in (0, 100))
    assert (far > 1.8 * near).all()


@pytest.mark.parametrize("span", [1, 6, 7, 30, 366])
@pytest.mark.parametrize(("cadence", "length"), [("day", 140), ("week", 140), ("month", 300), ("day", 1000)])
def test_a_level_stays_one_over_any_period(span: int, cadence: Cadence, length: int) -> None:
    seen = history(np.full((2, length), 100.0) * [[1], [3]], cadence=cadence)
    found = usual(seen, ahead(seen, span))
    assert np.allclose(np.median(found.draws, axis=1) / span, [100, 300], rtol=0.01)
    assert np.allclose(found.day_shares, 1 / span)
    assert found.basis == "history"


@pytest.mark.parametrize("cadence", ["day", "week", "month"])
def test_a_day_is_less_sure_than_a_week_and_a_year_than_a_month(cadence: Cadence) -> None:
    seen = history(walks(np.random.default_rng(2), 2, 420, step=0.005, noise=0.2), cadence=cadence)
    day, week, month, year = (np.log(usual(seen, ahead(seen, span)).draws).std(axis=1) for span in (1, 7, 28, 365))
    assert (day > 1.05 * week).all()
    assert (year > 1.5 * month).all()


@pytest.mark.parametrize("ends", range(7))
def test_a_last_day_that_is_not_over_moves_the_forecast_little(ends: int) -> None:
    """Drawn from the tracking tool before noon: a third of the day, on any day of the week."""
    days = 210 - ends
    series = 1000 * np.resize(WEEK, days) * np.exp(np.random.default_rng(3).normal(0, 0.03, (2, days)))
    cut = series.copy()
    cut[:, -1] *= 0.3
    whole, partial = (np.median(usual(mended(history(each), [])).draws.sum(axis=0)) for each in (series, cut))
    assert partial == pytest.approx(whole, rel=0.02)


@pytest.mark.parametrize("gone", [[-1], [-2, -1], [-7], [-7, -6, -5], list(range(-9, -2)), [-16, -15]])
@pytest.mark.parametrize("weekend", [0.2, 0.5])
def test_missing_days_are_not_those_that_are_known(gone: list[int], weekend: float) -> None:
    """The rest of a week without its weekend is no busier week."""
    daily = 1000 * np.tile([1, 1, 1, 1, 1, weekend, weekend], 30)[None, :]
    daily *= np.exp(np.random.default_rng(2).normal(0, 0.03, daily.shape))
    holed = daily.copy()
    holed[:, gone] = np.nan
    whole, found = (np.median(usual(history(each)).draws) for each in (daily, holed))
    assert found == pytest.approx(whole, rel=0.02)


BEGAN = [15, 16, 17, 18, 19, 20, 21, 28, 40, 60, 90, 120]
"""Days ago."""


@pytest.mark.parametrize("length", [140, 420, 770])
def test_a_channel_that_began_lately_is_forecast_as_it_is_and_leaves_the_others_alone(length: int) -> None:
    """Beside steady ones, whatever the day of the week that it began on."""
    off, moved = [], []
    for ago in BEGAN:
        noise = np.random.default_rng(ago).normal(0, 0.05, (3, length + 28))
        came = np.array([[1000.0], [400.0], [50.0]]) * np.resize(WEEK, length + 28) * np.exp(noise)
        came[2, : length - ago] = 0
        new, old = (history(came[:rows, :length]) for rows in (3, 2))
        found, plain = (usual(each).draws.mean(axis=1) for each in (new, old))
        off.append(found[2] / came[2, length:].sum() - 1)
        moved.append(found[:2] / plain - 1)
    assert np.abs(off).max() < 0.05
    assert np.abs(moved).max() < 0.02


@pytest.mark.parametrize("ago", [15, 17, 28, 60])
@pytest.mark.parametrize("level", [300.0, 2000.0])
def test_a_new_channel_of_any_size_keeps_its_part_of_the_site(level: float, ago: int) -> None:
    """A site that it makes half as large again is followed with less trust than the channel: all of them share that."""
    noise = np.random.default_rng(ago).normal(0, 0.05, (3, 448))
    came = np.array([[1000.0], [400.0], [level]]) * np.resize(WEEK, 448) * np.exp(noise)
    came[2, : 420 - ago] = 0
    found, truth = usual(history(came[:, :420])).draws.mean(axis=1), came[:, 420:].sum(axis=1)
    assert found / found.sum() == pytest.approx(truth / truth.sum(), rel=0.06)


@pytest.mark.parametrize("height", [0.1, 0.25])
@pytest.mark.parametrize("phase", [0, 90, 180, 270])
@pytest.mark.parametrize("last", [date(2026, 12, 31), date(2026, 6, 30)])
def test_a_season_that_repeats_is_the_same_by_year_and_by_month(height: float, phase: int, last: date) -> None:
    """After four years of it, the year to come is as it was, and the sum of its months."""
    first = date(last.year - 4, last.month, last.day) + timedelta(days=1)
    days = np.arange((last - first).days + 1 + 365)
    wave = 1 + height * np.cos(2 * np.pi * (days - phase) / 365.25)
    came = (1000 * wave * WEEK[(days + first.weekday()) % 7])[None, :]
    seen = history(came[:, :-365], first=first)
    months = [months_from(shifted(last, n + 1), 1) for n in range(12)]
    year = forecast(seen, months_from(shifted(last, 1), 12), seed=1, n_draws=200).draws.mean()
    by_month = np.array([forecast(seen, month, seed=1, n_draws=200).draws.mean() for month in months])
    assert year == pytest.approx(came[0, -365:].sum(), rel=0.05)
    assert year == pytest.approx(by_month.sum(), rel=0.05)
    ends = np.cumsum([month.days for month in months])
    truth = np.diff(np.append(0, np.cumsum(came[0, -365:])[ends - 1]))
    assert np.allclose(by_month, truth, rtol=0.05)


@pytest.mark.parametrize("weeks", [20, 52, 104])
def test_the_sum_of_many_tiny_leaves_is_what_they_bring(weeks: int) -> None:
    """A hundred leaves with a session a month each: the mean of each may be anything between, that of all is known."""
    ratio, leaves, never = [], [], []
    for seed in range(4):
        counts = np.random.default_rng(seed).poisson(1 / 28, (100, 7 * weeks)).astype(float)
        draws = forecast(history(counts), ahead(history(counts)), seed=seed, n_draws=200).draws
        ratio.append(draws.sum(axis=0).mean() / 100)
        leaves.append(draws[counts.sum(axis=1) > 1].mean(axis=1))  # a single one may be its beginning, within a week
        never.append(draws[~counts.any(axis=1)].sum())
    assert np.abs(np.array(ratio) - 1).max() < 0.3
    assert np.mean(ratio) == pytest.approx(1, abs=0.15)
    each = np.concatenate(leaves)
    assert each.min() > 0.2
    assert each.max() < 4
    assert np.sum(never) == 0  # a leaf that never was is none of those that seldom are


@pytest.mark.parametrize("weeks", [20, 52])
@pytest.mark.parametrize("rate", [1.0, 3.0, 5.0])
def test_the_mean_of_small_sites_is_not_far_off(rate: float, weeks: int) -> None:
    """Draws are not below none, so that the mean of sites with less than a session a week is a little high."""
    counts = np.random.default_rng(int(rate)).poisson(rate / 28, (100, 7 * weeks)).astype(float)
    seen = history(counts[:1])
    means = [forecast(history(row[None, :]), ahead(seen), seed=1, n_draws=100).draws.mean() for row in counts]
    assert np.mean(means) == pytest.approx(rate, rel=0.35 if weeks == 20 else 0.25)


@pytest.mark.parametrize("rate", [1.0, 3.0, 5.0])
@pytest.mark.parametrize("weeks", [20, 104])
def test_leaves_with_a_few_sessions_a_month_are_covered(rate: float, weeks: int) -> None:
    """Months of Poisson counts: in whole sessions, four of five and more lie between the ends of the range."""
    days = 7 * weeks
    counts = np.random.default_rng(int(rate)).poisson(rate / 28, (150, days + 28)).astype(float)
    low, high = np.round(np.quantile(each_alone(counts, 28, n_draws=100), [0.1, 0.9], axis=1))
    truth = counts[:, days:].sum(axis=1)
    assert ((low <= truth) & (truth <= high)).mean() > 0.77
    assert np.median(high) < 6 * rate + 6


def test_a_leaf_that_has_ended_leaves_the_site_to_the_others() -> None:
    series = walks(np.random.default_rng(4), 3, 300, step=0.002, noise=0.05)
    series[2, -40:] = 0
    found = usual(history(series))
    assert found.draws[2].mean() < 0.001 * found.draws[0].mean()
    assert np.median(found.draws[:2].sum(axis=0)) == pytest.approx(series[:2, -28:].sum(), rel=0.1)


def test_a_tree_of_one_chain_is_its_leaf() -> None:
    series = walks(np.random.default_rng(5), 1, 200, step=0.01)
    deep = history(series, leaves=(("a", "b", "c"),), levels=("one", "two", "three"))
    assert np.array_equal(usual(deep).draws, usual(history(series)).draws)


def test_a_total_is_forecast_the_same_however_it_is_split() -> None:
    whole = walks(np.random.default_rng(6), 1, 300, step=0.01, noise=0.05)
    parts = whole * np.array([[0.5], [0.3], [0.2]])
    one, three = (np.quantile(usual(history(each)).draws.sum(axis=0), [0.1, 0.5, 0.9]) for each in (whole, parts))
    assert np.allclose(three, one, rtol=1e-6)


@given(st.integers(0, 366), st.integers(1, 366))
def test_the_horizon_is_the_period_in_weeks(gap: int, span: int) -> None:
    seen = history(np.full((1, 70), 1.0))
    horizon = horizon_of(seen, ahead(seen, span, gap))
    assert abs(7 * horizon.gap - gap) <= 3.5
    assert horizon.weeks == max(1, round(span / 7))
    assert horizon_of(seen, ahead(seen, 28)) == Horizon(gap=0, weeks=4)


@pytest.mark.parametrize(("days", "basis"), [(7 * LEAST_WEEKS - 1, "prior"), (7 * LEAST_WEEKS, "history")])
def test_five_weeks_are_history(days: int, basis: str) -> None:
    seen = history(np.full((2, days), 50.0))
    assert usual(seen).basis == basis
    assert np.median(usual(seen).draws) == pytest.approx(1400, rel=0.01)


def test_the_day_shares_are_those_of_the_site() -> None:
    sessions = np.resize(WEEK, 140) * np.array([[900.0], [100.0]])
    sessions[1] = 100 * np.resize(WEEK[::-1], 140)
    seen = history(sessions)
    total = sessions.sum(axis=0)[:7]
    for gap in range(7):
        week = np.roll(total, -gap)
        assert np.allclose(usual(seen, ahead(seen, 7, gap)).day_shares, week / week.sum())
        assert ahead(seen, 7, gap).start - seen.last == timedelta(days=gap + 1)
