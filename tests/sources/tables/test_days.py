from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from planner.sources.tables.column import Column
from planner.sources.tables.days import read_days
from planner.sources.tables.table import TextTable, Ways

TableOf = Callable[[str], TextTable]
MONTH_ENDS = ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]
QUARTERS = ["2025-10-01", "2026-01-01", "2026-04-01", "2026-07-01"]


def column(cells: Iterable[object]) -> str:
    return "date\n" + "".join(f"{cell}\n" for cell in cells)


def test_month_ends_stand_for_their_months(table_of: TableOf) -> None:
    found = read_days(table_of(column(MONTH_ENDS)), 0)
    days = found.days
    assert (found.cadence, found.problems) == ("month", ())
    assert [date.fromordinal(day) for day in days.tolist()] == [date(2026, month, 1) for month in (1, 2, 3, 4)]


@pytest.mark.parametrize(
    "cells",
    [
        ["2026-01-01", "2026-02-01", "2026-06-01"],  # with holes
        ["2024-01-31", "2024-02-29"],
        ["2026-01", "2026-02", "2026-06"],
        ["2026-01", "2026-07"],
        ["2026-01"],
    ],
)
def test_months(table_of: TableOf, cells: list[str]) -> None:
    found = read_days(table_of(column(cells)), 0)
    assert (found.cadence, found.problems) == ("month", ())


@pytest.mark.parametrize(
    ("gaps", "cadence"),
    [([7, 7, 21], "week"), ([1, 1, 5], "day"), ([14], "day"), ([91], "day"), ([], "day"), ([1] * 400, "day")],
)
def test_cadence_by_gaps(table_of: TableOf, gaps: list[int], cadence: str) -> None:
    day = date(2026, 3, 4)
    cells = [day] + [day := day + timedelta(days=gap) for gap in gaps]
    found = read_days(table_of(column(cells)), 0)
    assert (found.cadence, found.problems) == (cadence, ())


def test_quarters_are_refused(table_of: TableOf) -> None:
    for cells in (QUARTERS, [cell[:7] for cell in QUARTERS]):
        [problem] = read_days(table_of(column(cells)), 0).problems
        assert str(problem) == (
            "t.csv:3:1: the dates are usually 91 days apart, and 92 before this one\n"
            f"  | {cells[1]}\n  | ^\n  expected a daily, weekly or monthly table"
        )


def test_fortnights_are_refused(table_of: TableOf) -> None:
    cells = [date(2026, 3, 4) + timedelta(days=14 * n) for n in range(10)]
    [problem] = read_days(table_of(column(cells)), 0).problems
    assert problem.text == "the dates are usually 14 days apart, and 14 before this one"


def test_a_slip_in_the_year_is_pointed_at(table_of: TableOf) -> None:
    cells = [*(date(2026, 3, 1) + timedelta(days=n) for n in range(20)), date(2126, 3, 21)]
    [problem] = read_days(table_of(column(cells)), 0).problems
    assert problem.text == "the dates are usually 1 day apart, and 36525 before this one"
    assert problem.place.line == 22


@pytest.mark.parametrize(
    "cell",
    ["13/13/2026", "1026-06-03", "1989-12-31", "2200-01-01", "9999-12-31", "2026-11-31", "2026111", "soon", ""],
)
def test_no_dates(table_of: TableOf, cell: str) -> None:
    [problem] = read_days(table_of(f"n,date\n1,{cell}\n"), 1).problems
    assert problem.text == f"{cell!r} is not a date"
    assert problem.expected == "a date such as 2026-11-30 (year, month, day)"


@pytest.mark.parametrize(
    "cell", ["2026-11-03", "2026/11/3", "2026.11.03", "20261103", " 2026-11-03 ", "2026-11-03T00:00:00Z"]
)
def test_dates(table_of: TableOf, cell: str) -> None:
    assert read_days(table_of(column([cell])), 0).days.tolist() == [date(2026, 11, 3).toordinal()]


def test_the_first_and_the_last_year(table_of: TableOf) -> None:
    assert read_days(table_of(column(["1990-01-01", "2199-12-31"])), 0).problems == ()


def test_the_year_first_or_last_in_two_digits(table_of: TableOf) -> None:
    for cells, first in (
        (["17-06-01", "17-06-02"], date(2017, 6, 1)),
        (["01.02.24", "02.02.24"], date(2024, 2, 1)),
        (["05.11.26", "06.11.26"], date(2026, 11, 5)),
    ):
        found = read_days(table_of(column(cells)), 0)
        assert (date.fromordinal(int(found.days[0])), found.problems) == (first, ())


@pytest.mark.parametrize(
    ("cells", "readings", "keys"),
    [
        (
            ["01/06/2017", "02/06/2017"],
            "2017-06-01 or 2017-01-06",
            "`dates: day/month/year` or `dates: month/day/year`",
        ),
        (["24/01/13", "24/02/13"], "2013-01-24 or 2024-01-13", "`dates: day/month/year` or `dates: year/month/day`"),
        (
            ["05/11/06"],
            "2006-11-05 or 2006-05-11 or 2005-11-06",
            "`dates: day/month/year` or `dates: month/day/year` or `dates: year/month/day`",
        ),
    ],
)
def test_dates_of_several_readings_are_asked_about(
    table_of: TableOf, cells: list[str], readings: str, keys: str
) -> None:
    table = table_of(column(cells))
    [problem] = read_days(table, 0).problems
    assert str(problem) == (
        f"t.csv:2:1: {cells[0]!r} may be {readings}\n  | {cells[0]}\n  | ^\n  expected {keys} under the same key of the goal file as the file"
    )
    for key in keys.replace("`", "").split(" or "):
        assert read_days(replace(table, ways=Ways(dates=key.removeprefix("dates: "))), 0).problems == ()


@pytest.mark.parametrize(
    "cells",
    [["13/06/2017", "06/13/2017"], ["01/06/2017", "13/13/2017"], ["20261101", "202612"], ["01/06/2017", "2017-06-02"]],
)
def test_a_column_that_no_reading_reads_has_bad_cells_and_no_question(table_of: TableOf, cells: list[str]) -> None:
    [problem] = read_days(table_of(column(cells)), 0).problems
    assert problem.text.endswith("is not a date")


@pytest.mark.parametrize(
    "cells",
    [
        ["2026-01-01 - 2026-01-31", "2026-01-05 - 2026-02-04"],
        ["2026-01-01 - 2026-01-10", "2026-01-01 - 2026-01-31"],
        ["2026-01-05 - 2026-01-11", "2026-01-08 - 2026-01-14"],
    ],
)
def test_stretches_that_overlap(table_of: TableOf, cells: list[str]) -> None:
    [problem] = read_days(table_of(column(cells)), 0).problems
    assert str(problem) == (
        f"t.csv:3:1: {cells[1]!r} overlaps with the stretch of days that begins on {cells[0][:10]}\n"
        f"  | {cells[1]}\n  | ^\n  expected days, or weeks or months one after another"
    )


def test_weeks_by_their_first_day(table_of: TableOf) -> None:
    found = read_days(table_of('day\n"Week of Jun 1, 2026"\n'), 0)
    assert (found.cadence, set(found.lengths.values()), found.problems) == ("week", {7}, ())


@given(
    st.lists(st.dates(date(2005, 1, 1), date(2060, 12, 31)), min_size=1, max_size=12, unique=True),
    st.sampled_from(["%d/%m/%Y", "%m/%d/%Y", "%d.%m.%y", "%d/%m/%y", "%y/%m/%d", "%Y-%m-%d", "%Y%m%d"]),
)
def test_days_are_read_as_written_or_asked_about(days: list[date], form: str) -> None:
    assume(form != "%y/%m/%d" or (max(days) - min(days)).days < 60)  # scattered over years they are no table's
    cells = tuple(day.strftime(form) for day in days)
    table = TextTable(file="t.csv", header=("date",), columns=(Column(cells),))
    problems = read_days(table, 0).problems
    if problems and " may be " in problems[0].text:
        order = {"d": "day", "m": "month", "y": "year"}
        said = "/".join(order[letter] for letter in form.lower() if letter in order)
        table = replace(table, ways=Ways(dates=said))
    found = read_days(table, 0)
    if not found.problems and found.cadence != "month":
        assert found.days.tolist() == [day.toordinal() for day in days]
    assert all("may be" not in problem.text for problem in found.problems)
