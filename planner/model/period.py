"""Stretches of whole days, and the relative ones that a phrase like "next month" names."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

WEEK = 7  # days
FOUR_WEEKS = 4 * WEEK  # what is meant by lately: whole weeks, so that no weekday counts twice
YEAR_OF_WEEKS = 52 * WEEK  # so that the same days of the week stand against each other

Unit = Literal["day", "week", "month", "quarter", "year"]
MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Whole days from start to end, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The day of the week of every day, Monday being 0."""
        return tuple((self.start.weekday() + n) % WEEK for n in range(self.days))

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativePeriod:
    """A period counted from the last day that the figures cover."""

    unit: Unit
    which: Literal["next", "rest", "named", "this year", "next year"] = "next"
    """next: the coming `count` units. rest: what is left of the present unit. named: the coming month or quarter number `count`;
    this year, next year: that of the year of the last day, or of the one after."""
    count: int = 1


def shifted(day: date, months: int) -> date:
    """The first day of the month that lies `months` after the month of `day`."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def months_from(first: date, months: int) -> Period:
    """The period of `months` whole calendar months that begins with the month of `first`."""
    start = shifted(first, 0)
    return Period(start=start, end=shifted(start, months) - timedelta(days=1))


def whole_months(period: Period) -> int:
    """How many whole calendar months a period is; 0 where it is none such."""
    after = period.end + timedelta(days=1)
    whole = period.start.day == 1 and after.day == 1
    return (after.year - period.start.year) * 12 + after.month - period.start.month if whole else 0


def resolve(relative: RelativePeriod, as_of: date) -> Period:
    """The days that a relative period means, seen from `as_of`, the last day that the figures cover.

    "next month" is the calendar month after the month of `as_of`; "next 4 weeks" are the 28 days after it; "next week"
    runs from Monday; "December" is the first December that begins after `as_of`.
    """
    tomorrow = as_of + timedelta(days=1)
    unit, count = relative.unit, relative.count
    if relative.which == "rest":
        return Period(start=tomorrow, end=_last_day(unit, tomorrow))
    if relative.which in ("named", "this year", "next year"):
        size = MONTHS[unit]
        start = date(as_of.year, (count - 1) * size + 1, 1)
        later = relative.which == "next year" or (relative.which == "named" and start <= as_of)
        return months_from(start.replace(year=as_of.year + 1) if later else start, size)
    if unit == "day" or (unit == "week" and count > 1):
        return Period(start=tomorrow, end=as_of + timedelta(days=count * (7 if unit == "week" else 1)))
    start = _last_day(unit, as_of) + timedelta(days=1)
    if unit == "week":
        return Period(start=start, end=start + timedelta(days=6))
    return months_from(start, count * MONTHS[unit])


def _last_day(unit: Unit, day: date) -> date:
    if unit == "day":
        return day
    if unit == "week":
        return day + timedelta(days=6 - day.weekday())
    size = MONTHS[unit]
    return months_from(date(day.year, (day.month - 1) // size * size + 1, 1), size).end


def last_full_month(as_of: date) -> Period:
    """The last calendar month that has ended by the end of `as_of`."""
    whole = calendar.monthrange(as_of.year, as_of.month)[1] == as_of.day
    return months_from(shifted(as_of, 0 if whole else -1), 1)
