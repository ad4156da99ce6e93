from calendar import monthrange
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.history import Cadence
from planner.sources.spread import spread_evenly

MONDAY = date(2026, 11, 2)
OCTOBER = date(2026, 10, 1)


def weeks(*totals: float | None) -> tuple[np.ndarray, np.ndarray]:
    """A grid of weeks, one leaf and one of half as much; None: no row."""
    grid, seen = np.zeros((2, 7 * len(totals) - 6)), np.zeros(7 * len(totals) - 6, dtype=np.bool_)
    for n, total in enumerate(totals):
        if total is not None:
            grid[:, 7 * n], seen[7 * n] = [total, total / 2], True
    return grid, seen


def months(*totals: float) -> tuple[np.ndarray, np.ndarray]:
    """October 2026 and on."""
    at = [0, 31, 61][: len(totals)]
    grid, seen = np.zeros((1, at[-1] + 1)), np.zeros(at[-1] + 1, dtype=np.bool_)
    grid[0, at], seen[at] = totals, True
    return grid, seen


def lengths(first: date, seen: np.ndarray, cadence: Cadence) -> dict[int, int]:
    """The days of every stretch that begins on a day seen."""
    starts = [first + timedelta(days=int(at)) for at in np.flatnonzero(seen)]
    usual = {"day": 1, "week": 7}
    return {day.toordinal(): usual.get(cadence) or monthrange(day.year, day.month)[1] for day in starts}


def spread(
    grid: np.ndarray, seen: np.ndarray, first: date, cadence: Cadence, *, until: date | None = None
) -> tuple[np.ndarray, np.ndarray]:
    return spread_evenly(grid, seen, lengths(first, seen, cadence), first, until=until)


def test_days_stay_as_they_are() -> None:
    grid, seen = np.arange(6.0).reshape(2, 3), np.array([True, False, True])
    for until in (None, MONDAY):
        found, covered = spread(grid, seen, MONDAY, "day", until=until)
        assert found is grid
        assert covered is seen


def test_weeks_and_months_are_even_over_their_days() -> None:
    found, covered = spread(*weeks(70, None, 140), MONDAY, "week")
    assert found.tolist() == [[10] * 7 + [0] * 7 + [20] * 7, [5] * 7 + [0] * 7 + [10] * 7]
    assert covered.tolist() == [True] * 7 + [False] * 7 + [True] * 7
    found, covered = spread(*months(310, 60, 62), OCTOBER, "month")
    assert found[0].tolist() == [10] * 31 + [2] * 30 + [2] * 31
    assert covered.all()


@pytest.mark.parametrize(("day", "days"), [(1, 1), (12, 12), (29, 29), (30, 30)])
def test_a_month_that_is_not_over_is_even_over_the_days_that_it_covers(day: int, days: int) -> None:
    found, covered = spread(*months(310, 60), OCTOBER, "month", until=date(2026, 11, day))
    assert found.shape == (1, 31 + days)
    assert found[0] == pytest.approx([10] * 31 + [60 / days] * days)
    assert covered.all()


@pytest.mark.parametrize("days", range(1, 8))
def test_a_week_that_is_not_over_is_even_over_the_days_that_it_covers(days: int) -> None:
    found, covered = spread(*weeks(70, 140), MONDAY, "week", until=MONDAY + timedelta(days=6 + days))
    assert found.shape == (2, 7 + days)
    assert found[0] == pytest.approx([10] * 7 + [140 / days] * days)
    assert found.sum(axis=1) == pytest.approx([210, 105])
    assert len(covered) == 7 + days


@pytest.mark.parametrize("until", [date(2026, 12, 1), date(2027, 6, 1), date(2026, 10, 31), date(2026, 10, 5), date(2025, 1, 1)])  # fmt: skip
def test_a_day_beyond_the_last_month_or_before_it_says_nothing_of_it(until: date) -> None:
    """What lies after such a day is left out later: a whole month whose days are partly left out had the rest of its sessions too."""
    plain, _ = spread(*months(310, 60), OCTOBER, "month")
    found, _ = spread(*months(310, 60), OCTOBER, "month", until=until)
    assert np.array_equal(found, plain)


@given(
    st.lists(st.none() | st.integers(0, 1000), max_size=6),
    st.integers(0, 1000),
    st.sampled_from(["week", "month"]),
    st.integers(-40, 70),
)
def test_nothing_is_lost_or_made_up(before: list[int | None], last: int, cadence: Cadence, ends: int) -> None:
    """Whatever the day that the figures end on: the sums of the stretches are those of their days."""
    if cadence == "week":
        first, (grid, seen) = MONDAY, weeks(*before, last)
    else:
        first, (grid, seen) = OCTOBER, months(*(total or 0 for total in before[:2]), last)
    if not seen.any():
        return
    until = first + timedelta(days=len(seen) - 1 + ends)
    found, covered = spread(grid, seen, first, cadence, until=until)
    assert found.sum(axis=1) == pytest.approx(grid.sum(axis=1))
    assert (found[:, ~covered] == 0).all()
    if 0 <= ends < 7:
        assert found.shape[1] == len(seen) + ends
