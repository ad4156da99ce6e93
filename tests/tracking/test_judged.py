"""What levers of which no history tells brought so far, and what of that is still to come."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from followed_months import GOAL, LEVERS, MONTH, Month, day, history, past, planned
from hypothesis import given
from hypothesis import strategies as st

from planner.model.goal import Lever
from planner.model.history import History
from planner.model.period import Period
from planner.response.timing import come_by
from planner.tracking.judged import Believed, _later, believed, without

MADE = planned()
POSTERS = LEVERS[2]
SO_FAR: History = replace(past(), effort=None)


def brought(days: int, posters: float, *, left: int | None = None, lever: Lever = POSTERS) -> Believed:
    over = Period(start=MONTH.start, end=day(days))
    made = replace(MADE, levers=(replace(MADE.levers[2], now=0.0),))
    known = replace(history(Month(days=days), {"ads": 0, "mails": 0}), effort=None)
    sessions = known.sessions[:, -days:].sum(axis=1)
    left = MONTH.days - days if left is None else left
    return believed(GOAL, (lever,), known, made, over, left, np.array([posters]), sessions)


def test_no_effort_brought_nothing() -> None:
    found = brought(10, 0.0)
    assert not found.daily.any()
    assert not found.still.any()


def test_a_lever_that_history_tells_of_is_left_to_it() -> None:
    over = Period(start=MONTH.start, end=day(10))
    made = replace(MADE, levers=(MADE.levers[0],))
    known = history(Month(days=10), {"ads": 1000, "mails": 0})
    found = believed(GOAL, (LEVERS[0],), known, made, over, 18, np.array([900.0]), known.sessions[:, -10:].sum(axis=1))
    assert not found.daily.any()


def test_one_that_cannot_change_yet_or_is_kept_brought_nothing_new() -> None:
    late = replace(POSTERS, starts=MONTH.start + timedelta(days=10))
    assert not brought(10, 30.0, lever=late).daily.any()
    assert brought(11, 30.0, lever=late).daily.any()
    assert not brought(10, 30.0, lever=replace(POSTERS, keep=True)).daily.any()


def test_the_expected_effect_is_all_there_is_so_far_and_after() -> None:
    """30 posters in the period bring so many in all, and as many a poster in a part of it."""
    at_once = brought(28, 30.0, lever=replace(POSTERS, lag=0.0)).daily.sum()
    assert 1000 < at_once < 1400  # 800 to 1,600, and the doubt that people leave out
    for days in (7, 14, 28):
        found = brought(days, 30.0 * days / 28, left=4000)
        whole = found.daily.sum() + found.still.mean(axis=1).sum()
        assert whole == pytest.approx(at_once * days / 28, rel=1e-3)


def test_without_a_lag_nothing_is_still_to_come() -> None:
    found = brought(10, 12.0, lever=replace(POSTERS, lag=0.0))
    assert np.abs(found.still).max() == pytest.approx(0.0, abs=1e-9)
    assert np.ptp(found.daily.sum(axis=0)) == pytest.approx(0.0, abs=1e-9)


def test_the_longer_the_lag_the_more_is_still_to_come() -> None:
    shares = []
    for lag in (0.5, 2.0, 5.0, 12.0):
        found = brought(10, 12.0, lever=replace(POSTERS, lag=lag))
        shares.append(found.still.mean() * found.still.shape[0] / found.daily.sum())
    assert shares == sorted(shares)
    assert shares[-1] > 1


@given(st.integers(1, 60), st.integers(1, 60), st.floats(0.0, 40.0))
def test_what_came_and_what_comes_is_what_the_whole_time_brings(done: int, left: int, lag: float) -> None:
    """Effort over `done` days and none after, over all days: the effort of all of them less that of the last ones."""
    within, after, both = come_by(np.array([done, left, done + left], dtype=float), lag)
    assert within * (1 + _later(done, left, lag)) == pytest.approx(both - after, rel=1e-9)
    assert _later(done, left, lag) >= -1e-12
    assert within * (1 + _later(done, 10**6, lag)) == pytest.approx(done, rel=1e-3)  # in the end all of it comes


def test_sessions_are_taken_out_where_and_when_they_came() -> None:
    over = Period(start=SO_FAR.last - timedelta(days=1), end=SO_FAR.last)
    daily = np.zeros((4, 2))
    daily[3] = (5.0, 1e9)
    plain = without(SO_FAR, daily, over)
    change = SO_FAR.sessions - plain.sessions
    assert change[3, -2] == 5.0
    assert plain.sessions[3, -1] == 0.0  # never below none
    assert not change[:, :-2].any()
    assert not change[:3].any()
    assert without(SO_FAR, np.zeros((4, 2)), over) is SO_FAR
