"""What levers bring at the margin is what their curves say."""

import numpy as np
import pytest
from cli_run import EXAMPLES

from planner import read_goal, read_history
from planner.planning.curves import lever_curves
from planner.planning.margins import lever_margins


@pytest.mark.parametrize("example", ["team", "judgement"])
def test_margins_agree_with_the_curves(example: str) -> None:
    goal = read_goal(EXAMPLES / example / "goal.yaml")
    history = read_history(goal)
    plan, curves = lever_curves(goal, history)
    found, margins = lever_margins(goal, history)
    assert (
        [margin.name for margin in margins]
        == [lever.name for lever in found.levers]
        == [curve.lever.name for curve in curves]
    )
    weeks = plan.period.days / 7
    for margin, curve in zip(margins, curves, strict=True):
        assert margin.now * weeks == pytest.approx(curve.lever.now)
        if curve.lever.now > 0:
            here = float(margin.present.mean()) * weeks
            assert here >= curve.present.mean - 1e-6  # what comes after the period counts too
            rate = float((margin.elasticity * margin.present).mean()) / margin.now * curve.present.mean / here
            assert rate == pytest.approx(curve.next_unit.mean, rel=0.15)
        else:
            assert len(margin.elasticity) == 0


def test_a_goal_without_levers_has_the_playbooks() -> None:
    goal = read_goal(EXAMPLES / "triple" / "goal.yaml")
    found, margins = lever_margins(goal, read_history(goal))
    assert goal.levers == ()
    assert len(found.levers) == len(margins) > 0
    assert all(np.isfinite(margin.present).all() for margin in margins)
