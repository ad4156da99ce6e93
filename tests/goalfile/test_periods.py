"""The `period` key."""

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.goalfile.complaint import UnclearError
from planner.goalfile.periods import parse_period
from planner.model.period import Period, RelativePeriod


def days(start: str, end: str) -> Period:
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


NEXT_MONTH = RelativePeriod(unit="month")
REST_OF_MONTH = RelativePeriod(unit="month", which="rest")
REST_OF_YEAR = RelativePeriod(unit="year", which="rest")
MARCH_NEXT_YEAR = RelativePeriod(unit="month", which="next year", count=3)
Q1_NEXT_YEAR = RelativePeriod(unit="quarter", which="next year", count=1)
DECEMBER = RelativePeriod(unit="month", which="named", count=12)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2026-12", days("2026-12-01", "2026-12-31")),
        ("2026-12-05", days("2026-12-05", "2026-12-05")),
        ("2026-12-01..2026-12-31", days("2026-12-01", "2026-12-31")),
        ("2026-12-01 to 2027-01-15", days("2026-12-01", "2027-01-15")),
        ("2026-12..2027-02", days("2026-12-01", "2027-02-28")),
        ("2027-Q1", days("2027-01-01", "2027-03-31")),
        ("2027", days("2027-01-01", "2027-12-31")),
        ("2027..2028", days("2027-01-01", "2028-12-31")),
        ("December 2026", days("2026-12-01", "2026-12-31")),
        ("Q1 2027", days("2027-01-01", "2027-03-31")),
        ("2026年12月", days("2026-12-01", "2026-12-31")),
        ("2027年第一季度", days("2027-01-01", "2027-03-31")),
        ("2027年", days("2027-01-01", "2027-12-31")),
        ("明年3月", MARCH_NEXT_YEAR), ("明年三月", MARCH_NEXT_YEAR), ("March next year", MARCH_NEXT_YEAR), ("March of next year", MARCH_NEXT_YEAR),
        ("Q1 next year", Q1_NEXT_YEAR), ("明年第一季度", Q1_NEXT_YEAR), ("明年Q1", Q1_NEXT_YEAR), ("in 2 weeks", RelativePeriod(unit="week", count=2)),
        ("end of year", REST_OF_YEAR), ("end of the year", REST_OF_YEAR), ("year-end", REST_OF_YEAR), ("end of Q1", RelativePeriod(unit="quarter", which="named", count=1)),
        ("next month", NEXT_MONTH), ("下个月", NEXT_MONTH), ("下月", NEXT_MONTH), ("下一个月", NEXT_MONTH),
        ("next week", RelativePeriod(unit="week")), ("下周", RelativePeriod(unit="week")),
        ("next quarter", RelativePeriod(unit="quarter")), ("下季度", RelativePeriod(unit="quarter")),
        ("next year", RelativePeriod(unit="year")), ("明年", RelativePeriod(unit="year")),
        ("next 4 weeks", RelativePeriod(unit="week", count=4)), ("next four weeks", RelativePeriod(unit="week", count=4)),
        ("未来4周", RelativePeriod(unit="week", count=4)), ("未来三个月", RelativePeriod(unit="month", count=3)),
        ("next 30 days", RelativePeriod(unit="day", count=30)),
        ("this month", REST_OF_MONTH), ("rest of the month", REST_OF_MONTH), ("the rest of this month", REST_OF_MONTH), ("本月", REST_OF_MONTH),
        ("December", DECEMBER), ("dec", DECEMBER), ("12月", DECEMBER), ("十二月", DECEMBER),
        ("Q1", RelativePeriod(unit="quarter", which="named", count=1)), ("第三季度", RelativePeriod(unit="quarter", which="named", count=3)),
    ],
)  # fmt: skip
def test_readable(text: str, period: Period | RelativePeriod) -> None:
    assert parse_period(text) == period


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2026-12-31..2026-12-01", "the period ends on 2026-12-01, before it starts on 2026-12-31"),
        ("2026-13", "there is no month 13"),
        ("2026-02-30", "there is no day 2026-02-30"),
        ("13月", "there is no month 13"),
        ("0001-01-01..9999-12-31", "the year 1 is out of reach"),
        ("2020..2040", "the period is longer than ten years"),
        ("next 0 weeks", "'next 0 weeks' is not a period"),
        ("next 9999 years", "'next 9999 years' is not a period"),
        ("soon", "'soon' is not a period"),
        ("2026/12", "'2026/12' is not a period"),
        ("", "'' is not a period"),
    ],
)
def test_unreadable(text: str, wrong: str) -> None:
    with pytest.raises(UnclearError) as caught:
        parse_period(text)
    assert caught.value.complaints[0].text == wrong


@given(st.text())
def test_any_text_is_a_period_or_unclear(text: str) -> None:
    with suppress(UnclearError):
        assert isinstance(parse_period(text), Period | RelativePeriod)


@given(st.dates(date(1990, 1, 1), date(2199, 12, 31)), st.integers(min_value=0, max_value=3000))
def test_days_round_trip(start: date, length: int) -> None:
    end = date.fromordinal(min(start.toordinal() + length, date(2199, 12, 31).toordinal()))
    assert parse_period(f"{start}..{end}") == Period(start=start, end=end)
