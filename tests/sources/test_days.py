from collections.abc import Callable, Iterable
from datetime import date, timedelta

import pytest

from planner.sources.days import read_days
from planner.sources.table import TextTable

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
