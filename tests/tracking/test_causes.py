"""Why a total is off its plan: parts that add up, each with the name of what really happened."""

from dataclasses import replace

import numpy as np
import pytest
from followed_months import GOAL, LEAVES, WEEKS, asked, came, planned
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.arrays import frozen
from planner.model.goal import Goal
from planner.model.history import EffortHistory, History
from planner.model.made import MadePlan
from planner.model.track import Cause, Track
from planner.planning.gains import by_leaf, gains_at
from planner.tracking.expected import Expected, expected
from planner.tracking.standing import standing
from planner.tracking.track import track

MADE = planned()
BEGIN = WEEKS * 7
DAYS = 14


def part(found: Track, kind: Cause) -> float:
    return sum(each.sessions for each in found.causes if each.kind == kind)


def promised(days: int = DAYS, made: MadePlan = MADE) -> Expected:
    return expected(standing(GOAL, came(made, days=days), made))


def as_expected(
    days: int = DAYS, *, efforts: dict[str, float] | None = None, extra: np.ndarray | float = 0.0
) -> History:
    """A month in which every leaf brought what was expected with these efforts, and `extra` sessions a day.

    Args: efforts [lever units] over those days in place of the planned ones.
    """
    known = promised(days)
    names = [lever.name for lever in MADE.levers]
    spent = known.efforts.copy()
    for name, each in (efforts or {}).items():
        spent[names.index(name)] = each
    table = known.known.gains
    mean = known.known.usual.draws.mean(axis=1) + by_leaf(table, gains_at(table, spent).mean(axis=1))
    history = came(MADE, days=days)
    sessions = history.sessions.copy()
    sessions[:, BEGIN:] = (mean / days)[:, None] + np.reshape(extra, (-1, 1))
    assert history.effort is not None
    amounts = np.concatenate([history.effort.amounts, np.zeros((1, BEGIN + days))])
    amounts[:, BEGIN:] = (spent / days)[:, None]
    effort = EffortHistory(names=tuple(names), first=history.first, amounts=frozen(amounts))
    return replace(history, sessions=frozen(sessions), effort=effort)


@settings(max_examples=25)
@given(
    days=st.sampled_from([1, 5, 14, 27, 28]),
    ads=st.floats(0, 3),
    mails=st.floats(0, 3),
    demand=st.lists(st.floats(0, 3), min_size=len(LEAVES), max_size=len(LEAVES)),
    new=st.sampled_from([0.0, 40.0]),
    told=st.booleans(),
    branch=st.sampled_from([(), (("channel", ("Email",)),)]),
)
def test_they_add_up_to_what_came_less_what_was_expected(
    days: int,
    ads: float,
    mails: float,
    demand: list[float],
    new: float,
    *,
    told: bool,
    branch: tuple[tuple[str, tuple[str, ...]], ...],
) -> None:
    where: Goal = replace(GOAL, target=replace(GOAL.target, where=branch))
    made = PLANS[branch]
    found = track(where, came(made, days=days, ads=ads, mails=mails, demand=np.array(demand), new=new, told=told), made)
    off = found.branch.actual - found.branch.expected
    assert sum(each.sessions for each in found.causes) == pytest.approx(off, abs=1e-6)
    assert {each.kind for each in found.causes} >= {"demand"}
    assert (part(found, "new") > 0) == (new > 0 and not branch)


PLANS = {
    (): MADE,
    (("channel", ("Email",)),): planned(
        replace(GOAL, target=replace(GOAL.target, where=(("channel", ("Email",)),))),
    ),
}


def test_a_month_as_planned_has_no_causes() -> None:
    found = track(GOAL, as_expected(), MADE)
    assert found.branch.actual == pytest.approx(found.branch.expected)
    assert part(found, "effort") == pytest.approx(0.0, abs=1e-6)
    # what is newly learned of curves moves a little between response and demand
    assert abs(part(found, "demand")) < 0.01 * found.branch.expected
    assert part(found, "demand") == pytest.approx(-part(found, "response"), abs=1e-6)


@pytest.mark.parametrize("lever", ["ads", "mails", "posters"])
@pytest.mark.parametrize("times", [0.0, 0.5, 1.5, 5.0])
def test_effort_that_was_not_as_planned_is_called_so(lever: str, times: float) -> None:
    spent = promised().efforts[[each.name for each in MADE.levers].index(lever)] * times
    if lever == "posters":
        assert MADE.levers[2].planned > 0
    found = track(GOAL, as_expected(efforts={lever: spent}), MADE)
    off = found.branch.actual - found.branch.expected
    if times <= 2:  # as far as the table of the plan was looked at
        assert part(found, "effort") == pytest.approx(off, abs=1.0)
    (cause,) = (each for each in found.causes if each.kind == "effort")
    assert [name for name, _ in cause.parts] == [lever]
    assert (cause.sessions > 0) == (times > 1)


def test_effort_far_beyond_the_plan_is_not_demand() -> None:
    """Of ads nothing more was planned, and yet they were bought."""
    idle = replace(MADE, levers=(replace(MADE.levers[0], now=0.0, planned=0.0), *MADE.levers[1:]))
    history = came(MADE, days=DAYS, ads=1.0)
    found = track(GOAL, history, idle)
    assert dict(next(each for each in found.causes if each.kind == "effort").parts)["ads"] > 500


def test_more_people_than_forecast_are_demand() -> None:
    """On a branch that no lever drives, and, as surely as it can be told, on one that a long known lever does."""
    goal = replace(GOAL, levers=GOAL.levers[:2])
    made = replace(MADE, levers=MADE.levers[:2])
    extra = np.array([0.0, 0.0, 0.0, 120.0])
    before, after = (track(goal, as_expected(extra=each), made) for each in (0 * extra, extra))
    assert after.branch.actual - before.branch.actual == pytest.approx(DAYS * 120.0)
    assert part(after, "demand") - part(before, "demand") == pytest.approx(DAYS * 120.0, rel=0.1)
    assert part(after, "effort") == pytest.approx(0.0, abs=1e-6)


def test_nothing_is_lost_where_parts_are_too_small_to_name() -> None:
    found = track(GOAL, as_expected(days=1, efforts={"ads": promised(1).efforts[0] * 0.999}), MADE)
    assert [each.kind for each in found.causes if each.kind == "effort"] == []
    off = found.branch.actual - found.branch.expected
    assert sum(each.sessions for each in found.causes) == pytest.approx(off, abs=1e-9)


def test_branches_that_nobody_planned_stand_for_themselves() -> None:
    found = track(GOAL, came(MADE, days=DAYS, new=40.0), MADE)
    (cause,) = (each for each in found.causes if each.kind == "new")
    assert cause.parts == (("new/Affiliates", DAYS * 40.0),)
    (unknown,) = found.unknown
    assert (unknown.actual, unknown.status, unknown.expected) == (DAYS * 40.0, None, 0.0)
    assert unknown.pace is None


def test_the_largest_part_comes_first_and_trifles_are_not_named() -> None:
    found = track(GOAL, came(MADE, days=DAYS, ads=0.2, mails=0.9), MADE)
    for each in found.causes:
        sizes = [abs(size) for _, size in each.parts]
        assert sizes == sorted(sizes, reverse=True)
        assert all(size >= 0.5 for size in sizes)
    assert asked(MADE)
