import numpy as np
import pytest
from daily_histories import history, walks

from planner.forecast.branches import branch_rows, branches
from planner.forecast.expected import USUAL_DAYS_APART, days_apart, learned_rows
from planner.forecast.joint import Rows
from planner.forecast.terms import Horizon
from planner.forecast.weekdays import RECENT_DAYS, weekday_shares
from planner.model.history import History

MONTH = Horizon(gap=0, weeks=4)
WEEK = np.array([1.1, 1.15, 1.1, 1.05, 1.0, 0.7, 0.8])


def expected(seen: History, more: float = 0.0, horizon: Horizon = MONTH) -> Rows:
    above = branch_rows(seen.sessions, branches(seen.leaves))
    count = len(seen.leaves) + len(above)
    return learned_rows(seen, above, horizon, np.full(count, 4.0), np.full(count, more))


def apart(seen: History) -> np.ndarray:
    above = branch_rows(seen.sessions, branches(seen.leaves))
    recent = np.vstack([seen.sessions[:, -RECENT_DAYS:], above[:, -RECENT_DAYS:]])
    return days_apart(recent, weekday_shares(recent, seen.last, seen.cadence), seen)


def test_leaves_come_first_and_branches_add_up_where_nothing_changes() -> None:
    found = expected(history(np.resize(WEEK, 140) * np.array([[100.0], [300.0], [50.0]])))
    totals = 28 * WEEK.mean() * np.array([100, 300, 50, 450])
    assert found.level == pytest.approx(totals, rel=0.01)
    assert (found.below > 0).all()
    assert np.allclose(found.below, found.above, rtol=0.1)


def test_rows_in_blocks_are_forecast_as_rows_alone() -> None:
    series = walks(np.random.default_rng(1), 300, 120, step=0.02)
    together = expected(history(series))
    for n in (0, 127, 128, 299):
        alone = expected(history(series[n : n + 1]))
        assert (alone.level[0], alone.below[0], alone.above[0]) == pytest.approx(
            (together.level[n], together.below[n], together.above[n])
        )


def test_more_variance_widens_both_sides() -> None:
    seen = history(walks(np.random.default_rng(2), 2, 120, step=0.02))
    plain, wider = expected(seen), expected(seen, more=0.09)
    assert np.array_equal(plain.level, wider.level)
    assert wider.below == pytest.approx(np.sqrt(plain.below**2 + 0.09), rel=0.02)
    assert wider.above == pytest.approx(np.sqrt(plain.above**2 + 0.09), rel=0.02)


def test_logs_are_of_half_a_session_a_day_beside_those_that_come() -> None:
    """So that the spread of many is that of the log, and that of few goes down to none, and not to a fiftieth of them."""
    seen = history(np.random.default_rng(3).poisson([[3000.0], [0.3]], (2, 140)).astype(float))
    found = expected(seen)
    assert found.shift.tolist() == [14, 14, 14]
    assert np.array_equal(found.below, found.above)
    low, middle, high = found.at(np.array([0, 1]), np.array([[-3.0, 0.0, 3.0]] * 2)).T
    assert middle == pytest.approx(found.level[:2])
    assert np.log(high[0] / middle[0]) == pytest.approx(3 * found.above[0], rel=0.01)
    assert np.log(middle[0] / low[0]) == pytest.approx(3 * found.below[0], rel=0.01)
    assert low[1] == 0
    assert high[1] == pytest.approx((middle[1] + 14) * np.exp(3 * found.above[1]) - 14)


def test_a_row_without_sessions_is_expected_to_bring_none() -> None:
    none = expected(history(np.zeros((1, 140))))
    assert none.level[0] < 0.1
    assert np.isfinite([none.below[0], none.above[0], none.shift[0]]).all()


@pytest.mark.parametrize("days", [1, 7, 30])
def test_the_shift_is_that_of_the_periods_days(days: int) -> None:
    seen = history(np.resize(WEEK, 140)[None, :] * 50)
    found = learned_rows(seen, np.empty((0, 140)), MONTH, np.array([days / 7]), np.zeros(1))
    assert found.shift[0] == pytest.approx(days / 2)
    assert found.level[0] == pytest.approx(50 * WEEK.mean() * days, rel=0.01)


@pytest.mark.parametrize("last", range(7))
def test_days_apart_is_the_variance_that_weekdays_leave(last: int) -> None:
    days = 210 + last
    noise = np.random.default_rng(4).normal(0, 0.2, (2, days))
    seen = history(1000 * np.resize(WEEK, days) * np.exp(noise))
    found = apart(seen)
    assert found[:2] == pytest.approx([0.04, 0.04], rel=0.25)
    assert found[2] == pytest.approx(0.02, rel=0.3)  # of two alike
    assert apart(history(1000 * np.resize(WEEK, (1, days))))[0] == pytest.approx(0, abs=1e-9)


def test_days_apart_does_without_missing_days() -> None:
    sessions = 1000 * np.resize(WEEK, (1, 210))
    sessions[0, [150, 151, 160, 209]] = np.nan
    sessions[0, 175:196] = np.nan
    assert np.isfinite(apart(history(sessions))).all()
    assert apart(history(np.full((1, 100), np.nan))).tolist() == [0]


def test_days_apart_is_the_usual_one_where_no_days_are_seen() -> None:
    sessions = np.random.default_rng(5).gamma(2.0, 10.0, (1, 100))
    for seen in (history(sessions, cadence="week"), history(sessions, cadence="month"), history(sessions[:, :13])):
        assert apart(seen).tolist() == [USUAL_DAYS_APART**2]


def test_months_apart_are_read_from_months() -> None:
    """Figures by month that jump by a third are less sure than those that do not change, whatever their weeks seem to say."""
    rng = np.random.default_rng(6)
    still, wild = (
        history(np.repeat(100 * np.exp(rng.normal(0, sd, (1, 24))), 30, axis=1), cadence="month") for sd in (0.0, 0.3)
    )
    assert expected(wild).above[0] > 2 * expected(still).above[0]
    assert expected(wild).above[0] > 0.25
