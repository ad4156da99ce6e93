from collections.abc import Callable
from datetime import date

import pytest

from planner.errors import InputError
from planner.model.period import Period
from planner.sources.tables.dated import DAYS, with_days
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]
JANUARY = Period(start=date(2026, 1, 1), end=date(2026, 1, 31))


def dates(table: TextTable, covers: Period | None = None, **said: str) -> list[str]:
    found, at = with_days(table, said, covers)
    return list(found.columns[at])


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("sessions,Day\n5,2026-11-01\n", ["2026-11-01"]),
        ("week,date,sessions\n44,2026-11-01,5\n", ["2026-11-01"]),  # the day before the week
        ("date,Day,sessions\n,2026-11-01,5\n", ["2026-11-01"]),  # the one that holds dates
        ("when,sessions\n2026-11-01,5\n", ["2026-11-01"]),  # of no known name
        ("Day Index,Users\n9/30/26,58\n", ["9/30/26"]),
        ("year,month,sessions\n2026,9,5\n2026,10,5\n", ["2026-09", "2026-10"]),
        ("year,month,day,sessions\n2026,9,1,5\n", ["2026-09-01"]),
        ("year,month,sessions\n2026,January,5\n", ["January 2026"]),
        ("year,week,sessions\n2026,9,5\n2026,10,5\n", ["2026-W09", "2026-W10"]),
        ("Jahr,Woche,Sitzungen\n2026,KW 9,5\n", ["2026-W09"]),
        ("week,date,sessions\n44,2026-11-01,5\n45,2026-11-08,5\n", ["2026-11-01", "2026-11-08"]),
        ("# 20260101-20260131\nNth day,sessions\n0000,5\n0002,6\n", ["2026-01-01", "2026-01-03"]),
        ("# 20260101-20260131\nNth week,sessions\n0,5\n1,6\n", ["2026-01-01", "2026-01-08"]),
        ("# 20260101-20260101\nHour Index,Users\n0,5\n23,6\n", ["2026-01-01", "2026-01-01"]),
        ("# 20260101-20260131\nchannel,sessions\nEmail,5\n", ["2026-01-01 - 2026-01-31"]),
        ("Start date,End date,sessions\n2026-01-01,2026-01-31,5\n", ["2026-01-01 - 2026-01-31"]),
    ],
)
def test_where_the_days_stand(table_of: TableOf, text: str, cells: list[str]) -> None:
    assert dates(table_of(text)) == cells


def test_what_the_goal_file_says_comes_first(table_of: TableOf) -> None:
    table = table_of("# 20251201-20251231\ndate,other,sessions\n2026-11-01,2026-10-01,5\n")
    assert dates(table, date="other") == ["2026-10-01"]
    assert dates(table, JANUARY) == ["2026-01-01 - 2026-01-31"]
    assert with_days(table, {}, JANUARY)[0].header[-1] == DAYS


def test_nothing_says_the_days(table_of: TableOf) -> None:
    with pytest.raises(InputError) as caught:
        dates(table_of("channel,sessions\nEmail,5\n"))
    assert str(caught.value) == (
        "t.csv:1:1: no column of this table is known to hold the date\n  | channel,sessions\n  | ^\n"
        "  expected a column named date, day, week, month …, or `columns: {date: its name}` in the goal file; "
        "or, if the whole table is of one stretch of days, `covers: 2026-10` or `covers: 2026-10-01..2026-10-28`"
    )


@pytest.mark.parametrize(
    "text",
    [
        "date,sessions\n2025,5\n2026,6\n",
        "Nth month,sessions\n0,5\n",
        "Week ending,sessions\n2026-01-04,5\n",
    ],
)
def test_numbers_without_a_year_are_no_days(table_of: TableOf, text: str) -> None:
    with pytest.raises(InputError, match="known to hold the date"):
        dates(table_of(text))


@pytest.mark.parametrize("covers", [None, JANUARY])
@pytest.mark.parametrize(
    ("name", "cells", "shown"),
    [
        ("Week", ("1", "2", "3", "44"), "1, 2, 3 …"),
        ("KW", ("KW 1", "KW 2"), "KW 1, KW 2"),
        ("Month", ("January", "February"), "January, February"),
        ("Monat", ("3", "12"), "3, 12"),
        ("月份", ("1月", "2月"), "1月, 2月"),
        ("Day", ("1", "31"), "1, 31"),
        ("Date", ("1 Aug", "2 Aug"), "1 Aug, 2 Aug"),
        ("Date", ("Aug 1", "Aug 12"), "Aug 1, Aug 12"),
    ],
)
def test_rows_of_different_stretches_need_a_year(
    table_of: TableOf, covers: Period | None, name: str, cells: tuple[str, ...], shown: str
) -> None:
    table = table_of(f"channel,{name},sessions\n" + "".join(f"Email,{cell},5\n" for cell in cells))
    with pytest.raises(InputError) as caught:
        dates(table, covers)
    (problem,) = caught.value.problems
    assert problem.text == f"{name!r} says {shown}, and not of which year"
    assert (problem.place.line, problem.place.column) == (2, 7)
    assert "a column `Year` beside it" in problem.expected


@pytest.mark.parametrize("cells", [("5", "5"), ("0", "23"), ("Monday", "Friday")])
def test_one_week_and_no_parts_of_a_year_may_be_of_said_days(table_of: TableOf, cells: tuple[str, str]) -> None:
    table = table_of("channel,week,sessions\n" + "".join(f"Email,{cell},5\n" for cell in cells))
    assert dates(table, JANUARY) == ["2026-01-01 - 2026-01-31"] * 2
