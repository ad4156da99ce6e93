"""Which rows of a log are one thing done."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.activity_log import Logged
from planner.review.executions import executions, monday

MONDAY = date(2026, 11, 2)


def row(
    day: int, activity: str = "articles", item: str = "", hours: float = 1.0, result: float | None = None
) -> Logged:
    return Logged(day=MONDAY + timedelta(days=day), activity=activity, item=item, hours=hours, result=result)


def told(*rows: Logged) -> list[tuple[str, int, float, float | None]]:
    return [(one.item, (one.last - MONDAY).days, one.hours, one.result) for one in executions(rows)]


def test_work_on_one_item_belongs_to_its_result_however_long_it_took() -> None:
    assert told(row(0, item="A"), row(9, item="A"), row(10, item="B"), row(20, item="A", result=90)) == [
        ("B", 10, 1.0, None),
        ("A", 20, 3.0, 90),
    ]


def test_every_result_ends_an_execution() -> None:
    spring = [row(7 * n, item="spring sale", result=10.0 * n) for n in range(3)]
    assert told(*spring) == [
        ("spring sale", 0, 1.0, 0.0),
        ("spring sale", 7, 1.0, 10.0),
        ("spring sale", 14, 1.0, 20.0),
    ]


def test_fragments_of_a_time_tracker_with_one_description_are_one_a_week() -> None:
    rows = [row(day, item="Issue") for day in (0, 1, 4, 7, 8)]
    assert told(*rows) == [("Issue", 4, 3.0, None), ("Issue", 8, 2.0, None)]


def test_rows_without_an_item_are_one_a_day() -> None:
    assert told(row(0), row(0), row(1)) == [("", 0, 2.0, None), ("", 1, 1.0, None)]
    assert told(row(0), row(0, result=5.0)) == [("", 0, 2.0, 5.0)]
    assert told(row(0, result=4.0), row(0, result=5.0)) == [("", 0, 1.0, 4.0), ("", 0, 1.0, 5.0)]


def test_names_are_compared_as_everywhere() -> None:
    (one,) = executions([row(0, "Blog posts", "How To"), row(1, "blog-posts", "how to", result=3.0)])
    assert (one.activity, one.hours) == ("Blog posts", 2.0)


@given(
    st.lists(
        st.builds(
            row,
            st.integers(0, 40),
            st.sampled_from(["a", "b"]),
            st.sampled_from(["", "x", "y"]),
            st.floats(0, 9),
            st.none() | st.floats(0, 9),
        ),
        max_size=30,
    )
)
def test_nothing_is_lost_and_nothing_counted_twice(rows: list[Logged]) -> None:
    found = executions(rows)
    assert sum(one.hours for one in found) == pytest.approx(sum(each.hours for each in rows))
    results = sorted(r.result for r in rows if r.result is not None)
    assert sorted(one.result for one in found if one.result is not None) == results


def test_a_result_that_was_written_down_later_makes_nothing_younger() -> None:
    (one,) = executions([row(0, item="A"), row(1, item="A"), row(30, item="A", hours=0.0, result=9.0)])
    assert (one.last, one.hours, one.result) == (MONDAY + timedelta(days=1), 2.0, 9.0)


def test_monday() -> None:
    assert monday(date(2026, 11, 8)) == MONDAY == monday(MONDAY)
