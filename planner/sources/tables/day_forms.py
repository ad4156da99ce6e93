"""The ways in which tables write days, weeks and months, each as a function from a cell to the stretch that it names."""

import calendar
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date

from planner.sources.tables.month_names import with_numbers

Stretch = tuple[int, int]
"""First day and length in days, as a proleptic ordinal and a count."""
Form = Callable[[str], Stretch | None]

YEARS = range(1990, 2200)  # others are slips of the hand
FIRST_SHORT = 5
# Six or seven digits in a row are no day: 202611 may be a month or the first of January.
_TIME = r"(?:(?:[T ]|, )\d{1,2}[:h.]\d{2}[\d:.]*(?: ?[AaPp]\.?[Mm]\.?)?(?: ?(?:Z|UTC|[+-][\d:]+))?)?"
_YMD = re.compile(rf"(?=\d{{8}}|\d{{4}}\D)(\d{{4}})([-/.]?)(\d{{1,2}})\2(\d{{1,2}})\.?{_TIME}")
_YMD_HOUR = re.compile(r"(\d{4})(\d\d)(\d\d)([01]\d|2[0-3])(?:[0-5]\d(?:[0-5]\d)?)?")
_YM = re.compile(r"(\d{4})[-/.](\d{1,2})")
_MY = re.compile(r"(\d{1,2})[-/.](\d{4})")
_YYYYMM = re.compile(r"(\d{4})(0[1-9]|1[0-2])")
_ABC = re.compile(rf"(\d{{1,2}})([-/.])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{2}}){_TIME}")
_W = r"(?:W|KW|CW|S|Week|Woche|Semaine|Semana)"
_ISO_WEEK = re.compile(rf"(\d{{4}})[- ]?{_W}\.?\s?(\d{{1,2}})", re.IGNORECASE)
_WEEK_FIRST = re.compile(rf"{_W}\.?\s?(\d{{1,2}})[-/., ]\s?(\d{{4}})", re.IGNORECASE)
_NUMBERED_WEEK = re.compile(r"(\d{4})(?:[-/. ](\d{1,2})|(\d{2}))")
_BARE_WEEK_FIRST = re.compile(r"(\d{1,2})[-/. ](\d{4})")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
_SERIALS = range(32_874, 109_575)
_SERIAL_START = date(1899, 12, 30).toordinal()
_WEEK_OF = re.compile(
    r"(?:week (?:of|commencing|starting|beginning)|w/c|woche (?:vom|ab)|semaine du|semana (?:del?|do))\s+(.+)",
    re.IGNORECASE,
)
_CHINESE = re.compile(r"(\d{4})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?(?:\s?(?:星期|周).)?")
_WORDED = (
    (re.compile(r"(?:(\d{1,2}) )?m(\d{1,2}) (\d{4}|\d{2})"), (3, 2, 1)),  # 5 January 2024, January 2024, Jan 24
    (re.compile(r"m(\d{1,2}) (\d{1,2}) (\d{4})"), (3, 1, 2)),  # January 5 2024
    (re.compile(r"(\d{4}) m(\d{1,2})(?: (\d{1,2}))?"), (1, 2, 3)),  # 2024 January 5
)
_BETWEEN = (
    " - ",
    " – ",
    " — ",
    " to ",
    " bis ",
    " au ",
    " a ",
    " até ",
    " al ",
    " 至 ",
    "～",
    "~",
    "至",
    "–",
    "..",
    ",",
    "/",
    "-",
)
_LISTS = (",", "/", " a ")  # what may stand within one date, too: no start is completed before these
_YEAR_END = re.compile(r"(\d{1,2}),? (\d{4})")
_CROSSING = 31  # days of a stretch over the end of a year, whose year is said once
_FROM = re.compile(r"^(?:from|von|vom|de|del|du|desde|da|从|自)\s+", re.IGNORECASE)


def _day(year: str | int, month: str | int, day: str | int) -> Stretch | None:
    number = _full(int(year))
    try:
        return (date(number, int(month), int(day)).toordinal(), 1) if number in YEARS else None
    except ValueError:
        return None


def _month(year: str | int, month: str | int) -> Stretch | None:
    number = _full(int(year))
    if number not in YEARS or not 1 <= int(month) <= 12:
        return None
    return date(number, int(month), 1).toordinal(), calendar.monthrange(number, int(month))[1]


def _full(year: int) -> int:
    """A year of two digits is of this century, and not before websites were measured: 17-06-01 is no day of 2001."""
    return year + 2000 if FIRST_SHORT <= year < 100 else year


def year_first(cell: str) -> Stretch | None:
    """2026-11-30, 2026/11/30, 20261130, with or without the time of day."""
    found = _YMD.fullmatch(cell)
    return _day(found[1], found[3], found[4]) if found else None


def hour(cell: str) -> Stretch | None:
    """2026113023: year, month, day and hour."""
    found = _YMD_HOUR.fullmatch(cell)
    return _day(found[1], found[2], found[3]) if found else None


def month(cell: str) -> Stretch | None:
    """2026-11 and 11/2026."""
    if found := _YM.fullmatch(cell):
        return _month(found[1], found[2])
    return _month(found[2], found[1]) if (found := _MY.fullmatch(cell)) else None


def run_month(cell: str) -> Stretch | None:
    """202611."""
    found = _YYYYMM.fullmatch(cell)
    return _month(found[1], found[2]) if found else None


def day_first(cell: str) -> Stretch | None:
    """30/11/2026 and 30.11.26."""
    found = _ABC.fullmatch(cell)
    return _day(found[4], found[3], found[1]) if found else None


def month_first(cell: str) -> Stretch | None:
    """11/30/2026; with points in between nobody writes the month first."""
    found = _ABC.fullmatch(cell)
    return _day(found[4], found[1], found[3]) if found and found[2] != "." else None


def short_year_first(cell: str) -> Stretch | None:
    """26/11/30."""
    found = _ABC.fullmatch(cell)
    return _day(found[1], found[3], found[4]) if found and len(found[4]) == 2 and len(found[1]) == 2 else None


def iso_week(cell: str) -> Stretch | None:
    """2026-W48."""
    if found := _ISO_WEEK.fullmatch(cell):
        return _week(found[1], found[2])
    return _week(found[2], found[1]) if (found := _WEEK_FIRST.fullmatch(cell)) else None


def _week(year: str, week: str) -> Stretch | None:
    with suppress(ValueError):
        if int(year) in YEARS:
            return date.fromisocalendar(int(year), int(week), 1).toordinal(), 7
    return None


def numbered_week(cell: str) -> Stretch | None:
    """202648, 2026-48, 48/2026 and 2026-W48, where the column is one of weeks: elsewhere they are months."""
    if found := _NUMBERED_WEEK.fullmatch(cell):
        return _week(found[1], found[2] or found[3])
    return _week(found[2], found[1]) if (found := _BARE_WEEK_FIRST.fullmatch(cell)) else iso_week(cell)


def week_of(cell: str) -> Stretch | None:
    """Week of Jun 1, 2026."""
    found = _WEEK_OF.fullmatch(cell)
    day = (year_first(found[1]) or worded(found[1])) if found else None
    return (day[0], 7) if day and day[1] == 1 else None


def serial(cell: str) -> Stretch | None:
    """45292: the days since the end of 1899, as spreadsheets count them."""
    found = _SERIAL.fullmatch(cell)
    return (_SERIAL_START + int(found[1]), 1) if found and int(found[1]) in _SERIALS else None


def worded(cell: str) -> Stretch | None:
    """30 Nov 2026, Monday, November 30, 2026, Nov-26, 2026年11月30日."""
    if found := _CHINESE.fullmatch(cell):
        return _day(found[1], found[2], found[3]) if found[3] else _month(found[1], found[2])
    if not any(map(str.isalpha, cell)) or (text := with_numbers(cell)) is None:
        return None
    for form, (year, its_month, day) in _WORDED:
        if found := form.fullmatch(text):
            return (
                _day(found[year], found[its_month], found[day]) if found[day] else _month(found[year], found[its_month])
            )
    return None


YEAR_FIRST = "year-month-day"
FORMS: Mapping[str, Form] = {
    YEAR_FIRST: year_first,
    "year-month-day-hour": hour,
    "year-month": month,
    "yearmonth": run_month,
    "day/month/year": day_first,
    "month/day/year": month_first,
    "year/month/day": short_year_first,
    "ISO weeks": iso_week,
    "weeks by their first day": week_of,
    "day numbers of a spreadsheet": serial,
    "names of months": worded,
}
"""Each by the name that reports and the goal file's `dates` have for it."""


def ranged(form: Form) -> Form:
    """Both ends of a stretch in that form: 2026-11-02,2026-11-08, From 2026-11-02 to 2026-11-08, 2 – 8 Nov 2026."""

    def read(cell: str) -> Stretch | None:
        text = _FROM.sub("", cell)
        for between in _BETWEEN:
            parts = text.split(between)
            half = len(parts) // 2
            if len(parts) % 2 or not all(p.strip() for p in parts):
                continue
            first, last = (between.join(side).strip() for side in (parts[:half], parts[half:]))
            ends = (form(first), form(last))
            if ends[0] is None and between not in _LISTS:
                ends = _completed(form, first, last, ends[1])
            if ends[0] and ends[1] and ends[1][0] >= ends[0][0]:
                return ends[0][0], ends[1][0] + ends[1][1] - ends[0][0]
        return None

    return read


def _completed(form: Form, first: str, last: str, end: Stretch | None) -> tuple[Stretch | None, Stretch | None]:
    """Both ends where the year, or the month too, is said once: 29 Dec – 4 Jan 2026, 2–8 Nov 2026, Nov 2 – 8, 2026."""
    if end is None:
        if (found := _YEAR_END.fullmatch(last)) is None or (start := form(f"{first} {found[2]}")) is None:
            return None, None
        begin = date.fromordinal(start[0])
        return start, _day(begin.year, begin.month, found[1])
    its = date.fromordinal(end[0])
    if len(first) < 3 and first.isascii() and first.isdecimal():
        return _day(its.year, its.month, first) if end[1] == 1 else None, end
    if not first or first[-4:].isdecimal():
        return None, end
    for year in (its.year, its.year - 1):
        tried = (form(f"{first.rstrip(mark)}{mark}{year}") for mark in (" ", ".", "/"))
        start = next((each for each in tried if each and date.fromordinal(each[0]).year == year), None)
        if start and (start[0] <= end[0] if year == its.year else end[0] - start[0] <= _CROSSING):
            return start, end
    return None, end


def period_of(text: str) -> Stretch | None:
    """The stretch of days that a title names, in the one form that reads it; None where none does, or two differ."""
    found = {read for form in FORMS.values() for each in (ranged(form), form) if (read := each(text.strip()))}
    return found.pop() if len(found) == 1 else None
