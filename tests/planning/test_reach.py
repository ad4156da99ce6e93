import pytest
from planning.test_make_plan import LEVERS
from planning_goals import TRAFFIC, planned

GOAL = f"target: +20%\nperiod: 2026-12\n{TRAFFIC}{LEVERS}"


def test_more_of_one_resource_brings_no_more_than_more_of_all() -> None:
    plan = planned(GOAL)
    together = {point.scale: point for point in plan.frontier}
    assert {one.resource for one in plan.alone} == {"money", "hours"}
    for one in plan.alone:
        means = [point.mean for point in one.points]
        assert means == sorted(means)
        for point in one.points:
            assert dict(point.resources)[one.resource] == pytest.approx(
                dict(together[1.0].resources)[one.resource] * point.scale
            )
            if point.scale >= 1:
                assert point.mean <= together[point.scale].mean * (1 + 2e-4)
            else:
                assert point.mean >= together[point.scale].mean * (1 - 2e-4)


def test_all_agree_at_the_resources_that_there_are() -> None:
    plan = planned(GOAL)
    (own,) = (point.mean for point in plan.frontier if point.scale == 1)
    for one in plan.alone:
        assert next(point.mean for point in one.points if point.scale == 1) == pytest.approx(own, rel=1e-4)


def test_more_certainty_takes_more() -> None:
    needed = planned(GOAL.replace("+20%", "+5%")).needed
    scales = [odds.scale for odds in (needed.even, needed.likely, needed.sure) if odds is not None]
    assert len(scales) >= 2
    assert scales == sorted(scales)


def test_a_single_resource_is_not_shown_twice() -> None:
    one = (
        GOAL.replace(", hours: 100", "")
        .replace("{money: 150, hours: 6}", "money")
        .replace("uses: hours", "uses: money")
    )
    assert planned(one).alone == ()
