"""Forecast and calendar together."""

from datetime import date, timedelta

import numpy as np
import pytest
from daily_histories import ahead, day, days, history, walks
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.as_usual import as_usual
from planner.forecast.usual import forecast
from planner.model.goal import Event, Range
from planner.model.history import Cadence, Holiday
from planner.model.period import months_from
from planner.sources.holidays import public_holidays


@given(
    st.integers(1, 90), st.integers(1, 40), st.integers(0, 60), st.sampled_from(["day", "week", "month"]), st.booleans()
)
def test_without_holidays_and_events_nothing_is_changed(
    length: int, span: int, gap: int, cadence: Cadence, far: bool  # noqa: FBT001
) -> None:  # fmt: skip
    seen = history(walks(np.random.default_rng(1), 3, length, step=0.05), cadence=cadence)
    period = ahead(seen, span, gap)
    events = (Event(name="far", on=(days(5000, 5010),), lift=Range(low=2, high=3)),) if far else ()
    one, other = as_usual(seen, events, period, seed=3, n_draws=40), forecast(seen, period, seed=3, n_draws=40)
    assert one.draws.tobytes() == other.draws.tobytes()
    assert one.day_shares.tobytes() == other.day_shares.tobytes()
    assert one.basis == other.basis


def test_an_event_at_the_end_of_the_history_does_not_go_on() -> None:
    usual = walks(np.random.default_rng(2), 2, 300, step=0.002, noise=0.05)
    lifted = usual.copy()
    lifted[:, -5:] *= 2
    events = (Event(name="sale", on=(days(295, 299),)),)
    plain, cleaned, fooled = (
        np.median(as_usual(history(each), said, ahead(history(each)), seed=1, n_draws=400).draws, axis=1)
        for each, said in ((usual, ()), (lifted, events), (lifted, ()))
    )
    assert np.allclose(cleaned, plain, rtol=0.07)
    assert (fooled > 1.2 * plain).all()


@pytest.mark.parametrize("length", [70, 200, 800])
def test_holidays_that_do_not_matter_change_next_to_nothing(length: int) -> None:
    usual = walks(np.random.default_rng(3), 3, length, step=0.003, noise=0.05)
    marked = tuple(Holiday(name=f"holiday {n % 11}", day=day(n)) for n in range(5, length + 28, 33))
    one, other = (
        as_usual(history(usual, holidays=some), (), ahead(history(usual)), seed=1, n_draws=400) for some in (marked, ())
    )
    quantiles = [np.quantile(each.draws, [0.1, 0.5, 0.9], axis=1) for each in (one, other)]
    assert np.allclose(quantiles[0], quantiles[1], rtol=0.02)
    assert np.allclose(one.day_shares, other.day_shares, rtol=0.07)


def test_a_holiday_in_the_period_takes_away_what_it_took_before() -> None:
    usual = walks(np.random.default_rng(4), 2, 428, step=0.002, noise=0.05)
    on = [30, 80, 130, 200, 270, 330, 390, 410]
    halved = usual.copy()
    halved[:, on] *= 0.5
    marked = tuple(Holiday(name=f"holiday {n}", day=day(each)) for n, each in enumerate(on))
    seen = history(halved[:, :400], holidays=marked)
    plain = forecast(history(usual[:, :400]), ahead(seen), seed=1, n_draws=400)
    found = as_usual(seen, (), ahead(seen), seed=1, n_draws=400)
    less = np.median(found.draws.sum(axis=0)) / np.median(plain.draws.sum(axis=0))
    assert less == pytest.approx(1 - 0.5 / 28, abs=0.008)
    assert found.day_shares[10] == pytest.approx(0.5 * found.day_shares[9], rel=0.2)


def test_the_same_seed_gives_the_same_bytes() -> None:
    seen = history(walks(np.random.default_rng(5), 2, 100, step=0.02), holidays=(Holiday(name="h", day=day(105)),))
    events = (Event(name="sale", on=(days(102, 109),), lift=Range(low=1.2, high=2)),)
    one, same, other = (as_usual(seen, events, ahead(seen), seed=seed, n_draws=100) for seed in (1, 1, 2))
    assert one.draws.tobytes() == same.draws.tobytes()
    assert not np.array_equal(one.draws, other.draws)


JANUARY = months_from(date(2027, 1, 1), 1)
WEEK = np.array([1.1, 1.15, 1.1, 1.05, 1.0, 0.7, 0.8])


def january(length: int, lull: float, last: date, seed: int) -> float:
    """The forecast of January against what comes, of a site that is quieter (or busier) from Christmas Eve to New Year's Day."""
    first = last - timedelta(days=length - 1)
    every = [first + timedelta(days=n) for n in range((JANUARY.end - first).days + 1)]
    times = [lull if (each.month, each.day) >= (12, 24) or (each.month, each.day) == (1, 1) else 1.0 for each in every]
    noise = np.random.default_rng(seed).normal(0, 0.05, (2, len(every)))
    usual = np.array([[1000.0], [300.0]]) * WEEK[[each.weekday() for each in every]]
    came = usual * times * np.exp(noise)
    seen = history(came[:, :length], first=first, holidays=public_holidays("US", first, JANUARY.end))
    found = as_usual(seen, (), JANUARY, seed=1, n_draws=200).draws.sum(axis=0)
    return float(found.mean() / came[:, -JANUARY.days :].sum())


@pytest.mark.parametrize("length", [42, 70, 200, 430])
@pytest.mark.parametrize("last", [date(2026, 12, 27), date(2026, 12, 31)])
@pytest.mark.parametrize("lull", [0.5, 1.3])
def test_january_is_not_as_the_days_around_christmas(length: int, last: date, lull: float) -> None:
    """The history ends within them, or with them; six weeks of it have seen them never before."""
    off = np.array([january(length, lull, last, seed) - 1 for seed in range(3)])
    assert abs(off.mean()) < 0.05
    assert np.abs(off).max() < 0.065


def test_the_days_around_christmas_come_again() -> None:
    """December after eleven months, with those days of the year before: so much less than a usual month."""
    first = date(2025, 1, 1)
    every = [first + timedelta(days=n) for n in range(730)]
    holidays = public_holidays("US", first, date(2026, 12, 31))
    off = {each.day for each in holidays if (each.day.month, each.day.day) >= (12, 24)}
    came = np.array([[1000 * (0.4 if each in off else 1.0) for each in every]])
    came *= np.exp(np.random.default_rng(7).normal(0, 0.03, came.shape))
    seen = history(came[:, :-31], first=first, holidays=holidays)
    found = as_usual(seen, (), months_from(date(2026, 12, 1), 1), seed=1, n_draws=200)
    assert found.draws.mean() == pytest.approx(came[0, -31:].sum(), rel=0.05)
    assert found.day_shares[23:].sum() == pytest.approx(8 * 0.4 / (23 + 8 * 0.4), rel=0.1)
