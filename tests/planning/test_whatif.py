"""Several plans side by side."""

from dataclasses import replace

import pytest
from planning_goals import TRAFFIC, loaded, planned

from planner.errors import InputError
from planner.model.comparison import Case
from planner.model.goal import Scenario
from planner.planning.whatif import make_comparison

GOAL = """
target: +25%
resources: {money: 9000}
levers:
  search ads: {drives: {channel: paid search}, uses: money, now: 3000, max: 9000, expect: {at: 3000, sessions: 3000..4000}}
  newsletter: {drives: {channel: email}, uses: money, now: 300, max: 2000, expect: {at: 900, sessions: 2500..4500}}
"""
BASE = Scenario(name="as it stands", changes=())


def case(scenario: Scenario, text: str) -> Case:
    goal, history = loaded(text + TRAFFIC)
    return Case(scenario=scenario, goal=goal, history=history)


def changed(old: str, new: str) -> Case:
    return case(Scenario(name=new, changes=((old, new),)), GOAL.replace(old, new))


def test_every_case_has_the_plan_that_it_has_alone() -> None:
    compared = make_comparison([case(BASE, GOAL), changed("money: 9000", "money: 4000"), changed("+25%", "2x")])
    assert [each.scenario.name for each in compared] == ["as it stands", "money: 4000", "2x"]
    alone = [planned(text + TRAFFIC) for text in (GOAL, GOAL.replace("9000}", "4000}", 1), GOAL.replace("+25%", "2x"))]
    assert [each.plan for each in compared] == alone


def test_chance_draws_are_shared_so_that_only_the_change_counts() -> None:
    one, other = make_comparison([case(BASE, GOAL), changed("max: 9000", "max: 9001")])
    assert one.plan.forecast == other.plan.forecast


def test_the_problems_of_all_cases_are_told_once_and_with_their_scenario() -> None:
    impossible = "at_least: [{where: {channel: email}, sessions: 90000}]\n"
    cases = [case(BASE, GOAL + impossible), case(Scenario(name="big", changes=(("a", "1"),)), GOAL + impossible)]
    with pytest.raises(InputError) as caught:
        make_comparison(cases)
    assert [each.text for each in caught.value.problems] == ["90,000 sessions cannot be reached here on average"]
    with pytest.raises(InputError) as caught:
        make_comparison(
            [case(BASE, GOAL), *cases[1:], replace(cases[1], scenario=Scenario(name="b", changes=(("a", "1"),)))]
        )
    assert [each.text for each in caught.value.problems] == [
        "90,000 sessions cannot be reached here on average, in the scenario 'big'"
    ]
