"""What the name of a date column says of its cells: weeks, months, and what is neither."""

from collections.abc import Callable

import pytest

from planner.errors import InputError
from planner.sources.tables.dated import with_days
from planner.sources.tables.days import read_days
from planner.sources.tables.table import TextTable

TableOf = Callable[[str], TextTable]


def cadence(table: TextTable) -> tuple[str, list[int]]:
    found = read_days(table, 0)
    assert found.problems == ()
    return found.cadence, sorted(found.lengths.values())


@pytest.mark.parametrize(
    "cells",
    [
        ("05/2024", "06/2024", "7/2024"),
        ("W05 2024", "W06 2024", "W7 2024"),
        ("KW 5/2024", "KW 6/2024", "KW 07/2024"),
        ("2024 W5", "2024 W6", "2024 W7"),
        ("202401", "202402", "202403"),
        ("2024-11", "2024-12", "2024-13"),
        ("2024-W01", "2024-W02", "2024-W03"),
    ],
)
@pytest.mark.parametrize("name", ["ISO week of ISO year", "Kalenderwoche", "KW", "Semaine", "Week", "Year week", "周"])
def test_weeks_by_number_are_no_months(table_of: TableOf, name: str, cells: tuple[str, ...]) -> None:
    assert cadence(table_of(f"{name},sessions\n" + "".join(f"{cell},5\n" for cell in cells))) == ("week", [7, 7, 7])


def test_the_same_cells_in_a_column_of_months_are_months(table_of: TableOf) -> None:
    found = read_days(table_of("Month,sessions\n05/2024,5\n06/2024,5\n07/2024,5\n"), 0)
    assert (found.cadence, sorted(found.lengths.values())) == ("month", [30, 31, 31])


def test_a_week_that_iso_years_have_not_is_no_date(table_of: TableOf) -> None:
    (problem,) = read_days(table_of("Year week,sessions\n202352,5\n202353,6\n"), 0).problems
    assert problem.text == "'202353' is not a date"


@pytest.mark.parametrize("cells", [("2024-02-01",), ("2024-02-29",), ("2024-02-01", "2024-07-01")])
def test_one_or_two_days_in_a_column_of_months_are_months(table_of: TableOf, cells: tuple[str, ...]) -> None:
    assert cadence(table_of("Month,sessions\n" + "".join(f"{cell},5\n" for cell in cells)))[0] == "month"
    assert cadence(table_of("Date,sessions\n2024-02-01,5\n"))[0] == "day"


@pytest.mark.parametrize("cells", [("2024-02-05",), ("2024-02-05", "2024-02-26")])
def test_one_or_two_days_in_a_column_of_weeks_are_weeks(table_of: TableOf, cells: tuple[str, ...]) -> None:
    assert cadence(table_of("Week,sessions\n" + "".join(f"{cell},5\n" for cell in cells)))[0] == "week"


def test_quarters_are_no_days(table_of: TableOf) -> None:
    with pytest.raises(InputError, match="known to hold the date"):
        with_days(table_of("Quarter,sessions\n2024-01-01,5\n2024-04-01,6\n"), {}, None)
