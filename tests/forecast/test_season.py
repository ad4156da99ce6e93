from datetime import date, timedelta

import numpy as np
import pytest
from daily_histories import history

from planner.forecast.season import LONGEST, MOST_YEARS, growth, lately, yearly_changes
from planner.model.history import History
from planner.model.outlook import YearlyChange
from planner.model.period import Period, months_from


def from_days(first: date, last: date, *parts: list[float]) -> History:
    """One leaf a part, with so many sessions a day by month of the year, January first."""
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return history(np.array([[part[each.month - 1] for each in every] for part in parts]), first=first)


def month(year: int, number: int) -> Period:
    return months_from(date(year, number, 1), 1)


STEADY = [100.0] * 12
YULE = [100.0] * 11 + [150.0]


def test_december_stands_to_november_as_in_earlier_years() -> None:
    seen = from_days(date(2023, 1, 1), date(2026, 11, 30), YULE)
    found = yearly_changes(seen, month(2026, 12), month(2026, 11))
    assert [each.year for each in found] == [2025, 2024, 2023]
    assert [each.change for each in found] == pytest.approx([0.5, 0.5, 0.5])


def test_the_site_counts_and_not_its_leaves() -> None:
    seen = from_days(date(2025, 1, 1), date(2026, 11, 30), YULE, STEADY)
    (found,) = yearly_changes(seen, month(2026, 12), month(2026, 11))
    assert found.change == pytest.approx(0.25)


def test_months_have_their_own_lengths_and_leap_years_theirs() -> None:
    """February against January, a day each alike: 28, 29 and 31 days do not matter, and the 29th belongs to February."""
    counts = [10.0, 20.0] + [30.0] * 10
    seen = from_days(date(2023, 1, 1), date(2026, 1, 31), counts)
    found = yearly_changes(seen, month(2026, 2), month(2026, 1))
    assert found == tuple(YearlyChange(year=year, change=1.0) for year in (2025, 2024, 2023))
    leap = seen.sessions.copy()
    leap[0, (date(2024, 2, 29) - seen.first).days] += 29 * 20
    moved = yearly_changes(history(leap, first=seen.first), month(2026, 2), month(2026, 1))
    assert [each.change for each in moved] == pytest.approx([1.0, 3.0, 1.0])


def test_quarters_are_calendar_months_too() -> None:
    seen = from_days(date(2022, 1, 1), date(2026, 12, 31), [40.0] * 3 + [20.0] * 9)
    quarter, before = months_from(date(2027, 1, 1), 3), months_from(date(2026, 10, 1), 3)
    assert [each.change for each in yearly_changes(seen, quarter, before)] == pytest.approx([1.0] * 4)


@pytest.mark.parametrize("months", [6, 9, 12, 18])
def test_half_a_year_and_more_has_no_season_of_its_own(months: int) -> None:
    """Against the quarter before, every year would be called one of change: what is left is the season of the quarter."""
    seen = from_days(date(2020, 1, 1), date(2026, 12, 31), [40.0] * 3 + [20.0] * 9)
    period = months_from(date(2027, 1, 1), months)
    assert period.days > LONGEST
    for before in (months_from(date(2026, 10, 1), 3), months_from(date(2026, 1, 1), 12)):
        assert yearly_changes(seen, period, before) == ()


def test_the_longest_stretch_with_a_season_is_half_a_year() -> None:
    seen = from_days(date(2020, 1, 1), date(2026, 12, 31), STEADY)
    base = Period(start=seen.last - timedelta(days=27), end=seen.last)
    for days, years in ((LONGEST, 5), (LONGEST + 1, 0)):
        period = Period(start=seen.last + timedelta(days=1), end=seen.last + timedelta(days=days))
        assert len(yearly_changes(seen, period, base)) == years


def test_a_year_before_new_years_eve_is_the_year_before() -> None:
    """364 days before the 31st of December is the first of January of the same year, which is the season of the year before."""
    seen = history(np.full((1, 800), 5.0), first=date(2024, 10, 1))
    eve = Period(start=date(2026, 12, 31), end=date(2027, 1, 6))
    base = Period(start=date(2026, 12, 1), end=date(2026, 12, 7))
    assert [each.year for each in yearly_changes(seen, eve, base)] == [2025, 2024]


def test_other_stretches_are_compared_on_the_same_days_of_the_week() -> None:
    first, days = date(2024, 1, 1), 1000
    week = np.array([5.0, 5, 5, 5, 5, 1, 1])
    seen = history(np.resize(week, days)[None, :], first=first)
    last = seen.last
    weekend = Period(start=last + timedelta(days=6), end=last + timedelta(days=7))
    while weekend.start.weekday() != 5:
        weekend = Period(start=weekend.start + timedelta(days=1), end=weekend.end + timedelta(days=1))
    base = Period(start=last - timedelta(days=6), end=last)
    found = yearly_changes(seen, weekend, base)
    assert len(found) == 2
    assert [each.change for each in found] == pytest.approx([1 / week.mean() - 1] * 2)


def test_a_year_and_a_stretch_are_needed() -> None:
    before, period = month(2026, 11), month(2026, 12)
    assert yearly_changes(from_days(date(2025, 12, 8), date(2026, 11, 30), YULE), period, before) == ()
    assert yearly_changes(from_days(date(2025, 11, 7), date(2026, 11, 30), YULE), period, before) != ()  # 24 of 30 days
    assert yearly_changes(from_days(date(2025, 11, 8), date(2026, 11, 30), YULE), period, before) == ()
    assert yearly_changes(from_days(date(2026, 11, 1), date(2026, 11, 30), YULE), period, before) == ()


def test_years_that_are_not_known_are_left_out() -> None:
    seen = from_days(date(2023, 1, 1), date(2026, 11, 30), YULE)
    holed = seen.sessions.copy()
    holed[0, (date(2024, 12, 1) - seen.first).days :][:7] = np.nan
    found = yearly_changes(history(holed, first=seen.first), month(2026, 12), month(2026, 11))
    assert [each.year for each in found] == [2025, 2023]
    holed = seen.sessions.copy()
    holed[0, (date(2024, 12, 1) - seen.first).days :][:6] = np.nan  # 25 of 31 days stand for the month
    found = yearly_changes(history(holed, first=seen.first), month(2026, 12), month(2026, 11))
    assert [each.change for each in found] == pytest.approx([0.5] * 3)


def test_nothing_is_said_of_a_year_that_began_with_nothing() -> None:
    seen = from_days(date(2025, 1, 1), date(2026, 11, 30), [0.0] * 11 + [50.0])
    assert yearly_changes(seen, month(2026, 12), month(2026, 11)) == ()


def test_five_years_at_most() -> None:
    seen = from_days(date(2015, 1, 1), date(2026, 11, 30), YULE)
    found = yearly_changes(seen, month(2026, 12), month(2026, 11))
    assert [each.year for each in found] == [2025 - n for n in range(MOST_YEARS)]


def test_growth_is_against_the_same_weeks_a_year_before() -> None:
    sessions = np.full((2, 28 + 364), 100.0)
    sessions[:, :28] = 80
    assert growth(history(sessions)) == pytest.approx(0.25)
    assert growth(history(sessions[:, 5:])) == pytest.approx(0.25)  # 23 of the 28 days
    assert growth(history(sessions[:, 6:])) is None
    assert growth(history(np.zeros((1, 400)))) is None


def test_lately_is_against_the_four_weeks_before() -> None:
    sessions = np.repeat([100.0, 90.0], 28)[None, :]
    assert lately(history(sessions)) == pytest.approx(-0.1)
    assert lately(history(sessions[:, 28:])) is None
    holed = sessions.copy()
    holed[0, 30:35] = np.nan
    assert lately(history(holed)) == pytest.approx(-0.1)
    holed[0, 35] = np.nan
    assert lately(history(holed)) is None


@pytest.mark.parametrize("unit", [0.01, 1e6])
def test_the_unit_does_not_matter(unit: float) -> None:
    sessions = np.random.default_rng(1).gamma(3.0, 10.0, (3, 800))
    one, other = history(sessions), history(sessions * unit)
    period, base = month(2027, 4), month(2027, 3)
    assert growth(other) == pytest.approx(growth(one))
    assert lately(other) == pytest.approx(lately(one))
    assert [each.change for each in yearly_changes(other, period, base)] == pytest.approx(
        [each.change for each in yearly_changes(one, period, base)]
    )
