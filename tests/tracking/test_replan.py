"""The best use of what is left: never more than there is, and never another plan than a clearly better one."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from followed_months import GOAL, LEAVES, LEVERS, MONTH, WEEKS, came, day, planned, read_back
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.arrays import frozen
from planner.model.goal import AtLeast, Goal, Resource
from planner.model.made import MadePlan
from planner.model.replanned import Replanned
from planner.model.tree import Node
from planner.report.plan_json import render_json
from planner.tracking.remaining import in_time, resources_left
from planner.tracking.replan import replan
from planner.tracking.standing import standing
from planner.tracking.track import track

MADE = planned()


def anew(
    goal: Goal = GOAL, made: MadePlan = MADE, *, left: dict[str, float] | None = None, **month: object
) -> Replanned:
    found = replan(goal, came(made, **month), made, left=left)
    assert found is not None
    return found


def check_tree(node: Node) -> None:
    if node.children:
        for figure in ("now", "forecast", "target", "expected"):
            assert getattr(node, figure) == sum(getattr(child, figure) for child in node.children), (figure, node.key)
        for child in node.children:
            check_tree(child)


def used(found: Replanned, name: str) -> float:
    return sum(
        dict(made.uses).get(name, 0.0) * lever.planned
        for made, lever in zip(found.made.levers, found.levers, strict=True)
    )


@settings(max_examples=30)
@given(
    days=st.integers(1, 27),
    ads=st.floats(0, 2.5),
    mails=st.floats(0, 2.5),
    demand=st.floats(0.3, 3),
    told=st.booleans(),
    step=st.booleans(),
)
def test_never_more_than_is_left(days: int, ads: float, mails: float, demand: float, *, told: bool, step: bool) -> None:
    goal = replace(GOAL, levers=(LEVERS[0], replace(LEVERS[1], step=10.0), LEVERS[2])) if step else GOAL
    found = anew(goal, days=days, ads=ads, mails=mails, demand=np.full(len(LEAVES), demand), told=told)
    for resource in found.resources:
        assert resource.amount is not None
        assert used(found, resource.name) <= resource.amount * (1 + 1e-9)
        assert resource.planned == pytest.approx(used(found, resource.name))
    for lever, plan, whole in zip(found.levers, MADE.levers, found.plan.levers, strict=True):
        assert lever.planned <= max(plan.most - lever.spent, 0.0) + 1e-6
        assert whole.planned == pytest.approx(lever.after)
    check_tree(found.plan.tree)
    assert found.plan.tree.target == found.plan.target == MADE.target
    assert found.plan.outcome.mean == pytest.approx(found.plan.tree.expected, abs=1.0)
    assert found.actual <= found.plan.outcome.p05


def test_money_that_was_not_spent_is_there_and_hours_are_gone() -> None:
    found = anew(days=14, ads=0.0, mails=0.0)
    money, hours = found.resources
    assert (money.amount, money.gone) == (4500.0, 0.0)
    assert (hours.amount, hours.gone) == (50.0, 50.0)
    busy = anew(days=14, mails=1.5).resources[1]
    assert (busy.amount, busy.gone) == (pytest.approx(25.0), 0.0)


def test_of_a_plan_made_anew_hours_are_shared_over_the_days_that_were_left_to_it() -> None:
    first = anew(days=14, mails=0.0)
    second = read_back(first.plan)
    assert dict(second.resources or ())["writer hours"] == pytest.approx(50.0)
    after = replan(GOAL, came(MADE, days=21, mails=0.0), second)
    assert after is not None
    assert after.resources[1].amount == pytest.approx(25.0)  # half of the days that had 50
    assert after.resources[1].gone == pytest.approx(25.0)
    assert after.resources[0].amount == pytest.approx(4500.0 - after.levers[0].spent)


def test_somebody_may_know_better_what_is_left() -> None:
    found = anew(days=14, mails=0.0, left={"writer hours": 80.0, "money": 0.0})
    money, hours = found.resources
    assert (hours.amount, hours.gone) == (80.0, 0.0)
    assert (money.amount, used(found, "money")) == (0.0, 0.0)
    stand = standing(GOAL, came(MADE, days=14), MADE)
    left = stand.seen.left(MADE.period)
    assert left is not None
    assert resources_left(stand, left, {"money": 7.0})[0].amount == 7.0


def test_overspent_is_nothing_left() -> None:
    found = anew(days=14, ads=9.0)
    assert found.resources[0].amount == 0.0
    assert used(found, "money") == 0.0


def test_a_month_that_goes_as_planned_keeps_its_plan() -> None:
    goal = replace(GOAL, levers=LEVERS[:2])
    found = anew(goal, planned(goal), days=14)
    assert found.kept
    for lever in found.levers:
        assert lever.planned == pytest.approx(lever.scheduled) == pytest.approx(lever.before / 2)
        assert lever.extra.mean == pytest.approx(0.0, abs=1e-6)
    assert found.plan.outcome.mean == pytest.approx(found.before.mean)


def test_money_that_was_left_over_is_used() -> None:
    found = anew(days=14, ads=0.0)
    assert not found.kept
    assert found.plan.outcome.mean > found.before.mean
    assert found.plan.chance >= found.chance_before
    assert found.levers[0].planned > found.levers[0].scheduled


@pytest.mark.parametrize("days", [1, 14, 27])
def test_as_scheduled_is_what_track_projects(days: int) -> None:
    history = came(MADE, days=days, ads=0.8)
    found = replan(GOAL, history, MADE)
    assert found is not None
    assert found.before.mean == pytest.approx(track(GOAL, history, MADE).branch.projected.mean, rel=1e-6)


SLOW = replace(GOAL, levers=(*LEVERS[:2], replace(LEVERS[2], lag=21.0)))


def test_a_lever_whose_effect_would_come_too_late_drops_out() -> None:
    found = anew(SLOW, days=MONTH.days - 4)
    posters = found.levers[2]
    assert posters.dropped
    assert posters.in_time < 0.1
    assert posters.planned == 0.0
    assert posters.scheduled == pytest.approx(MADE.levers[2].planned * 4 / MONTH.days)
    assert posters.extra.mean <= 0
    assert [lever.dropped for lever in found.levers[:2]] == [False, False]
    assert not anew(SLOW, days=2).levers[2].dropped


def test_the_share_that_comes_in_time() -> None:
    assert in_time(np.array([0.0, 1.0, 9.0])).tolist() == [1.0, 0.5, 0.1]


def test_sub_targets_that_cannot_be_met_any_more_are_given_up() -> None:
    asks = replace(GOAL, at_least=(AtLeast(where=(("channel", ("Email",)),), sessions=11_000.0),))
    found = anew(asks, days=26)
    (text,) = (text for text in found.warnings if "sub-targets" in text)
    assert text == "The sub-targets cannot be reached any more; the rest is planned without them."
    met = replace(GOAL, at_least=(AtLeast(where=(("channel", ("Email",)),), sessions=5_000.0),))
    assert anew(met, days=26).warnings == ()


def test_least_efforts_that_cannot_be_paid_for_are_given_up() -> None:
    made = replace(MADE, levers=(replace(MADE.levers[0], least=4000.0), *MADE.levers[1:]))
    found = anew(GOAL, made, days=14, left={"money": 100.0}, ads=0.1)
    assert "without such limits" in found.warnings[0]
    assert used(found, "money") <= 100.0 * (1 + 1e-9)


def test_a_target_that_is_reached_stays_the_target() -> None:
    made = replace(MADE, target=9_000)
    found = anew(made=made, days=14)
    assert found.actual > 9_000
    assert found.plan.chance == 1.0
    assert found.plan.tree.target == found.plan.target == 9_000
    check_tree(found.plan.tree)


def test_on_the_last_day_but_one_a_day_is_left_and_on_the_last_none() -> None:
    assert anew(days=MONTH.days - 1).left.days == 1
    assert replan(GOAL, came(MADE), MADE) is None


def test_a_goal_on_a_branch() -> None:
    email = (("channel", ("Email",)),)
    goal = replace(GOAL, target=replace(GOAL.target, where=email))
    made = planned(goal)
    found = anew(goal, made, days=14, mails=0.3)
    check_tree(found.plan.tree)
    (node,) = (node for node in found.plan.tree.walk() if node.key == (("channel", "Email"),))
    assert node.target == made.target
    assert found.plan.outcome.mean == pytest.approx(node.expected, abs=1.0)
    inside = [1, 2]
    sessions = came(made, days=14, mails=0.3).sessions[inside, WEEKS * 7 :]
    assert found.actual == sessions.sum()


@pytest.mark.parametrize("times", [-0.5, 4.0])
def test_a_goal_on_a_leaf_whose_target_is_partly_out_of_reach(times: float) -> None:
    leaf = (("visitor", ("returning",)), ("channel", ("Email",)))
    goal = replace(GOAL, target=replace(GOAL.target, where=leaf, amount=times))
    made = planned(goal)
    found = anew(goal, made, days=14, mails=0.3)
    check_tree(found.plan.tree)
    (node,) = (
        node for node in found.plan.tree.walk() if {*node.key} == {("visitor", "returning"), ("channel", "Email")}
    )
    assert node.target == made.target
    assert bool(node.children) == (times > 1)
    seen = track(goal, came(made, days=14, mails=0.3), made)
    assert {*seen.branch.key} == {*node.key}
    assert seen.branch.children == ()


@pytest.mark.parametrize("risk", ["expected", "cautious", "chance"])
def test_goals_that_look_at_the_risk(risk: str) -> None:
    goal = replace(GOAL, risk=risk)
    found = anew(goal, planned(goal), days=10, ads=0.2)
    check_tree(found.plan.tree)
    if risk == "cautious":
        assert found.plan.risk is not None
        assert found.plan.risk.chosen > found.actual


def test_a_lever_that_is_kept_stays_as_it_is() -> None:
    goal = replace(GOAL, levers=(replace(LEVERS[0], keep=True), *LEVERS[1:]))
    made = planned(goal)
    found = anew(goal, made, days=14)
    assert found.levers[0].planned == pytest.approx(found.levers[0].scheduled, rel=0.02)


def test_without_limits_there_is_no_limit() -> None:
    goal = replace(GOAL, resources=None)
    found = anew(goal, planned(goal), days=14)
    assert [each.amount for each in found.resources] == [None, None]
    assert read_back(found.plan).resources is None


def test_a_resource_that_is_all_used_by_the_plan_is_no_more_than_there_is() -> None:
    goal = replace(GOAL, resources=(Resource(name="money", amount=4500.0), Resource(name="writer hours", amount=0.0)))
    found = anew(goal, planned(goal), days=14)
    assert found.levers[1].planned == 0.0


def test_the_next_plan_counts_on_and_can_be_followed() -> None:
    first = anew(days=10, ads=0.5)
    second = read_back(first.plan)
    assert (second.number, second.as_of, second.begins) == (2, day(10), day(11))
    assert second.target == MADE.target
    assert second.base == MADE.base
    assert second.so_far is not None
    assert second.done("ads") == pytest.approx(first.levers[0].spent)
    assert second.seen == pytest.approx(float(np.nansum(came(MADE, days=10, ads=0.5).sessions)))
    assert second.reading == f"{MADE.reading}; {first.actual:,.0f} came by {day(10)}"
    third = replan(GOAL, came(MADE, days=20, ads=0.5), second)
    assert third is not None
    assert third.plan.number == 3
    assert third.plan.reading == f"{MADE.reading}; {third.actual:,.0f} came by {day(20)}"
    check_tree(third.plan.tree)
    assert third.plan.tree.now == MADE.tree.now
    assert track(GOAL, came(MADE, ads=0.5), read_back(third.plan)).warnings == ()


def test_the_same_run_gives_the_same_bytes() -> None:
    assert render_json(anew(days=14, ads=0.5).plan) == render_json(anew(days=14, ads=0.5).plan)


def test_branches_that_came_later_are_in_the_new_plan() -> None:
    found = anew(days=14, new=40.0)
    (node,) = (node for node in found.plan.tree.walk() if dict(node.key).get("channel") == "Affiliates" and not node.children)  # fmt: skip
    assert node.now == 0
    assert node.expected > 14 * 40
    check_tree(found.plan.tree)


def test_missing_days_count_in_both() -> None:
    history = came(MADE, days=14)
    sessions = history.sessions.copy()
    sessions[:, WEEKS * 7 + 3] = np.nan
    found = replan(GOAL, replace(history, sessions=frozen(sessions)), MADE)
    assert found is not None
    assert found.actual > float(np.nansum(sessions[:, WEEKS * 7 :]))
    assert found.over.end == MONTH.start + timedelta(days=13)
    check_tree(found.plan.tree)
