"""Days and periods as people say them."""

from datetime import date

import pytest

from planner.model.period import Period
from planner.words.dates import period_name, short_day


@pytest.mark.parametrize(
    ("start", "end", "name"),
    [
        (date(2026, 12, 1), date(2026, 12, 31), "December 2026"),
        (date(2027, 1, 1), date(2027, 3, 31), "2027-Q1"),
        (date(2027, 1, 1), date(2027, 12, 31), "2027"),
        (date(2026, 12, 1), date(2026, 12, 28), "1 Dec to 28 Dec 2026"),
        (date(2026, 12, 1), date(2027, 2, 28), "1 Dec 2026 to 28 Feb 2027"),
        (date(2026, 12, 24), date(2026, 12, 24), "24 Dec 2026"),
        (date(2026, 2, 1), date(2026, 4, 30), "1 Feb to 30 Apr 2026"),
    ],
)
def test_period_name(start: date, end: date, name: str) -> None:
    assert period_name(Period(start=start, end=end)) == name


def test_the_year_of_a_day_is_left_out_where_it_is_clear() -> None:
    assert short_day(date(2026, 12, 7), Period(start=date(2026, 12, 1), end=date(2027, 3, 1))) == "7 Dec"
    assert short_day(date(2026, 12, 7), Period(start=date(2026, 1, 1), end=date(2027, 12, 31))) == "7 Dec 2026"
    assert short_day(date(2026, 12, 7)) == "7 Dec 2026"
