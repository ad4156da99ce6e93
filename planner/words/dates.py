"""Days and periods as people say them; the locale does not count, so that a report is the same everywhere."""

from datetime import date

from planner.model.period import Period, months_from

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def short_day(day: date, within: Period | None = None) -> str:
    """7 Dec, where the period it lies in leaves no doubt about the year; else 7 Dec 2026."""
    year = "" if within and within.days <= 366 else f" {day.year}"
    return f"{day.day} {MONTHS[day.month - 1][:3]}{year}"


def period_name(period: Period) -> str:
    """December 2026, 2027-Q1, 2027, 24 Dec 2026, or the first and the last day."""
    first = period.start
    if first == period.end:
        return short_day(first)
    for months, name in (
        (1, f"{MONTHS[first.month - 1]} {first.year}"),
        (3, f"{first.year}-Q{(first.month + 2) // 3}" if first.month % 3 == 1 else ""),
        (12, str(first.year) if first.month == 1 else ""),
    ):
        if name and period == months_from(first, months):
            return name
    same_year = period if first.year == period.end.year else None
    return f"{short_day(first, same_year)} to {short_day(period.end)}"


def within(period: Period) -> str:
    """in December 2026, on 24 Dec 2026."""
    return f"{'on' if period.days == 1 else 'in'} {period_name(period)}"
