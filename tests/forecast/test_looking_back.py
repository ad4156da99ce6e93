from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from daily_histories import ahead, day, days, history, walks

from planner.forecast import looking_back
from planner.forecast.as_usual import as_usual
from planner.forecast.looking_back import DRAWS, MOST_TESTS, backtest, past_tests
from planner.forecast.looking_back import PastTest as Stretch
from planner.forecast.usual import LEAST_WEEKS
from planner.model.goal import Event
from planner.model.history import History
from planner.model.outlook import Backtest
from planner.model.period import Period, last_full_month, months_from, shifted


def looked(seen: History, span: int = 28, gap: int = 0, events: tuple[Event, ...] = ()) -> tuple[Stretch, ...]:
    return past_tests(seen, events, ahead(seen, span, gap), seed=1)


def whole(seen: History, span: int = 28, gap: int = 0) -> Backtest:
    found = backtest(looked(seen, span, gap), range(len(seen.leaves)))
    assert found is not None
    return found


@pytest.mark.parametrize(("span", "gap"), [(28, 0), (28, 10), (7, 0), (31, 3), (1, 0)])
def test_what_never_changes_is_always_forecast(span: int, gap: int) -> None:
    found = whole(history(np.full((2, 400), 50.0)), span, gap)
    assert found.off == pytest.approx(0, abs=0.01)
    assert found.naive == pytest.approx(0, abs=1e-9)
    assert found.held == found.tests == (12 if span < 31 else 11)


@pytest.mark.parametrize(("span", "gap", "length"), [(28, 0, 200), (31, 12, 300), (7, 40, 200), (365, 0, 1100)])
def test_stretches_end_with_the_last_day_and_follow_on_each_other(span: int, gap: int, length: int) -> None:
    seen = history(walks(np.random.default_rng(1), 2, length, step=0.02))
    found = looked(seen, span, gap)
    assert found[0].period.end == seen.last
    for later, test in pairwise(found):
        assert later.period.start - test.period.end == timedelta(days=1)
    assert {test.period.days for test in found} == {span}
    known = (found[-1].period.start - seen.first).days - gap
    assert known >= LEAST_WEEKS * 7
    assert known - span < LEAST_WEEKS * 7 or len(found) == MOST_TESTS


@pytest.mark.parametrize(
    ("length", "span", "gap", "tests"),
    [
        (62, 28, 0, 0),
        (63, 28, 0, 1),
        (90, 28, 0, 1),
        (91, 28, 0, 2),
        (63, 28, 1, 0),
        (400, 365, 0, 1),
        (399, 365, 0, 0),
    ],
)
def test_short_histories_have_few_tests_or_none(length: int, span: int, gap: int, tests: int) -> None:
    assert len(looked(history(np.full((1, length), 5.0)), span, gap)) == tests


@pytest.mark.parametrize("gap", [0, 5])
def test_a_test_is_the_forecast_of_that_day(gap: int) -> None:
    """Made of the days that were known then, at the same distance, and of nothing later."""
    rng = np.random.default_rng(2)
    seen = history(walks(rng, 3, 200, step=0.03, noise=0.1))
    found = looked(seen, 21, gap)
    for test in found:
        known = (test.period.start - seen.first).days - gap
        then = history(seen.sessions[:, :known])
        assert (test.period.start - then.last).days == gap + 1
        assert np.array_equal(test.draws, as_usual(then, (), test.period, seed=1, n_draws=DRAWS).draws)
        changed = seen.sessions.copy()
        changed[:, known:] = rng.gamma(2.0, 500.0, changed[:, known:].shape)
        other = next(each for each in looked(history(changed), 21, gap) if each.period == test.period)
        assert np.array_equal(other.draws, test.draws)
        assert np.array_equal(other.naive, test.naive)
        assert not np.array_equal(other.came, test.came)


def test_what_came_and_the_naive_forecast_are_sums() -> None:
    sessions = np.random.default_rng(3).gamma(3.0, 20.0, (2, 130))
    found = looked(history(sessions), 14)
    for n, test in enumerate(found):
        end = 130 - 14 * n
        assert test.came == pytest.approx(sessions[:, end - 14 : end].sum(axis=1))
        assert test.naive == pytest.approx(sessions[:, end - 42 : end - 14].mean(axis=1) * 14)


def test_distances_are_parts_of_what_came() -> None:
    """In closed form: twice as much comes as in the weeks before, or half as much."""
    sessions = np.repeat([100.0, 200.0, 100.0, 100.0], 28)[None, :]
    found = whole(history(sessions))
    assert found.tests == 2
    assert found.naive == pytest.approx((0 + 1) / 2)
    three, two = (Period(start=day(28 * n), end=day(28 * n + 27)) for n in (3, 2))
    assert (found.last, found.first) == (three, two)
    draws, came, naive = np.array([[80.0, 90.0, 130.0], [0, 0, 0]]), np.array([125.0, 0.0]), np.array([50.0, 0.0])
    test = Stretch(period=three, draws=draws, came=came, naive=naive)
    assert backtest((test,), (0,)) == Backtest(tests=1, off=0.2, naive=0.6, held=0, first=three, last=three)  # the mean
    assert backtest((test,), (1,)) is None
    assert backtest((), (0,)) is None


def months_before(seen: History, count: int, months: int = 1) -> list[Period]:
    """The last whole stretches of so many calendar months, the latest first."""
    end = last_full_month(seen.last).start
    return [months_from(shifted(end, -months * (n + 1) + 1), months) for n in range(count)]


@pytest.mark.parametrize("last", [date(2026, 11, 30), date(2026, 11, 1), date(2026, 11, 17), date(2026, 11, 29)])
@pytest.mark.parametrize("months", [1, 3])
def test_months_are_tested_on_months(last: date, months: int) -> None:
    """Not on as many days, which would be of two months; the last is the last that has ended."""
    sessions = walks(np.random.default_rng(8), 2, 500, step=0.02)
    seen = history(sessions, first=last - timedelta(days=499))
    for away in (0, 1):
        period = months_from(shifted(last, away + 1), months)
        found = past_tests(seen, (), period, seed=1)
        assert [test.period for test in found] == months_before(seen, len(found), months)
        gap = (period.start - last).days - 1
        for test in found:
            begin = (test.period.start - seen.first).days
            assert test.came == pytest.approx(sessions[:, begin : begin + test.period.days].sum(axis=1))
            known = history(sessions[:, : begin - gap], first=seen.first)
            assert np.array_equal(test.draws, as_usual(known, (), test.period, seed=1, n_draws=DRAWS).draws)
            assert test.naive == pytest.approx(known.sessions[:, -28:].mean(axis=1) * test.period.days)


def test_a_year_of_months_has_no_more_tests_than_its_history() -> None:
    """February has 28 days, and five weeks come before the first month that is tested."""
    seen = history(np.full((1, 365), 5.0), first=date(2026, 1, 1))
    found = past_tests(seen, (), months_from(date(2027, 1, 1), 1), seed=1)
    assert [test.period.start.month for test in found] == [12, 11, 10, 9, 8, 7, 6, 5, 4, 3]
    assert {float(test.came[0]) / test.period.days for test in found} == {5.0}


@pytest.mark.parametrize(("gap", "span"), [(0, 30), (3, 31), (2, 1)])
def test_weeks_of_which_a_part_would_tell_the_rest_are_not_known(gap: int, span: int) -> None:
    """A table by week: whatever came in weeks that are not over at an origin is not in its forecast."""
    rng = np.random.default_rng(9)
    weeks = np.exp(rng.normal(7, 0.3, (2, 60)))
    seen = history(np.repeat(weeks, 7, axis=1), cadence="week")
    period = ahead(seen, span, gap)
    found = past_tests(seen, (), period, seed=1)
    assert len(found) > 7
    for n in (0, 1, 5):
        test = found[n]
        over = ((test.period.start - seen.first).days - gap) // 7
        other = weeks.copy()
        other[:, over:] *= rng.uniform(0.3, 3, other[:, over:].shape)
        again = past_tests(history(np.repeat(other, 7, axis=1), cadence="week"), (), period, seed=1)[n]
        assert again.period == test.period
        assert np.array_equal(again.draws, test.draws)
        assert not np.array_equal(again.came, test.came)


def test_a_branch_is_tested_by_its_sums() -> None:
    opposed = np.random.default_rng(4).normal(0, 0.3, 300)
    seen = history(np.exp(6 + np.array([[1.0], [-1.0]]) * opposed))
    tests = looked(seen)
    both, *single = (backtest(tests, at) for at in ((0, 1), (0,), (1,)))
    assert both is not None
    for each in single:
        assert each is not None
        assert both.off < each.off


def test_about_four_of_five_stretches_hold() -> None:
    """Forty walks of a year, some four hundred stretches."""
    rng = np.random.default_rng(5)
    held = tests = 0
    for row in walks(rng, 40, 364, step=0.03):
        found = whole(history(row[None, :]))
        held, tests = held + found.held, tests + found.tests
    assert 0.72 < held / tests < 0.93


def test_days_that_are_missing_are_as_the_others_and_stretches_of_them_no_test() -> None:
    sessions = np.full((2, 250), 30.0)
    sessions[:, 225:230] = np.nan  # 5 of 28: the others stand for them
    sessions[:, 200:206] = np.nan  # 6 of 28: too many
    found = looked(history(sessions))
    ends = [(test.period.end - found[0].period.end).days for test in found]
    assert ends[:2] == [0, -56]
    for test in found:
        assert test.came == pytest.approx(28 * 30)
        assert test.naive == pytest.approx(28 * 30)


def test_weeks_of_nothing_before_an_origin_are_nothing_to_go_by() -> None:
    sessions = np.full((1, 150), 30.0)
    sessions[:, 94:122] = np.nan
    test = looked(history(sessions))[0]
    assert np.isfinite(test.draws).all()
    assert np.isfinite(test.naive).all()


@pytest.mark.parametrize(("leaves", "tests"), [(1, 8), (2, 4), (4, 2), (7, 1), (20, 1)])
def test_large_sites_are_tested_less_often(monkeypatch: pytest.MonkeyPatch, leaves: int, tests: int) -> None:
    monkeypatch.setattr(looking_back, "MOST_FORECASTS", 8)
    assert len(looked(history(np.full((leaves, 100), 5.0)), 7)) == tests


def test_events_are_known_beforehand_and_what_they_did_is_not() -> None:
    """A sale that doubled sessions twice: the second is forecast from the first, and the first could not be known."""
    usual = np.random.default_rng(6).normal(1000, 20, (1, 280))
    usual[0, 210:217] *= 2
    usual[0, 266:273] *= 2
    sale = Event(name="sale", on=(days(210, 216), days(266, 272)))
    found = looked(history(usual), 14, events=(sale,))
    off = {test.period.start: abs(np.median(test.draws) / test.came.sum() - 1) for test in found}
    first, second = off[day(210)], off[day(266)]
    assert first == pytest.approx(1 / 3, abs=0.05)
    assert second < 0.06
    assert off[day(224)] < 0.06


def test_the_same_seed_gives_the_same_bytes() -> None:
    seen = history(walks(np.random.default_rng(7), 2, 120, step=0.02))
    for one, other in zip(looked(seen), looked(seen), strict=True):
        assert one.draws.tobytes() == other.draws.tobytes()
