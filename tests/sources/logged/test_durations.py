"""Durations as people and time trackers write them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.sources.logged.durations import clock_hours, read_hours
from planner.sources.tables.table import TextTable


@pytest.mark.parametrize(
    ("cell", "hours"),
    [
        ("01:00:01", 1 + 1 / 3600),
        ("1:30", 1.5),
        ("100:15:00", 100.25),
        ("0:00:30.5", 30 / 3600),
        ("1h 30m", 1.5),
        ("1 h", 1.0),
        ("1,5 Std", 1.5),
        ("45 min", 0.75),
        ("2小时15分", 2.25),
        ("1.5", None),
        ("1,5", None),
        ("", None),
        ("1:75", None),
        ("-1:30", None),
        ("soon", None),
    ],
)
def test_clock_hours(cell: str, hours: float | None) -> None:
    assert clock_hours(cell) == (None if hours is None else pytest.approx(hours))


@given(st.text(max_size=50))
def test_any_text_is_hours_or_none(cell: str) -> None:
    found = clock_hours(cell)
    assert found is None or found >= 0


@pytest.mark.parametrize(
    ("cells", "minutes", "hours"),
    [
        (["1:30", "0:15", ""], False, [1.5, 0.25, np.nan]),
        (["1.5", "2", ""], False, [1.5, 2, np.nan]),
        (['"1,5"', '"20,0"'], False, [1.5, 20]),
        (["90", "30"], True, [1.5, 0.5]),
    ],
)
def test_a_column(table_of: Callable[[str], TextTable], cells: list[str], minutes: bool, hours: list[float]) -> None:  # noqa: FBT001 - a case
    table = table_of("who,took\n" + "".join(f"x{n},{cell}\n" for n, cell in enumerate(cells)))
    found, problems = read_hours(table, 1, minutes=minutes)
    assert problems == []
    assert found == pytest.approx(hours, nan_ok=True)


def test_what_is_no_duration_has_its_place(table_of: Callable[[str], TextTable]) -> None:
    _, problems = read_hours(table_of("who,took\na,1:30\nb,long\nc,2\n"), 1, minutes=False)
    assert [(each.place.line, each.text) for each in problems] == [
        (3, "'long' is no duration"),
        (4, "'2' is no duration"),
    ]
