from datetime import timedelta

import numpy as np
import pytest
from daily_histories import ahead, day, days, history
from hypothesis import given
from hypothesis import strategies as st

from planner.forecast.occasions import Occasion, occasions
from planner.model.goal import Event, Range
from planner.model.history import Cadence, Holiday
from planner.model.period import Period

LENGTH = 70
FLAT = np.full((3, LENGTH), 100.0)
PLAIN = history(FLAT)
PERIOD = ahead(PLAIN)  # days 70 to 97


def holidays(**on: list[int]) -> tuple[Holiday, ...]:
    return tuple(Holiday(name=name, day=day(n)) for name, when in on.items() for n in when)


def event(*on: Period, name: str = "sale", channel: str = "", lift: Range | None = None) -> Event:
    return Event(name=name, on=on, where=(("channel", (channel,)),) if channel else (), lift=lift)


def past(occasion: Occasion) -> list[list[int]]:
    return [each.tolist() for each in occasion.past]


def test_a_holiday_is_one_occasion_however_often_it_comes() -> None:
    seen = history(FLAT, holidays=holidays(may=[10, 45, 80], june=[20]))
    may, june = occasions(seen, PERIOD, ())
    assert (may.name, may.kind, past(may), may.ahead.tolist()) == ("may", "holiday", [[10], [45]], [10])
    assert may.on == (days(80),)
    assert may.leaves.tolist() == [0, 1, 2]
    assert (past(june), june.ahead.tolist(), june.on) == ([[20]], [], ())


def test_days_of_a_holiday_that_follow_on_each_other_are_one_time() -> None:
    seen = history(FLAT, holidays=holidays(eid=[12, 10, 11, 11, 30, 32, 69, 70, 71]))
    (eid,) = occasions(seen, PERIOD, ())
    assert past(eid) == [[10, 11, 12], [30], [32], [69]]
    assert eid.ahead.tolist() == [0, 1]
    assert eid.on == (days(69, 71),)


def test_a_day_of_two_holidays_is_of_the_first_of_them_alone() -> None:
    seen = history(FLAT, holidays=holidays(may=[10, 80], labour=[10, 45, 80, 81]))
    may, labour = occasions(seen, PERIOD, ())
    assert (past(may), may.ahead.tolist()) == ([[10]], [10])
    assert (past(labour), labour.ahead.tolist()) == ([[45]], [11])
    seen = history(FLAT, holidays=holidays(may=[10, 80], labour=[10, 80]))
    assert [each.name for each in occasions(seen, PERIOD, ())] == ["may"]


def test_what_touches_neither_history_nor_period_is_none() -> None:
    seen = history(FLAT, holidays=holidays(far=[98, 400]))
    events = (event(days(-30, -1)), event(days(98, 120), lift=Range(low=2, high=2)), event(days(5), channel="fax"))
    assert occasions(seen, PERIOD, events) == ()


@given(st.integers(-20, 130), st.integers(0, 91), st.integers(0, 40))
def test_an_event_has_its_days_within_the_history_and_the_period(begin: int, more: int, gap: int) -> None:
    period = ahead(PLAIN, gap=gap)
    found = occasions(PLAIN, period, (event(days(begin, begin + more), lift=Range(low=2, high=3)),))
    on = range(begin, begin + more + 1)
    before = [n for n in range(LENGTH) if n in on]
    coming = [n for n in range(period.days) if LENGTH + gap + n in on]
    assert bool(found) == bool(before or coming)
    for each in found:
        assert past(each) == ([before] if before else [])
        assert each.ahead.tolist() == coming
        assert each.on == ((days(begin, begin + more),) if coming else ())
        assert each.said == Range(low=2, high=3)
        assert each.kind == "event"


def test_an_event_moves_its_branch_and_its_stretches_stay_apart() -> None:
    (found,) = occasions(PLAIN, PERIOD, (event(days(10, 12), days(13, 14), days(72), days(90), channel="LEAF 1"),))
    assert found.leaves.tolist() == [1]
    assert past(found) == [[10, 11, 12], [13, 14]]
    assert found.ahead.tolist() == [2, 20]
    assert found.on == (days(72), days(90))


def test_holidays_stand_before_events_in_the_order_of_the_goal() -> None:
    seen = history(FLAT, holidays=holidays(a=[3], b=[2]))
    found = occasions(seen, PERIOD, (event(days(9), name="z"), event(days(8), name="y")))
    assert [each.name for each in found] == ["a", "b", "z", "y"]


@pytest.mark.parametrize(("cadence", "counts_only"), [("week", False), ("month", False), ("month", True)])
def test_figures_that_show_no_days_leave_what_the_goal_says_of_those_to_come(
    cadence: Cadence,
    counts_only: bool,  # noqa: FBT001
) -> None:
    seen = history(FLAT, cadence=cadence, counts_only=counts_only, holidays=holidays(may=[10, 80]))
    said = Range(low=1.2, high=1.6)
    (found,) = occasions(seen, PERIOD, (event(days(5), name="past"), event(days(6), days(75), lift=said)))
    assert (found.name, found.past, found.ahead.tolist(), found.said) == ("sale", (), [5], said)


def test_the_period_may_lie_beyond_a_gap() -> None:
    period = ahead(PLAIN, days=7, gap=10)
    seen = history(FLAT, holidays=holidays(gap=[72], within=[81]))
    (found,) = occasions(seen, period, ())
    assert (found.name, found.ahead.tolist()) == ("within", [1])
    assert period.start + timedelta(days=1) == day(81)
