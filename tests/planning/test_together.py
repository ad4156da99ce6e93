"""Levers that exclude or need each other, and levers that are kept, from the goal file to the plan."""

import pytest
from planning_goals import TRAFFIC, planned

from planner.errors import InputError
from planner.model.lever_plan import LeverPlan
from planner.model.plan import Plan

GOAL = f"""
target: +25%
period: 2026-12
{TRAFFIC}
resources: {{money: 9000, hours: 100}}
levers:
  search ads: {{drives: {{channel: paid search}}, uses: money, now: 3000, max: 9000, expect: {{at: 3000, sessions: 3000..4000}}, excludes: banner ads}}
  banner ads: {{drives: {{channel: organic social}}, uses: money, max: 9000, expect: {{at: 3000, sessions: 300..450}}}}
  newsletter: {{drives: {{channel: email}}, uses: hours, now: 12, max: 60, expect: {{at: 24, sessions: 2500..4500}}, needs: design}}
  design: {{drives: {{channel: direct}}, uses: hours, max: 20, expect: {{at: 10, sessions: 10..20}}}}
"""


def by_name(plan: Plan) -> dict[str, LeverPlan]:
    return {lever.name: lever for lever in plan.levers}


def test_of_two_that_exclude_each_other_one_is_used() -> None:
    levers = by_name(planned(GOAL))
    assert levers["banner ads"].planned == 0 < levers["search ads"].planned
    assert "search ads is used instead" in levers["banner ads"].why
    free = by_name(planned(GOAL.replace(", excludes: banner ads", "")))
    assert free["banner ads"].planned > 0


def test_what_is_needed_is_used_though_it_brings_little() -> None:
    levers = by_name(planned(GOAL))
    assert levers["newsletter"].planned > 12
    assert levers["design"].planned > 0


def test_without_what_it_needs_a_lever_stops() -> None:
    levers = by_name(planned(GOAL.replace("max: 20,", "max: 0,")))
    assert levers["newsletter"].planned == 0
    assert "needs design, which is not used" in levers["newsletter"].why


def test_what_can_be_reached_keeps_the_pairs_too() -> None:
    bound, free = planned(GOAL), planned(GOAL.replace(", excludes: banner ads", ""))
    assert bound.needed.reachable < free.needed.reachable
    assert all(point.mean <= bound.needed.reachable * (1 + 1e-6) for point in bound.frontier)


def test_a_kept_lever_stays_as_it_is() -> None:
    lever = by_name(planned(GOAL.replace("now: 3000, max: 9000", "now: 3000, keep: true")))["search ads"]
    assert (lever.planned, lever.least, lever.most, lever.verdict) == (3000, 3000, 3000, "keep")
    assert "kept as you asked" in lever.why


def test_a_kept_lever_that_the_resources_cannot_pay_is_named() -> None:
    text = GOAL.replace("now: 3000, max: 9000", "now: 3000, keep: true").replace("money: 9000", "money: 2000")
    with pytest.raises(InputError) as caught:
        planned(text)
    assert "kept efforts alone use 3000 ('search ads' 3000)" in str(caught.value)
