"""Days and periods as people say them."""

from datetime import date

import pytest

from planner.model.period import Period
from planner.words.dates import days_name, period_name, plain_day, short_day
from planner.words.language import speaking


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "December 2026"),
        (date(2027, 1, 1), date(2027, 3, 31), "2027-Q1"),
        (date(2027, 1, 1), date(2027, 12, 31), "2027"),
        (date(2026, 12, 1), date(2026, 12, 28), "1 Dec to 28 Dec 2026"),
        (date(2026, 12, 1), date(2027, 2, 28), "1 Dec 2026 to 28 Feb 2027"),
        (date(2026, 12, 24), date(2026, 12, 24), "24 Dec 2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "1 Feb to 30 Apr 2026"),
    ],
)
def test_period_name(start: date, end: date, name: str) -> None:
    assert period_name(Period(start=start, end=end)) == name


def test_the_year_of_a_day_is_left_out_where_it_is_clear() -> None:
    assert short_day(date(2026, 12, 7), Period(start=date(2026, 12, 1), end=date(2027, 3, 1))) == "7 Dec"
    assert short_day(date(2026, 12, 7), Period(start=date(2026, 1, 1), end=date(2027, 12, 31))) == "7 Dec 2026"
    assert short_day(date(2026, 12, 7)) == "7 Dec 2026"


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "2026年12月"),
        (date(2027, 1, 1), date(2027, 3, 31), "2027年第1季度"),
        (date(2027, 1, 1), date(2027, 12, 31), "2027年"),
        (date(2026, 12, 1), date(2026, 12, 28), "2026年12月1日至12月28日"),
        (date(2026, 12, 1), date(2027, 2, 28), "2026年12月1日至2027年2月28日"),
        (date(2026, 12, 24), date(2026, 12, 24), "2026年12月24日"),
    ],
)
def test_period_name_in_chinese(start: date, end: date, name: str) -> None:
    with speaking("zh"):
        assert period_name(Period(start=start, end=end)) == name


def test_days_in_chinese() -> None:
    year = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    with speaking("zh"):
        assert short_day(date(2026, 12, 7), year) == "12月7日"
        assert short_day(date(2026, 12, 7)) == "2026年12月7日"
        assert plain_day(date(2026, 3, 7)) == "2026年3月7日"
        assert days_name(Period(start=date(2026, 3, 9), end=date(2026, 3, 15))) == "2026年3月9日至15日"
        assert days_name(Period(start=date(2026, 3, 9), end=date(2026, 3, 15)), year) == "3月9日至15日"


def test_days_of_one_month() -> None:
    year = Period(start=date(2026, 1, 1), end=date(2026, 12, 31))
    assert days_name(Period(start=date(2026, 3, 9), end=date(2026, 3, 15))) == "9 to 15 Mar 2026"
    assert days_name(Period(start=date(2026, 3, 9), end=date(2026, 4, 2)), year) == "9 Mar to 2 Apr"
    assert plain_day(date(2026, 3, 7)) == "2026-03-07"
