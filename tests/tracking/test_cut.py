"""A history as it was earlier, and with later days from another table."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from planner.model.arrays import frozen
from planner.model.history import EffortHistory, History, Leaf, Measure
from planner.tracking.cut import STANDS, continued, effort_continued, until

FIRST = date(2026, 11, 1)


def table(
    leaves: tuple[Leaf, ...], rows: list[list[float]], *, first: date = FIRST, counts_only: bool = False
) -> History:
    return History(
        levels=("visitor", "channel"),
        leaves=leaves,
        first=first,
        sessions=frozen(np.array(rows, dtype=float)),
        counts_only=counts_only,
        cadence="month" if counts_only else "day",
    )


A, B, C = ("new", "A"), ("new", "B"), ("new", "C")


def on(day: int) -> date:
    return FIRST + timedelta(days=day - 1)


def test_days_after_are_cut_off_and_leaves_that_came_later_with_them() -> None:
    whole = table((A, B), [[1, 2, 3, 4], [0, 0, 0, 9]])
    whole = replace(
        whole,
        measures=(Measure(name="orders", amounts=whole.sessions),),
        effort=EffortHistory(names=("ads",), first=on(2), amounts=frozen([[5.0, 6.0, 7.0]])),
    )
    then = until(whole, on(3))
    assert then.leaves == (A,)
    assert then.sessions.tolist() == [[1, 2, 3]]
    assert then.measures[0].amounts.tolist() == [[1, 2, 3]]
    assert then.effort is not None
    assert then.effort.amounts.tolist() == [[5.0, 6.0]]
    assert then.last == on(3)


def test_up_to_the_last_day_or_later_is_the_same() -> None:
    whole = table((A, B), [[1, 2], [3, 4]])
    for later in (on(2), on(90)):
        same = until(whole, later)
        assert same.sessions.tolist() == whole.sessions.tolist()
        assert same.leaves == whole.leaves
    assert until(until(whole, on(1)), on(1)).sessions.tolist() == until(whole, on(1)).sessions.tolist()


def test_a_history_without_any_session_keeps_its_leaves() -> None:
    assert until(table((A, B), [[0, 0], [0, np.nan]]), on(1)).leaves == (A, B)


def test_effort_from_after_the_day_is_none() -> None:
    late = EffortHistory(names=("ads",), first=on(9), amounts=frozen([[5.0]]))
    effort = until(replace(table((A,), [[1, 2, 3]]), effort=late), on(2)).effort
    assert effort is not None
    assert effort.amounts.shape == (1, 0)


def test_later_days_are_another_tables() -> None:
    old = table((A, B), [[1, 1, 1, 1], [2, 2, 2, 2]])
    new = table((("NEW", "b"), C), [[7, 8], [9, np.nan]], first=on(3))
    joined = continued(old, new, on(3))
    assert joined.leaves == (A, B, C)
    assert joined.first == FIRST
    np.testing.assert_equal(joined.sessions, np.array([[1, 1, 0, 0], [2, 2, 7, 8], [0, 0, 9, np.nan]]))


def test_days_that_both_tables_have_before_the_start_stay_the_first_ones() -> None:
    old = table((A,), [[1, 1, 1]])
    new = table((A,), [[5, 6, 7, 8]], first=on(1))
    assert continued(old, new, on(3)).sessions.tolist() == [[1, 1, 7, 8]]


def test_the_first_tables_later_days_are_not_used() -> None:
    old = table((A,), [[1, 1, 1, 1, 1, 1]])
    assert continued(old, table((A,), [[7]], first=on(3)), on(3)).sessions.tolist() == [[1, 1, 7]]


def test_days_between_the_tables_are_not_known() -> None:
    joined = continued(table((A,), [[1, 1]]), table((A, B), [[7], [8]], first=on(5)), on(3))
    np.testing.assert_equal(joined.sessions, [[1, 1, np.nan, np.nan, 7], [0, 0, np.nan, np.nan, 8]])


def test_a_day_that_the_new_table_does_not_know_is_not_known_of_any_leaf() -> None:
    new = table((A,), [[7, np.nan, 8]], first=on(2))
    np.testing.assert_equal(continued(table((A, B), [[1], [1]]), new, on(2)).sessions[1], [1, 0, np.nan, 0])


def test_measures_go_on_where_both_tables_have_them() -> None:
    old = replace(table((A, B), [[10, 10], [10, 10]]), measures=(Measure(name="orders", amounts=frozen([[1.0, 1.0], [2.0, 2.0]])), Measure(name="revenue", amounts=frozen([[1.0, 1.0], [2.0, 2.0]]))))  # fmt: skip
    new = replace(table((B,), [[20]], first=on(3)), measures=(Measure(name="Orders", amounts=frozen([[5.0]])),))
    (orders,) = continued(old, new, on(3)).measures
    assert orders.name == "orders"
    assert orders.amounts.tolist() == [[1, 1, 0], [2, 2, 5]]


@pytest.mark.parametrize("came", [1, 6])
def test_of_counts_a_month_stays_with_the_first_days(came: int) -> None:
    counts = table((A,), [[10.0] * 30], counts_only=True)
    joined = continued(counts, table((A,), [[99.0] * came], first=on(31)), on(31))
    assert joined.sessions.shape[1] == min(30 + came, STANDS)
    assert joined.last == on(30 + came)
    assert joined.sessions[0, -came:].tolist() == [99.0] * came
    assert joined.sessions[0, 0] == 10.0
    assert not joined.counts_only
    assert joined.cadence == "month"


@pytest.mark.parametrize("came", [7, 20])
def test_after_a_week_counts_are_forgotten(came: int) -> None:
    counts = table((A,), [[10.0] * 30], counts_only=True)
    joined = continued(counts, table((A,), [[99.0] * came], first=on(31)), on(31))
    assert joined.sessions.tolist() == [[99.0] * came]
    assert joined.first == on(31)
    assert joined.cadence == "day"


def test_counts_are_forgotten_for_days_from_the_plans_first_on_though_some_are_missing() -> None:
    counts = table((A,), [[10.0] * 30], counts_only=True)
    joined = continued(counts, table((A,), [[99.0] * 8], first=on(33)), on(31))
    assert joined.first == on(31)
    np.testing.assert_equal(joined.sessions, [[np.nan, np.nan, *[99.0] * 8]])


def test_what_ends_before_the_start_adds_nothing() -> None:
    old = table((A,), [[1, 1, 1]])
    assert continued(old, table((A,), [[9, 9]]), on(3)).sessions.tolist() == [[1, 1]]


def effort(names: tuple[str, ...], rows: list[list[float]], first: date = FIRST) -> EffortHistory:
    return EffortHistory(names=names, first=first, amounts=frozen(np.array(rows, dtype=float)))


def joined_effort(old: EffortHistory | None, new: EffortHistory | None, start: date) -> EffortHistory | None:
    return effort_continued(replace(table((A,), [[1.0]]), effort=old), new, start).effort


def test_effort_goes_on_in_the_same_way() -> None:
    found = joined_effort(
        effort(("ads", "mails"), [[1, 1, 1], [2, 2, 2]]), effort(("Mails", "posters"), [[5, 6], [7, 8]], on(3)), on(3)
    )
    assert found is not None
    assert found.names == ("ads", "mails", "posters")
    assert found.amounts.tolist() == [[1, 1, 0, 0], [2, 2, 5, 6], [0, 0, 7, 8]]


def test_effort_between_the_tables_and_on_days_without_a_row_is_not_known() -> None:
    found = joined_effort(effort(("ads",), [[1]]), effort(("ads",), [[5, np.nan, 6]], on(3)), on(2))
    assert found is not None
    np.testing.assert_equal(found.amounts, [[1, np.nan, 5, np.nan, 6]])


def test_effort_before_the_start_stays_the_first_tables() -> None:
    found = joined_effort(effort(("ads",), [[1, 1, 1, 1]]), effort(("ads",), [[5, 6, 7]]), on(3))
    assert found is not None
    assert found.amounts.tolist() == [[1, 1, 7]]


def test_a_table_from_before_the_first_one_stands_alone() -> None:
    new = effort(("ads",), [[5, 6, 7]])
    assert joined_effort(effort(("ads",), [[1]], on(2)), new, on(1)) is new


def test_where_one_of_them_is_missing_the_other_stands() -> None:
    one = effort(("ads",), [[1.0]])
    assert joined_effort(None, one, on(2)) is one
    assert joined_effort(one, None, on(2)) is one
    assert joined_effort(None, None, on(2)) is None
