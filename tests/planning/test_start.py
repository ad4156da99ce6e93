import pytest
from planning.test_make_plan import LEVERS
from planning.test_reallocated import GOAL as MOVED
from planning_goals import TRAFFIC, loaded

from planner.model.plan import Plan, Start
from planner.planning.make_plan import make_plan

GOAL = f"target: +20%\nperiod: 2026-12\n{TRAFFIC}{LEVERS}"


def plan(start: Start, text: str = GOAL) -> Plan:
    return make_plan(*loaded(text), start=start)


def test_a_fresh_plan_places_the_same_effort_and_brings_the_same() -> None:
    """Nothing holds the levers to today's effort, so where the plan starts changes what counts as extra, not what is best."""
    today, fresh = plan("today"), plan("fresh")
    assert [lever.planned for lever in fresh.levers] == pytest.approx([lever.planned for lever in today.levers])
    assert fresh.outcome.mean == pytest.approx(today.outcome.mean, rel=2e-3)
    assert fresh.chance == pytest.approx(today.chance, abs=0.005)
    assert fresh.warnings == ()


def test_a_fresh_plan_starts_from_the_least_effort() -> None:
    fresh = plan("fresh")
    assert [lever.now for lever in fresh.levers] == [lever.least for lever in fresh.levers]
    assert fresh.forecast.mean < plan("today").forecast.mean
    assert fresh.forecast.mean + sum(lever.extra.mean for lever in fresh.levers) == pytest.approx(
        fresh.outcome.mean, rel=2e-3
    )
    assert fresh.reallocated is None


def test_only_new_never_takes_effort_back() -> None:
    text = MOVED  # the best plan takes from one lever for the other
    assert any(lever.planned < lever.now for lever in plan("today", text).levers)
    only_new = plan("only new", text)
    assert all(lever.planned >= lever.now * (1 - 1e-9) for lever in only_new.levers)
    assert only_new.reallocated is None
    assert only_new.outcome.mean <= plan("today", text).outcome.mean


def test_the_sum_of_sessions_is_that_of_the_draws() -> None:
    for start in ("today", "fresh", "only new"):
        found = plan(start)
        assert found.tree.forecast == round(found.forecast.mean)
        assert found.tree.expected == round(found.outcome.mean)
