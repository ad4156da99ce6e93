from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.tables.day_forms import FORMS, period_of, ranged

DAYS = st.dates(date(2005, 1, 1), date(2099, 12, 31))
ENGLISH = "January February March April May June July August September October November December".split()  # noqa: SIM905
WAYS: dict[str, tuple[str, Callable[[date], str]]] = {
    "iso": ("year-month-day", lambda day: day.isoformat()),
    "slashes": ("year-month-day", lambda day: f"{day:%Y/%m/%d}"),
    "run": ("year-month-day", lambda day: f"{day:%Y%m%d}"),
    "time": ("year-month-day", lambda day: f"{day.isoformat()}T23:59:59.999+02:00"),
    "hour": ("year-month-day-hour", lambda day: f"{day:%Y%m%d}23"),
    "dmy": ("day/month/year", lambda day: f"{day:%d/%m/%Y}"),
    "dotted": ("day/month/year", lambda day: f"{day.day}.{day.month}.{day:%y}"),
    "mdy": ("month/day/year", lambda day: f"{day.month}/{day.day}/{day:%Y}"),
    "midnight": ("month/day/year", lambda day: f"{day.month}/{day.day}/{day:%Y} 12:00:00 AM"),
    "ymd": ("year/month/day", lambda day: f"{day:%y-%m-%d}"),
    "serial": ("day numbers of a spreadsheet", lambda day: str((day - date(1899, 12, 30)).days)),
    "words": ("names of months", lambda day: f"{day.day} {ENGLISH[day.month - 1]} {day.year}"),
    "american": ("names of months", lambda day: f"{ENGLISH[day.month - 1][:3]} {day.day}, {day.year}"),
    "chinese": ("names of months", lambda day: f"{day.year}年{day.month}月{day.day}日"),
}


@pytest.mark.parametrize("way", WAYS)
@given(day=DAYS)
def test_round_trip_and_every_other_reading_is_another_form(way: str, day: date) -> None:
    form, written = WAYS[way]
    cell = written(day)
    assert FORMS[form](cell) == (day.toordinal(), 1)
    allowed = (
        {"day/month/year", "month/day/year", "year/month/day"}
        if way in ("dmy", "dotted", "mdy", "midnight", "ymd")
        else {form}
    )
    assert {name for name, read in FORMS.items() if read(cell)} <= allowed


@given(DAYS)
def test_months_and_weeks(day: date) -> None:
    first = day.replace(day=1)
    length = (first + timedelta(days=31)).replace(day=1) - first
    for name, cell in (("year-month", f"{day:%Y-%m}"), ("year-month", f"{day:%m/%Y}"), ("yearmonth", f"{day:%Y%m}")):
        assert FORMS[name](cell) == (first.toordinal(), length.days)
    for cell in (
        f"{ENGLISH[day.month - 1]} {day.year}",
        f"{ENGLISH[day.month - 1][:3]}-{day:%y}",
        f"{day.year}年{day.month}月",
    ):
        assert FORMS["names of months"](cell) == (first.toordinal(), length.days)
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    for cell in (f"{year}-W{week:02}", f"{year}W{week}", f"{year}-KW{week}"):
        assert FORMS["ISO weeks"](cell) == (monday.toordinal(), 7)
    assert FORMS["weeks by their first day"](f"Week of {ENGLISH[day.month - 1]} {day.day}, {day.year}") == (
        day.toordinal(),
        7,
    )


@pytest.mark.parametrize("between", [" - ", " – ", " to ", " bis ", " au ", " al ", "～", "至", ","])
@pytest.mark.parametrize("before", ["", "From ", "du ", "vom ", "从 "])
def test_both_ends(before: str, between: str) -> None:
    first = date(2026, 11, 2)
    assert ranged(FORMS["year-month-day"])(f"{before}2026-11-02{between}2026-11-08") == (first.toordinal(), 7)


@pytest.mark.parametrize("cell", ["2026-11-08 - 2026-11-02", "2026-11-02 - ", " - ", "2026-11-02", "2026-11-02 - soon"])
def test_no_stretch(cell: str) -> None:
    assert ranged(FORMS["year-month-day"])(cell) is None


@pytest.mark.parametrize(
    "cell",
    ["2026-02-30", "2026-13-01", "31/31/2026", "2026-W54", "1704067200", "2026111", "2026", "Q1 2026", "5 Jan", "100000", "12:30", "3.14", "1,234", "01/02/03/04", "17/06/01/"],
)  # fmt: skip
def test_no_form_reads_it(cell: str) -> None:
    assert {name for name, read in FORMS.items() if read(cell)} <= {"day numbers of a spreadsheet"} - {cell}


def test_two_digits_are_a_year_since_websites_are_measured() -> None:
    assert FORMS["day/month/year"]("17-06-01") is None
    assert FORMS["year/month/day"]("17-06-01") == (date(2017, 6, 1).toordinal(), 1)
    assert FORMS["year/month/day"]("01.02.24") is None


def test_a_period_in_one_reading_alone() -> None:
    assert period_of("27 January 2026 - 23 February 2026") == (date(2026, 1, 27).toordinal(), 28)
    assert period_of("2026-11") == (date(2026, 11, 1).toordinal(), 30)
    assert period_of("01/06/2017") is None
    assert period_of("All time") is None


@given(st.text(alphabet=st.sampled_from("0123456789-/. :TZW年月日janfebmar,"), max_size=24))
def test_any_text_is_a_stretch_or_none(cell: str) -> None:
    for form in FORMS.values():
        for read in (form(cell), ranged(form)(cell)):
            assert read is None or (read[0] > 0 and read[1] > 0)


@pytest.mark.parametrize(
    ("cell", "form"),
    [
        ("1 Jan - 7 Jan 2024", "names of months"),
        ("Jan 1 - Jan 7, 2024", "names of months"),
        ("Jan 1 – 7, 2024", "names of months"),
        ("1–7 Jan 2024", "names of months"),
        ("1-7 January 2024", "names of months"),
        ("1. Jan. bis 7. Jan. 2024", "names of months"),
        ("01.01.2024-07.01.2024", "day/month/year"),
        ("01.01. - 07.01.2024", "day/month/year"),
        ("01/01 - 07/01/2024", "day/month/year"),
        ("2024-01-01..2024-01-07", "year-month-day"),
        ("2024-01-01-2024-01-07", "year-month-day"),
        ("20240101-20240107", "year-month-day"),
    ],
)
def test_a_year_that_is_said_once(cell: str, form: str) -> None:
    assert ranged(FORMS[form])(cell) == (date(2024, 1, 1).toordinal(), 7)


def test_a_stretch_over_the_end_of_a_year() -> None:
    read = ranged(FORMS["names of months"])
    assert read("29 Dec - 4 Jan 2026") == (date(2025, 12, 29).toordinal(), 7)
    assert read("Jan - Mar 2024") == (date(2024, 1, 1).toordinal(), 91)
    assert read("5 Aug - 4 Jan 2026") is None


@pytest.mark.parametrize(
    "cell", ["Monday, 7 Jan 2024", "Report 1 - 7 Jan 2024", "Jan-24", "7 - 1 Jan 2024", "32-33 Jan 2024", "5-2024"]
)
def test_what_is_no_stretch(cell: str) -> None:
    assert not any(ranged(form)(cell) for form in FORMS.values())
