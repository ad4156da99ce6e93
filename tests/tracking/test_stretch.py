"""What a plan asks for by a day of its period, and a lever over a part of it."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from followed_months import LEVERS, MONTH, day, planned
from hypothesis import given
from hypothesis import strategies as st

from planner.model.goal import Expect, Lever, Range
from planner.model.made import MadeLever, MadePlan, SoFar
from planner.tracking.stretch import closed, due, lever_over

WHOLE = MONTH.days
MADE = planned()


def lever(now: float = 28.0, effort: float = 56.0) -> MadeLever:
    return replace(MADE.levers[0], now=now, planned=effort)


def anew(day_number: int, spent: float) -> MadePlan:
    """Made anew after so many days."""
    return replace(MADE, so_far=SoFar(last=day(day_number), sessions=1.0, effort=(("ads", spent),)))


@pytest.mark.parametrize("days", [0, 1, 7, 14, 28])
def test_effort_is_due_evenly(days: int) -> None:
    assert due(MADE, lever(), 0, days) == pytest.approx(56.0 * days / WHOLE)


@pytest.mark.parametrize(("days", "expected"), [(0, 0.0), (7, 7.0), (14, 14.0), (21, 35.0), (28, 56.0)])
def test_until_it_can_change_effort_goes_on_as_it_was(days: int, expected: float) -> None:
    assert due(MADE, lever(), 14, days) == pytest.approx(expected)  # 1 a day, then 42 in the second half


def test_a_lever_that_never_opens_goes_on_as_it_was() -> None:
    assert due(MADE, lever(effort=28.0), WHOLE, WHOLE) == pytest.approx(28.0)


@pytest.mark.parametrize(("days", "expected"), [(0, 0.0), (5, 5.0), (10, 10.0), (19, 33.0), (28, 56.0)])
def test_of_a_plan_made_within_its_period_what_was_spent_counts_first(days: int, expected: float) -> None:
    assert due(anew(10, 10.0), lever(now=28.0), 0, days) == pytest.approx(expected)


def test_of_a_plan_made_within_its_period_effort_as_it_was_is_counted_from_there() -> None:
    made = anew(10, 10.0)  # 10 spent, and `now` 46 says 2 a day for the 18 days that were left
    assert made.usual(lever(now=46.0)) == pytest.approx(2.0)
    assert due(made, lever(now=46.0), 14, 14) == pytest.approx(10.0 + 4 * 2.0)
    assert due(made, lever(now=46.0), 14, 28) == pytest.approx(56.0)


@given(
    spent=st.floats(0, 50),
    more=st.floats(0, 100),
    per_day=st.floats(0, 3),
    begun=st.integers(0, WHOLE - 1),
    starts=st.integers(0, WHOLE),
)
def test_what_is_due_never_falls_and_ends_at_the_plan(
    spent: float, more: float, per_day: float, begun: int, starts: int
) -> None:
    made = anew(begun, spent) if begun else MADE
    done = spent if begun else 0.0
    waits = max(starts - begun, 0) if starts > begun else 0
    one = lever(now=done + per_day * (WHOLE - begun), effort=done + per_day * waits + more)
    asked = [due(made, one, starts, days) for days in range(WHOLE + 1)]
    assert all(later >= earlier - 1e-9 for earlier, later in pairwise(asked))
    assert asked[0] == 0.0
    assert asked[-1] == pytest.approx(one.planned if starts < WHOLE else done + per_day * waits, abs=1e-6)


@pytest.mark.parametrize(("starts", "days"), [(None, 0), (-3, 0), (0, 0), (5, 5), (99, WHOLE)])
def test_days_before_effort_can_change(starts: int | None, days: int) -> None:
    at = None if starts is None else MONTH.start + timedelta(days=starts)
    assert closed(replace(LEVERS[0], starts=at), MONTH) == days


def test_what_is_said_of_the_period_is_said_of_the_same_rate_over_a_part() -> None:
    said = Lever(
        name="ads",
        unit="money",
        uses=(),
        expect=Expect(at=100.0, sessions=Range(low=50.0, high=90.0)),
        curve=((100.0, 300.0), (200.0, 500.0)),
    )
    part = lever_over(said, 0.25, now=3.0, least=2.0, most=1.0)
    assert part.expect == Expect(at=25.0, sessions=Range(low=12.5, high=22.5))
    assert part.curve == ((25.0, 75.0), (50.0, 125.0))
    assert (part.now, part.least, part.most) == (3.0, 2.0, 2.0)
