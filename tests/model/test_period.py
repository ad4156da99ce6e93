from datetime import date

import pytest

from planner.model.period import Period, RelativePeriod, last_full_month, months_from, resolve


def days(start: str, end: str) -> Period:
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end))


@pytest.mark.parametrize(
    ("relative", "as_of", "expected"),
    [
        (RelativePeriod(unit="month"), "2026-11-30", days("2026-12-01", "2026-12-31")),
        (RelativePeriod(unit="month"), "2026-12-15", days("2027-01-01", "2027-01-31")),
        (RelativePeriod(unit="month", count=2), "2026-12-15", days("2027-01-01", "2027-02-28")),
        (RelativePeriod(unit="week"), "2026-11-25", days("2026-11-30", "2026-12-06")),
        (RelativePeriod(unit="week"), "2026-11-29", days("2026-11-30", "2026-12-06")),
        (RelativePeriod(unit="week", count=4), "2026-11-30", days("2026-12-01", "2026-12-28")),
        (RelativePeriod(unit="day", count=10), "2026-11-30", days("2026-12-01", "2026-12-10")),
        (RelativePeriod(unit="quarter"), "2026-11-30", days("2027-01-01", "2027-03-31")),
        (RelativePeriod(unit="year"), "2026-11-30", days("2027-01-01", "2027-12-31")),
        (RelativePeriod(unit="month", which="rest"), "2026-11-12", days("2026-11-13", "2026-11-30")),
        (RelativePeriod(unit="month", which="rest"), "2026-11-30", days("2026-12-01", "2026-12-31")),
        (RelativePeriod(unit="month", which="named", count=6), "2026-11-30", days("2027-06-01", "2027-06-30")),
        (RelativePeriod(unit="month", which="named", count=12), "2026-11-30", days("2026-12-01", "2026-12-31")),
        (RelativePeriod(unit="month", which="named", count=11), "2026-11-12", days("2027-11-01", "2027-11-30")),
        (RelativePeriod(unit="quarter", which="named", count=1), "2026-11-30", days("2027-01-01", "2027-03-31")),
        (RelativePeriod(unit="month", which="next year", count=12), "2026-11-30", days("2027-12-01", "2027-12-31")),
        (RelativePeriod(unit="quarter", which="next year", count=1), "2026-11-30", days("2027-01-01", "2027-03-31")),
        (RelativePeriod(unit="month", which="this year", count=12), "2026-11-30", days("2026-12-01", "2026-12-31")),
        (RelativePeriod(unit="month", which="this year", count=3), "2026-11-30", days("2026-03-01", "2026-03-31")),
    ],
)
def test_relative_periods_count_from_the_last_day(relative: RelativePeriod, as_of: str, expected: Period) -> None:
    assert resolve(relative, date.fromisoformat(as_of)) == expected


def test_a_month_is_full_on_its_last_day() -> None:
    assert last_full_month(date(2026, 11, 30)) == days("2026-11-01", "2026-11-30")
    assert last_full_month(date(2026, 11, 29)) == days("2026-10-01", "2026-10-31")
    assert last_full_month(date(2027, 1, 1)) == days("2026-12-01", "2026-12-31")


def test_both_ends_count() -> None:
    assert months_from(date(2028, 2, 5), 1).days == 29
    assert days("2026-12-01", "2026-12-01").days == 1


def test_weekdays_count_from_monday() -> None:
    assert days("2026-11-27", "2026-12-06").weekdays == (4, 5, 6, 0, 1, 2, 3, 4, 5, 6)
