"""Days and periods as people say them; the locale does not count, so that a report is the same everywhere."""

from datetime import date
from functools import partial

from planner.model.period import Period, months_from
from planner.words.language import say

_MONTHS = (
    partial(say, "January"), partial(say, "February"), partial(say, "March"), partial(say, "April"), partial(say, "May"),
    partial(say, "June"), partial(say, "July"), partial(say, "August"), partial(say, "September"), partial(say, "October"),
    partial(say, "November"), partial(say, "December"),
)  # fmt: skip
_SHORT = (
    partial(say, "Jan"), partial(say, "Feb"), partial(say, "Mar"), partial(say, "Apr"), partial(say, "May"), partial(say, "Jun"),
    partial(say, "Jul"), partial(say, "Aug"), partial(say, "Sep"), partial(say, "Oct"), partial(say, "Nov"), partial(say, "Dec"),
)  # fmt: skip


def month_name(day: date) -> str:
    """December: the month that a day lies in."""
    return _MONTHS[day.month - 1]()


def short_day(day: date, within: Period | None = None) -> str:
    """7 Dec, where the period it lies in leaves no doubt about the year; else 7 Dec 2026."""
    month = _SHORT[day.month - 1]()
    if within and within.days <= 366:
        return say("{day} {month}", day=day.day, month=month)
    return say("{day} {month} {year}", day=day.day, month=month, year=day.year)


def plain_day(day: date) -> str:
    """2026-12-07, as tables and goal files write it."""
    return say("{year}-{month:02}-{day:02}", year=day.year, month=day.month, day=day.day)


def period_name(period: Period) -> str:
    """December 2026, 2027-Q1, 2027, 24 Dec 2026, or the first and the last day."""
    first = period.start
    if first == period.end:
        return short_day(first)
    if period == months_from(first, 1):
        return say("{month} {year}", month=month_name(first), year=first.year)
    if period == months_from(first, 3) and first.month % 3 == 1:
        return say("{year}-Q{quarter}", year=first.year, quarter=(first.month + 2) // 3)
    if period == months_from(first, 12) and first.month == 1:
        return year_name(first.year)
    return _from_to(period)


def year_name(year: int) -> str:
    """2027: a year by itself."""
    return say("{year}", year=year)


def days_name(stretch: Period, within: Period | None = None) -> str:
    """9 to 15 Mar 2026; without the year where the period it lies in leaves no doubt about it."""
    first, last = stretch.start, stretch.end
    if first == last:
        return short_day(last, within)
    if (first.year, first.month) != (last.year, last.month):
        return _from_to(stretch, within)
    month = _SHORT[last.month - 1]()
    if within and within.days <= 366:
        return say("{first} to {last} {month}", first=first.day, last=last.day, month=month)
    return say("{first} to {last} {month} {year}", first=first.day, last=last.day, month=month, year=last.year)


def _from_to(stretch: Period, within: Period | None = None) -> str:
    """The first and the last day, each with its month; the year once where it is the same."""
    first, last = stretch.start, stretch.end
    if within or first.year != last.year:
        return say("{first} to {last}", first=short_day(first, within), last=short_day(last, within))
    known = Period(start=date(first.year, 1, 1), end=date(first.year, 12, 31))
    return say("{first} to {last} {year}", first=short_day(first, known), last=short_day(last, known), year=first.year)


def within(period: Period) -> str:
    """in December 2026, on 24 Dec 2026."""
    if period.days == 1:
        return say("on {day}", day=period_name(period))
    return say("in {period}", period=period_name(period))
