"""What the site's history says of its season and its trend, as few figures for people."""

from datetime import date, timedelta

from planner.forecast.mean_day import KNOWN, mean_day
from planner.model.history import History
from planner.model.outlook import YearlyChange
from planner.model.period import FOUR_WEEKS, YEAR_OF_WEEKS, Period, months_from, whole_months

MOST_YEARS = 5
LONGEST = 180  # days


def yearly_changes(history: History, period: Period, base: Period) -> tuple[YearlyChange, ...]:
    """The period's days of earlier years against the comparison stretch of the same year, the latest first; none of so long a period that
    it has little season of its own."""
    found: list[YearlyChange] = []
    if period.days > LONGEST:
        return ()
    for years in range(1, MOST_YEARS + 1):
        then, before = _earlier(period, years), _earlier(base, years)
        ran, usual = _site(history, then), _site(history, before)
        if ran is not None and usual:
            found.append(YearlyChange(year=period.start.year - years, change=ran / usual - 1))
    return tuple(found)


def growth(history: History) -> float | None:
    """[-] the last four weeks against the same weeks a year before."""
    return _against(history, YEAR_OF_WEEKS)


def lately(history: History) -> float | None:
    """[-] the last four weeks against the four before."""
    return _against(history, FOUR_WEEKS)


def _against(history: History, days: int) -> float | None:
    recent = Period(start=history.last - timedelta(days=FOUR_WEEKS - 1), end=history.last)
    now, then = _site(history, recent), _site(history, _shifted(recent, days))
    return now / then - 1 if now is not None and then else None


def _site(history: History, stretch: Period) -> float | None:
    """[sessions/day] of the whole site; None where too few days are known."""
    first = (stretch.start - history.first).days
    means, known = mean_day(history.sessions[:, max(first, 0) : max(first + stretch.days, 0)])
    return float(means.sum()) if known >= KNOWN * stretch.days else None


def _earlier(stretch: Period, years: int) -> Period:
    """The same calendar months of an earlier year, or else the same days of the week."""
    if months := whole_months(stretch):
        return months_from(date(stretch.start.year - years, stretch.start.month, 1), months)
    return _shifted(stretch, years * YEAR_OF_WEEKS)


def _shifted(stretch: Period, days: int) -> Period:
    return Period(start=stretch.start - timedelta(days=days), end=stretch.end - timedelta(days=days))
