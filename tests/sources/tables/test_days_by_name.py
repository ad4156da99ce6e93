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
    "cells", [("202401", "202402", "202403"), ("2024-11", "2024-12", "2024-13"), ("2024-W01", "2024-W02", "2024-W03")]
)
@pytest.mark.parametrize("name", ["ISO week of ISO year", "Kalenderwoche", "Semaine"])
def test_weeks_by_number_are_no_months(table_of: TableOf, name: str, cells: tuple[str, ...]) -> None:
    assert cadence(table_of(f"{name},sessions\n" + "".join(f"{cell},5\n" for cell in cells))) == ("week", [7, 7, 7])


@pytest.mark.parametrize("name", ["Week", "Year week"])
def test_weeks_of_no_known_kind_are_refused(table_of: TableOf, name: str) -> None:
    problems = read_days(table_of(f"{name},sessions\n202401,5\n202402,6\n"), 0).problems
    assert [problem.text for problem in problems] == ["'202401' is not a date", "'202402' is not a date"]


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
