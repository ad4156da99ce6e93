"""Forty simulated sites: every one gives a plan within its resources. How good the plans are is measured elsewhere."""

from pathlib import Path

import pytest
from shared_data import WORLDS

from planner import make_plan, read_goal, read_history


@pytest.mark.skipif(not WORLDS, reason="../shared/worlds is not there")
@pytest.mark.parametrize("world", WORLDS or [Path("none")], ids=lambda world: world.name)
def test_every_world_gives_a_plan_within_its_resources(world: Path) -> None:
    goal = read_goal(world / "goal.yaml")
    plan = make_plan(goal, read_history(goal))
    assert len(plan.levers) == len(goal.levers)
    assert plan.certificate.gap <= 1e-4
    for resource in plan.resources:
        assert resource.amount is not None
        assert resource.used <= resource.amount * (1 + 1e-9)
    for lever in plan.levers:
        assert lever.least <= lever.planned <= lever.most * (1 + 1e-9)
    for node in plan.tree.walk():
        if node.children:
            assert sum(child.target for child in node.children) == node.target
